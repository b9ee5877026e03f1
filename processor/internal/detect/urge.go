package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// urging are the verbs of who wants something of somebody, or praises or warns him, and amidst the
// words by which it is told that they talked meanwhile.
var (
	urging = words("urging")
	amidst = words("amidst")
)

// favoursAsked are the nouns for what is asked of somebody who stands right behind them.
var favoursAsked = words("favoursAsked")

// urgeReach is how many words behind such a verb the talks can be told.
const urgeReach = 24

// urgesAtTalks tells whether the verb at tag i wants something of the official right behind it at
// talks with him: "urged President X during a meeting in Cairo to free the pair", "meminta Presiden X
// membebaskan mereka ketika bertemu di Kairo", "Dalam pertemuan di Kairo, X memuji Presiden Y".
func (d *Document) urgesAtTalks(i int) bool {
	t := &d.tags[i]
	if !urging.has(d.text.Tokens[t.First].Hash) || t.End != t.First+1 {
		return false
	}
	if d.urgesSomething(i) {
		return true
	}
	j := i + 1
	if j < len(d.tags) && d.tags[j].Is(lang.To) && d.tags[j].First == t.End {
		j++ // "meminta kepada Presiden X"
	}
	end := d.tags[j-1].End
	if d.profile().AdjectiveLast && d.isWord(end, favoursAsked) {
		end++ // "meminta dukungan Presiden X"
	}
	for j < len(d.tags) && d.tags[j].First < end {
		j++
	}
	if j >= len(d.tags) || d.tags[j].First != end || !d.tags[j].Classes.Any(addressed) {
		return false
	}
	return d.talksFollow(j) || d.setAtTalks(i)
}

// somethingReach is how many words may tell what is wanted of nobody by name.
const somethingReach = 5

// urgesSomething tells whether the verb at tag i wants something of nobody by name, at talks that are told right
// behind it: "urged restraint at a meeting with X", "mendesak gencatan senjata dalam perundingan dengan X".
func (d *Document) urgesSomething(i int) bool {
	end := d.tags[i].End
	for w := end; w < min(end+somethingReach, d.span.End); w++ {
		switch t := d.tagAt(w); {
		case infinitive.has(d.text.Tokens[w].Hash), d.text.Tokens[w].Gap&^scan.Inside != 0, t != nil && (t.Classes.Any(addressed) || t.Classes.Any(occasionNouns)):
			return false
		case d.isWord(w, amidst) && w > end:
			k := tagFrom(d.tags, w+1)
			if k < len(d.tags) && d.tags[k].Is(lang.HeOrShe) {
				k++ // "at his meeting with X"
			}
			return k < len(d.tags) && d.tags[k].Classes.Any(occasionNouns) && d.tags[k].First-w <= circleReach && !(k+1 < len(d.tags) && d.tags[k+1].Is(lang.Of))
		}
	}
	return false
}

// addressed are the classes with which an official's name or office begins.
var addressed = lang.SetOf(lang.Person, lang.Name, lang.Title, lang.Honorific, lang.Demonym, lang.State)

// talksFollow tells whether, behind tag j, the sentence tells of talks during which it was: "during a
// meeting", "saat keduanya bertemu".
func (d *Document) talksFollow(j int) bool {
	wants := false
	for w := d.tags[j].End; w < min(d.tags[j].First+urgeReach, d.span.End); w++ {
		if wants = wants || infinitive.has(d.text.Tokens[w].Hash); wants && d.isBareState(j) {
			return false // "urged Israel to let aid in during talks": it need not be who talks
		}
		if at := d.tagAt(w); !d.isWord(w, amidst) || wants && at != nil && at.Is(lang.In) {
			continue
		}
		if d.ownTalks(w) >= 0 {
			return true
		}
	}
	return false
}

// isBareState tells whether tag j names a state and no office of it: "Israel", but not "Israel's minister".
func (d *Document) isBareState(j int) bool {
	return d.tags[j].Is(lang.State) && !(j+1 < len(d.tags) && d.tags[j+1].First == d.tags[j].End && d.tags[j+1].Classes.Any(ownedOrHeld))
}

// ownedOrHeld are what makes of a state before it the one of an office.
var ownedOrHeld = lang.SetOf(lang.Possessive, lang.Title, lang.Org)

// setAtTalks tells whether the sentence sets what the verb at tag i tells at talks that it names before:
// "Dalam pertemuan di Kairo, X meminta", "X, saat bertemu di Kairo, meminta".
func (d *Document) setAtTalks(i int) bool {
	for w := d.span.First; w < d.tags[i].First; w++ {
		if !d.isWord(w, amidst) {
			continue
		}
		if k := d.ownTalks(w); k >= 0 && k < i && !d.isWord(d.tags[k].End, definite) {
			return true
		}
	}
	return false
}

// ownTalks gives the tag of the encounter, by a noun, or by a verb whose doers were told, to which the
// word at token w leads; -1 where there is none, or it is told whose it is.
func (d *Document) ownTalks(w int32) int {
	for k := tagFrom(d.tags, w+1); k < len(d.tags) && d.tags[k].First-w <= circleReach; k++ {
		t := &d.tags[k]
		switch {
		case t.Classes.Any(addressed):
			return -1
		case d.dict.Value(d.text, t, lang.Gathering) == "summit", !t.Is(lang.TalksNoun) && !t.Is(lang.CallNoun) && !(t.Is(lang.MeetVerb) && d.profile().AdjectiveLast):
			continue
		case d.hasNoPartner(k):
			return k
		}
		return -1
	}
	return -1
}

// hasNoPartner tells whether nobody is told right behind the encounter of tag k, nor, behind a verb,
// an object that no dictionary has: "bertemu wartawan".
func (d *Document) hasNoPartner(k int) bool {
	end := d.tags[k].End
	if k+1 < len(d.tags) && d.tags[k+1].First == end {
		return !d.tags[k+1].Classes.Any(partnered)
	}
	return !d.tags[k].Is(lang.MeetVerb) || end >= d.span.End || d.text.Tokens[end].Gap != scan.Space
}

// partnered are what follows an encounter of which it is told whose it is.
var partnered = addressed.Union(lang.SetOf(lang.With, lang.Between, lang.Of, lang.Body, lang.Group, lang.Org, lang.Session, lang.Other))
