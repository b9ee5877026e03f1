// Package tag compiles the language packs and the gazetteer into one dictionary
// and finds their phrases in a text.
package tag

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/processor/gazetteer"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/match"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Language numbers the packs; a set of languages is a bit mask.
type Language uint8

// Mask gives the set of l alone.
func (l Language) Mask() uint32 { return 1 << l }

// Sense is one meaning of a phrase. It fits into one line of a processor's cache.
type Sense struct {
	Langs   uint32 // languages in which it has this meaning
	Class   lang.Class
	Form    lang.Form
	Common  bool       // also an everyday word: not at the start of a sentence
	Given   bool       // also a person's name: not beside another one
	Joined  bool       // a region: only where a hyphen joins it to another name
	Hyphen  bool       // a hyphen stands in it: "EU-held", and not "the EU held"
	Small   bool       // its first word is written small: "five Central Asian states"
	Clitic  bool       // a pronoun is written to its end: "menerimanya"
	Apart   bool       // of City: its own officials do not act for its state: "Crimea"
	Surname bool       // of Person: a part of the name only
	Holder  int32      // of Person: index into Holders
	word    int32      // of Date: index into the dictionary's words of dates
	Exact   string     // if not empty, the only way to write it
	Value   string     // as the lexicon tells it
	Set     *party.Set // of gazetteer classes: whom it stands for; else nobody
}

// Dictionary is every phrase that the engine knows. It is immutable and safe for concurrent use.
type Dictionary struct {
	Packs    []string       // BCP 47 tags by Language
	Profiles []lang.Profile // by Language
	Holders  []gazetteer.Holder
	Parties  *Parties
	trie     *match.Trie
	senses   []Sense            // of all phrases, in order of their numbers
	classes  []lang.Class       // theirs, to look for one without reading them all
	phrases  []phrase           // by number; one more at the end
	looks    []glance           // each once, as most phrases have those of others
	glances  [][]uint16         // by language, and by the phrase's number + 1, the first of none: index into looks
	abbrevs  map[uint64]uint32  // the languages of each, a bit each
	dates    []dates.Word       // as the values of lexicons tell them
	words    map[uint64]word    // every word, by its hash
	lexicons []map[uint64]int32 // by language: its words, names aside, and how many phrases they stand in
	restores []lostLetter       // by language
	typos    spellings
}

// word is what the dictionary has of a word, by which one that has lost letters is known.
type word struct {
	folded string
	named  uint32 // languages that have it in names
	name   fame   // of those
}

// fame is how well known a name is.
type fame uint8

// No name, one, and one of a state or its capital, which wires tell most.
const (
	noName fame = iota
	anyName
	stateName
)

// Load compiles the dictionary of the data that is built in. An error means that
// the data is broken.
func Load() (*Dictionary, error) {
	packs, err := lang.Load()
	if err != nil {
		return nil, fmt.Errorf("load language packs: %w", err)
	}
	g, err := gazetteer.Load()
	if err != nil {
		return nil, fmt.Errorf("load gazetteer: %w", err)
	}
	holders, err := gazetteer.LoadHolders()
	if err != nil {
		return nil, fmt.Errorf("load office-holders: %w", err)
	}
	d, err := NewDictionary(packs, g, holders)
	if err != nil {
		return nil, fmt.Errorf("compile dictionary: %w", err)
	}
	return d, nil
}

// NewDictionary compiles packs, gazetteer and office-holders.
func NewDictionary(packs []*lang.Pack, g *gazetteer.Gazetteer, holders []gazetteer.Holder) (*Dictionary, error) {
	parties, err := newParties(g)
	if err != nil {
		return nil, err
	}
	c := &compiler{b: match.NewBuilder(), d: &Dictionary{Holders: holders, Parties: parties, abbrevs: map[uint64]uint32{}, words: map[uint64]word{}}, sets: map[party.Set]*party.Set{}}
	langs := map[string]Language{}
	for _, p := range packs {
		langs[p.Tag] = Language(len(c.d.Packs))
		c.d.Packs = append(c.d.Packs, p.Tag)
		c.d.Profiles = append(c.d.Profiles, p.Profile)
		c.d.lexicons = append(c.d.lexicons, map[uint64]int32{})
	}
	if len(packs) > 32 {
		return nil, fmt.Errorf("%d language packs, at most 32 fit", len(packs))
	}
	for _, p := range packs {
		clitics := p.Phrases(lang.Clitic)
		for _, e := range p.Entries {
			s := Sense{Langs: langs[p.Tag].Mask(), Class: e.Class, Form: e.Form, Value: e.Value, Set: c.set(party.Set{})}
			if e.Exact {
				s.Exact = e.Phrase
			}
			if e.Class == lang.Date {
				word, err := c.dateWord(e.Value)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", e.Place, err)
				}
				s.word = word
			}
			if err := c.add(e.Phrase, s); err != nil {
				return nil, fmt.Errorf("%s: %w", e.Place, err)
			}
			if e.Exact || !e.Class.Content() {
				continue
			}
			s.Clitic = true
			for _, clitic := range clitics {
				if err := c.add(e.Phrase+clitic, s); err != nil {
					return nil, fmt.Errorf("%s: %w", e.Place, err)
				}
			}
		}
	}
	if err := c.addGazetteer(g, langs); err != nil {
		return nil, err
	}
	if err := c.addHolders(holders); err != nil {
		return nil, err
	}
	if err := c.noteSets(langs); err != nil {
		return nil, err
	}
	c.finish()
	return c.d, nil
}

type compiler struct {
	b    *match.Builder
	d    *Dictionary
	sets map[party.Set]*party.Set // each once
	// senses are those of each phrase.
	senses [][]Sense
}

// set gives the one place where s is kept.
func (c *compiler) set(s party.Set) *party.Set {
	if c.sets[s] == nil {
		c.sets[s] = &s
	}
	return c.sets[s]
}

// dateWord compiles the value of a word of dates and gives its number.
func (c *compiler) dateWord(value string) (int32, error) {
	w, err := dates.Lexical(value)
	if err != nil {
		return 0, err
	}
	n := slices.Index(c.d.dates, w)
	if n < 0 {
		n = len(c.d.dates)
		c.d.dates = append(c.d.dates, w)
	}
	return int32(n), nil
}

// note keeps that a phrase of some languages, or a name, has a word.
func (c *compiler) note(hash uint64, text string, langs uint32, name fame) {
	w := c.d.words[hash]
	if w.folded = scan.Fold(text); name > noName {
		w.name = max(w.name, name)
		w.named |= langs
	}
	c.d.words[hash] = w
	for l, lexicon := range c.d.lexicons {
		if name == noName && langs>>l&1 == 1 {
			lexicon[hash]++
		}
	}
}

// noteSets keeps the words of the packs' sets.
func (c *compiler) noteSets(langs map[string]Language) error {
	packs, err := lang.WordSets()
	if err != nil {
		return err
	}
	for tag, sets := range packs {
		l, ok := langs[tag]
		if !ok {
			continue // a pack that this dictionary is not of
		}
		for _, set := range sets {
			for _, w := range set {
				c.note(scan.Hash(w), w, l.Mask(), noName)
			}
		}
	}
	return nil
}

func (c *compiler) add(phrase string, s Sense) error {
	n, ok := c.b.Add(phrase)
	if !ok {
		return fmt.Errorf("phrase %q has no word or more than %d", phrase, match.MaxWords)
	}
	for len(c.senses) <= n {
		c.senses = append(c.senses, nil)
	}
	name := noName
	switch {
	case s.Class == lang.State, s.Class == lang.Demonym, s.Class == lang.Capital:
		name = stateName
	case s.Class >= lang.State && s.Class <= lang.Person:
		name = anyName
	}
	for _, t := range scan.Tokens(nil, []byte(phrase)) {
		c.note(t.Hash, phrase[t.Start:t.End], s.Langs, name)
	}
	if s.Class == lang.Abbrev {
		c.d.abbrevs[scan.Hash(phrase)] |= s.Langs
		return nil
	}
	// The same meaning in two languages is one sense.
	for i := range c.senses[n] {
		o := &c.senses[n][i]
		if same := *o; same.Class == s.Class {
			same.Langs = s.Langs
			if same == s {
				o.Langs |= s.Langs
				return nil
			}
		}
	}
	c.senses[n] = append(c.senses[n], s)
	return nil
}

var gazetteerClasses = map[gazetteer.Kind]lang.Class{
	gazetteer.Name: lang.State, gazetteer.Demonym: lang.Demonym, gazetteer.Capital: lang.Capital, gazetteer.Seat: lang.Seat,
	gazetteer.City: lang.City, gazetteer.Body: lang.Body, gazetteer.Group: lang.Group, gazetteer.Mask: lang.Masked,
	gazetteer.Firm: lang.Firm, gazetteer.Railway: lang.RailNoun, gazetteer.Treaty: lang.DealNoun,
}

func (c *compiler) addGazetteer(g *gazetteer.Gazetteer, langs map[string]Language) error {
	for _, e := range g.Entries() {
		s := Sense{
			Class: gazetteerClasses[e.Kind], Common: e.Ambiguous == gazetteer.Common, Given: e.Ambiguous == gazetteer.Person, Joined: e.Ambiguous == gazetteer.Joined,
			Hyphen: e.Kind == gazetteer.Mask && strings.Contains(e.Phrase, "-"), Apart: e.Apart, Small: startsSmall(e.Phrase),
		}
		if e.Lang == "en" || e.Lang == gazetteer.AnyLanguage {
			s.Langs = ^uint32(0) // wires in every language use the English spelling
		} else if l, ok := langs[e.Lang]; ok {
			s.Langs = l.Mask()
		} else {
			continue // a name in a language without a pack
		}
		if e.ExactCase {
			s.Exact = e.Phrase
		}
		if len(e.Codes) == 1 && uninhabited(g, e.Codes[0]) {
			s.Class = lang.Masked // nobody there to meet or to agree with
		}
		var set party.Set
		for _, code := range e.Codes {
			id, ok := c.d.Parties.ID(code)
			if !ok {
				return fmt.Errorf("gazetteer: %q stands for unknown %q", e.Phrase, code)
			}
			set.Add(id)
		}
		s.Set = c.set(set)
		switch e.Kind {
		case gazetteer.City:
			s.Value = e.Phrase
		case gazetteer.Treaty:
			s.Value = e.Text
		}
		if err := c.add(e.Phrase, s); err != nil {
			return fmt.Errorf("gazetteer: %w", err)
		}
	}
	return nil
}

func uninhabited(g *gazetteer.Gazetteer, code string) bool {
	s, ok := g.State(code)
	return ok && s.Status == gazetteer.Uninhabited
}

// startsSmall tells whether a phrase begins with a small letter, so that only
// its inner words look like a name.
func startsSmall(phrase string) bool {
	r, _ := utf8.DecodeRuneInString(phrase)
	return unicode.IsLower(r)
}

func (c *compiler) addHolders(holders []gazetteer.Holder) error {
	for i, h := range holders {
		id, ok := c.d.Parties.ID(h.Code)
		if !ok {
			continue
		}
		full := Sense{Langs: ^uint32(0), Class: lang.Person, Set: c.set(party.Of(id)), Holder: int32(i)}
		alone := full
		alone.Surname = true
		names := map[string]Sense{}
		for _, s := range h.Surnames {
			names[s] = alone
		}
		for _, s := range append([]string{h.Name}, h.Spellings...) {
			if len(scan.Tokens(nil, []byte(s))) > 1 {
				names[s] = full
			} else {
				names[s] = alone
			}
		}
		for _, s := range h.Surnames { // "Sheikh Mohamed": also of the full name, "Sheikh Mohamed bin Zayed"
			title, first, _ := strings.Cut(s, " ")
			for name, sense := range maps.Clone(names) {
				if first != "" && !sense.Surname && strings.HasPrefix(name, first+" ") {
					names[title+" "+name] = full
				}
			}
		}
		for name, s := range names {
			s.Small = startsSmall(name) // "von der Leyen"
			if err := c.add(name, s); err != nil {
				return fmt.Errorf("office-holder %s: %w", h.Name, err)
			}
		}
	}
	return nil
}

func (c *compiler) finish() {
	d := c.d
	d.trie = c.b.Build()
	d.phrases = make([]phrase, len(c.senses)+1)
	d.looks = []glance{{}}
	d.glances = make([][]uint16, len(d.Packs))
	for l := range d.glances {
		d.glances[l] = make([]uint16, len(c.senses)+1)
	}
	numbers := map[glance]uint16{{}: 0}
	for n, senses := range c.senses {
		p := &d.phrases[n]
		p.first = int32(len(d.senses))
		d.senses = append(d.senses, senses...)
		for _, s := range senses {
			d.classes = append(d.classes, s.Class)
			if s.Class < lang.State {
				p.common |= s.Langs
			}
		}
		for l := range d.glances {
			g := glanceAt(senses, Language(l))
			if _, ok := numbers[g]; !ok {
				numbers[g] = uint16(len(d.looks))
				d.looks = append(d.looks, g)
			}
			d.glances[l][n+1] = numbers[g]
		}
	}
	d.phrases[len(c.senses)].first = int32(len(d.senses))
	d.restores = make([]lostLetter, len(d.Packs))
	for l := range d.restores {
		d.restores[l].shares = d.sharesOf(Language(l))
	}
}

// phrase leads from a phrase to what is known of it.
type phrase struct {
	first  int32  // sense; the last is before that of the next phrase
	common uint32 // the languages in which it is more than a name
}

// glance is what a phrase is in a language at a glance.
type glance struct {
	classes lang.Set // all that it can be; none where the language does not have it
	forms   lang.Form
	plain   bool // it has all its meanings wherever it stands
}

// glanceAt takes a glance at the senses of a phrase in language l.
func glanceAt(senses []Sense, l Language) glance {
	g := glance{plain: true}
	for _, s := range senses {
		if s.Langs&l.Mask() != 0 {
			g.classes.Add(s.Class)
			g.forms |= s.Form
			g.plain = g.plain && s.Exact == "" && s.Class < lang.State
		}
	}
	return g
}

// glance gives the glance at a phrase in language l; that at none for -1.
func (d *Dictionary) glance(l Language, phrase int32) *glance {
	return &d.looks[d.glances[l][phrase+1]]
}

// meanings gives the senses of a phrase.
func (d *Dictionary) meanings(number int32) []Sense {
	return d.senses[d.phrases[number].first:d.phrases[number+1].first]
}

// abbreviations gives whether a point behind the word of a hash ends no sentence in language l: "Jun" is short for a
// month in English, and is its name in Malay.
func (d *Dictionary) abbreviations(l Language) func(hash uint64) bool {
	return func(hash uint64) bool { return d.abbrevs[hash]&l.Mask() != 0 }
}
