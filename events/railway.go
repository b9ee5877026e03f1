package events

import (
	"cmp"
	"math"
)

// RailwayProject reports a railway, metro, high-speed, freight-corridor or
// rail-crossing project in which two or more parties take part.
type RailwayProject struct {
	Common
	// Name is the project's name as the text has it.
	Name string `json:"name,omitempty"`
	// Endpoints are the places that it joins.
	Endpoints []string `json:"endpoints,omitempty"`
	// LengthKM is its length in kilometres; 0 when not told.
	LengthKM float64 `json:"length_km,omitempty"`
	// Cost is its cost as the text has it ("$8 billion").
	Cost string `json:"cost,omitempty"`
}

// Type returns TypeRailwayProject.
func (*RailwayProject) Type() Type { return TypeRailwayProject }

// The statuses of a railway project.
const (
	RailwayProposed     Status = "proposed"
	RailwayConsulting   Status = "consulting" // talks or study under way
	RailwayAgreed       Status = "agreed"     // also signed
	RailwayFinanced     Status = "financed"
	RailwayConstruction Status = "construction"
	RailwayOperational  Status = "operational" // also opened or expanded
	RailwaySuspended    Status = "suspended"
	RailwayCancelled    Status = "cancelled"
)

var railwayStatuses = []Status{
	RailwayProposed, RailwayConsulting, RailwayAgreed, RailwayFinanced,
	RailwayConstruction, RailwayOperational, RailwaySuspended, RailwayCancelled,
}

// Validate reports the first field that breaks the codebook, or nil.
func (r *RailwayProject) Validate() error {
	return cmp.Or(
		r.validate(TypeRailwayProject, railwayStatuses),
		r.validateLength(),
	)
}

func (r *RailwayProject) validateLength() error {
	if !(r.LengthKM >= 0) || math.IsInf(r.LengthKM, 1) { // written so that NaN fails too
		return invalid("length_km", "%v is no length", r.LengthKM)
	}
	return nil
}

func (r *RailwayProject) classify(c Clues) (PLOVER, string) {
	root, cameo := RootAgree, "0311" // express intent to cooperate economically
	switch r.Status {
	case RailwayConsulting:
		root, cameo = RootConsult, "046" // engage in negotiation
	case RailwayAgreed:
		cameo = "057" // sign formal agreement
		if c.Signed {
			root = RootSupport
		}
	case RailwayFinanced:
		root, cameo = RootAid, "071" // provide economic aid
	case RailwayConstruction, RailwayOperational:
		root, cameo = RootCooperate, "061" // cooperate economically
	case RailwaySuspended, RailwayCancelled:
		root, cameo = RootSanction, "160" // reduce relations
	}
	return PLOVER{Root: root, Contexts: []string{contextEconomic}}, cameo
}
