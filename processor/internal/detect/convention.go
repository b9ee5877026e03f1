package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// convention is the gathering of which the text told last on which day it is, or was.
type convention struct {
	date  dates.Date
	at    int32     // the sentence that told it
	named party.Set // whom that named, the gathering's body among them
}

// conventionReach is for how many sentences "on the sidelines of the summit" means that gathering.
const conventionReach = 12

// sidelineReach is how many words may stand between "on the sidelines" and whose gathering that is.
const sidelineReach = 4

// keepConvention keeps the day that the sentence tells of a gathering: that of the one which was
// found in it, from candidate found on, "the ministers of the SCO meet on Thursday", or of one that
// is only named, "will attend the conference, which opens on Friday".
func (d *Document) keepConvention(found int) {
	if len(d.dates) == 0 {
		return
	}
	for i := found; i < len(d.found); i++ {
		if c := &d.found[i]; c.Body && c.Dated && c.Date.Day > 0 && !c.Background {
			d.convention = convention{c.Date, d.index, d.named()}
			return
		}
	}
	for k := range d.nodes {
		if n := &d.nodes[k]; !n.is(lang.Gathering) || d.beside(k) || d.quoted(n.first) {
			continue
		}
		best, score := d.choose(k, false, false)
		if score >= offside || !d.dates[best].Daily() || d.saidOn(&d.dates[best]) {
			continue
		}
		m := &d.dates[best]
		if date, ok := d.resolveDate(m, d.foretold(m) || d.toldAhead(m, k)); ok && date.Day > 0 {
			d.convention = convention{date, d.index, d.named()}
			return
		}
	}
}

// besideConvention gives c, told without a date as on the sidelines of a gathering, the day of that, where
// the text has told it: "The summit opens on Friday. On its sidelines he will meet X".
func (d *Document) besideConvention(c *Candidate) bool {
	v := &d.convention
	if v.date.Day == 0 || v.at >= d.index || d.index-v.at > conventionReach || !d.asideOf(v.named) && !d.opensWithIt() {
		return false
	}
	ahead := v.date.Time().After(d.day())
	if ahead != (c.Status == events.MeetingPlanned) || !ahead && c.Status != events.MeetingHeld {
		return false
	}
	if !ahead && d.newsDay().Sub(v.date.Time()) <= freshDays*24*time.Hour {
		return false // the gathering of the news lasts some days: what is beside it is news as well
	}
	c.Date, c.Dated, c.Ahead, c.Early = v.date, true, ahead, false // the story's own day may be another
	return true
}

// asideOf tells whether the sentence sets something on the sidelines of a gathering that it does
// not name, or of one of named.
func (d *Document) asideOf(named party.Set) bool {
	for i := range d.nodes {
		if !d.nodes[i].is(lang.Side) {
			continue
		}
		for j := i + 1; j < len(d.nodes) && d.near(i, j, sidelineReach) && !d.separated(j-1, j); j++ {
			if a := d.actorAt(j); a != nil && a.preps.Has(lang.Of) && !a.set.Within(&named) {
				return false
			}
		}
		return true
	}
	return false
}

// opensWithIt tells whether the sentence opens with a gathering of which the text has told: "The
// summit, at which X and Y will sit together", "KTT itu akan dihadiri X".
func (d *Document) opensWithIt() bool {
	return len(d.nodes) > 0 && d.nodes[0].is(lang.Gathering) && d.nodes[0].first-d.span.First <= 1 && (d.definite(0) || d.profile().AdjectiveLast && d.isWord(d.nodes[0].end, pointing))
}
