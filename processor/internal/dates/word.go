package dates

import (
	"fmt"
	"strconv"
	"strings"
)

// kinds are the names of kinds in the lexicons, and whether a value follows.
var kinds = map[string]struct {
	kind   Kind
	valued bool
}{
	"weekday": {Weekday, true}, "month": {MonthOf, true}, "unit": {Unit, true}, "number": {Number, true},
	"day": {Shift, true}, "weeks": {Shift, true}, "months": {Shift, true}, "years": {Shift, true},
	"last": {Last, false}, "next": {Next, false}, "this": {This, false}, "ago": {Ago, false}, "earlier": {Earlier, false}, "later": {Later, false}, "anchor": {Anchor, true}, "span": {Span, true}, "ahead": {Ahead, true}, "part": {Part, true}, "cue": {Cue, false}, "filler": {Filler, false}, "year": {Full, true},
}

var units = map[string]int{"day": Days, "week": Weeks, "month": Months, "year": Years}

// shifts are the units of the kinds that count from the day of publication.
var shifts = map[string]int{"day": Days, "weeks": Weeks, "months": Months, "years": Years}

// Lexical gives the word that a lexicon's value stands for: "weekday 1", "month
// 5", "day -1", "anchor 1", "weeks -2", "months 1", "years -1", "unit week", "number 3",
// "span year", "ahead month", "part 4", "part -4", "year 1970", "last", "next", "this", "ago", "earlier", "later", "cue" or "filler". Any other value is an error.
func Lexical(value string) (Word, error) {
	name, rest, _ := strings.Cut(value, " ")
	k, ok := kinds[name]
	if !ok || k.valued == (rest == "") {
		return Word{}, fmt.Errorf("%q is no word of a date", value)
	}
	w := Word{Kind: k.kind, Unit: shifts[name]}
	switch {
	case !k.valued:
	case k.kind == Unit, k.kind == Span, k.kind == Ahead:
		if w.Value, ok = units[rest]; !ok {
			return Word{}, fmt.Errorf("%q is no unit of time", rest)
		}
	default:
		n, err := strconv.Atoi(rest)
		if err != nil || !inRange(k.kind, n) {
			return Word{}, fmt.Errorf("%q is no value of a %s", rest, name)
		}
		if w.Value = n; k.kind == Full { // "the 1970s"
			w = Word{Kind: Full, Date: Date{Year: n}}
		}
	}
	return w, nil
}

func inRange(k Kind, n int) bool {
	switch k {
	case Weekday:
		return n >= 0 && n <= 6
	case MonthOf:
		return n >= 1 && n <= 12
	case Part:
		return n >= -12 && n <= 12 && n != 0
	case Shift, Anchor:
		return n >= -100 && n <= 100
	}
	return n >= 0
}

// Digits reads a token of digits: a date ("20/5/2024"), a number ("2024"), or an
// ordinal ("20th"). It gives a Plain word for all others.
func Digits(token []byte) Word {
	if len(token) > len("20/05/2024") {
		return Word{}
	}
	if date, ok := numeric(token); ok {
		return Word{Kind: Full, Date: date}
	}
	n, digits := 0, 0
	for _, c := range token {
		if c < '0' || c > '9' {
			break
		}
		n, digits = n*10+int(c-'0'), digits+1
	}
	const letters = 2 // of an ordinal, behind its digits
	if digits == 0 || digits > 4 || len(token)-digits > letters {
		return Word{}
	}
	return Word{Kind: Number, Value: n}
}

// numeric reads a date of digits only: 2024-05-20 is left to the scanner's
// hyphens, so that it takes 20/5/2024, 20.05.2024 and 26/10, day first.
func numeric(word []byte) (Date, bool) {
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
