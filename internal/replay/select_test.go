package replay

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// passed replays lines and tells what was sent and what was passed over.
func passed(t *testing.T, o Options, lines ...string) (sent string, over map[string]int, summary Summary) {
	t.Helper()
	p := &recorder{}
	summary, err := Run(t.Context(), records(lines...), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return p.keys(), summary.PassedOver, summary
}

func TestDuplicatesAndOldVersions(t *testing.T) {
	version := func(id, version, published, body string) string {
		return fmt.Sprintf(`{"id":%q,"version":%q,"published":%q,"body":%q}`, id, version, published, body)
	}
	may := "2024-05-21T03:00:00Z"
	sent, over, summary := passed(t, Options{},
		version("a", "1", may, "First."),
		version("a", "1", may, "First."),                     // the same
		version("a", "1", "2024-06-01T00:00:00Z", "First."),  // the same, found later
		version("a", "10", may, "Tenth."),                    // newer
		version("a", "9", "2024-07-01T00:00:00Z", "Ninth."),  // older by its version, whenever it was made
		version("b", "", may, "B."),                          // another article
		version("b", "", "2024-05-20T00:00:00Z", "Older B."), // older by its time
		version("b", "", "2024-05-22T00:00:00Z", "Newer B."),
		version("c", "2024-05-21T03:00:00Z", may, "C."), // versions that are times
		version("c", "2024-05-21T02:00:00Z", may, "Older C."),
		`{"id":"d","body":"D."}`,
		`{"id":"d","body":"Another D."}`, // nothing tells: as it stands
	)
	if want := "a a b b c d d"; sent != want {
		t.Errorf("sent %q, want %q", sent, want)
	}
	if want := map[string]int{ReasonDuplicate: 2, ReasonSuperseded: 3}; !maps.Equal(over, want) {
		t.Errorf("passed over %v, want %v", over, want)
	}
	if summary.Kinds[KindVersion] != 3 || summary.SkippedTotal() != 0 {
		t.Errorf("summary %+v", summary)
	}
}

func TestMemoryOfDuplicatesIsBounded(t *testing.T) {
	s := newSeen()
	s.most = 10
	take := func(id string) string {
		reason, _ := s.reason(&article.Article{ID: id})
		return reason
	}
	for i := range 15 {
		take(fmt.Sprint(i))
	}
	if take("14") != ReasonDuplicate || take("5") != ReasonDuplicate {
		t.Error("one of the last ten is forgotten")
	}
	for i := range 30 {
		take(fmt.Sprint("more", i))
	}
	if take("14") != "" || len(s.recent)+len(s.old) > 20 {
		t.Errorf("%d are remembered, where twenty are the most", len(s.recent)+len(s.old))
	}
}

func TestFilter(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2024, 5, d, 0, 0, 0, 0, time.UTC) }
	lines := []string{
		`{"id":"early","lang":"id","published":"2024-05-19T23:59:59Z","body":"b"}`,
		`{"id":"first","lang":"id","published":"2024-05-20T00:00:00Z","body":"b"}`,
		`{"id":"region","lang":"ID-id","published":"2024-05-21T00:00:00Z","body":"b"}`,
		`{"id":"other","lang":"idx","published":"2024-05-21T00:00:00Z","body":"b"}`,
		`{"id":"none","published":"2024-05-21T00:00:00Z","body":"b"}`,
		`{"id":"kill","published":"2024-05-21T00:00:00Z","pubstatus":"canceled"}`,
		`{"id":"undated","lang":"id","body":"b"}`,
		`{"id":"last","lang":"ms","published":"2024-05-22T00:00:00Z","body":"b"}`,
	}
	sent, over, _ := passed(t, Options{Filter: Filter{From: day(20), To: day(22), Languages: []string{"id", "ms"}}}, lines...)
	if want := "first region kill"; sent != want {
		t.Errorf("sent %q, want %q", sent, want)
	}
	if want := map[string]int{ReasonTime: 2, ReasonLanguage: 2, ReasonUndated: 1}; !maps.Equal(over, want) {
		t.Errorf("passed over %v, want %v", over, want)
	}
	if sent, _, _ := passed(t, Options{Filter: Filter{From: day(22)}}, lines...); sent != "last" {
		t.Errorf("from the 22nd on: sent %q", sent)
	}
}

func TestWindowPutsInOrder(t *testing.T) {
	var lines []string
	for _, hour := range []int{3, 1, 2, 9, 8, 7, 0} {
		lines = append(lines, storyAt(fmt.Sprint(hour), fmt.Sprintf("2024-05-21T%02d:00:00Z", hour)))
	}
	o := Options{Pace: Pace{Speed: 1e9}, Clock: newFakeClock(), Window: 3}
	sent, _, summary := passed(t, o, lines...)
	if want := "1 2 3 0 7 8 9"; sent != want {
		t.Errorf("sent %q, want %q", sent, want)
	}
	if summary.Late != 1 || summary.Sorted != 3 {
		t.Errorf("%d late, %d sorted, want 1 and 3", summary.Late, summary.Sorted)
	}
}

func TestEmbargo(t *testing.T) {
	clock := newFakeClock() // midnight of 1 January 2026
	lines := []string{
		`{"id":"a","body":"b"}`,
		`{"id":"second","embargoed":"2026-01-01T02:00:00Z","body":"b"}`,
		`{"id":"first","embargoed":"2026-01-01T01:00:00Z","body":"b"}`,
		`{"id":"over","published":"2024-05-21T00:00:00Z","embargoed":"2024-05-21T01:00:00Z","body":"b"}`,
		`{"id":"b","body":"b"}`,
	}
	sent, over, summary := passed(t, Options{Clock: clock}, lines...)
	if want := "a over b"; sent != want || over[ReasonEmbargoed] != 2 || summary.Kinds[KindEmbargoed] != 1 {
		t.Errorf("a replay sent %q and passed over %v, kinds %v", sent, over, summary.Kinds)
	}
	sent, over, summary = passed(t, Options{Clock: clock, Live: true}, lines...)
	if want := "a over b first second"; sent != want || len(over) > 0 || summary.Kinds[KindEmbargoed] != 3 {
		t.Errorf("live, %q was sent, passed over %v, kinds %v", sent, over, summary.Kinds)
	}
	if got := clock.now.Hour(); got != 2 {
		t.Errorf("it ended at %d o'clock, want 2", got)
	}
	if sent, _, _ := passed(t, Options{Clock: newFakeClock(), Live: true, Limit: 2}, lines...); sent != "a second" {
		t.Errorf("with a limit, %q was sent: what is held back counts", sent)
	}
}

// TestHeldArticlesHoldTheCheckpoint: what is held back when a run dies comes again.
func TestHeldArticlesHoldTheCheckpoint(t *testing.T) {
	clock := newFakeClock()
	r := &run{options: Options{Live: true, Clock: clock}, summary: newSummary(), position: &position{chain: chainStart}, pacer: newPacer(Pace{}, clock)}
	r.batcher = batcher{ctx: t.Context(), publisher: &recorder{}, acknowledged: r.acknowledged}
	embargo := clock.Now().Add(time.Hour)
	for i, embargoed := range []time.Time{{}, embargo, {}, {}} {
		if err := r.send(t.Context(), item{place: fmt.Sprint(i), embargoed: embargoed}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.drain(); err != nil {
		t.Fatal(err)
	}
	if first := r.outstanding(); first == nil || first.number != 2 {
		t.Errorf("outstanding is %+v, want the second", first)
	}
}

func TestDocumentsOfSeveralArticlesAreSplit(t *testing.T) {
	feed := `{"version":"https://jsonfeed.org/version/1.1","title":"Wire","language":"id","items":[
		{"id":"urn:1","content_text":"Satu.","date_published":"2024-05-21T03:00:00Z"},
		{"id":"urn:2","title":""},
		{"id":"urn:3","content_text":"Tiga.","date_published":"2024-05-21T03:00:00Z"}]}`
	p := &recorder{}
	var skipped []string
	summary, err := Run(t.Context(), records(feed), p, Options{Topic: "t", Skipped: func(s Skip) { skipped = append(skipped, s.Err.Error()) }})
	if err != nil {
		t.Fatal(err)
	}
	if p.keys() != "urn:1 urn:3" || summary.Formats[article.FormatJSONFeed] != 2 {
		t.Fatalf("sent %q, summary %+v", p.keys(), summary)
	}
	if len(skipped) != 1 || skipped[0] != "a.jsonl:1: decode json_feed article: no_text: 1 of 3 articles, the first: neither headline nor body" {
		t.Errorf("skipped %q", skipped)
	}
	if got, want := headers(p.outs[0]), "content-type=application/json dragoman-replay=true dragoman-id=urn:1"; got != want {
		t.Errorf("headers %q, want %q", got, want)
	}
	a, err := article.Decode(p.outs[1].Value, "application/json")
	if err != nil || a.Body != "Tiga." || a.Language != "id" || a.Source != "Wire" || summary.Last != "a.jsonl:1#2" {
		t.Errorf("the second was sent as %+v, from %s, error %v", a, summary.Last, err)
	}
}
