package events

// Agreement reports that two or more parties commit to something, are on the
// way to it, or leave it (PLOVER AGREE and its neighbours).
type Agreement struct {
	Common
	Instrument Instrument `json:"instrument"`
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
