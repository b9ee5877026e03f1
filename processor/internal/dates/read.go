package dates

// Find appends the date mentions among words to dst.
func Find(dst []Mention, words []Word) []Mention {
	for i := 0; i < len(words); {
		m, n := read(words[i:])
		if n == 0 {
			i++
			continue
		}
		m, n = comeRound(m, words[i:], n)
		m.First, m.End = words[i].First, words[i+n-1].End
		dst = append(dst, m)
		i += n
	}
	return dst
}

// comeRound joins m, of n words, with the date right behind it where the one is today and the other lies years
// back: "30 years ago today", "on this day 30 years ago".
func comeRound(m Mention, w []Word, n int) (Mention, int) {
	k := n
	if k < len(w) && w[k].Kind == Cue {
		k++ // "30 tahun lalu pada hari ini"
	}
	if k >= len(w) || !m.today() && !m.yearsBack() {
		return m, n
	}
	x, l := read(w[k:])
	if l == 0 || !(m.today() && x.yearsBack() || m.yearsBack() && x.today()) {
		return m, n
	}
	if m.today() {
		m = x
	}
	m.yearly = true
	return m, k + l
}

// today tells whether m is the day of publication, and yearsBack whether it lies whole years before that.
func (m *Mention) today() bool     { return m.unit == Days && m.shift == 0 && !m.anchored }
func (m *Mention) yearsBack() bool { return m.unit == Years && m.shift < 0 && !m.anchored }

// read takes the longest date at the start of w and the number of words that it has.
func read(w []Word) (Mention, int) {
	m := Mention{weekday: -1}
	switch w[0].Kind {
	case Full:
		m.date = w[0].Date
		if m.date.Year == 0 {
			return m, 0 // "24/7", "9/11": a date only behind a weekday or a preposition
		}
		return m, 1
	case Shift:
		m.shift, m.unit = w[0].Value, w[0].Unit
		k := 1 + fillers(w[1:])
		if k < len(w) && w[k].Kind == Full { // "hari ini (20/5)": the date is explicit
			return Mention{weekday: -1, date: w[k].Date}, k + 1
		}
		return m, 1
	case Span:
		return readSpan(w)
	case Ahead:
		m.shift, m.unit, m.ahead = 1, w[0].Value, true
		return m, 1
	case Part:
		return readPart(w)
	case Anchor:
		m.shift, m.unit, m.anchored = w[0].Value, Days, true
		return m, 1
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
			if d, ok := direction(w[1].Kind); ok && !(len(w) > 2 && w[2].Kind == Unit) { // not "in 4 years, next week"
				m.step(d, w[0].Value)
				return m.dayOf(w, 2)
			}
			// "tahun 2015"
			if w[0].Value == Years && isYear(w[1]) {
				m.date.Year = w[1].Value
				return m, 2
			}
		}
	case Cue:
		return readCue(w)
	}
	return m, 0
}

// readCue reads what stands behind a preposition: "on 2024-05-20", "in 2015", "on 24/7", "in two
// months".
func readCue(w []Word) (Mention, int) {
	if m, n := readISO(w[1:]); n > 0 {
		return m, 1 + n
	}
	m := Mention{weekday: -1}
	switch {
	case len(w) > 1 && isYear(w[1]):
		m.date.Year = w[1].Value
		return m, 2
	case len(w) > 1 && w[1].Kind == Full:
		m.date = w[1].Date
		return m, 2
	}
	return readAhead(w)
}

// fillers counts the filler words at the start of w, at most two.
func fillers(w []Word) int {
	n := 0
	for n < len(w) && n < 2 && w[n].Kind == Filler {
		n++
	}
	return n
}

func isYear(w Word) bool { return w.Kind == Number && w.Value >= 1800 && w.Value <= 2100 }

func isDay(w Word) bool { return w.Kind == Number && w.Value >= 1 && w.Value <= 31 }

func direction(k Kind) (int, bool) {
	switch k {
	case Last, Ago, Earlier:
		return -1, true
	case Next:
		return 1, true
	case This:
		return 0, true
	}
	return 0, false
}

// step makes m one unit away from publication: "last year". Days that nobody counts,
// "days ago", lie in the week of publication.
func (m *Mention) step(d, unit int) {
	if unit == Days && d != 0 {
		d, unit = 0, Weeks
	}
	m.shift, m.unit, m.named, m.forward, m.current = d, unit, true, d > 0, d == 0
}

// dayOf reads the day behind m where that is a week of n words: "last week, on Wednesday", "pekan lalu, Rabu
// (9/10)". It gives m where no day follows.
func (m *Mention) dayOf(w []Word, n int) (Mention, int) {
	k := n + fillers(w[n:])
	if k < len(w) && w[k].Kind == Cue {
		k++
	}
	if m.unit != Weeks || k >= len(w) || w[k].Kind != Weekday {
		return *m, n
	}
	day, l := readWeekday(w[k:])
	if day.OnWeekday() {
		day.weeks, day.inWeek = m.shift, true
	}
	return day, k + l
}

// readWeekday reads "Monday", "Monday last", "Khamis ini", "Monday, 20 May", "Senin
// (20/5)", "Monday next week".
func readWeekday(w []Word) (Mention, int) {
	m := Mention{weekday: w[0].Value}
	n := 1
	if n < len(w) {
		if d, ok := direction(w[n].Kind); ok && (len(w) <= n+1 || w[n+1].Kind != Unit) {
			m.named, m.forward, m.this = d != 0, d > 0, d == 0
			return m, n + 1
		}
		if d, l := weekOf(w[n:]); l > 0 {
			m.weeks, m.inWeek = d, true
			return m, n + l
		}
		if s := w[n]; s.Kind == Shift && s.Unit == Days && s.Value != 0 { // "Kamis kemarin", "Rabu besok": the day that was, or comes, last
			m.named, m.forward = true, s.Value > 0
			return m, n + 1
		}
	}
	k := n + fillers(w[n:])
	ranged := k > n && w[k-1].Value == Range
	if ranged && k < len(w) && w[k].Kind == Weekday {
		m.more = (w[k].Value - w[0].Value + 7) % 7
		return m, k + 1 // "on Monday and Tuesday": the first day counts
	}
	if k < len(w) && !ranged { // not "on Monday until 31 August"
		switch w[k].Kind {
		case Full:
			return Mention{weekday: -1, date: w[k].Date}, k + 1
		case Number, MonthOf:
			if x, l := read(w[k:]); l > 0 && x.unit == 0 && x.date.Day > 0 {
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
	if l := m.readYear(w[n:]); l > 0 && m.counted { // "March last year"
		return m, n + l
	}
	if n < len(w) {
		if d, ok := direction(w[n].Kind); ok && d != 0 { // "Mei lalu"
			m.named, m.forward = true, d > 0
			return m, n + 1
		}
	}
	if k := n + fillers(w[n:]); k < len(w) && isDay(w[k]) {
		m.date.Day = w[k].Value
		n = k + 1
		if k = n + fillers(w[n:]); k < len(w) && isDay(w[k]) && w[k].Value > m.date.Day {
			m.more = w[k].Value - m.date.Day
			n = k + 1 // a range: its first day counts
		}
	}
	return m, n + m.readYear(w[n:])
}

// readYear reads the year behind a month: ", 2024", "of last year", "tahun 2024",
// "tahun lalu". It gives the number of words that it takes.
func (m *Mention) readYear(w []Word) int {
	k := fillers(w)
	if k < len(w) && w[k].Kind == Unit && w[k].Value == Years && k+1 < len(w) {
		if isYear(w[k+1]) {
			m.date.Year = w[k+1].Value
			return k + 2
		}
		if d, ok := direction(w[k+1].Kind); ok {
			m.date.Year, m.counted = d, true
			return k + 2
		}
	}
	if k+1 < len(w) && w[k+1].Kind == Unit && w[k+1].Value == Years {
		if d, ok := direction(w[k].Kind); ok {
			m.date.Year, m.counted = d, true
			return k + 2
		}
	}
	if k < len(w) && isYear(w[k]) {
		m.date.Year = w[k].Value
		return k + 1
	}
	return 0
}

// readNumber reads "20 May 2024", "6-8 November", "two years ago", "tiga bulan lalu".
func readNumber(w []Word) (Mention, int) {
	m := Mention{weekday: -1}
	if len(w) > 2 && w[1].Kind == Unit && !w[0].Bare {
		if w[2].Kind == Later || w[2].Kind == Earlier && w[1].Value <= Weeks { // "two days later"
			m.shift, m.unit, m.anchored = w[0].Value, w[1].Value, true
			if w[2].Kind == Earlier {
				m.shift = -m.shift
			}
			return m, 3
		}
		if d, ok := direction(w[2].Kind); ok && d != 0 && !(len(w) > 3 && w[3].Kind == Unit) {
			m.shift, m.unit, m.named, m.forward = d*w[0].Value, w[1].Value, true, d > 0
			m.ahead = d > 0 && m.unit > Weeks // "dua hari lagi" plans by itself, "the next two years" are how long something lasts
			m.anchored = d > 0 && distant(w[0].Value, w[1].Value)
			return m, 3
		}
	}
	if len(w) > 1 && w[1].Kind == Anchor && w[1].Value != 0 && isDay(w[0]) { // "dua hari sebelumnya"
		m.shift, m.unit, m.anchored = w[0].Value*w[1].Value, Days, true
		return m, 2
	}
	if x, l := readISO(w); l > 0 {
		return x, l
	}
	k := 1 + fillers(w[1:])
	if isYear(w[0]) && k > 1 && k < len(w) && isYear(w[k]) && w[k].Value > w[0].Value { // "between 1970 and 1975": the first year counts
		m.date.Year = w[0].Value
		return m, k + 1
	}
	if !isDay(w[0]) || k > 1 && w[1].End-w[1].First > 1 { // "four in the morning of March 30": an hour
		return m, 0
	}
	if k < len(w) && isDay(w[k]) { // a range: its first day counts
		m.more = max(w[k].Value-w[0].Value, 0)
		k++
		k += fillers(w[k:])
	}
	if k >= len(w) || w[k].Kind != MonthOf {
		return readBare(w)
	}
	m.date = Date{Month: w[k].Value, Day: w[0].Value}
	if n := k + 1; n < len(w) {
		if d, ok := direction(w[n].Kind); ok && d > 0 && !(n+1 < len(w) && w[n+1].Kind == Unit) { // "19 Disember depan"
			m.named, m.forward = true, true
			return m, n + 1
		}
	}
	return m, k + 1 + m.readYear(w[k+1:])
}

// readISO reads "2024-05-20".
func readISO(w []Word) (Mention, int) {
	m := Mention{weekday: -1}
	if len(w) < 3 || !isYear(w[0]) || w[1].Kind != Number || w[1].Value < 1 || w[1].Value > 12 || !isDay(w[2]) {
		return m, 0
	}
	m.date = Date{w[0].Value, w[1].Value, w[2].Value}
	return m, 3
}

// readBare reads a day of a month that no word names: "on the 23rd", "on the 16th of this
// month", "tanggal 3 bulan depan", "23 hb ini".
func readBare(w []Word) (Mention, int) {
	m := Mention{weekday: -1, bare: w[0].Bare, date: Date{Day: w[0].Value}}
	if !m.bare {
		return m, 0
	}
	k := 1 + fillers(w[1:])
	for _, i := range [...]int{k, k + 1} { // the unit stands on either side of its modifier
		if i >= len(w) || w[i].Kind != Unit || w[i].Value != Months {
			continue
		}
		if j := 2*k + 1 - i; j < len(w) {
			if d, ok := direction(w[j].Kind); ok {
				m.shift, m.named = d, true
				return m, k + 2
			}
		}
	}
	return m, 1
}

// fewYears is how many years ahead something is to happen at most.
const fewYears = 3

// distant tells whether n units from now is how long something is to last, and not when it
// is to happen: "over the next 20 years".
func distant(n, unit int) bool { return unit == Years && n > fewYears }

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
		if of := 2 + fillers(w[2:]); of > 2 && of < len(w) && w[of].Kind == MonthOf {
			m, n := readMonth(w[of:]) // "the last week of June"
			return m, of + n
		}
		m.step(d, w[1].Value)
		return m.dayOf(w, 2)
	case Weekday:
		m.weekday = w[1].Value
		m.named, m.this = d != 0, d == 0
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
			m.anchored = d > 0 && distant(w[1].Value, w[2].Value)
			return m, 3
		}
	}
	return m, 0
}
