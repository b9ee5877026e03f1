package dates

import "time"

// Resolve gives the calendar date of m for an article of the day pub, in the
// zone of pub. future tells that the sentence speaks of something to come. It
// reports false when there is no such date.
func (m *Mention) Resolve(pub time.Time, future bool) (Date, bool) {
	d := m.resolve(pub, future)
	return d, d.Valid()
}

func (m *Mention) resolve(pub time.Time, future bool) Date {
	switch {
	case m.ahead && !future:
		return Date{}
	case m.anchored:
		return m.count(pub)
	case m.unit != 0:
		return m.relative(pub)
	case m.inWeek:
		monday := pub.AddDate(0, 0, -daysFromMonday(pub.Weekday())+7*m.weeks)
		return On(monday.AddDate(0, 0, daysFromMonday(time.Weekday(m.weekday))))
	case m.weekday >= 0:
		back := (int(pub.Weekday()) - m.weekday + 7) % 7
		switch {
		case m.named && m.forward, future && !m.named && back > 0:
			return On(pub.AddDate(0, 0, 7-back))
		case m.named && back == 0:
			back = 7
		}
		return On(pub.AddDate(0, 0, -back))
	case m.bare:
		return m.dayOfMonth(pub, future)
	}
	d := m.date
	if m.counted {
		d.Year += pub.Year()
	} else if d.Year == 0 {
		d.Year = m.nearest(pub, future)
	}
	if m.vague {
		d.Month = 0
	}
	return d
}

// dayOfMonth gives the day that is told without its month: the next or the last one of that
// number, as the tense has it, where no word says which month.
func (m *Mention) dayOfMonth(pub time.Time, future bool) Date {
	month := m.shift
	switch {
	case m.named:
	case future && m.date.Day < pub.Day():
		month = 1
	case !future && m.date.Day > pub.Day():
		month = -1
	}
	first := time.Date(pub.Year(), pub.Month()+time.Month(month), 1, 0, 0, 0, 0, pub.Location())
	return Date{first.Year(), int(first.Month()), m.date.Day}
}

// daysFromMonday counts the days of the week before w: weeks begin on Monday.
func daysFromMonday(w time.Weekday) int { return (int(w) + 6) % 7 }

// nearest gives the year of a month that stands without one: the nearest that
// "last", "next" or the tense allow.
func (m *Mention) nearest(pub time.Time, future bool) int {
	months := m.date.Month - int(pub.Month()) // from publication to the month in the same year
	at := time.Date(pub.Year(), time.Month(m.date.Month), max(m.date.Day, 1), 0, 0, 0, 0, pub.Location())
	switch {
	case m.named && m.forward && months <= 0:
		return pub.Year() + 1
	case m.named && !m.forward && months >= 0:
		return pub.Year() - 1
	case m.named:
	case future && months < 0 && pub.Sub(at) > 45*24*time.Hour: // "in January", planned in December
		return pub.Year() + 1
	case !future && months > 2: // "in December", told in May
		return pub.Year() - 1
	}
	return pub.Year()
}

// count gives the day that lies so many days from the one that the story is at.
func (m *Mention) count(from time.Time) Date {
	switch m.unit {
	case Days:
		return On(from.AddDate(0, 0, m.shift))
	case Weeks:
		return On(from.AddDate(0, 0, 7*m.shift))
	}
	return Date{} // "two years later": of what?
}

func (m *Mention) relative(pub time.Time) Date {
	if m.yearly {
		return On(pub.AddDate(m.shift, 0, 0))
	}
	switch m.unit {
	case Days:
		return On(pub.AddDate(0, 0, m.shift))
	case Weeks:
		t := pub.AddDate(0, 0, 7*m.shift)
		return Date{Year: t.Year(), Month: int(t.Month())}
	case Months:
		t := time.Date(pub.Year(), pub.Month()+time.Month(m.shift), 1, 0, 0, 0, 0, pub.Location())
		return Date{Year: t.Year(), Month: int(t.Month())}
	}
	return Date{Year: pub.Year() + m.shift}
}

// On gives the day of t, in t's own zone.
func On(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, int(month), day}
}

// Valid tells whether there is such a date, of a year with four digits.
func (d Date) Valid() bool {
	if d.Year < 1000 || d.Year > 9999 || d.Month < 0 || d.Month > 12 || d.Day < 0 {
		return false
	}
	const shortest = 28 // days that every month has
	return d.Day == 0 || d.Month > 0 && (d.Day <= shortest || d.Day <= time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// ToCome tells whether m dates only what is to come: "in two months".
func (m *Mention) ToCome() bool { return m.ahead }

// Forward tells whether the words point ahead: "next week".
func (m *Mention) Forward() bool {
	return m.ahead || m.named && m.forward || m.bare && m.shift > 0 || m.weeks > 0 || m.unit != 0 && m.shift > 0 && !m.anchored
}

// Around tells whether m names a span around pub, "this year" or pub's year alone: of
// what has happened that tells less than the story does.
func (m *Mention) Around(pub time.Time) bool {
	if m.Current() {
		return true
	}
	year := m.date.Year
	if m.counted {
		year += pub.Year()
	}
	return m.unit == 0 && m.weekday < 0 && (m.date.Month == 0 || m.vague) && year == pub.Year()
}

// Current tells whether m is a span that is counted from pub: "this year".
func (m *Mention) Current() bool { return m.current && m.unit > Days }

// Anchored tells whether m counts from the day that the story is at: "a day
// earlier". [Mention.Resolve] then wants that day in place of that of publication.
func (m *Mention) Anchored() bool { return m.anchored }

// SameDay tells whether m is the day that the story is at: "on the same day".
func (m *Mention) SameDay() bool { return m.anchored && m.shift == 0 }

// Daily tells whether m names or counts a single day.
func (m *Mention) Daily() bool { return m.weekday >= 0 || m.date.Day > 0 || m.unit == Days }

// More gives how many days m goes on behind the one that counts: 4 of "on 12-16 May".
func (m *Mention) More() int { return m.more }

// Weekly tells whether m counts weeks, and so names no month as a whole.
func (m *Mention) Weekly() bool { return m.unit == Weeks }

// NextWeek tells whether m is the week after that of publication, and no more of them: "in the coming weeks".
func (m *Mention) NextWeek() bool { return m.Weekly() && m.Forward() && m.shift == 1 }

// Monday gives the first day of the week that m counts from pub.
func (m *Mention) Monday(pub time.Time) time.Time {
	return pub.AddDate(0, 0, 7*m.shift-daysFromMonday(pub.Weekday()))
}

// OnWeekday tells whether m is a weekday of which no word says the week.
func (m *Mention) OnWeekday() bool {
	return m.weekday >= 0 && !m.named && !m.inWeek && !m.this
}

// Relative tells whether m stands for "last year" and the like: counted from publication.
func (m *Mention) Relative() bool { return m.unit != 0 }

// Time gives the first moment of d.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Last gives the last day that d may mean.
func (d Date) Last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.Time()
}

// Soon tells whether m is a weekday of the days to come: the one after pub, to which
// nobody counts back without saying "last", or a near one told as "this".
func (m *Mention) Soon(pub time.Time) bool {
	if m.weekday < 0 || m.named || m.inWeek {
		return false
	}
	ahead := (m.weekday - int(pub.Weekday()) + 7) % 7
	return ahead == 1 || m.this && ahead > 0 && ahead <= thisDays
}

// thisDays is how many days ahead "this Friday" lies at most.
const thisDays = 4
