package article

import (
	"bytes"
	"strings"
)

// slot is a field of Article that a JSON document can fill.
type slot uint8

const (
	slotID slot = iota
	slotVersion
	slotHeadline
	slotLanguage
	slotSource
	slotURL
	slotByline
	slotLocated
	metaSlots // those above are short texts, kept together in memory

	slotStatus slot = iota - 1 // metaSlots has taken a number, but is no slot
	slotPublished
	slotEmbargoed
	slotBody
	slotStandard
	slots
)

// shape is how a member's value is built.
type shape uint8

const (
	plain    shape = iota // a string or number
	named                 // a string, an object with a name, or an array of them
	texts                 // ninjs 2 and 3: an array of objects with role, content type and value
	standard              // ninjs: an object with the standard's name and version
)

// member tells what a member of the top-level object means.
type member struct {
	slot  slot
	shape shape
	rank  uint8 // of members for one slot, the lowest rank counts
	ninjs uint8 // oldest ninjs generation that has this name and plain JSON has not; 0: tells nothing
}

// members lists the names of ninjs (IPTC's JSON Schemas 1.6, 2.2 and 3.1) and of
// plain JSON.
var members = map[string]member{
	"uri": {slot: slotID},
	"id":  {slot: slotID, rank: 1},
	"url": {slot: slotURL},

	"version":   {slot: slotVersion},
	"standard":  {slot: slotStandard, shape: standard},
	"$standard": {slot: slotStandard, shape: standard},

	"headline":  {slot: slotHeadline},
	"headlines": {slot: slotHeadline, shape: texts, ninjs: 2},
	"title":     {slot: slotHeadline, rank: 200},

	"body":      {slot: slotBody},
	"bodies":    {slot: slotBody, shape: texts, ninjs: 2},
	"body_text": {slot: slotBody, ninjs: 1},
	"body_html": {slot: slotBody, rank: 1, ninjs: 1},
	"text":      {slot: slotBody, rank: 100},
	"content":   {slot: slotBody, rank: 101},

	"language": {slot: slotLanguage},
	"lang":     {slot: slotLanguage, rank: 1},

	"source":          {slot: slotSource, shape: named},
	"infosource":      {slot: slotSource, shape: named, ninjs: 1},
	"infosources":     {slot: slotSource, shape: named, ninjs: 2},
	"infoSources":     {slot: slotSource, shape: named, ninjs: 3},
	"copyrightholder": {slot: slotSource, rank: 1, ninjs: 1},
	"copyrightHolder": {slot: slotSource, rank: 1, ninjs: 3},

	"byline":  {slot: slotByline},
	"by":      {slot: slotByline, rank: 1},
	"author":  {slot: slotByline, rank: 2},
	"located": {slot: slotLocated},

	"versioncreated": {slot: slotPublished, ninjs: 1},
	"versionCreated": {slot: slotPublished, ninjs: 3},
	"firstcreated":   {slot: slotPublished, rank: 1, ninjs: 1},
	"firstCreated":   {slot: slotPublished, rank: 1, ninjs: 3},
	"contentcreated": {slot: slotPublished, rank: 2, ninjs: 1},
	"contentCreated": {slot: slotPublished, rank: 2, ninjs: 3},
	"published":      {slot: slotPublished},
	"published_at":   {slot: slotPublished, rank: 1},
	"publishedAt":    {slot: slotPublished, rank: 1},
	"date":           {slot: slotPublished, rank: 2},

	"embargoed":      {slot: slotEmbargoed, ninjs: 1},
	"embargoedUntil": {slot: slotEmbargoed, ninjs: 3},
	"pubstatus":      {slot: slotStatus, ninjs: 1},
	"pubStatus":      {slot: slotStatus, ninjs: 3},
}

// memberOf finds what a member means, by name or, in ninjs 1.x, by prefix.
func memberOf(name []byte) (member, bool) {
	if m, ok := members[string(name)]; ok {
		return m, true
	}
	switch {
	case bytes.HasPrefix(name, []byte("body_")):
		return member{slot: slotBody, rank: 2, ninjs: 1}, true
	case bytes.HasPrefix(name, []byte("headline_")):
		return member{slot: slotHeadline, rank: 1, ninjs: 1}, true
	}
	return member{}, false
}

// textRank orders the headlines or bodies of ninjs 2 and 3: the main one before
// one without a role before others; then plain text before HTML before undeclared
// before other types.
func textRank(role, contentType []byte) uint8 {
	var rank uint8
	switch role := strings.ToLower(string(role)); {
	case role == "main" || strings.HasSuffix(role, ":main") || strings.HasSuffix(role, "/main"):
	case role == "":
		rank = 4
	default:
		rank = 8
	}
	mediaType, _, _ := strings.Cut(strings.ToLower(string(contentType)), ";")
	switch strings.TrimSpace(mediaType) {
	case "text/plain":
	case "text/html", "application/xhtml+xml":
		rank++
	case "":
		rank += 2
	default:
		rank += 3
	}
	return rank
}
