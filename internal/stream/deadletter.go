package stream

import (
	"strconv"
	"strings"
	"time"
)

// Headers that a dead letter has beside those of its record.
const (
	HeaderReason          = "dragoman-reason"           // Reject.Reason
	HeaderError           = "dragoman-error"            // Reject.Err in words, shortened
	HeaderStage           = "dragoman-stage"            // Reject.Stage, if told
	HeaderSourceTopic     = "dragoman-source-topic"     // where the record was read
	HeaderSourcePartition = "dragoman-source-partition" // decimal
	HeaderSourceOffset    = "dragoman-source-offset"    // decimal
	HeaderSourceTime      = "dragoman-source-time"      // the record's time, RFC 3339, UTC
	// HeaderOmitted is there when the dead letter holds neither key nor value nor
	// headers of its record, because the record is too large to be forwarded. Its
	// value is the record's size in bytes. The record itself is still at its source.
	HeaderOmitted = "dragoman-omitted"
)

// maxErrorText is the most that an error in words may take in a header, in bytes.
const maxErrorText = 1000

// deadLetter is the record unchanged, with headers that say why it is here and
// where it came from.
func deadLetter(topic string, it *item, reject *Reject) Output {
	if it.oversize > 0 {
		return deadLetterStub(topic, it, reject)
	}
	headers := make([]Header, 0, len(it.Headers)+7)
	headers = append(headers, it.Headers...)
	return Output{Topic: topic, Key: it.Key, Value: it.Value, Headers: append(headers, origin(it, reject)...)}
}

// deadLetterStub tells of a record that is too large to be forwarded.
func deadLetterStub(topic string, it *item, reject *Reject) Output {
	size := it.oversize
	if size == 0 {
		size = it.size()
	}
	headers := append(origin(it, reject), Header{HeaderOmitted, []byte(strconv.Itoa(size))})
	return Output{Topic: topic, Headers: headers}
}

func origin(it *item, reject *Reject) []Header {
	headers := []Header{{HeaderReason, []byte(reject.Reason)}}
	if reject.Err != nil {
		headers = append(headers, Header{HeaderError, []byte(shorten(reject.Err.Error()))})
	}
	if reject.Stage != "" {
		headers = append(headers, Header{HeaderStage, []byte(reject.Stage)})
	}
	return append(headers,
		Header{HeaderSourceTopic, []byte(it.Topic)},
		Header{HeaderSourcePartition, []byte(strconv.Itoa(it.Partition))},
		Header{HeaderSourceOffset, []byte(strconv.FormatInt(it.Offset, 10))},
		Header{HeaderSourceTime, []byte(it.Time.UTC().Format(time.RFC3339Nano))},
	)
}

// shorten makes one line of valid UTF-8 of an error, which may quote foreign bytes.
func shorten(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > maxErrorText {
		text = text[:maxErrorText] + "…"
	}
	return strings.ToValidUTF8(text, "�")
}

func (r *Record) size() int {
	n := len(r.Key) + len(r.Value)
	for i := range r.Headers {
		n += len(r.Headers[i].Key) + len(r.Headers[i].Value)
	}
	return n
}
