package scan

// Sentence is the tokens [First, End) of a text, with all that they are and all that
// stands before them.
type Sentence struct {
	First, End int32
	Gaps       Gap
	Flags      Flag
}

// Longest bounds a sentence, in tokens, and with it the work on one: what runs
// on for longer is no prose, and is cut.
const Longest = 400

// Sentences appends the sentences of toks to dst; first is the number of
// toks[0] in its text. A sentence ends where the gap allows it and the next
// token can begin one; abbreviation tells tokens, such as "Mr", whose point ends nothing.
func Sentences(dst []Sentence, toks []Token, first int32, abbreviation func(hash uint64) bool) []Sentence {
	wrapped := isWrapped(toks)
	begin := 0
	var gaps Gap
	var flags Flag
	for i := range toks {
		t := &toks[i]
		if i-begin == Longest || t.After(pauses) && i > begin && ends(&toks[i-1], t, wrapped, abbreviation) {
			dst = append(dst, Sentence{first + int32(begin), first + int32(i), gaps, flags})
			begin, gaps, flags = i, 0, 0
		}
		gaps, flags = gaps|t.Gap, flags|t.Flags
	}
	if begin < len(toks) {
		dst = append(dst, Sentence{first + int32(begin), first + int32(len(toks)), gaps, flags})
	}
	return dst
}

// pauses are the gaps at which a sentence can end.
const pauses = Paragraph | Stop | Newline

// begins are the flags of a token that a sentence can begin with.
const begins = Capital | Number | Caseless

func ends(prev, next *Token, wrapped bool, abbreviation func(uint64) bool) bool {
	canBegin := next.Flags&begins != 0
	switch {
	case next.After(Paragraph):
		return true
	case next.After(Stop):
		if next.After(Newline) && !wrapped {
			return true
		}
		if prev.Has(Initial|Capital) || abbreviation(prev.Hash) {
			return false
		}
		return canBegin || next.After(QuoteOpen)
	case next.After(Newline) && !wrapped:
		// A line that ends without a point and goes on in lower case was only wrapped.
		return canBegin || next.After(Colon|QuoteOpen|QuoteEnd|Dash|Other)
	}
	return false
}

// isWrapped tells whether the lines of a text are cut at a column, and not at
// the ends of its paragraphs: then many go on in lower case.
func isWrapped(toks []Token) bool {
	const least = 3 // lines that go on: fewer tell nothing
	lines, on := 0, 0
	for i := 1; i < len(toks); i++ {
		if t := &toks[i]; t.After(Newline) && !t.After(Paragraph) {
			lines++
			if t.Flags&begins == 0 && t.Gap&^Newline&^Space == 0 {
				on++
			}
		}
	}
	return on >= least && on*3 >= lines
}
