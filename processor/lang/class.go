package lang

import "math/bits"

// Class is what a phrase of a lexicon does in a sentence. Frames are written in
// terms of classes, so that they hold for every language.
type Class uint8

// The classes. The names in the lexicon files stand in classNames.
const (
	None Class = iota

	// Triggers of meetings.
	MeetVerb    // X met (with) Y; the value tells one by which people meet "again", "resume" what they did or "convene" as a panel, or only speak "of" something
	ReceiveVerb // X received Y; the value tells one that tells so of each guest alone, "singly"
	VisitVerb   // X visited Y, arrived in Y; the value tells one that ends a visit, "end", or by which somebody only sets out, "leave"
	VisitNoun   // X's visit to Y; the value tells one that repays another, "return", or whose stops an "of" tells, "tour"
	Journey     // a journey where a place follows: is due in, continues to, sends somebody to; the value is the link, or "send", "lead" or "stay", for a time
	TalksNoun   // talks between X and Y; X-Y talks; the value tells a "session", which a parliament has as well
	CallVerb    // X telephoned Y; the value tells one that may say what Y is called, "name"
	CallNoun    // a telephone call between X and Y
	DiscussVerb // X and Y discussed
	TellVerb    // X told Y: they spoke with each other
	AttendVerb  // X attended the meeting of Y; the value tells one who only takes "part"
	Gathering   // summit, forum: a meeting that can bear a body's name; the value tells one of leaders, "summit"
	Session     // annual, itself, opened: what tells that a gathering is one of a body's own
	Company     // X spent (an hour with Y): a meeting by what is shared; the value tells that

	// Triggers of agreements.
	SignVerb      // X and Y signed; the value tells one that needs no text for its object, "pen", or by which papers change hands, "exchange"
	SignNoun      // the signing of; the value tells one by which papers change hands, "exchange"
	ReachVerb     // X and Y reached (a deal): agreed, not yet signed; the value tells what becomes of a deal by it, "bind", "seal", "initial" or "broker", what its object must be, "change", "text", "lend" or "joint", or who must do it, a "house"
	AgreeVerb     // X and Y agreed to; the value tells one whose object is what is agreed on, "what", or what one can do "alone"
	DealNoun      // treaty, memorandum; the value is the instrument, and whose it is or what it is about; or "again", of one told of before
	NegotiateVerb // X and Y negotiate; the value tells one that builds where it is said of a railway, "work", or that needs a "text", or one that says how far that is, "done"
	NegotiateNoun // negotiations on a deal; the value is the sector
	RatifyVerb    // ratified; the value tells one that makes a party of others' text, "accede", or passes one, "adopt"
	ForceVerb     // entered into force; the value tells a "deed", which needs the deal for its object, or the second half of a verb, "split"
	ExtendVerb    // extended, renewed; the value tells one that can also give, "grant", or a "noun"
	SuspendVerb   // suspended, halted; the value tells what only does not move, "idle", is put to "rest", or comes to a "stop"
	EndVerb       // terminated, withdrew from, scrapped; the value tells whose doer must be a parliament, "house", what ends more than deals, "any" or "finish", what else must be told, "fund" or "out", or a "noun"
	LeaveVerb     // left: of a body or a treaty only; the value tells one that needs a "from", or a state besides that it can "take" out
	JoinVerb      // joined a body; the value tells a "noun", member of, or what the body does: "admit" where a role follows, "take" a member, "grant" or restore "membership"
	RejectVerb    // rejected, collapsed; the value tells one whose "object" the deal must be, or whose doer also a parliament, "house"
	ProposeVerb   // proposed; the value tells one that does so only where a "draft" is given
	Private       // company, university: what it signs is no agreement of states
	Parliament    // what it approves it ratifies
	Vain          // ties, contacts: to agree on these commits to nothing; the value tells what can be restored, "ties", or signed, a "pact", and what is only thought right, "view"
	Scheme        // framework, fund, patrol: what parties can conclude though it is no text; the value tells one that can sit, "panel"

	// Triggers of railway projects.
	RailNoun    // railway, metro, rail link; the value tells one that is told as "new", or is no line, "none"
	BuildVerb   // is built, under construction; the value tells one that takes a line "on" to another place, or a "rite": broke ground
	OpenVerb    // opened, went into service; the value tells a "rite", or one that may "hand" over other things
	FinanceVerb // lends, pays for; the value tells one that does so only where "money" is told of
	StudyWord   // feasibility study, survey; the value tells a "design", or one that may "weigh" anything
	SupplyVerb  // delivers rolling stock; the value tells that it is put in "order", or that goods or guests "arrive"
	AwardVerb   // hires, is handed to: a firm is given a work; the value tells one that goes on, "works", a lender whom one may "ask", or whose object an offer may be, "pick", or must be, "accept"
	PlanVerb    // is planned; the value tells a "design"
	BeginVerb   // begins, goes on, is completed: carries a noun of building; the value tells the "end" of one, or what "share" of it is done
	RailAgain   // the line, the project: a railway named before; the value tells one that is "new", or a "part" of it
	Stock       // trains, wagons, locomotives
	Firm        // contractor, lender; a proper name stands for its state
	Mishap      // derailed, strike: what a railway suffers is no project

	// Actors.
	Title     // president, minister; the value is rank and English title
	Org       // government, ministry, delegation: acts for its state; the value tells one of no state that it is not told with, "bound", or that sits within its own, "inner", who is "sent", a "team" or the "capital"
	Honorific // Mr, Datuk Seri; the value tells one that only the press's "own" state confers
	Particle  // bin, al, van: inside a name
	Pair      // the two sides, both countries; the value is how many, or the "members" of a body
	HeOrShe   // a pronoun for a person; the value tells an "owner" or an "object", one of two, "former" or "latter", or a style, "royal", "sovereign" or "style"
	They      // a pronoun for several; the value tells an "owner" or an "object"
	Country   // his country: the state of which the text speaks
	Bloc      // the bloc, the alliance: a body that was named before; the value tells which ones can be called so, and by whose title alone
	Other     // counterpart: an official of the same rank as the last one; the value tells several, "plural", or "those" of another state
	Domestic  // home, local: a title with this is of no foreign state

	// Links.
	With
	Between
	Of // the value tells whose ties something is about, "partner"
	By // the value tells by whose invitation something is, "host", or for whom it is done, "proxy"
	To
	In   // the value tells that somebody brings others together, "broker"
	From // the value tells whence something is, "source", who brings others together, "broker", or who has no part, "except"
	And
	Possessive
	Relative // who, which
	Clause   // that, as, when, because: begins another clause; the value tells how its time is to that of the other, "before" or "since", a "wish" or a "call" on somebody
	SayVerb  // the value tells one that says something only where that follows, "that", or behind a comma, "aside"
	Light    // held, conducted, led: carries a noun of action; the value tells what else it says of that, "chair", "host", "mediate", "end", "found" or "use", or that somebody only chose to, "decide"

	// Status.
	Not     // the value tells what is not to come: "will"
	Maybe   // could, if, should, wants; the value tells a "wish", what is retold, "reported" or "hearsay", or what somebody "ought" to do
	Will    // will, is to, plans to; the value tells a mere "idea", what is "nearly" or "soon" done, or what was to come "then": was to
	Now     // under way
	Cancel  // postponed, cancelled; the value tells what was not held on its day, "past", a "plan" that was not kept: was to have, or what is "off" for good
	Refuse  // refused, failed to, denied; the value tells that something is not so, "deny"
	Former  // former, late: the office is no longer held
	Past    // last year, previously: told as history
	Phone   // by telephone
	Video   // by video link
	Side    // on the sidelines of
	Here    // here: where the story was written
	Apart   // separately, each: one event for every partner; the value tells a word that stands for them, "whom"
	Joint   // trilateral, together: one event of all; the value is how many
	Then    // then, followed by: another partner on another occasion; the value tells whose "turn" comes
	Next    // next, another: an event of those who met before; the value tells words without a noun, "one": a second one is
	Date    // words of dates; the value tells which
	Sector  // the value is the sector
	Topic   // sport, crime, company…: the value is the topic
	Column  // how a column is headed, or closes; the value tells which
	Measure // km, billion dollars; the value is the unit
	Tour    // tour, leg, stop: what tells that somebody goes from one state to the next; the value tells a "stop" in one state
	Span    // hours, for lunch: how long people were together; the value tells one that needs no time, "alone": behind closed doors
	Common  // function words: they identify the language; the value tells those that the sister language lacks, "contrast"
	Abbrev  // a point behind it ends no sentence
	Clitic  // a pronoun that is written to the end of a word: "pertanian-nya"
	Skip    // a line that begins with it is no text: read also

	// Gazetteer.
	State
	Demonym
	Capital
	Seat
	City
	Body
	Group
	Person
	Masked // holds a name but stands for nobody: South China Sea

	// Found by the tagger.
	Name // capitalised words that no dictionary has

	NumClasses
)

var classNames = map[string]Class{
	"meet": MeetVerb, "receive": ReceiveVerb, "visit.v": VisitVerb, "visit.n": VisitNoun, "journey": Journey, "talks": TalksNoun,
	"call.v": CallVerb, "call.n": CallNoun, "discuss": DiscussVerb, "tell": TellVerb, "attend": AttendVerb, "gathering": Gathering, "company": Company, "session": Session,
	"sign": SignVerb, "sign.n": SignNoun, "reach": ReachVerb, "agree": AgreeVerb, "deal": DealNoun, "negotiate.v": NegotiateVerb,
	"negotiate.n": NegotiateNoun, "ratify": RatifyVerb, "force": ForceVerb, "extend": ExtendVerb, "suspend": SuspendVerb,
	"end": EndVerb, "join": JoinVerb, "leave": LeaveVerb, "reject": RejectVerb, "propose": ProposeVerb, "vain": Vain, "scheme": Scheme, "private": Private, "parliament": Parliament,
	"rail": RailNoun, "build": BuildVerb, "open": OpenVerb, "finance": FinanceVerb, "study": StudyWord, "supply": SupplyVerb, "award": AwardVerb, "plan": PlanVerb,
	"begin": BeginVerb, "rail.again": RailAgain, "stock": Stock, "firm": Firm, "mishap": Mishap,
	"title": Title, "org": Org, "honorific": Honorific, "particle": Particle, "pair": Pair, "he": HeOrShe, "they": They, "country": Country, "bloc": Bloc, "other": Other, "domestic": Domestic,
	"with": With, "between": Between, "of": Of, "by": By, "to": To, "in": In, "from": From, "and": And, "possessive": Possessive,
	"relative": Relative, "clause": Clause, "say": SayVerb, "light": Light,
	"not": Not, "maybe": Maybe, "will": Will, "now": Now, "cancel": Cancel, "refuse": Refuse, "former": Former, "past": Past,
	"phone": Phone, "video": Video, "side": Side, "apart": Apart, "joint": Joint, "then": Then, "next": Next, "here": Here, "date": Date, "sector": Sector, "topic": Topic, "column": Column, "measure": Measure, "span": Span, "tour": Tour,
	"common": Common, "abbrev": Abbrev, "clitic": Clitic, "skip": Skip,
}

// String gives c's name, as lexicon files have it.
func (c Class) String() string { return classStrings[c] }

var classStrings = func() (names [NumClasses]string) {
	names = [NumClasses]string{
		State: "state", Demonym: "demonym", Capital: "capital", Seat: "seat", City: "city", Body: "body", Group: "group",
		Person: "person", Masked: "masked", Name: "name", None: "none",
	}
	for name, c := range classNames {
		names[c] = name
	}
	return names
}()

// Content tells whether phrases of c name things and deeds, and are no mere
// links: they can bear a clitic.
func (c Class) Content() bool { return c >= MeetVerb && c <= Org || c == Other || c == Sector }

// Set is a set of classes. The compiler keeps a struct of two words in registers,
// and an array of two in memory.
type Set struct{ low, high uint64 }

// SetOf gives the set of cs.
func SetOf(cs ...Class) (s Set) {
	for _, c := range cs {
		s.Add(c)
	}
	return s
}

// bits gives c's bit in either word of a set; shifts of 64 and more give 0.
func (c Class) bits() (low, high uint64) { return 1 << c, 1 << (c - 64) }

// Add puts c into s.
func (s *Set) Add(c Class) {
	low, high := c.bits()
	s.low, s.high = s.low|low, s.high|high
}

// Remove takes c out of s.
func (s *Set) Remove(c Class) {
	low, high := c.bits()
	s.low, s.high = s.low&^low, s.high&^high
}

// Has tells whether c is in s.
func (s *Set) Has(c Class) bool {
	w := s.low
	if c >= 64 {
		w = s.high
	}
	return w>>(c&63)&1 != 0
}

// Pop takes the first class out of s, which has one, and gives it.
func (s *Set) Pop() Class {
	if w := s.low; w != 0 {
		s.low = w & (w - 1)
		return Class(bits.TrailingZeros64(w))
	}
	w := s.high
	s.high = w & (w - 1)
	return Class(64 + bits.TrailingZeros64(w))
}

// Union gives the classes of s and of t.
func (s Set) Union(t Set) Set { return Set{s.low | t.low, s.high | t.high} }

// Intersect gives the classes that both s and t have.
func (s Set) Intersect(t Set) Set { return Set{s.low & t.low, s.high & t.high} }

// Minus gives the classes of s that t has not.
func (s Set) Minus(t Set) Set { return Set{s.low &^ t.low, s.high &^ t.high} }

// Any tells whether s and t share a class.
func (s *Set) Any(t Set) bool { return s.low&t.low|s.high&t.high != 0 }

// Form is how a verb stands in a lexicon line.
type Form uint8

// The forms.
const (
	Base    Form = 1 << iota // sign; Indonesian active
	Present                  // signs
	Done                     // signed
	Gerund                   // signing
	Passive                  // ditandatangani
)

var formNames = map[string]Form{"base": Base, "present": Present, "done": Done, "gerund": Gerund, "passive": Passive}

// ClassOf gives the class of a lexicon section's name.
func ClassOf(name string) (Class, bool) {
	c, ok := classNames[name]
	return c, ok
}
