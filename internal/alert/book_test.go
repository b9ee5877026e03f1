package alert

import (
	"fmt"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// noon is the time of the first article of these tests.
var noon = time.Date(2024, 5, 20, 12, 0, 0, 0, time.UTC)

// telling is a report in a test: what is left out is usual.
type telling struct {
	article, source, lang string
	parties               string // "CHN-KAZ"
	status                events.Status
	date                  string
	published             time.Time
	instrument            events.Instrument
	sectors               []events.Sector
	text                  string
	background, replay    bool
	confidence            float64
	siblings              []string
	id                    string
}

func (x telling) input() Input {
	parties := []events.Party{}
	for i := 0; i+3 <= len(x.parties); i += 4 {
		code := x.parties[i : i+3]
		parties = append(parties, events.Party{Code: code, Name: code, Kind: events.State, Role: events.RoleParty})
	}
	a := &events.Agreement{
		Common: events.Common{
			Kind: events.TypeAgreement, Parties: parties, Status: x.status, Background: x.background, Confidence: x.confidence,
			Evidence: []events.Span{{End: max(1, len(x.text)), Text: x.text}},
			Article:  events.Article{ID: x.article, Published: x.published, Language: x.lang, Source: x.source},
			Detector: events.Detector{Version: "test"},
		},
		Instrument: x.instrument, Sectors: x.sectors,
	}
	if x.date != "" {
		a.Date = events.Date{Value: x.date, Precision: events.Day}
	}
	return Input{ID: x.id, Agreement: a, Siblings: x.siblings, Replay: x.replay, Arrived: x.published}
}

// usual fills in what a test does not care about.
func usual(x telling) Input {
	if x.parties == "" {
		x.parties = "CHN-KAZ"
	}
	if x.status == "" {
		x.status = events.AgreementSigned
	}
	if x.published.IsZero() {
		x.published = noon
	}
	if x.date == "" {
		x.date = x.published.Format(time.DateOnly)
	}
	if x.instrument == "" {
		x.instrument = events.InstrumentAgreement
	}
	if x.confidence == 0 {
		x.confidence = 0.8
	}
	if x.source == "" {
		x.source = x.article
	}
	if x.text == "" {
		x.text = "told by " + x.article
	}
	if x.id == "" {
		x.id = "event:" + x.article
	}
	return x.input()
}

var energy, trade = []events.Sector{events.Energy}, []events.Sector{events.Trade}

func days(n int) time.Time { return noon.AddDate(0, 0, n) }

// A step is a report and what must come of it.
type step struct {
	telling
	want string // "kind reason", one for each message; or the decision
}

func TestObserve(t *testing.T) {
	for name, steps := range map[string][]step{
		"one deal in three languages": {
			{telling{article: "1", lang: "en", sectors: energy}, "new first_report"},
			{telling{article: "2", lang: "id", sectors: energy, published: days(1), date: "2024-05-20"}, "update more_evidence"},
			{telling{article: "3", lang: "ms", published: days(1)}, "update more_evidence"},
		},
		"two deals of a pair on one day": {
			{telling{article: "1", sectors: energy}, "new first_report"},
			{telling{article: "2", sectors: trade}, "new other_deal"},
			{telling{article: "3", sectors: trade}, "update more_evidence"},
			{telling{article: "4", instrument: events.Ceasefire, sectors: []events.Sector{events.Security}}, "new other_deal"},
		},
		"a pact is any instrument but a loan": {
			{telling{article: "1", instrument: events.Treaty}, "new first_report"},
			{telling{article: "2", instrument: events.Protocol}, "update more_evidence"},
			{telling{article: "3", instrument: events.Treaty, sectors: energy}, "update more_evidence"},
			{telling{article: "4", instrument: events.Loan, sectors: energy}, "new other_deal"},
		},
		"the same deal of another pair": {
			{telling{article: "1", sectors: energy}, "new first_report"},
			{telling{article: "2", sectors: energy, parties: "CHN-UZB"}, "new first_report"},
		},
		"step by step": {
			{telling{article: "1", sectors: energy, status: events.AgreementNegotiating}, "update not_alerting"},
			{telling{article: "2", sectors: energy, status: events.AgreementAgreed, published: days(10)}, "new status_advanced"},
			{telling{article: "3", sectors: energy, published: days(20)}, "follow_up status_advanced"},
			{telling{article: "4", sectors: energy, status: events.AgreementRatified, published: days(60)}, "follow_up status_advanced"},
			{telling{article: "5", status: events.AgreementInForce, published: days(80)}, "follow_up status_advanced"},
			{telling{article: "6", sectors: energy, published: days(81), date: "2024-06-09"}, "update more_evidence"},
			{telling{article: "7", sectors: energy, status: events.AgreementNegotiating, published: days(82), date: "2024-05-20"}, "update earlier_stage"},
		},
		"agreed says one, signed another": {
			{telling{article: "1", sectors: energy, status: events.AgreementAgreed}, "new first_report"},
			{telling{article: "2", sectors: energy}, "update same_occasion"},
			{telling{article: "3", sectors: energy}, "update more_evidence"},
		},
		"ratified is a follow-up though the signing was not seen": {
			{telling{article: "1", sectors: energy, status: events.AgreementRatified}, "follow_up first_report"},
		},
		"history, bodies, doubts": {
			{telling{article: "1", background: true}, "background"},
			{telling{article: "2", parties: "CHN-KAZ-UZB"}, "other_parties"},
			{telling{article: "3", confidence: 0.3}, "low_confidence"},
			{telling{article: "4", date: "2024-03-01"}, "update old_news"},
		},
		"the next year's deal on the same subject": {
			{telling{article: "1", sectors: energy}, "new first_report"},
			{telling{article: "2", sectors: energy, published: days(40)}, "new other_deal"},
		},
		"a repeated delivery": {
			{telling{article: "1", sectors: energy}, "new first_report"},
			{telling{article: "1", sectors: energy}, "repeated"},
		},
		"versions": {
			{telling{article: "1", id: "e1", sectors: energy, published: days(1)}, "new first_report"},
			{telling{article: "1", id: "e1", sectors: trade, published: noon}, "older_version"},
			{telling{article: "1", id: "e1", sectors: trade, published: days(2)}, "update correction"},
			{telling{article: "1", id: "e2", sectors: trade, published: days(3)}, "retraction no_longer_told, new other_deal"},
			{telling{article: "1", id: "e3", sectors: energy, siblings: []string{"e2", "e3"}, published: days(4)}, "new other_deal"},
		},
		"a corrected subject moves the report to its story": {
			{telling{article: "1", sectors: energy}, "new first_report"},
			{telling{article: "2", sectors: trade}, "new other_deal"},
			{telling{article: "1", sectors: trade, published: days(1), date: "2024-05-20"}, "retraction correction, update more_evidence"},
		},
		"two stories turn out to be one": {
			{telling{article: "1", sectors: energy}, "new first_report"},
			{telling{article: "2", sectors: trade}, "new other_deal"},
			{telling{article: "3", sectors: []events.Sector{events.Energy, events.Trade}}, "retraction merged, update more_evidence"},
			{telling{article: "4", sectors: trade}, "update more_evidence"},
		},
		"a replay pages nobody, and the news of the day all the same": {
			{telling{article: "1", sectors: energy, replay: true}, "new first_report quiet"},
			{telling{article: "2", sectors: energy, replay: true}, "update more_evidence quiet"},
			{telling{article: "3", sectors: energy}, "new status_advanced"},
			{telling{article: "4", sectors: energy}, "update more_evidence"},
		},
		"an article from the future or from long ago": {
			{telling{article: "1", sectors: energy, published: days(100)}, "new first_report"},
			{telling{article: "2", sectors: trade, published: noon}, "update old_news"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := NewBook(Options{Policy: DefaultPolicy()})
			for i, s := range steps {
				res := b.Observe(usual(s.telling))
				if got := messages(t, res); got != s.want {
					t.Fatalf("report %d: %s, want %s", i+1, got, s.want)
				}
			}
		})
	}
}

// messages says what a result has, in the words of the steps above, and checks it.
func messages(t *testing.T, res Result) string {
	t.Helper()
	if len(res.Changed) == 0 {
		return string(res.Decision)
	}
	out := ""
	for i, a := range res.Changed {
		if err := a.Validate(); err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			out += ", "
		}
		out += fmt.Sprintf("%s %s", a.Change, a.Reason)
		if a.Replay {
			out += " quiet"
		}
	}
	return out
}

// A story loses what its articles are taken back, and falls when none is left.
func TestRetract(t *testing.T) {
	b := NewBook(Options{Policy: DefaultPolicy()})
	for _, x := range []telling{
		{article: "1", sectors: energy}, {article: "2", sectors: energy}, {article: "3", sectors: trade, parties: "CHN-UZB"},
	} {
		b.Observe(usual(x))
	}
	for i, c := range []struct {
		article    string
		until      time.Time
		want       string
		confidence float64
	}{
		{"1", noon.Add(-time.Hour), "nothing_to_retract", 0},
		{"1", noon, "update killed", 0.8},
		{"1", time.Time{}, "nothing_to_retract", 0},
		{"2", time.Time{}, "retraction killed", 0},
		{"4", time.Time{}, "nothing_to_retract", 0},
	} {
		res := b.Retract(c.article, c.until, false)
		if got := messages(t, res); got != c.want || len(res.Changed) > 0 && res.Changed[0].Confidence != c.confidence {
			t.Errorf("step %d: %s, want %s; %+v", i, got, c.want, res.Changed)
		}
	}
	// The same report again is not news; one of another wire is.
	if got := messages(t, b.Observe(usual(telling{article: "2", sectors: energy}))); got != "repeated" {
		t.Errorf("the killed report again: %s", got)
	}
	if got := messages(t, b.Observe(usual(telling{article: "5", sectors: energy}))); got != "new other_deal" {
		t.Errorf("another wire's report: %s", got)
	}
	// A version that is released again revives its story.
	if got := messages(t, b.Observe(usual(telling{article: "2", sectors: energy, published: days(1), date: "2024-05-20"}))); got != "update more_evidence" {
		t.Errorf("the corrected article: %s", got)
	}
}

func TestConfidenceRisesWithIndependentSources(t *testing.T) {
	b := NewBook(Options{Policy: DefaultPolicy()})
	last := 0.0
	for _, c := range []struct {
		article, source, text string
		rises                 bool
		sources               int
	}{
		{"1", "A", "one", true, 1},
		{"2", "A", "another of the same", false, 1},
		{"3", "B", "two", true, 2},
		{"4", "C", "two", false, 2}, // a copy
		{"5", "D", "three", true, 3},
	} {
		a := b.Observe(usual(telling{article: c.article, source: c.source, text: c.text, sectors: energy})).Changed[0]
		if (a.Confidence > last) != c.rises || a.Confidence > 1 || a.Sources != c.sources {
			t.Errorf("article %s: confidence %v after %v, %d sources", c.article, a.Confidence, last, a.Sources)
		}
		last = a.Confidence
	}
}

// A book that is restored from its messages goes on as the one that wrote them.
func TestRestore(t *testing.T) {
	written := NewBook(Options{Policy: DefaultPolicy()})
	last := map[string]*events.Alert{}
	note := func(res Result) {
		for _, a := range res.Changed {
			data, err := events.WrapAlert(a, "").Structured()
			if err != nil {
				t.Fatal(err)
			}
			v, err := events.DecodeStructured(data)
			if err != nil {
				t.Fatal(err)
			}
			last[a.Story] = v.Alert
		}
	}
	reports := []telling{
		{article: "1", sectors: energy},
		{article: "2", sectors: trade},
		{article: "3", sectors: energy, status: events.AgreementAgreed},
		{article: "4", sectors: []events.Sector{events.Border}},
		{article: "5", sectors: []events.Sector{events.Border, events.Trade}},
		{article: "6", sectors: energy, status: events.AgreementRatified, published: days(20)},
	}
	for _, x := range reports {
		note(written.Observe(usual(x)))
	}
	note(written.Retract("3", time.Time{}, false))
	restored := NewBook(Options{Policy: DefaultPolicy()})
	for _, a := range last {
		restored.Restore(a)
	}
	restored.Settle()
	for _, x := range append(reports, telling{article: "7", sectors: energy, status: events.AgreementInForce, published: days(40)},
		telling{article: "8", sectors: trade, published: days(41), date: "2024-05-20"}, telling{article: "9", published: days(60)}) {
		want, got := messages(t, written.Observe(usual(x))), messages(t, restored.Observe(usual(x)))
		if got != want {
			t.Errorf("article %s: %s, want %s", x.article, got, want)
		}
	}
}

// Stories leave by the time of the articles; a replay does not push out what is new,
// nor the other way round.
func TestWindow(t *testing.T) {
	b := NewBook(Options{Policy: DefaultPolicy()})
	b.Observe(usual(telling{article: "1", sectors: energy}))
	if res := b.Observe(usual(telling{article: "2", sectors: trade, published: days(89)})); len(res.Forgotten) != 0 {
		t.Errorf("forgotten after 89 days: %v", res.Forgotten)
	}
	b.Observe(usual(telling{article: "3", sectors: energy, published: days(-700), replay: true}))
	if res := b.Observe(usual(telling{article: "4", sectors: energy, published: days(-650), replay: true})); len(res.Forgotten) != 0 || b.Stories() != 4 {
		t.Errorf("a replay made %d stories, %v forgotten", b.Stories(), res.Forgotten)
	}
	if res := b.Observe(usual(telling{article: "5", background: true, published: days(91)})); len(res.Forgotten) != 1 {
		t.Errorf("forgotten after 91 days: %v", res.Forgotten)
	}
	if res := b.Observe(usual(telling{article: "6", sectors: energy, published: days(-500), replay: true})); len(res.Forgotten) != 2 {
		t.Errorf("forgotten when the replay went on: %v", res.Forgotten)
	}
}

func TestBounds(t *testing.T) {
	b := NewBook(Options{Policy: DefaultPolicy(), MaxStories: 3})
	forgotten := 0
	for i := range 10 {
		res := b.Observe(usual(telling{article: fmt.Sprint(i), sectors: energy, published: days(8 * i)}))
		forgotten += len(res.Forgotten)
	}
	if b.Stories() != 3 || forgotten != 7 {
		t.Errorf("%d stories, %d forgotten; want 3 and 7", b.Stories(), forgotten)
	}
	b = NewBook(Options{Policy: DefaultPolicy()})
	var last *events.Alert
	for i := range 2 * events.MaxReports {
		if res := b.Observe(usual(telling{article: fmt.Sprint(i), sectors: energy})); len(res.Changed) > 0 {
			last = res.Changed[0]
		}
	}
	res := b.Observe(usual(telling{article: "law", sectors: energy, status: events.AgreementRatified, published: days(9)}))
	if len(last.Reports) != events.MaxReports || res.Changed[0].Change != events.AlertFollowUp || res.Changed[0].ReportCount != 2*events.MaxReports+1 {
		t.Errorf("%d reports, then %+v", len(last.Reports), res.Changed[0])
	}
}
