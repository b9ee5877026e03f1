package events

import "slices"

// The roots of PLOVER (2024 manual), as far as the codebook uses them.
const (
	RootAgree     = "AGREE"
	RootConsult   = "CONSULT"
	RootSupport   = "SUPPORT"
	RootConcede   = "CONCEDE"
	RootCooperate = "COOPERATE"
	RootAid       = "AID"
	RootRetreat   = "RETREAT"
	RootRequest   = "REQUEST"
	RootAccuse    = "ACCUSE"
	RootReject    = "REJECT"
	RootThreaten  = "THREATEN"
	RootProtest   = "PROTEST"
	RootSanction  = "SANCTION"
	RootMobilize  = "MOBILIZE"
	RootCoerce    = "COERCE"
	RootAssault   = "ASSAULT"
)

var ploverRoots = []string{
	RootAgree, RootConsult, RootSupport, RootConcede, RootCooperate, RootAid, RootRetreat, RootRequest,
	RootAccuse, RootReject, RootThreaten, RootProtest, RootSanction, RootMobilize, RootCoerce, RootAssault,
}

// The modes of CONSULT.
const (
	ModeVisit        = "visit"        // one party is the other's guest
	ModeThirdParty   = "third-party"  // somebody else is the host
	ModeMultilateral = "multilateral" // within an alliance, a body or a larger group
	ModePhone        = "phone"        // by telephone or another remote medium
)

// PLOVER's contexts, as far as Dragoman gives them.
const (
	contextEconomic   = "economic"
	contextMilitary   = "military"
	contextLegal      = "legal"
	contextFuture     = "future"
	contextHistorical = "historical"
)

// Clues are what the text told about an event and no field of the event keeps,
// but its codes depend on.
type Clues struct {
	Signed bool // a document was signed (status agreed of a railway project)
}

// Classify sets the PLOVER and CAMEO fields of e from its other fields and the
// clues. The roots follow the codebook's section on the typed events, modes the
// manual's table for CONSULT. The codes are CAMEO's (codebook 1.1b3) for the
// same act, read through the PLOVER project's own table from CAMEO to PLOVER;
// where the two schemes draw their lines differently, each keeps its own.
// Background events have the context "historical", planned meetings "future".
func Classify(e Event, c Clues) {
	b := e.Base()
	b.PLOVER, b.CAMEO = e.classify(c)
	if b.Background {
		b.PLOVER.Contexts = append(b.PLOVER.Contexts, contextHistorical)
	}
	slices.Sort(b.PLOVER.Contexts)
}

// hasParty tells whether the party with this code takes part.
func (c *Common) hasParty(code string) bool {
	return slices.ContainsFunc(c.Parties, func(p Party) bool { return p.Code == code })
}

// validateCodes checks the shape of both ontologies' codes.
func validateCodes(p PLOVER, cameo string) error {
	if err := oneOf("plover.root", p.Root, ploverRoots); err != nil {
		return err
	}
	if cameo == "" {
		return nil
	}
	for i := range len(cameo) {
		if !isDigit(cameo[i]) {
			return invalid("cameo", "%q is not three or four digits", cameo)
		}
	}
	if len(cameo) != 3 && len(cameo) != 4 {
		return invalid("cameo", "%q is not three or four digits", cameo)
	}
	return nil
}
