package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// inner is the value of an organ that sits within its own state: a cabinet, a national security council.
const inner = "inner"

// sitting are the classes of words for a meeting that such an organ can hold.
var sitting = lang.SetOf(lang.TalksNoun, lang.MeetVerb, lang.Gathering)

// innerReach is how many words may stand between the meeting and its organ: "a meeting on Sunday of the cabinet".
const innerReach = 3

// isInner tells whether the meeting at tag i is one of an organ that sits within its own state: "a meeting of the
// cabinet", "the National Security Council met", "rapat Komite Keamanan Nasional".
func (d *Document) isInner(i int) bool {
	last := len(d.tags)
	if d.tags[i].Is(lang.MeetVerb) {
		last = i // "met the cabinet"
	}
	for j := i + 1; j < last && d.adjacent(j-1, innerReach); j++ {
		if t := &d.tags[j]; d.sitsInside(j) {
			return !(j+1 < len(d.tags) && d.adjacent(j, 0) && d.tags[j+1].Classes.Any(manyStates))
		} else if !t.Classes.Any(whoseSitting) {
			break
		}
	}
	if i+1 < len(d.tags) && d.tags[i+1].Is(lang.With) && d.adjacent(i, 0) {
		return false // "the cabinet met with X"
	}
	for j := i - 1; j >= 0 && d.adjacent(j, innerReach); j-- {
		if d.sitsInside(j) {
			return true
		} else if !d.tags[j].Classes.Any(leadsToSitting) {
			return false
		}
	}
	return false
}

// sitsInside tells whether tag j is such an organ.
func (d *Document) sitsInside(j int) bool {
	t := &d.tags[j]
	return t.Is(lang.Org) && d.dict.Value(d.text, t, lang.Org) == inner
}

// whoseSitting are the classes of words that may stand between a meeting and whose it is, leadsToSitting those behind
// the organ, "Israel's cabinet will hold a meeting", and manyStates those behind an organ of more than one state.
var (
	whoseSitting   = lang.SetOf(lang.State, lang.Demonym, lang.Capital, lang.Seat, lang.Of, lang.Possessive, lang.HeOrShe, lang.They, lang.Date, lang.Common, lang.In)
	leadsToSitting = whoseSitting.Union(carrying).Union(auxiliaries)
	manyStates     = lang.SetOf(lang.Pair, lang.Joint)
)
