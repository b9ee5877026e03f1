package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// patience limits every wait of a test; only a failure waits that long.
const patience = time.Minute

const partitions = 4

// site is a broker with the topics that the role needs.
type site struct {
	*testing.T
	role Role
}

func newSite(t *testing.T, alerts int) *site {
	t.Helper()
	b, err := broker.Start(broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	s := &site{t, Role{
		Cluster: stream.Cluster{Brokers: []string{b.Addr()}}, Options: Options{Policy: DefaultPolicy(), Window: 365 * 24 * time.Hour},
		Logger: slog.New(slog.DiscardHandler),
	}}
	var topics []stream.Topic
	for _, name := range append(s.role.Inputs(), s.role.Topics.DeadLetter()) {
		topics = append(topics, stream.Topic{Name: name, Partitions: partitions})
	}
	topics = append(topics, stream.Topic{Name: s.role.Topics.Alerts(), Partitions: alerts})
	if _, err := stream.CreateTopics(t.Context(), s.role.Cluster, topics); err != nil {
		t.Fatal(err)
	}
	return s
}

// send produces messages.
func (s *site) send(outs ...stream.Output) {
	s.Helper()
	producer, err := stream.NewProducer(stream.ProducerConfig{Cluster: s.role.Cluster})
	if err != nil {
		s.Fatal(err)
	}
	defer producer.Close()
	if err := producer.Produce(s.Context(), outs); err != nil {
		s.Fatal(err)
	}
}

// output is the record of an envelope.
func (s *site) output(topic string, v events.Envelope, extra ...stream.Header) stream.Output {
	s.Helper()
	headers, value, err := v.Binary()
	if err != nil {
		s.Fatal(err)
	}
	return stream.Output{Topic: topic, Key: []byte(v.PartitionKey), Value: value, Headers: append(toStream(headers), extra...)}
}

// agreement is the record of a report.
func (s *site) agreement(in Input) stream.Output {
	v := events.Wrap(in.Agreement, "")
	v.ID = in.ID
	var extra []stream.Header
	if in.Replay {
		extra = append(extra, stream.Header{Key: article.HeaderReplay, Value: []byte("true")})
	}
	if len(in.Siblings) > 1 {
		extra = append(extra, stream.Header{Key: events.HeaderSiblings, Value: []byte(strings.Join(in.Siblings, ","))})
	}
	return s.output(s.role.agreements(), v, extra...)
}

// done counts the records that are finished and can be waited for.
type done struct {
	stream.NopObserver
	mu      sync.Mutex
	n       int
	drained map[string]bool // topic and partition: nothing of it is left to do
	changed chan struct{}
}

func newDone() *done { return &done{drained: map[string]bool{}, changed: make(chan struct{})} }

func (d *done) Published(*stream.Record, []stream.Output) { d.note(func() { d.n++ }) }

func (d *done) Lag(topic string, partition int, records int64, _ time.Duration) {
	d.note(func() { d.drained[fmt.Sprint(topic, partition)] = records == 0 })
}

func (d *done) note(change func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change()
	close(d.changed)
	d.changed = make(chan struct{})
}

// await waits until n records are finished.
func (d *done) await(t *testing.T, n int) {
	t.Helper()
	d.until(t, func() bool { return d.n >= n }, fmt.Sprintf("%d finished records", n))
}

// awaitAll waits until nothing of the topic is left to do. A member that stops in
// haste may commit records and tell nobody, so that they cannot be counted.
func (d *done) awaitAll(t *testing.T, topic string) {
	t.Helper()
	d.note(func() { clear(d.drained) })
	d.until(t, func() bool {
		for p := range partitions {
			if !d.drained[fmt.Sprint(topic, p)] {
				return false
			}
		}
		return true
	}, "no lag")
}

func (d *done) until(t *testing.T, reached func() bool, what string) {
	t.Helper()
	late := time.After(patience)
	for {
		d.mu.Lock()
		ok, n, changed := reached(), d.n, d.changed
		d.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-late:
			t.Fatalf("%d records are finished; waited for %s", n, what)
		}
	}
}

// start runs the role until the returned function is called.
func (s *site) start(d *done, delivery stream.Delivery, drain time.Duration) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- stream.Run(ctx, stream.Config{
			Cluster: s.role.Cluster, Group: "alerts", Topics: s.role.Inputs(), DeadLetterTopic: s.role.Topics.DeadLetter(),
			OutputTopics: s.role.Outputs(), Open: s.role.Open, Delivery: delivery, Observer: d, FetchBytes: 10_000, DrainTimeout: drain,
			SessionTimeout: 6 * time.Second, HeartbeatInterval: 200 * time.Millisecond, FetchWait: 50 * time.Millisecond,
			CommitInterval: 50 * time.Millisecond, TransactionInterval: 5 * time.Millisecond, TransactionBytes: 20_000, LagInterval: 50 * time.Millisecond,
		}, nil)
	}()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil && !errors.Is(err, stream.ErrDrainTimeout) {
			s.Errorf("the role ended with %v", err)
		}
	})
	s.Cleanup(stop)
	return stop
}

// messages reads what was published, in order of each partition.
func (s *site) messages() (all []events.Envelope) {
	s.Helper()
	for p := range partitions {
		err := stream.ReadAll(s.Context(), s.role.Cluster, s.role.Topics.Alerts(), p, func(r *stream.Record) error {
			if r.Value == nil {
				return nil
			}
			v, err := Decode(r)
			all = append(all, v)
			return err
		})
		if err != nil {
			s.Fatal(err)
		}
	}
	return all
}

// Members of the group come and go, some without finishing what they began: the
// messages are those of one book that sees everything once.
func TestNoAlertIsLostOrRepeated(t *testing.T) {
	reports, err := detected()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	book := NewBook(Options{Policy: DefaultPolicy(), Window: 365 * 24 * time.Hour})
	for _, f := range reports {
		for _, a := range book.Observe(f.Input).Changed {
			want = append(want, fmt.Sprint(a.Story, a.Revision, a.Change, a.Reason, a.Alerted))
		}
	}
	slices.Sort(want)
	for _, delivery := range []stream.Delivery{stream.ExactlyOnce, stream.AtLeastOnce} {
		t.Run(delivery.String(), func(t *testing.T) {
			s := newSite(t, partitions)
			var outs []stream.Output
			for _, f := range reports {
				outs = append(outs, s.agreement(f.Input))
			}
			d := newDone()
			half := len(outs) / 2
			s.send(outs[:half]...)
			stopFirst := s.start(d, delivery, 8*time.Second)
			d.await(t, half/4)
			stopSecond := s.start(d, delivery, 8*time.Second) // takes partitions over
			d.await(t, half/2)
			stopFirst()
			s.send(outs[half:]...)
			stopHasty := s.start(d, delivery, time.Millisecond) // leaves things undone
			d.await(t, half+half/4)
			stopHasty()
			d.awaitAll(t, s.role.agreements())
			stopSecond()

			var got []string
			for _, v := range s.messages() {
				a := v.Alert
				got = append(got, fmt.Sprint(a.Story, a.Revision, a.Change, a.Reason, a.Alerted))
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%d messages, want %d; or others", len(got), len(want))
			}
			listed, err := List(t.Context(), s.role.Cluster, s.role.Topics)
			if err != nil || len(listed) != book.Stories() {
				t.Errorf("%d stories are listed, want %d; %v", len(listed), book.Stories(), err)
			}
		})
	}
}

// A retraction reaches the stories of whatever pair, and replays keep quiet.
func TestRoleRetractsAndKeepsQuiet(t *testing.T) {
	s := newSite(t, partitions)
	d := newDone()
	stop := s.start(d, stream.AtLeastOnce, 8*time.Second)
	quiet := usual(telling{article: "2", parties: "AUS-IDN", replay: true, id: "00000000-0000-0000-0000-000000000002"})
	s.send(s.agreement(usual(telling{article: "1", id: "00000000-0000-0000-0000-000000000001"})), s.agreement(quiet))
	d.await(t, 2)
	kill := &events.Retraction{Kind: events.TypeRetraction, Status: events.RetractionCanceled, Article: events.Article{ID: "1", Published: days(1)}}
	s.send(s.output(s.role.Topics.Retractions(), events.WrapRetraction(kill, "")))
	d.await(t, 2+1+partitions)
	stop()
	var got []string
	for _, v := range s.messages() {
		got = append(got, fmt.Sprint(partiesKey(v.Alert.Parties), " ", v.Alert.Change, " ", v.Alert.Reason, " ", v.Alert.Replay))
	}
	slices.Sort(got)
	want := []string{"AUS-IDN new first_report true", "CHN-KAZ new first_report false", "CHN-KAZ retraction killed false"}
	if !slices.Equal(got, want) {
		t.Errorf("messages are %q, want %q", got, want)
	}
}

// A message that an instance writes late, when another has gone on with its partition,
// takes nothing back: the story does not alert again.
func TestLateMessageOfAnotherInstance(t *testing.T) {
	s := newSite(t, partitions)
	const signing, law = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"
	d := newDone()
	stop := s.start(d, stream.AtLeastOnce, 8*time.Second)
	s.send(s.agreement(usual(telling{article: "1", id: signing, sectors: energy})),
		s.agreement(usual(telling{article: "2", id: law, sectors: energy, status: events.AgreementRatified, published: days(5)})))
	d.await(t, 2)
	stop()
	var early *events.Alert
	partition := 0
	for p := range partitions {
		err := stream.ReadAll(t.Context(), s.role.Cluster, s.role.Topics.Alerts(), p, func(r *stream.Record) error {
			v, err := Decode(r)
			if err == nil && v.Alert.Revision == 1 {
				early, partition = v.Alert, p
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	late := s.output(s.role.Topics.Alerts(), events.WrapAlert(early, ""))
	late.Partition = &partition
	s.send(late)
	stop = s.start(d, stream.AtLeastOnce, 8*time.Second)
	s.send(s.agreement(usual(telling{
		article: "3", id: "00000000-0000-0000-0000-000000000003", sectors: energy, status: events.AgreementRatified, published: days(6), date: "2024-05-25",
	})))
	d.await(t, 3)
	stop()
	var got []string
	for _, v := range s.messages() {
		got = append(got, fmt.Sprint(v.Alert.Revision, " ", v.Alert.Change, " ", v.Alert.Reason))
	}
	want := []string{"1 new first_report", "2 follow_up status_advanced", "1 new first_report", "3 update more_evidence"}
	if !slices.Equal(got, want) {
		t.Errorf("messages are %q, want %q", got, want)
	}
}

// Topics that do not go together end the role.
func TestCheck(t *testing.T) {
	s := newSite(t, 1)
	if _, err := s.role.Open(t.Context(), s.role.agreements(), 0); err == nil || !strings.Contains(err.Error(), "same number") {
		t.Errorf("topics that do not go together: %v", err)
	}
}

// A broker that is down when a partition is assigned is waited for.
func TestOpenWaitsForBrokers(t *testing.T) {
	s := newSite(t, partitions)
	down, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refused := make(chan struct{})
	go func() { // hangs up on the first
		if conn, err := down.Accept(); err == nil {
			_ = conn.Close()
		}
		_ = down.Close()
		close(refused)
	}()
	up := s.role.Cluster.Brokers
	for _, topic := range s.role.Inputs() {
		s.role.Cluster.Brokers = []string{down.Addr().String()}
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-refused; cancel() }()
		if _, err := s.role.Open(ctx, topic, 0); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error is %v: it did not wait", topic, err)
		}
		s.role.Cluster.Brokers = up
		if _, err := s.role.Open(t.Context(), topic, 0); err != nil {
			t.Errorf("%s: %v", topic, err)
		}
	}
}
