package scan

import (
	"os"
	"testing"
)

func BenchmarkTokens(b *testing.B) {
	text, err := os.ReadFile("../../testdata/wires/cku-railway-launch.en.ninjs1.json")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	var toks []Token
	for b.Loop() {
		toks = Tokens(toks[:0], text)
	}
}
