package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// yearReach is how many words may stand between a deal and the year by which it is known.
const yearReach = 2

// oldestYear bounds what is read as a year.
const oldestYear = 1800

// ofYear makes c history, where the signature or the conclusion told at node k is that of
// a deal known by its year: "under the 2015 agreement signed by Iran and Russia".
func (d *Document) ofYear(c *Candidate, k, deal int) {
	if deal < 0 || deal > k || c.Background || d.nodes[k].forms&(lang.Done|lang.Passive) == 0 || c.Status != events.AgreementSigned && c.Status != events.AgreementAgreed {
		return
	}
	if year := d.yearOf(deal); year > 0 && year < d.pub.Year() {
		c.Date, c.Dated, c.Ahead, c.Background = dates.Date{Year: year}, true, false, true
	}
}

// yearOf gives the year right before the deal at node i, or behind it where what describes
// stands last; 0 where there is none.
func (d *Document) yearOf(i int) int {
	first, end := d.nodes[i].first-yearReach, d.nodes[i].first
	if d.profile().AdjectiveLast {
		first, end = d.nodes[i].end, d.nodes[i].end+yearReach
	}
	for t := max(d.span.First, first); t < min(d.span.End, end); t++ {
		w := &d.text.Tokens[t]
		if year := dates.Digits(d.text.Bytes[w.Start:w.End]).Value; year >= oldestYear {
			return year
		}
	}
	return 0
}
