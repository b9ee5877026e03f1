package processor_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// The files in testdata/cases hold what each rule is to read and to leave, those in testdata/plain everyday
// sentences that nobody wrote for a rule, and those in testdata/stock the stock wordings of agencies, one filling
// of each template by which they were written. All hold one short story a block, and the events that the codebook
// finds in it. Blocks are parted by blank lines:
//
//	# a comment
//	@2024-05-21                                  publication day, from here on
//	? known gap: why                             the engine does not manage this yet
//	^ The headline, if there is one
//	The text, on one line or several.
//	=> meeting CHN RUS held 2024-05-20           type, parties, status, date
//	=> railway_project CHN LAO operational background
//	=> nothing                                   instead of events
//
// An expected event without a date leaves the date unchecked; one without
// "background" must be news.

// storyCase is one block of a case file.
type storyCase struct {
	line      int // of the file, where the text begins
	published time.Time
	gap       bool
	headline  string
	text      string
	want      []told
}

// statusesOf lists each type's statuses, so that a slip of the pen is no known gap.
var statusesOf = map[events.Type][]events.Status{
	events.TypeMeeting: {events.MeetingHeld, events.MeetingOngoing, events.MeetingPlanned, events.MeetingCancelled},
	events.TypeAgreement: {
		events.AgreementProposed, events.AgreementNegotiating, events.AgreementAgreed, events.AgreementSigned, events.AgreementRatified,
		events.AgreementInForce, events.AgreementExtended, events.AgreementSuspended, events.AgreementTerminated, events.AgreementRejected,
	},
	events.TypeRailwayProject: {
		events.RailwayProposed, events.RailwayConsulting, events.RailwayAgreed, events.RailwayFinanced,
		events.RailwayConstruction, events.RailwayOperational, events.RailwaySuspended, events.RailwayCancelled,
	},
}

var expectedLine = regexp.MustCompile(`^=> (\w+)((?: [A-Z][A-Z0-9]+)+) ([a-z_]+)(?: (\d{4}(?:-\d\d){0,2}))?( background)?$`)

// TestCases holds the engine to every case, in every language that has a file.
func TestCases(t *testing.T) { checkFiles(t, "testdata/cases/*.txt") }

// TestPlain holds the engine to the everyday sentences.
func TestPlain(t *testing.T) { checkFiles(t, "testdata/plain/*.txt") }

// TestStock holds the engine to the stock wordings of agencies.
func TestStock(t *testing.T) { checkFiles(t, "testdata/stock/*.txt") }

// checkFiles holds the engine to every case of the files that a pattern names.
func checkFiles(t *testing.T, pattern string) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case files %s: %v", pattern, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := readCases(string(data))
		if err != nil {
			t.Fatalf("%s:%v", path, err)
		}
		language := strings.TrimSuffix(filepath.Base(path), ".txt")
		for _, c := range cases {
			t.Run(fmt.Sprintf("%s:%d", language, c.line), func(t *testing.T) { checkCase(t, path, language, c) })
		}
	}
}

func checkCase(t *testing.T, path, language string, c storyCase) {
	a := article.Article{ID: "case", Language: language, Headline: c.headline, Body: c.text, Published: c.published}
	var got []told
	for _, ev := range newEngine(t).Process(&a).Events {
		got = append(got, tell(ev))
	}
	switch right := sameEvents(c.want, got); {
	case right && c.gap:
		t.Errorf("%s:%d: the known gap is closed: remove its marker\n%s", path, c.line, c.text)
	case !right && c.gap:
		t.Logf("known gap\n%s\nwant\n%sgot\n%s", c.text, list(c.want), list(got))
	case !right:
		t.Errorf("%s:%d:\n%s\nwant\n%sgot\n%s", path, c.line, c.text, list(c.want), list(got))
	}
}

// sameEvents tells whether want and got are the same set; what is not dated in
// want matches any date, so the dated ones choose first.
func sameEvents(want, got []told) bool {
	if len(want) != len(got) {
		return false
	}
	want, got = slices.Clone(want), slices.Clone(got)
	slices.SortStableFunc(want, func(a, b told) int { return strings.Compare(b.Date, a.Date) })
	for _, w := range want {
		i := slices.IndexFunc(got, func(g told) bool {
			if w.Date == "" {
				g.Date = ""
			}
			return g == w
		})
		if i < 0 {
			return false
		}
		got = slices.Delete(got, i, i+1)
	}
	return true
}

func list(all []told) string {
	if len(all) == 0 {
		return "  nothing\n"
	}
	var b strings.Builder
	for _, e := range all {
		fmt.Fprintf(&b, "  %s %s %s %s", e.Type, e.Parties, e.Status, e.Date)
		if e.Background {
			b.WriteString(" background")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// readCases reads a case file; errors begin with the line's number.
func readCases(text string) ([]storyCase, error) {
	var out []storyCase
	var day time.Time
	var c storyCase
	expected := 0 // lines with "=>" of this block
	for i, line := range append(strings.Split(text, "\n"), "") {
		line = strings.TrimRight(line, " \r")
		var err error
		switch {
		case line == "":
			if (c.text != "" || c.gap) && expected == 0 {
				err = fmt.Errorf(`a case expects something: add "=> …" or "=> nothing"`)
			}
			if c.text != "" {
				out = append(out, c)
			}
			c, expected = storyCase{}, 0
		case line[0] == '#':
		case line[0] == '@':
			if day, err = time.Parse("2006-01-02", line[1:]); err == nil {
				day = day.Add(12 * time.Hour)
			}
		case line == "? known gap" || strings.HasPrefix(line, "? known gap: "):
			c.gap = true
		case strings.HasPrefix(line, "^ ") && c.text == "":
			c.headline = line[2:]
		case strings.HasPrefix(line, "=>"):
			expected++
			switch {
			case c.text == "":
				err = fmt.Errorf("an expected event stands behind its text")
			case line == "=> nothing" && expected == 1:
			default:
				var w told
				w, err = readTold(line)
				c.want = append(c.want, w)
				if expected != len(c.want) {
					err = fmt.Errorf("a case expects events or nothing, not both")
				}
			}
		case expected > 0:
			err = fmt.Errorf("text behind the expected events: part the cases by a blank line")
		case day.IsZero():
			err = fmt.Errorf("no publication day: put a line such as @2024-05-21 before it")
		case c.text == "":
			c.line, c.published, c.text = i+1, day, line
		default:
			c.text += "\n" + line
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("1: no cases")
	}
	return out, nil
}

func readTold(line string) (told, error) {
	m := expectedLine.FindStringSubmatch(line)
	if m == nil {
		return told{}, fmt.Errorf("%q is not of the form => type PARTIES status [date] [background]", line)
	}
	codes := strings.Fields(m[2])
	slices.Sort(codes)
	w := told{events.Type(m[1]), strings.Join(codes, " "), events.Status(m[3]), m[4], m[5] != ""}
	if !slices.Contains(statusesOf[w.Type], w.Status) {
		return told{}, fmt.Errorf("no %s has the status %q", w.Type, w.Status)
	}
	return w, nil
}

func TestReadCases(t *testing.T) {
	got, err := readCases("# talks\n@2024-05-21\n\n? known gap: voice\n^ Voices\nLine one\nline two.\n=> meeting RUS CHN held 2024-05-20\n=> agreement CHN RUS signed background\n\nCalm.\n=> nothing\n")
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2024, 5, 21, 12, 0, 0, 0, time.UTC)
	want := []told{
		{events.TypeMeeting, "CHN RUS", events.MeetingHeld, "2024-05-20", false},
		{events.TypeAgreement, "CHN RUS", events.AgreementSigned, "", true},
	}
	if len(got) != 2 || got[0].line != 6 || got[0].headline != "Voices" || got[0].text != "Line one\nline two." || !got[0].gap || !got[0].published.Equal(day) || !slices.Equal(got[0].want, want) || got[1].gap || got[1].want != nil {
		t.Errorf("cases %+v", got)
	}
	for text, want := range map[string]string{
		"":                                "1: no cases",
		"Text.\n=> nothing":               "1: no publication day",
		"@today\n":                        "1: ",
		"@2024-05-21\nText.\n":            "3: a case expects something",
		"@2024-05-21\n=> nothing":         "2: an expected event stands behind its text",
		"@2024-05-21\nA.\n=> nothing\nB.": "4: text behind",
		"@2024-05-21\nA.\n=> meeting CHN RUS signed":           "3: no meeting has the status",
		"@2024-05-21\nA.\n=> meeting held":                     "3: ",
		"@2024-05-21\nA.\n=> nothing\n=> meeting CHN RUS held": "4: a case expects events or nothing",
	} {
		if _, err := readCases(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
}
