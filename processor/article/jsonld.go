package article

import (
	"encoding/json"
	"html"
	"strings"

	nethtml "golang.org/x/net/html"
)

// linkedArticle is what a page's JSON-LD tells of its news article, by the terms
// of schema.org.
type linkedArticle struct {
	headline, description, body, language string
	published, modified                   string
	author, publisher, url                string
}

// read reads a script element. A script that is no JSON tells nothing, as one
// about anything but an article; of several articles the first counts.
func (l *linkedArticle) read(script *nethtml.Node) {
	if l.headline != "" || script.FirstChild == nil {
		return
	}
	var value any
	if json.Unmarshal([]byte(script.FirstChild.Data), &value) != nil { // bounds the nesting itself
		return
	}
	object := findArticle(value, maxGraph)
	if object == nil {
		return
	}
	*l = linkedArticle{
		headline:    unescaped(object["headline"]),
		description: unescaped(object["description"]),
		body:        unescaped(object["articleBody"]),
		language:    nameIn(object["inLanguage"], "alternateName", "name"),
		published:   stringIn(object["datePublished"]),
		modified:    stringIn(object["dateModified"]),
		author:      nameIn(object["author"], "name"),
		publisher:   nameIn(object["publisher"], "name"),
		url:         firstOf(stringIn(object["url"]), nameIn(object["mainEntityOfPage"], "@id")),
	}
}

// maxGraph is how deep an article may stand in graphs and lists.
const maxGraph = 4

// findArticle returns the first object whose type is an article's, in lists and
// graphs too.
func findArticle(value any, depth int) map[string]any {
	if depth == 0 {
		return nil
	}
	switch v := value.(type) {
	case map[string]any:
		if isArticleType(v["@type"]) {
			return v
		}
		return findArticle(v["@graph"], depth-1)
	case []any:
		for _, element := range v {
			if found := findArticle(element, depth-1); found != nil {
				return found
			}
		}
	}
	return nil
}

// isArticleType takes schema.org's Article and the kinds of it, such as
// NewsArticle and ReportageNewsArticle.
func isArticleType(value any) bool {
	switch v := value.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting")
	case []any:
		for _, element := range v {
			if s, ok := element.(string); ok && isArticleType(s) {
				return true
			}
		}
	}
	return false
}

// nameIn returns a name that is given as a string, as a member of an object, or by
// a list of these, which are joined.
func nameIn(value any, members ...string) string {
	switch v := value.(type) {
	case string:
		return unescaped(v)
	case map[string]any:
		for _, member := range members {
			if name := unescaped(v[member]); name != "" {
				return name
			}
		}
	case []any:
		var names []string
		for _, element := range v {
			if _, list := element.([]any); list {
				continue
			}
			if name := nameIn(element, members...); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

func stringIn(value any) string {
	s, _ := value.(string)
	return strings.TrimSpace(s)
}

// unescaped returns a string without the entities that many pages leave in it.
func unescaped(value any) string { return html.UnescapeString(stringIn(value)) }
