package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// gathering finds a meeting under a body's name: "the SCO foreign ministers'
// meeting", "KTT ASEAN".
func (d *Document) gathering(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.Gathering) && !n.is(lang.TalksNoun) {
		return false
	}
	host := d.hostBody(k)
	if host < 0 {
		return false
	}
	var b binding
	b.add(d, d.nodes[host].actor)
	b.set = b.set.Intersect(d.dict.Parties.Bodies)
	if b.set.Len() != 1 {
		return false
	}
	if d.presided(k) {
		return true
	}
	if (d.beside(min(host, k)) || d.othersMeetAt(min(host, k), b.set)) && !d.speaksOf(b.set) {
		return true // only the venue of another meeting (codebook, boundary cases)
	}
	c, ok := d.newMeeting("gathering", 0.7, &b, k)
	if !ok || d.ofLongAgo(max(host, k)) || c.Status == events.MeetingCancelled && d.staysAway(c.StatusCue, k) {
		return true
	}
	if c.Status == events.MeetingHeld && (!c.Dated && d.onlyTalkedOf(min(host, k)) || d.onlyOutcome(min(host, k))) {
		return true
	}
	if guest := d.guestOf(b.set, k).Union(d.partnerBehind(max(host, k), b.set)); !guest.Empty() {
		c.Parties, c.Body = c.Parties.Union(guest), false
	}
	c.Channel = events.InPerson
	d.emit(c)
	return true
}

// othersMeetAt tells whether the sentence tells before node i, at which the gathering of a body begins, of
// a meeting of two that is held there: "will meet next at the NATO summit".
func (d *Document) othersMeetAt(i int, body party.Set) bool {
	met := d.metHere()
	return met != nil && met.Status == events.MeetingPlanned && met.Parties.Len() == 2 && !met.Parties.Meets(&body) && i > 0 && d.nodes[i-1].is(lang.In) && d.near(i-1, i, 2) && met.Trigger.End <= d.text.Tokens[d.nodes[i-1].first].Start
}

// comingThere are the verbs by which somebody comes to a gathering.
var comingThere = lang.SetOf(lang.AttendVerb, lang.VisitVerb, lang.Journey)

// guestOf gives the state of whoever is told to come to the gathering at node k of a body and
// is no member of it: "Zelensky attended the NATO summit".
func (d *Document) guestOf(body party.Set, k int) party.Set {
	members := d.seatsOf(body)
	if members.Empty() {
		return party.Set{}
	}
	for v := k - 1; v >= 0 && d.nodes[k].first-d.nodes[v].end <= reach && !d.nodes[v].any(breaks); v-- {
		if !d.nodes[v].any(comingThere) {
			continue
		}
		if a := d.actorAt(d.goer(v)); a != nil && inOffice(a) && !d.attends(a) && a.set.Len() == 1 && !a.set.Within(&members) {
			return a.set
		}
		break
	}
	return party.Set{}
}

// partnerBehind gives whoever a "with" right behind node i, where the gathering of a body ends, adds as the
// other party: "a summit of CARICOM leaders with Prime Minister X".
func (d *Document) partnerBehind(i int, body party.Set) party.Set {
	if i+2 >= len(d.nodes) || !d.nodes[i+1].is(lang.With) || !d.near(i, i+2, 2) {
		return party.Set{}
	}
	a := d.actorAt(i + 2)
	if a == nil || !isPeople(a) || a.organ {
		return party.Set{}
	}
	return a.set.Minus(d.seatsOf(body))
}

// staysAway tells whether the cue by which the gathering at node k would be called off is of
// somebody's coming: "had been due to attend the G20 summit". It goes ahead without him.
func (d *Document) staysAway(cue Cue, k int) bool {
	for i := d.cueNode(cue) + 1; i > 0 && i < k; i++ {
		if d.nodes[i].any(comingThere) {
			return true
		}
	}
	return false
}

// ofLongAgo tells whether a year before that of publication stands right behind the
// gathering whose name ends with node i: "KTT APEC 2018".
func (d *Document) ofLongAgo(i int) bool {
	end := d.nodes[i].end
	if end >= d.span.End || d.text.Tokens[end].Gap&^scan.Inside != 0 {
		return false
	}
	w := d.dateNumber(end)
	return w.Kind == dates.Number && w.Value >= 1945 && w.Value < d.pub.Year()
}

// ownRight is how often an article must name a body elsewhere before its
// gathering is more than the venue of another meeting.
const ownRight = 2

// speaksOf tells whether the article names the body often enough outside this sentence.
func (d *Document) speaksOf(body party.Set) bool {
	n := 0
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		if t.Is(lang.Body) && (t.First < d.span.First || t.First >= d.span.End) && d.setOf(t) == body {
			n++
		}
	}
	return n >= ownRight
}

// hostBody gives the node of the body whose gathering node k is, or -1: right
// before it ("SCO summit", "the Pacific Islands Forum leaders' meeting") or
// behind it ("summit of the SCO", "KTT ASEAN").
func (d *Document) hostBody(k int) int {
	behind := k + 1
	if behind < len(d.nodes) && d.nodes[behind].is(lang.Of) {
		behind++
	} else if d.profile().AdjectiveLast && !forum.has(d.text.Tokens[d.nodes[k].first].Hash) {
		for behind < len(d.nodes) && d.nodes[behind].is(lang.Name) {
			behind++ // "Mesyuarat Pemimpin Ekonomi APEC"
		}
	}
	before := d.behindOwner(k) - 1
	if a := d.actorAt(before); a != nil && a.kind == byPair && a.possessive {
		before-- // "the Caribbean leaders at their summit"
		for before >= 0 && d.nodes[before].any(prepositions) {
			before--
		}
	}
	words := int32(4) // between the body and its gathering
	aside := false
	if before > 0 && d.nodes[before].any(holding) && d.nodes[k].is(lang.Gathering) {
		words = 7 // "the Arab League held its summit", "the G7, which ended its meeting"
		for before > 0 && (d.nodes[before].any(holding) || d.nodes[before].any(auxiliaries) || d.nodes[before].is(lang.Relative)) {
			aside = aside || d.nodes[before].is(lang.Relative)
			before--
		}
		if before > 0 && d.nodes[before].actor < 0 && d.hasWord(d.nodes[before].first, d.nodes[before].end, boards) {
			before-- // "the GCC Council held a session"
		}
	}
	if d.dateBehind(before) {
		aside, words = true, 7 // "the ministers of ASEAN, on Monday, wrapped up a retreat"
	}
	aside = aside || d.endsInBrackets(before)
	if a := d.actorAt(before); a != nil && a.kind == byPlace && a.preps == (lang.Set{}) && d.actorAt(before-1) != nil && d.near(before-1, before, 0) {
		before-- // "NATO's Washington summit"
	}
	for _, i := range [...]int{before, behind} {
		a := d.actorAt(i)
		if a == nil {
			continue
		}
		if a.members != 1 || !a.set.Meets(&d.dict.Parties.Bodies) || a.set.Len() != 1 || a.kind == byPerson {
			continue
		}
		if a.kind == byPlace || d.separated(i, k) && !(aside && i == before) || !d.near(i, k, words) {
			continue
		}
		if i == behind && !a.preps.Has(lang.Of) && (a.preps != (lang.Set{}) || !d.profile().AdjectiveLast) {
			continue // "after meeting World Bank officials"
		}
		if i == before && (a.preps.Has(lang.With) || before < k-1 && (a.preps.Any(prepositions) || d.actorAt(k+1) != nil && d.actorAt(k+1).preps.Has(lang.With))) {
			continue
		}
		return i
	}
	return -1
}

// behindOwner gives the first node of the name of the meeting at node k, behind whose it is: the "coordination" of
// "the Union's coordination meeting", the "energy" of "the SCO energy summit"; k itself where nothing tells that.
func (d *Document) behindOwner(k int) int {
	i := k
	for i > 0 && d.nodes[i-1].any(themes) && d.near(i-1, i, 0) {
		i--
	}
	if a := d.actorAt(i - 1); a != nil && (a.possessive || d.value(k, lang.Gathering) == "summit") {
		return i
	}
	return k
}

// themes are the words between a body and its meeting that say what that is about.
var themes = lang.SetOf(lang.Sector, lang.Vain)

// dateBehind tells whether commas set off the day behind the actor at node i: "Para menteri ASEAN, Senin
// (20/5), menuntaskan retret".
func (d *Document) dateBehind(i int) bool {
	a := d.actorAt(i)
	if a == nil || a.end >= d.span.End || !d.text.Tokens[a.end].After(scan.Comma) {
		return false
	}
	return slices.ContainsFunc(d.dates, func(m dates.Mention) bool {
		return m.First-a.end <= 1 && m.First >= a.end && m.End < d.span.End && d.text.Tokens[m.End].After(scan.Comma)
	})
}

// endsInBrackets tells whether the actor at node i ends with its letters in brackets: "Organisasi
// Kerja Sama Islam (OKI) menggelar sidang".
func (d *Document) endsInBrackets(i int) bool {
	a := d.actorAt(i)
	return a != nil && a.end-a.first > 1 && d.gaps(a.end-2, a.end-1)&scan.Bracket != 0
}

// forum is the word for what is more often an institution with a name than a gathering:
// "Forum Masa Depan ASEAN".
var forum = words("forum")

// holding are the verbs by which a body holds its gathering, is holding it, or puts it off.
var holding = lang.SetOf(lang.Light, lang.Cancel, lang.Now)

// members tells whether those who meet by the word at node k are the members of one
// body: "NATO foreign ministers met", "OPEC meets on Sunday".
func (d *Document) members(b *binding, f *frame, k int) bool {
	if b.n != 1 || b.set.Empty() || !b.set.Within(&d.dict.Parties.Bodies) {
		return false
	}
	a := &d.actors[b.actors[0]] // a body has no ministers but those of its members
	if a.kind == byName {
		return b.left == 1 && !b.with && a.members == 1 && d.sits(b.set, k) && !d.followsAnd(a)
	}
	if a.kind == byPair {
		return a.rank >= minister // "the heads of state", of the body that met before
	}
	if a.kind == byOffice && a.organ && !a.speaks {
		return d.hasWord(a.first, a.end, boards) && d.nodes[k].is(lang.MeetVerb) && d.wholeVerb(k)
	}
	receives := f.trigger == lang.ReceiveVerb // "the NATO chief welcomed the step"
	return a.kind == byOffice && !a.organ && !a.speaks && !receives && (a.plural && f.trigger != lang.DiscussVerb || a.rank >= minister)
}

// boards are the words for an organ of a body in which its members sit.
var boards = words("boards")

// sits tells whether the verb at node k tells of the body s that its members meet: "OPEC
// meets on Sunday", "the Security Council will discuss Haiti".
func (d *Document) sits(s party.Set, k int) bool {
	council := s.Within(&d.dict.Parties.Councils)
	if d.nodes[k].is(lang.DiscussVerb) {
		return council
	}
	return d.nodes[k].is(lang.MeetVerb) && (council || s.Within(&d.dict.Parties.Collective)) && d.wholeVerb(k)
}

// followsAnd tells whether an "and" stands right before a: somebody unknown is with it.
func (d *Document) followsAnd(a *actor) bool {
	t := d.tagAt(a.first - 1)
	return t != nil && t.Is(lang.And)
}

// wholeVerb tells whether the verb at node k has no object, known or not: where, when or
// what for follows it, or nothing.
func (d *Document) wholeVerb(k int) bool {
	end := d.nodes[k].end
	if d.isWord(end, partsOfDay) {
		end++ // "late on Monday"
	}
	if end >= d.span.End || d.text.Tokens[end].Gap&^scan.Space != 0 {
		return true
	}
	t := d.tagAt(end)
	return t != nil && t.Classes.Any(settings)
}

// settings are the words that tell where, when, how or what for.
var settings = lang.SetOf(lang.In, lang.To, lang.Date, lang.Clause, lang.Video, lang.Here, lang.Next, lang.Session, lang.Span)

// partsOfDay are the words before a day that tell when on it something was.
var partsOfDay = words("partsOfDay")

// venue tells whether the body at node i only names the gathering at which, or before
// which, others do what the verb at node k tells: "signed at the G20 summit", "at the
// AU summit, Ghana and Togo signed". In "At their summit the ASEAN leaders signed", it
// is who does so.
func (d *Document) venue(i, k int) bool {
	if i > 0 && d.nodes[i-1].is(lang.Side) && d.near(i-1, i, 2) && d.actorAt(i).set.Within(&d.dict.Parties.Bodies) {
		return true // "on the sidelines of the UN General Assembly"
	}
	others := i > k
	for j := i + 1; j < k && !others; j++ {
		a := d.actorAt(j)
		others = a != nil && a.kind != adjunct && a.set.Len() >= 2 && !a.preps.Any(prepositions)
	}
	for g := max(0, i-2); g <= i+2 && g < len(d.nodes); g++ {
		if n := &d.nodes[g]; g == i || !n.is(lang.Gathering) && !n.is(lang.TalksNoun) || d.hostBody(g) != i {
			continue
		}
		first := min(g, i)
		for p := first - 1; p >= 0 && d.near(p, first, 4) && d.nodes[p].actor < 0 && !d.nodes[p].any(verbs); p-- {
			if n := &d.nodes[p]; others && n.is(lang.In) || n.is(lang.Side) || n.is(lang.Clause) && !n.is(lang.Relative) {
				return true
			}
		}
	}
	return false
}

// beside tells whether "on the sidelines of" governs node k.
func (d *Document) beside(k int) bool {
	for i := k - 1; i >= 0 && d.nodes[k].first-d.nodes[i].end <= 8; i-- {
		if d.nodes[i].is(lang.Side) {
			return true
		}
		if d.nodes[i].any(verbs) {
			return false
		}
	}
	return false
}

// sideline gives c the gathering beside which the sentence sets it.
func (d *Document) sideline(c *Candidate, k int) {
	for i := range d.nodes {
		if !d.nodes[i].is(lang.Side) {
			continue
		}
		first := d.nodes[i].end
		end := first
		for j := i + 1; j < len(d.nodes) && d.nodes[j].first-first <= 8; j++ {
			if d.separated(j-1, j) {
				break
			}
			if n := &d.nodes[j]; j != k && (n.is(lang.Gathering) || n.is(lang.TalksNoun) || n.actor >= 0 && !d.actors[n.actor].preps.Has(lang.In)) {
				end = n.end
			} else if n.any(verbs) || n.any(prepositions) && !n.is(lang.Of) {
				break
			}
		}
		if end > first {
			c.SidelineOf = d.bytes(first, end)
		}
	}
}
