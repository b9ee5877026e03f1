package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// lineReader reads lines of bounded length, however long they are.
type lineReader struct {
	reader *bufio.Reader
	max    int
	number int    // of the line read last, from 1
	unread []byte // a line to be read again
}

func (s *source) lines() *lineReader {
	return &lineReader{reader: bufio.NewReaderSize(s.reader, 256<<10), max: s.options.MaxRecordBytes}
}

// next returns a copy of the next line with its end. A line that is too long is
// read over: tooLong is its length, and there is no line. At the end of the
// source err is io.EOF; a last line without an end is a line.
func (l *lineReader) next() (line []byte, tooLong int, err error) {
	l.number++
	if line, l.unread = l.unread, nil; line != nil {
		return line, 0, nil
	}
	length := 0
	for {
		part, err := l.reader.ReadSlice('\n')
		length += len(part)
		if length <= l.max+len("\r\n") {
			line = append(line, part...)
		} else {
			line = nil
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil && (!errors.Is(err, io.EOF) || length == 0):
			return nil, 0, err
		case line == nil || len(trimEnd(line)) > l.max:
			return nil, length, nil
		default:
			return line, 0, nil
		}
	}
}

// back makes next return line, which it returned last, again.
func (l *lineReader) back(line []byte) {
	l.number--
	l.unread = line
}

func trimEnd(line []byte) []byte { return bytes.TrimRight(line, "\r\n") }

// readLines yields every line that is not blank. An error in packed data ends
// the file: the line that it cut is not yielded.
func readLines(s *source, yield func(Record, error) bool) bool {
	return s.lines().each(s, yield)
}

func (l *lineReader) each(s *source, yield func(Record, error) bool) bool {
	for {
		line, tooLong, err := l.next()
		if errors.Is(err, io.EOF) {
			return true
		}
		place := fmt.Sprintf("%s:%d", s.name, l.number)
		switch {
		case err != nil:
			return yield(Record{}, failure(place, err))
		case tooLong > 0:
			if !yield(Record{}, tooLarge(place, "a line of", tooLong, l.max)) {
				return false
			}
		case len(bytes.TrimSpace(line)) == 0:
		case !yield(Record{Name: place, Data: trimEnd(line), ContentType: s.contentType}, nil):
			return false
		}
	}
}

func tooLarge(place, what string, length, limit int) error {
	return &Error{place, ReasonTooLarge, fmt.Errorf("%s %d bytes, the limit is %d", what, length, limit)}
}
