package dates

// readSpan reads "the end of the year", "akhir tahun depan", "akhir tahun 2025".
func readSpan(w []Word) (Mention, int) {
	m := Mention{weekday: -1, unit: w[0].Value, current: true}
	if len(w) == 1 {
		return m, 1
	}
	if d, ok := direction(w[1].Kind); ok {
		m.shift, m.named, m.forward, m.current = d, d != 0, d > 0, d == 0
		return m, 2
	}
	if m.unit == Years && isYear(w[1]) {
		return Mention{weekday: -1, date: Date{Year: w[1].Value}}, 2
	}
	return m, 1
}

// readPart reads "the third quarter of 2025", "this summer", "last autumn", whose Value is
// negative, and "the second half of June", which is no more than that month.
func readPart(w []Word) (Mention, int) {
	if k := 1 + fillers(w[1:]); k < len(w) && w[k].Kind == MonthOf {
		m, n := readMonth(w[k:])
		return m, k + n
	}
	m := Mention{weekday: -1, vague: true, date: Date{Month: w[0].Value}}
	if w[0].Value < 0 {
		m.date.Month, m.named = -w[0].Value, true
		return m, 1
	}
	n := m.readYear(w[1:])
	m.ahead = n == 0 // which year has a past summer?
	return m, 1 + n
}

// readAhead reads "in two months", "dalam waktu tiga bulan": of what is to come. Of what
// has happened it tells how long it took.
func readAhead(w []Word) (Mention, int) {
	m := Mention{weekday: -1}
	if len(w) < 3 || w[1].Kind != Number || w[2].Kind != Unit || len(w) > 3 && w[3].Kind != Plain && w[3].Kind != Filler {
		return m, 0
	}
	m.shift, m.unit, m.ahead = w[1].Value, w[2].Value, true
	return m, 3
}

// weekOf reads "next week", "pekan depan", "of last week" behind a weekday: how many
// weeks away that week is, and the number of words.
func weekOf(w []Word) (weeks, n int) {
	k := fillers(w)
	if k+1 >= len(w) {
		return 0, 0
	}
	a, b := w[k], w[k+1]
	if a.Kind != Unit {
		a, b = b, a
	}
	d, ok := direction(b.Kind)
	if !ok || a.Kind != Unit || a.Value != Weeks {
		return 0, 0
	}
	return d, k + 2
}
