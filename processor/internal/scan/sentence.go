package scan

// Sentence is the tokens [First, End) of a text.
type Sentence struct {
	First, End int32
}

// Sentences appends the sentences of toks to dst. A sentence ends where the gap
// allows it and the next token can begin one; abbreviation tells tokens, such
// as "Mr", whose point ends nothing.
func Sentences(dst []Sentence, toks []Token, abbreviation func(hash uint64) bool) []Sentence {
	first := int32(0)
	for i := 1; i < len(toks); i++ {
		if ends(&toks[i-1], &toks[i], abbreviation) {
			dst = append(dst, Sentence{first, int32(i)})
			first = int32(i)
		}
	}
	if int(first) < len(toks) {
		dst = append(dst, Sentence{first, int32(len(toks))})
	}
	return dst
}

func ends(prev, next *Token, abbreviation func(uint64) bool) bool {
	canBegin := next.Flags&(Capital|Number|Caseless) != 0
	switch {
	case next.After(Newline):
		// A line that ends without a point and goes on in lower case was only wrapped.
		return canBegin || next.After(Stop|Colon|QuoteOpen|QuoteEnd|Dash|Other)
	case next.After(Stop):
		if prev.Has(Initial|Capital) || abbreviation(prev.Hash) {
			return false
		}
		return canBegin || next.After(QuoteOpen)
	}
	return false
}
