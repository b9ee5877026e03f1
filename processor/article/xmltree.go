package article

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// node is an element of an XML document or, when it has no name, a piece of text.
type node struct {
	name     string // local name
	attrs    []xml.Attr
	children []*node
	text     string
}

// maxNodes bounds the memory that a document takes: some 100 bytes a node.
const maxNodes = 1 << 18

var (
	errTooManyNodes = errors.New("too many elements")
	errEntities     = errors.New("it declares entities: they are neither expanded nor fetched")
	errNoRoot       = errors.New("no element")
	errUnclosed     = errors.New("it ends within an element")
	errMismatch     = errors.New("an end tag does not fit")
	errTwoRoots     = errors.New("more than one root element")
)

// parseXML reads a document and returns its root element. Namespaces are passed
// over: the names of the formats differ without them. Nothing is expanded but the
// entities of XML and HTML, and nothing is fetched.
func parseXML(format string, data []byte, limits Limits) (*node, error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Entity = xml.HTMLEntity // NITF's DTD has them, and wires leave the DTD out
	b := treeBuilder{maxDepth: limits.MaxDepth}
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			err = b.end()
			if err == nil {
				return b.root, nil
			}
		} else if err == nil {
			err = b.add(token)
		}
		if err != nil {
			return nil, xmlFailure(format, decoder, err)
		}
	}
}

func xmlFailure(format string, decoder *xml.Decoder, err error) error {
	reason := ReasonMalformed
	switch {
	case errors.Is(err, errTooDeep):
		reason = ReasonTooDeep
	case errors.Is(err, errTooManyNodes):
		reason = ReasonTooLarge
	}
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok { // without what it quotes
		return fail(format, reason, "line %d: %.120s", syntax.Line, syntax.Msg)
	}
	line, _ := decoder.InputPos()
	return fail(format, reason, "line %d: %w", line, err)
}

// treeBuilder puts the tree together. It keeps the open elements itself, so that
// nesting costs no stack.
type treeBuilder struct {
	maxDepth int
	root     *node
	open     []*node
	nodes    int
}

func (b *treeBuilder) add(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		if len(b.open) == 0 && b.root != nil {
			return errTwoRoots
		}
		if len(b.open) == b.maxDepth {
			return errTooDeep
		}
		n := &node{name: t.Name.Local, attrs: t.Attr}
		if err := b.append(n); err != nil {
			return err
		}
		b.open = append(b.open, n)
	case xml.EndElement:
		last := len(b.open) - 1
		if last < 0 || b.open[last].name != t.Name.Local {
			return errMismatch
		}
		b.open = b.open[:last]
	case xml.CharData:
		if len(b.open) > 0 {
			return b.append(&node{text: string(t)})
		}
	case xml.Directive:
		if bytes.Contains(t, []byte("<!ENTITY")) {
			return errEntities
		}
	}
	return nil
}

func (b *treeBuilder) append(n *node) error {
	if b.nodes++; b.nodes > maxNodes {
		return errTooManyNodes
	}
	if len(b.open) == 0 {
		b.root = n
		return nil
	}
	parent := b.open[len(b.open)-1]
	parent.children = append(parent.children, n)
	return nil
}

func (b *treeBuilder) end() error {
	switch {
	case b.root == nil:
		return errNoRoot
	case len(b.open) > 0:
		return errUnclosed
	}
	return nil
}

// child returns the first child element of that name, or of a path of names, and
// nil if there is none. It may be called on nil.
func (n *node) child(path ...string) *node {
	for _, name := range path {
		var found *node
		for c := range n.all(name) {
			found = c
			break
		}
		n = found
	}
	return n
}

// all yields the child elements of that name; "" stands for every name.
func (n *node) all(name string) func(yield func(*node) bool) {
	return func(yield func(*node) bool) {
		if n == nil {
			return
		}
		for _, c := range n.children {
			if c.name != "" && (name == "" || c.name == name) && !yield(c) {
				return
			}
		}
	}
}

// attr returns the value of an attribute, without white space around it; "" if
// there is none. The prefix of its name is passed over.
func (n *node) attr(name string) string {
	if n != nil {
		for _, a := range n.attrs {
			if a.Name.Local == name {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}

// content returns the text of n and of all that is in it, as it stands.
func (n *node) content() string {
	if n == nil {
		return ""
	}
	if n.name == "" {
		return n.text
	}
	if len(n.children) == 1 {
		return n.children[0].content()
	}
	var b strings.Builder
	for _, c := range n.children {
		b.WriteString(c.content())
	}
	return b.String()
}

// line returns the text of n on one line.
func (n *node) line() string { return strings.Join(strings.Fields(n.content()), " ") }
