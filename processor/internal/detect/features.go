package detect

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/processor/internal/fit"
	"github.com/dragoman-wire/dragoman/processor/internal/table"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// feature is the number of something that a sentence has or has not, and that was
// seen to speak for or against an event. Words are no features of this kind: they are
// looked up by themselves.
type feature uint16

// vocabulary is all features, with their weights.
type vocabulary struct {
	model   fit.Model
	names   []string
	weights []fit.Weights
	words   table.Table   // a word's hash → its number in ofWords
	ofWords []fit.Weights // the first is that of words that tell nothing
	// ofTopics are their weights for an article.
	ofTopics []float32
}

var known = newVocabulary()

func newVocabulary() *vocabulary {
	m, err := fit.Load()
	if err != nil {
		panic(err) // it is built in: a mistake in it is a mistake in the program
	}
	v := &vocabulary{model: m, words: table.New(len(m)), ofWords: make([]fit.Weights, 1), ofTopics: make([]float32, 1)}
	v.addWords()
	return v
}

func (v *vocabulary) add(name string) feature {
	v.names, v.weights = append(v.names, name), append(v.weights, v.model[name])
	return feature(len(v.names) - 1)
}

// byClass adds a feature for every class, byNumber for numbers up to most.
func (v *vocabulary) byClass(name string) (fs [lang.NumClasses]feature) {
	for c := range fs {
		fs[c] = v.add(name + ":" + lang.Class(c).String())
	}
	return fs
}

func (v *vocabulary) byNumber(name string, most int) (fs []feature) {
	for n := range most + 1 {
		fs = append(fs, v.add(fmt.Sprintf("%s:%d", name, n)))
	}
	return fs
}

// The features. A sentence is weighed for parties that it names: by two actors, the
// first and the second, or in another way.
var (
	bias = known.add("bias")
	// Of the sentence, or the article.
	hasClass   = known.byClass("has")
	inHeadline = known.add("sentence:headline")
	inBody     = known.byNumber("sentence", 4)
	// Of the parties.
	nParties     = known.byNumber("parties", 4)
	nOthers      = known.byNumber("others", 3)
	arePrincipal = known.add("parties:principal")
	inTitle      = known.byNumber("parties:in-headline", 2)
	areSalient   = known.add("parties:salient")
	// Of the actors.
	between  = known.byClass("between")
	kinds    = known.byNumber("kinds", int(byPair+1)*int(byPair+1)-1)
	oneActor = known.add("actor:one")
	unnamed  = known.add("actor:none")
	inQuotes = known.add("actor:quoted")
	governs  = [2][lang.NumClasses]feature{known.byClass("first"), known.byClass("second")}
	free     = [2]feature{known.add("first:free"), known.add("second:free")}
	speaking = [2]feature{known.add("first:speaks"), known.add("second:speaks")}
	inferred = [2]feature{known.add("first:inferred"), known.add("second:inferred")}
	organs   = [2]feature{known.add("first:organ"), known.add("second:organ")}
	owning   = [2]feature{known.add("first:owner"), known.add("second:owner")}
)

// tally adds up the weights of features.
type tally struct {
	sum   fit.Weights
	names *[]string // of the features, if they are asked for
}

func (t *tally) see(f feature) {
	t.sum.Add(&known.weights[f])
	if t.names != nil {
		*t.names = append(*t.names, known.names[f])
	}
}

// seeNumber sees the feature of n, the last one of fs for all numbers beyond.
func (t *tally) seeNumber(fs []feature, n int) { t.see(fs[min(n, len(fs)-1)]) }

func (t *tally) seeClasses(fs *[lang.NumClasses]feature, s lang.Set) {
	for s != (lang.Set{}) {
		t.see(fs[s.Pop()])
	}
}

// stem is how many letters of a word count: inflected forms are one. Words shorter
// than short tell nothing.
const (
	stem  = 6
	short = 3
)

// stemOf gives the key of a word in the language of a seed, and how many of its bytes count:
// none if it tells nothing.
func stemOf(seed uint64, word []byte) (key uint64, n int) {
	n = min(len(word), stem)
	var letters uint64
	for i, c := range word[:n] {
		if c >= utf8.RuneSelf {
			return foreignStem(seed, word)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		letters |= uint64(c) << (8 * i)
	}
	if n < short {
		return seed, 0
	}
	return seed ^ letters, n
}

// foreignStem is stemOf for a word with a letter that is not ASCII.
func foreignStem(seed uint64, word []byte) (key uint64, n int) {
	key = seed
	count := 0
	for ; n < len(word) && count < stem; count++ {
		r, size := utf8.DecodeRune(word[n:])
		key = hashRune(key, unicode.ToLower(r))
		n += size
	}
	if count < short {
		return seed, 0
	}
	return key, n
}

// numberWords looks up the words of the article.
func (d *Document) numberWords() {
	toks, words, seed := d.text.Tokens, &known.words, seedOf(d.language())
	d.numbers = slices.Grow(d.numbers[:0], len(toks))[:len(toks)]
	for i := range d.numbers {
		key := seed ^ toks[i].Letters&firstOfStem
		if toks[i].Letters == 0 {
			key, _ = stemOf(seed, d.word(int32(i)))
		}
		d.numbers[i] = words.Get(key)
	}
}

// firstOfStem takes a stem out of the letters of a token.
const firstOfStem = 1<<(8*stem) - 1

func (d *Document) language() string { return d.dict.Packs[d.text.Lang] }

func (d *Document) word(i int32) []byte {
	return d.text.Bytes[d.text.Tokens[i].Start:d.text.Tokens[i].End]
}

// seeWord sees the word of token i.
func (d *Document) seeWord(t *tally, i int32) {
	if n := d.numbers[i]; n != 0 {
		t.sum.Add(&known.ofWords[n])
	}
	if t.names != nil {
		d.nameWord(t, i)
	}
}

// nameWord tells the feature that the word of token i is.
func (d *Document) nameWord(t *tally, i int32) {
	w := d.word(i)
	if _, n := stemOf(0, w); n > 0 {
		*t.names = append(*t.names, wordPrefix+d.language()+":"+strings.ToLower(string(w[:n])))
	}
}

// wordPrefix begins the names of words: "word:en:summit".
const wordPrefix = "word:"

// seedOf begins the hashes of a language's words.
func seedOf(language string) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range language {
		h = hashRune(h, r)
	}
	return h
}

// hashRune is a step of FNV-1a that takes a letter whole.
func hashRune(h uint64, r rune) uint64 { return (h ^ uint64(r)) * 1099511628211 }

// addWords adds the weights of words, which are looked up by their hashes.
func (v *vocabulary) addWords() {
	for name, w := range v.model {
		word, ok := strings.CutPrefix(name, wordPrefix)
		if !ok {
			continue
		}
		language, letters, _ := strings.Cut(word, ":")
		key, _ := stemOf(seedOf(language), []byte(letters))
		v.words.Put(key, uint32(len(v.ofWords)))
		v.ofWords = append(v.ofWords, w)
		v.ofTopics = append(v.ofTopics, w[fit.Article])
	}
}
