package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// watching are the words behind somebody who is only there: "with Rubio looking on",
// "dengan Trump duduk di tengah".
var watching = hashes("looking", "watching", "sitting", "seated", "standing", "present", "presiding",
	"duduk", "berdiri", "menyaksikan", "menonton", "hadir")

// inPart begin what somebody is there as, and onlookers are those who are no party.
var (
	inPart    = hashes("as", "sebagai", "selaku")
	onlookers = hashes("witness", "witnesses", "guarantor", "guarantors", "mediator", "mediators", "host",
		"saksi", "penjamin", "penengah", "pengantara", "perantara")
)

func hashes(words ...string) map[uint64]bool {
	all := map[uint64]bool{}
	for _, w := range words {
		all[scan.Hash(w)] = true
	}
	return all
}

// looksOn tells whether actor a, behind a "with", is there while others sign, and is
// no partner.
func (d *Document) looksOn(a *actor) bool {
	if !a.preps.Has(lang.With) || a.end+1 >= d.span.End || d.text.Tokens[a.end].Gap&^scan.Inside != 0 {
		return false
	}
	next, then := d.text.Tokens[a.end].Hash, d.text.Tokens[a.end+1].Hash
	return watching[next] || inPart[next] && onlookers[then]
}
