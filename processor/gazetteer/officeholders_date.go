package gazetteer

import (
	"fmt"
	"time"
)

// Date is a calendar date known to the day, the month or the year. The zero
// Date means that no date is given.
type Date struct {
	Year  int
	Month time.Month // 0 if only the year is known
	Day   int        // 0 if only the year or the month is known
}

// parseDate reads YYYY, YYYY-MM or YYYY-MM-DD; "-" gives the zero Date.
func parseDate(s string) (Date, error) {
	if s == "-" {
		return Date{}, nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		switch layout {
		case "2006":
			return Date{Year: t.Year()}, nil
		case "2006-01":
			return Date{Year: t.Year(), Month: t.Month()}, nil
		}
		return Date{t.Year(), t.Month(), t.Day()}, nil
	}
	return Date{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
}

// IsZero tells whether no date is given.
func (d Date) IsZero() bool { return d == Date{} }

// String gives the date as YYYY, YYYY-MM or YYYY-MM-DD, and the zero Date as "-".
func (d Date) String() string {
	switch {
	case d.IsZero():
		return "-"
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return d.First().Format(time.DateOnly)
}

// before tells whether d is before e, as far as both are known.
func (d Date) before(e Date) bool {
	switch {
	case d.Year != e.Year:
		return d.Year < e.Year
	case d.Month != e.Month:
		return d.Month != 0 && d.Month < e.Month // an e of no month is not before any
	}
	return d.Day != 0 && d.Day < e.Day
}

// First is the first day that the date can mean, at midnight UTC.
func (d Date) First() time.Time {
	return time.Date(d.Year, max(d.Month, time.January), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Last is the last day that the date can mean, at midnight UTC.
func (d Date) Last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, time.December, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.First()
}
