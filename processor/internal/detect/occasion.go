package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// talksReach is how many sentences behind an event of those who hold them the talks can be told.
const talksReach = 6

// occasion supposes that the talks at node k, of which nothing tells whose or on what they are, were
// those of the parties of the last event, if the sentence names nobody else: "In the
// conversation, which lasted an hour, the Ugandan minister asked for cheaper power". What the
// text tells of a meeting of theirs elsewhere goes before; what somebody is called home for is none.
func (d *Document) occasion(k int) {
	if !d.nodes[k].is(lang.TalksNoun) || d.isWord(d.nodes[k].end, topicLeads) && !d.inSuccession(k) || d.isPanel(k) || d.ofNamed(k) || d.insideName(d.nodes[k].first) || d.isWord(d.nodes[k].first-1, purposes) || d.value(k, lang.Gathering) == "summit" || d.told.Has(lang.Parliament) || len(d.supposed) >= mostCandidates {
		return
	}
	if slices.ContainsFunc(d.found, func(c Candidate) bool { return c.Status == events.AgreementRatified }) {
		return // they are those of a parliament
	}
	set := d.dealing()
	if set.Empty() || d.judge(k).modality != asserted {
		return
	}
	var guests party.Set
	switch others := d.named().Union(d.everybody()).Minus(set); {
	case others.Empty():
	case others.Len() == 1 && d.joinsThem(k):
		guests, set = set, set.Union(others) // "which the Egyptian minister joined"
	default:
		return
	}
	b := binding{set: set, weak: true}
	c := Candidate{Type: events.TypeMeeting, Frame: "occasion", Parties: set, Guests: guests, Sentence: d.index, Confidence: 0.6, Status: events.MeetingHeld, Channel: d.channel(lang.TalksNoun, k)}
	if d.attributes(&c, &b, k); !c.Background && !c.Ahead && (c.Dated || !d.afterHistory()) {
		d.supposed = append(d.supposed, supposition{c, true})
	}
}

// inSuccession tells whether the talks at node k are told to have come before or behind what else took
// place, and not those of companies or unions: "The signing was followed by talks on tourism".
func (d *Document) inSuccession(k int) bool {
	first := d.nodes[k].first
	return d.hasWord(first-successionReach, first, succession) && !d.told.Has(lang.Private)
}

// succession are the words by which one thing follows another, and successionReach how far before the noun of
// what follows they stand.
var succession = words("succession")

const successionReach = 3

// joinsThem tells whether a verb behind the talks at node k says that somebody came to them.
func (d *Document) joinsThem(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, reach/2); i++ {
		if d.nodes[i].is(lang.JoinVerb) || d.nodes[i].is(lang.AttendVerb) {
			return true
		}
	}
	return false
}

// dealing gives the two or three of the last event, or agreement, if it was told a moment ago.
func (d *Document) dealing() party.Set {
	for _, told := range [...]struct {
		set party.Set
		at  int32
	}{{d.event, d.lastEvent}, {d.agreed, d.lastAgreed}} {
		if n := told.set.Len(); n >= 2 && n <= 3 && d.index-told.at <= talksReach {
			return told.set
		}
	}
	return party.Set{}
}

// everybody gives the parties of all actors of the sentence but places.
func (d *Document) everybody() (s party.Set) {
	for i := range d.actors {
		if a := &d.actors[i]; a.kind != byPlace {
			s.Join(&a.set)
		}
	}
	return s
}
