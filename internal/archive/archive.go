// Package archive reads the records out of files and folders: one article after
// the other, in a stable order, at constant memory.
//
// What holds several records is a container (JSON lines), what packs bytes is a
// compression (gzip, Zstandard). Each kind is one file and one entry in a table.
// What cannot be read is reported with its place, and the rest is read.
package archive

import (
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// Record is one article as its archive holds it.
type Record struct {
	// Name is the record's place: the path of its file, with the number of its
	// line where the file holds several ("wires/may.jsonl.gz:17").
	Name string
	// Data is the record's own copy of its bytes.
	Data []byte
	// ContentType is its media type, as the container tells; empty when it does not.
	ContentType string
}

// DefaultMaxRecordBytes is the default of Options.MaxRecordBytes.
const DefaultMaxRecordBytes = 10 << 20

// Options bound what is read. A zero field means its default.
type Options struct {
	MaxRecordBytes int // longest line or file that is one record
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
// that order. Nothing is opened yet.
func New(paths []string, options Options) *Archive {
	return &Archive{paths: paths, options: options.withDefaults()}
}

// Size returns the bytes of all files that Records will read, packed as they are.
// What cannot be read counts nothing.
func (a *Archive) Size() int64 {
	var size int64
	for path, err := range a.files() {
		if err != nil {
			continue
		}
		if info, err := os.Stat(path.name); err == nil {
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
		readStream(name, r, options.withDefaults(), yield)
	}
}

func (a *Archive) readFile(name string, yield func(Record, error) bool) bool {
	file, err := os.Open(name)
	if err != nil {
		return yield(Record{}, &Error{name, ReasonUnreadable, withoutPath(err)})
	}
	defer file.Close()
	return readStream(name, &countingReader{file, &a.read}, a.options, yield)
}

// readStream reads one file, whatever it is packed in. It returns false when
// yield did.
func readStream(name string, r io.Reader, options Options, yield func(Record, error) bool) bool {
	unpacked, err := unpack(r)
	if err != nil {
		return yield(Record{}, failure(name, err))
	}
	defer unpacked.Close()
	c := containerOf(name)
	return c.read(&source{name: name, contentType: c.contentType, reader: unpacked, options: options}, yield)
}

// source is one unpacked file, for its container to read.
type source struct {
	name        string
	contentType string
	reader      io.Reader
	options     Options
}

// container is one way in which a file holds records.
type container struct {
	extensions  []string
	contentType string
	// read yields the records of a source. It returns false when yield did.
	read func(s *source, yield func(Record, error) bool) bool
}

// containers are the kinds of files that are taken from a folder.
var containers = []container{
	{[]string{".jsonl", ".ndjson"}, "application/json", readLines},
	{[]string{".json"}, "application/json", readJSON},
	{[]string{".txt"}, "text/plain", readDocument},
}

// anyFile reads a file that is named by itself and whose extension tells nothing.
var anyFile = container{read: readJSON}

// containerOf chooses the container by the extension before that of a compression.
func containerOf(name string) container {
	if c, known := knownContainer(name); known {
		return c
	}
	return anyFile
}

func knownContainer(name string) (container, bool) {
	extension := strings.ToLower(filepath.Ext(withoutCompression(name)))
	for _, c := range containers {
		if slices.Contains(c.extensions, extension) {
			return c, true
		}
	}
	return container{}, false
}

// countingReader adds up the bytes that are read from a file.
type countingReader struct {
	io.Reader
	count *atomic.Int64
}

func (r *countingReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.count.Add(int64(n))
	return n, err
}
