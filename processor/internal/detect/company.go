package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// shared tells whether those whom frame f bound to the trigger at node k share what
// makes a meeting of a word that can tell of other things as well: time, as who "spent
// two hours" with somebody, a session, or the room with people in office, as who "faced
// his colleagues".
func (d *Document) shared(f *frame, b *binding, k int) bool {
	switch d.value(k, f.trigger) {
	case "time":
		return d.lasts(k) && d.inPerson(b)
	case "given":
		return d.inPerson(b)
	case "sit":
		return d.lasts(k) && d.inPerson(b) || d.inSession(b)
	case "persons":
		return b.left == b.n || d.inPerson(b)
	case "singly":
		return !d.regarded(b, k)
	}
	return true
}

// lasts tells whether a span of time or a "together" stands a few words behind node k.
func (d *Document) lasts(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, 5); i++ {
		if d.value(i, lang.Measure) == "time" || d.nodes[i].is(lang.Joint) {
			return true
		}
	}
	return false
}

// inPerson tells whether people or organs meet by binding b, and not states: what these
// share may be a pitch or a border.
func (d *Document) inPerson(b *binding) bool {
	for i := int8(0); i < b.n; i++ {
		if d.actors[b.actors[i]].kind < byOffice {
			return false
		}
	}
	return true
}

// inSession tells whether those of binding b sit as delegations or ministers do; two
// people may sit anywhere, and ambassadors in the talks of others.
func (d *Document) inSession(b *binding) bool {
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.kind == byPerson || a.kind < byOffice || !a.organ && (!a.plural || a.rank <= official) {
			return false
		}
	}
	return true
}

// regarded tells whether the verb at node k tells what somebody is thought to be: "sees
// him as a rival".
func (d *Document) regarded(b *binding, k int) bool {
	if b.left == b.n {
		return false
	}
	a := &d.actors[b.actors[b.left]]
	return a.first > d.nodes[k].first && a.end < d.span.End && roles[d.text.Tokens[a.end].Hash]
}
