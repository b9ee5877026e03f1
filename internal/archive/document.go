package archive

import (
	"bytes"
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

// readJSON yields the whole file as one record or, when its first line is an
// object by itself with another behind it, each line as one: files of JSON lines
// are often called ".json".
func readJSON(s *source, yield func(Record, error) bool) bool {
	l := s.lines()
	head, _ := l.reader.Peek(l.reader.Size()) // an error comes again when it is read
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	first, rest = bytes.TrimSpace(first), bytes.TrimSpace(rest)
	if bytes.HasPrefix(first, []byte("{")) && bytes.HasSuffix(first, []byte("}")) && bytes.HasPrefix(rest, []byte("{")) {
		return l.each(s, yield)
	}
	s.reader = l.reader
	return readDocument(s, yield)
}
