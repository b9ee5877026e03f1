package gazetteer

import "maps"

// Kind tells what sort of knowledge an [Entry] is.
type Kind uint8

// The kinds of entry.
const (
	Name    Kind = iota // a name of a state or territory
	Demonym             // its people, or the adjective: "Kazakh", "Filipinos"
	Capital             // its capital, which may stand for its government
	Seat                // a building, street or district that stands for a government or body: "the Kremlin"
	City                // another place in it, which stands for nobody
	Body                // a name or acronym of an intergovernmental body
	Group               // a phrase for several states: "the Baltic states"
	Mask                // holds a name but means nobody: "South China Sea", "Paris Agreement"
	Firm                // a state railway, builder, maker or lender: in a railway project it stands for its state
	Railway             // a railway by a name that does not tell the states that it joins: "Rail Baltica"
	Treaty              // an agreement by a name that does not tell its parties: "New START"
)

var kindNames = [...]string{"name", "demonym", "capital", "seat", "city", "body", "group", "mask", "firm", "railway", "treaty"}

// String gives the kind in lower case.
func (k Kind) String() string { return kindNames[k] }

// AnyLanguage is the Lang of an [Entry] that holds in every language (ISO 639-2: multiple languages).
const AnyLanguage = "mul"

// The ambiguity words, from the strictest demand on the context to the mildest.
const (
	// Common marks an everyday word of the language ("turkey", "nice"): believe
	// it only with a capital letter, and at the start of a sentence or in a
	// headline only if the context supports it.
	Common = "common"
	// Person marks a given or family name ("Jordan", "Chad"): not to be believed
	// next to another part of a person's name.
	Person = "person"
	// Place marks a name that better-known or other places share ("Georgia",
	// "Victoria"): believe it if the article names the state in another way or
	// an officeholder or role word stands beside it.
	Place = "place"
	// Shared marks a phrase that other states share ("Congo", "Korea"); the
	// codes are the usual reading, which another one in the article overrides.
	Shared = "shared"
	// Joined marks a region ("Africa", "Central Asia") that stands for its states, or
	// for their body, only where a hyphen joins it to another party: "the Russia-Africa
	// summit".
	Joined = "joined"
)

// Apart marks a region that does not obey its state ("Crimea", "Abkhazia"): its own
// officials do not act for it.
const Apart = "apart"

// Entry is a phrase of one language and what it means.
type Entry struct {
	Lang      string   // BCP 47 primary tag, or AnyLanguage
	Phrase    string   // as running text has it; compare folded unless ExactCase
	Kind      Kind     // what sort of phrase it is
	Codes     []string // one code; several for a Group, Railway or Treaty; none for a Mask, or a Treaty of many
	Text      string   // of a Treaty: what it is and its sectors, "agreement trade"
	ExactCase bool     // the phrase counts only in exactly this case ("US", not "us")
	Ambiguous string   // Common, Person, Place, Shared, Joined, or empty
	Apart     bool     // of a City: its own officials do not act for its state
}

// Status tells a territory's standing.
type Status string

// The standings.
const (
	Member      Status = "member"      // member state of the United Nations
	Observer    Status = "observer"    // observer state of the United Nations
	Other       Status = "other"       // governs itself, but is neither of these
	Territory   Status = "territory"   // no sovereign state
	Uninhabited Status = "uninhabited" // a territory without a people of its own: nobody acts for it
)

// State is a state or territory.
type State struct {
	Code   string // ISO 3166-1 alpha-3, or XKX for Kosovo
	Alpha2 string // ISO 3166-1 alpha-2, or XK
	Status Status
	Name   string // English short name
}

// Sovereign reports whether s acts for itself among states.
func (s State) Sovereign() bool { return s.Status != Territory && s.Status != Uninhabited }

// IGO is an intergovernmental body or a standing group of governments.
type IGO struct {
	Code    string   // its usual acronym in capitals, as the codebook has it
	Name    string   // English name
	Seat    string   // code of the state that hosts its secretariat; empty if it has none
	Members []string // codes of its members in 2025, sorted; empty where nothing needs them
}

// Gazetteer is the knowledge of all tables. It is immutable and safe for
// concurrent use; callers must not change what it returns.
type Gazetteer struct {
	states  map[string]State
	bodies  map[string]IGO
	entries []Entry
	origins []origin // of entries, for the lint
}

// Entries gives every phrase, in an order that depends on the tables only.
func (g *Gazetteer) Entries() []Entry { return g.entries }

// State gives the state or territory with an alpha-3 code.
func (g *Gazetteer) State(code string) (State, bool) {
	s, ok := g.states[code]
	return s, ok
}

// Body gives the intergovernmental body with a code.
func (g *Gazetteer) Body(code string) (IGO, bool) {
	b, ok := g.bodies[code]
	return b, ok
}

// EnglishName gives the English name of a state, territory or body; ok is false for an unknown code.
func (g *Gazetteer) EnglishName(code string) (name string, ok bool) {
	if s, ok := g.states[code]; ok {
		return s.Name, true
	}
	b, ok := g.bodies[code]
	return b.Name, ok
}

// States gives all states and territories by code.
func (g *Gazetteer) States() map[string]State { return maps.Clone(g.states) }

// Bodies gives all bodies by code.
func (g *Gazetteer) Bodies() map[string]IGO { return maps.Clone(g.bodies) }
