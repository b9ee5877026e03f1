package archive

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// readEntry yields the records of one entry of a tar or zip. It returns false when
// yield did.
func (s *source) readEntry(name string, r io.Reader, yield func(Record, error) bool) bool {
	if isHidden(name) {
		return true
	}
	entry := s.open(printable(name), r)
	if !isLocal(name) {
		return yield(Record{}, &Error{entry.name, ReasonBadName, errors.New("the name leads out of the archive")})
	}
	return entry.read(yield)
}

// isHidden reports entries that are not meant to be seen, as in folders.
func isHidden(name string) bool {
	for part := range strings.SplitSeq(slashed(name), "/") {
		if part == "__MACOSX" || len(part) > 1 && part[0] == '.' && part != ".." {
			return true
		}
	}
	return false
}

// isLocal reports whether a name stays within its archive. Nothing is ever written
// under it: an archive with such a name is just not to be trusted.
func isLocal(name string) bool {
	clean := path.Clean(slashed(name))
	return !path.IsAbs(clean) && clean != ".." && !strings.HasPrefix(clean, "../") && !strings.Contains(clean, ":/")
}

// slashed returns a name with the separators that it should have.
func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// maxPlace bounds the name of an entry in a record's place.
const maxPlace = 300

// printable makes one short line of a foreign name.
func printable(name string) string {
	if len(name) > maxPlace {
		name = name[:maxPlace] + "…"
	}
	quoted := strconv.Quote(name)
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
}

func notRegularEntry(place string, what any) error {
	return &Error{place, ReasonNotRegular, fmt.Errorf("a special entry (%v)", what)}
}

// watchedEntry remembers that the stream under an entry failed: what reads the
// entry reports it, and its container need not again.
type watchedEntry struct {
	io.Reader
	failed bool
}

func (r *watchedEntry) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.failed = r.failed || err != nil && !errors.Is(err, io.EOF)
	return n, err
}
