package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zip"
)

// maxNestedZip is the size of a zip that is read into memory, because it is within
// another archive or comes by standard input: its directory stands at its end.
const maxNestedZip = 64 << 20

// readZip yields the records of every file in a zip archive.
func readZip(s *source, yield func(Record, error) bool) bool {
	at, size, err := s.randomAccess()
	if err != nil {
		return yield(Record{}, err)
	}
	reader, err := zip.NewReader(at, size)
	if err != nil {
		return yield(Record{}, failure(s.name, zipError(err)))
	}
	for _, file := range reader.File {
		if !s.readZipFile(file, yield) {
			return false
		}
	}
	return true
}

func (s *source) readZipFile(file *zip.File, yield func(Record, error) bool) bool {
	info := file.FileInfo()
	place := s.name + "/" + printable(file.Name)
	switch {
	case info.IsDir():
		return true
	case !info.Mode().IsRegular():
		return yield(Record{}, notRegularEntry(place, info.Mode().Type()))
	case file.Flags&0x1 != 0:
		return yield(Record{}, &Error{place, ReasonUnsupported, errors.New("encrypted")})
	}
	content, err := file.Open()
	if err != nil {
		return yield(Record{}, failure(place, zipError(err)))
	}
	defer content.Close()
	return s.readEntry(file.Name, &zipEntry{content, s.budget}, yield)
}

// zipEntry guards against bombs and marks errors of the archive as such.
type zipEntry struct {
	io.Reader
	budget *budget
}

func (e *zipEntry) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	if bomb := e.budget.take(n); bomb != nil {
		return 0, bomb
	}
	return n, zipError(err)
}

func zipError(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return fmt.Errorf("%w: %w", errCorrupt, err)
}

// randomAccess returns the whole of the source: its file or, where there is none,
// its bytes in memory.
func (s *source) randomAccess() (io.ReaderAt, int64, error) {
	if s.file != nil {
		info, err := s.file.Stat()
		if err != nil {
			return nil, 0, failure(s.name, err)
		}
		return &countingReaderAt{s.file, s.budget}, info.Size(), nil
	}
	data, err := io.ReadAll(io.LimitReader(s.reader, maxNestedZip+1))
	switch {
	case err != nil:
		return nil, 0, failure(s.name, err)
	case len(data) > maxNestedZip:
		return nil, 0, &Error{s.name, ReasonTooLarge, fmt.Errorf("a zip of more than %d bytes within another archive; unpack it first", maxNestedZip)}
	}
	return bytes.NewReader(data), int64(len(data)), nil
}

// countingReaderAt counts what is read from a file.
type countingReaderAt struct {
	io.ReaderAt
	budget *budget
}

func (r *countingReaderAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.ReaderAt.ReadAt(p, off)
	r.budget.count(n)
	return n, err
}
