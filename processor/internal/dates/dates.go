// Package dates reads the dates of a sentence from its words and resolves them
// against the day of publication.
package dates

// Kind is what a word does in a date.
type Kind uint8

// The kinds. Value gives the word's number, where it has one.
const (
	Plain   Kind = iota // anything else
	Number              // 20, three: Value is the number
	Weekday             // Value as time.Weekday
	MonthOf             // Value as time.Month
	Shift               // yesterday -1, today 0, tomorrow 1: Value counts units from the day of publication
	Unit                // Value is one of the units
	Last                // last, past, previous
	Next                // next, coming
	This                // this
	Ago                 // ago
	Earlier             // earlier, before that: counted from the day that the story is at
	Later               // later, after that
	Anchor              // the day before -1, the next day 1: Value counts days from the day that the story is at
	Span                // the end of the year, early this week: Value is the unit that lies around the day of publication
	Ahead               // within a month: Value is the unit that lies between publication and what is to come
	Part                // spring, the second quarter: a part of a year, whose last month is Value; negative for the last one
	Cue                 // in, on, since, within: the number behind it may be a year, or one of units to come
	Filler              // of, the, a comma: may stand inside a date
	Full                // 20/5/2024, 26/10: a date in one token; the 1970s: their first year
)

// The units.
const (
	Days = iota + 1
	Weeks
	Months
	Years
)

// Range is the Value of a filler between two days: "to", "and", "until".
const Range = 1

// Word is one word of a sentence, as a date sees it.
type Word struct {
	Kind       Kind
	Value      int
	Unit       int   // of a Shift
	Bare       bool  // of a Number: a day, though no month stands beside it: "on the 23rd"
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
	weeks      int   // of the weekday's week from that of publication, where inWeek
	inWeek     bool  // "Monday next week"
	shift      int   // units from the day of publication
	unit       int   // of shift; 0 where the mention is absolute
	named      bool  // "last" or "next" decide the direction, the reader need not guess
	forward    bool
	this       bool // "this Friday"
	current    bool // "this year": the span around the day of publication
	anchored   bool // counted from the day that the story is at, not from publication
	vague      bool // date.Month only tells which year is meant: "in the autumn"
	ahead      bool // "in two months": of what is to come only
	bare       bool // date.Day is all that is told, or beside it which month counted from publication (shift)
	yearly     bool // the day of publication as it came round years ago: "30 years ago today"
	counted    bool // date.Year counts from the year of publication: "in May last year"
	more       int  // days of a range behind the first, which counts: "on 12-16 May"
}
