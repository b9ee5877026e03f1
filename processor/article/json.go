package article

import (
	"bytes"
	"strings"
	"sync"
)

// looksLikeJSON tells an object by its brace, or an array by the brace of its
// first element: a story may begin with a mere "[".
func looksLikeJSON(head []byte) bool {
	if head[0] == '[' {
		head = bytes.TrimLeft(head[1:], " \t\r\n")
	}
	return len(head) > 0 && head[0] == '{'
}

// document collects the fields of one JSON article: raw holds, for every slot,
// the JSON bytes of the best member so far, a part of the data.
type document struct {
	jsonReader
	raw     [slots][]byte
	rank    [slots]uint8
	ninjs   uint8 // generation as the shape tells; 0: no trace of ninjs
	uri     bool
	version byte // generation as "standard" tells: '1' and so on; 0: not told

	text []byte // what the texts are put together in
}

// maxKept is the size up to which a document's buffer is kept for the next one.
const maxKept = 1 << 20

var documents = sync.Pool{New: func() any { return new(document) }}

// decodeJSON decodes ninjs 1.x, 2.x and 3.x and plain JSON in one pass: their
// members differ in name, so that one table serves all.
func decodeJSON(data []byte, limits Limits) ([]Article, failures) {
	a, err := decodeObject(data, limits)
	switch {
	case err != nil:
		return nil, failed(err)
	case strings.HasPrefix(a.Version, jsonFeedVersion):
		return decodeFeed(data, limits)
	}
	return []Article{a}, failures{}
}

func decodeObject(data []byte, limits Limits) (Article, error) {
	d := documents.Get().(*document)
	defer d.recycle()
	d.reset(data, limits.MaxDepth)
	if d.decoder.PeekKind() == '[' {
		return Article{}, fail(FormatJSON, ReasonMalformed, "an array: a value holds one article")
	}
	if d.enter('{') {
		for d.more() {
			d.readMember()
		}
	}
	d.end()
	if d.err != nil {
		return Article{}, d.failure()
	}
	return d.article()
}

func (d *document) recycle() {
	d.release()
	text := d.text
	if cap(text) > maxKept {
		text = nil
	}
	scratch := d.scratch
	if cap(scratch) > maxKept {
		scratch = nil
	}
	*d = document{jsonReader: d.jsonReader, text: text}
	d.scratch = scratch
	documents.Put(d)
}

func (d *document) readMember() {
	name := d.name()
	m, known := memberOf(name)
	if !known {
		d.skip()
		return
	}
	d.uri = d.uri || string(name) == "uri"
	d.ninjs = max(d.ninjs, m.ninjs)
	switch m.shape {
	case plain:
		d.keep(m.slot, m.rank, d.scalar())
	case named:
		d.keep(m.slot, m.rank, d.readName())
	case texts:
		d.readTexts(m.slot)
	case standard:
		d.readStandard()
	}
}

// keep takes raw for slot if it is there and better than what the slot has.
func (d *document) keep(s slot, rank uint8, raw []byte) {
	if len(raw) == 0 || string(raw) == `""` || (d.raw[s] != nil && d.rank[s] <= rank) {
		return
	}
	d.raw[s], d.rank[s] = raw, rank
}

// readName reads a name given as a string, as an object's member "name", or as
// the first of an array of them.
func (d *document) readName() []byte {
	if d.err == nil && d.decoder.PeekKind() == '[' {
		var first []byte
		for d.enter('['); d.more(); {
			if name := d.readOneName(); first == nil {
				first = name
			}
		}
		return first
	}
	return d.readOneName()
}

func (d *document) readOneName() (name []byte) {
	if d.err == nil && d.decoder.PeekKind() != '{' {
		return d.scalar()
	}
	for d.enter('{'); d.more(); {
		if string(d.name()) == "name" {
			name = d.scalar()
		} else {
			d.skip()
		}
	}
	return name
}

// readTexts reads the headlines or bodies of ninjs 2 and 3.
func (d *document) readTexts(s slot) {
	if !d.enter('[') {
		return
	}
	for d.more() {
		if !d.enter('{') {
			continue
		}
		var role, contentType, value []byte
		for d.more() {
			switch string(d.name()) {
			case "role":
				role = d.scalar()
			case "contenttype", "contentType":
				contentType = d.scalar()
			case "value":
				value = d.scalar()
			default:
				d.skip()
			}
		}
		d.keep(s, textRank(unquoted(role), unquoted(contentType)), value)
	}
}

// unquoted returns the bytes between the quotes of a JSON string that has no
// escapes: enough for names of roles and types, which have none.
func unquoted(raw []byte) []byte {
	if len(raw) < 2 {
		return nil
	}
	return raw[1 : len(raw)-1]
}

// readStandard reads the object that names standard and version.
func (d *document) readStandard() {
	if !d.enter('{') {
		return
	}
	name, version := "ninjs", byte(0)
	for d.more() {
		switch string(d.name()) {
		case "name":
			name = string(unquoted(d.scalar()))
		case "version":
			if raw := unquoted(d.scalar()); len(raw) > 0 && raw[0] >= '1' && raw[0] <= '3' {
				version = raw[0]
			}
		default:
			d.skip()
		}
	}
	if strings.EqualFold(name, "ninjs") {
		d.version = version
	}
}

// format names the format: as declared, or as the names of the members tell.
func (d *document) format() string {
	generation := d.ninjs
	if d.version != 0 {
		generation = d.version - '0'
	} else if !d.uri {
		generation = 0
	}
	return [...]string{FormatJSON, FormatNinjs1, FormatNinjs2, FormatNinjs3}[generation]
}

// article puts the article together. It allocates twice: for the body, and for
// all other texts, which therefore do not keep the body in memory.
func (d *document) article() (Article, error) {
	a := Article{Format: d.format(), Body: string(d.unquote(slotBody))}
	d.text = d.text[:0]
	var ends [metaSlots]int
	for s := range metaSlots {
		d.text = appendScalar(d.text, d.raw[s])
		ends[s] = len(d.text)
	}
	meta, start := string(d.text), 0
	for s, field := range [metaSlots]*string{
		slotID: &a.ID, slotVersion: &a.Version, slotHeadline: &a.Headline, slotLanguage: &a.Language,
		slotSource: &a.Source, slotURL: &a.URL, slotByline: &a.Byline, slotLocated: &a.Located,
	} {
		*field, start = meta[start:ends[s]], ends[s]
	}
	a.Published, _ = parseTime(d.unquote(slotPublished)) // one that cannot be read is none
	return a, d.usage(&a)
}

// usage reads whether and when the item may be used.
func (d *document) usage(a *Article) error {
	if text := d.unquote(slotEmbargoed); len(text) > 0 {
		if err := a.embargo(string(text)); err != nil {
			return err
		}
	}
	if text := d.unquote(slotStatus); len(text) > 0 {
		return a.setStatus(string(text))
	}
	return nil
}

// unquote returns the text of a slot, valid until the next call.
func (d *document) unquote(s slot) []byte {
	d.text = appendScalar(d.text[:0], d.raw[s])
	return d.text
}
