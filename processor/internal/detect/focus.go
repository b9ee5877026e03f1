package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// A story of two often says in between whom one of them met before, or will meet next. That
// sentence goes on about those, but the next paragraph comes back: "X and Y met on Monday. X had
// seen Z on Sunday.¶ The two leaders signed".

// focus is the event of which the story is told.
type focus struct {
	set   party.Set
	day   dates.Date // on which it was; zero where nobody knows
	at    int32      // the sentence that told of it last
	envoy bool       // somebody below a minister took part
	aside int32      // the last sentence that told of an aside
	ahead bool       // which is still to come
}

// turnTo notes that c, of binding b at node k, is told: as an aside, or as what the story is of
// from here on.
func (d *Document) turnTo(c *Candidate, b *binding, k int) {
	if c.Aside = d.isAside(c, b, k); c.Aside {
		d.focus.aside, d.focus.ahead = d.index, c.Ahead
		return
	}
	if c.Status == events.MeetingCancelled {
		return
	}
	day := c.Date
	switch {
	case day.Day > 0:
	case d.focus.set == d.salient:
		day = d.focus.day
	case !c.Dated && c.Status != events.MeetingPlanned:
		day = dates.On(d.newsDay())
	}
	d.focus = focus{set: d.salient, day: day, at: d.index, aside: d.focus.aside, ahead: d.focus.ahead, envoy: d.hasEnvoy(b)}
}

// isAside tells whether c only tells whom one of those in focus met before, or meets next.
func (d *Document) isAside(c *Candidate, b *binding, k int) bool {
	f := &d.focus
	if f.set.Len() < 2 || b.set == f.set || !b.set.Meets(&f.set) || f.set.Within(&b.set) || d.index-f.at > focusReach {
		return false
	}
	switch {
	case f.day.Day > 0 && f.day.Time().After(d.day()):
		return c.Ahead && c.Dated && c.Date.Day > 0 && f.day.Time().Before(c.Date.Time()) // what is to come is told no more than what was
	case c.Dated && c.Date.Day > 0 && f.day.Day > 0 && c.Date != f.day:
		return c.Ahead || c.Date.Time().Before(f.day.Time())
	case c.Dated && c.Date.Day == 0 && !c.Month && !c.Ahead && f.day.Day > 0:
		return true // "last week"
	}
	if (f.at == d.index || d.nodes[k].forms == lang.Gerund && !d.told.Has(lang.Date)) && d.inRemark(k) {
		return true // "met X, who is visiting Y", "X, who came after seeing Y, signed it"
	}
	within := b.set.Within(&f.set) && (!c.Dated || c.Date == f.day) // one of many also meets one of them alone
	return within || d.hadBeen(k) || d.hasEnvoy(b) && !f.envoy
}

// inRemark tells whether a relative clause set off by a comma, about somebody right before it, tells what
// the trigger at node k says: "X, who came from Y after seeing Z".
func (d *Document) inRemark(k int) bool {
	for r := k - 1; r > 0 && d.near(r, k, reach); r-- {
		if d.separated(r, r+1) {
			return false
		}
		if d.nodes[r].is(lang.Relative) {
			a := d.actorAt(r - 1)
			return a != nil && isPeople(a) && d.separated(r-1, r) && d.near(r-1, r, 0)
		}
	}
	return false
}

// hasEnvoy tells whether somebody below a minister is one of b: "received the French ambassador".
func (d *Document) hasEnvoy(b *binding) bool {
	for _, i := range b.actors[:b.n] {
		if a := &d.actors[i]; a.kind >= byOffice && a.kind != byPair && !a.organ && a.rank == official {
			return true
		}
	}
	return false
}

// focusReach is how many sentences may stand between an event and an aside.
const focusReach = 4

// hadBeen tells whether the verb at node k tells of what was before that of which the story is.
func (d *Document) hadBeen(k int) bool {
	lo, _ := d.clause(k)
	if d.hasWord(d.nodes[k].first-anteriorReach, d.nodes[k].first, anterior) {
		return true
	}
	first := d.nodes[lo].first
	return d.isWord(first, earlierOn) || d.isWord(d.span.First, earlierOn)
}

// anteriorReach is how many words before a verb its auxiliary may stand.
const anteriorReach = 3

var (
	anterior  = words("anterior")  // auxiliaries of what was before
	earlierOn = words("earlierOn") // words by which a sentence goes back in time
)

// refocus makes those of whom the story is told those whom "the two" means, where a paragraph
// begins behind an aside, or a sentence behind one that told of both.
func (d *Document) refocus() {
	f := &d.focus
	if f.aside < 0 || f.aside != d.index-1 || f.set.Len() < 2 || d.lastPair > f.aside || f.ahead && d.told.Has(lang.Will) {
		return
	}
	if d.opensParagraph() || f.at == f.aside {
		d.speakOf(f.set, f.aside)
		d.event, d.lastEvent = f.set, f.aside
		if f.day.Day > 0 && d.nowAt == f.aside {
			d.now = f.day
		}
	}
}
