package processor_test

import (
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// FuzzProcess reads any text: no panic, only valid events whose evidence is the
// article's own text, and the same events every time.
func FuzzProcess(f *testing.F) {
	e := newEngine(f)
	for _, w := range wires(f) {
		f.Add(w.article.Headline, w.article.Body, w.article.Language, w.article.Published.Unix())
	}
	f.Add("<b>Xi &amp;quot;met&amp;quot; Putin", "&lt;p&gt;China and Russia signed&#8217;s a treaty in 2,000 years ago", "en", int64(0))
	f.Add("", "KaÃ¼hstan dan China menandatangani perjanjian pada 31 Februari 9999 tahun lalu.", "id", int64(1<<40))
	f.Fuzz(func(t *testing.T, headline, body, language string, published int64) {
		a := article.Article{ID: "fuzz", Headline: headline, Body: body, Language: language, Published: time.Unix(published, 0).UTC()}
		r := e.Process(&a)
		if again := e.Process(&a); !reflect.DeepEqual(r, again) {
			t.Fatalf("two results of one article:\n%+v\n%+v", r, again)
		}
		if utf8.ValidString(headline) && utf8.ValidString(body) {
			checkResult(t, &a, r)
		}
	})
}

// checkResult fails t if an event of r breaks the codebook, or points to
// anything but what the article says.
func checkResult(t *testing.T, a *article.Article, r processor.Result) {
	t.Helper()
	for i, ev := range r.Events {
		if err := ev.Validate(); err != nil {
			t.Errorf("%s: event %d: %v", a.ID, i, err)
		}
		for _, s := range ev.Base().Evidence {
			if got := field(a, s.Field)[s.Start:s.End]; got != s.Text {
				t.Errorf("%s: event %d: evidence %q is %q in the article", a.ID, i, s.Text, got)
			}
			if !utf8.ValidString(s.Text) {
				t.Errorf("%s: event %d: evidence %q cuts a letter", a.ID, i, s.Text)
			}
		}
	}
}

func field(a *article.Article, name string) string {
	if name == events.FieldHeadline {
		return a.Headline
	}
	return a.Body
}
