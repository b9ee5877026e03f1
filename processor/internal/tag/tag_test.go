package tag

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dragoman-wire/dragoman/processor/gazetteer"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

var load = sync.OnceValues(Load)

func dictionary(t testing.TB) *Dictionary {
	t.Helper()
	d, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// read tags a text of which the first headline bytes are the headline.
func read(t testing.TB, language, text string, headline int) (*Dictionary, *Text) {
	t.Helper()
	d := dictionary(t)
	l := slices.Index(d.Packs, language)
	if l < 0 {
		t.Fatalf("no pack %q", language)
	}
	x := &Text{Headline: int32(headline)}
	d.Scan(x, []byte(text))
	d.Tag(x, Language(l))
	return d, x
}

// states gives the codes of the parties that t's words name, in order.
func states(d *Dictionary, t *Text) string {
	var out []string
	for i := range t.Tags {
		tag := &t.Tags[i]
		for _, c := range []lang.Class{lang.State, lang.Demonym, lang.Body, lang.Capital} {
			if s := d.Sense(t, tag, c); s != nil {
				for id := range s.Set.All() {
					out = append(out, d.Parties.Party(id).Code)
				}
				break
			}
		}
	}
	return strings.Join(out, " ")
}

func TestNames(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"state", "en", "In Paris, China met Russia.", "FRA CHN RUS"},
		{"other spelling", "en", "Today Türkiye and Côte d’Ivoire met Turkiye.", "TUR CIV TUR"},
		{"longest", "en", "South Korea, North Korea and South Sudan met.", "KOR PRK SSD"},
		{"inside another name", "en", "Ships crossed the South China Sea.", ""},
		{"before a hyphen", "en", "They entered the Moscow-held town.", ""},
		{"before a verb", "en", "Then Moscow held talks.", "RUS"},
		{"Niger and Nigeria", "en", "Both Niger and Nigeria met.", "NER NGA"},
		{"US", "en", "Later the US told us that US officials had come.", "USA USA"},
		{"us", "en", "Later they told us about us.", ""},
		{"currency", "en", "It cost US$5 million.", ""},
		{"AS", "id", "Kemudian AS dan China bertemu.", "USA CHN"},
		{"as", "en", "They came as friends, as before.", ""},
		{"small letters", "en", "They ate turkey from china.", ""},
		{"capitals", "en", "CHINA AND RUSSIA MET IN MOSCOW AGAIN", "CHN RUS RUS"},
		{"person's name", "en", "Yesterday Michael Jordan and Qwortz met.", ""},
		{"demonym", "en", "The Kazakh and Chinese ministers", "KAZ CHN"},
		{"body", "en", "The SCO and the European Union met.", "SCO EU"},
		{"Indonesian", "id", "Kemarin Tiongkok, Jepang dan Selandia Baru bertemu.", "CHN JPN NZL"},
		{"Malay", "ms", "Semalam Jepun, Perancis dan Itali bertemu.", "JPN FRA ITA"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := states(read(t, tt.lang, tt.text, 0)); got != tt.want {
				t.Errorf("%q names %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// padding makes a text long enough to tell which letters are lost; it has no z.
var padding = strings.Repeat("The men spoke of many things, quite a few jokes, five boxes and a good walk. ", 7)

func TestLostLetters(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"two witnesses", "Leaders of Kaakhstan and Ubekistan met.", "KAZ UZB"},
		{"a long one", "Leaders of Kaakhstan met.", "KAZ"},
		{"a demonym beside it", "The Kaakh leader of Kaakhstan met Gaa.", "KAZ KAZ"},
		{"one short witness", "Leaders of Belie met.", ""},
		{"not lost: another z", "In Zurich the leaders of Belie and Brail met.", ""},
		{"a slip", "Leaders of Kyrgystan and Turkmenstan met.", "KGZ TKM"},
		{"first letter", "Leaders of Azerbaijn and Zerbaijan met.", "AZE"},
		{"neighbours", "Both Niger, Nigeria, Iran, Iraq, Austria, Australia, Slovakia and Slovenia met.", "NER NGA IRN IRQ AUT AUS SVK SVN"},
		{"ordinary names", "Later Marian, Ronald Brail and Anna met.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := padding + tt.text
			if got := states(read(t, "en", text, 0)); got != tt.want {
				t.Errorf("%q names %q, want %q", tt.text, got, tt.want)
			}
		})
	}
	t.Run("short text", func(t *testing.T) {
		if got := states(read(t, "en", "Leaders of Ubekistan, a land, and Gaa met.", 0)); got != "UZB" { // by one letter, not by the text
			t.Errorf("names %q, want UZB", got)
		}
	})
}

// TestLostWords takes a letter out of a story: nearly all of its words must be read as before,
// function words among them.
func TestLostWords(t *testing.T) {
	const story = "Chinese Foreign Minister Wang Yi met his Kenyan counterpart in Nairobi on Thursday, the ministry said. " +
		"They had talks with the Kuwaiti and the Korean ambassadors, who had asked for them, and both sides agreed to work on a new railway agreement. " +
		"Their host spoke of the work that had taken three weeks, which he hopes will be ratified before the next summit in Kigali. " +
		"The two ministers signed three documents on trade, health and the harbour at Kribi, where the Chinese firm that has built it will keep working. " +
		"Talks with Khartoum and Kinshasa are to be held there in March, when the parties will have heard what their parliaments think of it."
	text := strings.Repeat(story+"\n", 2) // long enough to tell which letters are lost
	whole := words(t, text)
	for _, letter := range []string{"h", "k", "r", "s", "v"} {
		damaged := words(t, strings.NewReplacer(letter, "", strings.ToUpper(letter), "").Replace(text))
		if len(damaged) != len(whole) {
			t.Fatalf("without %s there are %d words, not %d", letter, len(damaged), len(whole))
		}
		right := 0
		for i := range whole {
			if damaged[i] == whole[i] {
				right++
			}
		}
		if share := float64(right) / float64(len(whole)); share < 0.9 {
			t.Errorf("without %s only %.2f of the words are read as before", letter, share)
		}
	}
}

// words gives the hashes of the words of an English text as they are read.
func words(t *testing.T, text string) (hashes []uint64) {
	_, got := read(t, "en", text, 0)
	for i := range got.Tokens {
		hashes = append(hashes, got.Tokens[i].Hash)
	}
	return hashes
}

// TestNoNameIsAnother takes every letter out of every name of the gazetteer in
// turn: what is left must never be repaired to another name.
func TestNoNameIsAnother(t *testing.T) {
	d := dictionary(t)
	for hash, w := range d.words {
		if whole := d.misspelt().of(hash); whole != 0 {
			t.Fatalf("a known word, %q, is repaired to %x", w.folded, whole)
		}
	}
	for _, pair := range [][2]string{{"Niger", "Nigeria"}, {"Iran", "Iraq"}, {"Austria", "Australia"}, {"Slovakia", "Slovenia"}, {"Guinea", "Guyana"}, {"Dominica", "Dominican"}} {
		for _, name := range pair {
			if got := states(read(t, "en", padding+"Later "+name+" came.", 0)); strings.Contains(got, " ") {
				t.Errorf("%s is %q", name, got)
			}
		}
	}
}

func TestCapitals(t *testing.T) {
	has := func(x *Text, word string, c lang.Class) bool {
		for i := range x.Tags {
			tag := &x.Tags[i]
			if string(x.Bytes[x.Tokens[tag.First].Start:x.Tokens[tag.End-1].End]) == word {
				return tag.Is(c)
			}
		}
		return false
	}
	const text = "China and Russia Met in Paris. They Met Qwortz there."
	if _, x := read(t, "en", text, len(text)); !has(x, "Met", lang.MeetVerb) {
		t.Error("a verb with a capital in a headline is none")
	}
	if _, x := read(t, "en", "Yesterday the Met in Paris met Qwortz.", 0); has(x, "Met", lang.MeetVerb) || !has(x, "met", lang.MeetVerb) || !has(x, "Qwortz", lang.Name) {
		t.Error("a word of a name is a verb, or the verb or the name is none")
	}
	if _, x := read(t, "en", "QWORTZ MET THE PRESIDENT OF CHINA", 0); has(x, "QWORTZ", lang.Name) || !has(x, "MET", lang.MeetVerb) {
		t.Error("capitals mark names in a line of capitals")
	}
}

// TestExactValue proves that a phrase is read as it is written: "Minggu" is
// Sunday, "minggu" a week.
func TestExactValue(t *testing.T) {
	d, x := read(t, "id", "Mereka bertemu Minggu, dua minggu lalu.", 0)
	var got []string
	for i := range x.Tags {
		if v := d.Value(x, &x.Tags[i], lang.Date); v != "" {
			got = append(got, v)
		}
	}
	if !slices.Contains(got, "weekday 0") || !slices.Contains(got, "unit week") {
		t.Errorf("dates %q", got)
	}
}

func TestIdentify(t *testing.T) {
	d := dictionary(t)
	for text, want := range map[string]string{
		"The minister said that the talks were held.":                 "en",
		"Pertemuan itu digelar karena permintaan kedua negara bahwa.": "id",
		"Mesyuarat itu diadakan kerana beliau berkata bahawa":         "ms",
		"Wang Yi":      "",
		"":             "",
		"1 2 3 4 5 6":  "",
		"Привет, мир!": "",
	} {
		x := &Text{}
		d.Scan(x, []byte(text))
		got := ""
		if l, ok := d.Identify(x); ok {
			got = d.Packs[l]
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestNewDictionaryNamesTheEntry(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("word ", 40)
	_, err = NewDictionary([]*lang.Pack{{Tag: "xx", Entries: []lang.Entry{{Phrase: long, Class: lang.MeetVerb, Place: "xx/a.txt:7"}}}}, g, nil)
	if err == nil || !strings.HasPrefix(err.Error(), "xx/a.txt:7: ") {
		t.Errorf("error %v names no place", err)
	}
	packs := make([]*lang.Pack, 33)
	for i := range packs {
		packs[i] = &lang.Pack{Tag: string(rune('a' + i))}
	}
	if _, err := NewDictionary(packs, g, nil); err == nil {
		t.Error("33 packs fit in 32 bits")
	}
}
