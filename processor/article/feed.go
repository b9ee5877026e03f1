package article

import (
	"bytes"
	"encoding/xml"
	"strings"

	"github.com/mmcdole/gofeed"
)

// jsonFeedVersion begins the version of a JSON Feed (jsonfeed.org).
const jsonFeedVersion = "https://jsonfeed.org/version/"

// feedFormats are the formats by gofeed's names.
var feedFormats = map[string]string{"rss": FormatRSS, "atom": FormatAtom, "json": FormatJSONFeed}

// decodeFeed decodes RSS, Atom and JSON Feed: one article an entry.
func decodeFeed(data []byte, limits Limits) ([]Article, failures) {
	if err := checkFeed(data, limits); err != nil {
		return nil, failed(err)
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return nil, failed(fail(feedFormat(data), ReasonMalformed, "%.200q", err.Error()))
	}
	if len(feed.Items) == 0 {
		return nil, failed(fail(feedFormats[feed.FeedType], ReasonNoText, "a feed without entries"))
	}
	all := make([]Article, len(feed.Items))
	for i, item := range feed.Items {
		all[i] = feedArticle(feed, item)
	}
	return all, failures{}
}

// feedFormat tells the format of a feed that could not be parsed.
func feedFormat(data []byte) string {
	switch root, _ := rootOf(bytes.TrimLeft(data, " \t\r\n")); root {
	case "feed":
		return FormatAtom
	case "rss", "rdf":
		return FormatRSS
	}
	return FormatJSONFeed
}

func feedArticle(feed *gofeed.Feed, item *gofeed.Item) Article {
	a := Article{
		Format:   feedFormats[feed.FeedType],
		ID:       entryID(feed, item),
		Version:  strings.TrimSpace(item.Updated),
		Headline: item.Title,
		Body:     firstOf(item.Content, item.Description),
		Language: feed.Language,
		Source:   feed.Title,
		URL:      item.Link,
	}
	if dc := item.DublinCoreExt; dc != nil && len(dc.Language) > 0 {
		a.Language = dc.Language[0]
	}
	names := make([]string, 0, len(item.Authors))
	for _, author := range item.Authors {
		if author != nil && author.Name != "" {
			names = append(names, author.Name)
		}
	}
	a.Byline = strings.Join(names, ", ")
	switch {
	case item.PublishedParsed != nil:
		a.Published = *item.PublishedParsed
	case item.UpdatedParsed != nil:
		a.Published = *item.UpdatedParsed
	}
	for _, text := range []*string{&a.ID, &a.Version, &a.Headline, &a.Body, &a.Language, &a.Source, &a.URL, &a.Byline} {
		*text = strings.ToValidUTF8(*text, "\uFFFD")
	}
	return a
}

// entryID returns an entry's id. One that is no URI, such as a mere number, is
// unique within its feed only and gets the feed's address before it.
func entryID(feed *gofeed.Feed, item *gofeed.Item) string {
	id := strings.TrimSpace(item.GUID)
	if id == "" || strings.Contains(id, ":") {
		return id
	}
	return firstOf(feed.FeedLink, feed.Link, feed.Title) + "#" + id
}

// maxGrowth is how many times its size a feed may grow to by the resolving of
// relative addresses in it.
const maxGrowth = 16

// checkFeed refuses what gofeed would spend too much on: XML that is nested deeply,
// as it reads extensions by recursion, and a long base that would be put before
// very many addresses. It refuses entities, as parseXML does.
func checkFeed(data []byte, limits Limits) error {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Strict = false
	base, equals := 0, bytes.Count(data, []byte("="))
	for depth := 0; ; {
		token, err := decoder.RawToken()
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			for _, a := range t.Attr {
				if a.Name.Local == "base" {
					base = max(base, len(a.Value))
				}
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			if bytes.Contains(t, []byte("<!ENTITY")) {
				return fail(feedFormat(data), ReasonMalformed, "%w", errEntities)
			}
		}
		switch {
		case depth > limits.MaxDepth:
			return fail(feedFormat(data), ReasonTooDeep, "more than %d levels", limits.MaxDepth)
		case base > 0 && base*equals > maxGrowth*len(data):
			return fail(feedFormat(data), ReasonTooLarge, "its addresses would grow to more than %d times its size", maxGrowth)
		case err != nil: // gofeed is more lenient, and reports what it cannot read
			return nil
		}
	}
}
