package faults

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
)

// alerted counts what is wrong with alerts.
type alerted struct {
	wanted     int // alerts that people should get
	lost       int // of them
	repeated   int // alerts, under an id of their own, of what people had been alerted to
	messages   int // those to machines included
	missing    int // that a later one of their story shows to have been
	duplicated int // under an id that was there before
	differing  int // of those, with another content
	disordered int // first copies behind a later message of their story
	foreign    int // of no story; and dead letters
	forgotten  int // reports that a story does not have in the end as they were told
}

func (v alerted) String() string {
	return fmt.Sprintf("%d alerts wanted: %d lost, %d repeated; %d messages: %d missing, %d duplicated, %d duplicates that differ, %d out of order, %d foreign; %d reports forgotten",
		v.wanted, v.lost, v.repeated, v.messages, v.missing, v.duplicated, v.differing, v.disordered, v.foreign, v.forgotten)
}

func (v alerted) exactlyOnce() bool { return v.atLeastOnce() && v.duplicated == 0 }

func (v alerted) atLeastOnce() bool {
	return v.lost+v.repeated+v.missing+v.differing+v.disordered+v.foreign+v.forgotten == 0
}

// heard is what the messages say of the story of a pair.
type heard struct {
	contents map[string]string // by id
	alerts   map[events.Status]int
	last     *events.Alert
}

// pages are what people are to be alerted to in each story, and how.
var pages = map[events.Status]events.Change{
	events.AgreementSigned: events.AlertNew, events.AgreementRatified: events.AlertFollowUp,
}

// judgeAlerts compares the messages with the stories that were told; those of one
// partition are in its order. It knows nothing of how stories are made.
func judgeAlerts(stories int, messages []record) (v alerted) {
	pairs := map[string]*heard{}
	for story := range stories {
		pairs[pairOf(telling(story, first).Parties)] = &heard{contents: map[string]string{}, alerts: map[events.Status]int{}}
	}
	for _, m := range messages {
		a := new(events.Alert)
		if m.topic != names.Alerts() || json.Unmarshal([]byte(m.value), a) != nil || pairs[pairOf(a.Parties)] == nil {
			v.foreign++
			continue
		}
		v.messages++
		v.hear(pairs[pairOf(a.Parties)], a, m.value)
	}
	for story := range stories {
		v.judge(story, pairs[pairOf(telling(story, first).Parties)])
	}
	return v
}

// hear takes a message in.
func (v *alerted) hear(h *heard, a *events.Alert, content string) {
	if before, known := h.contents[a.ID()]; known {
		v.duplicated++
		if before != content {
			v.differing++
		}
		return
	}
	h.contents[a.ID()] = content
	switch {
	case a.Change != events.AlertNew && a.Change != events.AlertFollowUp:
	case a.Change == pages[a.Status]:
		h.alerts[a.Status]++
	default:
		v.foreign++
	}
	if h.last != nil && a.Revision < h.last.Revision {
		v.disordered++
		return
	}
	h.last = a
}

// judge compares what was heard of a story with what was told.
func (v *alerted) judge(story int, h *heard) {
	for status := range pages {
		v.wanted++
		if n := h.alerts[status]; n == 0 {
			v.lost++
		} else {
			v.repeated += n - 1
		}
	}
	if h.last == nil {
		return
	}
	v.missing += max(0, h.last.Revision-len(h.contents))
	for step := range told {
		if step == first {
			continue // the correction takes its place
		}
		want := telling(story, step)
		if !slices.ContainsFunc(h.last.Reports, func(r events.Report) bool {
			return r.Article.ID == want.Article.ID && r.Article.Published.Equal(want.Article.Published) &&
				r.Status == want.Status && r.Retracted == (step == killed)
		}) {
			v.forgotten++
		}
	}
}

func pairOf(parties []events.Party) string {
	return events.Key(&events.Agreement{Common: events.Common{Parties: parties}})
}

// The judge sees each kind of fault that it is there for.
func TestAlertJudge(t *testing.T) {
	const stories = atOnce
	right := rightAlerts(t, told*atOnce)
	if v := judgeAlerts(stories, right); !v.exactlyOnce() || v.wanted != 2*stories || v.messages != (told+1)*stories {
		t.Fatalf("what is right is judged %v", v)
	}
	last := len(right) - 1 // the ratification of the last story
	change := func(m record, change func(a *events.Alert)) record {
		a := new(events.Alert)
		if err := json.Unmarshal([]byte(m.value), a); err != nil {
			t.Fatal(err)
		}
		change(a)
		value, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		m.value = string(value)
		return m
	}
	again := change(right[last], func(a *events.Alert) { a.Revision++ })
	tests := map[string]struct {
		spoil func(all []record) []record
		want  alerted // what is wrong, 1 of each
	}{
		"an alert lost":    {func(all []record) []record { return slices.Delete(all, 0, 1) }, alerted{lost: 1, missing: 1}},
		"a follow-up lost": {func(all []record) []record { return all[:last] }, alerted{lost: 1, forgotten: 1}},
		"an update lost":   {func(all []record) []record { return slices.Delete(all, stories, stories+1) }, alerted{missing: 1}},
		"doubled":          {func(all []record) []record { return append(all, all[3]) }, alerted{duplicated: 1}},
		"doubled, and another": {func(all []record) []record {
			return append(all, change(all[3], func(a *events.Alert) { a.Confidence = 0.1 }))
		}, alerted{duplicated: 1, differing: 1}},
		"alerted to again": {func(all []record) []record { return append(all, again) }, alerted{repeated: 1}},
		"a second story": {func(all []record) []record {
			return append(all, change(again, func(a *events.Alert) { a.Story = "other" }))
		}, alerted{repeated: 1}},
		"swapped": {func(all []record) []record { all[0], all[stories] = all[stories], all[0]; return all }, alerted{disordered: 1}},
		"of another pair": {func(all []record) []record {
			return append(all, change(all[0], func(a *events.Alert) { a.Parties[0].Code = "YYY" }))
		}, alerted{foreign: 1}},
		"a dead letter": {func(all []record) []record { return append(all, record{topic: names.DeadLetter()}) }, alerted{foreign: 1}},
		"a report forgotten": {func(all []record) []record {
			all[last] = change(all[last], func(a *events.Alert) { a.Reports = a.Reports[1:] })
			return all
		}, alerted{forgotten: 1}},
		"a kill forgotten": {func(all []record) []record {
			all[last] = change(all[last], func(a *events.Alert) {
				for i := range a.Reports {
					a.Reports[i].Retracted = false
				}
			})
			return all
		}, alerted{forgotten: 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v := judgeAlerts(stories, tt.spoil(slices.Clone(right)))
			tt.want.wanted, tt.want.messages = v.wanted, v.messages
			if v != tt.want {
				t.Errorf("judged %v", v)
			}
			if v.exactlyOnce() || v.atLeastOnce() != (name == "doubled") {
				t.Errorf("exactly once: %v, at least once: %v", v.exactlyOnce(), v.atLeastOnce())
			}
		})
	}
}

// rightAlerts are the messages that n steps lead to.
func rightAlerts(t *testing.T, n int) (all []record) {
	t.Helper()
	book := alert.NewBook(alert.Options{Policy: alert.DefaultPolicy()})
	note := func(res alert.Result) {
		for _, a := range res.Changed {
			value, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, record{topic: names.Alerts(), value: string(value)})
		}
	}
	for i := range n {
		story, step := place(i)
		a := telling(story, step)
		note(book.Observe(alert.Input{ID: events.ID(a), Agreement: a, Arrived: time.Now()}))
		if step == killed {
			note(book.Retract(a.Article.ID, a.Article.Published, false))
		}
	}
	return all
}
