package events_test

import (
	"slices"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
)

func TestClassifyMeeting(t *testing.T) {
	cases := map[string]struct {
		change      func(*events.Meeting)
		mode, cameo string
		contexts    []string
	}{
		"at the other's place": {func(*events.Meeting) {}, events.ModeVisit, "042", nil},
		"at a third place":     {func(m *events.Meeting) { m.Place.Country = "UZB" }, events.ModeThirdParty, "044", nil},
		"place unknown":        {func(m *events.Meeting) { m.Place = nil }, "", "040", nil},
		"country unknown":      {func(m *events.Meeting) { m.Place.Country = "" }, "", "040", nil},
		"by telephone":         {func(m *events.Meeting) { m.Channel = events.Call }, events.ModePhone, "041", nil},
		"by video":             {func(m *events.Meeting) { m.Channel = events.Video }, events.ModePhone, "041", nil},
		"channel unknown":      {func(m *events.Meeting) { m.Channel = events.ChannelUnknown }, "", "040", nil},
		"many":                 {func(m *events.Meeting) { m.Format = events.Multilateral }, events.ModeMultilateral, "040", nil},
		"planned": {
			func(m *events.Meeting) { m.Status = events.MeetingPlanned }, events.ModeVisit, "036", []string{"future"},
		},
		"planned of old": {
			func(m *events.Meeting) { m.Status, m.Background = events.MeetingPlanned, true },
			events.ModeVisit, "036",
			[]string{"future", "historical"},
		},
		"cancelled": {func(m *events.Meeting) { m.Status = events.MeetingCancelled }, events.ModeVisit, "164", nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := meeting()
			c.change(m)
			checkCodes(t, m, events.Clues{}, events.RootConsult, c.mode, c.cameo, c.contexts)
		})
	}
}

func TestClassifyAgreement(t *testing.T) {
	cases := []struct {
		status     events.Status
		instrument events.Instrument
		sectors    []events.Sector
		root       string
		cameo      string
		contexts   []string
	}{
		{events.AgreementProposed, events.Treaty, nil, events.RootAgree, "030", nil},
		{events.AgreementNegotiating, events.Treaty, nil, events.RootAgree, "046", nil},
		{events.AgreementAgreed, events.MoU, []events.Sector{events.Energy, events.Trade}, events.RootAgree, "057", []string{"economic"}},
		{events.AgreementSigned, events.MoU, []events.Sector{events.Culture}, events.RootSupport, "057", nil},
		{events.AgreementRatified, events.Treaty, nil, events.RootSupport, "057", nil},
		{events.AgreementExtended, events.Treaty, nil, events.RootSupport, "057", nil},
		{events.AgreementInForce, events.Treaty, nil, events.RootCooperate, "060", nil},
		{events.AgreementInForce, events.Treaty, []events.Sector{events.Trade}, events.RootCooperate, "061", []string{"economic"}},
		{events.AgreementInForce, events.Treaty, []events.Sector{events.Security}, events.RootCooperate, "062", []string{"military"}},
		{events.AgreementInForce, events.Treaty, []events.Sector{events.Justice}, events.RootCooperate, "063", []string{"legal"}},
		{events.AgreementSuspended, events.Treaty, nil, events.RootSanction, "160", nil},
		{events.AgreementTerminated, events.Treaty, nil, events.RootSanction, "160", nil},
		{events.AgreementRejected, events.Treaty, nil, events.RootReject, "120", nil},
		{events.AgreementRejected, events.Ceasefire, nil, events.RootReject, "127", []string{"military"}},
		{events.AgreementProposed, events.Ceasefire, nil, events.RootAgree, "037", []string{"military"}},
		{events.AgreementSigned, events.Ceasefire, nil, events.RootSupport, "0871", []string{"military"}},
		{events.AgreementInForce, events.Ceasefire, nil, events.RootCooperate, "0871", []string{"military"}},
	}
	for _, c := range cases {
		t.Run(string(c.status)+" "+string(c.instrument), func(t *testing.T) {
			a := agreement()
			a.Status, a.Instrument, a.Sectors = c.status, c.instrument, c.sectors
			checkCodes(t, a, events.Clues{}, c.root, "", c.cameo, c.contexts)
		})
	}
}

func TestClassifyRailwayProject(t *testing.T) {
	cases := []struct {
		status      events.Status
		signed      bool
		root, cameo string
	}{
		{events.RailwayProposed, false, events.RootAgree, "0311"},
		{events.RailwayConsulting, false, events.RootConsult, "046"},
		{events.RailwayAgreed, false, events.RootAgree, "057"},
		{events.RailwayAgreed, true, events.RootSupport, "057"},
		{events.RailwayFinanced, false, events.RootAid, "071"},
		{events.RailwayConstruction, false, events.RootCooperate, "061"},
		{events.RailwayOperational, false, events.RootCooperate, "061"},
		{events.RailwaySuspended, false, events.RootSanction, "160"},
		{events.RailwayCancelled, false, events.RootSanction, "160"},
	}
	for _, c := range cases {
		t.Run(string(c.status), func(t *testing.T) {
			r := railway()
			r.Status = c.status
			checkCodes(t, r, events.Clues{Signed: c.signed}, c.root, "", c.cameo, []string{"economic"})
		})
	}
}

func checkCodes(t *testing.T, e events.Event, clues events.Clues, root, mode, cameo string, contexts []string) {
	t.Helper()
	events.Classify(e, clues)
	b := e.Base()
	if b.PLOVER.Root != root || b.PLOVER.Mode != mode || b.CAMEO != cameo || !slices.Equal(b.PLOVER.Contexts, contexts) {
		t.Errorf("got %+v and CAMEO %s, want %s %q %v and %s", b.PLOVER, b.CAMEO, root, mode, contexts, cameo)
	}
	if err := e.Validate(); err != nil {
		t.Error(err)
	}
}
