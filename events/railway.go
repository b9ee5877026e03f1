package events

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
