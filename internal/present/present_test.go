package present_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/present"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func common(kind events.Type, status events.Status) events.Common {
	return events.Common{
		Kind:       kind,
		Parties:    []events.Party{{Code: "CHN"}, {Code: "KAZ"}},
		Status:     status,
		Date:       events.Date{Value: "2024-05-20", Precision: events.Day},
		Confidence: 0.91,
	}
}

func TestLine(t *testing.T) {
	meeting := &events.Meeting{
		Common: common(events.TypeMeeting, events.MeetingHeld), Channel: events.InPerson, Level: events.Ministers,
		SidelinesOf: "the SCO meeting",
	}
	meeting.Place = &events.Place{Name: "Astana", Country: "KAZ"}
	meeting.Participants = []events.Participant{{Name: "Wang Yi"}, {Name: "Nurtleu"}}
	bare := &events.Meeting{Common: common(events.TypeMeeting, events.MeetingPlanned), Channel: events.ChannelUnknown, Level: events.Leaders}
	bare.Date, bare.Background = events.Date{}, true
	agreement := &events.Agreement{
		Common: common(events.TypeAgreement, events.AgreementInForce), Instrument: events.MoU,
		Sectors: []events.Sector{events.Agriculture, events.Energy},
	}
	railway := &events.RailwayProject{
		Common: common(events.TypeRailwayProject, events.RailwayConsulting), Name: "third railway",
		Endpoints: []string{"Ayagoz", "Tacheng"}, LengthKM: 302.5, Cost: "$1 billion",
	}
	for want, e := range map[string]events.Event{
		"2024-05-20  meeting   held         CHN–KAZ      ministers, in person, in Astana, beside the SCO meeting, Wang Yi, Nurtleu": meeting,
		"undated     meeting   planned      CHN–KAZ      leaders, background":                                                       bare,
		"2024-05-20  agreement in force     CHN–KAZ      mou, agriculture, energy":                                                  agreement,
		"2024-05-20  railway   consulting   CHN–KAZ      third railway, Ayagoz to Tacheng, 302.5 km, $1 billion":                    railway,
	} {
		if got := present.Line(e); got != want {
			t.Errorf("line is\n%q, want\n%q", got, want)
		}
	}
}

func TestTextCannotForgeLines(t *testing.T) {
	railway := &events.RailwayProject{
		Common: common(events.TypeRailwayProject, events.RailwayAgreed),
		Name:   "a\x1b[2Jb\nc\rd\u009be\u202ef",
	}
	if got := present.Line(railway); !strings.HasSuffix(got, "a [2Jb c d e f") {
		t.Errorf("line is %q", got)
	}
}

// story has evidence in its headline, over a line's end, next to each other and
// within each other, and a paragraph in a script without spaces.
func story() (*article.Article, processor.Result) {
	a := &article.Article{
		ID: "urn:example:1", Headline: "Wang meets Nurtleu", Source: "Example Wire", Located: "ASTANA",
		Published: time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC),
		Body: "China’s foreign minister met his Kazakh counterpart on Monday in Astana, and both agreed to widen trade.\n\n" +
			"  Nothing   else\thappened.\x1b[31m\n中国外交部长星期一在阿斯塔纳会见了哈萨克斯坦外交部长中国外交部长",
	}
	passage := func(field, text string) events.Span {
		in := a.Body
		if field == events.FieldHeadline {
			in = a.Headline
		}
		start := strings.Index(in, text)
		return events.Span{Field: field, Start: start, End: start + len(text), Text: text}
	}
	meeting := &events.Meeting{Common: common(events.TypeMeeting, events.MeetingHeld), Channel: events.InPerson, Level: events.Ministers}
	meeting.Evidence = []events.Span{
		passage(events.FieldHeadline, "meets Nurtleu"),
		passage("", "foreign minister met his Kazakh counterpart on Monday"),
		passage("", "会见了哈萨克斯坦外交部长"),
	}
	agreement := &events.Agreement{Common: common(events.TypeAgreement, events.AgreementAgreed), Instrument: events.InstrumentOther}
	agreement.Evidence = []events.Span{passage("", "on Monday in Astana"), passage("", "agreed to widen trade.")}
	return a, processor.Result{
		Language: "en",
		Events:   []events.Event{meeting, agreement},
		Traces: []processor.Trace{
			{
				Frame:   "meet.active",
				Trigger: processor.Cue{Text: "met"},
				Roles:   []processor.Cue{{Label: "CHN", Text: "China’s foreign minister"}, {Label: "KAZ", Text: "his Kazakh counterpart"}},
				Status:  processor.Cue{Label: "held", Text: "met"},
				Date:    processor.Cue{Text: "on\nMonday"},
			},
			{Frame: "agree.both", Trigger: processor.Cue{Text: "agreed to"}},
		},
	}
}

func TestArticle(t *testing.T) {
	for name, style := range map[string]present.Style{
		"brackets": {Width: 40},
		"color":    {Width: 40, Color: true},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			a, result := story()
			if err := present.Article(&out, a, result, style); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".golden", out.Bytes())
		})
	}
}

func TestArticleWithoutEvents(t *testing.T) {
	a, _ := story()
	for want, result := range map[string]processor.Result{
		"no events\n":                  {},
		"not read: unknown language\n": {Skipped: processor.SkipLanguage},
	} {
		var out bytes.Buffer
		if err := present.Article(&out, a, result, present.Style{Width: 80}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("printed %q, want %q in it", out.String(), want)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
	}
}
