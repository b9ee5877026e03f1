package archive

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// compression is one way to pack a file. It is told by the bytes that packed
// data begins with; the extension serves to find the container's own.
type compression struct {
	extensions []string // the first is that of a packed file, others stand for a packed tar
	magic      string
	open       func(*bufio.Reader) (io.ReadCloser, error)
}

var compressions = []compression{
	{[]string{".gz", ".tgz"}, "\x1f\x8b", openGzip},
	{[]string{".zst", ".tzst"}, "\x28\xb5\x2f\xfd", openZstd},
	{[]string{".bz2", ".tbz2", ".tbz"}, "BZh", openBzip2},
	{[]string{".xz", ".txz"}, "\xfd7zX", openXZ},
}

// longestMagic is how many bytes of a stream must be seen to tell its compression.
const longestMagic = 4

// compressionOf tells how a stream that begins with head is packed; nil if it is not.
func compressionOf(head []byte) *compression {
	for i, c := range compressions {
		if bytes.HasPrefix(head, []byte(c.magic)) {
			return &compressions[i]
		}
	}
	return nil
}

// withoutCompression cuts the extension of a compression from a file's name. A
// packed tar's ".tgz" becomes ".tar".
func withoutCompression(name string) string {
	for _, c := range compressions {
		for i, extension := range c.extensions {
			n := len(name) - len(extension)
			if n <= 0 || !strings.EqualFold(name[n:], extension) {
				continue
			}
			if i > 0 {
				return name[:n] + ".tar"
			}
			return name[:n]
		}
	}
	return name
}

// openGzip unpacks gzip, of several members too.
func openGzip(r *bufio.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }

// maxWindow is the memory that packed data may ask for: that of the strongest
// common settings ("zstd --ultra", "zstd --long=27", "xz -9").
const maxWindow = 128 << 20

func openZstd(r *bufio.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

func openBzip2(r *bufio.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(r)), nil }

func openXZ(r *bufio.Reader) (io.ReadCloser, error) {
	if size := xzDictionary(r); size > maxWindow {
		return nil, fmt.Errorf("%w: a dictionary of %d bytes, the limit is %d", errBomb, size, maxWindow)
	}
	unpacked, err := xz.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(unpacked), nil
}
