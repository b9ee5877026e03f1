package scan

import (
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
)

// texts gives the words of text, as they are written.
func texts(text string) []string {
	var out []string
	for _, t := range Tokens(nil, []byte(text)) {
		out = append(out, text[t.Start:t.End])
	}
	return out
}

func TestTokens(t *testing.T) {
	tests := []struct{ text, want string }{
		{"China met Russia.", "China|met|Russia"},
		{"", ""},
		{"  ... , —", ""},
		{"China's president", "China|s|president"},
		{"China’s president", "China|s|president"},
		{"China-Russia talks", "China|Russia|talks"},
		{"China–Kyrgyzstan–Uzbekistan", "China|Kyrgyzstan|Uzbekistan"},
		{"U.S. and US$5", "U|S|and|US|5"},
		{"1,200 km, 12.24 and 20/5/2024 at 05:42.", "1,200|km|12.24|and|20/5/2024|at|05:42"},
		{"the 20th, 6-8 November, 2024-05-20", "the|20th|6|8|November|2024|05|20"},
		{"Türkiye’de Erdoğan", "Türkiye|de|Erdoğan"},
		{"Côte d'Ivoire", "Côte|d|Ivoire"},
		{"co\u00ADoperation", "co\u00ADoperation"},
		{"Москва и Пекин", "Москва|и|Пекин"},
		{"وزير الخارجية، الصين", "وزير|الخارجية|الصين"},
		{"中国外交部长王毅。", "中|国|外|交|部|长|王|毅"},
		{"G20峰会", "G20|峰|会"},
		{"Ban\u0301k", "Ban\u0301k"},
		{"😀China😀met", "China|met"},
		{"a\xffb", "a|b"},
	}
	for _, tt := range tests {
		if got := strings.Join(texts(tt.text), "|"); got != tt.want {
			t.Errorf("Tokens(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFlags(t *testing.T) {
	for word, want := range map[string]Flag{
		"China": Capital, "china": 0, "USA": Capital | Upper, "U": Capital | Initial, "a": Initial, "20th": Number, "G20": Capital,
		"2024": Number, "Éire": Capital, "ÉTÉ": Capital | Upper, "中": Caseless, "الصين": Caseless, "iPhone": 0,
	} {
		toks := Tokens(nil, []byte(word))
		if len(toks) != 1 || toks[0].Flags != want {
			t.Errorf("%q is %+v, want one token with flags %b", word, toks, want)
		}
	}
}

func TestLetters(t *testing.T) {
	for word, want := range map[string]string{"Iran": "iran", "MALAYSIA": "malaysia", "Internationally": "internat", "G20": "", "café": "", "2024": "", "中": ""} {
		var got []byte
		for letters := Tokens(nil, []byte(word))[0].Letters; letters != 0; letters >>= 8 {
			got = append(got, byte(letters))
		}
		if string(got) != want {
			t.Errorf("the first letters of %q are %q, want %q", word, got, want)
		}
	}
}

func TestGaps(t *testing.T) {
	tests := []struct {
		text string
		want Gap // before the second word
	}{
		{"a b", Space},
		{"a\nb", Newline},
		{"a\r\nb", Space | Newline},
		{"a\n\nb", Newline | Paragraph},
		{"a\n \nb", Newline | Paragraph | Space},
		{"a-b", Hyphen},
		{"a–b", Hyphen},
		{"a - b", Space | Dash},
		{"a – b", Space | Dash},
		{"a\u00a0– b", Space | Dash},
		{"a— b", Dash | Space},
		{"a'b", Apostrophe},
		{"a’b", Apostrophe},
		{"a.b", Dot},
		{"a. b", Stop | Space},
		{"a! b", Stop | Space},
		{"a… b", Stop | Space},
		{"a, b", Comma | Space},
		{"a、b", Comma},
		{"a،b", Comma},
		{"a; b", Semicolon | Space},
		{"a: b", Colon | Space},
		{"a “b", Space | QuoteOpen},
		{"a \"b", Space | QuoteOpen},
		{"a” b", QuoteEnd | Space},
		{"a\" b", QuoteEnd | Space},
		{"a' b", QuoteEnd | Space},
		{"as' b", Apostrophe | Space},
		{"as’ b", Apostrophe | Space},
		{"as\" b", QuoteEnd | Space},
		{"a.” b", Stop | QuoteEnd | Space},
		{"a.' b", Stop | QuoteEnd | Space},
		{"a.) b", Stop | Bracket | Space},
		{"a.’ b", Stop | QuoteEnd | Space},
		{"a.–b", Dot | Hyphen},
		{"a.'s", Dot | Apostrophe},
		{"a (b", Space | Bracket},
		{"a/b", Other},
		{"a & b", Space | Hyphen},
		{"a。b", Stop},
	}
	for _, tt := range tests {
		toks := Tokens(nil, []byte(tt.text))
		if len(toks) != 2 || toks[1].Gap != tt.want {
			t.Errorf("%q: %+v, want a gap of %b", tt.text, toks, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, pair := range [][2]string{
		{"TÜRKİYE", "turkiye"},
		{"Türkiye", "turkiye"},
		{"Côte", "cote"},
		{"Łódź", "lodz"},
		{"São", "sao"},
		{"Ñandú", "nandu"},
		{"Đặng", "dang"},
		{"Российский", "российский"},
		{"ЁЛКА", "елка"},
		{"الإمارات", "الامارات"},
		{"co\u00ADop", "coop"},
	} {
		if got := Fold(pair[0]); got != pair[1] {
			t.Errorf("Fold(%q) = %q, want %q", pair[0], got, pair[1])
		}
	}
	for _, pair := range [][2]string{{"Türkiye", "TURKIYE"}, {"Ban\u0301k", "Bánk"}, {"co\u00ADop", "CoOp"}, {"1,200", "1,200"}, {"Malaysía", "MALAYSIA"}, {"coöperation", "Cooperation"}, {"internationalísm", "Internationalism"}} {
		if Hash(pair[0]) != Hash(pair[1]) {
			t.Errorf("%q and %q have different hashes", pair[0], pair[1])
		}
	}
	if Hash("Malaysia") == Hash("Malaysian") || Hash("Niger") == Hash("Nigeria") || Hash("Iran") == Hash("Iraq") || Hash("") != 0 {
		t.Error("different words have one hash")
	}
}

func TestSentences(t *testing.T) {
	abbreviations := map[uint64]bool{Hash("Mr"): true, Hash("Sept"): true, Hash("No"): true}
	tests := []struct{ name, text, want string }{
		{"two", "Xi met Putin. They talked.", "Xi met Putin|They talked"},
		{"questions", "Why? Because! So… They", "Why|Because|So|They"},
		{"abbreviations", "Mr. Xi met on Sept. 12. No. 5 fell.", "Mr. Xi met on Sept. 12|No. 5 fell"},
		{"initials", "George W. Bush met J. D. Vance.", "George W. Bush met J. D. Vance"},
		{"U.S.", "The U.S. Secretary met the U.S.-China council.", "The U.S. Secretary met the U.S.-China council"},
		{"numbers", "It cost 1.2 billion. In 2024. 20 men came.", "It cost 1.2 billion|In 2024|20 men came"},
		{"small letter", "It was etc. and so on.", "It was etc. and so on"},
		{"quotes", "“We agreed.” He left. \"Yes.\" She", "We agreed|He left|Yes|She"},
		{"a quoted plural", "He praised 'the ministers.' They left.", "He praised 'the ministers|They left"},
		{"single quotes", "'We agreed.' He left.", "We agreed|He left"},
		{"quote opens", "He left. “we did not.”", "He left|we did not"},
		{"brackets", "They met (in Astana.) They left.", "They met (in Astana|They left"},
		{"lines", "Xi meets Putin\nASTANA (AP) - They met", "Xi meets Putin|ASTANA (AP) - They met"},
		{"one wrapped line", "the president of\nthe republic met", "the president of\nthe republic met"},
		{"wrapped lines", "the president of\nthe republic met his\nRussian colleague and then\nthe foreign minister of\nFrance. They talked\nabout trade.", "the president of\nthe republic met his\nRussian colleague and then\nthe foreign minister of\nFrance|They talked\nabout trade"},
		{"paragraphs", "xi meets putin\n\nand then they left", "xi meets putin|and then they left"},
		{"points before a small letter on a new line", "They met.\nxi left", "They met|xi left"},
		{"Chinese", "中国。俄国！", "中国|俄国"},
		{"Arabic", "التقى الوزير. وقال إنه", "التقى الوزير|وقال إنه"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			toks := Tokens(nil, []byte(tt.text))
			var got []string
			for _, s := range Sentences(nil, toks, 0, func(h uint64) bool { return abbreviations[h] }) {
				got = append(got, tt.text[toks[s.First].Start:toks[s.End-1].End])
			}
			if strings.Join(got, "|") != tt.want {
				t.Errorf("%q gives %q, want %q", tt.text, strings.Join(got, "|"), tt.want)
			}
		})
	}
}

func TestSentencesAreBounded(t *testing.T) {
	toks := Tokens(nil, []byte(strings.Repeat("word ", 3*Longest+1)))
	ss := Sentences(nil, toks, 7, func(uint64) bool { return false })
	if len(ss) != 4 || ss[0].First != 7 || ss[3].End != int32(7+len(toks)) {
		t.Errorf("%d sentences %v", len(ss), ss)
	}
	for i := 1; i < len(ss); i++ {
		if ss[i].First != ss[i-1].End || ss[i].End-ss[i].First > Longest {
			t.Errorf("sentence %d is %v, after %v", i, ss[i], ss[i-1])
		}
	}
}

// TestWordsOfTheStandard compares the words of Latin text with those of Unicode's
// text segmentation, where apostrophes, points and underscores do not join.
func TestWordsOfTheStandard(t *testing.T) {
	const text = `ASTANA, Sept 12 – Le président français, Emmanuel Macron, a rencontré (à Pékin) M. Müller; "Sim", disse São-Tomé!
Cumhurbaşkanı Erdoğan Ankara'da görüştü: 1,200 ton, 3.5 milyar? Žižkov… Łukasz Đặng — ñandú/œuvre 20th G20 2024.`
	var want []string
	for it := words.FromString(text); it.Next(); {
		if w := it.Value(); len(Tokens(nil, []byte(w))) > 0 {
			want = append(want, strings.FieldsFunc(w, func(r rune) bool { return r == '\'' })...)
		}
	}
	if got := texts(text); !slices.Equal(got, want) {
		t.Errorf("words\n%q, want\n%q", got, want)
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("U.S.–China’s 1,200.50 “K”\n\nM\u0301 中国 الصين\xff")
	f.Fuzz(func(t *testing.T, text string) {
		toks := Tokens(nil, []byte(text))
		end := int32(0)
		for _, k := range toks {
			if k.Start < end || k.End <= k.Start || int(k.End) > len(text) {
				t.Fatalf("token [%d, %d) after %d of %d bytes", k.Start, k.End, end, len(text))
			}
			end = k.End
			if got := Tokens(nil, []byte(text[k.Start:k.End])); len(got) != 1 || got[0].Hash != k.Hash || got[0].Flags != k.Flags {
				t.Fatalf("%q is another token alone: %+v, %+v", text[k.Start:k.End], k, got)
			}
		}
		next := int32(0)
		for _, s := range Sentences(nil, toks, 0, func(h uint64) bool { return h%7 == 0 }) {
			if s.First != next || s.End <= s.First || s.End-s.First > Longest {
				t.Fatalf("sentence %v after %d", s, next)
			}
			next = s.End
		}
		if int(next) != len(toks) {
			t.Fatalf("sentences end at %d of %d tokens", next, len(toks))
		}
	})
}
