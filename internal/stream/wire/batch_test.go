package wire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go/compress"
	"github.com/segmentio/kafka-go/protocol"
)

var codecs = []compress.Compression{compress.None, compress.Gzip, compress.Snappy, compress.Lz4, compress.Zstd}

const noLimit = 1 << 30

func sample() []Record {
	at := time.UnixMilli(1_716_260_400_123)
	return []Record{
		{Time: at, Key: []byte("k"), Value: []byte("value"), Headers: []Header{{"a", []byte("1")}, {"a", nil}, {"", []byte{}}}},
		{Offset: 1, Time: at.Add(-time.Hour), Value: bytes.Repeat([]byte("long "), 5000)},
		{Offset: 2, Time: at.Add(time.Second), Key: []byte{}},
		{Offset: 3, Time: at},
	}
}

func encode(t testing.TB, records []Record, codec compress.Compression, p Producer, transactional bool) []byte {
	t.Helper()
	b, err := Encode(records, codec, p, transactional)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(b *Batch, limit int) ([]Record, error) {
	var out []Record
	err := b.Records(limit, func(r Record) bool { out = append(out, r); return true })
	return out, err
}

func TestBatchRoundTrip(t *testing.T) {
	for _, codec := range codecs {
		t.Run(codec.String(), func(t *testing.T) {
			p := Producer{ID: 7, Epoch: 3, Sequence: 99}
			data := encode(t, sample(), codec, p, true)
			b, rest, err := NextBatch(append(data, "tail"...))
			if err != nil || string(rest) != "tail" {
				t.Fatal(err, rest)
			}
			if b.Producer != p || !b.Transactional || b.Control || b.BaseOffset != 0 || b.LastOffset != 3 {
				t.Errorf("batch is %+v", b)
			}
			got, err := read(&b, noLimit)
			if err != nil || !reflect.DeepEqual(got, sample()) {
				t.Errorf("records differ (%v):\n%v", err, got)
			}
		})
	}
}

// kafka-go's decoder is an independent reader of the same format.
func TestKafkaGoReadsWhatIsEncoded(t *testing.T) {
	for _, codec := range codecs {
		set := protocol.RecordSet{}
		if _, err := set.ReadFrom(sized(encode(t, sample(), codec, NoProducer, false))); err != nil {
			t.Fatal(codec, err)
		}
		for _, want := range sample() {
			r, err := set.Records.ReadRecord()
			if err != nil {
				t.Fatal(codec, err)
			}
			key, _ := protocol.ReadAll(r.Key)
			value, _ := protocol.ReadAll(r.Value)
			if r.Offset != want.Offset || !r.Time.Equal(want.Time) || !bytes.Equal(key, want.Key) ||
				(key == nil) != (want.Key == nil) || !bytes.Equal(value, want.Value) || len(r.Headers) != len(want.Headers) {
				t.Errorf("%v: kafka-go reads %v %q %.20q, want %v", codec, r.Offset, key, value, want.Offset)
			}
		}
	}
}

func TestEncodedSizeIsAnUpperBound(t *testing.T) {
	for _, r := range append(sample(), Record{Value: make([]byte, 10<<20), Headers: make([]Header, 1000)}) {
		if n := len(encode(t, []Record{r}, compress.None, NoProducer, false)); n > EncodedSize(&r)+BatchOverhead {
			t.Errorf("%d bytes, said to be at most %d", n, EncodedSize(&r)+BatchOverhead)
		}
	}
}

func TestOversizeRecordCostsOnlyItself(t *testing.T) {
	for _, codec := range codecs {
		b, _, err := NextBatch(encode(t, sample(), codec, NoProducer, false))
		if err != nil {
			t.Fatal(err)
		}
		got, err := read(&b, 100)
		if err != nil || len(got) != 4 {
			t.Fatal(codec, err, len(got))
		}
		big, want := got[1], sample()[1]
		if big.Oversize < 25000 || big.Value != nil || big.Offset != 1 || !big.Time.Equal(want.Time) {
			t.Errorf("%v: oversize record is %+v", codec, big)
		}
		got[1] = want
		if !reflect.DeepEqual(got, sample()) {
			t.Errorf("%v: its neighbours changed: %v", codec, got)
		}
	}
}

// A batch of a few kilobytes that inflates to 64 MiB must not take that much memory.
func TestDecompressionIsBounded(t *testing.T) {
	zeros := make([]byte, 8<<20)
	records := make([]Record, 8)
	for i := range records {
		records[i] = Record{Offset: int64(i), Value: zeros}
	}
	data := encode(t, records, compress.Zstd, NoProducer, false)
	zeros, records = nil, nil //nolint:ineffassign,wastedassign // for the collector
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b, _, err := NextBatch(data)
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(&b, 1<<20)
	runtime.ReadMemStats(&after)
	if err != nil || len(got) != 8 || got[7].Oversize < 8<<20 {
		t.Fatal(err, len(got))
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 16<<20 {
		t.Errorf("reading it took %d MiB", n>>20)
	}
}

func TestLogAppendTime(t *testing.T) {
	data := encode(t, sample(), compress.None, NoProducer, false)
	data[atAttributes+1] |= attrLogAppendTime
	binary.BigEndian.PutUint64(data[atMaxTimestamp:], 5000)
	b, _, err := NextBatch(seal(data))
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(&b, noLimit)
	if err != nil || !got[1].Time.Equal(time.UnixMilli(5000)) {
		t.Errorf("time is %v (%v)", got[1].Time, err)
	}
}

// seal makes the checksum right again after a change.
func seal(batch []byte) []byte {
	binary.BigEndian.PutUint32(batch[atCRC:], crc32.Checksum(batch[atAttributes:], castagnoli))
	return batch
}

func TestBrokenBatches(t *testing.T) {
	whole := func() []byte { return encode(t, sample(), compress.None, NoProducer, false) }
	tests := map[string]struct {
		data []byte
		want string // in the error; empty for io.EOF
	}{
		"nothing":       {nil, ""},
		"a part":        {whole()[:headerSize+3], ""},
		"a flipped bit": {func() []byte { b := whole(); b[len(b)-1] ^= 1; return b }(), "wrong checksum"},
		"old format":    {func() []byte { b := whole(); b[atMagic] = 1; return b }(), "format 1"},
		"short length":  {func() []byte { b := whole(); b[atLength+3] = 0; b[atLength+2] = 0; return b }(), "length"},
		"more records":  {func() []byte { b := whole(); b[atCount] = 0x7f; return seal(b) }(), "record 4"},
		"codec":         {func() []byte { b := whole(); b[atAttributes+1] = 7; return seal(b) }(), "unknown compression 7"},
		"offset beyond": {func() []byte { b := whole(); b[atLastOffsetDelta+3] = 1; return seal(b) }(), "outside"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b, _, err := NextBatch(tt.data)
			if err == nil {
				_, err = read(&b, noLimit)
			}
			if tt.want == "" && !errors.Is(err, io.EOF) {
				t.Errorf("error is %v, want EOF", err)
			}
			if tt.want != "" && (!errors.Is(err, ErrCorrupt) || !strings.Contains(fmt.Sprint(err), tt.want)) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestNextSequenceWraps(t *testing.T) {
	if got := NextSequence(1<<31-1, 1); got != 0 {
		t.Errorf("after the largest number comes %d", got)
	}
	if got := NextSequence(1<<31-2, 3); got != 1 {
		t.Errorf("sequence is %d, want 1", got)
	}
}

// Whatever bytes come, reading them ends without a panic, and keeps to the batch's offsets.
func FuzzNextBatch(f *testing.F) {
	small := sample() // long seeds make the fuzzer spend its time on shortening them
	small[1].Value = small[1].Value[:50]
	for _, codec := range codecs {
		b := encode(f, small, codec, Producer{1, 2, 3}, false)
		f.Add(b, 1000)
		f.Add(b[headerSize:], 10)
	}
	f.Fuzz(func(t *testing.T, data []byte, limit int) {
		if len(data) > headerSize {
			data = seal(data) // else hardly any input would get past the checksum
		}
		b, _, err := NextBatch(data)
		if err != nil {
			return
		}
		records, err := read(&b, min(max(limit, 0), 1<<20))
		for _, r := range records {
			if r.Offset < b.BaseOffset || r.Offset > b.LastOffset {
				t.Fatalf("offset %d is outside of %d to %d", r.Offset, b.BaseOffset, b.LastOffset)
			}
		}
		if err == nil && len(records) != b.count {
			t.Fatalf("%d records of %d without an error", len(records), b.count)
		}
	})
}

// BenchmarkRecords reads batches of 250 records of 1 KB.
func BenchmarkRecords(b *testing.B) {
	records := make([]Record, 250)
	for i := range records {
		records[i] = Record{Offset: int64(i), Value: bytes.Repeat([]byte(fmt.Sprint("word ", i)), 140)}
	}
	for _, codec := range codecs {
		b.Run(codec.String(), func(b *testing.B) {
			data := encode(b, records, codec, NoProducer, false)
			b.ReportAllocs()
			for b.Loop() {
				batch, _, err := NextBatch(data)
				if err == nil {
					err = batch.Records(noLimit, func(Record) bool { return true })
				}
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(records)), "ns/record")
		})
	}
}
