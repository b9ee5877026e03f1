package article

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzDecode decodes any bytes: no panic, no text that is not UTF-8 or longer
// than its source allows, the same articles every time, and the same from their
// own JSON.
func FuzzDecode(f *testing.F) {
	for _, input := range fixtures(f) {
		data, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "")
		f.Add(data, "text/html")
		f.Add(data, "text/plain; charset=windows-1252")
	}
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		all, err := Decoder{}.DecodeAll(data, contentType)
		again, errAgain := Decoder{}.DecodeAll(data, contentType)
		if !reflect.DeepEqual(all, again) || (err == nil) != (errAgain == nil) {
			t.Fatalf("other articles the second time: %+v, %v and %+v, %v", all, err, again, errAgain)
		}
		var decode *DecodeError
		switch {
		case err == nil && len(all) == 0:
			t.Fatal("neither an article nor an error")
		case err != nil && (!errors.As(err, &decode) || decode.Format == "" || decode.Reason == "" || len(err.Error()) > 1000):
			t.Fatalf("error %v is no complete DecodeError", err)
		}
		for i := range all {
			checkDecoded(t, &all[i], len(data))
		}
	})
}

// checkDecoded checks an article that was decoded from a value of that size.
func checkDecoded(t *testing.T, a *Article, size int) {
	if a.ID == "" || a.Format == "" {
		t.Fatalf("no id or format: %+v", a)
	}
	for _, text := range []string{a.ID, a.Headline, a.Body, a.Language, a.Source, a.URL, a.Byline, a.Located, a.Version} {
		// A charset's byte becomes three bytes of UTF-8 at most; a feed's addresses
		// grow by their base.
		if !utf8.ValidString(text) || len(text) > (maxGrowth+3)*size+64 {
			t.Fatalf("text of %d bytes from %d, UTF-8 %t", len(text), size, utf8.ValidString(text))
		}
	}
	encoded, err := a.JSON()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decoder{Limits: Limits{MaxBytes: len(encoded)}}.Decode(encoded, "application/json")
	if err != nil && !strings.HasPrefix(a.Version, jsonFeedVersion) {
		t.Fatalf("%s: %v", encoded, err)
	}
	if err == nil && (back.ID != a.ID || back.Headline != a.Headline || back.Body != a.Body || back.Status != a.Status) {
		t.Fatalf("came back as %+v, want %+v", back, a)
	}
}
