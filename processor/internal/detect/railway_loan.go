package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// tellsLoan tells whether the clause [lo, hi) tells of a loan, or of a lender who is asked for one.
func (d *Document) tellsLoan(lo, hi int) bool {
	award := d.trigger(lang.AwardVerb, lo, hi)
	if award >= 0 && d.value(award, lang.AwardVerb) == "ask" || d.trigger(lang.FinanceVerb, lo, hi) >= 0 {
		return true
	}
	sign := d.trigger(lang.SignVerb, lo, hi)
	return sign >= 0 && d.signsLoan(sign)
}

// signsLoan tells whether the text that is signed by the verb at node n is one of a loan or a grant: "signed
// a loan agreement for the line", "The loan for the line was signed", "the loan that Hungary signed".
func (d *Document) signsLoan(n int) bool {
	lo, hi := d.clause(n)
	if lo > 1 && d.nodes[lo-1].is(lang.Clause) && d.near(lo-2, lo-1, 0) && d.isLoan(lo-2) {
		return true
	}
	if !d.isPassive(&d.nodes[n]) {
		lo = n + 1
	} else {
		hi = n
	}
	i := d.trigger(lang.DealNoun, lo, hi)
	return i >= 0 && (d.isLoan(i) || d.noteOnLoan(i, hi))
}

// isLoan tells whether the deal at node i, if one stands there, is that of a loan or a grant.
func (d *Document) isLoan(i int) bool {
	n := &d.nodes[i]
	return n.is(lang.DealNoun) && (d.form(i) == events.Loan || d.hasWord(n.first, n.end, funds))
}

// noteOnLoan tells whether the text at node i is one on a loan: "nota pertukaran bagi pinjaman", "an exchange of notes
// on a 300 billion yen loan".
func (d *Document) noteOnLoan(i, hi int) bool {
	loan := i + 1
	for loan < hi && (d.nodes[loan].any(prepositions) || d.nodes[loan].is(lang.Measure)) {
		loan++
	}
	return loan < hi && d.near(i, loan, talkReach) && d.isLoan(loan)
}

// finances tells whether the word at node n of the clause [lo, hi) tells of money for a line, and not only
// of how it was built or of a loan that nobody takes.
func (d *Document) finances(n, lo, hi int) bool {
	t := &d.nodes[n]
	if t.forms == lang.Done && t.first > d.span.First && d.text.Tokens[t.first].Gap&scan.Hyphen != 0 {
		return false // no loan told: "the Chinese-funded line"
	}
	if i := d.trigger(lang.RejectVerb, lo, n); i >= 0 && d.near(i, n, projectReach) {
		return false // "turned down a Japanese loan"
	}
	if d.hasWord(t.first, t.end, funds) && d.loanInTalks(n, lo) {
		return false
	}
	if d.onlyAdds(n) && d.work(lo, n) >= 0 && d.trigger(lang.BeginVerb, n+1, hi) > n {
		return false // "Work on the line, financed by Japan, has begun"
	}
	if d.value(n, lang.FinanceVerb) == "money" && !d.paid(lo, hi) {
		return false // "approved the line"
	}
	if n == lo || !d.nodes[n-1].is(lang.With) || !d.near(n-1, n, 3) {
		return true
	}
	if n-2 >= lo && d.nodes[n-2].is(lang.FinanceVerb) {
		return d.finances(n-2, lo, hi) // "the line, financed with a loan, is being built"
	}
	return !d.done(lang.BuildVerb, lo, n) // "will build it with a loan"
}

// loanInTalks tells whether the loan at node n of a clause that begins at node lo is one that is only talked about:
// "discussed a railway loan", "in talks with China on a loan".
func (d *Document) loanInTalks(n, lo int) bool {
	reach := int32(talkReach)
	for i := n - 1; i >= lo && d.near(i, n, reach) && !d.separated(i, n); i-- {
		if d.nodes[i].any(pending) {
			return true
		}
		if d.nodes[i].actor >= 0 {
			reach += d.nodes[i].end - d.nodes[i].first // "talks with the Asian Development Bank on a loan"
		}
	}
	return false
}

// extendsLoan tells whether it is a loan that somebody extends by the verb at node n: "extended a $500 million loan".
func (d *Document) extendsLoan(n, hi int) bool {
	loan := n + 1
	for loan < hi && d.nodes[loan].is(lang.Measure) {
		loan++
	}
	return loan < hi && d.near(n, loan, talkReach) && d.isLoan(loan)
}

// asksLoan tells whether the loan at node n is one for which somebody is only asked: "has asked the World Bank for a loan".
func (d *Document) asksLoan(n int) bool {
	if !d.hasWord(d.nodes[n].first, d.nodes[n].end, funds) {
		return false
	}
	i := d.beforeNamed(n-1, 0)
	return i >= 0 && i < n-1 && d.value(i, lang.Maybe) == "wish"
}

// pending are the words for that, and talkReach is how many words may stand between them and the loan.
var pending = negotiations.Union(lang.SetOf(lang.DiscussVerb))

const talkReach = 5

// spendsLoan tells whether the clause of the verb at node n begins with the money of a loan that was signed a moment
// ago: "The money will be used to upgrade the line".
func (d *Document) spendsLoan(n int) bool {
	lo, _ := d.clause(n)
	if first := d.nodes[lo].first; d.index-d.lastAgreed > matterReach || !d.hasWord(first-1, first+1, funds) {
		return false
	}
	i := len(d.found) - 1
	for i >= 0 && d.found[i].Type != events.TypeAgreement {
		i--
	}
	return i >= 0 && d.found[i].Instrument == events.Loan && d.found[i].Status == events.AgreementSigned && d.found[i].Sentence < d.index
}
