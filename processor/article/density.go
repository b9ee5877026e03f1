package article

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// minParagraph is the length in runes from which a block counts as a paragraph of
// an article: shorter ones are mostly labels and links.
const minParagraph = 25

// denseText returns the text of the part of a page that holds most of its
// paragraphs: what is marked as an article's body or, where nothing is, the
// element that has the most text of paragraphs in it or in its children, text of
// links not counted; a page without any paragraph is taken whole. (The idea is that of Readability: a paragraph speaks for its
// parent, and half as much for its grandparent.)
func denseText(root *html.Node) string {
	d := density{sizes: map[*html.Node]size{}, scores: map[*html.Node]int{}}
	d.measure(root, false, false)
	best := cmp.Or(d.marked, d.best, root)
	var p prose
	p.page(best, d.leave)
	return p.text.String()
}

// density measures a page, every node once. It recurses: the parser allows some
// hundred levels.
type density struct {
	sizes  map[*html.Node]size // of elements
	scores map[*html.Node]int
	best   *html.Node // the highest score
	marked *html.Node // what the page itself calls the body
}

// size is the length of a text in runes, and of the links in it.
type size struct{ text, linked int }

// mostlyLinks reports whether a text is a list of links rather than prose.
func (s size) mostlyLinks() bool { return 2*s.linked > s.text }

// measure returns the size of n. linked: it stands in a link; outside: in an
// element that never holds the article.
func (d *density) measure(n *html.Node, linked, outside bool) size {
	var sum size
	if n.Type == html.TextNode {
		sum.text = utf8.RuneCountInString(strings.TrimSpace(n.Data))
		if linked {
			sum.linked = sum.text
		}
		return sum
	}
	if n.Type == html.ElementNode {
		linked = linked || n.Data == "a"
		outside = outside || isOutside(n) || kindOf(n.Data) == hidden
		if d.marked == nil && attribute(n, "itemprop") == "articleBody" {
			d.marked = n
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s := d.measure(c, linked, outside)
		sum.text, sum.linked = sum.text+s.text, sum.linked+s.linked
	}
	if n.Type == html.ElementNode {
		d.sizes[n] = sum
		if own := sum.text - sum.linked; !outside && own >= minParagraph && !sum.mostlyLinks() && isParagraph(n) {
			d.score(n, own)
		}
	}
	return sum
}

// score lets a paragraph speak for the elements around it.
func (d *density) score(n *html.Node, own int) {
	for up, share := n.Parent, 2; up != nil && share > 0; up, share = up.Parent, share-1 {
		d.scores[up] += own * share
		if d.best == nil || d.scores[up] > d.scores[d.best] {
			d.best = up
		}
	}
}

// isParagraph reports whether n is a block that holds text itself.
func isParagraph(n *html.Node) bool {
	switch n.Data {
	case "p", "pre", "blockquote":
		return true
	case "div", "td", "section", "article", "li": // some pages have no paragraphs but these
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && utf8.RuneCountInString(strings.TrimSpace(c.Data)) >= minParagraph {
				return true
			}
		}
	}
	return false
}

// isOutside reports what never belongs to an article's text.
func isOutside(n *html.Node) bool {
	switch n.Data {
	case "nav", "aside", "footer", "form", "dialog", "menu":
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" {
			return true
		}
	}
	return false
}

// leave reports what is left out of the article's own part: what is outside, the
// page's heading, and lists of links.
func (d *density) leave(n *html.Node) bool {
	if isOutside(n) {
		return true
	}
	switch n.Data {
	case "h1": // the headline again
		return true
	case "p", "li", "ul", "ol", "div":
		s := d.sizes[n]
		return s.linked > 0 && s.mostlyLinks()
	}
	return false
}
