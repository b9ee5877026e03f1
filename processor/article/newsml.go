package article

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// decodeNewsML decodes NewsML-G2 (IPTC; namespace http://iptc.org/std/nar/2006-10-01/):
// a newsItem, or the newsItems of a newsMessage. Items of other kinds, such as
// pictures and packages, are no articles and are passed over.
func decodeNewsML(data []byte, limits Limits) ([]Article, failures) {
	root, err := parseXML(FormatNewsML, data, limits)
	if err != nil {
		return nil, failed(err)
	}
	var all []Article
	var bad failures
	for item := range newsItems(root) {
		if a, err := newsItem(item); err != nil {
			bad.add(err)
		} else {
			all = append(all, a)
		}
	}
	if len(all)+bad.count == 0 {
		bad.add(fail(FormatNewsML, ReasonNoText, "no news item that is text"))
	}
	return all, bad
}

// newsItems yields the items of a document that are text.
func newsItems(root *node) func(yield func(*node) bool) {
	return func(yield func(*node) bool) {
		if root.name == "newsItem" {
			if isTextItem(root) {
				yield(root)
			}
			return
		}
		for set := range root.all("itemSet") {
			for item := range set.all("newsItem") {
				if isTextItem(item) && !yield(item) {
					return
				}
			}
		}
	}
}

// isTextItem goes by the item's class (IPTC NewsCodes, ninature).
func isTextItem(item *node) bool {
	switch code(item.child("itemMeta", "itemClass")) {
	case "picture", "graphic", "audio", "video", "animation":
		return false
	}
	return true
}

// code returns the code of a concept that is named by qcode ("stat:usable") or by
// uri ("http://cv.iptc.org/newscodes/pubstatusg2/usable").
func code(n *node) string {
	if qcode := n.attr("qcode"); qcode != "" {
		return qcode[strings.LastIndexByte(qcode, ':')+1:]
	}
	uri := n.attr("uri")
	return uri[strings.LastIndexByte(uri, '/')+1:]
}

func newsItem(item *node) (Article, error) {
	meta, about := item.child("itemMeta"), item.child("contentMeta")
	content := bestContent(item.child("contentSet"))
	a := Article{
		Format:   FormatNewsML,
		ID:       item.attr("guid"),
		Version:  item.attr("version"),
		Headline: firstOf(mainHeadline(about), content.headline),
		Body:     content.body,
		Language: firstOf(about.child("language").attr("tag"), content.language, item.attr("lang")),
		Source:   firstOf(concept(about.child("infoSource")), concept(meta.child("provider"))),
		Byline:   firstOf(about.child("by").line(), content.byline),
		Located:  firstOf(concept(about.child("located")), about.child("dateline").line(), content.located),
	}
	a.Published = firstTime(meta.child("versionCreated").line(), about.child("contentCreated").line(), meta.child("firstCreated").line())
	if blank(a.Body) {
		a.Body = about.child("description").line()
	}
	return a, newsUsage(&a, meta)
}

// newsUsage reads whether and when the item may be used; what cannot be read is
// an error.
func newsUsage(a *Article, meta *node) error {
	if embargoed := meta.child("embargoed"); embargoed != nil {
		switch text := embargoed.line(); {
		case text == "": // an embargo without an end
			a.Status = Withheld
		default:
			if err := a.embargo(text); err != nil {
				return err
			}
		}
	}
	if status := meta.child("pubStatus"); status != nil && a.Status == "" {
		return a.setStatus(code(status))
	}
	return nil
}

// mainHeadline returns the headline without a role or in the role of the main one.
func mainHeadline(about *node) string {
	var first string
	for h := range about.all("headline") {
		role := h.attr("role")
		if role == "" || strings.HasSuffix(role, ":main") {
			return h.line()
		}
		first = firstOf(first, h.line())
	}
	return first
}

// concept returns the name of a concept or, if it has none, its code.
func concept(n *node) string {
	return firstOf(n.child("name").line(), n.attr("literal"), code(n))
}

// renditionRank orders the renditions of a content: the lowest is taken.
const (
	rankNITF = iota
	rankXHTML
	rankPlain
	rankHTML
	rankOther
	rankNone
)

// rendition is what one form of the content tells.
type rendition struct {
	rank                                      int
	headline, body, language, byline, located string
}

// bestContent reads the form of the content that is richest in structure.
func bestContent(set *node) rendition {
	best := rendition{rank: rankNone}
	for c := range set.all("") {
		r := rendition{rank: rankNone}
		switch c.name {
		case "inlineXML":
			r = inlineXML(c)
		case "inlineData":
			r = inlineData(c)
		}
		if r.rank < best.rank && !blank(r.body) {
			best = r
		}
	}
	return best
}

// inlineXML reads content in XML: NITF, XHTML or another of running text.
func inlineXML(n *node) rendition {
	for root := range n.all("") {
		r := rendition{rank: rankOther, language: firstOf(root.attr("lang"), n.attr("lang"))}
		switch root.name {
		case "nitf":
			a := nitfArticle(root)
			r = rendition{rankNITF, a.Headline, a.Body, firstOf(a.Language, r.language), a.Byline, a.Located}
		case "html":
			r.rank, r.body = rankXHTML, proseOf(root.child("body"))
			r.headline = root.child("head", "title").line()
		default:
			r.body = proseOf(root)
		}
		return r
	}
	return rendition{rank: rankNone}
}

// inlineData reads content that stands as text in the document.
func inlineData(n *node) rendition {
	r := rendition{body: strings.TrimSpace(n.content()), language: n.attr("lang")}
	switch encoding := n.attr("encoding"); encoding[strings.LastIndexByte(encoding, ':')+1:] {
	case "":
	case "base64":
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(r.body), ""))
		if err != nil || !utf8.Valid(data) {
			return rendition{rank: rankNone}
		}
		r.body = string(data)
	default:
		return rendition{rank: rankNone}
	}
	mediaType, _, _ := strings.Cut(strings.ToLower(n.attr("contenttype")), ";")
	switch {
	case mediaType == "" || mediaType == "text/plain":
		r.rank = rankPlain
	case strings.HasSuffix(mediaType, "html") || strings.HasSuffix(mediaType, "html+xml"):
		r.rank = rankHTML
	case strings.HasPrefix(mediaType, "text/"):
		r.rank = rankOther
	default:
		r.rank = rankNone
	}
	return r
}

func proseOf(n *node) string {
	if n == nil {
		return ""
	}
	var p prose
	p.nodes(n)
	return p.text.String()
}
