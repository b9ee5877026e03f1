package alert

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// The load of BenchmarkMillion: agreements of ten years, each reported five times.
const (
	loadReports = 1_000_000
	loadPairs   = 200
	loadDays    = 3650
	loadEach    = 5
)

// load makes the n-th report. A pair has an agreement every few days, of changing
// sectors and instruments.
func load(n int) Input {
	deal := n / loadEach
	pair := deal % loadPairs
	sectors := [][]events.Sector{{events.Energy}, {events.Trade}, {events.Border}, {events.Culture}, {events.Health, events.Trade}, {events.Mining}, {events.Space}}
	forms := []events.Instrument{events.MoU, events.Treaty, events.InstrumentAgreement, events.Protocol}
	at := noon.Add(time.Duration(float64(n) / loadReports * loadDays * 24 * float64(time.Hour)))
	id := fmt.Sprint(n)
	return usual(telling{
		article: id, id: "event:" + id, source: fmt.Sprint("wire ", n%40), parties: fmt.Sprintf("A%02d-B%02d", pair%20, pair/20),
		sectors: sectors[deal/loadPairs%len(sectors)], instrument: forms[deal/loadPairs%len(forms)],
		published: at, text: "A sentence of the usual length that tells what was signed, by whom, and where, number " + id,
	})
}

// used is the processor time of this process: the machine may have other work.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkMillion observes a million reports over 200 pairs, and then restores the
// stories that are left. The cost of an event must not rise, nor the memory.
func BenchmarkMillion(b *testing.B) {
	for b.Loop() {
		book := NewBook(Options{Policy: DefaultPolicy()})
		last := map[string]*events.Alert{}
		var parts []time.Duration
		most := 0
		began := used()
		for n := range loadReports {
			res := book.Observe(load(n))
			for _, a := range res.Changed {
				last[a.Story] = a
			}
			for _, id := range res.Forgotten {
				delete(last, id)
			}
			most = max(most, book.Stories())
			if (n+1)%(loadReports/10) == 0 {
				parts = append(parts, used()-began)
				began = used()
			}
		}
		each := func(d time.Duration) float64 { return float64(d.Microseconds()) / (loadReports / 10) }
		b.ReportMetric(each(parts[1]), "µs/event-early")
		b.ReportMetric(each(parts[9]), "µs/event-late")
		b.ReportMetric(float64(most), "stories")

		var messages [][]byte
		bytes := 0
		for _, a := range last {
			data, err := events.WrapAlert(a, "").Structured()
			if err != nil {
				b.Fatal(err)
			}
			messages = append(messages, data)
			bytes += len(data)
		}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began = used()
		restored := NewBook(Options{Policy: DefaultPolicy()})
		for _, data := range messages {
			v, err := events.DecodeStructured(data)
			if err != nil {
				b.Fatal(err)
			}
			restored.Restore(v.Alert)
		}
		restored.Settle()
		b.ReportMetric(float64((used() - began).Milliseconds()), "ms-restore")
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-stories")
		b.ReportMetric(float64(bytes)/1e6, "MB-messages")
		runtime.KeepAlive(restored)
	}
}
