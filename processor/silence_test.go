package processor_test

import (
	"fmt"
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

// TestOtherTopics shows that a sentence which alone tells of an event tells of none
// in an article whose words are those of another topic.
func TestOtherTopics(t *testing.T) {
	e := newEngine(t)
	tests := []struct{ language, sentence, article string }{
		{"en", "Kenya and Uganda signed an agreement on Monday.", `Shares of the brewer closed four per cent higher after its chief executive told shareholders that sales of stout had
grown for the sixth quarter in a row. %s Analysts at two banks raised their price targets, and the company said that it would hire three hundred people for a bottling plant. Customers in the
capital queued for a limited edition. The group, listed since 1972, pays its dividend in May. A rival is to open a pub chain with a retailer from Mombasa, whose owner would not name the rent.`},
		{"id", "Indonesia dan Jepang menandatangani perjanjian pada Senin.", `Konser grup musik itu dipadati puluhan ribu penggemar yang sejak pagi mengantre di depan stadion. %s Penyanyi utamanya membawakan
dua belas lagu dari album terbaru, lalu mengajak penonton menyalakan lampu ponsel. Tiket termurah dijual seharga enam ratus ribu rupiah dan habis dalam satu jam. Panitia menambah bus
malam untuk penonton dari luar kota. Seorang pedagang kaus mengaku meraup untung dua kali lipat. Tur berlanjut ke Surabaya pekan depan, dan film dokumenternya tayang akhir tahun.`},
		{"ms", "Malaysia dan Thailand memeterai perjanjian pada Isnin.", `Polis menahan tiga lelaki yang dipercayai menipu pembeli kereta terpakai di pasar raya dalam talian. %s Suspek berusia antara 24 dan 39
tahun itu ditahan selepas mangsa, seorang guru, membuat laporan kehilangan wang simpanan. Serbuan di sebuah rumah kedai menemui telefon bimbit, komputer riba dan buku bank. Mahkamah
membenarkan reman selama empat hari. Ketua polis daerah menasihati orang ramai supaya menyemak pendaftaran syarikat sebelum membayar wang pendahuluan kepada penjual yang tidak dikenali.`},
	}
	for _, tt := range tests {
		for text, want := range map[string]int{tt.sentence: 1, fmt.Sprintf(tt.article, tt.sentence): 0} {
			a := article.Article{ID: "x", Language: tt.language, Body: text, Published: time.Date(2024, 5, 21, 0, 0, 0, 0, time.UTC)}
			if r := e.Process(&a); len(r.Events) != want {
				t.Errorf("%q: %d events, want %d", text, len(r.Events), want)
			}
		}
	}
}

// TestSportBesideDiplomacy shows that words of sport alone silence no article that tells
// of diplomacy.
func TestSportBesideDiplomacy(t *testing.T) {
	e := newEngine(t)
	for language, body := range map[string]string{
		"en": `Kenya's President William Ruto and his Moroccan host, King Mohammed VI, held talks in Rabat on Monday and signed an agreement on fertiliser supplies, the two foreign ministries said.
The president, who had come for the football, then watched the team lose the semi-final of the tournament in a stadium of 65,000. The coach blamed the referee for the penalty. Ministers of both countries
agreed to exempt diplomats from visas, and the governments will open embassies, a spokesman for the foreign ministry said.`,
		"ms": `Perdana Menteri Malaysia Datuk Seri Anwar Ibrahim mengadakan pertemuan dengan Perdana Menteri Thailand Paetongtarn Shinawatra di Bangkok pada Isnin sebelum perlawanan akhir bola sepak di stadium
negara itu. Kedua-dua kerajaan menandatangani perjanjian mengenai keselamatan sempadan, menurut Kementerian Luar. Jurulatih skuad kebangsaan berkata pemain akan berjuang untuk gol awal di hadapan
60,000 penonton. Menteri luar kedua-dua negara turut hadir, dan kerjasama perdagangan akan diteruskan.`,
	} {
		a := article.Article{ID: "x", Language: language, Body: body, Published: time.Date(2024, 12, 10, 0, 0, 0, 0, time.UTC)}
		if r := e.Process(&a); len(r.Events) < 2 {
			t.Errorf("%s: %d events, want the talks and the agreement", language, len(r.Events))
		}
	}
}
