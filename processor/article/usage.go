package article

import (
	"strings"
	"time"
)

// What tells whether and when an item may be used is read strictly: to guess here
// could publish what must not be.

// embargo sets the time of an embargo.
func (a *Article) embargo(text string) error {
	var ok bool
	if a.Embargoed, ok = parseTime([]byte(text)); !ok {
		return fail(a.Format, ReasonMalformed, "embargo %.100q is no time", text)
	}
	return nil
}

// setStatus sets IPTC's publication status.
func (a *Article) setStatus(text string) error {
	var ok bool
	if a.Status, ok = parseStatus(text); !ok {
		return fail(a.Format, ReasonMalformed, "publication status %.100q is none of usable, withheld, canceled", text)
	}
	return nil
}

// parseStatus reads IPTC's pubStatus, with or without the prefix of its scheme.
func parseStatus(text string) (PubStatus, bool) {
	switch strings.ToLower(strings.TrimPrefix(strings.TrimSpace(text), "stat:")) {
	case "usable":
		return Usable, true
	case "withheld":
		return Withheld, true
	case "canceled", "cancelled":
		return Canceled, true
	}
	return "", false
}

// firstTime returns the first of texts that is a time; the zero time if none is.
func firstTime(texts ...string) time.Time {
	for _, text := range texts {
		if t, ok := parseTime([]byte(strings.TrimSpace(text))); ok {
			return t
		}
	}
	return time.Time{}
}

// firstOf returns the first of texts that is not blank, without white space
// around it.
func firstOf(texts ...string) string {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	return ""
}
