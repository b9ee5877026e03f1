package article

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestHostileDocumentsAreBounded feeds markup that is far too large, deep or odd.
// Each has a reason, and none takes long or exhausts the stack.
func TestHostileDocumentsAreBounded(t *testing.T) {
	deep := func(n int, open, end string) []byte {
		return []byte(strings.Repeat(open, n) + "x" + strings.Repeat(end, n))
	}
	wrap := func(before string, middle []byte, after string) []byte {
		return append(append([]byte(before), middle...), after...)
	}
	feed := `<rss version="2.0" xmlns:e="urn:e"><channel><item><title>t</title>`
	for _, c := range []struct {
		name, contentType string
		data              []byte
		reason            Reason
	}{
		{"deep NITF", "", wrap("<nitf><body><body.content>", deep(100_000, "<p>", "</p>"), "</body.content></body></nitf>"), ReasonTooDeep},
		{"deep feed extensions", "", wrap(feed, deep(500_000, "<e:e>", "</e:e>"), "</item></channel></rss>"), ReasonTooDeep},
		{"deep page", "text/html", deep(100_000, "<div>", "</div>"), ReasonTooDeep},
		{"deep links in a page", "text/html", deep(10_000, "<a><p>", "</p></a>"), ReasonNoText},
		{"many elements", "", wrap("<nitf>", bytes.Repeat([]byte("<p/>"), 1<<19), "</nitf>"), ReasonTooLarge},
		{"many attributes", "", wrap("<nitf ", bytes.Repeat([]byte("a='b' "), 1<<16), "></nitf>"), ReasonNoText},
		{"a long base", "", []byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/` + strings.Repeat("a", 100_000) + `"><entry><content type="html">` +
			strings.Repeat("&lt;a href='b'>", 10_000) + `</content></entry></feed>`), ReasonTooLarge},
		{"an endless tag", "text/html", wrap("<p>A paragraph of a page that is long enough.</p><a ", bytes.Repeat([]byte("x "), 1<<18), ""), ""},
		{"an endless comment", "", wrap("<!DOCTYPE html><!--", bytes.Repeat([]byte("-"), 1<<20), ""), ReasonNoText},
		{"an endless declaration", "", wrap("<?xml ", bytes.Repeat([]byte("x"), 9<<20), ""), ReasonUnsupported},
		{"endless comments", "", bytes.Repeat([]byte("<!---->"), 1<<17), ""},
		{"JSON-LD that is deep", "text/html", wrap(`<script type="application/ld+json">`, deep(200_000, `{"@graph":[`, "]}"), "</script><p>A paragraph of a page that is long enough.</p>"), ""},
		{"many paragraphs", "text/html", bytes.Repeat([]byte("<p>A paragraph of a page that is long enough."), 20_000), ""},
		{"nested blocks with text", "text/html", bytes.Repeat([]byte("<div>A block of a page that is long enough."), 500), ""},
	} {
		began := time.Now()
		_, err := Decoder{}.DecodeAll(c.data, c.contentType)
		if reason(t, err) != c.reason {
			t.Errorf("%s: error %v, want reason %q", c.name, err, c.reason)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("%s: took %v", c.name, took)
		}
	}
}

func TestBrokenHeadersOfPages(t *testing.T) {
	const page = "<!DOCTYPE html><meta charset=windows-1251><p>\xcc\xe8\xed\xe8\xf1\xf2\xf0\xfb \xe2\xf1\xf2\xf0\xe5\xf2\xe8\xeb\xe8\xf1\xfc</p>"
	for _, contentType := range []string{"text/html; charset=", "text/html; charset=klingon", "text/html;;", "text/html"} {
		a, err := Decode([]byte(page), contentType)
		if err != nil || a.Body != "Министры встретились" {
			t.Errorf("%s: body %q, error %v", contentType, a.Body, err)
		}
	}
}
