package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// beginReach is how many words may stand between a journey and the verb by which it begins.
const beginReach = 4

// sceneSentences is for how many sentences of its paragraph a journey stays at the day on
// which it began.
const sceneSentences = 2

// setOut keeps the day on which the sentence lets a journey begin: "Lawatan bermula di
// Kolombo pada Rabu".
func (d *Document) setOut() {
	visit, begin := d.trigger(lang.VisitNoun, 0, len(d.nodes)), d.trigger(lang.BeginVerb, 0, len(d.nodes))
	if visit < 0 || begin < 0 || !d.near(visit, begin, beginReach) || d.quoted(d.nodes[begin].first) {
		return
	}
	best, score := d.choose(begin, false)
	if score >= excluded || !d.dates[best].Daily() {
		return
	}
	if date, ok := d.resolveDate(&d.dates[best], false); ok && !date.Time().After(d.day()) {
		d.scene, d.sceneAt = date, d.index
		d.now, d.nowAt = date, d.index
	}
}

// leaveScene forgets the day of a journey's begin where a paragraph begins.
func (d *Document) leaveScene() {
	if d.text.Tokens[d.span.First].After(scan.Newline | scan.Paragraph) {
		d.scene = dates.Date{}
	}
}

// onScene gives c, which has happened and is told without a date, the day on which the
// journey began that the paragraph follows: "Di sana kedua presiden berunding".
func (d *Document) onScene(c *Candidate) {
	done := c.Status == events.MeetingHeld || c.Status == events.AgreementSigned || c.Status == events.AgreementAgreed
	if done && d.scene.Day != 0 && d.sceneAt < d.index && d.index-d.sceneAt <= sceneSentences {
		c.Date, c.Dated, c.Early = d.scene, true, false // the story's own day is a later one
	}
}
