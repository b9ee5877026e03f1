package detect

import (
	"slices"
	"strings"

	"github.com/dragoman-wire/dragoman/processor/gazetteer"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// officesOf are the offices of the gazetteer that a title can mean, the likeliest first.
var officesOf = map[string][]string{
	"president": {"head_of_state", "head_of_government"}, "head of state": {"head_of_state"}, "king": {"head_of_state"}, "emir": {"head_of_state"},
	"prime minister": {"head_of_government"}, "chancellor": {"head_of_government"}, "head of government": {"head_of_government"},
	"foreign minister": {"foreign_minister"}, "defence minister": {"defence_minister"},
}

// incumbent finds the one office-holder of the title in whose name some words are those
// that the gazetteer has: "Prime Minister Muhammad Shehbaz Sharif", "President Lee".
func (d *Document) incumbent(n *name, title string) *tag.Sense {
	if n.person < 0 {
		return nil
	}
	for k := n.person; k >= 0 && d.tags[k].First >= n.first; k-- {
		for _, office := range officesOf[title] {
			if s := d.onlyHolder(k, office); s != nil {
				return s
			}
		}
	}
	return nil
}

// onlyHolder gives the one holder of the office whom tag k names; nil for none or several.
func (d *Document) onlyHolder(k int, office string) *tag.Sense {
	var only *tag.Sense
	for s := range d.dict.Senses(d.text, &d.tags[k], lang.Person) {
		if h := &d.dict.Holders[s.Holder]; h.Office != office || !h.Serves(d.pub) {
			continue
		}
		if only != nil && only.Set != s.Set {
			return nil
		}
		only = s
	}
	return only
}

// isStranger tells whether n, called by the title, cannot be of the article's own state:
// there is no such office there, or somebody else holds it.
func (d *Document) isStranger(n *name, title string) bool {
	offices, id := officesOf[title], d.home
	home, ok := id.Only()
	if offices == nil || !ok || d.pub.IsZero() {
		return false
	}
	code := d.dict.Parties.Party(home).Code
	holders := d.dict.Holders
	first, _ := slices.BinarySearchFunc(holders, code, func(h gazetteer.Holder, code string) int { return strings.Compare(h.Code, code) })
	known := false
	for i := first; i < len(holders) && holders[i].Code == code; i++ {
		h := &holders[i]
		if !h.Serves(d.pub) {
			continue
		}
		known = known || h.Rank == gazetteer.Leader
		if slices.Contains(offices, h.Office) && d.shares(n, h) {
			return false
		}
	}
	return known
}

// shares tells whether a word of n is one of h's names.
func (d *Document) shares(n *name, h *gazetteer.Holder) bool {
	for _, names := range [][]string{{h.Name}, h.Surnames, h.Spellings} {
		for _, name := range names {
			for _, t := range scan.Tokens(nil, []byte(name)) {
				for i := n.first; i < n.end; i++ {
					if d.text.Tokens[i].Hash == t.Hash {
						return true
					}
				}
			}
		}
	}
	return false
}
