package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// datelineTags is how far into the body a dateline reaches, in tags.
const datelineTags = 3

// assemblies are the last words of the cities to which the world's officials come, so that
// who writes from there is at home elsewhere: "NEW YORK, Sept 21 (KUNA)".
var assemblies = words("assemblies")

// inferHome finds the article's own state: by its language, else by the place in its
// dateline.
func (d *Document) inferHome() {
	id, native := d.dict.Parties.ID(d.profile().Home)
	if native {
		d.press = party.Of(id)
	}
	d.readDateline()
	if !native {
		if !d.away {
			d.home = d.dateline
		}
		return
	}
	// A story that never names its own state is about others.
	if d.home = d.press.Intersect(d.mentioned); d.honours() {
		d.home = d.press
	}
	for _, code := range d.profile().Also {
		if also, ok := d.dict.Parties.ID(code); ok && d.home.Empty() && d.dateline == party.Of(also) {
			d.press, d.home = d.dateline, d.dateline // another press that writes in the language
		}
	}
}

// honours tells whether the text gives somebody an honour that only the press's own state confers,
// so that it need not name that state: "Datuk Seri".
func (d *Document) honours() bool {
	return d.text.Told.Has(lang.Honorific) && slices.ContainsFunc(d.text.Tags, func(t tag.Tag) bool {
		return t.Is(lang.Honorific) && d.dict.Value(d.text, &t, lang.Honorific) == "own"
	})
}

// ownState gives the article's own state where the story is told from there and is about nobody
// else, so that "the government" is its own.
func (d *Document) ownState() party.Set {
	if d.home.Empty() || !d.dateline.Empty() && d.dateline != d.home || !d.hero.Empty() && d.hero != d.home {
		return party.Set{}
	}
	return d.home
}

// ownOrgan gives the organ that a list names without its state, beside a foreign one, the
// article's own state: "KfW dan Kementerian Keuangan", "the US embassy and the health
// ministry". Before one that is told with its state, that may be the state of both,
// "Kementerian Luar Negeri dan Kementerian Pertahanan Jepang", unless it is called like that.
func (d *Document) ownOrgan(a, b *actor) {
	stated, own := a, b
	if a.set.Empty() {
		stated, own = b, a
	}
	if !own.organ || !own.set.Empty() || d.owned(tagFrom(d.tags, own.first)) || d.home.Empty() || stated.set.Empty() || d.home.Meets(&stated.set) {
		return
	}
	switch {
	case own == a && stated.kind == byOffice && !d.tags[tagFrom(d.tags, stated.first)].Is(lang.Seat) && !d.calledAlike(own, stated):
	case own == b && !d.profile().AdjectiveLast && !(own.first > 0 && d.isArticle(own.first-1)):
	default:
		own.set = d.home
	}
}

// calledAlike tells whether organ b begins with the words that are all of organ a: "Kementerian Pertanian dan
// Kementerian Pertanian Jepang".
func (d *Document) calledAlike(a, b *actor) bool {
	for i := int32(0); a.first+i < a.end; i++ {
		if b.first+i >= b.end || d.text.Tokens[a.first+i].Hash != d.text.Tokens[b.first+i].Hash {
			return false
		}
	}
	return true
}

// readDateline finds the state of the dateline's place.
func (d *Document) readDateline() {
	seen := 0
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		if t.First < d.headline {
			continue
		}
		if seen++; seen > datelineTags {
			return
		}
		if !t.Is(lang.Capital) && !t.Is(lang.City) && !t.Is(lang.Seat) && !(t.Is(lang.State) && d.text.Tokens[t.First].Has(scan.Upper)) || int(t.End) >= len(d.text.Tokens) {
			continue
		}
		if d.text.Tokens[t.End].After(scan.Comma | scan.Colon | scan.Dash | scan.Bracket) {
			d.dateline = d.setOf(t).Minus(d.dict.Parties.Bodies)
			d.away = assemblies.has(d.text.Tokens[t.End-1].Hash)
			return
		}
	}
}
