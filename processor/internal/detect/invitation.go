package detect

// inviting are the words for an invitation, accepting those by which one is accepted, and takingUp those by
// which it is where it stands right behind them: "menerima undangan".
var (
	inviting  = words("inviting")
	accepting = words("accepting")
	takingUp  = words("takingUp")
)

// inviteReach is how many words behind an invitation it is told what to.
const inviteReach = 8

// isAccepted tells whether an invitation to what the word at node k tells is one that the sentence says was
// accepted, so that it is planned: "invited X to visit Y, and he accepted", "accepted X's invitation to visit Y".
func (d *Document) isAccepted(k int) bool {
	if !d.hasWord(d.nodes[k].first-inviteReach, d.nodes[k].first, inviting) {
		return false
	}
	for w := d.span.First; w < d.span.End; w++ {
		if d.isWord(w, accepting) || d.isWord(w, takingUp) && d.isWord(w+1, inviting) {
			return !d.isDenied(w)
		}
	}
	return false
}

// isDenied tells whether a negation stands right before token i, or but one word before it: "has not accepted".
func (d *Document) isDenied(i int32) bool {
	for w := i - 1; w >= max(i-2, d.span.First); w-- {
		if t := d.tagAt(w); t != nil && t.Classes.Any(denying) {
			return true
		}
	}
	return false
}

// invitedBy are the words right behind which it is told who invited: "undangan X", "diundang X".
var invitedBy = words("invitedBy")

// isInviter tells whether a is told as who invited, and so does nothing of what he invited to: "menerima undangan
// Presiden X untuk berkunjung ke Y".
func (d *Document) isInviter(a *actor) bool {
	return d.profile().AdjectiveLast && d.isWord(a.first-1, invitedBy)
}
