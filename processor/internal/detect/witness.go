package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// watching are the words behind somebody who is only there: "with Rubio looking on",
// "dengan Trump duduk di tengah".
var watching = hashes("looking", "watching", "sitting", "seated", "standing", "present", "presiding",
	"duduk", "berdiri", "menyaksikan", "menonton", "hadir")

// onlookers are those who are no party, where somebody is there as one of them.
var onlookers = hashes("witness", "witnesses", "guarantor", "guarantors", "mediator", "mediators", "host",
	"saksi", "penjamin", "penengah", "pengantara", "perantara")

// looksOn tells whether actor a, behind a "with", is there while others sign, and is
// no partner.
func (d *Document) looksOn(a *actor) bool {
	if !a.preps.Has(lang.With) || a.end+1 >= d.span.End || d.text.Tokens[a.end].Gap&^scan.Inside != 0 {
		return false
	}
	next, then := d.text.Tokens[a.end].Hash, d.text.Tokens[a.end+1].Hash
	return watching[next] || roles[next] && onlookers[then]
}
