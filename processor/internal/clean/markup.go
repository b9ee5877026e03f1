package clean

import (
	"html"
	"strings"
)

// markup reads the tags and entities of a text. Each search for the end of
// something runs over the text once, however often it is begun.
type markup struct {
	text      string
	unclosed  map[string]bool // elements whose end does not come any more
	noComment bool            // no comment ends any more
}

// read reads the markup at byte i, which is "&" or "<": its n bytes stand for
// with. n is 0 if there is none.
func (m *markup) read(i int) (with string, n int) {
	open, escaped := "<", false
	if m.text[i] == '&' {
		if open, n = entity(m.text[i:]); n == 0 || open != "<" {
			return open, n
		}
		escaped = true // feeds that escape their markup: "&lt;p&gt;"
	} else {
		n = 1
	}
	if with, end := m.tag(i+n, escaped); end > 0 {
		return with, end - i
	}
	if escaped {
		return open, n
	}
	return "", 0
}

// longestTag bounds a tag with its attributes.
const longestTag = 2000

// blocks are the elements that end a line.
var blocks = map[string]bool{
	"article": true, "aside": true, "blockquote": true, "br": true, "caption": true, "dd": true, "div": true, "dt": true, "figcaption": true,
	"figure": true, "footer": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "header": true, "hr": true, "li": true,
	"nav": true, "ol": true, "p": true, "pre": true, "section": true, "table": true, "td": true, "th": true, "title": true, "tr": true, "ul": true,
}

// tag reads the tag or comment whose "<" ends before byte i and gives the byte
// behind it, 0 if there is none. A tag that ends a line becomes a newline;
// scripts and styles go with their content.
func (m *markup) tag(i int, escaped bool) (with string, end int) {
	rest := m.text[i:]
	if strings.HasPrefix(rest, "!--") {
		if end := m.comment(i + len("!--")); end > 0 {
			return "", end
		}
	}
	if rest == "" || rest[0] != '/' && rest[0] != '!' && rest[0] != '?' && !isLetter(rest[0]) {
		return "", 0
	}
	stop, size := closer(rest[:min(len(rest), longestTag)], escaped)
	if stop < 0 {
		return "", 0
	}
	end = i + stop + size
	name := elementName(strings.TrimPrefix(rest[:stop], "/"))
	if (name == "script" || name == "style") && rest[0] != '/' {
		if stop := m.element(end, name); stop > 0 {
			end = stop
		}
	}
	if blocks[name] {
		return "\n", end
	}
	return "", end
}

// comment gives the byte behind the comment whose content begins at byte i, 0
// if it has no end.
func (m *markup) comment(i int) int {
	for !m.noComment {
		k := strings.Index(m.text[i:], "--")
		if k < 0 {
			m.noComment = true
			break
		}
		i += k + len("--")
		if size := closes(m.text[i:]); size > 0 {
			return i + size
		}
		i-- // "--->"
	}
	return 0
}

// element gives the byte at which the end tag of the element begins whose
// content begins at byte i, 0 if it has none.
func (m *markup) element(i int, name string) int {
	if m.unclosed[name] {
		return 0
	}
	for {
		k := strings.IndexByte(m.text[i:], '/')
		if k < 0 {
			break
		}
		i += k + 1
		if size := opens(m.text[:i-1]); size > 0 && len(m.text)-i >= len(name) && strings.EqualFold(m.text[i:i+len(name)], name) {
			return i - 1 - size
		}
	}
	if m.unclosed == nil {
		m.unclosed = map[string]bool{}
	}
	m.unclosed[name] = true
	return 0
}

// closer finds the ">" of a tag, also as an entity where the tag is escaped,
// and gives its place and size; the place is -1 if there is none.
func closer(s string, escaped bool) (at, size int) {
	if !escaped {
		return strings.IndexByte(s, '>'), 1
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '&' || s[i] == '>' {
			if size := closes(s[i:]); size > 0 {
				return i, size
			}
		}
	}
	return -1, 0
}

// brackets are the ways to escape the angle brackets.
var less, greater = []string{"<", "&lt;", "&amp;lt;", "&#60;"}, []string{">", "&gt;", "&amp;gt;", "&#62;"}

// closes gives the size of the ">" that s begins with, 0 if it does not.
func closes(s string) int {
	for _, b := range greater {
		if strings.HasPrefix(s, b) {
			return len(b)
		}
	}
	return 0
}

// opens gives the size of the "<" that s ends with, 0 if it does not.
func opens(s string) int {
	for i := len(less) - 1; i >= 0; i-- {
		if strings.HasSuffix(s, less[i]) {
			return len(less[i])
		}
	}
	return 0
}

func elementName(s string) string {
	n := 0
	for n < len(s) && (isLetter(s[n]) || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return strings.ToLower(s[:n])
}

func isLetter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

// longestEntity bounds an HTML entity: "&CounterClockwiseContourIntegral;".
const longestEntity = 33

// entity reads the HTML entity that s begins with; n is 0 if there is none. An
// entity escaped twice or more ("&amp;quot;") counts as one.
func entity(s string) (text string, n int) {
	end := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 2 {
		return "", 0
	}
	text = html.UnescapeString(s[:end+1])
	if text[len(text)-1] == ';' && text != ";" {
		return "", 0 // "&ampx;": no entity, or one that ends before the semicolon
	}
	if text == "&" {
		if inner, m := entity("&" + s[end+1:min(len(s), end+longestEntity)]); m > 0 {
			return inner, end + m
		}
	}
	return text, end + 1
}
