package article

import (
	"strconv"
	"time"
)

// layouts are the ways in which feeds write a time, besides RFC 3339. A time
// without a zone is taken as UTC.
var layouts = []string{
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 Z0700",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04",
	"20060102T150405Z0700",
	"20060102T150405",
	time.DateOnly,
	"20060102",
	time.RFC1123Z,
	time.RFC1123,
}

// parseTime reads a time in RFC 3339 or one of the layouts, or as a number of
// seconds, or milliseconds, since 1970.
func parseTime(text []byte) (time.Time, bool) {
	var t time.Time
	if t.UnmarshalText(text) == nil {
		return t, true
	}
	s := string(text)
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return parseUnix(s)
}

// parseUnix reads a count of seconds (nine or ten digits: 1973 to 2286) or of
// milliseconds (twelve or thirteen) since 1970.
func parseUnix(s string) (time.Time, bool) {
	n, err := strconv.ParseUint(s, 10, 63)
	if err != nil {
		return time.Time{}, false
	}
	switch len(s) {
	case 9, 10:
		return time.Unix(int64(n), 0).UTC(), true
	case 12, 13:
		return time.UnixMilli(int64(n)).UTC(), true
	}
	return time.Time{}, false
}
