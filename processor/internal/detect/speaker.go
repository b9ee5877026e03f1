package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// speech are the classes of what can be a verb of saying.
var speech = lang.SetOf(lang.SayVerb, lang.ReachVerb)

// markSpeakers marks the actors that only say something: "X said", "said X",
// "according to X".
func (d *Document) markSpeakers() {
	if !d.told.Any(speech) {
		return
	}
	d.findAnnouncer()
	for i := range d.nodes {
		n := &d.nodes[i]
		if n.is(lang.SayVerb) && n.is(lang.EndVerb) && d.byParliament(i) {
			n.classes.Remove(lang.SayVerb) // "Parliament denounced the treaty": what it did
		}
		if !n.is(lang.SayVerb) {
			continue
		}
		after, before := i+1, i-1
		for before >= 0 && d.nodes[before].any(auxiliaries) {
			before--
		}
		left, right := d.actorAt(before), d.actorAt(after)
		if left != nil && !d.near(before, i, 3) {
			left = nil
		}
		switch {
		case left != nil && d.gaps(d.nodes[before].end-1, d.nodes[i].first)&(scan.Comma|scan.QuoteEnd) == 0:
			left.speaks = true
		case right != nil && d.near(i, after, 1) && right.preps == (lang.Set{}) && d.endsSpeech(after):
			right.speaks = true
		case left != nil && left.preps == (lang.Set{}) && d.text.Tokens[d.nodes[before+1].first].After(scan.Comma) && !d.leadsSpeaker(i): // not "in Kampala, his office said"
			if j := d.beforeAside(i); d.actorAt(j) != nil {
				before = j // "X, who is visiting Y, said"
			}
			if a := d.actorAt(before); !d.isObject(a, before) { // "X met Y on Friday, Reuters reports"
				a.speaks = true
			}
		}
	}
}

// leadsSpeaker tells whether who says something stands behind the verb at node i, whoever is told before its comma:
// "dibangun perusahaan China, kata kementerian itu", "menurut laporan".
func (d *Document) leadsSpeaker(i int) bool {
	n := &d.nodes[i]
	return d.profile().AdjectiveLast && n.end-n.first == 1 && (!verbal(d.word(n.first)) || d.isWord(n.first, under)) && d.text.Tokens[n.first].After(scan.Comma)
}

// findAnnouncer finds a verb of concluding that tells only who makes known what stands before:
// "A and B have agreed to a truce, X announced on Friday". It has a subject of its own behind
// a comma, and no object.
func (d *Document) findAnnouncer() {
	if !d.told.Has(lang.ReachVerb) {
		return
	}
	d.findAnnouncement()
	i := len(d.nodes) - 1
	for i >= 0 && !d.nodes[i].any(triggers) && !d.nodes[i].any(breaks) {
		i-- // "in Doha"
	}
	if i < 0 || !d.nodes[i].is(lang.ReachVerb) || d.nodes[i].forms&(lang.Done|lang.Base) == 0 || d.isWord(d.nodes[i].end, articles) || i+1 < len(d.nodes) && d.nodes[i+1].is(lang.Scheme) {
		return // "leaders endorsed the initiative": what they did
	}
	by := i - 1
	for by >= 0 && d.nodes[by].any(auxiliaries) {
		by--
	}
	if a := d.actorAt(by); a != nil && by > 0 && a.preps == (lang.Set{}) && d.near(by, i, 1) && d.separated(by-1, by) {
		d.nodes[i].classes = lang.SetOf(lang.SayVerb)
	}
}

// findAnnouncement finds such a verb between commas: "Malawi, its president announced on Monday, will sign".
func (d *Document) findAnnouncement() {
	for i := 2; i+1 < len(d.nodes); i++ {
		n := &d.nodes[i]
		if !n.is(lang.ReachVerb) || !d.isWord(n.first, announcing) || !d.separated(i, i+1) {
			continue
		}
		if a := d.actorAt(i - 1); a != nil && a.preps == (lang.Set{}) && d.near(i-1, i, 1) && d.separated(i-2, i-1) {
			n.classes = lang.SetOf(lang.SayVerb)
		}
	}
}

// endsSpeech tells whether the actor at node i, behind a verb of saying, is who
// says it: a pause, a preposition or a conjunction follows. In "said Manila was
// talking to Japan" a verb does.
func (d *Document) endsSpeech(i int) bool {
	end := d.nodes[i].end
	if d.profile().AdjectiveLast && d.isWord(end, pointing) {
		end++ // "kata menteri itu"
	}
	if end >= d.span.End || d.text.Tokens[end].Gap&^scan.Inside != 0 {
		return true
	}
	for k := d.nodes[i].tag; int(k) < len(d.tags); k++ {
		if t := &d.tags[k]; t.First >= end {
			return t.First == end && (t.Classes.Any(prepositions) || t.Is(lang.Clause) || t.Is(lang.Date) || t.Is(lang.Relative))
		}
	}
	return false
}
