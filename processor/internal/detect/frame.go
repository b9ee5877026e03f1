package detect

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/dragoman-wire/dragoman/processor/lang"
)

//go:embed frames.tsv
var frameTable string

// frame tells how the parties of an event stand around its trigger.
type frame struct {
	name         string
	trigger      lang.Class
	subject      bool // the doer, on the left
	possessive   bool // "X's visit"
	compound     bool // "X-Y talks"
	leftWith     bool // "with X, Y agreed"
	direct       bool // the object, on the right
	links        lang.Set
	personsLeft  bool
	personsRight bool
	place        bool // a place on the right stands for its state
}

// frames are the frames of meetings, in the order in which they are tried.
var frames = mustFrames(frameTable)

// meetingWords are all words that a meeting can be told by.
var meetingWords = func() lang.Set {
	all := lang.SetOf(lang.Gathering, lang.Phone)
	for i := range frames {
		all.Add(frames[i].trigger)
	}
	return all
}()

var linkClasses = map[string]lang.Class{
	"with": lang.With, "between": lang.Between, "of": lang.Of, "by": lang.By, "to": lang.To, "in": lang.In, "from": lang.From,
}

// mustFrames reads the table; it is built in, so that a mistake in it is a mistake in the program.
func mustFrames(table string) []frame {
	fs, err := readFrames(table)
	if err != nil {
		panic(err)
	}
	return fs
}

func readFrames(table string) ([]frame, error) {
	var out []frame
	n := 0
	for line := range strings.SplitSeq(table, "\n") {
		n++
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f, err := readFrame(strings.Split(line, "\t"))
		if err != nil {
			return nil, fmt.Errorf("frames.tsv:%d: %w", n, err)
		}
		out = append(out, f)
	}
	return out, nil
}

func readFrame(cols []string) (f frame, err error) {
	if len(cols) != 7 {
		return f, fmt.Errorf("%d columns, want 7", len(cols))
	}
	trigger, ok := lang.ClassOf(cols[2])
	if !ok {
		return f, fmt.Errorf("unknown trigger class %q", cols[2])
	}
	f = frame{name: cols[0], trigger: trigger, place: cols[6] == "yes"}
	for w := range strings.SplitSeq(cols[3], ",") {
		switch w {
		case "-":
		case "subject":
			f.subject = true
		case "possessive":
			f.possessive = true
		case "compound":
			f.compound = true
		case "with":
			f.leftWith = true
		default:
			return f, fmt.Errorf("unknown left role %q", w)
		}
	}
	for w := range strings.SplitSeq(cols[4], ",") {
		switch c, ok := linkClasses[w]; {
		case w == "-":
		case w == "direct":
			f.direct = true
		case ok:
			f.links.Add(c)
		default:
			return f, fmt.Errorf("unknown right role %q", w)
		}
	}
	f.personsLeft = cols[5] == "left" || cols[5] == "both"
	f.personsRight = cols[5] == "right" || cols[5] == "both"
	return f, nil
}
