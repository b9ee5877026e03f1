package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// A story is about those of whom its headline speaks, and its first sentences; who
// comes up later is mostly passed by.
const (
	headlineWeight = 4
	leadWeight     = 2
)

// findStory finds whom the headline names and the two who are named most. They are
// the parties that the article is about, if nobody else is named nearly as often:
// whom "the two" means where no sentence nearby tells, and whose the documents are
// that "were signed". The body begins with sentence body.
func (d *Document) findStory(body int) {
	var counts [party.Max]int32
	var all party.Set
	lead := int32(len(d.text.Tokens))
	if i := body + leadSentences; i < len(d.text.Sentences) {
		lead = d.text.Sentences[i].First
	}
	topics, diplomatic := 0, true
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		if t.Is(lang.Topic) || t.Is(lang.Private) {
			if topics++; topics > 2 || t.Is(lang.Topic) && t.First < lead {
				diplomatic = false // "the pair" of a cricket match, the papers of two companies
			}
		}
		id, ok := d.namedBy(t)
		if !ok {
			continue
		}
		all.Add(id)
		switch {
		case t.First < d.headline:
			counts[id] += headlineWeight
			d.titled.Add(id)
		case t.First < lead:
			counts[id] += leadWeight
		default:
			counts[id]++
		}
	}
	var first, second, third int32
	var a, b party.ID
	for id := range all.All() {
		switch n := counts[id]; {
		case n > first:
			third, second, b, first, a = second, first, a, n, id
		case n > second:
			third, second, b = second, n, id
		case n > third:
			third = n
		}
	}
	if second > 0 {
		d.principal = party.Of(a, b)
	}
	if diplomatic && second > 2*third && second >= headlineWeight {
		d.story = d.principal
	}
	if diplomatic && first > second && first >= headlineWeight {
		d.hero = party.Of(a)
	}
}

// bindHero takes whom the story is about, or else the sentences before, for what somebody has or does
// with the parties of b, and nobody tells who.
func (d *Document) bindHero(b *binding) bool {
	hero := d.hero
	if !d.home.Empty() && d.home.Within(&d.story) {
		hero = d.home // of the two, the one where it was written
	}
	if hero.Empty() || !d.press.Empty() && hero != d.home {
		hero = d.ofCentre()
	}
	if hero.Empty() || party.Inside(hero, d.named()) {
		return false
	}
	b.set, b.weak = b.set.Union(hero), true
	return true
}

// bindGathered takes the body whose gathering the story tells of first for what is told with the party of
// b, who is none of its members: "Negotiations with Canada on a trade pact are under way".
func (d *Document) bindGathered(b *binding) bool {
	body := d.mainGathering()
	members := d.seatsOf(body)
	if body.Empty() || b.set.Meets(&body) || b.set.Meets(&members) {
		return false
	}
	b.set, b.weak = b.set.Union(body), true
	return true
}

// namedBy gives the one party that a tag names, by its name or its office-holder's;
// false if it names none or several.
func (d *Document) namedBy(t *tag.Tag) (party.ID, bool) {
	var s party.Set
	switch {
	case t.Classes.Any(countries):
		s = d.setOf(t)
	case t.Is(lang.Person):
		_, s = d.holder(t, false)
	default:
		return 0, false
	}
	return s.Only()
}

// documented are the steps that a text can take without a word of its parties.
var documented = lang.SetOf(lang.SignVerb, lang.SignNoun, lang.ReachVerb, lang.ForceVerb, lang.RatifyVerb, lang.ExtendVerb, lang.NegotiateVerb, lang.NegotiateNoun)

// ofStory takes the parties of the story for a text of which the clause [lo, hi)
// tells only what became of it: "Four memoranda were signed".
func (d *Document) ofStory(b *binding, k, lo, hi int) bool {
	if d.story.Empty() || !d.nodes[k].any(documented) || !b.set.Within(&d.story) || !d.official() || d.byUnknown(k, lo, hi) {
		return false
	}
	b.set, b.weak = d.story, true
	return true
}

// byUnknown tells whether the clause [lo, hi) names somebody whom no dictionary has, who
// may do what the verb at node k says: a company, a club.
func (d *Document) byUnknown(k, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		n := &d.nodes[i]
		if n.is(lang.Private) || n.is(lang.Firm) && n.actor < 0 {
			return true
		}
		if n.is(lang.Name) && n.first > d.span.First && (i < k || d.nodes[i-1].is(lang.By) || d.nodes[i-1].is(lang.With)) {
			return true
		}
	}
	return false
}

// official tells whether somebody who acts for each party of the story has been named,
// or what they did: else its papers may be those of companies, or of one state alone.
func (d *Document) official() bool {
	acting := d.officials(minister)
	for i := range d.found {
		acting.Join(&d.found[i].Parties)
	}
	return d.story.Within(&acting)
}
