package alert

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// Options bound a Book and say what it alerts to.
type Options struct {
	Policy Policy
	// Window is how long a story is remembered after its latest report. Default: 90 days.
	Window time.Duration
	// MaxStories bounds the stories of one pair; the one reported longest ago goes.
	// Default: 512.
	MaxStories int
}

// Book holds the stories of some pairs of states. What it makes of a set of reports
// depends as little as can be on their order, and on nothing but them. It is not for
// concurrent use.
type Book struct {
	options Options
	pairs   map[string][]*story
	stories map[string]*story // by id
	owners  map[string]*story // by id of an event that it lists
	live    watermark
	replay  watermark
}

// NewBook makes an empty book.
func NewBook(o Options) *Book {
	if o.Window == 0 {
		o.Window = 90 * 24 * time.Hour
	}
	if o.MaxStories == 0 {
		o.MaxStories = 512
	}
	return &Book{options: o, pairs: map[string][]*story{}, stories: map[string]*story{}, owners: map[string]*story{}}
}

// Stories is how many the book holds.
func (b *Book) Stories() int { return len(b.stories) }

// Observe takes a report in.
func (b *Book) Observe(in Input) Result {
	r := reportOf(in)
	res := Result{Forgotten: b.advance(r.Article.Published, in.Replay)}
	if res.Decision = b.options.Policy.ignores(in.Agreement); res.Decision != "" {
		return res
	}
	owner := b.owners[in.ID]
	var before events.Report
	revived := owner != nil && owner.dead() // if the report stays in its story
	if owner != nil {
		before = *owner.find(in.ID)
		if res.Decision = superseded(&before, &r); res.Decision != "" {
			return res
		}
		owner.remove(in.ID)
	}
	w := &writer{book: b, replay: in.Replay}
	key := partiesKey(r.parties)
	w.supersede(key, &r, in)
	s, created := b.home(key, &r, owner, w)
	if owner != nil && s != owner {
		before.Retracted = true
		owner.add(before)
		if !revived {
			w.write(owner, owner.afterLoss(), events.ReasonCorrection)
		}
	}
	if revived && s == owner {
		s.Alerted = nil
	}
	heard := s.heardLive(r.Status) ||
		owner == s && !revived && !before.Replay && oneOccasion(before.Status, r.Status)
	if !s.add(r.Report) {
		return Result{Decision: IgnoredFull, Forgotten: res.Forgotten, Changed: w.changed}
	}
	b.owners[r.Event] = s
	change, reason := b.judge(s, &r, heard)
	switch {
	case reason != events.ReasonFirstReport:
	case created && len(b.pairs[key]) > 1:
		reason = events.ReasonOtherDeal
	case !created:
		reason = events.ReasonStatusAdvanced
	}
	if change == events.AlertUpdate && owner == s {
		reason = events.ReasonCorrection
	}
	w.write(s, change, reason)
	res.Forgotten = append(res.Forgotten, b.crowded(key, s)...)
	res.Changed, res.Decision = w.changed, Decision(reason)
	return res
}

// superseded tells why a further report of a known event changes nothing, if so.
func superseded(have *events.Report, r *report) Decision {
	switch {
	case r.Article.Published.Before(have.Article.Published):
		return IgnoredOlder
	case have.Retracted && !r.Article.Published.After(have.Article.Published), sameReport(have, &r.Report):
		return IgnoredRepeated
	}
	return ""
}

func sameReport(a, b *events.Report) bool {
	samePlace := a.Place == b.Place || a.Place != nil && b.Place != nil && *a.Place == *b.Place
	return samePlace && a.Status == b.Status && a.Date == b.Date && a.Instrument == b.Instrument &&
		slices.Equal(a.Sectors, b.Sectors) && a.Text == b.Text && a.Confidence == b.Confidence &&
		a.Article.Published.Equal(b.Article.Published)
}

// supersede takes back what earlier versions of an article told of the pair and this
// one does not.
func (w *writer) supersede(key string, r *report, in Input) {
	for _, s := range w.book.pairs[key] {
		took := s.retract(func(old *events.Report) bool {
			return old.Article.ID == r.Article.ID && old.Event != in.ID && old.Article.Published.Before(r.Article.Published) &&
				!slices.Contains(in.Siblings, old.Event)
		})
		if took {
			w.write(s, s.afterLoss(), events.ReasonNoLongerTold)
		}
	}
}

// Retract takes back what an article told until a time; the zero time stands for all
// of its versions. replay tells that the publisher's word comes from an archive.
func (b *Book) Retract(article string, until time.Time, replay bool) Result {
	w := &writer{book: b, replay: replay}
	for _, s := range b.stories {
		took := s.retract(func(old *events.Report) bool {
			return old.Article.ID == article && (until.IsZero() || !old.Article.Published.After(until))
		})
		if took {
			w.write(s, s.afterLoss(), events.ReasonKilled)
		}
	}
	if len(w.changed) == 0 {
		return Result{Decision: IgnoredNothing}
	}
	w.sort()
	return Result{Decision: Decision(events.ReasonKilled), Changed: w.changed}
}

// Restore puts a story back as its last message has it.
func (b *Book) Restore(a *events.Alert) {
	s := &story{Alert: *a}
	s.derive()
	b.keep(s)
	for i := range s.Reports {
		r := &s.Reports[i]
		if owner := b.owners[r.Event]; owner == nil || !r.Retracted {
			b.owners[r.Event] = s
		}
		b.watermark(r.Replay).restore(r.Article.Published)
	}
}

// Settle is called once all stories are restored, in whatever order that was.
func (b *Book) Settle() {
	for _, stories := range b.pairs {
		slices.SortFunc(stories, func(x, y *story) int {
			return cmp.Or(x.FirstSeen.Compare(y.FirstSeen), strings.Compare(x.Story, y.Story))
		})
	}
}

// keep takes a story into the book.
func (b *Book) keep(s *story) {
	key := s.key()
	b.stories[s.Story] = s
	b.pairs[key] = append(b.pairs[key], s)
}

// drop takes a story out of the book.
func (b *Book) drop(s *story) {
	delete(b.stories, s.Story)
	key := s.key()
	b.pairs[key] = slices.DeleteFunc(b.pairs[key], func(other *story) bool { return other == s })
	if len(b.pairs[key]) == 0 {
		delete(b.pairs, key)
	}
	for i := range s.Reports {
		if event := s.Reports[i].Event; b.owners[event] == s {
			delete(b.owners, event)
		}
	}
}
