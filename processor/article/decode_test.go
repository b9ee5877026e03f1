package article

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

// reason returns the reason of err, or "" when it is nil.
func reason(t *testing.T, err error) Reason {
	t.Helper()
	if err == nil {
		return ""
	}
	var decode *DecodeError
	if !errors.As(err, &decode) {
		t.Fatalf("error %v is a %T, want a *DecodeError", err, err)
	}
	if len(err.Error()) > 500 || strings.Contains(err.Error(), "\n") {
		t.Errorf("message is not one short line: %.600q", err.Error())
	}
	return decode.Reason
}

func TestDecodeByContentType(t *testing.T) {
	const story = "The ministers met."
	for _, c := range []struct {
		contentType, data string
		format            string
		reason            Reason
	}{
		{"", story, FormatText, ""},
		{"application/octet-stream", story, FormatText, ""},
		{"text/plain", `{"body":"a brace, but said to be text"}`, FormatText, ""},
		{"Text/Plain; charset=UTF-8", story, FormatText, ""},
		{"application/json", `{"body":"met"}`, FormatJSON, ""},
		{"application/vnd.iptc.ninjs+json;charset=utf-8", `{"uri":"u","body_text":"met"}`, FormatNinjs1, ""},
		{"application/json", `[{"body":"met"}]`, FormatJSON, ReasonMalformed},
		{"application/json", story, FormatJSON, ReasonMalformed},
		{"text/html", "<p>met</p>", FormatHTML, ""},
		{"text/html", "<nav>met</nav>", FormatHTML, ReasonNoText},
		{"application/xhtml+xml", "<html xmlns='http://www.w3.org/1999/xhtml'><p>met</p></html>", FormatHTML, ""},
		{"application/vnd.iptc.g2.newsitem+xml", "<newsItem guid='g'/>", FormatNewsML, ReasonNoText},
		{"text/xml", "<nitf><body><body.content><p>met</p></body.content></body></nitf>", FormatNITF, ""},
		{"application/rss+xml", "<rss><channel><item><title>met</title></item></channel></rss>", FormatRSS, ""},
		{"application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"met"}]}`, FormatJSONFeed, ""},
		{"application/xml", "<sitemap/>", FormatMarkup, ReasonUnsupported},
		{"", "<p>met</p>", FormatText, ""},
		{"image/png", "\x89PNG", FormatUnknown, ReasonInvalidUTF8},
		{"image/svg", story, FormatUnknown, ReasonUnsupported},
	} {
		a, err := Decode([]byte(c.data), c.contentType)
		format := a.Format
		if decode, ok := errors.AsType[*DecodeError](err); ok {
			format = decode.Format
		}
		if reason(t, err) != c.reason || format != c.format {
			t.Errorf("%s %q: format %q, error %v; want %q, reason %q", c.contentType, c.data, format, err, c.format, c.reason)
		}
	}
}

func TestDecodeCharsets(t *testing.T) {
	for _, c := range []struct {
		name, contentType, data string
		body                    string
		reason                  Reason
	}{
		{"declared", "text/plain; charset=windows-1251", "\xcc\xe8\xed\xe8\xf1\xf2\xf0\xfb", "Министры", ""},
		{"declared, quoted", `text/plain; charset="GBK"`, "\xb2\xbf\xb3\xa4", "部长", ""},
		{"declared JSON", "application/json; charset=iso-8859-1", "{\"body\":\"caf\xe9\"}", "café", ""},
		{"UTF-16 by its mark", "", "\xff\xfeO\x00K\x00", "OK", ""},
		{"UTF-16 BE by its mark", "text/plain", "\xfe\xff\x00O\x00K", "OK", ""},
		{"undeclared", "text/plain", "caf\xe9", "", ReasonInvalidUTF8},
		{"declared wrongly as UTF-8", "text/plain; charset=utf-8", "caf\xe9", "", ReasonInvalidUTF8},
		{"unknown", "text/plain; charset=klingon", "met", "", ReasonCharset},
		{"broken parameters", "text/plain; charset==", "met", "", ReasonCharset},
	} {
		a, err := Decode([]byte(c.data), c.contentType)
		if a.Body != c.body || reason(t, err) != c.reason {
			t.Errorf("%s: body %q, error %v; want %q, reason %q", c.name, a.Body, err, c.body, c.reason)
		}
	}
}

// TestDecodeIsBounded feeds values that are far too large, deep or odd. It would
// hang or crash, rather than fail, if a bound were missing.
func TestDecodeIsBounded(t *testing.T) {
	nested := func(n int) []byte {
		return []byte(`{"body":"t","x":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}`)
	}
	for _, c := range []struct {
		name   string
		data   []byte
		reason Reason
	}{
		{"50 MB of text", bytes.Repeat([]byte("word "), 10<<20), ReasonTooLarge},
		{"50 MB of braces", bytes.Repeat([]byte(`{"a":`), 10<<20), ReasonTooLarge},
		{"10 MB of brackets", bytes.Repeat([]byte("["), 10<<20), ReasonMalformed},
		{"9 MB of objects", bytes.Repeat([]byte(`{"a":`), 9<<20/5), ReasonTooDeep},
		{"a long name", []byte(`{"` + strings.Repeat("n", 1<<20) + `":` + "\x01}"), ReasonMalformed},
		{"64 levels", nested(DefaultMaxDepth - 1), ""},
		{"65 levels", nested(DefaultMaxDepth), ReasonTooDeep},
		{"10,000 levels", nested(10_000), ReasonTooDeep},
		{"10,000 levels of ninjs", []byte(`{"uri":"u","bodies":` + strings.Repeat(`[{"value":`, 10_000)), ReasonTooDeep},
	} {
		contentType := ""
		if c.data[0] == '[' {
			contentType = "application/json"
		}
		if _, err := Decode(c.data, contentType); reason(t, err) != c.reason {
			t.Errorf("%s: error %v, want reason %q", c.name, err, c.reason)
		}
	}
	small := Decoder{Limits: Limits{MaxBytes: 8, MaxDepth: 1}}
	if _, err := small.Decode([]byte("123456789"), ""); reason(t, err) != ReasonTooLarge {
		t.Errorf("9 bytes where 8 are allowed: error %v", err)
	}
	if _, err := small.Decode([]byte(`{"a":{}}`), ""); reason(t, err) != ReasonTooDeep {
		t.Errorf("2 levels where 1 is allowed: error %v", err)
	}
}

func TestDefaultsFillOnlyWhatIsMissing(t *testing.T) {
	published := time.Date(2024, 5, 21, 3, 0, 0, 0, time.FixedZone("", 8*3600))
	d := Decoder{Defaults: Defaults{ID: "given", Language: "id", Source: "Wire", Published: published}}

	a, err := d.Decode([]byte("Para menteri bertemu."), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	if a.ID != "given" || a.Language != "id" || a.Source != "Wire" || !a.Published.Equal(published) {
		t.Errorf("text: %+v", a)
	}
	a, err = d.Decode([]byte(`{"id":"own","lang":"en","source":"Own","published":"2020-01-01T00:00:00Z","body":"b"}`), "")
	if err != nil {
		t.Fatal(err)
	}
	if a.ID != "own" || a.Language != "en" || a.Source != "Own" || a.Published.Year() != 2020 {
		t.Errorf("JSON: %+v", a)
	}
}

func TestHeadersCarryDefaults(t *testing.T) {
	want := Defaults{ID: "a", Language: "id", Source: "Wire", Published: time.Date(2024, 5, 21, 3, 0, 0, 7, time.UTC)}
	var got Defaults
	for name, value := range want.Headers {
		if err := got.SetHeader(name, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	if got != want {
		t.Errorf("came back as %+v, want %+v", got, want)
	}
	for name := range (Defaults{}).Headers {
		t.Errorf("header %s for nothing", name)
	}
	if err := got.SetHeader(HeaderPublished, []byte("yesterday")); err == nil {
		t.Error("a bad time is taken")
	}
}

// TestContentIDIsStable pins the id: archives that were replayed once rely on it.
func TestContentIDIsStable(t *testing.T) {
	d := Decoder{Defaults: Defaults{Published: time.Date(2024, 5, 21, 11, 0, 0, 0, time.FixedZone("", 8*3600))}}
	a, err := d.Decode([]byte("Two states sign\n\nThey signed."), "")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Decode([]byte(`{"title":"Two states sign","text":"They signed.","date":"2024-05-21T03:00:00Z"}`), "")
	if err != nil {
		t.Fatal(err)
	}
	const want = "d97a8166-0bbd-53d0-ac28-8ef57e76186f"
	if a.ID != want || b.ID != want {
		t.Errorf("ids %s and %s, want %s", a.ID, b.ID, want)
	}
	c, err := Decode([]byte("Two states sign\n\nThey signed!"), "")
	if err != nil {
		t.Fatal(err)
	}
	if c.ID == want {
		t.Error("another content has the same id")
	}
}

func TestParseTime(t *testing.T) {
	for text, want := range map[string]string{
		"2024-05-21T03:00:00Z":            "2024-05-21T03:00:00Z",
		"2024-05-21T03:00:00.5+08:00":     "2024-05-21T03:00:00.5+08:00",
		"2024-05-21T03:00:00+0800":        "2024-05-21T03:00:00+08:00",
		"2024-05-21T03:00:00":             "2024-05-21T03:00:00Z",
		"2024-05-21 03:00:00 +0000":       "2024-05-21T03:00:00Z",
		"20240521T030000Z":                "2024-05-21T03:00:00Z",
		"20240521":                        "2024-05-21T00:00:00Z",
		"Tue, 21 May 2024 03:00:00 +0000": "2024-05-21T03:00:00Z",
		"1716260400":                      "2024-05-21T03:00:00Z",
		"1716260400123":                   "2024-05-21T03:00:00.123Z",
		"2024":                            "",
		"-1716260400":                     "",
		"soon":                            "",
	} {
		got, ok := parseTime([]byte(text))
		if ok != (want != "") || ok && got.Format(time.RFC3339Nano) != want {
			t.Errorf("%q: %s, %t; want %q", text, got.Format(time.RFC3339Nano), ok, want)
		}
	}
}

func TestArticleSharesNoMemoryWithTheData(t *testing.T) {
	data := []byte(`{"id":"a","headline":"Met","body":"They met."}`)
	a, err := Decode(data, "")
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		data[i] = 'x'
	}
	if a.ID != "a" || a.Headline != "Met" || a.Body != "They met." {
		t.Errorf("article changed with the data: %+v", a)
	}
}
