package stream

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// The size and the patience of the requests of ReadAll.
const (
	readBytes   = 1 << 20
	readWait    = 500 // ms
	readTimeout = 10 * time.Second
	readLimit   = 64 << 20 // of one record
)

// ReadAll hands the committed records of a partition to f, in order, from its beginning
// to where it ends now. f must not keep a record's bytes. What may pass is tried again
// until ctx ends; an error of f ends the reading.
func ReadAll(ctx context.Context, c Cluster, topic string, partition int, f func(*Record) error) error {
	if err := c.Validate(); err != nil {
		return err
	}
	conn, err := c.connect(readTimeout)
	if err != nil {
		return err
	}
	defer conn.close()
	r := reader{conn: conn, topic: topic, partition: partition, f: f}
	var end int64
	err = r.retry(ctx, func() (err error) {
		r.offset, end, err = conn.bounds(ctx, topic, partition)
		return err
	})
	for err == nil && r.offset < end {
		err = r.retry(ctx, func() error { return r.once(ctx) })
	}
	if err != nil {
		return c.explain(fmt.Errorf("reading %s/%d: %w", topic, partition, err))
	}
	return nil
}

// reader reads one partition for ReadAll.
type reader struct {
	conn      *connection
	topic     string
	partition int
	offset    int64
	f         func(*Record) error
	refused   error // what f returned
}

// once reads what one request brings.
func (r *reader) once(ctx context.Context) error {
	res, err := r.conn.roundTrip(ctx, wire.NewFetch(r.topic, r.partition, r.offset, readBytes, readWait))
	if err != nil {
		return err
	}
	fetched, err := res.(*wire.FetchResponse).Partition()
	if err != nil {
		return err
	}
	if fetched.ErrorCode != 0 {
		return kafka.Error(fetched.ErrorCode)
	}
	next, err := fetched.Batches(r.offset, func(encoded *wire.Batch) error {
		return encoded.Records(readLimit, func(rec wire.Record) bool {
			if rec.Offset >= r.offset && rec.Oversize == 0 {
				b := batch{}
				b.add(r.topic, r.partition, &rec)
				r.refused = r.f(&b.items[0].Record)
				r.offset = rec.Offset + 1
			}
			return r.refused == nil
		})
	})
	if err == nil && r.refused == nil {
		r.offset = max(r.offset, next) // beyond markers and removed records
	}
	return err
}

// retry tries until it succeeds, fails for good, f refuses, or ctx ends.
func (r *reader) retry(ctx context.Context, try func() error) error {
	err := persist(ctx, func() error {
		if err := try(); r.refused == nil {
			return err
		}
		return nil
	})
	return cmp.Or(r.refused, err)
}
