package article

import (
	"strings"
	"testing"
)

// BenchmarkDecode decodes a story of 3 KB in the forms in which most arrive.
func BenchmarkDecode(b *testing.B) {
	latin := strings.Repeat(`The ministers met in Astana on Monday and said, \"we agree\".\n`, 48)
	cyrillic := strings.Repeat(`Министры встретились в Астане в понедельник.\n`, 36)
	for _, c := range []struct{ name, data string }{
		{"plain", `{"id":"a-1","lang":"en","published":"2024-05-21T03:00:00Z","headline":"Ministers meet","body":"` + latin + `"}`},
		{"cyrillic", `{"id":"a-1","lang":"ru","published":"2024-05-21T03:00:00Z","headline":"Встреча","body":"` + cyrillic + `"}`},
		{"ninjs3", `{"standard":{"name":"ninjs","version":"3.1"},"uri":"urn:a:1","versionCreated":"2024-05-21T03:00:00Z","pubStatus":"usable","language":"en",` +
			`"headlines":[{"role":"main","value":"Ministers meet"}],"bodies":[{"role":"main","contentType":"text/plain","value":"` + latin + `"}],` +
			`"subjects":[{"name":"diplomacy","uri":"http://cv.iptc.org/newscodes/mediatopic/20000638"}],"infoSources":[{"name":"Example Wire"}]}`},
		{"text", strings.ReplaceAll(strings.ReplaceAll(latin, `\n`, "\n"), `\`, "")},
	} {
		data := []byte(c.data)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(data, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
