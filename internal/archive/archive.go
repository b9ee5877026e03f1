// Package archive reads the records out of files and folders: one document after
// the other, in a stable order, at constant memory.
//
// What holds several records is a container (JSON lines, tar, zip, WARC), what
// packs bytes is a compression (gzip, Zstandard, bzip2, xz). Each kind is one file
// and one entry in a table, and they may be nested some levels deep. What cannot be
// read is reported with its place, and the rest is read. Nothing is written to disk
// and nothing is fetched.
package archive

import (
	"io"
	"iter"
	"os"
	"sync/atomic"
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// Record is one document as its archive holds it.
type Record struct {
	// Name is the record's place: the path of its file, that of its entry where the
	// file is a tar or zip, and the number of its line or record where it holds
	// several ("wires/may.tar.gz/21/a.jsonl:17").
	Name string
	// Data is the record's own copy of its bytes.
	Data []byte
	// ContentType is its media type, as the container tells; empty when it does not.
	ContentType string
	// URL is where a crawler found it; empty when the container does not tell.
	URL string
	// Crawled is when: a document that tells no time was published about then.
	Crawled time.Time
}

// Defaults returns d with what the archive knows of the record put first.
func (r *Record) Defaults(d article.Defaults) article.Defaults {
	if r.URL != "" {
		d.URL = r.URL
	}
	if !r.Crawled.IsZero() {
		d.Published = r.Crawled
	}
	return d
}

// DefaultMaxRecordBytes is the default of Options.MaxRecordBytes.
const DefaultMaxRecordBytes = 10 << 20

// Options bound what is read. A zero field means its default.
type Options struct {
	MaxRecordBytes int       // longest line, file or entry that is one record
	Stdin          io.Reader // what the path "-" stands for; default: nothing
}

func (o Options) withDefaults() Options {
	if o.MaxRecordBytes <= 0 {
		o.MaxRecordBytes = DefaultMaxRecordBytes
	}
	return o
}

// Archive is a list of files and folders to read.
type Archive struct {
	paths   []string
	options Options
	read    atomic.Int64
}

// New returns the archive that consists of the files and folders of paths, in
// that order; "-" is standard input, and a path that does not exist may be a
// pattern ("wires/2024-*.zst"). Nothing is opened yet.
func New(paths []string, options Options) *Archive {
	return &Archive{paths: paths, options: options.withDefaults()}
}

// Size returns the bytes of all files that Records will read, packed as they are;
// 0 when it cannot be known because standard input is among them. What cannot be
// read counts nothing.
func (a *Archive) Size() int64 {
	var size int64
	for file, err := range a.files() {
		if err != nil {
			continue
		}
		if file.name == stdin {
			return 0
		}
		if info, err := os.Stat(file.name); err == nil {
			size += info.Size()
		}
	}
	return size
}

// BytesRead returns how many of Size's bytes have been read so far. It may be
// called while Records runs.
func (a *Archive) BytesRead() int64 { return a.read.Load() }

// Records yields every record: files in the order of the paths, those of a folder
// and its subfolders by name, records as they stand in their file. An item that
// cannot be read yields an *Error instead of a record.
func (a *Archive) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for file, err := range a.files() {
			if err != nil {
				if !yield(Record{}, err) {
					return
				}
				continue
			}
			if !a.readFile(file.name, yield) {
				return
			}
		}
	}
}

// Read yields the records of one stream, of which name tells the kind and which
// it stands for in the records' names. It does not close r.
func Read(name string, r io.Reader, options Options) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		(&source{name: name, reader: r, options: options.withDefaults(), budget: new(budget)}).read(yield)
	}
}

func (a *Archive) readFile(name string, yield func(Record, error) bool) bool {
	s := source{name: name, options: a.options, budget: &budget{total: &a.read}}
	if name == stdin {
		if s.name, s.reader = "stdin", a.options.Stdin; s.reader == nil {
			return true
		}
		return s.read(yield)
	}
	file, err := os.Open(name)
	if err != nil {
		return yield(Record{}, &Error{name, ReasonUnreadable, withoutPath(err)})
	}
	defer file.Close()
	s.reader, s.file = file, file
	before := a.read.Load()
	more := s.read(yield)
	if info, err := file.Stat(); err == nil && more {
		a.read.Store(before + info.Size()) // also what was passed over or read twice
	}
	return more
}
