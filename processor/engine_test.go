package processor_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

var update = flag.Bool("update", false, "write the golden files")

// told is what a test expects of an event.
type told struct {
	Type       events.Type
	Parties    string // codes, joined by a space
	Status     events.Status
	Date       string
	Background bool
}

func tell(ev events.Event) told {
	b := ev.Base()
	var codes []string
	for _, p := range b.Parties {
		codes = append(codes, p.Code)
	}
	return told{b.Kind, strings.Join(codes, " "), b.Status, b.Date.Value, b.Background}
}

// TestWorkedExample holds the engine to the codebook's worked example, in a wire
// that has lost its letter z.
func TestWorkedExample(t *testing.T) {
	a := sample(t, "astana-wang-nurtleu.id.ninjs1.json")
	r := newEngine(t).Process(&a)
	want := []told{
		{events.TypeMeeting, "CHN RUS", events.MeetingHeld, "2024-05-20", false},
		{events.TypeMeeting, "CHN KAZ", events.MeetingHeld, "2024-05-20", false},
		{events.TypeMeeting, "SCO", events.MeetingHeld, "2024-05-20", false},
		{events.TypeAgreement, "CHN KAZ", events.AgreementAgreed, "2024-05-20", false},
		{events.TypeRailwayProject, "CHN KAZ", events.RailwayConsulting, "2024-05-20", false},
		{events.TypeMeeting, "CHN KAZ KGZ TJK TKM UZB", events.MeetingHeld, "2023", true},
	}
	found := map[told]events.Event{}
	for _, ev := range r.Events {
		found[tell(ev)] = ev
	}
	for _, w := range want {
		if found[w] == nil {
			t.Errorf("no %+v", w)
		}
	}
	if len(r.Events) != len(want) || r.Language != "id" {
		t.Errorf("%d events in %q, want %d in id", len(r.Events), r.Language, len(want))
	}
	if t.Failed() {
		for _, ev := range r.Events {
			t.Logf("found %+v", tell(ev))
		}
		return
	}
	lavrov := found[want[0]].(*events.Meeting)
	if !strings.Contains(lavrov.SidelinesOf, "SCO") || lavrov.Level != events.Ministers || lavrov.Channel != events.InPerson || lavrov.Place == nil || lavrov.Place.Name != "Astana" {
		t.Errorf("Wang and Lavrov: sidelines of %q, level %s, channel %s, place %+v", lavrov.SidelinesOf, lavrov.Level, lavrov.Channel, lavrov.Place)
	}
	if sco := found[want[2]].(*events.Meeting); sco.Format != events.Multilateral || sco.Level != events.Ministers {
		t.Errorf("SCO: format %s, level %s", sco.Format, sco.Level)
	}
	if deal := found[want[3]].(*events.Agreement); !slices.Contains(deal.Sectors, "energy") || !slices.Contains(deal.Sectors, "agriculture") {
		t.Errorf("agreement on %v", deal.Sectors)
	}
	if summit := found[want[5]].(*events.Meeting); summit.Level != events.Leaders {
		t.Errorf("summit of %s", summit.Level)
	}
}

// TestWires holds every event of the sample wires to the codebook, and to the
// golden file.
func TestWires(t *testing.T) {
	e := newEngine(t)
	var got bytes.Buffer
	for _, w := range wires(t) {
		r := e.Process(&w.article)
		checkResult(t, &w.article, r)
		for _, ev := range r.Events {
			data, err := json.Marshal(ev)
			if err != nil {
				t.Fatalf("%s: %v", w.name, err)
			}
			got.WriteString(w.name + "\t")
			got.Write(data)
			got.WriteByte('\n')
		}
	}
	golden := filepath.Join("testdata", "wires.golden")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		var g, w string
		if i < len(gotLines) {
			g = gotLines[i]
		}
		if i < len(wantLines) {
			w = wantLines[i]
		}
		if g != w {
			t.Fatalf("%s:%d: events have changed; look, then go test ./processor -run Wires -update\n got %s\nwant %s", golden, i+1, g, w)
		}
	}
}

// TestSameOutput reads every sample wire many times from several goroutines:
// nothing may depend on what an engine has read before, or on another engine.
func TestSameOutput(t *testing.T) {
	const workers, rounds = 8, 5
	ws := wires(t)
	e := newEngine(t)
	fresh, err := processor.New()
	if err != nil {
		t.Fatal(err)
	}
	want := make([]processor.Result, len(ws))
	for i := range ws {
		want[i] = fresh.Explain(&ws[i].article)
	}
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			for round := range rounds {
				for k := range ws {
					i := (k*(worker+1) + round) % len(ws)
					if got := e.Explain(&ws[i].article); !reflect.DeepEqual(got, want[i]) {
						t.Errorf("%s: result %+v, want %+v", ws[i].name, got, want[i])
						return
					}
				}
			}
		})
	}
	wg.Wait()
}

// TestExplain proves that every event comes with the words that bound it.
func TestExplain(t *testing.T) {
	e := newEngine(t)
	for _, w := range wires(t) {
		r := e.Explain(&w.article)
		if len(r.Traces) != len(r.Events) {
			t.Fatalf("%s: %d traces of %d events", w.name, len(r.Traces), len(r.Events))
		}
		for _, trace := range r.Traces {
			for _, c := range append([]processor.Cue{trace.Trigger, trace.Status, trace.Date}, trace.Roles...) {
				if got := field(&w.article, c.Field)[c.Start:c.End]; got != c.Text {
					t.Errorf("%s: cue %+v is %q in the article", w.name, c, got)
				}
			}
			if trace.Frame == "" || trace.Trigger.Text == "" {
				t.Errorf("%s: trace %+v has no frame or trigger", w.name, trace)
			}
		}
	}
}

func TestSkipped(t *testing.T) {
	e := newEngine(t)
	const text = "The foreign ministers of China and Russia met in Beijing on Monday and signed a treaty."
	tests := []struct {
		name     string
		article  article.Article
		skip     processor.Skip
		language string
		events   bool
	}{
		{"read", article.Article{Body: text, Language: "en"}, "", "en", true},
		{"regional language", article.Article{Body: text, Language: "en-GB"}, "", "en", true},
		{"upper case language", article.Article{Body: text, Language: "EN"}, "", "en", true},
		{"language by words", article.Article{Body: text}, "", "en", true},
		{"only a headline", article.Article{Headline: "China and Russia sign trade treaty in Beijing", Language: "en"}, "", "en", true},
		{"empty", article.Article{Body: " \n", Language: "en"}, processor.SkipEmpty, "", false},
		{"no pack", article.Article{Body: text, Language: "tlh"}, processor.SkipLanguage, "", false},
		{"unknown language", article.Article{Body: "Qapla"}, processor.SkipLanguage, "", false},
		{"withheld", article.Article{Body: text, Language: "en", Status: article.Withheld}, processor.SkipWithheld, "", false},
		{"cancelled", article.Article{Body: text, Language: "en", Status: article.Canceled}, processor.SkipCanceled, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.article.ID, tt.article.Published = "x", time.Date(2024, 5, 21, 0, 0, 0, 0, time.UTC)
			r := e.Process(&tt.article)
			if r.Skipped != tt.skip || r.Language != tt.language || len(r.Events) > 0 != tt.events {
				t.Errorf("skipped %q, language %q, %d events", r.Skipped, r.Language, len(r.Events))
			}
			checkResult(t, &tt.article, r)
		})
	}
}

// TestLanguages tells the languages of short texts apart, and abstains where
// nothing tells.
func TestLanguages(t *testing.T) {
	e := newEngine(t)
	for text, want := range map[string]string{
		"The minister said that the talks were held in the capital.":                                 "en",
		"Menteri Luar Negeri mengatakan bahwa pertemuan itu digelar karena permintaan kedua negara.": "id",
		"Menteri Luar berkata bahawa mesyuarat itu diadakan kerana permintaan kedua-dua negara.":     "ms",
		"Presiden Prabowo bertemu dengan Perdana Menteri Albanese pada Senin, kata Kemlu.":           "id",
		"Perdana Menteri bertemu rakan sejawatannya pada Isnin, menurut kenyataan Wisma Putra.":      "ms",
		"Le ministre a rencontré son homologue à Paris":                                              "",
		"Xi Jinping Vladimir Putin": "",
		"王毅会见拉夫罗夫":                  "",
		"123 456":                   "",
		"Der Minister traf Lawrow":  "",
	} {
		if r := e.Process(&article.Article{ID: "x", Body: text}); r.Language != want {
			t.Errorf("%q is read as %q, want %q", text, r.Language, want)
		}
	}
}
