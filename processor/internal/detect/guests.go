package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// resolveBeside gives the pair a, whom the parties of s meet, its parties: those
// whom the discourse was about last and who are others, "Trump called both
// leaders"; of "his host", those among whom he is.
func (d *Document) resolveBeside(a *actor, s party.Set) {
	if a.kind != byPair || !a.set.Empty() || d.resolveTeam(a, s) {
		return
	}
	if a.host {
		if here := d.placeTold(); !here.Empty() && !here.Meets(&s) {
			a.set = here
			return
		}
	}
	if here := d.guestsAt(a, s); !here.Empty() {
		a.set = here
		return
	}
	fits := func(p party.Set) bool {
		if n := p.Len(); n < 2 || a.want != 0 && n != int(a.want) {
			return false
		}
		return !p.Meets(&s) != a.guest && !(a.guest && s.Len() > 1)
	}
	if p := d.namedSince(s); !a.guest && a.want > 1 && int(a.want) == p.Len() {
		a.set = p
		return
	}
	if fits(d.salient) {
		a.set = d.salient
		return
	}
	for _, p := range d.pairs {
		if fits(p) {
			a.set = p
			return
		}
	}
	if a.want == 0 && !a.guest && d.bodyMet() && !d.met.Meets(&s) {
		a.set = d.met // "was closeted with the heads"
		return
	}
	if others := d.salient.Minus(s); a.want > 0 && !a.guest && s.Within(&d.salient) && others.Len() == int(a.want) {
		a.set = others // "Borrell hosted X and Y. He met each of them"
	}
	if a.host && !d.dateline.Meets(&s) {
		a.set = d.dateline
	}
}

// guestsAt gives the two whom pair a tells as the guests of s, and who meet in its country.
func (d *Document) guestsAt(a *actor, s party.Set) party.Set {
	if a.host || !d.hasWord(a.first, a.end, guestWords) {
		return party.Set{}
	}
	for i := len(d.found) - 1; i >= 0; i-- {
		if c := &d.found[i]; c.Type == events.TypeMeeting && !c.Background && c.Parties.Len() == 2 && !c.Parties.Meets(&s) && c.Place.Country.Meets(&s) {
			return c.Parties
		}
	}
	return party.Set{}
}

// guestWords are the words for several guests.
var guestWords = words("guestWords")

// bindReceivedAt takes for the host of an official or a delegation, of whom only that they were received is
// told, the state in whose house or capital they were: "was received at the foreign ministry in X", "diterima
// di Istana X".
func (d *Document) bindReceivedAt(b *binding, k int) {
	guest := &d.actors[b.actors[0]]
	if b.n != 1 || b.set.Len() != 1 || !d.isPassive(&d.nodes[k]) || !isPeople(guest) && !d.isSent(guest) {
		return
	}
	for i := k + 1; i < len(d.nodes) && d.near(i-1, i, reach/4) && !d.separated(i-1, i); i++ {
		a := d.actorAt(i)
		switch {
		case a == nil && d.nodes[i].any(houseWords), a != nil && a.kind == byOffice && a.set.Empty(): // "at the prime minister's office in X"
		case a == nil || a.city || !a.preps.Has(lang.In) || a.set.Len() != 1 || a.set.Meets(&b.set):
			return
		default:
			b.add(d, d.nodes[i].actor)
			return
		}
	}
}

// houseWords are what may stand before the place of somebody's house: "at Government House in X".
var houseWords = lang.SetOf(lang.In, lang.Name)

// namedSince gives those, but for s, whose people the last sentence that named some has, where it comes
// behind the one that told of those whom the discourse is about: "X met Y. Y accused Z. W called both".
func (d *Document) namedSince(s party.Set) party.Set {
	for i := recentSentences - 2; i >= 0 && d.index-int32(recentSentences-1-i) > d.lastPair; i-- {
		if p := d.recent[i].Minus(s); !p.Empty() {
			return p
		}
	}
	return party.Set{}
}

// resolveVisitor gives a guest who does something himself, "the visitor then flew to X", the state of
// whoever travels, or of the pair that the discourse is about the one where the story was not written.
func (d *Document) resolveVisitor(a *actor) {
	if a.kind != byPair || !a.set.Empty() || a.possessive || !d.profile().AdjectiveLast && !d.isDefinite(a) {
		return
	}
	who := d.traveller()
	if away := d.salient.Minus(d.dateline); who.Empty() && d.salient.Len() == 2 && away.Len() == 1 {
		who = away
	}
	if who.Len() == 1 && (who.Within(&d.salient) || who.Within(&d.event)) && d.index-d.lastPair <= recentSentences {
		a.kind, a.set = byOffice, who
	}
}

// placeHost gives host a, whom those named before him meet, the state in which the sentence sets that,
// and tells whether there is one that is none of theirs: "A and B signed it in Washington after talks
// with their host".
func (d *Document) placeHost(a *actor) bool {
	here := d.placeTold()
	if acting := d.actingBefore(a.first); here.Empty() || acting.Empty() || here.Meets(&acting) {
		return false
	}
	a.set = here
	return true
}

// bodyMet tells whether those who met a moment ago are the members of one body.
func (d *Document) bodyMet() bool {
	return d.met.Len() == 1 && d.met.Within(&d.dict.Parties.Collective) && d.index-d.lastMet <= 3
}
