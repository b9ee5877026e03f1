package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostStops bounds the places of a line that are told apart.
const mostStops = 6

// course is the way of a railway: the places on it that a mention names, and the
// states in which these lie.
type course struct {
	stops  [mostStops]uint64 // hashes of their names
	n      int
	ground party.Set
}

// courseReach bounds, in words, how far a word that leads to a place on the way stands
// behind the railway's noun or the place before, and stopReach how far the place stands
// behind that word.
const (
	courseReach = 6
	stopReach   = 4
)

// stops are what a line runs through; a state only where both ends are told.
var stops = lang.SetOf(lang.City, lang.Capital, lang.Seat, lang.State)

// courseOf reads the way of the railway at node k: the places in its name, "the
// Budapest-Belgrade line", else those behind it, "the stretch from Naivasha to Malaba".
func (d *Document) courseOf(k int) course {
	if n := &d.nodes[k]; !n.is(lang.RailNoun) && !n.is(lang.RailAgain) && !n.is(lang.Stock) {
		return d.pairOf(k)
	}
	var c course
	first, end := d.railwayName(k)
	for i := tagFrom(d.tags, first); i < len(d.tags) && d.tags[i].End <= end; i++ {
		if t := &d.tags[i]; t.Classes.Any(stops) && d.compound(t, first, end) {
			c.add(d, t)
		}
	}
	if c.n == 0 && c.ground.Empty() && !d.nodes[k].is(lang.Scheme) { // the gazetteer has the name as a whole, and it is no corridor's
		for i := first; i < end; i++ {
			if d.hyphened(i, first, end) {
				c.stop(d, i, i+1)
			}
		}
	}
	if c.n == 0 {
		c = d.way(d.nodes[k].end, d.span.End)
	}
	if lead := d.leadOf(k); c.n == 0 && lead > k+1 && lead < len(d.nodes) && (d.nodes[lead].is(lang.Between) || d.nodes[lead].is(lang.From)) {
		c = d.way(d.nodes[lead-1].end, d.span.End) // "the first train ran from …", "A line will be built between …"
	}
	if n := &d.nodes[0]; c.n == 0 && (n.is(lang.From) || n.is(lang.Between)) && n.first == d.span.First {
		c = d.way(n.first, d.nodes[k].first) // "Between Sohar and Abu Dhabi, the line …"
	}
	return c
}

// pairOf reads the way of a line that is called by two places only, in the clause of
// its builder or of the work on it, node k: "Stara Pazova-Novi Sad is laid by Russians".
func (d *Document) pairOf(k int) (c course) {
	lo, hi := d.clause(k)
	first, end := d.nodes[lo].first, d.nodes[hi-1].end
	for i := tagFrom(d.tags, first); i < len(d.tags) && d.tags[i].First < end; i++ {
		t := &d.tags[i]
		if t.Is(lang.City) || t.Is(lang.Capital) {
			if d.hyphened(t.First, first, end) || d.hyphened(t.End-1, first, end) {
				c.add(d, t)
			}
		}
	}
	return c
}

// hyphened tells whether token i is a part of a compound name within tokens [first, end).
func (d *Document) hyphened(i, first, end int32) bool {
	const joint = scan.Hyphen | scan.Dash
	return d.text.Tokens[i].Has(scan.Capital) && (i > first && d.text.Tokens[i].Gap&joint != 0 || i+1 < end && d.text.Tokens[i+1].Gap&joint != 0)
}

// compound tells whether the place of tag t stands in a name of several, tokens
// [first, end), or is a city: "Kenya Railways" runs through no place.
func (d *Document) compound(t *tag.Tag, first, end int32) bool {
	return t.Is(lang.City) || t.Is(lang.Capital) || d.hyphened(t.First, first, end) || d.hyphened(t.End-1, first, end)
}

// way reads the places in tokens [first, end), each right behind a word that leads
// to it or behind the place before. A state alone is no way: "a railway to Kenya".
func (d *Document) way(first, end int32) (c course) {
	first, joined := d.joinedBy(first, end)
	last, led, states := first, joined, 0
	closed := false // the list of what it joins is over
	for i := tagFrom(d.tags, first); i < len(d.tags); i++ {
		t := &d.tags[i]
		if t.First >= end || t.First-last > courseReach || t.Classes.Any(passing) || t.Classes.Any(stops) && d.behindBorder(t.First) || d.gaps(max(last, 1)-1, t.First)&scan.Semicolon != 0 {
			break
		}
		switch comma := d.text.Tokens[t.First].After(scan.Comma); {
		case t.Classes.Any(stops) && (led || d.beforeHyphen(t) || c.n > 0 && (d.isWord(t.First-1, vias) || t.First-last == 3 && d.isWord(t.First-2, ways))) && t.First-last <= stopReach && !(t.Is(lang.State) && comma && !(joined && !closed && t.First == last)):
			closed = closed || d.tags[max(i-1, 0)].Is(lang.And)
			if t.Is(lang.State) {
				states++
			}
			c.add(d, t)
			led, last = true, t.End
		case t.Is(lang.Name) && led && !joined && t.First == last: // a place that no gazetteer has, and no ocean
			c.stop(d, t.First, t.End)
			last = t.End
		case t.Is(lang.To), t.Is(lang.Between), t.Is(lang.From) && d.dict.Value(d.text, t, lang.From) == "source", joined && (t.Is(lang.And) || t.Is(lang.With)):
			led, last = true, t.End
		}
	}
	if c.n == 0 && states < 2 {
		return course{}
	}
	return c
}

// joinReach bounds, in words, how far behind a railway its verb of joining stands.
const joinReach = 8

// joinedBy tells whether the railway whose noun ends before token first is said to join
// places, "a line that will link Kashgar and Andijan", and gives the token behind that
// verb; else first.
func (d *Document) joinedBy(first, end int32) (int32, bool) {
	for i := first; i < min(end, first+joinReach); i++ {
		if d.isWord(i, joiners) {
			return i + 1, true
		}
	}
	return first, false
}

// isJoined tells whether the railway at node k is only what a line told of before it joins with something,
// or is joined with: "The line will link Iran's rail network to Azerbaijan", "which will be connected to China's network".
func (d *Document) isJoined(k int) bool {
	if !d.nodes[k].is(lang.RailNoun) {
		return false
	}
	first, end := d.railwayName(k)
	own := first < end && d.hyphened(end-1, first, end) // "Jalur Kereta China-Thailand"
	for i := d.nodes[k].first - 1; i >= max(d.span.First, d.nodes[k].first-joinedReach); i-- {
		if d.isWord(i, joiners) || !own && d.isWord(i, joinedTo) {
			lo, _ := d.clause(k)
			return slices.ContainsFunc(d.nodes[lo:k], func(n node) bool { return n.any(lines) && n.first < i })
		}
	}
	return false
}

// joinedReach bounds, in words, how far before a railway the verb stands that joins it with something.
const joinedReach = 4

// joinedTo are the participles that say of a line that it is joined with another.
var joinedTo = words("joinedTo")

// joiners are the verbs by which a line has its ends, and vias the words before a place
// that it passes: "through Kyrgyzstan".
var (
	joiners = words("joiners")
	vias    = words("vias")
	ways    = words("ways") // "by way of"
)

// beforeHyphen tells whether the place of tag t begins a compound name behind its noun,
// "jembatan rel kedua Nong Khai-Vientiane", "a railway Warsaw-Brno-Budapest".
func (d *Document) beforeHyphen(t *tag.Tag) bool {
	return t.End < d.span.End && d.text.Tokens[t.End].Gap&(scan.Hyphen|scan.Dash) != 0
}

// passing are words with which the clause goes on to something else than the way.
var passing = breaks.Union(lang.SetOf(lang.Relative, lang.BuildVerb, lang.FinanceVerb, lang.StudyWord, lang.OpenVerb, lang.SignVerb, lang.AgreeVerb, lang.SuspendVerb, lang.EndVerb, lang.MeetVerb, lang.TalksNoun))

// add puts the place of tag t on the way. States only tell where it runs.
func (c *course) add(d *Document, t *tag.Tag) {
	c.ground = c.ground.Union(d.setOf(t).Minus(d.dict.Parties.Bodies))
	if !t.Is(lang.State) {
		c.stop(d, t.First, t.End)
	}
}

// stop puts the place named by tokens [first, end) on the way.
func (c *course) stop(d *Document, first, end int32) {
	if c.n == mostStops {
		return
	}
	var h uint64
	for i := first; i < end; i++ {
		h = h*31 + d.text.Tokens[i].Hash
	}
	c.stops[c.n] = h
	c.n++
}

// shared gives how many places a and b have in common.
func (c *course) shared(b *course) int {
	n := 0
	for _, h := range c.stops[:c.n] {
		if slices.Contains(b.stops[:b.n], h) {
			n++
		}
	}
	return n
}

// elsewhere tells whether c is the way of another line than that of b.
func (c *course) elsewhere(b *course) bool { return c.n >= 2 && b.n >= 2 && c.shared(b) == 0 }

// apart tells whether c and b, as far as they are known, have no place in common.
func (c *course) apart(b *course) bool { return c.n >= 2 && b.n >= 1 && c.shared(b) == 0 }

// beyond tells whether c leaves the way of b: it is a part of it, or goes on from it.
func (c *course) beyond(b *course) bool {
	return c.n >= 2 && b.n >= 2 && c.shared(b) < min(c.n, b.n, 2)
}
