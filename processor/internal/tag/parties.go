package tag

import (
	"fmt"
	"sort"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/gazetteer"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
)

// Parties numbers the states and bodies, in order of their codes, states first.
type Parties struct {
	list []events.Party
	ids  map[string]party.ID
	// Bodies are the parties that are no states.
	Bodies party.Set
	// Collective are the bodies whose members agree with each other under its name.
	// The European Union acts as one.
	Collective party.Set
	// Unions are the bodies whose members are known.
	Unions party.Set
	// Circles are the bodies of so few members that their name is that of all of them:
	// the Visegrad Four, the Quad.
	Circles party.Set
	// Councils are the bodies that discuss and decide in session only.
	Councils party.Set
	members  map[party.ID]party.Set // of those of Unions
}

func newParties(g *gazetteer.Gazetteer) (*Parties, error) {
	p := &Parties{ids: map[string]party.ID{}, members: map[party.ID]party.Set{}}
	for _, e := range g.Entries() {
		for _, code := range e.Codes {
			if _, ok := p.ids[code]; ok {
				continue
			}
			if s, ok := g.State(code); ok {
				p.list = append(p.list, events.Party{Code: code, Name: s.Name, Kind: events.State, Role: events.RoleParty})
			} else if b, ok := g.Body(code); ok {
				p.list = append(p.list, events.Party{Code: code, Name: b.Name, Kind: events.IGO, Role: events.RoleParty})
			} else {
				return nil, fmt.Errorf("gazetteer: %q stands for unknown %q", e.Phrase, code)
			}
			p.ids[code] = 0
		}
	}
	if len(p.list) > party.Max {
		return nil, fmt.Errorf("gazetteer: %d parties, at most %d fit", len(p.list), party.Max)
	}
	sort.Slice(p.list, func(i, j int) bool { return p.list[i].Code < p.list[j].Code })
	for i, x := range p.list {
		p.ids[x.Code] = party.ID(i)
	}
	for i, x := range p.list {
		if x.Kind == events.IGO {
			p.Bodies.Add(party.ID(i))
			if x.Code == "UNSC" {
				p.Councils.Add(party.ID(i))
			}
			if b, _ := g.Body(x.Code); len(b.Members) > 0 {
				p.Unions.Add(party.ID(i))
				p.members[party.ID(i)] = p.SetOf(b.Members)
				if len(b.Members) <= circle {
					p.Circles.Add(party.ID(i))
				}
				if x.Code != "EU" {
					p.Collective.Add(party.ID(i))
				}
			}
		}
	}
	return p, nil
}

// SetOf gives the parties of codes; those that nothing stands for are none.
func (p *Parties) SetOf(codes []string) (s party.Set) {
	for _, code := range codes {
		if id, ok := p.ids[code]; ok {
			s.Add(id)
		}
	}
	return s
}

// circle is how many members a body of Circles has at most.
const circle = 4

// Members gives the members of a body of Unions.
func (p *Parties) Members(body party.ID) party.Set { return p.members[body] }

// ID gives the number of a code.
func (p *Parties) ID(code string) (party.ID, bool) {
	id, ok := p.ids[code]
	return id, ok
}

// Party gives the party of a number.
func (p *Parties) Party(id party.ID) events.Party { return p.list[id] }
