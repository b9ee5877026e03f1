package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// buyReach is how many words may stand between the verb at which one buys and of whom.
const buyReach = 10

// buying are the words by which one takes what another has to sell, lend or send.
var buying = words("buying")

// buysFrom tells whether the state of node i is the one from which somebody buys by what the verb
// at node k tells: "agreed to buy gas from X", "signed a contract to import power from X",
// "will buy gas from X under a contract signed on Monday".
func (d *Document) buysFrom(a *actor, i, k, deal int) bool {
	if i < k && !(i < deal && d.hasWord(a.end, d.nodes[deal].first, under)) || a.kind == adjunct || a.possessive || !a.preps.Has(lang.From) || !d.isFrom(i) || a.speaks {
		return false
	}
	first := a.first - buyReach
	if i > k {
		first = max(first, d.nodes[k].end)
	}
	return d.nodes[k].any(buyable) && d.hasWord(first, a.first, buying)
}

// buyable are the triggers that can tell of a purchase.
var buyable = lang.SetOf(lang.AgreeVerb, lang.SignVerb, lang.ReachVerb, lang.NegotiateVerb, lang.ExtendVerb)
