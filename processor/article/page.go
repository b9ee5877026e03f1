package article

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// decodePage decodes an HTML page: what its JSON-LD tells of a news article, then
// Open Graph and other meta elements, then the page itself. Its body is the part
// with the densest text.
func decodePage(data []byte, _ Limits) ([]Article, failures) {
	root, err := html.Parse(bytes.NewReader(data)) // refuses more than 512 levels
	if err != nil {
		return nil, failed(fail(FormatHTML, ReasonTooDeep, "%.200s", err.Error()))
	}
	p := page{meta: map[string]string{}}
	p.read(root)
	return []Article{p.article(root)}, failures{}
}

// page is what the elements of an HTML page say about it.
type page struct {
	language  string
	title     string
	heading   string // the first h1
	canonical string
	time      string // the first time element
	meta      map[string]string
	linked    linkedArticle
}

// maxMeta bounds how many meta elements are kept.
const maxMeta = 500

// read collects what the elements say, in one walk without recursion.
func (p *page) read(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			p.language = firstOf(p.language, attribute(n, "lang"), attribute(n, "xml:lang"))
		case "title":
			if p.title == "" {
				p.title = textOf(n)
			}
		case "h1":
			if p.heading == "" {
				p.heading = textOf(n)
			}
		case "link":
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				p.canonical = firstOf(p.canonical, attribute(n, "href"))
			}
		case "time":
			p.time = firstOf(p.time, attribute(n, "datetime"))
		case "meta":
			p.readMeta(n)
		case "script":
			if mediaType, _, _ := strings.Cut(attribute(n, "type"), ";"); strings.EqualFold(strings.TrimSpace(mediaType), "application/ld+json") {
				p.linked.read(n)
			}
		}
	}
}

func (p *page) readMeta(n *html.Node) {
	name := strings.ToLower(firstOf(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop"), attribute(n, "http-equiv")))
	if _, known := p.meta[name]; !known && len(p.meta) < maxMeta {
		p.meta[name] = attribute(n, "content")
	}
}

// first returns the first of the meta elements of these names that says something.
func (p *page) first(names ...string) string {
	for _, name := range names {
		if value := firstOf(p.meta[name]); value != "" {
			return value
		}
	}
	return ""
}

func (p *page) article(root *html.Node) Article {
	l := &p.linked
	a := Article{
		Format:   FormatHTML,
		Version:  firstOf(l.modified, p.first("article:modified_time", "og:updated_time", "datemodified")),
		Headline: firstOf(l.headline, p.first("og:title", "twitter:title"), p.heading, p.title),
		Language: firstOf(l.language, p.language, strings.ReplaceAll(p.first("og:locale"), "_", "-"), p.first("content-language", "language")),
		Source:   firstOf(l.publisher, p.first("og:site_name", "application-name")),
		URL:      pageURL(p.canonical, p.first("og:url"), l.url),
		Byline:   firstOf(l.author, p.first("author", "article:author", "byl", "dc.creator")),
		Published: firstTime(l.published, p.first("article:published_time", "og:article:published_time"), p.first("datepublished"),
			p.first("parsely-pub-date"), p.first("pubdate"), p.first("dc.date", "dc.date.issued", "dcterms.created"), p.first("date"), p.time),
	}
	a.Body = denseText(root)
	// Some pages have but a summary in their JSON-LD.
	if 2*len(l.body) >= len(a.Body) {
		a.Body = firstOf(l.body, a.Body)
	}
	if blank(a.Body) {
		a.Body = firstOf(l.description, p.first("og:description", "description"))
	}
	return a
}

// pageURL returns the first address of one page: not that of a whole site, which
// some sites give as the canonical one of each page.
func pageURL(addresses ...string) string {
	for _, address := range addresses {
		address = strings.TrimSpace(address)
		scheme, rest, _ := strings.Cut(address, "://")
		if !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
			continue
		}
		if _, path, _ := strings.Cut(rest, "/"); path != "" {
			return address
		}
	}
	return ""
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// textOf returns the text of an element on one line.
func textOf(n *html.Node) string {
	var p prose
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			p.add(d.Data)
		}
	}
	return p.text.String()
}
