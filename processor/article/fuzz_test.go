package article

import (
	"errors"
	"os"
	"reflect"
	"testing"
	"unicode/utf8"
)

// FuzzDecode decodes any bytes: no panic, no text that is not UTF-8 or longer
// than its source allows, and the same article every time.
func FuzzDecode(f *testing.F) {
	for _, input := range fixtures(f) {
		data, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "")
		f.Add(data, "text/plain; charset=windows-1252")
	}
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		a, err := Decode(data, contentType)
		again, errAgain := Decode(data, contentType)
		if !reflect.DeepEqual(a, again) || (err == nil) != (errAgain == nil) {
			t.Fatalf("two articles from one value: %+v, %v and %+v, %v", a, err, again, errAgain)
		}
		if err != nil {
			var decode *DecodeError
			if !errors.As(err, &decode) || decode.Format == "" || decode.Reason == "" || len(err.Error()) > 1000 {
				t.Fatalf("error %v is no complete DecodeError", err)
			}
			return
		}
		if a.ID == "" || a.Format == "" {
			t.Fatalf("no id or format: %+v", a)
		}
		for _, text := range []string{a.ID, a.Headline, a.Body, a.Language, a.Source, a.URL, a.Byline, a.Located, a.Version} {
			// A charset's byte becomes three bytes of UTF-8 at most.
			if !utf8.ValidString(text) || len(text) > 3*len(data)+36 {
				t.Fatalf("text of %d bytes from %d, UTF-8 %t", len(text), len(data), utf8.ValidString(text))
			}
		}
	})
}
