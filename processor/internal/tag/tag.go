package tag

import (
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/match"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Tag is a phrase of the dictionary, or an unknown capitalised word, in a text.
type Tag struct {
	First, End int32    // tokens [First, End)
	Classes    lang.Set // all that it can be
	Forms      lang.Form
	phrase     int32 // -1: an unknown word
}

// Is tells whether t can be of class c.
func (t *Tag) Is(c lang.Class) bool { return t.Classes.Has(c) }

// Text is a tokenised and tagged text. The zero Text is ready for use and keeps
// its memory from one text to the next.
type Text struct {
	Bytes     []byte
	Tokens    []scan.Token
	Sentences []scan.Sentence
	Tags      []Tag
	Told      lang.Set // what the tags can be, all together
	Lang      Language
	Headline  int32 // bytes that are the headline, whose words may all have capitals

	words      []uint32
	candidates []match.Candidate
	beside     []match.Candidate
	unknown    []int32 // capitalised tokens that no phrase has
	shouting   bool    // the sentence under work is in capitals
}

// Scan cuts b into tokens.
func (d *Dictionary) Scan(t *Text, b []byte) {
	t.Bytes = b
	t.Tokens = scan.Tokens(t.Tokens[:0], b)
	t.words = d.trie.Words(t.words[:0], t.Tokens)
}

// Identify gives the language whose function words the first tokens of t vote
// for; false when they do not decide.
func (d *Dictionary) Identify(t *Text) (Language, bool) {
	const window = 160 // tokens: about 1 KB
	var votes [32]int
	for i := 0; i < len(t.words) && i < window; i++ {
		t.candidates = d.trie.At(t.candidates[:0], t.Tokens, t.words, i)
		for _, c := range t.candidates {
			for _, s := range d.meanings(c.Phrase) {
				if s.Class != lang.Common {
					continue
				}
				for l := range d.Packs {
					if s.Langs>>l&1 == 1 {
						votes[l] += weight(s.Value)
					}
				}
			}
		}
	}
	best, second := 0, -1
	for l := 1; l < len(d.Packs); l++ {
		switch {
		case votes[l] > votes[best]:
			best, second = l, best
		case second < 0 || votes[l] > votes[second]:
			second = l
		}
	}
	const least = 3 // votes: fewer tell nothing
	if votes[best] < least || second >= 0 && votes[best] == votes[second] {
		return 0, false
	}
	return Language(best), true
}

// weight gives the votes of a function word: contrast words, which tell
// neighbouring languages apart, count more.
func weight(value string) int {
	if value == "contrast" {
		return 3
	}
	return 1
}

// Tag finds the sentences and phrases of t, which Scan has cut, in language l.
func (d *Dictionary) Tag(t *Text, l Language) {
	t.Lang = l
	d.repair(t)
	head := 0
	for head < len(t.Tokens) && t.Tokens[head].Start < t.Headline {
		head++
	}
	abbreviation := d.abbreviations(l)
	t.Sentences = scan.Sentences(t.Sentences[:0], t.Tokens[:head], 0, abbreviation)
	t.Sentences = scan.Sentences(t.Sentences, t.Tokens[head:], int32(head), abbreviation)
	t.Tags, t.Told = t.Tags[:0], lang.Set{}
	for _, s := range t.Sentences {
		d.tagSentence(t, s)
	}
}

var onlyCommon = lang.SetOf(lang.Common)

func (d *Dictionary) tagSentence(t *Text, s scan.Sentence) {
	t.shouting = s.Flags&scan.Upper != 0 && isShouting(t.Tokens[s.First:s.End])
	for i := s.First; i < s.End; {
		phrase, next := d.trie.First(t.words[i])
		g := d.glance(t.Lang, phrase)
		tag := Tag{First: i, End: i + 1, phrase: -1}
		switch {
		case i+1 < s.End && next.Has(t.words[i+1]):
			d.longest(t, s, &tag)
		case g.classes != (lang.Set{}):
			d.take(t, s, &tag, phrase, g)
		}
		if tag.phrase < 0 && !t.shouting && t.Tokens[i].Has(scan.Capital) {
			tag.Classes = lang.SetOf(lang.Name)
		}
		if tag.Classes != (lang.Set{}) && tag.Classes != onlyCommon {
			t.Tags = append(t.Tags, tag)
			t.Told = t.Told.Union(tag.Classes)
		}
		i = tag.End
	}
}

// longest makes tag, an unknown word, the longest phrase at its first token that has a
// meaning there.
func (d *Dictionary) longest(t *Text, s scan.Sentence, tag *Tag) {
	t.candidates = d.trie.At(t.candidates[:0], t.Tokens, t.words, int(tag.First))
	for k := len(t.candidates) - 1; k >= 0 && tag.phrase < 0; k-- {
		c := t.candidates[k]
		if g := d.glance(t.Lang, c.Phrase); c.End <= s.End && g.classes != (lang.Set{}) && !(g.classes.Has(lang.Bloc) && d.cutsName(t, tag.First, c.End)) {
			tag.End = c.End
			d.take(t, s, tag, c.Phrase, g)
		}
	}
}

// cutsName tells whether a name begins with the second of tokens [first, end) and goes on behind
// them: the "Union" of "the Union" in "the Union of South American Nations".
func (d *Dictionary) cutsName(t *Text, first, end int32) bool {
	if end == first+1 {
		return false
	}
	t.beside = d.trie.At(t.beside[:0], t.Tokens, t.words, int(first)+1)
	for _, c := range t.beside {
		if c.End > end && d.glance(t.Lang, c.Phrase).classes.Any(names) {
			return true
		}
	}
	return false
}

var names = lang.SetOf(lang.State, lang.Body, lang.Group, lang.Seat)

// take makes tag, an unknown word, the phrase of which g is a glance, if that has a meaning there.
func (d *Dictionary) take(t *Text, s scan.Sentence, tag *Tag, phrase int32, g *glance) {
	tag.phrase = phrase
	if g.plain && (g.forms == 0 || !t.Tokens[tag.First].Has(scan.Capital)) {
		tag.Classes, tag.Forms = g.classes, g.forms
		return
	}
	senses := d.meanings(phrase)
	for j := range senses {
		if sense := &senses[j]; d.admits(t, s, tag, sense) {
			tag.Classes.Add(sense.Class)
			tag.Forms |= sense.Form
		}
	}
	if tag.Classes == (lang.Set{}) {
		tag.End, tag.phrase = tag.First+1, -1
	}
}

// admits tells whether a phrase can have this sense where it stands.
func (d *Dictionary) admits(t *Text, s scan.Sentence, tag *Tag, sense *Sense) bool {
	if sense.Langs&t.Lang.Mask() == 0 || sense.Hyphen && !t.hyphenated(tag) {
		return false
	}
	tok := &t.Tokens[tag.First]
	if sense.Exact != "" {
		if t.shouting && sense.Class == lang.Body && d.phrases[tag.phrase].common&t.Lang.Mask() != 0 {
			return false // "ITU" where all is in capitals: an everyday word, no acronym
		}
		return t.reads(tag, sense.Exact)
	}
	if sense.Form != 0 && tok.Has(scan.Capital) && tag.First != s.First && tok.Gap&opening == 0 && !t.titled(s) {
		return false // "Extended Fund Facility": a word of a name, no verb
	}
	if sense.Class >= lang.State && sense.Class <= lang.Person {
		if tok.Flags&(scan.Capital|scan.Caseless) == 0 && !sense.Small {
			return false
		}
		if sense.Surname && d.phrases[tag.phrase].common&t.Lang.Mask() != 0 {
			return false // "Friday", "He": a word of the language first
		}
		if sense.Common && sense.Class != lang.Person && tag.End == tag.First+1 && (tag.First == s.First || tok.Gap&opening != 0 && t.qualifies(s, tag)) {
			// "Turkey" may open a sentence about the state as well as about the bird;
			// an everyday word that has a meaning in this language stays that word.
			return d.phrases[tag.phrase].common&t.Lang.Mask() == 0
		}
		if sense.Common && sense.Class != lang.Person && d.phrases[tag.phrase].common&t.Lang.Mask() != 0 && t.titled(s) && t.qualifies(s, tag) {
			return false // "Teken Lima Perjanjian": a number
		}
		if t.cutsLetters(tag) {
			return false // "A U.S. envoy": not of the AU
		}
		if tok.After(scan.Hyphen) && tag.First > s.First && t.Tokens[tag.First-1].Hash == al {
			return false // "Al-Sabah": a family, not the place
		}
		if sense.Joined && !t.joined(s, tag) {
			return false
		}
		if (sense.Given || sense.Common) && d.besideName(t, s, tag) {
			return false
		}
	}
	return true
}

// settings are the words before the name of a place.
var settings = map[uint64]bool{
	scan.Hash("in"): true, scan.Hash("at"): true, scan.Hash("to"): true, scan.Hash("from"): true,
	scan.Hash("di"): true, scan.Hash("ke"): true, scan.Hash("dari"): true, scan.Hash("daripada"): true,
}

// qualifies tells whether the one word of tag stands before another one as if it told more
// of it, and behind no word that tells of a place.
func (t *Text) qualifies(s scan.Sentence, tag *Tag) bool {
	if tag.End != tag.First+1 || tag.End >= s.End || t.Tokens[tag.End].Gap != scan.Space {
		return false
	}
	return tag.First == s.First || !settings[t.Tokens[tag.First-1].Hash]
}

// opening are the marks behind which a sentence may begin: a dateline's end, a
// speech's beginning.
const opening = scan.Dash | scan.Colon | scan.QuoteOpen

// reads tells whether tag is written exactly so. A currency, "US$", is not.
func (t *Text) reads(tag *Tag, exact string) bool {
	start, end := t.Tokens[tag.First].Start, int(t.Tokens[tag.End-1].End)
	return string(t.Bytes[start:end]) == exact && (end == len(t.Bytes) || t.Bytes[end] != '$')
}

// titled tells whether capitals say nothing of the words of s: in the headline,
// and where all is in capitals.
func (t *Text) titled(s scan.Sentence) bool {
	return t.shouting || t.Tokens[s.First].Start < t.Headline
}

// joined tells whether a hyphen or dash joins tag to another capitalised word: "Russia-Africa",
// "Central Asia – Italy", and not "Africa-based".
func (t *Text) joined(s scan.Sentence, tag *Tag) bool {
	const joint = scan.Hyphen | scan.Dash
	before := tag.First > s.First && t.Tokens[tag.First].After(joint) && t.Tokens[tag.First-1].Has(scan.Capital)
	return before || tag.End < s.End && t.Tokens[tag.End].After(joint) && t.Tokens[tag.End].Has(scan.Capital)
}

// hyphenated tells whether a hyphen joins two words of tag.
func (t *Text) hyphenated(tag *Tag) bool {
	for i := tag.First + 1; i < tag.End; i++ {
		if t.Tokens[i].After(scan.Hyphen) {
			return true
		}
	}
	return false
}

// cutsLetters tells whether tag ends inside letters with points to which its beginning does not belong:
// the "A U" of "a U.S. envoy".
func (t *Text) cutsLetters(tag *Tag) bool {
	return tag.End > tag.First+1 && int(tag.End) < len(t.Tokens) && t.Tokens[tag.End].Gap == scan.Dot && t.Tokens[tag.End-1].Gap == scan.Space
}

// al is the Arabic article that many names begin with.
var al = scan.Hash("al")

// besideName tells whether an unknown capitalised word stands right before or
// behind tag, as in "Michael Jordan".
func (d *Dictionary) besideName(t *Text, s scan.Sentence, tag *Tag) bool {
	for _, i := range [...]int32{tag.First - 1, tag.End} {
		if i > s.First && i < s.End && t.Tokens[i].Has(scan.Capital) && t.Tokens[max(i, tag.First)].Gap == scan.Space && !d.begins(t, i) {
			return true
		}
	}
	return false
}

// begins tells whether a phrase of the language begins with token i.
func (d *Dictionary) begins(t *Text, i int32) bool {
	t.beside = d.trie.At(t.beside[:0], t.Tokens, t.words, int(i))
	for _, c := range t.beside {
		if d.glance(t.Lang, c.Phrase).classes != (lang.Set{}) {
			return true
		}
	}
	return false
}

// Senses yields the meanings of class c that the phrase of tag has in t.
func (d *Dictionary) Senses(t *Text, tag *Tag, c lang.Class) func(yield func(*Sense) bool) {
	return func(yield func(*Sense) bool) {
		if tag.phrase < 0 || !tag.Classes.Has(c) {
			return
		}
		senses := d.meanings(tag.phrase)
		for i := range senses {
			if s := &senses[i]; s.means(t, tag, c) && !yield(s) {
				return
			}
		}
	}
}

// Sense gives the first meaning of class c, or nil.
func (d *Dictionary) Sense(t *Text, tag *Tag, c lang.Class) *Sense {
	if !tag.Is(c) {
		return nil // told at once, since it is mostly so
	}
	return d.first(t, tag, c)
}

func (d *Dictionary) first(t *Text, tag *Tag, c lang.Class) *Sense {
	if tag.phrase < 0 {
		return nil
	}
	for i, end := d.phrases[tag.phrase].first, d.phrases[tag.phrase+1].first; i < end; i++ {
		if d.classes[i] == c && d.senses[i].means(t, tag, c) {
			return &d.senses[i]
		}
	}
	return nil
}

// means tells whether s is a meaning of class c that tag has in t.
func (s *Sense) means(t *Text, tag *Tag, c lang.Class) bool {
	return s.Class == c && s.Langs&t.Lang.Mask() != 0 && (s.Exact == "" || t.reads(tag, s.Exact))
}

// Value gives the value of tag as a c, or "".
func (d *Dictionary) Value(t *Text, tag *Tag, c lang.Class) string {
	if !tag.Is(c) {
		return ""
	}
	return d.valueOf(t, tag, c)
}

func (d *Dictionary) valueOf(t *Text, tag *Tag, c lang.Class) string {
	if s := d.first(t, tag, c); s != nil {
		return s.Value
	}
	return ""
}

// Set gives all for whom tag may stand, whatever its class.
func (d *Dictionary) Set(t *Text, tag *Tag) (set party.Set) {
	if tag.phrase < 0 {
		return set
	}
	senses := d.meanings(tag.phrase)
	for i := range senses {
		if senses[i].Langs&t.Lang.Mask() != 0 {
			set.Join(senses[i].Set)
		}
	}
	return set
}

// Date gives the word of dates that tag is; a Plain one if it is none.
func (d *Dictionary) Date(t *Text, tag *Tag) dates.Word {
	if s := d.Sense(t, tag, lang.Date); s != nil {
		return d.dates[s.word]
	}
	return dates.Word{}
}

// isShouting tells whether a sentence is in capitals, so that they mark no names.
func isShouting(toks []scan.Token) bool {
	upper, words := 0, 0
	for i := range toks {
		if toks[i].Flags&(scan.Number|scan.Initial) != 0 {
			continue
		}
		words++
		if toks[i].Has(scan.Upper) {
			upper++
		}
	}
	return words >= 4 && upper*10 >= words*7
}
