package processor_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// railwayCase is a story and the railway news in it, each as "PARTIES status".
type railwayCase struct {
	name, headline, body string
	want                 []string
}

var englishRailways = []railwayCase{
	{"signed", "", "Kenya and Uganda on Tuesday signed an agreement to build a standard gauge railway between Naivasha and Kampala.", []string{"KEN-UGA agreed"}},
	{"study", "", "Turkmenistan and Afghanistan signed a memorandum on a feasibility study for the Torghundi-Herat railway on Monday.", []string{"AFG-TKM consulting"}},
	{"opened", "", "The China-Laos railway was opened on Friday by the presidents of the two countries.", []string{"CHN-LAO operational"}},
	{"built by a firm", "", "Hungary broke ground on Monday on a new railway that will be built by China Railway Group.", []string{"CHN-HUN construction"}},
	{"builder told later", "", "Ghana and Burkina Faso launched construction of a railway to Ouagadougou on Thursday. The line will be built by Chinese contractors.", []string{"BFA-CHN-GHA construction"}},
	{"financed", "", "Japan will finance a new metro line in Bangladesh with a loan of 1.2 billion dollars, the two governments said.", []string{"BGD-JPN agreed"}},
	{"suspended", "", "Serbia has suspended a railway project financed by Russia, the government in Belgrade announced on Monday.", []string{"RUS-SRB suspended"}},
	{"cancelled", "", "Mexico has scrapped a high-speed railway that China was to build.", []string{"CHN-MEX cancelled"}},
	{"service resumed", "", "Passenger train services between Thailand and Cambodia resumed on Monday after a break of five years.", []string{"KHM-THA operational"}},
	{"rolling stock", "", "India delivered 10 locomotives to Mozambique on Friday.", []string{"IND-MOZ operational"}},
	{"to open", "", "The railway between Oman and the United Arab Emirates will open in 2027, officials of both countries said.", []string{"ARE-OMN construction"}},
	{"first train", "", "The first freight train from China arrived in Tehran on Sunday, Iranian state media reported.", []string{"CHN-IRN operational"}},
	{"contractor of a state", "", "Egypt's transport minister signed a contract with Siemens Mobility of Germany for a high-speed railway.", []string{"DEU-EGY agreed"}},
	{"pair before", "", "Kazakhstan said its ministers, with colleagues from China and Uzbekistan, signed a plan for a railway between the three countries.", []string{"CHN-KAZ-UZB agreed"}},
	{"talks", "", "Vietnam and China held talks on Thursday on a railway from Lao Cai to Haiphong.", []string{"CHN-VNM consulting"}},

	{"told by the headline", "China-Laos railway opens to passengers", "The line between China and Laos was built by China Railway Group.", []string{"CHN-LAO operational"}},
	{"headline that describes", "China to build railway in Laos", "China and Laos signed an agreement on a railway on Monday.", []string{"CHN-LAO agreed"}},

	{"derailment", "Dozens hurt as train derails", "A train built in Spain derailed on a line between France and Italy on Monday.", nil},
	{"strike", "Rail strike halts trains", "A strike by railway workers halted train services between France and Belgium on Friday.", nil},
	{"domestic", "", "Poland opened a railway line between Krakow and Warsaw on Sunday.", nil},
	{"in passing", "", "The ministers of Kenya and Ethiopia met in a hotel near the railway station.", nil},
	{"road", "", "Georgia and Armenia agreed to build a road along the river.", nil},
}

var indonesianRailways = []railwayCase{
	{"signed", "", "Malaysia dan Singapura menandatangani perjanjian pembangunan kereta cepat pada Senin.", []string{"MYS-SGP agreed"}},
	{"study", "", "Indonesia dan Jepang memulai studi kelayakan kereta cepat Jakarta-Surabaya pada Selasa.", []string{"IDN-JPN consulting"}},
	{"opened", "", "Presiden Laos dan Presiden China meresmikan jalur kereta api Vientiane-Kunming pada Jumat.", []string{"CHN-LAO operational"}},
	{"builder", "", "Nigeria mulai membangun jalur kereta api yang dikerjakan kontraktor China.", []string{"CHN-NGA construction"}},
	{"builder told later", "", "Rwanda dan Tanzania memulai pembangunan rel ukuran standar pada Kamis. Proyek itu dikerjakan oleh perusahaan Turki.", []string{"RWA-TUR-TZA construction"}},
	{"suspended", "", "Thailand menghentikan sementara layanan kereta lintas batas dengan Kamboja pada Minggu.", []string{"KHM-THA suspended"}},
	{"rolling stock", "", "Indonesia mengirim 20 gerbong kereta ke Filipina pada Rabu.", []string{"IDN-PHL operational"}},
	{"loan", "", "Jepang mengucurkan pinjaman untuk proyek MRT di Filipina.", []string{"JPN-PHL financed"}},
	{"agreed to extend", "", "Indonesia dan China sepakat memperpanjang kereta cepat Jakarta-Bandung ke Surabaya pada Kamis.", []string{"CHN-IDN agreed"}},
	{"told by the headline", "Kereta api China-Laos mulai beroperasi", "Jalur kereta api China-Laos dibangun oleh kontraktor China.", []string{"CHN-LAO operational"}},
	{"accident", "Kereta anjlok, lima tewas", "Kereta buatan Jepang anjlok di perbatasan Malaysia dan Thailand pada Senin.", nil},
	{"domestic", "", "Presiden meresmikan jalur kereta api baru di Sulawesi Selatan pada Senin.", nil},
	{"passengers", "", "Penumpang kereta dari Malaysia dan Singapura menikmati liburan di Bandung.", nil},
}

var malayRailways = []railwayCase{
	{"signed", "", "Malaysia dan Thailand menandatangani perjanjian pembinaan landasan kereta api pada Isnin.", []string{"MYS-THA agreed"}},
	{"study", "", "Malaysia dan Singapura bersetuju menjalankan kajian kebolehlaksanaan projek kereta api laju.", []string{"MYS-SGP consulting"}},
	{"opened", "", "Presiden Laos dan Presiden China merasmikan landasan kereta api Vientiane-Kunming pada Jumaat.", []string{"CHN-LAO operational"}},
	{"builder told later", "", "Uganda dan Kenya memulakan pembinaan landasan kereta api pada Khamis. Projek itu dilaksanakan oleh kontraktor China.", []string{"CHN-KEN-UGA construction"}},
	{"loan", "", "Jepun meluluskan pinjaman untuk projek metro di Vietnam.", []string{"JPN-VNM financed"}},
	{"under way", "", "Pembinaan laluan rel antara Oman dengan Emiriah Arab Bersatu telah siap 40 peratus.", []string{"ARE-OMN construction"}},
	{"cancelled", "", "Kerajaan Filipina membatalkan projek kereta api yang dibiayai China.", []string{"CHN-PHL cancelled"}},
	{"rolling stock", "", "Syarikat China CRRC membekalkan 62 set tren kepada Malaysia.", []string{"CHN-MYS operational"}},
	{"accident", "Tren tergelincir di sempadan", "Sebuah tren buatan China tergelincir di sempadan Malaysia dan Thailand pada Ahad.", nil},
	{"domestic", "", "Perdana Menteri merasmikan stesen LRT baharu di Shah Alam pada Isnin.", nil},
}

func TestRailways(t *testing.T) {
	for tag, cases := range map[string][]railwayCase{"en": englishRailways, "id": indonesianRailways, "ms": malayRailways} {
		for _, c := range cases {
			t.Run(tag+"/"+c.name, func(t *testing.T) {
				var got []string
				for _, r := range railwayNews(t, tag, c.headline, c.body) {
					got = append(got, fmt.Sprintf("%s %s", events.Key(r), r.Status))
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("railways %v, want %v\n%s", got, c.want, c.body)
				}
			})
		}
	}
}

func TestRailwayAttributes(t *testing.T) {
	rs := railwayNews(t, "en", "", "Iran and Iraq on Sunday began construction of the Shalamcheh-Basra railway. The 32-km line will cost $230 million.")
	if len(rs) != 1 {
		t.Fatalf("%d railways, want 1", len(rs))
	}
	r := rs[0]
	if r.Name != "Shalamcheh-Basra railway" || r.LengthKM != 32 || r.Cost != "$230 million" || !slices.Equal(r.Endpoints, []string{"Shalamcheh", "Basra"}) {
		t.Errorf("name %q, length %v, cost %q, endpoints %q", r.Name, r.LengthKM, r.Cost, r.Endpoints)
	}
}

func TestRailwaysOfOneStoryAreToldApart(t *testing.T) {
	rs := railwayNews(t, "en", "", "India and Nepal agreed on Monday to build the Raxaul-Kathmandu railway and the Jogbani-Biratnagar railway.")
	var names []string
	for _, r := range rs {
		names = append(names, r.Name)
	}
	if want := "Raxaul-Kathmandu railway, Jogbani-Biratnagar railway"; strings.Join(names, ", ") != want {
		t.Errorf("railways %q, want %q", names, want)
	}
}

// railwayNews gives the railway events of a story that are no background.
func railwayNews(t *testing.T, tag, headline, body string) []*events.RailwayProject {
	t.Helper()
	e, err := processor.New()
	if err != nil {
		t.Fatal(err)
	}
	a := article.Article{ID: "r", Language: tag, Headline: headline, Body: body, Published: time.Date(2024, 5, 24, 12, 0, 0, 0, time.UTC)}
	var out []*events.RailwayProject
	for _, ev := range e.Process(&a).Events {
		if r, ok := ev.(*events.RailwayProject); ok && !r.Background {
			out = append(out, r)
		}
	}
	return out
}
