package merge

import (
	"reflect"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/detect"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
)

var published = time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC)

// may gives a day of May 2024.
func may(day int) dates.Date { return dates.Date{Year: 2024, Month: 5, Day: day} }

// meeting gives a meeting of parties 1 and 2 that sentence tells, held on the
// day; 0 for none.
func meeting(sentence int32, day int) detect.Candidate {
	c := detect.Candidate{
		Type: events.TypeMeeting, Frame: "meet", Parties: party.Of(1, 2), Status: events.MeetingHeld, Channel: events.InPerson,
		Sentence: sentence, Confidence: 0.7, Evidence: []detect.Cue{{Start: sentence * 10, End: sentence*10 + 5}}, Trigger: detect.Cue{Start: sentence * 10, End: sentence*10 + 1},
	}
	if day > 0 {
		c.Date, c.Dated = may(day), true
	}
	return c
}

func with(c detect.Candidate, change func(*detect.Candidate)) detect.Candidate {
	change(&c)
	return c
}

func TestCandidates(t *testing.T) {
	type list = []detect.Candidate
	tests := []struct {
		name string
		in   list
		want int // events
	}{
		{"none", nil, 0},
		{"two mentions", list{meeting(1, 20), meeting(2, 20)}, 1},
		{"one without a date", list{meeting(1, 20), meeting(2, 0)}, 1},
		{"days of one visit", list{meeting(1, 20), meeting(2, 18)}, 1},
		{"two occasions", list{meeting(1, 20), meeting(2, 10)}, 2},
		{"other parties", list{meeting(1, 20), with(meeting(2, 20), func(c *detect.Candidate) { c.Parties = party.Of(1, 3) })}, 2},
		{"other type", list{meeting(1, 20), with(meeting(2, 20), func(c *detect.Candidate) { c.Type, c.Status = events.TypeAgreement, events.AgreementSigned })}, 2},
		{"news and background", list{meeting(1, 20), with(meeting(2, 20), func(c *detect.Candidate) { c.Background = true })}, 2},
		{"held and planned", list{meeting(1, 20), with(meeting(2, 25), func(c *detect.Candidate) { c.Status = events.MeetingPlanned })}, 2},
		{"held and planned, of one day", list{meeting(1, 20), with(meeting(2, 20), func(c *detect.Candidate) { c.Status = events.MeetingPlanned })}, 1},
		{"held and planned again, of one day", list{meeting(1, 20), with(meeting(2, 20), func(c *detect.Candidate) { c.Status, c.Again = events.MeetingPlanned, true })}, 2},
		{"a month and a day in it", list{meeting(1, 20), with(meeting(2, 0), func(c *detect.Candidate) { c.Dated, c.Date = true, dates.Date{Year: 2024, Month: 5} })}, 1},
		{"a month and a day outside", list{meeting(1, 20), with(meeting(2, 0), func(c *detect.Candidate) { c.Dated, c.Date = true, dates.Date{Year: 2024, Month: 3} })}, 2},
		{"part of the same trigger", list{meeting(1, 20), with(meeting(1, 20), func(c *detect.Candidate) { c.Parties = party.Of(1, 2, 3) })}, 1},
		{"part of another trigger", list{meeting(1, 20), with(meeting(2, 20), func(c *detect.Candidate) { c.Parties = party.Of(1, 2, 3) })}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Candidates(tt.in, dates.Date{}, published); len(got) != tt.want {
				t.Errorf("%d events, want %d: %+v", len(got), tt.want, got)
			}
		})
	}
}

// TestMatters keeps apart what was agreed about one matter and signed about another.
func TestMatters(t *testing.T) {
	deal := func(sentence int32, s events.Status, about events.Sector) detect.Candidate {
		return detect.Candidate{Type: events.TypeAgreement, Parties: party.Of(1, 2), Status: s, Sectors: []events.Sector{about}, Sentence: sentence}
	}
	for _, tt := range []struct {
		status events.Status
		about  events.Sector
		want   int // events beside a signed agreement on energy
	}{
		{events.AgreementAgreed, "trade", 2},
		{events.AgreementAgreed, "energy", 1},
		{events.AgreementSigned, "trade", 1},
	} {
		in := []detect.Candidate{deal(1, events.AgreementSigned, "energy"), deal(2, tt.status, tt.about)}
		if got := Candidates(in, dates.Date{}, published); len(got) != tt.want {
			t.Errorf("%s on %s: %d events, want %d", tt.status, tt.about, len(got), tt.want)
		}
	}
}

func TestDates(t *testing.T) {
	planned := with(meeting(2, 0), func(c *detect.Candidate) { c.Status, c.Parties = events.MeetingPlanned, party.Of(3, 4) })
	history := with(meeting(3, 0), func(c *detect.Candidate) { c.Background = true })
	tests := []struct {
		name      string
		lead      dates.Date
		published time.Time
		want      dates.Date // of undated news
	}{
		{"publication", dates.Date{}, published, may(21)},
		{"zone of publication", dates.Date{}, time.Date(2024, 5, 21, 1, 0, 0, 0, time.FixedZone("", 8*3600)), may(21)},
		{"lead", may(19), published, may(19)},
		{"unknown", dates.Date{}, time.Time{}, dates.Date{}},
		{"no year of a calendar", dates.Date{}, time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC), dates.Date{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Candidates([]detect.Candidate{meeting(1, 0), planned, history}, tt.lead, tt.published)
			if len(got) != 3 || got[0].Date != tt.want {
				t.Fatalf("undated news has %+v, want %+v", got[0].Date, tt.want)
			}
			if got[1].Date != (dates.Date{}) || got[2].Date != (dates.Date{}) {
				t.Errorf("a plan has %+v and history %+v", got[1].Date, got[2].Date)
			}
		})
	}
}

func TestJoin(t *testing.T) {
	agreed := detect.Candidate{
		Type: events.TypeAgreement, Frame: "agree", Parties: party.Of(1, 2), Status: events.AgreementAgreed, Instrument: events.InstrumentOther,
		Sectors: []events.Sector{"energy", "trade"}, Confidence: 0.7, People: []int32{1}, Evidence: []detect.Cue{{Start: 0, End: 5}},
	}
	signed := with(agreed, func(c *detect.Candidate) {
		c.Frame, c.Status, c.Instrument, c.Sectors, c.Confidence = "sign", events.AgreementSigned, "mou", []events.Sector{"aid", "trade"}, 0.8
		c.People, c.Evidence, c.Dated, c.Date = []int32{1, 2}, []detect.Cue{{Start: 10, End: 15}}, true, may(20)
	})
	for name, in := range map[string][]detect.Candidate{"rising": {agreed, signed}, "falling": {signed, agreed}} {
		got := Candidates(in, dates.Date{}, published)
		if len(got) != 1 {
			t.Fatalf("%s: %d events", name, len(got))
		}
		c := got[0]
		if c.Status != events.AgreementSigned || c.Frame != "sign" || c.Instrument != "mou" || c.Date != may(20) || len(c.People) != 2 || len(c.Evidence) != 2 || c.Confidence < 0.8 {
			t.Errorf("%s: %+v", name, c)
		}
		if !reflect.DeepEqual(c.Sectors, []events.Sector{"aid", "energy", "trade"}) {
			t.Errorf("%s: sectors %v", name, c.Sectors)
		}
	}
}

// TestStatus joins two mentions of one event in either order, the second one told later
// or by the headline.
func TestStatus(t *testing.T) {
	tell := func(s events.Status, frame string, day int) detect.Candidate {
		return with(meeting(1, day), func(c *detect.Candidate) { c.Status, c.Frame = s, frame })
	}
	headline := func(c detect.Candidate) detect.Candidate {
		return with(c, func(c *detect.Candidate) { c.Headline, c.Dated, c.Date, c.Sentence = true, false, dates.Date{}, 0 })
	}
	deal := func(s events.Status, plan bool) detect.Candidate {
		return detect.Candidate{Type: events.TypeAgreement, Parties: party.Of(1, 2), Status: s, Plan: plan}
	}
	flew, will := tell(events.MeetingHeld, "visit", 20), tell(events.MeetingPlanned, "meet", 22)
	off := tell(events.MeetingCancelled, "talks", 20)
	for _, tt := range []struct {
		name   string
		in     []detect.Candidate
		status events.Status
		date   dates.Date
	}{
		{"a journey and what it is made for", []detect.Candidate{flew, will}, events.MeetingPlanned, may(22)},
		{"the reverse", []detect.Candidate{will, flew}, events.MeetingPlanned, may(22)},
		{"a journey in the headline", []detect.Candidate{will, headline(flew)}, events.MeetingPlanned, may(22)},
		{"talks in the headline that were broken off", []detect.Candidate{off, headline(tell(events.MeetingHeld, "talks", 0))}, events.MeetingCancelled, may(20)},
		{"a plan that the headline calls off", []detect.Candidate{will, headline(off)}, events.MeetingCancelled, may(22)},
		{"what follows from an agreement", []detect.Candidate{deal(events.AgreementAgreed, false), deal(events.AgreementInForce, true)}, events.AgreementAgreed, may(21)},
	} {
		got := Candidates(tt.in, dates.Date{}, published)
		if len(got) != 1 || got[0].Status != tt.status || got[0].Date != tt.date {
			t.Errorf("%s: %+v, want one event, %s on %v", tt.name, got, tt.status, tt.date)
		}
	}
}

func TestChannel(t *testing.T) {
	for _, tt := range [][3]events.Channel{
		{events.InPerson, events.Call, events.Call},
		{events.Call, events.InPerson, events.Call},
		{events.ChannelUnknown, events.Video, events.Video},
		{events.InPerson, events.ChannelUnknown, events.InPerson},
	} {
		a, b := meeting(1, 20), meeting(2, 20)
		a.Channel, b.Channel = tt[0], tt[1]
		if got := Candidates([]detect.Candidate{a, b}, dates.Date{}, published)[0].Channel; got != tt[2] {
			t.Errorf("%s and %s are %s, want %s", tt[0], tt[1], got, tt[2])
		}
	}
}

// TestListsAreNotShared joins mentions to two candidates of one trigger, which
// were made of one list.
func TestListsAreNotShared(t *testing.T) {
	people := make([]int32, 1, 8)
	people[0] = 7
	stop := func(partner party.ID, sentence int32, who []int32) detect.Candidate {
		return with(meeting(sentence, 20), func(c *detect.Candidate) { c.Parties, c.People = party.Of(1, partner), who })
	}
	got := Candidates([]detect.Candidate{stop(2, 1, people), stop(3, 1, people), stop(2, 2, []int32{8}), stop(3, 3, []int32{9})}, dates.Date{}, published)
	if len(got) != 2 || !reflect.DeepEqual(got[0].People, []int32{7, 8}) || !reflect.DeepEqual(got[1].People, []int32{7, 9}) {
		t.Errorf("people %v and %v", got[0].People, got[1].People)
	}
}

// TestWhoseDate joins two mentions, each with a date of its own.
func TestWhoseDate(t *testing.T) {
	journey := func(c *detect.Candidate) { c.Frame = "visit" }
	plan := func(c *detect.Candidate) { c.Status, c.Ahead = events.MeetingPlanned, true }
	for name, tt := range map[string]struct {
		a, b detect.Candidate
		want dates.Date
	}{
		"the talks of a journey":  {with(with(meeting(1, 22), plan), journey), with(meeting(1, 23), plan), may(23)},
		"the first of two talks":  {meeting(1, 20), meeting(2, 21), may(20)},
		"a journey to past talks": {meeting(1, 20), with(meeting(2, 21), journey), may(20)},
	} {
		a, b := tt.a, tt.b
		a.DateCue, b.DateCue = detect.Cue{Start: 1, End: 2}, detect.Cue{Start: 3, End: 4}
		if got := Candidates([]detect.Candidate{a, b}, dates.Date{}, published); len(got) != 1 || got[0].Date != tt.want {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}

// TestNoPlanDatesNews lets an agreement be signed next year that was reached today.
func TestNoPlanDatesNews(t *testing.T) {
	agreed := detect.Candidate{Type: events.TypeAgreement, Parties: party.Of(1, 2), Status: events.AgreementAgreed, Sentence: 1}
	signing := with(agreed, func(c *detect.Candidate) {
		c.Status, c.Dated, c.Ahead, c.Date, c.Sentence = events.AgreementProposed, true, true, dates.Date{Year: 2025}, 2
	})
	for name, in := range map[string][]detect.Candidate{"news first": {agreed, signing}, "plan first": {with(signing, func(c *detect.Candidate) { c.Sentence = 0 }), agreed}} {
		if got := Candidates(in, dates.Date{}, published); len(got) != 1 || got[0].Status != events.AgreementAgreed || got[0].Date != may(21) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestSignedBefore leaves a treaty that was ratified today the day of today.
func TestSignedBefore(t *testing.T) {
	ratified := detect.Candidate{Type: events.TypeAgreement, Parties: party.Of(1, 2), Status: events.AgreementRatified, Sentence: 1}
	signed := with(ratified, func(c *detect.Candidate) {
		c.Status, c.Dated, c.Date, c.Sentence = events.AgreementSigned, true, may(12), 6
	})
	if got := Candidates([]detect.Candidate{ratified, signed}, dates.Date{}, published); len(got) != 1 || got[0].Status != events.AgreementRatified || got[0].Date != may(21) {
		t.Errorf("%+v", got)
	}
}

// TestSeats makes those who are told to take part in a gathering its parties, from whichever
// of its mentions they are known.
func TestSeats(t *testing.T) {
	gathering := func(sentence int32, seats party.Set) detect.Candidate {
		return with(meeting(sentence, 20), func(c *detect.Candidate) { c.Parties, c.Body, c.Seats = party.Of(9), true, seats })
	}
	got := Candidates([]detect.Candidate{gathering(1, party.Of(1)), gathering(4, party.Of(2))}, dates.Date{}, published)
	if len(got) != 1 || got[0].Parties != party.Of(1, 2, 9) {
		t.Errorf("%+v, want one gathering of 9 with 1 and 2", got)
	}
}
