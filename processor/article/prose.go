package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// prose puts running text together out of the pieces between tags: one line a
// block, one space for any white space.
type prose struct {
	text  strings.Builder
	space bool // before the next word
	line  bool // before the next word
}

// add takes a piece of text.
func (p *prose) add(piece string) {
	for i, word := range splitSpace(piece) {
		if i > 0 {
			p.space = true
		}
		if word == "" {
			continue
		}
		switch {
		case p.text.Len() == 0:
		case p.line:
			p.text.WriteByte('\n')
		case p.space:
			p.text.WriteByte(' ')
		}
		p.text.WriteString(word)
		p.space, p.line = false, false
	}
}

// splitSpace yields the words of a piece, and "" for what stands before a white
// space at its beginning and behind one at its end.
func splitSpace(piece string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := 0; ; i++ {
			end := strings.IndexFunc(piece, unicode.IsSpace)
			if end < 0 {
				yield(i, piece)
				return
			}
			if !yield(i, piece[:end]) {
				return
			}
			piece = strings.TrimLeftFunc(piece[end:], unicode.IsSpace)
		}
	}
}

// nodes adds the text of an element of NITF or XHTML.
func (p *prose) nodes(n *node) {
	if n.name == "" {
		p.add(n.text)
		return
	}
	kind := kindOf(n.name)
	if kind == hidden {
		p.space = true
		return
	}
	p.edge(kind)
	for _, c := range n.children {
		p.nodes(c)
	}
	p.edge(kind)
}

// page adds the text of a part of an HTML page, without what leave reports true for.
func (p *prose) page(n *html.Node, leave func(*html.Node) bool) {
	kind := inline
	switch n.Type {
	case html.TextNode:
		p.add(n.Data)
		return
	case html.ElementNode:
		if kind = kindOf(n.Data); kind == hidden || leave(n) {
			p.space = true
			p.edge(kind)
			return
		}
	}
	p.edge(kind)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.page(c, leave)
	}
	p.edge(kind)
}

// edge marks the beginning or the end of an element.
func (p *prose) edge(kind elementKind) {
	switch kind {
	case block:
		p.line = true
	case cell:
		p.space = true
	}
}

// elementKind is how an element of NITF or HTML stands in the text.
type elementKind uint8

const (
	inline elementKind = iota
	block              // on lines of its own
	cell               // apart from its neighbours
	hidden             // no part of the text
)

func kindOf(name string) elementKind { return elementKinds[name] }

// elementKinds lists what is not inline. Captions of pictures are hidden: they
// tell of the picture, often of another day.
var elementKinds = func() map[string]elementKind {
	kinds := map[string]elementKind{}
	for kind, names := range map[elementKind]string{
		block: "address article aside block blockquote body body.content body.head body.end bq br caption center dd div dl dt fn " +
			"footer form h1 h2 h3 h4 h5 h6 header hedline hl1 hl2 hr li main nav note ol p pre section table tbody tfoot thead tr ul",
		cell: "td th",
		hidden: "head script style noscript template iframe object embed canvas svg math figure figcaption picture video audio " +
			"button select textarea media nitf-table-metadata custom-table",
	} {
		for name := range strings.FieldsSeq(names) {
			kinds[name] = kind
		}
	}
	return kinds
}()
