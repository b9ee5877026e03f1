package events

import (
	"cmp"
	"slices"
)

// Agreement reports that two or more parties commit to something, are on the
// way to it, or leave it (PLOVER AGREE and its neighbours).
type Agreement struct {
	Common
	Instrument Instrument `json:"instrument"` // its legal form
	// Sectors are what the agreement is about, sorted; empty when not told.
	Sectors []Sector `json:"sectors,omitempty"`
}

// Type returns TypeAgreement.
func (*Agreement) Type() Type { return TypeAgreement }

// The statuses of an agreement.
const (
	AgreementProposed    Status = "proposed"
	AgreementNegotiating Status = "negotiating"
	AgreementAgreed      Status = "agreed" // announced, not signed
	AgreementSigned      Status = "signed"
	AgreementRatified    Status = "ratified"
	AgreementInForce     Status = "in_force"
	AgreementExtended    Status = "extended"
	AgreementSuspended   Status = "suspended"
	AgreementTerminated  Status = "terminated" // also withdrawn from
	AgreementRejected    Status = "rejected"
)

// Instrument is the legal form of an agreement.
type Instrument string

// The instruments.
const (
	Treaty              Instrument = "treaty"
	InstrumentAgreement Instrument = "agreement"
	MoU                 Instrument = "mou"
	Protocol            Instrument = "protocol"
	JointStatement      Instrument = "joint_statement"
	Roadmap             Instrument = "roadmap"
	Contract            Instrument = "contract"
	Ceasefire           Instrument = "ceasefire"
	Loan                Instrument = "loan"
	InstrumentOther     Instrument = "other"
)

// Sector is a field of policy.
type Sector string

// The sectors.
const (
	Trade       Sector = "trade"
	Energy      Sector = "energy"
	Agriculture Sector = "agriculture"
	Transport   Sector = "transport"
	Security    Sector = "security"
	Investment  Sector = "investment"
	Finance     Sector = "finance"
	Technology  Sector = "technology"
	Culture     Sector = "culture"
	Education   Sector = "education"
	Health      Sector = "health"
	Environment Sector = "environment"
	Space       Sector = "space"
	Nuclear     Sector = "nuclear"
	Border      Sector = "border"
	Migration   Sector = "migration"
	Water       Sector = "water"
	Mining      Sector = "mining"
	Tourism     Sector = "tourism"
	Justice     Sector = "justice"
	Labour      Sector = "labour"
	Aid         Sector = "aid"
)

var (
	agreementStatuses = []Status{
		AgreementProposed, AgreementNegotiating, AgreementAgreed, AgreementSigned, AgreementRatified,
		AgreementInForce, AgreementExtended, AgreementSuspended, AgreementTerminated, AgreementRejected,
	}
	instruments = []Instrument{
		Treaty, InstrumentAgreement, MoU, Protocol, JointStatement, Roadmap, Contract, Ceasefire, Loan, InstrumentOther,
	}
	sectors = []Sector{
		Trade, Energy, Agriculture, Transport, Security, Investment, Finance, Technology, Culture, Education, Health,
		Environment, Space, Nuclear, Border, Migration, Water, Mining, Tourism, Justice, Labour, Aid,
	}
)

// Validate reports the first field that breaks the codebook, or nil.
func (a *Agreement) Validate() error {
	return cmp.Or(
		a.validate(TypeAgreement, agreementStatuses),
		oneOf("instrument", a.Instrument, instruments),
		a.validateSectors(),
	)
}

func (a *Agreement) validateSectors() error {
	for i, s := range a.Sectors {
		if !slices.Contains(sectors, s) {
			return oneOf(item("sectors", i, ""), s, sectors)
		}
		if i > 0 && s <= a.Sectors[i-1] {
			return invalid(item("sectors", i, ""), "%q stands after %q: sectors are sorted and unique", s, a.Sectors[i-1])
		}
	}
	return nil
}

func (a *Agreement) classify(Clues) (PLOVER, string) {
	p := PLOVER{Contexts: a.contexts()}
	switch a.Status {
	case AgreementSigned, AgreementRatified, AgreementExtended:
		p.Root = RootSupport
	case AgreementInForce:
		p.Root = RootCooperate
	case AgreementRejected:
		p.Root = RootReject
	case AgreementSuspended, AgreementTerminated:
		p.Root = RootSanction
	default:
		p.Root = RootAgree
	}
	return p, a.cameo(p.Contexts)
}

// cameo gives the code of what the parties did about the agreement; the
// agreement's subject refines it where CAMEO has a code for the subject.
func (a *Agreement) cameo(contexts []string) string {
	truce := a.Instrument == Ceasefire
	switch a.Status {
	case AgreementProposed:
		if truce {
			return "037" // express intent to settle dispute
		}
		return "030" // express intent to cooperate
	case AgreementNegotiating:
		return "046" // engage in negotiation
	case AgreementAgreed, AgreementSigned, AgreementRatified, AgreementExtended:
		if truce {
			return "0871" // declare truce, ceasefire
		}
		return "057" // sign formal agreement
	case AgreementInForce:
		switch {
		case truce:
			return "0871"
		case slices.Contains(contexts, contextEconomic):
			return "061" // cooperate economically
		case slices.Contains(contexts, contextMilitary):
			return "062" // cooperate militarily
		case slices.Contains(contexts, contextLegal):
			return "063" // engage in judicial cooperation
		default:
			return "060" // engage in material cooperation
		}
	case AgreementRejected:
		if truce {
			return "127" // reject plan, agreement to settle dispute
		}
		return "120" // reject
	default: // suspended, terminated
		return "160" // reduce relations
	}
}

// sectorContexts maps sectors to PLOVER's contexts; the others have none.
var sectorContexts = map[Sector]string{
	Trade: contextEconomic, Energy: contextEconomic, Agriculture: contextEconomic, Transport: contextEconomic,
	Investment: contextEconomic, Finance: contextEconomic, Mining: contextEconomic, Tourism: contextEconomic,
	Labour: contextEconomic, Security: contextMilitary, Justice: contextLegal,
}

func (a *Agreement) contexts() []string {
	var contexts []string
	if a.Instrument == Ceasefire {
		contexts = append(contexts, contextMilitary)
	}
	for _, s := range a.Sectors {
		if c := sectorContexts[s]; c != "" {
			contexts = append(contexts, c)
		}
	}
	slices.Sort(contexts)
	return slices.Compact(contexts)
}
