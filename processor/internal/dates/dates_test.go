package dates_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/match"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// reader reads dates by the words of a language pack.
type reader struct {
	trie  *match.Trie
	words map[string]map[int]dates.Word // by exact spelling, "" for any, and phrase
}

func readers(t testing.TB) map[string]*reader {
	t.Helper()
	packs, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*reader{}
	for _, p := range packs {
		b := match.NewBuilder()
		r := &reader{words: map[string]map[int]dates.Word{}}
		for _, e := range p.Entries {
			var w dates.Word
			switch e.Class {
			case lang.Date:
				if w, err = dates.Lexical(e.Value); err != nil {
					t.Fatalf("%s: %v", e.Place, err)
				}
			case lang.In:
				w.Kind = dates.Cue
			case lang.Of, lang.To, lang.And:
				w.Kind = dates.Filler
			default:
				continue
			}
			n, _ := b.Add(e.Phrase)
			exact := ""
			if e.Exact {
				exact = e.Phrase
			}
			if r.words[exact] == nil {
				r.words[exact] = map[int]dates.Word{}
			}
			if _, ok := r.words[exact][n]; !ok || e.Class == lang.Date {
				r.words[exact][n] = w
			}
		}
		r.trie = b.Build()
		out[p.Tag] = r
	}
	return out
}

func (r *reader) find(text string) []dates.Mention {
	toks := scan.Tokens(nil, []byte(text))
	words := r.trie.Words(nil, toks)
	var ws []dates.Word
	for i := 0; i < len(toks); {
		w, end := dates.Word{}, i+1
		if toks[i].Has(scan.Number) {
			w = dates.Digits([]byte(text[toks[i].Start:toks[i].End]))
		}
		cs := r.trie.At(nil, toks, words, i)
		for k := len(cs) - 1; k >= 0; k-- {
			spelling := text[toks[i].Start:toks[cs[k].End-1].End]
			x, ok := r.words[spelling][int(cs[k].Phrase)]
			if !ok {
				x, ok = r.words[""][int(cs[k].Phrase)]
			}
			if ok {
				w, end = x, int(cs[k].End)
				break
			}
		}
		w.First, w.End = int32(i), int32(end)
		ws = append(ws, w)
		i = end
	}
	return dates.Find(nil, ws)
}

func format(d dates.Date) string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// TestResolve reads phrases as wires have them. The articles are of Tuesday,
// 21 May 2024, where pub says nothing else.
func TestResolve(t *testing.T) {
	rs := readers(t)
	tests := []struct {
		lang, text string
		want       string // the dates found, resolved; "?" for one that is none
		future     bool
		pub        string
	}{
		// Weekdays: the last one up to publication, or the next one of a plan.
		{lang: "en", text: "met on Monday", want: "2024-05-20"},
		{lang: "en", text: "met on Tuesday", want: "2024-05-21"},
		{lang: "en", text: "met on Wednesday", want: "2024-05-15"},
		{lang: "en", text: "will meet on Wednesday", future: true, want: "2024-05-22"},
		{lang: "en", text: "will meet on Tuesday", future: true, want: "2024-05-21"},
		{lang: "en", text: "met last Tuesday", want: "2024-05-14"},
		{lang: "en", text: "next Tuesday", want: "2024-05-28"},
		{lang: "en", text: "this Monday", want: "2024-05-20"},
		{lang: "id", text: "bertemu pada Senin", want: "2024-05-20"},
		{lang: "id", text: "pada hari Senin", want: "2024-05-20"},
		{lang: "id", text: "Rabu lalu", want: "2024-05-15"},
		{lang: "id", text: "Rabu mendatang", want: "2024-05-22"},
		{lang: "ms", text: "pada Isnin", want: "2024-05-20"},
		{lang: "ms", text: "Rabu lalu", want: "2024-05-15"},

		{lang: "en", text: "on Thursday next week", want: "2024-05-30"},
		{lang: "en", text: "on Thursday of last week", want: "2024-05-16"},
		{lang: "id", text: "Senin pekan depan", want: "2024-05-27"},
		{lang: "id", text: "Minggu pekan lalu", want: "2024-05-19"},
		{lang: "ms", text: "Jumaat minggu ini", want: "2024-05-24"},
		{lang: "ms", text: "Khamis ini", want: "2024-05-16"},

		// An explicit date wins over its weekday.
		{lang: "en", text: "on Monday, 13 May,", want: "2024-05-13"},
		{lang: "en", text: "on Monday, May 13, 2024,", want: "2024-05-13"},
		{lang: "en", text: "Monday (May 13)", want: "2024-05-13"},
		{lang: "en", text: "Monday 13th of May", want: "2024-05-13"},
		{lang: "id", text: "Senin (13/5)", want: "2024-05-13"},
		{lang: "id", text: "Senin (13/5/2024)", want: "2024-05-13"},
		{lang: "id", text: "Senin, 13 Mei 2024", want: "2024-05-13"},
		{lang: "id", text: "Senin malam (13/5) waktu setempat", want: "2024-05-13"},
		{lang: "id", text: "Senin (20/5), di", want: "2024-05-20"},
		{lang: "id", text: "hari ini (21/5)", want: "2024-05-21"},
		{lang: "ms", text: "Isnin, 13 Mei 2024", want: "2024-05-13"},
		{lang: "ms", text: "Isnin (13 Mei)", want: "2024-05-13"},

		// Days and months.
		{lang: "en", text: "on 20 May 2024", want: "2024-05-20"},
		{lang: "en", text: "on May 20th", want: "2024-05-20"},
		{lang: "en", text: "on the 20th of May", want: "2024-05-20"},
		{lang: "en", text: "ASTANA, Sept 12", want: "2023-09-12"},
		{lang: "en", text: "2024-05-20", want: "2024-05-20"},
		{lang: "en", text: "on 20/5/2024", want: "2024-05-20"},
		{lang: "en", text: "on 20.05.2024", want: "2024-05-20"},
		{lang: "en", text: "in May 2015", want: "2015-05"},
		{lang: "en", text: "in 2015", want: "2015"},
		{lang: "en", text: "in early 2015", want: "2015"},
		{lang: "id", text: "pada 20 Mei", want: "2024-05-20"},
		{lang: "id", text: "pada 20/5", want: "2024-05-20"},
		{lang: "id", text: "pada tanggal 20 Mei 2024", want: "2024-05-20"},
		{lang: "id", text: "pada 17 Agustus 1945", want: "1945-08-17"},
		{lang: "id", text: "pada tahun 2015", want: "2015"},
		{lang: "id", text: "tahun 2015", want: "2015"},
		{lang: "ms", text: "pada 17 Ogos 2023", want: "2023-08-17"},
		{lang: "ms", text: "pada 8 Mac", want: "2024-03-08"},
		{lang: "ms", text: "pada tahun 2015", want: "2015"},

		// Ranges: their first day counts.
		{lang: "en", text: "from 6-8 November 2023", want: "2023-11-06"},
		{lang: "en", text: "on 14 to 15 April", want: "2024-04-14"},
		{lang: "en", text: "on April 14-15, 2023", want: "2023-04-14"},
		{lang: "en", text: "on 14 and 15 April", want: "2024-04-14"},
		{lang: "id", text: "pada 6-8 November 2023", want: "2023-11-06"},
		{lang: "en", text: "built between 1970 and 1975", want: "1970"},
		{lang: "id", text: "dibangun antara 1911 dan 1921", want: "1911"},
		{lang: "ms", text: "pada 6-8 November 2023", want: "2023-11-06"},

		// Relative terms.
		{lang: "en", text: "yesterday", want: "2024-05-20"},
		{lang: "en", text: "tomorrow", want: "2024-05-22"},
		{lang: "en", text: "two years ago", want: "2022"},
		{lang: "en", text: "exactly 30 years ago today", want: "1994-05-21"},
		{lang: "en", text: "on this day 30 years ago", want: "1994-05-21"},
		{lang: "id", text: "hari ini 50 tahun lalu", want: "1974-05-21"},
		{lang: "ms", text: "30 tahun lalu pada hari ini", want: "1994-05-21"},
		{lang: "en", text: "3 days ago", want: "2024-05-18"},
		{lang: "en", text: "a few days ago", want: "2024-05"},
		{lang: "en", text: "on the last day of the fair", want: ""},
		{lang: "id", text: "beberapa hari lalu", want: "2024-05"},
		{lang: "ms", text: "beberapa hari lalu", want: "2024-05"},
		{lang: "en", text: "a fortnight ago", want: "2024-05"},
		{lang: "en", text: "a month ago", want: "2024-04"},
		{lang: "en", text: "a year ago", want: "2023"},
		{lang: "en", text: "a decade ago", want: "2014"},
		{lang: "en", text: "last month", want: "2024-04"},
		{lang: "en", text: "last year", want: "2023"},
		{lang: "en", text: "next week", want: "2024-05"},
		{lang: "en", text: "next year", want: "2025"},
		{lang: "en", text: "earlier this month", want: "2024-05"},
		{lang: "en", text: "over the past two weeks", want: "2024-05"},
		{lang: "id", text: "kemarin", want: "2024-05-20"},
		{lang: "id", text: "besok", want: "2024-05-22"},
		{lang: "id", text: "bulan lalu", want: "2024-04"},
		{lang: "id", text: "dua tahun lalu", want: "2022"},
		{lang: "id", text: "dua tahun yang lalu", want: "2022"},
		{lang: "id", text: "tahun depan", want: "2025"},
		{lang: "id", text: "pekan lalu", want: "2024-05"},
		{lang: "id", text: "minggu lalu", want: "2024-05"},
		{lang: "id", text: "tahun ini", want: "2024"},
		{lang: "ms", text: "semalam", want: "2024-05-20"},
		{lang: "ms", text: "bulan lalu", want: "2024-04"},
		{lang: "ms", text: "minggu depan", want: "2024-05"},
		{lang: "ms", text: "tahun hadapan", want: "2025"},

		// Of what is to come.
		{lang: "en", text: "in over 4 years next week", future: true, want: "2024-05"},
		{lang: "en", text: "over the next 20 years", future: true, want: "?"},
		{lang: "en", text: "in the next two years", future: true, want: "2026"},
		{lang: "id", text: "untuk 20 tahun mendatang", future: true, want: "?"},
		{lang: "ms", text: "visi 20 tahun akan datang", future: true, want: "?"},
		{lang: "ms", text: "dua tahun akan datang", future: true, want: "2026"},
		{lang: "en", text: "in the coming days", future: true, want: "2024-05"},
		{lang: "en", text: "in the coming weeks", future: true, want: "2024-06"},
		{lang: "en", text: "within weeks", future: true, want: "2024-06"},
		{lang: "en", text: "early in the new year", future: true, want: "2025"},
		{lang: "en", text: "before the year is out", future: true, want: "2024"},
		{lang: "en", text: "will meet in three months", future: true, want: "2024-08"},
		{lang: "en", text: "will meet within two weeks", future: true, want: "2024-06"},
		{lang: "en", text: "built it in three months", want: "?"},
		{lang: "en", text: "by the end of the year", want: "2024"},
		{lang: "en", text: "in the first quarter", future: true, want: "2025"},
		{lang: "en", text: "in the second quarter", future: true, want: "2024"},
		{lang: "en", text: "in the second quarter", want: "?"},
		{lang: "en", text: "in the first half of 2022", want: "2022"},
		{lang: "en", text: "in the second half of August", future: true, want: "2024-08"},
		{lang: "en", text: "within a month", future: true, want: "2024-06"},
		{lang: "en", text: "met twice in a week", want: "?"},
		{lang: "id", text: "pada paruh kedua Agustus", future: true, want: "2024-08"},
		{lang: "id", text: "dalam waktu sebulan", future: true, want: "2024-06"},
		{lang: "ms", text: "pada separuh kedua Ogos", future: true, want: "2024-08"},
		{lang: "ms", text: "dalam masa sebulan", future: true, want: "2024-06"},
		{lang: "en", text: "in the autumn", future: true, want: "2024"},
		{lang: "id", text: "dalam waktu tiga bulan", future: true, want: "2024-08"},
		{lang: "id", text: "dua bulan lagi", future: true, want: "2024-07"},
		{lang: "id", text: "tinggal dua bulan lagi", want: "?"},
		{lang: "id", text: "akhir tahun", future: true, want: "2024"},
		{lang: "id", text: "akhir tahun depan", want: "2025"},
		{lang: "id", text: "pada akhir tahun 2022", want: "2022"},
		{lang: "id", text: "kuartal kedua tahun depan", want: "2025"},
		{lang: "ms", text: "dalam tempoh dua bulan", future: true, want: "2024-07"},
		{lang: "ms", text: "hujung bulan lalu", want: "2024-04"},
		{lang: "ms", text: "pada awal minggu ini", want: "2024-05"},
		{lang: "ms", text: "pada suku pertama", future: true, want: "2025"},

		// A month with the year counted.
		{lang: "en", text: "in May last year", want: "2023-05"},
		{lang: "en", text: "in March last year", want: "2023-03"},
		{lang: "en", text: "a day earlier", want: "2024-05-20"},
		{lang: "en", text: "two days earlier", want: "2024-05-19"},
		{lang: "id", text: "empat hari sebelumnya", want: "2024-05-17"},
		{lang: "id", text: "tiga hari berikutnya", want: "2024-05-24"},
		{lang: "en", text: "in December of last year", want: "2023-12"},
		{lang: "en", text: "on 3 March next year", want: "2025-03-03"},
		{lang: "en", text: "last May", want: "2023-05"},
		{lang: "en", text: "next May", want: "2025-05"},
		{lang: "en", text: "last March", want: "2024-03"},
		{lang: "id", text: "pada Mei tahun lalu", want: "2023-05"},
		{lang: "id", text: "Maret lalu", want: "2024-03"},
		{lang: "id", text: "Juni mendatang", want: "2024-06"},

		// A month without a year around New Year.
		{lang: "en", text: "in December", want: "2024-12", pub: "2025-01-05T10:00:00Z"},
		{lang: "en", text: "on 30 December", want: "2024-12-30", pub: "2025-01-05T10:00:00Z"},
		{lang: "en", text: "on 3 January", want: "2025-01-03", pub: "2025-01-05T10:00:00Z"},
		{lang: "en", text: "on 3 January", future: true, want: "2025-01-03", pub: "2024-12-20T10:00:00Z"},
		{lang: "en", text: "in February", future: true, want: "2025-02", pub: "2024-11-20T10:00:00Z"},
		{lang: "en", text: "on Monday", want: "2024-12-30", pub: "2025-01-01T10:00:00Z"},
		{lang: "en", text: "last month", want: "2024-12", pub: "2025-01-31T10:00:00Z"},
		{lang: "en", text: "last month", want: "2024-02", pub: "2024-03-31T10:00:00Z"},
		{lang: "en", text: "in December", want: "2023-12"},
		{lang: "en", text: "in June", future: true, want: "2024-06"},

		// The day of publication is that of the wire's own zone.
		{lang: "en", text: "today", want: "2024-05-21", pub: "2024-05-21T01:00:00+08:00"},
		{lang: "en", text: "on Monday", want: "2024-05-20", pub: "2024-05-21T01:00:00+08:00"},
		{lang: "en", text: "today", want: "2024-05-20", pub: "2024-05-20T23:00:00-08:00"},

		// No dates.
		{lang: "en", text: "open 24/7"},
		{lang: "en", text: "the 9/11 attacks"},
		{lang: "en", text: "they may meet"},
		{lang: "en", text: "20 people, 2,000 tonnes, 12.24 km"},
		{lang: "en", text: "on 31 February 2024", want: "?"},
		{lang: "en", text: "9999 years ago", want: "?"},
		{lang: "en", text: "on 29 February 2024", want: "2024-02-29"},
	}
	for _, tt := range tests {
		t.Run(tt.lang+" "+tt.text+" "+tt.pub, func(t *testing.T) {
			pub := time.Date(2024, 5, 21, 9, 0, 0, 0, time.UTC)
			if tt.pub != "" {
				var err error
				if pub, err = time.Parse(time.RFC3339, tt.pub); err != nil {
					t.Fatal(err)
				}
			}
			got := ""
			for _, m := range rs[tt.lang].find(tt.text) {
				if got != "" {
					got += " "
				}
				if d, ok := m.Resolve(pub, tt.future); ok {
					got += format(d)
				} else {
					got += "?"
				}
			}
			if got != tt.want {
				t.Errorf("%q gives %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestLexical(t *testing.T) {
	for value, want := range map[string]dates.Word{
		"weekday 0": {Kind: dates.Weekday}, "month 12": {Kind: dates.MonthOf, Value: 12}, "day -1": {Kind: dates.Shift, Value: -1, Unit: dates.Days}, "years -10": {Kind: dates.Shift, Value: -10, Unit: dates.Years},
		"unit week": {Kind: dates.Unit, Value: dates.Weeks}, "span year": {Kind: dates.Span, Value: dates.Years}, "part 6": {Kind: dates.Part, Value: 6}, "number 10": {Kind: dates.Number, Value: 10}, "ago": {Kind: dates.Ago},
	} {
		if w, err := dates.Lexical(value); err != nil || w != want {
			t.Errorf("Lexical(%q) = %+v, %v, want %+v", value, w, err, want)
		}
	}
	for _, value := range []string{"", "weekday", "weekday 7", "month 0", "month x", "unit fortnight", "span", "part 13", "day 999", "years", "ago 3", "number -1", "eon"} {
		if w, err := dates.Lexical(value); err == nil {
			t.Errorf("Lexical(%q) = %+v, want an error", value, w)
		}
	}
}

// FuzzFind reads any words: what is found lies in them, in order, and resolves
// to a date of the calendar or to none.
func FuzzFind(f *testing.F) {
	f.Add([]byte{1, 20, 3, 5, 1, 24}, int64(1716249600))
	f.Fuzz(func(t *testing.T, data []byte, unix int64) {
		var words []dates.Word
		for i := 0; i+1 < len(data); i += 2 {
			w := dates.Word{Kind: dates.Kind(data[i] % 13), Value: int(data[i+1]), First: int32(i / 2), End: int32(i/2 + 1)}
			switch w.Kind {
			case dates.MonthOf:
				w.Value = 1 + w.Value%12
			case dates.Weekday:
				w.Value %= 7
			case dates.Unit:
				w.Value = 1 + w.Value%4
			case dates.Shift:
				w.Unit = 1 + w.Value%4
			case dates.Number:
				w.Value *= 40
			case dates.Full:
				w.Date = dates.Date{Year: 2000, Month: 1, Day: w.Value}
			}
			words = append(words, w)
		}
		end := int32(0)
		for _, m := range dates.Find(nil, words) {
			if m.First < end || m.End <= m.First || int(m.End) > len(words) {
				t.Fatalf("mention [%d, %d) of %d words, after %d", m.First, m.End, len(words), end)
			}
			end = m.End
			for _, future := range []bool{false, true} {
				d, ok := m.Resolve(time.Unix(unix, 0).UTC(), future)
				if !ok {
					continue
				}
				if at := d.Time(); len(format(d)) > len("2006-01-02") || d.Day > 0 && at.Day() != d.Day || d.Month > 0 && int(at.Month()) != d.Month || at.After(d.Last()) {
					t.Fatalf("%+v is no date", d)
				}
			}
		}
	})
}

// TestSoon tells which weekdays a story of Tuesday, 21 May 2024, says of the days to come.
func TestSoon(t *testing.T) {
	rs := readers(t)
	pub := time.Date(2024, 5, 21, 9, 0, 0, 0, time.UTC)
	for text, want := range map[string]bool{
		"on Wednesday": true, "last Wednesday": false, "Wednesday last week": false, "on Tuesday": false, "on Monday": false,
		"on Thursday": false, "this Thursday": true, "this Monday": false, "on 22 May": false,
	} {
		if got := rs["en"].find(text); len(got) != 1 || got[0].Soon(pub) != want {
			t.Errorf("%s: %+v, want %v", text, got, want)
		}
	}
}
