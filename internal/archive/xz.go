package archive

import (
	"bufio"
	"encoding/binary"

	"github.com/ulikunitz/xz/lzma"
)

// xzDictionary returns the size of the dictionary that the first block of an .xz
// stream asks for, and 0 if that cannot be told: the library would allocate it,
// whatever its size. (The .xz file format, 1.2.1, sections 3.1 and 5.3.1.)
func xzDictionary(r *bufio.Reader) int64 {
	const (
		streamHeader = 12
		maxHeader    = 1024
		lzma2        = 0x21
		sizesFlags   = 0xc0 // either size is given
	)
	head, _ := r.Peek(streamHeader + maxHeader) // a short stream fails when it is unpacked
	if len(head) < streamHeader+2 {
		return 0
	}
	size, flags := (int(head[streamHeader])+1)*4, head[streamHeader+1]
	header := head[streamHeader:min(len(head), streamHeader+size)]
	rest := header[2:]
	varint := func() uint64 {
		v, n := binary.Uvarint(rest)
		if n <= 0 {
			rest = nil
			return 0
		}
		rest = rest[n:]
		return v
	}
	for sizes := flags & sizesFlags; sizes != 0; sizes &= sizes - 1 {
		varint()
	}
	for range flags&0x03 + 1 {
		id, properties := varint(), varint()
		if uint64(len(rest)) < properties {
			return 0
		}
		if id == lzma2 && properties == 1 {
			size, err := lzma.DecodeDictCap(rest[0])
			if err != nil {
				return 0
			}
			return size
		}
		rest = rest[properties:]
	}
	return 0
}
