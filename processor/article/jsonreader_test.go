package article

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// TestAppendScalarAgreesWithTheLibrary holds the short way of unquoting to the
// library's full one.
func TestAppendScalarAgreesWithTheLibrary(t *testing.T) {
	for _, raw := range []string{
		`""`, `"plain"`, `"\n"`, `"\"\\\/\b\f\n\r\t"`, `"a\\nb"`, `"ends\\"`, `"Минис\nтры\t"`,
		`"\u0041"`, `"first\nthen \u00e9 and \ud83d\ude00"`, `"\n\ud83d"`,
	} {
		want, _ := jsontext.AppendUnquote([]byte("kept:"), raw)
		if got := appendScalar([]byte("kept:"), []byte(raw)); string(got) != string(want) {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
	if got := appendScalar(nil, []byte("-1.5e3")); string(got) != "-1.5e3" {
		t.Errorf("number: %q", got)
	}
}
