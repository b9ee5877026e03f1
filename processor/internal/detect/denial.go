package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// dropDenied takes out what the sentence tells before it says that somebody denies it, of the events from found
// on: "X and Y met, the paper said, but both governments denied it".
func (d *Document) dropDenied(found int) {
	if len(d.found) == found || !d.told.Has(lang.Refuse) {
		return
	}
	at := d.denialOfAll()
	if at < 0 {
		return
	}
	start := d.text.Tokens[at].Start
	kept := slices.DeleteFunc(d.found[found:], func(c Candidate) bool { return c.Trigger.Start < start })
	d.found = d.found[:found+len(kept)]
}

// denialOfAll gives the "but" behind which somebody denies all that the sentence told before, "but Riyadh denied
// it", "tetapi kedua-dua pihak menafikan perkara itu"; -1 where there is none.
func (d *Document) denialOfAll() int32 {
	for i := range d.nodes {
		if d.value(i, lang.Refuse) != "deny" || !d.deniesIt(i) {
			continue
		}
		for w := d.nodes[i].first - 1; w > d.span.First && w >= d.nodes[i].first-denierReach; w-- {
			if d.isWord(w, contrasts) {
				return w
			}
		}
	}
	return -1
}

// denierReach is how many words may stand between a "but" and the verb of denying.
const denierReach = 6

// deniesIt tells whether the verb of denying at node i has no more for its object than what was told before:
// "denied the report", "menafikannya".
func (d *Document) deniesIt(i int) bool {
	w := d.nodes[i].end
	for w < d.span.End && d.isWord(w, whatWasTold) {
		w++
	}
	return w == d.span.End || d.text.Tokens[w].Gap&^scan.Inside != 0
}

// whatWasTold are the words by which somebody who denies names what was told.
var whatWasTold = words("whatWasTold")
