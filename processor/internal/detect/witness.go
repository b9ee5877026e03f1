package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// watching are the words behind somebody who is only there: "with Rubio looking on",
// "dengan Trump duduk di tengah".
var watching = words("watching")

// onlookers are those who are no party, where somebody is there as one of them.
var onlookers = words("onlookers")

// presences are the words of a phrase for that: "with Kenya on hand", "with Kenya in attendance".
var presences = words("presences")

// looksOn tells whether actor a at node i, behind a "with", is there while others sign,
// and is no partner; "X, bersama Y, menyaksikan" do so together.
func (d *Document) looksOn(a *actor, i int) bool {
	if b := d.actorAt(i - 2); b != nil && !b.preps.Any(prepositions) && d.near(i-2, i, 1) {
		return false
	}
	if !a.preps.Has(lang.With) || a.end+1 >= d.span.End || d.text.Tokens[a.end].Gap&^scan.Inside != 0 {
		return false
	}
	next, then := d.text.Tokens[a.end].Hash, d.text.Tokens[a.end+1].Hash
	return watching.has(next) || roles.has(next) && onlookers.has(then) || presences.has(then)
}

// watches are the verbs of those before whom others sign: "Trump watched X and Y sign".
var watches = words("watches")

// toBeSeen tells whether the verb at node k tells what somebody hopes to see, or does not: "did not expect to live to
// see one signed".
func (d *Document) toBeSeen(k int) bool {
	first := d.nodes[k].first
	for w := first - 1; w > max(first-seenReach, d.span.First); w-- {
		if d.isWord(w, watches) {
			return infinitive.has(d.text.Tokens[w-1].Hash)
		}
	}
	return false
}

// seenReach is how many words may stand between "see" and what is seen done.
const seenReach = 6

// watcherAt tells whether whoever stands at node i watches what the verb at node k tells.
func (d *Document) watcherAt(i, k int) bool {
	end := d.nodes[i].end
	return d.hasWord(end, min(d.nodes[k].first, end+reach), watches)
}

// isWatched tells whether somebody only watches what the actor at node i does, so that what
// is said of the one holds for the other: "is due on Sunday to watch X and Y sign".
func (d *Document) isWatched(i int) bool {
	return d.isWord(d.nodes[i].first-1, watches)
}

// signers gives the parties of b without those who only watch or attend as others sign, at node
// k; of whom nobody else signs, the watchers are the parties.
func (d *Document) signers(b *binding, k int) party.Set {
	var watching, signing party.Set
	for i := range d.nodes {
		switch {
		case d.nodes[i].actor < 0 || !b.has(d.nodes[i].actor) || d.actorAt(i).kind == byPair:
		case i < k && (d.watcherAt(i, k) || d.attended(k)):
			watching.Join(&d.actorAt(i).set)
		default:
			signing.Join(&d.actorAt(i).set)
		}
	}
	if watching.Empty() || signing.Len() < 2 {
		return b.set
	}
	d.grounds.Join(&watching) // and sign nothing of their own
	return signing
}

// watchedByOne tells whether the signature at node k, whose clause begins at node lo, is only what
// somebody attends or watches, who then meets others by the word at node met, and none of those who
// sign is told: "X, who watched the signing, held talks with Y".
func (d *Document) watchedByOne(lo, k, met int) bool {
	if d.nodes[k].forms&^lang.Gerund != 0 {
		return false
	}
	parted := false
	for i := k + 1; i <= met; i++ {
		if a := d.actorAt(i); a != nil {
			return false
		}
		parted = parted || d.nodes[i].is(lang.And) || d.separated(i-1, i)
	}
	for i := k - 1; parted && i >= lo-1 && i >= 0; i-- {
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) {
			return a.set.Len() == 1 && (d.watcherAt(i, k) || d.attended(k))
		}
	}
	return false
}
