package wire

import (
	"encoding/binary"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/segmentio/kafka-go/compress"
)

// log builds the records of a fetch response.
type log struct {
	t    *testing.T
	data []byte
	end  int64
}

func (l *log) add(b []byte, n int64) *log {
	binary.BigEndian.PutUint64(b[atBaseOffset:], uint64(l.end))
	l.data = append(l.data, b...)
	l.end += n
	return l
}

func (l *log) put(producer int64, transactional bool, values ...string) *log {
	var records []Record
	for _, v := range values {
		records = append(records, Record{Value: []byte(v)})
	}
	p := NoProducer
	p.ID = producer
	return l.add(encode(l.t, records, compress.None, p, transactional), int64(len(values)))
}

func (l *log) marker(producer int64, commit byte) *log {
	b := encode(l.t, []Record{{Key: []byte{0, 0, 0, commit}, Value: make([]byte, 6)}}, compress.None, Producer{ID: producer}, true)
	b[atAttributes+1] |= attrControl
	return l.add(seal(b), 1)
}

// emptied is a batch whose records compaction took away; it stays for its sequence.
func (l *log) emptied(n int64) *log {
	b := encode(l.t, []Record{{}}, compress.None, Producer{ID: 9}, false)[:headerSize]
	binary.BigEndian.PutUint32(b[atLength:], headerSize-beforeLength)
	binary.BigEndian.PutUint32(b[atLastOffsetDelta:], uint32(n-1))
	binary.BigEndian.PutUint32(b[atCount:], 0)
	return l.add(seal(b), n)
}

func values(t *testing.T, f *Fetched, from int64) ([]string, int64) {
	t.Helper()
	var got []string
	next, err := f.Batches(from, func(b *Batch) error {
		return b.Records(noLimit, func(r Record) bool { got = append(got, string(r.Value)); return true })
	})
	if err != nil {
		t.Fatal(err)
	}
	return got, next
}

func TestBatchesOfAbortedTransactionsAreLeftOut(t *testing.T) {
	l := (&log{t: t}).
		put(1, true, "one", "two"). // 0, 1: will commit
		put(2, true, "lost").       // 2: will abort
		put(-1, false, "plain").    // 3
		put(2, true, "lost too").   // 4
		marker(2, 0).               // 5
		marker(1, 1).               // 6
		put(2, true, "later").      // 7: the same producer, committed
		marker(2, 1)                // 8
	f := &Fetched{Records: l.data, Aborted: []Aborted{{ProducerID: 2, FirstOffset: 2}}}
	got, next := values(t, f, 0)
	if want := []string{"one", "two", "plain", "later"}; !reflect.DeepEqual(got, want) || next != 9 {
		t.Errorf("read %v up to %d, want %v up to 9", got, next, want)
	}
}

// Brokers list aborted transactions by their end, not by their beginning.
func TestAbortedTransactionsInAnyOrder(t *testing.T) {
	l := (&log{t: t}).put(1, true, "x").put(2, true, "y").marker(2, 0).put(1, true, "x").marker(1, 0).put(2, true, "kept").marker(2, 1)
	f := &Fetched{Records: l.data, Aborted: []Aborted{{2, 1}, {1, 0}}}
	if got, _ := values(t, f, 0); !reflect.DeepEqual(got, []string{"kept"}) {
		t.Errorf("read %v, want only \"kept\"", got)
	}
}

func TestReadingGetsPastEmptiedBatchesAndMarkers(t *testing.T) {
	l := (&log{t: t}).emptied(5).marker(3, 1)
	if got, next := values(t, &Fetched{Records: l.data}, 2); got != nil || next != 6 {
		t.Errorf("read %v up to %d, want nothing up to 6", got, next)
	}
	if _, next := values(t, &Fetched{}, 42); next != 42 {
		t.Errorf("an empty answer moves the reader to %d", next)
	}
}

func TestPartialLastBatch(t *testing.T) {
	l := (&log{t: t}).put(-1, false, "whole").put(-1, false, "cut")
	if got, next := values(t, &Fetched{Records: l.data[:len(l.data)-1]}, 0); len(got) != 1 || next != 1 {
		t.Errorf("read %v up to %d", got, next)
	}
}

func TestCorruptBatchStopsBeforeIt(t *testing.T) {
	l := (&log{t: t}).put(-1, false, "whole").put(-1, false, "broken")
	l.data[len(l.data)-1] ^= 1
	next, err := (&Fetched{Records: l.data}).Batches(0, func(*Batch) error { return nil })
	if !errors.Is(err, ErrCorrupt) || next != 1 || !strings.Contains(err.Error(), "after offset 1") {
		t.Errorf("next %d, error %v", next, err)
	}
}
