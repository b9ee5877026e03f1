package detect

// byLetter tells whether what the verb at node k tells somebody was written to him: "told Xi
// in a letter", "memberi tahu lewat surat". A letter is no meeting.
func (d *Document) byLetter(k int) bool {
	n := &d.nodes[k]
	for i := max(d.span.First, n.first-reach) + 1; i < min(d.span.End, n.end+reach); i++ {
		if !letters.has(d.text.Tokens[i].Hash) {
			continue
		}
		before := i - 1
		if before > d.span.First && determiners.has(d.text.Tokens[before].Hash) {
			before--
		}
		if mailing.has(d.text.Tokens[before].Hash) {
			return true
		}
	}
	return false
}

// letters are the words for what is written to somebody, and mailing those before them by
// which something is told so.
var (
	letters = words("letters")
	mailing = words("mailing")
)
