package alert

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// strength tells how sure it is that two reports are of one story.
type strength int

const (
	none   strength = iota
	weak            // nothing speaks against it: enough where there is no better
	good            // time and subject agree
	strong          // the same occasion and subject: both belong to one story
)

// The days within which two reports may be of one occasion.
const (
	sameDays   = 1  // time zones and datelines
	nearDays   = 3  // told late
	looseDays  = 14 // told late, and without saying when
	ripenDays  = 30 // from talks without a named subject to a conclusion
	recallDays = 1  // a later step may be dated so much before an earlier one
)

// relate compares two reports of the same parties. It is symmetric.
func relate(a, b *facet) strength {
	subject := compare(a, b)
	if a.status == b.status && afterwards(a.status) && gap(a, b) <= sameDays && clash(a.instrument, b.instrument) == fits {
		subject = max(subject, open) // wires name the subject of a known agreement loosely
	}
	if subject == differs {
		return none
	}
	if oneOccasion(a.status, b.status) {
		if found := sameStep(a, b, subject); found > none || a.status == b.status {
			return found
		}
	}
	if ranks[a.status] > ranks[b.status] {
		a, b = b, a
	}
	return nextStep(a, b, subject)
}

// sameStep relates two reports of one status.
func sameStep(a, b *facet, s subject) strength {
	days, dated := gap(a, b), a.precise && b.precise
	near := days <= nearDays || !dated && days <= looseDays
	switch {
	case days <= sameDays && s > open:
		return strong
	case days <= sameDays:
		return weak
	case s == named, s == agrees && (near || days <= looseDays && a.instrument == b.instrument && !general(a.instrument)):
		return good
	case near:
		return weak
	}
	return none
}

// nextStep relates a report to one of a further status.
func nextStep(earlier, later *facet, s subject) strength {
	if later.to < earlier.from-recallDays {
		return none // the further step came first: it is another agreement's
	}
	switch {
	case s > open:
		return good
	case afterwards(later.status), gap(earlier, later) <= ripenDays:
		return weak
	}
	return none
}

// subject tells how sure it is that two reports are about the same thing.
type subject int

const (
	differs subject = iota // they exclude each other
	open                   // one does not say
	agrees                 // sectors agree
	named                  // a name or a figure agrees
)

// compare compares what two reports are about.
func compare(a, b *facet) subject {
	common := overlap(a.sectors, b.sectors)
	form := clash(a.instrument, b.instrument)
	switch {
	case overlap(a.marks, b.marks) > 0:
		return named
	case form == hard, common == 0 && (form == soft || len(a.sectors) > 0 && len(b.sectors) > 0):
		return differs
	case common > 0 && form == fits:
		return agrees
	}
	return open
}

func overlap[T comparable](a, b []T) (n int) {
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}

// form tells whether two instruments can be one.
type form int

const (
	fits form = iota
	soft      // wires confuse them
	hard
)

// general tells the words that stand for any instrument.
func general(i events.Instrument) bool {
	return i == events.InstrumentAgreement || i == events.InstrumentOther
}

// apart tells the instruments that no wire takes for another.
func apart(i events.Instrument) bool {
	return i == events.Loan || i == events.Ceasefire || i == events.Contract
}

// clash compares two instruments.
func clash(a, b events.Instrument) form {
	switch {
	case a == b:
		return fits
	case (general(a) || general(b)) && (a == events.Ceasefire || b == events.Ceasefire):
		return soft
	case general(a) || general(b):
		return fits
	case apart(a) || apart(b):
		return hard
	case a == events.Treaty || b == events.Treaty: // it may be a headline's "pact"
		return fits
	}
	return soft
}
