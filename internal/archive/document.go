package archive

import (
	"bytes"
	"errors"
	"io"
)

// readDocument yields the whole file as one record.
func readDocument(s *source, yield func(Record, error) bool) bool {
	limit := s.options.MaxRecordBytes
	data, err := io.ReadAll(io.LimitReader(s.reader, int64(limit)+1))
	if err != nil {
		return yield(Record{}, failure(s.name, err))
	}
	if len(data) > limit {
		return yield(Record{}, tooLarge(s.name, "more than", limit+1, limit))
	}
	return yield(Record{Name: s.name, Data: data, ContentType: s.contentType}, nil)
}

// readJSON yields the whole file as one record or, when it looks like lines of
// JSON, each line as one: such files are often called ".json". It does not wait
// for more of a stream than it needs to tell.
func readJSON(s *source, yield func(Record, error) bool) bool {
	l := s.lines()
	first, tooLong, err := l.next()
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return yield(Record{}, failure(s.name, err))
	case tooLong > 0:
		return yield(Record{}, tooLarge(s.name, "a line of", tooLong, l.max))
	case l.looksLikeLines(first):
		l.back(first)
		s.contentType = "application/json" // also for a line that does not look it
		return l.each(s, yield)
	}
	s.reader = io.MultiReader(bytes.NewReader(first), l.reader)
	return readDocument(s, yield)
}

// looksLikeLines tells lines of JSON by a first line that is an object by itself
// or, should just that one be broken, by a second that begins an object where the
// first does not call for one.
func (l *lineReader) looksLikeLines(first []byte) bool {
	first = bytes.TrimSpace(first)
	if len(first) == 0 {
		return false
	}
	last := first[len(first)-1]
	if first[0] == '{' && last == '}' {
		return true
	}
	second, _ := l.reader.Peek(1) // an error comes again when it is read
	return bytes.IndexByte([]byte("{[,:"), last) < 0 && bytes.Equal(second, []byte("{"))
}
