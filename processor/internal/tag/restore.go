package tag

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/table"
)

// spellings leads from damaged words to the whole ones, by their hashes.
type spellings struct {
	once  sync.Once
	index table.Table // damaged word → index into whole
	whole []uint64    // the first is that of all other words: 0
}

// of gives the hash of the word that was damaged to that of hash; 0 if there is
// none, or two would fit.
func (s *spellings) of(hash uint64) uint64 { return s.whole[s.index.Get(hash)] }

// lostLetter is what is known of the letters of a language, from a to z.
type lostLetter struct {
	whole  [26]spellings // leads from words without the letter to the whole ones
	shares [26]float64   // the share of words that have the letter
}

// sharesOf gives the share of words of language l that have each letter, by the phrases that they
// stand in.
func (d *Dictionary) sharesOf(l Language) (shares [26]float64) {
	all := 0.0
	for hash, uses := range d.lexicons[l] {
		all += float64(uses)
		for c := range shares {
			if strings.IndexByte(d.words[hash].folded, byte('a'+c)) >= 0 {
				shares[c] += float64(uses)
			}
		}
	}
	for c := range shares {
		shares[c] /= max(all, 1)
	}
	return shares
}

// missed is how many words of a text should have a letter before its absence alone tells that it
// was lost.
const missed = 7

// misses tells whether so many words of t should have a letter.
func (d *Dictionary) misses(t *Text, letter byte) bool {
	return d.restores[t.Lang].shares[letter-'a']*float64(len(t.Tokens)) >= missed
}

// shortest is the fewest letters that are left of a name that is restored: shorter rests fit too
// many.
var shortest = [...]int{anyName: 4, stateName: 3}

// How much commoner a word must be that is restored than the next that fits, and than the word that
// is left: "had" than "ad".
const (
	commoner    = 3
	farCommoner = 10
)

// rest is the words that can have been damaged to the same rest.
type rest struct {
	whole uint64 // the commonest of the language; 0 where two are as common
	uses  int32  // phrases that it stands in
	name  uint64 // the best-known name; 0 where two are as well known
	fame  fame   // of that
}

// without gives the words of language l, and the names, that have lost every occurrence of one
// letter. A word of the language goes before a name.
func (d *Dictionary) without(letter byte, l Language) *spellings {
	s := &d.restores[l].whole[letter-'a']
	s.once.Do(func() {
		rests, lexicon := map[uint64]rest{}, d.lexicons[l]
		for hash, w := range d.words {
			if strings.IndexByte(w.folded, letter) < 0 {
				continue
			}
			left := strings.ReplaceAll(w.folded, string(letter), "")
			h, uses := scan.Hash(left), lexicon[hash]
			if left == "" || lexicon[h] > 0 && uses < farCommoner*lexicon[h] {
				continue
			}
			r := rests[h]
			if uses > 0 {
				r.add(hash, uses)
			} else if w.named&l.Mask() != 0 && len(left) >= shortest[w.name] && d.words[h].named&l.Mask() == 0 {
				r.call(hash, w.name)
			}
			rests[h] = r
		}
		to := map[uint64]uint64{}
		for h, r := range rests {
			if r.whole != 0 {
				to[h] = r.whole
			} else if r.uses == 0 {
				to[h] = r.name
			}
		}
		s.fill(to)
	})
	return s
}

// add makes the word of hash, which stands in so many phrases, one that can be meant.
func (r *rest) add(hash uint64, uses int32) {
	switch {
	case uses >= commoner*r.uses:
		r.whole = hash
	case r.uses < commoner*uses:
		r.whole = 0
	}
	r.uses = max(r.uses, uses)
}

// call makes the name of hash, so well known, one that can be meant.
func (r *rest) call(hash uint64, f fame) {
	switch {
	case f > r.fame:
		r.name, r.fame = hash, f
	case f == r.fame:
		r.name = 0
	}
}

// misspelt gives the names that have lost one letter: seven letters or more are
// left, the first is in place, and only one name fits.
func (d *Dictionary) misspelt() *spellings {
	d.typos.once.Do(func() {
		to := map[uint64]uint64{}
		for hash, w := range d.words {
			if len(w.folded) < 8 || w.name == noName {
				continue
			}
			for i := 1; i < len(w.folded); i++ {
				if w.folded[i] < utf8.RuneSelf && w.folded[i] != w.folded[i-1] {
					d.put(to, w.folded[:i]+w.folded[i+1:], hash)
				}
			}
		}
		d.typos.fill(to)
	})
	return &d.typos
}

// put notes in to that left may stand for the word of a hash, unless it is a word itself.
// Where two words would fit, it stands for none.
func (d *Dictionary) put(to map[uint64]uint64, left string, whole uint64) {
	h := scan.Hash(left)
	if _, known := d.words[h]; known {
		return
	}
	if old, ok := to[h]; ok && old != whole {
		whole = 0
	}
	to[h] = whole
}

// fill takes what to holds, and that of all other words.
func (s *spellings) fill(to map[uint64]uint64) {
	s.index, s.whole = table.New(len(to)), make([]uint64, 1, len(to)+1)
	for left, whole := range to {
		if whole != 0 {
			s.index.Put(left, uint32(len(s.whole)))
			s.whole = append(s.whole, whole)
		}
	}
}

// repair restores the words of t that the wire has damaged: those that no
// phrase has, if the letter should be there often or capitalised ones bear witness.
func (d *Dictionary) repair(t *Text) {
	t.unknown = t.unknown[:0]
	for i, w := range t.words {
		if w == 0 && t.Tokens[i].Has(scan.Capital) {
			t.unknown = append(t.unknown, int32(i))
		}
	}
	if len(t.unknown) == 0 {
		return
	}
	lost := lostLetters(t.Bytes)
	for c := byte('a'); c <= 'z'; c++ {
		if lost>>(c-'a')&1 == 1 && (d.misses(t, c) || d.witnessed(t, d.without(c, t.Lang))) {
			d.restore(t, d.without(c, t.Lang))
		}
	}
	for _, i := range t.unknown {
		if tok := &t.Tokens[i]; t.words[i] == 0 && tok.End-tok.Start >= 7 {
			d.replace(t, i, d.misspelt().of(tok.Hash))
		}
	}
}

// witnessed tells whether names bear witness that a letter is lost: two
// different ones, or a long one. to leads to the words with the letter.
func (d *Dictionary) witnessed(t *Text, to *spellings) bool {
	const long = 8 // bytes
	var first uint64
	for _, i := range t.unknown {
		tok := &t.Tokens[i]
		if h := to.of(tok.Hash); t.words[i] == 0 && h != 0 && d.words[h].name > noName {
			if first != 0 && first != h || tok.End-tok.Start >= long {
				return true
			}
			first = h
		}
	}
	return false
}

// restore puts a lost letter back into every word that can have lost it, but for names that
// are known as they stand.
func (d *Dictionary) restore(t *Text, to *spellings) {
	for i, w := range t.words {
		if tok := &t.Tokens[i]; w == 0 || !tok.Has(scan.Capital) || d.words[tok.Hash].named&t.Lang.Mask() == 0 {
			d.replace(t, int32(i), to.of(tok.Hash))
		}
	}
}

// replace makes token i the word of that hash, unless the hash is 0.
func (d *Dictionary) replace(t *Text, i int32, hash uint64) {
	if hash == 0 {
		return
	}
	tok, w := &t.Tokens[i], d.words[hash]
	if d.lexicons[t.Lang][hash] == 0 && unicode.ToLower(rune(t.Bytes[tok.Start])) != rune(w.folded[0]) {
		tok.Flags |= scan.Capital // a name has lost its first letter
	}
	tok.Hash, t.words[i] = hash, d.trie.Word(hash)
	for _, whole := range scan.Tokens(nil, []byte(w.folded)) {
		tok.Letters = whole.Letters
	}
}

// enough is how many bytes a text must have before a letter's absence tells anything.
const enough = 400

// lostLetters gives the letters a to z that text never has, in either case, as a bit set.
func lostLetters(text []byte) (lost uint32) {
	if len(text) < enough {
		return 0
	}
	for c := byte('a'); c <= 'z'; c++ {
		if bytes.IndexByte(text, c) < 0 && bytes.IndexByte(text, c-'a'+'A') < 0 {
			lost |= 1 << (c - 'a')
		}
	}
	const all = 1<<26 - 1
	if lost == all { // another script
		return 0
	}
	return lost
}
