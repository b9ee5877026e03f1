package alert

import (
	"slices"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// facet is what a report says of its story, in the terms in which reports are
// compared: none of them depends on the language.
type facet struct {
	status     events.Status
	from, to   int  // days since 1970: when it happened, by its date
	precise    bool // the date is a day, and not the publication's for want of another
	instrument events.Instrument
	sectors    []events.Sector
	marks      []string // see marks
	place      string   // name
}

const secondsOfDay = 24 * 60 * 60

func dayOf(t time.Time) int { return int(t.Unix() / secondsOfDay) }

// undatedDays is how long before its publication something may have happened that is
// told as news without a date.
const undatedDays = 3

func facetOf(r *events.Report) facet {
	f := facet{
		status: r.Status, instrument: r.Instrument, sectors: r.Sectors, marks: marks(r.Text),
		precise: r.Date.Precision == events.Day,
	}
	if r.Place != nil {
		f.place = r.Place.Name
	}
	published := dayOf(r.Article.Published)
	switch r.Date.Precision {
	case events.Day:
		t, _ := time.Parse(time.DateOnly, r.Date.Value)
		f.from, f.to = dayOf(t), dayOf(t)
	case events.Month:
		t, _ := time.Parse("2006-01", r.Date.Value)
		f.from, f.to = dayOf(t), dayOf(t.AddDate(0, 1, -1))
	case events.Year:
		t, _ := time.Parse("2006", r.Date.Value)
		f.from, f.to = dayOf(t), dayOf(t.AddDate(1, 0, -1))
	default:
		f.from, f.to = published-undatedDays, published
	}
	// What has happened did so before it was told: a date that says otherwise is wrong.
	if ranks[f.status] >= ranks[events.AgreementAgreed] && f.to > published+sameDays {
		if f.to = published; f.from > published {
			f.from, f.precise = published-undatedDays, false
		}
	}
	return f
}

// equal tells whether two facets say the same.
func (f *facet) equal(g *facet) bool {
	return f.status == g.status && f.from == g.from && f.to == g.to && f.precise == g.precise &&
		f.instrument == g.instrument && f.place == g.place && slices.Equal(f.sectors, g.sectors) && slices.Equal(f.marks, g.marks)
}

// common is how much two facets share.
func (f *facet) common(g *facet) int {
	n := overlap(f.sectors, g.sectors) + overlap(f.marks, g.marks)
	if f.instrument == g.instrument && !general(f.instrument) {
		n++
	}
	if f.place == g.place && f.place != "" {
		n++
	}
	return n
}

// gap is how many days lie between two facets.
func gap(a, b *facet) int { return max(0, a.from-b.to, b.from-a.to) }
