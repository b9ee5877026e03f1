package detect

import "github.com/dragoman-wire/dragoman/processor/internal/party"

// respectiveReach is how far such a word may stand from the second list, with a link at most between.
const respectiveReach = 3

// pairedOff gives those who have to do with each other by a word that says so of two lists of as many,
// the parties of binding b: "X and Y met A and B respectively"; nothing where there is no such word, or
// it only says that each did the same, "masing-masing meneken perjanjian dengan A dan B".
func (d *Document) pairedOff(b *binding) []party.Set {
	if b.n != 2 {
		return nil
	}
	left, right := &d.actors[b.actors[0]], &d.actors[b.actors[1]]
	if !d.hasWord(right.first-respectiveReach, right.first, respective) && !d.hasWord(right.end, right.end+respectiveReach, respective) {
		return nil
	}
	if left.set.Meets(&right.set) || left.set.Len() != right.set.Len() || left.set.Len() < 2 {
		return nil
	}
	first, second := d.inOrder(left), d.inOrder(right)
	if len(first) != left.set.Len() || len(second) != len(first) {
		return nil
	}
	for i := range first {
		first[i].Join(&second[i])
	}
	return first
}

// inOrder gives the parties of a, one after the other as the text names them.
func (d *Document) inOrder(a *actor) (s []party.Set) {
	if n := a.persons; n >= 2 && int(n) == a.set.Len() {
		for _, p := range a.people[:n] {
			s = append(s, d.people[p].set)
		}
		return s
	}
	for i := range d.tags {
		t := &d.tags[i]
		if t.First < a.first || t.End > a.end || !t.Classes.Any(countries) {
			continue
		}
		if one := d.setOf(t); one.Len() == 1 && one.Within(&a.set) {
			s = append(s, one)
		}
	}
	return s
}

// emitRespective emits c once for each pair of binding b who have to do with each other; false where
// the sentence tells of none.
func (d *Document) emitRespective(c Candidate, b *binding) bool {
	pairs := d.pairedOff(b)
	for _, s := range pairs {
		c.Parties = s
		d.emit(c)
	}
	return len(pairs) > 0
}
