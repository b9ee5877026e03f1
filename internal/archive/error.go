package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// Reason names why an item could not be read. It is a label: it stays the same
// from version to version.
type Reason string

// The reasons.
const (
	ReasonUnreadable Reason = "unreadable"   // the file or folder cannot be opened or read
	ReasonNotRegular Reason = "not_regular"  // a device, pipe or socket, or a link to a folder
	ReasonUnknown    Reason = "unknown_type" // a file in a folder or archive whose extension tells no container
	ReasonTooLarge   Reason = "too_large"    // a record longer than Options.MaxRecordBytes
	ReasonTruncated  Reason = "truncated"    // a file that ends too early
	ReasonCorrupt    Reason = "corrupt"      // a file that breaks the rules of its compression or container
	ReasonBomb       Reason = "bomb"         // packed data that unpacks to suspiciously much

	ReasonTooDeep     Reason = "too_deep"    // packed too many times
	ReasonBadName     Reason = "bad_name"    // an entry whose name leads out of its archive
	ReasonUnsupported Reason = "unsupported" // encrypted, or in an encoding that is not known
	ReasonNotPage     Reason = "not_a_page"  // a crawler's record of something else than a page
)

// Failure reports whether an item of this reason should have been readable: it is
// false for what only holds no article.
func (r Reason) Failure() bool { return r != ReasonNotPage }

// Error tells which item of an archive could not be read, and why, in one line.
type Error struct {
	Place  string // as in Record.Name
	Reason Reason
	Err    error
}

// Error returns the message.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %v", e.Place, e.Reason, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// failure makes an Error of an error met while reading.
func failure(place string, err error) *Error {
	reason := ReasonUnreadable
	switch {
	case errors.Is(err, errBomb), errors.Is(err, zstd.ErrWindowSizeExceeded):
		reason = ReasonBomb
	case errors.Is(err, io.ErrUnexpectedEOF):
		reason = ReasonTruncated
	case errors.Is(err, errCorrupt):
		reason = ReasonCorrupt
	}
	return &Error{place, reason, withoutPath(err)}
}

// withoutPath returns the cause of a file error: its place is told anyway.
func withoutPath(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}
