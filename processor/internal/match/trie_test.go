package match

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
)

func build(t testing.TB, phrases ...string) *Trie {
	t.Helper()
	b := NewBuilder()
	for i, p := range phrases {
		if n, ok := b.Add(p); !ok || n != i {
			t.Fatalf("Add(%q) = %d, %t, want %d", p, n, ok, i)
		}
	}
	return b.Build()
}

func TestAt(t *testing.T) {
	phrases := []string{"foreign minister", "foreign", "minister of foreign affairs", "China", "South China Sea", "Turkmenistan", "dan", "turkmenistan dan", "Côte d'Ivoire", "foreign minister of china", "Trade, Industry and Energy"}
	trie := build(t, phrases...)
	tests := []struct {
		text, want string // phrases at the first word, shortest first
	}{
		{"foreign minister", "foreign|foreign minister"},
		{"Foreign Ministers", "foreign"},
		{"foreign minister of China", "foreign|foreign minister|foreign minister of china"},
		{"foreign minister of Chile", "foreign|foreign minister"},
		{"South China", ""},
		{"South China Sea", "South China Sea"},
		{"south-china sea", "South China Sea"},
		{"South\nChina Sea", ""},
		{"foreign, minister", "foreign"},
		{"foreign. Minister", "foreign|foreign minister"}, // it may be an abbreviation
		{"foreign (minister", "foreign"},
		{"trade, industry and energy", "Trade, Industry and Energy"},
		{"trade industry and energy", ""},
		{"Turkmenistan, dan", "Turkmenistan"},
		{"Türkmenistan'dan", "Turkmenistan|turkmenistan dan"},
		{"Turkmenistan dan", "Turkmenistan|turkmenistan dan"},
		{"COTE D’IVOIRE", "Côte d'Ivoire"},
		{"unknown", ""},
	}
	for _, tt := range tests {
		toks := scan.Tokens(nil, []byte(tt.text))
		var got []string
		for _, c := range trie.At(nil, toks, trie.Words(nil, toks), 0) {
			got = append(got, phrases[c.Phrase])
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%q has %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestAdd(t *testing.T) {
	b := NewBuilder()
	first, _ := b.Add("Foreign Minister")
	if again, ok := b.Add("foreign-minister"); !ok || again != first {
		t.Errorf("the same words are phrase %d, then %d", first, again)
	}
	for _, bad := range []string{"", " . ", strings.Repeat("x ", MaxWords+1)} {
		if n, ok := b.Add(bad); ok {
			t.Errorf("Add(%q) = %d, want none", bad, n)
		}
	}
	if _, ok := b.Add(strings.Repeat("x ", MaxWords)); !ok {
		t.Error("a phrase of MaxWords words does not fit")
	}
}

// TestManyPhrases proves that no phrase is lost or found for another, however
// full the tables are.
func TestManyPhrases(t *testing.T) {
	const n = 20000
	phrases := make([]string, n)
	for i := range phrases {
		phrases[i] = fmt.Sprintf("w%d x%d y%d", i%171, i%13, i)
	}
	trie := build(t, phrases...)
	for i, p := range phrases {
		toks := scan.Tokens(nil, []byte(p))
		got := trie.At(nil, toks, trie.Words(nil, toks), 0)
		if len(got) != 1 || got[0] != (Candidate{int32(i), 3}) {
			t.Fatalf("%q is %v", p, got)
		}
	}
	if toks := scan.Tokens(nil, []byte("w1 x1")); len(trie.At(nil, toks, trie.Words(nil, toks), 0)) != 0 {
		t.Error("the beginning of a phrase counts as one")
	}
}
