package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// warcReader reads WARC 1.0 and 1.1 (ISO 28500), as Common Crawl and others write
// it. Where a length is wrong it goes on at the next line that begins a record.
type warcReader struct {
	*source
	lines  *bufio.Reader // over pending, then the source
	number int           // of the record at hand, from 1
	lost   bool          // a record has been reported as broken: what follows it is not news

	pending []byte // to be read again
	reread  int64
}

// maxReread bounds what a file with wrong lengths makes the reader read again.
const maxReread = 1 << 30

// maxWARCHeader bounds the header of one record.
const maxWARCHeader = 64 << 10

// readWARC yields the pages of a WARC file: responses and resources that are HTML,
// and conversions to plain text. Other records hold no documents.
func readWARC(s *source, yield func(Record, error) bool) bool {
	w := &warcReader{source: s}
	w.lines = bufio.NewReaderSize(w, 64<<10)
	for {
		stray, err := w.find()
		if stray && !w.lost && !yield(Record{}, w.corrupt("bytes that belong to no record")) {
			return false
		}
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return yield(Record{}, failure(w.place(), err))
		}
		record, err := w.read()
		failed, _ := errors.AsType[*Error](err)
		w.lost = failed != nil && (failed.Reason == ReasonCorrupt || failed.Reason == ReasonTruncated)
		switch {
		case err == nil && record.Name == "": // no document
		case !yield(record, err):
			return false
		case failed != nil && errors.Is(failed.Err, errStream):
			return true
		}
	}
}

// errStream marks an error of the stream itself, after which nothing can be read.
var errStream = errors.New("the rest of the file cannot be read")

// Read serves what is read again first. It is what lines reads from.
func (w *warcReader) Read(p []byte) (int, error) {
	if len(w.pending) > 0 {
		n := copy(p, w.pending)
		w.pending = w.pending[n:]
		return n, nil
	}
	return w.reader.Read(p)
}

// again makes block, which was read last, the next to be read.
func (w *warcReader) again(block []byte) error {
	w.reread += int64(len(block))
	if w.reread > maxReread {
		return fmt.Errorf("%w: too many wrong lengths", errStream)
	}
	unread, _ := w.lines.Peek(w.lines.Buffered())
	w.pending = bytes.Join([][]byte{block, unread, w.pending}, nil)
	w.lines.Reset(w)
	return nil
}

func (w *warcReader) place() string { return fmt.Sprintf("%s:%d", w.name, w.number) }

func (w *warcReader) corrupt(format string, args ...any) error {
	return &Error{w.place(), ReasonCorrupt, fmt.Errorf(format, args...)}
}

// line reads a line without its end; what is behind limit bytes is left out.
func (w *warcReader) line(limit int) ([]byte, error) {
	var line []byte
	for {
		part, err := w.lines.ReadSlice('\n')
		line = append(line, part[:min(len(part), limit-len(line))]...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return trimEnd(line), nil
		default:
			return trimEnd(line), err
		}
	}
}

// find goes to the next record and reads its first line. stray: there was
// something before it.
func (w *warcReader) find() (stray bool, err error) {
	w.number++
	for {
		line, err := w.line(maxWARCHeader)
		if err != nil || isWARCVersion(line) {
			return stray, err
		}
		stray = stray || len(line) > 0
	}
}

func isWARCVersion(line []byte) bool {
	return bytes.HasPrefix(line, []byte("WARC/1.")) && len(line) <= len("WARC/1.99")
}

// read reads the record whose first line was read. A record without a name is none
// that holds a document.
func (w *warcReader) read() (Record, error) {
	header, err := w.header()
	if err != nil {
		return Record{}, err
	}
	length, err := strconv.ParseInt(header["content-length"], 10, 64)
	if err != nil || length < 0 {
		return Record{}, w.corrupt("Content-Length %.50q is no length", header["content-length"])
	}
	if length > int64(w.options.MaxRecordBytes) {
		return Record{}, w.skip(header, length)
	}
	block := make([]byte, length)
	n, err := io.ReadFull(w.lines, block)
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		if err := w.again(block[:n]); err != nil {
			return Record{}, &Error{w.place(), ReasonTruncated, err}
		}
		return Record{}, &Error{w.place(), ReasonTruncated, fmt.Errorf("the Content-Length is %d, but only %d bytes follow", length, n)}
	case err != nil:
		return Record{}, &Error{w.place(), failure("", err).Reason, fmt.Errorf("%w: %w", errStream, err)}
	case !w.ends():
		if err := w.again(block); err != nil {
			return Record{}, &Error{w.place(), ReasonCorrupt, err}
		}
		return Record{}, w.corrupt("Content-Length %d does not lead to the next record", length)
	}
	return w.document(header, block)
}

// ends reports whether only the ends of lines stand before the next record.
func (w *warcReader) ends() bool {
	const most = 64
	next, _ := w.lines.Peek(most)
	next = bytes.TrimLeft(next, "\r\n")
	return len(next) == 0 || bytes.HasPrefix(next, []byte("WARC/"))
}

// header reads the named fields of a record, their names in lower case.
func (w *warcReader) header() (map[string]string, error) {
	fields := map[string]string{}
	for size := 0; ; {
		line, err := w.line(maxWARCHeader)
		size += len(line)
		switch {
		case errors.Is(err, io.EOF):
			return nil, &Error{w.place(), ReasonTruncated, errors.New("it ends within a record's header")}
		case err != nil:
			return nil, &Error{w.place(), failure("", err).Reason, fmt.Errorf("%w: %w", errStream, err)}
		case size > maxWARCHeader:
			return nil, w.corrupt("a header of more than %d bytes", maxWARCHeader)
		case len(line) == 0:
			return fields, nil
		}
		addField(fields, line)
	}
}

// addField keeps the first field of a name.
func addField(fields map[string]string, line []byte) {
	name, value, found := bytes.Cut(line, []byte(":"))
	key := strings.ToLower(string(bytes.TrimSpace(name)))
	if _, known := fields[key]; found && !known {
		fields[key] = string(bytes.TrimSpace(value))
	}
}

// skip reads over a record that is too large, unless its length proves wrong: then
// it stops at the next record.
func (w *warcReader) skip(header map[string]string, length int64) error {
	const most = 8 << 10
	head, _ := w.lines.Peek(most)
	_, isNone := w.document(header, bytes.Clone(head))
	for left, blank := length, false; left > 0; {
		part, err := w.lines.ReadSlice('\n')
		if blank && isWARCVersion(trimEnd(part)) {
			if err := w.again(bytes.Clone(part)); err != nil {
				return &Error{w.place(), ReasonCorrupt, err}
			}
			return w.corrupt("Content-Length %d leads beyond the next record", length)
		}
		blank = len(trimEnd(part)) == 0
		left -= int64(len(part))
		switch {
		case errors.Is(err, io.EOF):
			return &Error{w.place(), ReasonTruncated, fmt.Errorf("the Content-Length is %d, but %d bytes are missing", length, left)}
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return &Error{w.place(), failure("", err).Reason, fmt.Errorf("%w: %w", errStream, err)}
		}
	}
	if failed, _ := errors.AsType[*Error](isNone); failed != nil && failed.Reason == ReasonNotPage {
		return isNone
	}
	if header["warc-type"] != "response" {
		return nil
	}
	return tooLarge(w.place(), "a record of", int(length), w.options.MaxRecordBytes)
}

// document makes a record of a block, if it holds a document.
func (w *warcReader) document(header map[string]string, block []byte) (Record, error) {
	r := Record{Name: w.place(), URL: strings.Trim(header["warc-target-uri"], "<>"), Data: block}
	r.Crawled, _ = time.Parse(time.RFC3339Nano, header["warc-date"])
	switch header["warc-type"] {
	case "response":
		if !strings.HasPrefix(strings.ToLower(header["content-type"]), "application/http") {
			return Record{}, nil
		}
		var err error
		r.ContentType, r.Data, err = w.response(block)
		return r, err
	case "resource", "conversion":
		r.ContentType = header["content-type"]
		if isPage(r.ContentType) || header["warc-type"] == "conversion" {
			return r, nil
		}
	}
	return Record{}, nil
}
