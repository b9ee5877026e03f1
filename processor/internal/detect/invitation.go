package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

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
// accepted, or the next, so that it is planned: "invited X to visit Y, and he accepted", "accepted X's invitation to
// visit Y".
func (d *Document) isAccepted(k int) bool {
	if !d.hasWord(d.nodes[k].first-inviteReach, d.nodes[k].first, inviting) {
		return false
	}
	for w := d.span.First; w < d.span.End; w++ {
		if d.isWord(w, accepting) || d.isWord(w, takingUp) && d.isWord(w+1, inviting) {
			return !d.isDenied(w)
		}
	}
	return d.isAcceptedNext()
}

// acceptReach is how many words before "accepted" a sentence tells who did so, or how.
const acceptReach = 8

// isAcceptedNext tells whether the next sentence begins with an invitation that was accepted: "Tokayev accepted the
// invitation", "The invitation was accepted", "Undangan itu diterima".
func (d *Document) isAcceptedNext() bool {
	if int(d.index)+1 >= len(d.text.Sentences) {
		return false
	}
	s, invites := d.text.Sentences[d.index+1], false
	for w := s.First; w < min(s.End, s.First+acceptReach); w++ {
		word := d.text.Tokens[w].Hash
		switch invites = invites || inviting.has(word); {
		case accepting.has(word), takingUp.has(word):
			return (invites || w+1 == s.End || d.invitesBehind(w+1, s.End)) && !d.deniedIn(s.First, w)
		}
	}
	return false
}

// invitesBehind tells whether an invitation stands at token w or but one word behind it, before token end.
func (d *Document) invitesBehind(w, end int32) bool {
	for end = min(w+2, end); w < end; w++ {
		if inviting.has(d.text.Tokens[w].Hash) {
			return true
		}
	}
	return false
}

// deniedIn tells whether a negation stands among the tokens [first, end), of any sentence.
func (d *Document) deniedIn(first, end int32) bool {
	tags := d.text.Tags
	for i := tagFrom(tags, first); i < len(tags) && tags[i].First < end; i++ {
		if tags[i].Classes.Any(denying) || tags[i].Is(lang.Will) {
			return true
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
