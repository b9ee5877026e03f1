package processor_test

import (
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// TestSilentArticles shows that an article whose headline denies what it tells, or
// which is a column, has no events, and that the same sentence has one elsewhere.
func TestSilentArticles(t *testing.T) {
	e := newEngine(t)
	const id, ms = "Menlu Indonesia bertemu dengan Menlu Israel di Singapura.", "Menteri Luar Malaysia bertemu Menteri Luar Israel di Larnaca."
	tests := []struct {
		language, headline, body string
		events                   int
	}{
		{"id", "Menlu bertemu mitranya", id, 1},
		{"id", "Kemlu bantah kabar pertemuan rahasia", id, 0},
		{"id", "OPINI: Di antara dua gajah", id, 0},
		{"id", "Di antara dua gajah", id + " Penulis adalah dosen di Yogyakarta.", 0},
		{"ms", "Menteri bertemu rakan sejawat", ms, 1},
		{"ms", "Wisma Putra nafi pertemuan rahsia", ms, 0},
		{"ms", "PENDAPAT: Jangan jadi tikar", ms, 0},
		{"en", "Nairobi denies secret talks", "Kenya's foreign minister met Somalia's foreign minister in Djibouti.", 0},
		{"en", "Somalia denies visa ban", "China's foreign minister met Russia's foreign minister in Beijing.", 1},
		{"en", "VIEWPOINT: Who will call?", "China's foreign minister met Russia's foreign minister in Beijing.", 0},
	}
	for _, tt := range tests {
		a := article.Article{ID: "x", Language: tt.language, Headline: tt.headline, Body: tt.body, Published: time.Date(2024, 5, 21, 0, 0, 0, 0, time.UTC)}
		if r := e.Process(&a); len(r.Events) != tt.events {
			t.Errorf("%s %q: %d events, want %d", tt.language, tt.headline, len(r.Events), tt.events)
		}
	}
}
