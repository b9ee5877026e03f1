// Package lang holds the language packs: lexicons as data, a folder a language,
// and their loader. Adding a language is adding a folder.
package lang

import (
	"bufio"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

//go:embed */*.txt
var files embed.FS

// Entry is one phrase of a lexicon.
type Entry struct {
	Phrase string
	Class  Class
	Form   Form   // of verbs; 0 where forms tell nothing
	Value  string // what the phrase stands for, in classes that have values
	Exact  bool   // counts only in exactly this case ("AS", "May")
	Place  string // file and line, for messages
}

// Pack is the lexicon of one language.
type Pack struct {
	Tag     string // BCP 47
	Profile Profile
	Entries []Entry
}

// Profile is what a language's grammar and press tell beside its words.
type Profile struct {
	AdjectiveLast bool     // the adjective follows its noun: "ekonomi China"
	Also          []string // ISO 3166-1 alpha-3: whose smaller presses share the language with that of Home
	Home          string   // ISO 3166-1 alpha-3: whose press hardly any other press shares the language with; empty for none
}

// Phrases gives the phrases of a class, in the order of the files.
func (p *Pack) Phrases(c Class) []string {
	var out []string
	for _, e := range p.Entries {
		if e.Class == c {
			out = append(out, e.Phrase)
		}
	}
	return out
}

// Load reads every built-in pack, in order of their tags. An error names the
// file and line of the first bad entry.
func Load() ([]*Pack, error) { return load(files) }

func load(fsys fs.FS) ([]*Pack, error) {
	names, err := fs.Glob(fsys, "*/*.txt")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var packs []*Pack
	for _, name := range names {
		if path.Base(name) == wordsName {
			continue // WordSets reads it
		}
		tag := path.Dir(name)
		if len(packs) == 0 || packs[len(packs)-1].Tag != tag {
			packs = append(packs, &Pack{Tag: tag})
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		p := packs[len(packs)-1]
		if path.Base(name) == profileName {
			if p.Profile, err = parseProfile(name, data); err != nil {
				return nil, err
			}
			continue
		}
		if p.Entries, err = parse(p.Entries, name, data); err != nil {
			return nil, err
		}
	}
	return packs, nil
}

// profileName is the file of a pack that holds its profile.
const profileName = "profile.txt"

// parseProfile reads lines "key = value"; the keys are adjective (first or last), home and, as often as need be, also.
func parseProfile(name string, data []byte) (p Profile, err error) {
	err = assignments(name, data, func(key, value string) error {
		switch {
		case key == "adjective" && (value == "first" || value == "last"):
			p.AdjectiveLast = value == "last"
		case key == "home" && len(value) == 3:
			p.Home = value
		case key == "also" && len(value) == 3:
			p.Also = append(p.Also, value)
		default:
			return errors.New(`want "adjective = first|last", "home = XXX" or "also = XXX"`)
		}
		return nil
	})
	return p, err
}

// assignments calls take for each line "key = value" of the file of this name, comments
// left out. What take has against one is told with its place.
func assignments(name string, data []byte, take func(key, value string) error) error {
	sc := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		if err := take(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return fmt.Errorf("%s:%d: %w: %q", name, n, err, sc.Text())
		}
	}
	return sc.Err()
}

// parse reads a lexicon file. A section "[class form form]" is followed by
// lines "phrase, phrase = value"; the forms name the phrases of a line in order,
// and "-" stands for a form that does not exist. "!" before a phrase asks for
// its exact case.
func parse(dst []Entry, name string, data []byte) ([]Entry, error) {
	var class Class
	var forms []Form
	sc := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		place := fmt.Sprintf("%s:%d", name, n)
		line, _, _ := strings.Cut(sc.Text(), "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if strings.HasPrefix(line, "[") {
			var err error
			if class, forms, err = section(line); err != nil {
				return nil, fmt.Errorf("%s: %w", place, err)
			}
			continue
		}
		if class == None {
			return nil, fmt.Errorf("%s: entry before the first section", place)
		}
		phrases, value, _ := strings.Cut(line, "=")
		columns := strings.Split(phrases, ",")
		if forms != nil && len(columns) > len(forms) {
			return nil, fmt.Errorf("%s: %d forms, the section has %d", place, len(columns), len(forms))
		}
		for i, phrase := range columns {
			e := Entry{Class: class, Value: strings.TrimSpace(value), Place: place}
			e.Phrase, e.Exact = strings.CutPrefix(strings.TrimSpace(phrase), "!")
			e.Phrase = strings.TrimSpace(e.Phrase)
			if e.Phrase == "-" {
				continue
			}
			if e.Phrase == "" {
				return nil, fmt.Errorf("%s: empty phrase", place)
			}
			if forms != nil {
				e.Form = forms[i]
			}
			dst = append(dst, e)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return dst, nil
}

func section(line string) (Class, []Form, error) {
	inner, closed := strings.CutSuffix(strings.TrimPrefix(line, "["), "]")
	words := strings.Fields(inner)
	if !closed || len(words) == 0 {
		return None, nil, fmt.Errorf("section %q is not \"[class form …]\"", line)
	}
	class, ok := classNames[words[0]]
	if !ok {
		return None, nil, fmt.Errorf("unknown class %q", words[0])
	}
	var forms []Form
	for _, w := range words[1:] {
		f, ok := formNames[w]
		if !ok {
			return None, nil, fmt.Errorf("unknown form %q", w)
		}
		forms = append(forms, f)
	}
	return class, forms, nil
}
