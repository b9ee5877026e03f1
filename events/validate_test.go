package events_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// common is a valid start for the cases below.
func common(kind events.Type, status events.Status) events.Common {
	return events.Common{
		Kind: kind,
		Parties: []events.Party{
			{Code: "CHN", Name: "China", Kind: events.State, Role: events.RoleParty},
			{Code: "KAZ", Name: "Kazakhstan", Kind: events.State, Role: events.RoleParty},
		},
		Status:     status,
		Date:       events.Date{Value: "2024-05-20", Precision: events.Day},
		Place:      &events.Place{Name: "Astana", Country: "KAZ"},
		PLOVER:     events.PLOVER{Root: events.RootConsult},
		CAMEO:      "040",
		Confidence: 0.9,
		Evidence:   []events.Span{{Start: 0, End: 4, Text: "talk"}, {Start: 10, End: 12, Text: "ed"}},
		Article:    events.Article{ID: "urn:example:1", Published: time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC)},
		Detector:   events.Detector{Version: "test"},
	}
}

func meeting() *events.Meeting {
	return &events.Meeting{
		Common:  common(events.TypeMeeting, events.MeetingHeld),
		Channel: events.InPerson, Level: events.Ministers, Format: events.Bilateral,
	}
}

func agreement() *events.Agreement {
	return &events.Agreement{
		Common:     common(events.TypeAgreement, events.AgreementAgreed),
		Instrument: events.Treaty, Sectors: []events.Sector{events.Energy, events.Trade},
	}
}

func railway() *events.RailwayProject {
	return &events.RailwayProject{Common: common(events.TypeRailwayProject, events.RailwayConsulting)}
}

func TestValidateNamesTheField(t *testing.T) {
	m := func(f func(*events.Meeting)) events.Event { e := meeting(); f(e); return e }
	a := func(f func(*events.Agreement)) events.Event { e := agreement(); f(e); return e }
	r := func(f func(*events.RailwayProject)) events.Event { e := railway(); f(e); return e }
	none := func(*events.Meeting) {}
	cases := map[string]struct {
		event events.Event
		field string // empty when the event is valid
	}{
		"valid meeting":            {m(none), ""},
		"valid agreement":          {agreement(), ""},
		"valid railway":            {railway(), ""},
		"no date":                  {m(func(e *events.Meeting) { e.Date = events.Date{} }), ""},
		"no place":                 {m(func(e *events.Meeting) { e.Place = nil }), ""},
		"month":                    {m(func(e *events.Meeting) { e.Date = events.Date{Value: "2024-05", Precision: events.Month} }), ""},
		"body alone":               {m(bodyAlone), ""},
		"other type's status":      {m(func(e *events.Meeting) { e.Status = events.AgreementSigned }), "status"},
		"agreement held":           {a(func(e *events.Agreement) { e.Status = events.MeetingHeld }), "status"},
		"railway signed":           {r(func(e *events.RailwayProject) { e.Status = events.AgreementSigned }), "status"},
		"wrong kind":               {m(func(e *events.Meeting) { e.Kind = events.TypeAgreement }), "type"},
		"one state":                {m(func(e *events.Meeting) { e.Parties = e.Parties[:1] }), "parties"},
		"no party":                 {m(func(e *events.Meeting) { e.Parties = nil }), "parties"},
		"two letters":              {m(func(e *events.Meeting) { e.Parties[0].Code = "CN" }), "parties[0].code"},
		"digit in a state":         {m(func(e *events.Meeting) { e.Parties[0].Code = "CH1" }), "parties[0].code"},
		"small letters in a body":  {m(func(e *events.Meeting) { e.Parties[0].Kind, e.Parties[0].Code = events.IGO, "Asean" }), "parties[0].code"},
		"digit first in a body":    {m(func(e *events.Meeting) { e.Parties[0].Kind, e.Parties[0].Code = events.IGO, "7G" }), "parties[0].code"},
		"unsorted parties":         {m(func(e *events.Meeting) { e.Parties[0].Code = "RUS" }), "parties[1].code"},
		"party named twice":        {m(func(e *events.Meeting) { e.Parties[0].Code = "KAZ" }), "parties[1].code"},
		"party without a name":     {m(func(e *events.Meeting) { e.Parties[1].Name = "" }), "parties[1].name"},
		"unknown kind of party":    {m(func(e *events.Meeting) { e.Parties[1].Kind = "firm" }), "parties[1].kind"},
		"unknown role":             {m(func(e *events.Meeting) { e.Parties[1].Role = "host" }), "parties[1].role"},
		"nameless participant":     {m(func(e *events.Meeting) { e.Participants = []events.Participant{{Title: "envoy"}} }), "participants[0].name"},
		"participant's odd party":  {m(func(e *events.Meeting) { e.Participants = []events.Participant{{Name: "X", Party: "kaz"}} }), "participants[0].party"},
		"precision without value":  {m(func(e *events.Meeting) { e.Date.Value = "" }), "date.value"},
		"month that is a day":      {m(func(e *events.Meeting) { e.Date.Precision = events.Month }), "date.value"},
		"day that is none":         {m(func(e *events.Meeting) { e.Date.Value = "2023-02-29" }), "date.value"},
		"unknown precision":        {m(func(e *events.Meeting) { e.Date.Precision = "week" }), "date.precision"},
		"place without a name":     {m(func(e *events.Meeting) { e.Place.Name = "" }), "place.name"},
		"country in letters":       {m(func(e *events.Meeting) { e.Place.Country = "KZ" }), "place.country"},
		"unknown root":             {m(func(e *events.Meeting) { e.PLOVER.Root = "MEET" }), "plover.root"},
		"cameo of two digits":      {m(func(e *events.Meeting) { e.CAMEO = "04" }), "cameo"},
		"cameo of letters":         {m(func(e *events.Meeting) { e.CAMEO = "04x" }), "cameo"},
		"confidence over 1":        {m(func(e *events.Meeting) { e.Confidence = 1.01 }), "confidence"},
		"confidence below 0":       {m(func(e *events.Meeting) { e.Confidence = -0.1 }), "confidence"},
		"confidence not a number":  {m(func(e *events.Meeting) { e.Confidence = math.NaN() }), "confidence"},
		"no evidence":              {m(func(e *events.Meeting) { e.Evidence = nil }), "evidence"},
		"text shorter than span":   {m(func(e *events.Meeting) { e.Evidence[1].End++ }), "evidence[1].text"},
		"empty span":               {m(func(e *events.Meeting) { e.Evidence[0].End = 0 }), "evidence[0]"},
		"negative span":            {m(func(e *events.Meeting) { e.Evidence[0].Start = -4 }), "evidence[0]"},
		"spans out of order":       {m(func(e *events.Meeting) { e.Evidence[0], e.Evidence[1] = e.Evidence[1], e.Evidence[0] }), "evidence[1]"},
		"headline after body":      {m(func(e *events.Meeting) { e.Evidence[1].Field = events.FieldHeadline }), "evidence[1]"},
		"unknown part":             {m(func(e *events.Meeting) { e.Evidence[0].Field = "caption" }), "evidence[0].field"},
		"torn rune":                {m(func(e *events.Meeting) { e.Evidence[0].Text = "tal\xc3" }), "evidence[0].text"},
		"no article":               {m(func(e *events.Meeting) { e.Article.ID = "" }), "article.id"},
		"no detector":              {m(func(e *events.Meeting) { e.Detector.Version = "" }), "detector.version"},
		"negative ordinal":         {m(func(e *events.Meeting) { e.Ordinal = -1 }), "ordinal"},
		"unknown channel":          {m(func(e *events.Meeting) { e.Channel = "fax" }), "channel"},
		"no level":                 {m(func(e *events.Meeting) { e.Level = "" }), "level"},
		"unknown format":           {m(func(e *events.Meeting) { e.Format = "trilateral" }), "format"},
		"bilateral with one party": {m(func(e *events.Meeting) { bodyAlone(e); e.Format = events.Bilateral }), "format"},
		"unknown instrument":       {a(func(e *events.Agreement) { e.Instrument = "pact" }), "instrument"},
		"unknown sector":           {a(func(e *events.Agreement) { e.Sectors[1] = "weather" }), "sectors[1]"},
		"sectors out of order":     {a(func(e *events.Agreement) { e.Sectors[0] = events.Water }), "sectors[1]"},
		"sector twice":             {a(func(e *events.Agreement) { e.Sectors[0] = events.Trade }), "sectors[1]"},
		"negative length":          {r(func(e *events.RailwayProject) { e.LengthKM = -1 }), "length_km"},
		"endless length":           {r(func(e *events.RailwayProject) { e.LengthKM = math.Inf(1) }), "length_km"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			err := c.event.Validate()
			var field *events.FieldError
			switch {
			case c.field == "" && err != nil:
				t.Errorf("valid event refused: %v", err)
			case c.field != "" && !errors.As(err, &field):
				t.Errorf("got %v, want a *FieldError", err)
			case c.field != "" && field.Field != c.field:
				t.Errorf("got %v, want an error of field %s", err, c.field)
			}
		})
	}
}

func bodyAlone(e *events.Meeting) {
	e.Parties = []events.Party{{Code: "G7", Name: "Group of Seven", Kind: events.IGO, Role: events.RoleParty}}
	e.Format = events.Multilateral
}
