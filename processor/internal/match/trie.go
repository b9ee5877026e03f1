// Package match finds the phrases of all dictionaries in a token sequence: the
// longest at each place, on token bounds, in time linear in the text.
package match

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/table"
)

// MaxWords bounds a phrase's length in tokens, and with it the cost per token.
const MaxWords = 16

// Builder collects phrases for a Trie.
type Builder struct {
	words map[uint64]uint32 // token hash → word number
	edges map[edge]uint32   // node and word → node
	terms []uint32          // node → phrase number + 1
	buf   []scan.Token
	n     uint32
}

type edge struct{ node, word uint32 }

// comma marks the word of an edge before which a comma stands: "Foreign, Commonwealth and
// Development Office". It leaves the bit that [Next] keeps of the word.
const comma = 1 << 31

// NewBuilder gives an empty Builder.
func NewBuilder() *Builder {
	return &Builder{words: map[uint64]uint32{}, edges: map[edge]uint32{}, terms: []uint32{0}}
}

// Add puts a phrase in and gives its number; equal phrases, as tokens go, have
// the same number. It reports false for a phrase without a word or with more
// than MaxWords.
func (b *Builder) Add(phrase string) (int, bool) {
	b.buf = scan.Tokens(b.buf[:0], []byte(phrase))
	if len(b.buf) == 0 || len(b.buf) > MaxWords {
		return 0, false
	}
	node := uint32(0)
	for _, t := range b.buf {
		w, ok := b.words[t.Hash]
		if !ok {
			w = uint32(len(b.words) + 1)
			b.words[t.Hash] = w
		}
		if t.Gap&scan.Comma != 0 {
			w |= comma
		}
		next, ok := b.edges[edge{node, w}]
		if !ok {
			next = uint32(len(b.terms))
			b.terms = append(b.terms, 0)
			b.edges[edge{node, w}] = next
		}
		node = next
	}
	if b.terms[node] == 0 {
		b.n++
		b.terms[node] = b.n
	}
	return int(b.terms[node] - 1), true
}

// Trie is an immutable set of phrases, safe for concurrent use.
type Trie struct {
	words table.Table // token hash → word number
	edges table.Table // node and word → node, below the first word
	nodes []node      // by number; those of first words have the words' numbers
}

// node is the end of a phrase's beginning.
type node struct {
	phrase uint32 // the number + 1 of the phrase that ends here; 0 for none
	next   Next
}

// Next is the bits of the words with which longer phrases go on: most words that do not go
// on have another one, and need not be looked for.
type Next uint32

// Has tells whether a phrase may go on with word.
func (n Next) Has(word uint32) bool { return n>>(word%32)&1 == 1 }

func (n *Next) add(word uint32) { *n |= 1 << (word % 32) }

// Build freezes the phrases.
func (b *Builder) Build() *Trie {
	t := &Trie{words: table.New(len(b.words)), edges: table.New(len(b.edges)), nodes: make([]node, len(b.words)+len(b.terms))}
	for h, w := range b.words {
		t.words.Put(h, w)
	}
	number := make([]uint32, len(b.terms)) // of the nodes in t
	for n := range number {
		number[n] = uint32(len(b.words) + n)
	}
	for e, n := range b.edges {
		if e.node == 0 {
			number[n] = e.word
		}
	}
	for n, phrase := range b.terms {
		t.nodes[number[n]].phrase = phrase
	}
	for e, n := range b.edges {
		if e.node != 0 {
			t.edges.Put(edge{number[e.node], e.word}.key(), number[n])
			t.nodes[number[e.node]].next.add(e.word)
		}
	}
	return t
}

func (e edge) key() uint64 { return uint64(e.node)<<32 | uint64(e.word) }

// Words appends to dst the word number of every token, 0 for a word that no phrase has.
func (t *Trie) Words(dst []uint32, toks []scan.Token) []uint32 {
	n := len(dst)
	dst = slices.Grow(dst, len(toks))[:n+len(toks)]
	words := dst[n:]
	for i := range words {
		words[i] = t.words.Get(toks[i].Hash)
	}
	return dst
}

// Word gives the word number of one token hash, 0 if no phrase has the word.
func (t *Trie) Word(hash uint64) uint32 { return t.words.Get(hash) }

// First gives the phrase of one word by the word's number, -1 if it is none, and the words
// with which longer ones go on.
func (t *Trie) First(word uint32) (phrase int32, next Next) {
	n := &t.nodes[word]
	return int32(n.phrase) - 1, n.next
}

// Candidate is a phrase that ends before token End.
type Candidate struct {
	Phrase int32
	End    int32
}

// within are the gaps that a phrase may have between its words in a text: a point can
// be that of an abbreviation, "N. Korea", and whether it ends a sentence knows the caller.
const within = scan.Inside | scan.Stop | scan.Comma

// At appends to dst the phrases that begin at token i, shortest first; words are
// the numbers that Words gave. They may go on behind the end of a sentence.
func (t *Trie) At(dst []Candidate, toks []scan.Token, words []uint32, i int) []Candidate {
	at := words[i]
	for j := i + 1; at != 0; j++ {
		n := &t.nodes[at]
		if n.phrase != 0 {
			dst = append(dst, Candidate{int32(n.phrase) - 1, int32(j)})
		}
		if j >= len(words) || !n.next.Has(words[j]) || toks[j].Gap&^within != 0 {
			break
		}
		word := words[j]
		if toks[j].Gap&scan.Comma != 0 {
			word |= comma
		}
		at = t.edges.Get(edge{at, word}.key())
	}
	return dst
}
