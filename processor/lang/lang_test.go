package lang

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	const text = `# a comment
[meet base present done]
meet, meets, met # another
-, -, sat down with

[deal]
treaty, pact = treaty
!START = treaty
[common]
the
`
	got, err := parse(nil, "en/x.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []Entry{
		{"meet", MeetVerb, Base, "", false, "en/x.txt:3"},
		{"meets", MeetVerb, Present, "", false, "en/x.txt:3"},
		{"met", MeetVerb, Done, "", false, "en/x.txt:3"},
		{"sat down with", MeetVerb, Done, "", false, "en/x.txt:4"},
		{"treaty", DealNoun, 0, "treaty", false, "en/x.txt:7"},
		{"pact", DealNoun, 0, "treaty", false, "en/x.txt:7"},
		{"START", DealNoun, 0, "treaty", true, "en/x.txt:8"},
		{"the", Common, 0, "", false, "en/x.txt:10"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("entries\n%+v, want\n%+v", got, want)
	}
}

func TestParseNamesTheLine(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no section", "\nmeet", "en/x.txt:2: entry before the first section"},
		{"unknown class", "[meet]\nmeet\n[meat]", `en/x.txt:3: unknown class "meat"`},
		{"unknown form", "[meet base pluperfect]", `en/x.txt:1: unknown form "pluperfect"`},
		{"empty section", "[]", "en/x.txt:1: section"},
		{"open section", "[meet", "en/x.txt:1: section"},
		{"too many forms", "[meet base]\nmeet, met", "en/x.txt:2: 2 forms, the section has 1"},
		{"empty phrase", "[meet]\nmeet,, met", "en/x.txt:2: empty phrase"},
		{"only a value", "[deal]\n= treaty", "en/x.txt:2: empty phrase"},
		{"endless line", "[meet]\n" + strings.Repeat("x", 1<<20), "en/x.txt: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parse(nil, "en/x.txt", []byte(tt.text))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("entries %v, error %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	packs, err := load(fstest.MapFS{"xx/b.txt": file("[meet]\nb"), "xx/a.txt": file("[meet]\na"), "aa/z.txt": file("[sign]\nc")})
	if err != nil || len(packs) != 2 || packs[0].Tag != "aa" || packs[1].Tag != "xx" || len(packs[1].Entries) != 2 || packs[1].Entries[0].Phrase != "a" {
		t.Errorf("packs %+v, error %v", packs, err)
	}
	if _, err := load(fstest.MapFS{"xx/a.txt": file("[meet]\na"), "xx/b.txt": file("x")}); err == nil || !strings.HasPrefix(err.Error(), "xx/b.txt:1: ") {
		t.Errorf("error %v does not name xx/b.txt:1", err)
	}
}

func TestSet(t *testing.T) {
	s := SetOf(MeetVerb, Masked)
	if !s.Has(MeetVerb) || !s.Has(Masked) || s.Has(SignVerb) || !s.Any(SetOf(Masked, Name)) || s.Any(SetOf(Name)) {
		t.Errorf("set %v has the wrong classes", s)
	}
	if s.Remove(Masked); s != SetOf(MeetVerb) {
		t.Errorf("set %v still has a class", s)
	}
	if got := SetOf(MeetVerb, SignVerb, Masked).Intersect(SetOf(Masked, Name)); got != SetOf(Masked) {
		t.Errorf("%v is what both sets have", got)
	}
	for s, c := SetOf(Masked, MeetVerb, SignVerb), []Class{MeetVerb, SignVerb, Masked}; s != (Set{}); c = c[1:] {
		if got := s.Pop(); got != c[0] {
			t.Errorf("the first class is %v, want %v", got, c[0])
		}
	}
	if NumClasses > 128 {
		t.Errorf("%d classes do not fit in a set", NumClasses)
	}
	for name, c := range classNames {
		if got, ok := ClassOf(name); !ok || got != c || c >= State || c == None {
			t.Errorf("section %q is class %d", name, c)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[meet base done]\nmeet, !met = x # y\n-, sat")
	f.Add("[meet]\n! met, !")
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := parse(nil, "en/x.txt", []byte(text))
		if err != nil && !strings.HasPrefix(err.Error(), "en/x.txt:") {
			t.Fatalf("error %v names no place", err)
		}
		for _, e := range entries {
			if e.Phrase == "" || e.Phrase != strings.TrimSpace(e.Phrase) || e.Class == None || !strings.HasPrefix(e.Place, "en/x.txt:") {
				t.Fatalf("entry %+v", e)
			}
			if utf8.ValidString(text) && !utf8.ValidString(e.Phrase) {
				t.Fatalf("entry %+v cuts a letter", e)
			}
		}
	})
}
