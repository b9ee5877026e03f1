// Package dates reads the dates of a sentence from its words and resolves them
// against the day of publication.
package dates

import "time"

// Kind is what a word does in a date.
type Kind uint8

// The kinds. Value gives the word's number, where it has one.
const (
	Plain   Kind = iota // anything else
	Number              // 20, three: Value is the number
	Weekday             // Value as time.Weekday
	MonthOf             // Value as time.Month
	Day                 // yesterday -1, today 0, tomorrow 1
	Unit                // Value is one of the units
	Last                // last, past, previous
	Next                // next, coming
	This                // this
	Ago                 // ago, earlier
	Cue                 // in, on, since, year: the number behind it may be a year
	Filler              // of, the, a comma: may stand inside a date
	Full                // 2024-05-20, 20/5/2024, 26/10: read by Numeric
)

// The units.
const (
	Days = iota + 1
	Weeks
	Months
	Years
)

// Word is one word of a sentence, as a date sees it.
type Word struct {
	Kind       Kind
	Value      int
	Date       Date  // of a Full word
	First, End int32 // tokens [First, End)
}

// Date is a calendar date. Month and Day are 0 where unknown; Year is 0 where the text names none.
type Date struct {
	Year, Month, Day int
}

// Mention is a date in a sentence, not yet resolved.
type Mention struct {
	First, End int32 // tokens
	date       Date  // as far as the text names it
	weekday    int   // time.Weekday, or -1
	shift      int   // units from the day of publication
	unit       int   // of shift; 0 where the mention is absolute
	named      bool  // "last" or "next" decide the direction, the reader need not guess
	forward    bool
}

// Find appends the date mentions among words to dst.
func Find(dst []Mention, words []Word) []Mention {
	for i := 0; i < len(words); {
		m, n := read(words[i:])
		if n == 0 {
			i++
			continue
		}
		m.First, m.End = words[i].First, words[i+n-1].End
		dst = append(dst, m)
		i += n
	}
	return dst
}

// read takes the longest date at the start of w and the number of words that it has.
func read(w []Word) (Mention, int) {
	m := Mention{weekday: -1}
	switch w[0].Kind {
	case Full:
		m.date = w[0].Date
		return m, 1
	case Day:
		m.shift, m.unit = w[0].Value, Days
		return m, 1 + follows(w[1:], Full)
	case Weekday:
		return readWeekday(w)
	case MonthOf:
		return readMonth(w)
	case Number:
		return readNumber(w)
	case Last, Next, This:
		return readModified(w)
	case Unit:
		// "tahun lalu": the modifier follows.
		if len(w) > 1 {
			if d, ok := direction(w[1].Kind); ok {
				m.shift, m.unit, m.named, m.forward = d, w[0].Value, true, d > 0
				return m, 2
			}
			// "tahun 2015"
			if w[0].Value == Years && isYear(w[1]) {
				m.date.Year = w[1].Value
				return m, 2
			}
		}
	case Cue:
		if len(w) > 1 && isYear(w[1]) {
			m.date.Year = w[1].Value
			return m, 2
		}
	}
	return m, 0
}

func follows(w []Word, k Kind) int {
	if len(w) > 0 && w[0].Kind == k {
		return 1
	}
	return 0
}

// fillers counts the filler words at the start of w, at most two.
func fillers(w []Word) int {
	n := 0
	for n < len(w) && n < 2 && w[n].Kind == Filler {
		n++
	}
	return n
}

func isYear(w Word) bool { return w.Kind == Number && w.Value >= 1900 && w.Value <= 2100 }

func isDay(w Word) bool { return w.Kind == Number && w.Value >= 1 && w.Value <= 31 }

func direction(k Kind) (int, bool) {
	switch k {
	case Last, Ago:
		return -1, true
	case Next:
		return 1, true
	case This:
		return 0, true
	}
	return 0, false
}

// readWeekday reads "Monday", "Monday last", "Monday, 20 May", "Senin (20/5)".
func readWeekday(w []Word) (Mention, int) {
	m := Mention{weekday: w[0].Value}
	n := 1
	if n < len(w) {
		if d, ok := direction(w[n].Kind); ok && d != 0 {
			m.named, m.forward = true, d > 0
			return m, n + 1
		}
	}
	k := n + fillers(w[n:])
	if k < len(w) {
		if w[k].Kind == Number || w[k].Kind == MonthOf || w[k].Kind == Full {
			if x, l := read(w[k:]); l > 0 && x.unit == 0 && x.weekday < 0 && x.date.Day > 0 {
				x.weekday = -1
				return x, k + l
			}
		}
	}
	return m, n
}

// readMonth reads "May 20, 2024", "May 20", "May 2024", "May", "last May" aside.
func readMonth(w []Word) (Mention, int) {
	m := Mention{weekday: -1, date: Date{Month: w[0].Value}}
	n := 1
	if n < len(w) {
		if d, ok := direction(w[n].Kind); ok && d != 0 { // "Mei lalu"
			m.named, m.forward = true, d > 0
			return m, n + 1
		}
	}
	if k := n + fillers(w[n:]); k < len(w) && isDay(w[k]) {
		m.date.Day = w[k].Value
		n = k + 1
	}
	if k := n + fillers(w[n:]); k < len(w) && isYear(w[k]) {
		m.date.Year = w[k].Value
		n = k + 1
	}
	return m, n
}

// readNumber reads "20 May 2024", "6-8 November", "two years ago", "tiga bulan lalu".
func readNumber(w []Word) (Mention, int) {
	m := Mention{weekday: -1}
	if len(w) > 2 && w[1].Kind == Unit {
		if d, ok := direction(w[2].Kind); ok && d != 0 {
			m.shift, m.unit, m.named, m.forward = d*w[0].Value, w[1].Value, true, d > 0
			return m, 3
		}
	}
	if !isDay(w[0]) {
		return m, 0
	}
	k := 1 + fillers(w[1:])
	if k < len(w) && isDay(w[k]) { // a range: its first day counts
		k++
		k += fillers(w[k:])
	}
	if k >= len(w) || w[k].Kind != MonthOf {
		return m, 0
	}
	m.date = Date{Month: w[k].Value, Day: w[0].Value}
	n := k + 1
	if k = n + fillers(w[n:]); k < len(w) && isYear(w[k]) {
		m.date.Year = w[k].Value
		n = k + 1
	} else if k < len(w) && w[k].Kind == Unit && w[k].Value == Years && k+1 < len(w) && isYear(w[k+1]) {
		m.date.Year = w[k+1].Value
		n = k + 2
	}
	return m, n
}

// readModified reads "last year", "next Monday", "last May", "past two weeks", "this week".
func readModified(w []Word) (Mention, int) {
	m := Mention{weekday: -1}
	if len(w) < 2 {
		return m, 0
	}
	d, _ := direction(w[0].Kind)
	m.named, m.forward = true, d > 0
	switch w[1].Kind {
	case Unit:
		m.shift, m.unit = d, w[1].Value
		return m, 2
	case Weekday:
		m.weekday = w[1].Value
		m.named = d != 0
		return m, 2
	case MonthOf:
		m.date.Month = w[1].Value
		m.named = d != 0
		n := 2
		if n < len(w) && isDay(w[n]) {
			m.date.Day = w[n].Value
			n++
		}
		return m, n
	case Number:
		if len(w) > 2 && w[2].Kind == Unit && d != 0 {
			m.shift, m.unit = d*w[1].Value, w[2].Value
			return m, 3
		}
	}
	return m, 0
}

// Resolve gives the calendar date of m for an article of the day pub. future
// tells that the sentence speaks of something to come. It reports false when
// the date makes no sense.
func (m *Mention) Resolve(pub time.Time, future bool) (Date, bool) {
	switch {
	case m.unit != 0:
		return m.relative(pub), true
	case m.weekday >= 0:
		back := (int(pub.Weekday()) - m.weekday + 7) % 7
		switch {
		case m.named && m.forward, future && !m.named && back > 0:
			return on(pub.AddDate(0, 0, 7-back)), true
		case m.named && back == 0:
			return on(pub.AddDate(0, 0, -7)), true
		}
		return on(pub.AddDate(0, 0, -back)), true
	}
	d := m.date
	if d.Day > 31 || d.Month > 12 {
		return Date{}, false
	}
	if d.Year == 0 {
		d.Year = pub.Year()
		at := time.Date(d.Year, time.Month(d.Month), max(d.Day, 1), 0, 0, 0, 0, pub.Location())
		months := (d.Year-pub.Year())*12 + d.Month - int(pub.Month())
		switch {
		case m.named && m.forward && months <= 0, future && !m.named && months < 0 && pub.Sub(at) > 45*24*time.Hour:
			d.Year++
		case m.named && !m.forward && months >= 0:
			d.Year--
		case !future && !m.named && months > 2: // "in December", told in May
			d.Year--
		}
	}
	return d, true
}

func (m *Mention) relative(pub time.Time) Date {
	switch m.unit {
	case Days:
		return on(pub.AddDate(0, 0, m.shift))
	case Weeks:
		t := pub.AddDate(0, 0, 7*m.shift)
		return Date{Year: t.Year(), Month: int(t.Month())}
	case Months:
		t := time.Date(pub.Year(), pub.Month()+time.Month(m.shift), 1, 0, 0, 0, 0, pub.Location())
		return Date{Year: t.Year(), Month: int(t.Month())}
	}
	return Date{Year: pub.Year() + m.shift}
}

func on(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// Forward tells whether the words point ahead: "next week".
func (m *Mention) Forward() bool { return m.named && m.forward || m.unit != 0 && m.shift > 0 }

// Year gives the year of a mention that names nothing else; 0 for all others.
func (m *Mention) Year() int {
	if m.unit != 0 || m.weekday >= 0 || m.date.Month != 0 {
		return 0
	}
	return m.date.Year
}

// Current tells whether m is a span around the day of publication: "this year".
func (m *Mention) Current() bool { return m.unit > Days && m.shift == 0 }

// Relative tells whether m stands for "last year" and the like: counted from publication.
func (m *Mention) Relative() bool { return m.unit != 0 }

// Numeric reads a date of digits only: 2024-05-20 is left to the scanner's
// hyphens, so that it takes 20/5/2024, 20.05.2024 and 26/10, day first.
func Numeric(word []byte) (Date, bool) {
	var part [3]int
	n, sep, digits := 0, byte(0), 0
	for _, c := range word {
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits > 4 {
				return Date{}, false
			}
			part[n] = part[n]*10 + int(c-'0')
		case (c == '/' || c == '.') && (sep == 0 || sep == c) && n < 2 && digits > 0:
			sep = c
			n++
			digits = 0
		default:
			return Date{}, false
		}
	}
	switch {
	case n == 2 && digits == 2: // 20/5/24
		part[2] += 2000
	case n == 2 && digits == 4:
	case n == 1 && sep == '/':
	default:
		return Date{}, false
	}
	d := Date{part[2], part[1], part[0]}
	return d, d.Day >= 1 && d.Day <= 31 && d.Month >= 1 && d.Month <= 12 && (d.Year == 0 || d.Year >= 1900 && d.Year <= 2100)
}

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
