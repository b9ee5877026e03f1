package archive

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readTar yields the records of every file in a tar archive.
func readTar(s *source, yield func(Record, error) bool) bool {
	reader := tar.NewReader(s.reader)
	for number := 1; ; number++ {
		header, err := reader.Next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case errors.Is(err, tar.ErrHeader):
			err = fmt.Errorf("%w: %w", errCorrupt, err)
			fallthrough
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return yield(Record{}, failure(fmt.Sprintf("%s:%d", s.name, number), err))
		}
		more, broken := true, false
		switch header.Typeflag {
		case tar.TypeReg, tar.TypeGNUSparse:
			if isSparse(header) { // its holes would read as endless zeros
				more = yield(Record{}, notRegularEntry(s.name+"/"+printable(header.Name), "a sparse file"))
				break
			}
			entry := &watchedEntry{Reader: reader}
			more = s.readEntry(header.Name, entry, yield)
			broken = entry.failed
		case tar.TypeDir, tar.TypeXGlobalHeader:
		default:
			more = yield(Record{}, notRegularEntry(s.name+"/"+printable(header.Name), "type "+string(header.Typeflag)))
		}
		if !more || broken {
			return more
		}
	}
}

func isSparse(h *tar.Header) bool {
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return h.Typeflag == tar.TypeGNUSparse
}
