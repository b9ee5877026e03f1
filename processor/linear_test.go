//go:build unix

package processor_test

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// hostile are texts that grow without an end, each against one loop of the engine.
var hostile = map[string]func(n int) string{
	"triggers":        repeat("Met "),
	"small triggers":  repeat("signed treaty "),
	"one sentence":    repeat("China met Russia and signed a railway treaty with France in Paris "),
	"one clause":      repeat("China railway treaty Russia "),
	"sentences":       repeat("China signed a treaty with Russia on Monday. "),
	"plans":           repeat("they will share China and Russia will share they said "),
	"partners":        repeat("and China one with Russia "),
	"own deals":       repeat("signed a treaty with China, a pact with Russia, "),
	"watchers":        repeat("China watched Russia sign a treaty with France "),
	"brackets":        repeat("the European Union (EU) and China "),
	"venues":          repeat("Xi met Putin on the sidelines of the SCO summit. "),
	"railways":        repeat("China and Russia agreed to build a railway. "),
	"honorifics":      repeat("Mr "),
	"titles":          repeat("president "),
	"states":          repeat("China, "),
	"list":            repeat("China and "),
	"commas":          repeat(","),
	"quotes":          repeat("“x” "),
	"straight quotes": repeat("\""),
	"open scripts":    repeat("<script>"),
	"open comments":   repeat("<!--"),
	"open tags":       repeat("<a "),
	"deep markup":     repeat("<div><b>"),
	"ampersands":      repeat("&amp;"),
	"bare ampersands": repeat("&"),
	"nested entities": repeat("&amp;amp;lt;"),
	"mojibake":        repeat("Ã©"),
	"no spaces":       repeat("x"),
	"capitals":        repeat("CHINA MET RUSSIA AND SIGNED "),
	"digits":          repeat("20 "),
	"dates":           repeat("Monday 20 May 2024 "),
	"newlines":        repeat("\n"),
	"pronouns":        repeat("China met Russia and he told them of the two guests whose minister met the members "),
	"delegations":     repeat("a delegation led by Li Wei headed the delegation of China and met Russia, "),
	"mediators":       repeat("China as mediator met Russia "),
	"asides":          repeat("the Frenchman met Putin; there the Russian had met the Chinese before. "),
	"lost letters":    repeat("Chna mt Rssa n Pars and sgnd a pact. "),
	"names": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString("Foreign Minister A" + word(i) + " B" + word(i/2) + " met China. ")
		}
		return b.String()[:n]
	},
}

func repeat(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1)[:n] }
}

// word spells i in letters.
func word(i int) string {
	b := []byte{}
	for ; i > 0; i /= 26 {
		b = append(b, byte('a'+i%26))
	}
	return string(b) + "o"
}

// TestCostGrowsWithTheText compares the processor time for a text with that for one
// four times as long, and bounds its memory: no text may cost more than its length.
func TestCostGrowsWithTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const (
		small, large = 128 << 10, 512 << 10
		bound        = 9                // 4 when linear, 16 when quadratic
		slowest      = 15 * time.Second // for large, with the race detector on, on a busy machine
		noise        = 50 * time.Millisecond
		rounds       = 6
		memory       = 128 // bytes allocated for a byte of text, by an engine that has kept none
	)
	e := newEngine(t)
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			times := [2]time.Duration{time.Hour, time.Hour}
			var before, after runtime.MemStats
			// The best of some rounds: the collector works, too.
			for round := 0; round < rounds && (round == 0 || times[1] > bound*times[0]+noise); round++ {
				for i, n := range [...]int{small, large} {
					a := article.Article{ID: name, Language: "en", Headline: "China", Body: text(n), Published: time.Date(2024, 5, 21, 0, 0, 0, 0, time.UTC)}
					runtime.GC()
					runtime.ReadMemStats(&before)
					start := spent(t)
					e.Process(&a)
					times[i] = min(times[i], spent(t)-start)
					runtime.ReadMemStats(&after)
				}
			}
			t.Logf("%d KB %v, %d KB %v", small>>10, times[0], large>>10, times[1])
			if taken := after.TotalAlloc - before.TotalAlloc; taken > memory*large {
				t.Errorf("%d KB took %d KB of memory", large>>10, taken>>10)
			}
			if times[1] > bound*times[0]+noise || times[1] > slowest {
				t.Errorf("%d KB took %v, %d KB took %v", small>>10, times[0], large>>10, times[1])
			}
		})
	}
}

// spent gives the processor time that the process has had: on a busy machine a clock
// tells how busy it is.
func spent(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}
