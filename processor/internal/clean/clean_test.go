package clean

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSet(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"plain", "China and Russia signed.", "China and Russia signed."},
		{"empty", "", ""},
		{"entities", "Xi &amp; Putin&nbsp;met &ndash; &#8220;a caf&eacute;&#x201D;", "Xi & Putin\u00a0met – “a café”"},
		{"escaped twice", "&amp;quot;Yes&amp;quot; &amp;#8217;s &amp;amp; no", "\"Yes\" ’s & no"},
		{"escaped four times", "&amp;amp;amp;quot;Yes", "\"Yes"},
		{"no entities", "AT&T; R&D &; &unknown; &ampx; a&b", "AT&T; R&D &; &unknown; &ampx; a&b"},
		{"tags", "<p>Xi <b>met</b> <a href=\"x?a=1&b=2\">Pu</a>tin.</p><p>They", "\nXi met Putin.\n\nThey"},
		{"breaks", "one<br/>two<BR>three", "one\ntwo\nthree"},
		{"escaped tags", "&lt;p&gt;Xi &lt;b&gt;met&lt;/b&gt;&lt;/p&gt;Putin", "\nXi met\nPutin"},
		{"tags escaped twice", "&amp;lt;p class=&amp;quot;a&amp;quot;&amp;gt;Xi&amp;lt;/p&amp;gt;", "\nXi\n"},
		{"numbered brackets", "&#60;p&#62;Xi", "\nXi"},
		{"no tags", "5 < 6 and 7 > 3, a <3 b, x &lt; y &gt; z, <", "5 < 6 and 7 > 3, a <3 b, x < y > z, <"},
		{"tag without an end", "Xi <b met Putin", "Xi <b met Putin"},
		{"script", "a<script>if (x<y) { document.write('</p>') }</script>b", "ab"},
		{"style in capitals", "a<STYLE type=x>p > b { color: red }</Style >b", "ab"},
		{"escaped script", "a&lt;script&gt;var x = 1 / 2;&lt;/script&gt;b", "ab"},
		{"script without an end", "a<script>b</p>c", "ab\nc"},
		{"comment", "a<!-- <p>b</p> -- c --->d", "ad"},
		{"escaped comment", "a&lt;!-- b --&gt;c", "ac"},
		{"comment without an end", "a<!-- b>c", "ac"},
		{"declaration", "<!DOCTYPE html><?xml version='1.0'?>Xi", "Xi"},
		{"mojibake", "ErdoÄŸan in MÃ¼nchen â€œhopesâ€\u009d itâ€™s CÃ´te dâ€™Ivoire", "Erdoğan in München “hopes” it’s Côte d’Ivoire"},
		{"garbled Cyrillic", "ÐœÐ¾Ñ\u0081ÐºÐ²Ð°", "Москва"},
		{"no mojibake", "São Tomé, Åland, Ägypten, NÃO, Ñuble, Ça", "São Tomé, Åland, Ägypten, NÃO, Ñuble, Ça"},
		{"broken bytes", "a\xffb<i>\xc3</i>", "a\xffb\xc3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var text Text
			text.Set("", tt.body)
			if string(text.Bytes) != tt.want {
				t.Errorf("Set(%q) gives\n%q, want\n%q", tt.body, text.Bytes, tt.want)
			}
			checkOrigins(t, "", tt.body)
		})
	}
}

func TestField(t *testing.T) {
	const headline, body = "Xi &amp; Putin <b>meet</b>", "<p>Caf&eacute;</p> in <i>Mosc</i>ow &lt;b&gt;today&lt;/b&gt;"
	var text Text
	text.Set(headline, body)
	for _, tt := range []struct {
		clean, raw string
		headline   bool
	}{
		{"Xi", "Xi", true},
		{"&", "&amp;", true},
		{"meet", "meet", true},
		{"Café", "Caf&eacute;", false},
		{"Moscow", "Mosc</i>ow", false},
		{"today", "today", false},
		{"Putin meet\n\nCafé", "<p>Caf&eacute;", false}, // across: the body's part
	} {
		at := strings.Index(string(text.Bytes), tt.clean)
		if at < 0 {
			t.Fatalf("%q is not in %q", tt.clean, text.Bytes)
		}
		inHeadline, from, to := text.Field(at, at+len(tt.clean))
		source := body
		if inHeadline {
			source = headline
		}
		if inHeadline != tt.headline || source[from:to] != tt.raw {
			t.Errorf("%q comes from %q (headline %t), want %q (headline %t)", tt.clean, source[from:to], inHeadline, tt.raw, tt.headline)
		}
	}
}

// TestSetForgets proves that a text leaves nothing behind for the next one.
func TestSetForgets(t *testing.T) {
	var text Text
	text.Set("A &amp; B", strings.Repeat("<p>x</p>", 100))
	text.Set("", "plain")
	if _, from, to := text.Field(0, 5); string(text.Bytes) != "plain" || text.Headline != 0 || from != 0 || to != 5 {
		t.Errorf("second text is %q, headline %d, from %d to %d", text.Bytes, text.Headline, from, to)
	}
}

func FuzzSet(f *testing.F) {
	f.Add("A &amp;quot;B", "&lt;p&gt;CÃ´te<script>x</script> <!-- y -->z")
	f.Add("", "a&amp;amp;lt;b</b")
	f.Fuzz(func(t *testing.T, headline, body string) {
		if utf8.ValidString(headline) && utf8.ValidString(body) {
			checkOrigins(t, headline, body)
		}
	})
}

// checkOrigins proves for every word of the clean text that it leads back to
// letters of the article which are cleaned to that word again.
func checkOrigins(t *testing.T, headline, body string) {
	t.Helper()
	var text, piece Text
	text.Set(headline, body)
	clean := string(text.Bytes)
	at := 0
	for word := range strings.FieldsSeq(clean) {
		start := at + strings.Index(clean[at:], word)
		at = start + len(word)
		inHeadline, from, to := text.Field(start, at)
		source := body
		if inHeadline {
			source = headline
		}
		if from < 0 || from >= to || to > len(source) {
			t.Fatalf("%q of %q: [%d, %d) is no passage", word, clean, from, to)
		}
		if !utf8.ValidString(source) {
			continue
		}
		if !utf8.ValidString(source[from:to]) {
			t.Fatalf("%q comes from %q, which cuts a letter", word, source[from:to])
		}
		piece.Set("", source[from:to])
		if !strings.ContainsAny(word, "<>&") && !strings.Contains(string(piece.Bytes), word) {
			t.Fatalf("%q of %q comes from %q, which is %q", word, clean, source[from:to], piece.Bytes)
		}
	}
}
