package alert

import (
	"slices"
	"time"
)

// watermark is the time of the newest article known.
type watermark struct{ newest time.Time }

func (w *watermark) restore(t time.Time) {
	if t.After(w.newest) {
		w.newest = t
	}
}

// ahead is how far the watermark is ahead of a time.
func (w *watermark) ahead(t time.Time) time.Duration {
	if w.newest.IsZero() {
		return 0
	}
	return w.newest.Sub(t)
}

// watermark gives that of replayed articles or of the others. There are two, because
// an archive is read while news comes in, and tells of another time.
func (b *Book) watermark(replay bool) *watermark {
	if replay {
		return &b.replay
	}
	return &b.live
}

// advance moves a watermark on. When it comes to a new day, the stories that are
// outside the window are forgotten.
func (b *Book) advance(published time.Time, replay bool) (forgotten []string) {
	w := b.watermark(replay)
	before := dayOf(w.newest)
	switch {
	case published.After(w.newest):
		w.newest = published
	case replay && w.ahead(published) > b.options.Window:
		w.newest = published // another archive
	}
	if dayOf(w.newest) == before {
		return nil
	}
	for _, s := range b.stories {
		if !b.remembers(&b.live, s) && !b.remembers(&b.replay, s) {
			forgotten = append(forgotten, s.Story)
		}
	}
	slices.Sort(forgotten)
	for _, id := range forgotten {
		b.drop(b.stories[id])
	}
	return forgotten
}

// remembers tells whether a story is in the window of a watermark.
func (b *Book) remembers(w *watermark, s *story) bool {
	return !w.newest.IsZero() && w.ahead(s.LastSeen).Abs() <= b.options.Window
}

// crowded makes room among the stories of a pair, and tells which it forgot.
func (b *Book) crowded(key string, newest *story) (forgotten []string) {
	for len(b.pairs[key]) > b.options.MaxStories {
		var oldest *story
		for _, s := range b.pairs[key] {
			if s != newest && (oldest == nil || s.LastSeen.Before(oldest.LastSeen)) {
				oldest = s
			}
		}
		b.drop(oldest)
		forgotten = append(forgotten, oldest.Story)
	}
	return forgotten
}
