package archive

import (
	"bufio"
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"
)

// container is one way in which a file holds records.
type container struct {
	extensions  []string
	magic       string // what such a file begins with, where that is sure to tell
	contentType string
	// read yields the records of a source. It returns false when yield did.
	read func(s *source, yield func(Record, error) bool) bool
}

// containers are the kinds of files that are taken from a folder.
var containers []container

func init() { // tar and zip lead back to the table
	containers = []container{
		{extensions: []string{".zip"}, magic: "PK\x03\x04", read: readZip},
		{extensions: []string{".tar"}, read: readTar},
		{extensions: []string{".warc", ".wet"}, magic: "WARC", read: readWARC},
		{extensions: []string{".jsonl", ".ndjson"}, contentType: "application/json", read: readLines},
		{extensions: []string{".json"}, contentType: "application/json", read: readJSON},
		{extensions: []string{".xml", ".nitf", ".newsml"}, contentType: "application/xml", read: readDocument},
		{extensions: []string{".rss"}, contentType: "application/rss+xml", read: readDocument},
		{extensions: []string{".atom"}, contentType: "application/atom+xml", read: readDocument},
		{extensions: []string{".html", ".htm"}, contentType: "text/html", read: readDocument},
		{extensions: []string{".xhtml"}, contentType: "application/xhtml+xml", read: readDocument},
		{extensions: []string{".txt"}, contentType: "text/plain", read: readDocument},
	}
}

// anyFile reads a file that is named by itself and of which neither the extension
// nor the first bytes tell anything.
var anyFile = container{read: readJSON}

// containerOf chooses the container by what the file begins with, then by the
// extension before that of a compression. known reports whether either told. It
// waits for no more of a stream than it needs: lines may come one by one.
func containerOf(name string, r *bufio.Reader) (c container, known bool) {
	head, _ := r.Peek(longestMagic) // an error comes again when it is read
	for _, c := range containers {
		if c.magic != "" && bytes.HasPrefix(head, []byte(c.magic)) {
			return c, true
		}
	}
	if c, known := knownContainer(name); known {
		return c, true
	}
	if looksLikeTar(r) {
		return container{read: readTar}, true
	}
	return anyFile, false
}

// looksLikeTar tells a tar by its magic, which stands behind the first entry's name.
func looksLikeTar(r *bufio.Reader) bool {
	const (
		magic = "ustar"
		at    = 257
	)
	if first, _ := r.Peek(1); len(first) == 0 || bytes.ContainsAny(first, "{[<") {
		return false
	}
	head, _ := r.Peek(at + len(magic))
	return len(head) > at && string(head[at:]) == magic
}

func knownContainer(name string) (container, bool) {
	extension := strings.ToLower(filepath.Ext(withoutCompression(name)))
	for _, c := range containers {
		if slices.Contains(c.extensions, extension) {
			return c, true
		}
	}
	return anyFile, false
}

func unknownType(name string) error {
	return &Error{name, ReasonUnknown, errors.New("no known extension; name the file itself to have it read")}
}
