package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// beginReach is how many words may stand between a journey and the verb by which it begins.
const beginReach = 4

// sceneSentences is for how many sentences of its paragraph a story stays at a day.
const sceneSentences = 2

// setOut keeps the day on which the sentence lets a journey begin: "Lawatan bermula di
// Kolombo pada Rabu".
func (d *Document) setOut() {
	visit, begin := d.trigger(lang.VisitNoun, 0, len(d.nodes)), d.trigger(lang.BeginVerb, 0, len(d.nodes))
	if visit < 0 || begin < 0 || !d.near(visit, begin, beginReach) || d.quoted(d.nodes[begin].first) {
		return
	}
	best, score := d.choose(begin, false, false)
	if score >= excluded || !d.dates[best].Daily() {
		return
	}
	if date, ok := d.resolveDate(&d.dates[best], false); ok && !date.Time().After(d.day()) {
		d.scene, d.sceneAt, d.sceneEnd = date, d.index, d.index+sceneSentences
		d.now, d.nowAt = date, d.index
	}
}

// tellDay keeps the day that the sentence tells: what its paragraph goes on with happens on it,
// "Sehari sebelumnya, Bali menjadi tuan rumah KTT. Kedua pemimpin berunding di sana". One that
// does not open the sentence holds for the next only, and where it is over: "was seen in Juba on
// Tuesday. He and the president talked".
func (d *Document) tellDay() {
	if len(d.dates) == 0 {
		return
	}
	d.keepLast()
	m := &d.dates[0]
	opens := m.First-d.span.First <= 1 // behind "on" at most
	if !m.Daily() || d.quoted(m.First) || d.ownsOther(m) || !opens && !d.isOnly(m) || d.countsAside(m) {
		return
	}
	date, ok := d.resolveDate(m, d.foretold(m) || m.Soon(d.pub))
	if !ok || date.Day == 0 || !opens && date.Time().After(d.day()) {
		return
	}
	d.scene, d.sceneAt, d.sceneEnd = date, d.index, d.index+1
	if opens {
		d.sceneEnd = d.index + sceneSentences
	}
}

// keepLast keeps the last day that the sentence tells of several that are over: where somebody was then,
// what follows happened "there".
func (d *Document) keepLast() {
	m := &d.dates[len(d.dates)-1]
	if !m.Daily() || d.quoted(m.First) || d.saidOn(m) || d.ownsOther(m) || d.foretold(m) {
		return
	}
	if date, ok := d.resolveDate(m, false); ok && date.Day > 0 && !date.Time().After(d.day()) {
		d.last, d.lastAt = date, d.index
	}
}

// isThere tells whether the sentence opens with what happened "there", where the one before was, and not
// "from there".
func (d *Document) isThere() bool {
	first := d.span.First
	if t := d.tagAt(first); t != nil && t.Is(lang.In) {
		first++ // "di sana"
	}
	return d.isWord(first, theres)
}

var theres = words("theres")

// countsAside tells whether m, "a day after", tells the day of the clause that it begins and not of
// what the sentence tells: "Sehari selepas Imran pulang, beliau menerima X".
func (d *Document) countsAside(m *dates.Mention) bool {
	i := d.nodeFrom(m.First)
	return i < len(d.nodes) && d.nodes[i].first == m.First && d.value(i, lang.Clause) == "after"
}

// isOnly tells whether m is the one day that the sentence tells: neither that of what was said,
// nor a bound, nor that of a text that is named only.
func (d *Document) isOnly(m *dates.Mention) bool {
	if len(d.dates) > 1 || d.saidOn(m) || d.isStart(m) || d.isEnd(m) >= 0 {
		return false
	}
	for k := range d.nodes {
		if d.ofParticiple(m, k) {
			return false // "signed a declaration on the truce that came into effect on Friday"
		}
	}
	return true
}

// leaveScene forgets the day that the paragraph was at where another begins.
func (d *Document) leaveScene() {
	if d.opensParagraph() {
		d.scene = dates.Date{}
	}
}

// opensParagraph tells whether the sentence begins a paragraph.
func (d *Document) opensParagraph() bool {
	return d.text.Tokens[d.span.First].After(scan.Newline | scan.Paragraph)
}

// onScene gives c, told without a date, the day that its paragraph is at: "Di sana kedua
// presiden berunding". What has happened was on a day that is over, a plan is on one to come.
// It tells whether there is such a day.
func (d *Document) onScene(c *Candidate) bool {
	if d.last.Day > 0 && d.lastAt == d.index-1 && c.Status == events.MeetingHeld && d.isThere() {
		c.Date, c.Dated, c.Early = d.last, true, false
		return true
	}
	if d.scene.Day == 0 || d.sceneAt >= d.index || d.index > d.sceneEnd {
		return false
	}
	done := c.Status == events.MeetingHeld || c.Status == events.AgreementSigned || c.Status == events.AgreementAgreed || c.Open && c.Status == events.AgreementNegotiating
	if ahead := d.scene.Time().After(d.day()); done && !ahead || c.Status == events.MeetingPlanned && ahead {
		c.Date, c.Dated, c.Ahead, c.Early = d.scene, true, ahead, false // the story's own day is another
		return true
	}
	return false
}
