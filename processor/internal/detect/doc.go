// Package detect finds events in a tagged text: it builds the actors of each
// sentence, binds them to triggers by frames, judges status and date within the
// clause, and leaves merging to the document's end.
package detect

import (
	"slices"
	"time"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/fit"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Document is one article under work. The zero Document is ready for use and
// keeps its memory from one article to the next.
type Document struct {
	lists
	dict     *tag.Dictionary
	text     *tag.Text
	pub      time.Time  // day of the dateline, else of publication, in the wire's own zone; zero when unknown
	headline int32      // tokens of the headline
	Lead     dates.Date // the day that the story's first sentences tell, if any
	today    time.Time  // that day at midnight, in UTC terms
	leadTold bool       // Lead is not only the day of a verb of saying
	now      dates.Date // the day that the story is at, if told
	nowAt    int32      // the sentence that told it
	scene    dates.Date // the day that a sentence of the paragraph told, or on which the journey began that it follows
	sceneAt  int32      // the sentence that told it
	sceneEnd int32      // the last sentence for which it holds
	plan     dates.Date // the day of the plan that was told last
	planAt   int32      // the sentence that told it
	dateline party.Set  // the state where the story was written, if told
	away     bool       // it was written where officials of all states meet
	press    party.Set  // the state whose press writes in the language, if hardly any other's does
	denier   party.Set  // who denies in the headline what the text tells
	home     party.Set  // the state whose officials need no country's name

	mentioned  party.Set              // states that the text names
	union      party.Set              // the unions of states that this sentence names, or the one before
	unionAt    int32                  // the sentence that named them
	story      party.Set              // the two parties that the article is about, if it is about two
	centre     party.Set              // the states that the last sentence names that names any
	centreAt   int32                  // that sentence
	hero       party.Set              // the one party that it is about most, if it is one
	he         referent               // whom "he" means
	him        referent               // whom it meant before
	choosing   bool                   // the text says "the former" or "the latter"
	two        two                    // whom these mean, where their sentence does not tell
	unchosen   party.Set              // the one of the two whom the sentence did not mean by that
	tour       tour                   // of which the text tells
	band       band                   // several of one state who acted last
	salient    party.Set              // the parties that the discourse is about
	focus      focus                  // the event that the story is of
	acted      [leader + 1]party.Set  // the parties of those who took part in what was told, by their rank
	lastPair   int32                  // sentence in which salient were named
	pairs      [recentPairs]party.Set // whom it was about before, the last first
	event      party.Set              // the parties of the last event
	lastEvent  int32                  // its sentence
	agreed     party.Set              // the parties of the last agreement
	lastAgreed int32                  // its sentence
	signer     party.Set              // the one of an agreement told last, history or not, who has the others as partners, or is named first
	lastSigner int32                  // its sentence
	lastDeal   int32                  // the last sentence that named an instrument
	houseAt    int32                  // the last sentence that told of a parliament
	met        party.Set              // the parties, or the body, of the last meeting
	lastMet    int32                  // its sentence
	panel      panel                  // that can sit again
	gathered   party.Set              // the bodies of the last gathering
	assembled  int                    // the last gathering in which others can be told to take part: its index + 1
	seatedAt   int32                  // the last sentence that told of it, or of one of them
	history    int32                  // the last sentence that told of the past, or -1
	past       dates.Date             // the date of what it told, if any
	heading    dates.Mention          // the day over the sentence, in a digest that goes by days
	coming     dates.Date             // the last date of something to come
	comingAt   int32                  // the sentence that told it
	week       time.Time              // the Monday of the last week to come
	weekAt     int32                  // the sentence that told it
	last       dates.Date             // the last day of a sentence that told of what is over
	lastAt     int32                  // that sentence
	earlierAt  int32                  // the last sentence that told of an earlier stop of a journey
	convention convention             // the last gathering of which a day was told
	rails      railStory              // the railways that the text tells of
	principal  party.Set              // the two whom the text names most often
	titled     party.Set              // those whom the headline names
	observe    Observer

	// Of the sentence under work.
	index        int32                      // of the sentence
	bodySentence int                        // its number in the body, datelines and skipped ones aside
	spoke        party.Set                  // two states that said something together
	spokeAt      int32                      // the sentence that told it
	recent       [recentSentences]party.Set // actors of the last sentences, this one last
	grounds      party.Set                  // where somebody goes to meet others
	bygone       struct{ first, end int32 } // the tokens of an aside that only recalls the past
	said         struct{ first, end int32 } // the tokens between commas that only said who tells
	signing      signing                    // of a text, told besides, if that is long ago
	span         scan.Sentence
	tags         []tag.Tag
	told         lang.Set  // what the tags can be, all together
	journeys     bool      // a node tells of a journey by a word that is no trigger by itself
	prior        party.Set // salient, before anything was found in the sentence
	priorPair    int32
	anchor       dates.Date // the day from which "a day earlier" counts
}

// lists are those of a Document, whose memory is used again for the next article.
type lists struct {
	blocs    []bloc // the body that is meant wherever the text says "the bloc"
	people   []person
	names    []nameKey // tokens of names → people
	acronyms []int32   // tokens that are the letters of panels
	found    []Candidate
	weighed  map[party.Set]fit.Weights // the most that a sentence speaks for an event of theirs
	supposed []supposition             // what the sentences make likely
	numbers  []uint32                  // of the words, by token
	seen     []uint64                  // those that the article has, a bit each

	// Of the sentence under work.
	nodes      []node
	actorNodes []int // those of actors
	actors     []actor
	pairings   []pairing
	words      []dates.Word
	dates      []dates.Mention
	quotes     []quote
}

// emptied gives l without what is in it.
func (l lists) emptied() lists {
	clear(l.weighed)
	return lists{
		blocs: l.blocs[:0], people: l.people[:0], names: l.names[:0], acronyms: l.acronyms[:0], found: l.found[:0], weighed: l.weighed, supposed: l.supposed[:0],
		numbers: l.numbers[:0], seen: l.seen, nodes: l.nodes[:0], actorNodes: l.actorNodes[:0], actors: l.actors[:0],
		pairings: l.pairings[:0], words: l.words[:0], dates: l.dates[:0], quotes: l.quotes[:0],
	}
}

// person is somebody named in the article.
type person struct {
	set        party.Set
	title      string // English, lower case
	rank       rank
	start, end int32 // bytes of the fullest name
	names      int   // index of the first of its names
	last       int32 // sentence that told of him last
}

type nameKey struct {
	hash   uint64
	person int32
}

// rank is how high an office is.
type rank uint8

const (
	noRank rank = iota
	official
	minister
	leader
)

// quote is tokens [first, end) inside quotation marks; whole tells that it is a
// sentence of its own and not a few quoted words.
type quote struct {
	first, end int32
	whole      bool
}

// Options are what an article tells beside its text.
type Options struct {
	Published time.Time
	Headline  int32 // bytes of the text that are the headline
	Home      party.Set
	Observe   Observer // for learning only
}

// Run finds the candidates of t. They are valid until the next call.
func (d *Document) Run(dict *tag.Dictionary, t *tag.Text, o Options) []Candidate {
	kept := d.lists.emptied()
	*d = Document{}
	d.lists, d.dict, d.text, d.home, d.observe = kept, dict, t, o.Home, o.Observe
	d.pub, d.today = o.Published, dates.On(o.Published).Time()
	d.lastPair, d.lastEvent, d.lastMet, d.lastDeal, d.houseAt, d.history, d.earlierAt = -1, -1, -1, -textReach-1, -2, -2, -2
	d.he.person, d.him.person = -1, -1
	d.panel.sentence = -recentSentences - 1
	d.focus.aside = -1
	for d.headline = 0; int(d.headline) < len(t.Tokens) && t.Tokens[d.headline].Start < o.Headline; d.headline++ {
	}
	if d.opinion() || d.tellsNothing() {
		return nil
	}
	if d.numberWords(); d.irrelevant() {
		return nil
	}
	d.findBlocs()
	for i := range t.Tags {
		if t := &t.Tags[i]; t.Classes.Any(countries) && !(t.Is(lang.Capital) && t.Is(lang.Seat)) {
			if _, _, two := d.twoPlaces(t); !two {
				d.mentioned = d.mentioned.Union(d.setOf(t))
			}
		}
		d.choosing = d.choosing || d.chooses(&t.Tags[i])
	}
	if d.weighed == nil {
		d.weighed = map[party.Set]fit.Weights{}
	}
	d.inferHome()
	body, tags := 0, 0
	for body < len(t.Sentences) && t.Sentences[body].First < d.headline {
		body++
	}
	d.findStory(body)
	d.findDenial()
	d.rails.readTitle(d)
	// The headline comes last: it calls people by names that the body explains.
	for tags < len(t.Tags) && t.Tags[tags].First < d.headline {
		tags++
	}
	d.read(body, len(t.Sentences), t.Tags[tags:])
	if len(d.found) > 0 { // the headline is about what the story tells first
		d.speakOf(d.found[0].Parties, 0)
		d.event, d.lastEvent = d.salient, 0
		d.agreed = party.Set{}
	}
	d.read(0, body, t.Tags[:tags])
	d.decide()
	d.dropVenues()
	d.spellOut()
	return d.found
}

// read runs the detectors over the sentences [first, end), which have tags.
func (d *Document) read(first, end int, tags []tag.Tag) {
	for i := first; i < end && len(d.found) < mostCandidates; i++ {
		s, n := d.text.Sentences[i], 0
		for n < len(tags) && tags[n].First < s.End {
			n++
		}
		d.begin(int32(i), s, tags[:n])
		tags = tags[n:]
		if !d.skipped() {
			found := len(d.found)
			d.prior, d.priorPair = d.salient, d.lastPair
			d.detect()
			d.third()
			d.takeSeats()
			d.appraise(found)
			d.remember()
			d.follow()
		}
	}
}

// begin sets up the sentence s.
func (d *Document) begin(i int32, s scan.Sentence, tags []tag.Tag) {
	d.index, d.span, d.tags = i, s, tags
	d.noteAcronyms(s)
	d.skipDateline()
	d.leaveScene()
	d.anchor = d.storyDay()
	d.told, d.grounds = lang.Set{}, party.Set{}
	d.bygone.first, d.bygone.end = 0, 0
	d.said.first, d.said.end = 0, 0
	for i := range d.tags {
		d.told = d.told.Union(d.tags[i].Classes)
	}
	d.tellUnion()
	d.refocus()
	d.arrive()
	d.findQuotes()
	d.buildNodes()
	d.recall()
}

// detect runs the detectors of every event type over the sentence.
func (d *Document) detect() {
	tells := d.tells()
	plans := !tells && d.tellsPlan()
	if !tells && !plans && d.bodySentence >= dayTold && !d.told.Has(lang.Date) {
		return
	}
	d.findDates()
	d.dropSaid()
	d.noteSigning()
	d.dropLongAfter()
	d.dropBygone()
	d.dropDated()
	d.endWithDeals()
	d.lead()
	found := len(d.found)
	if tells {
		d.meetings()
		d.together(found)
		d.turn()
		d.lapse(found)
		d.hosted(found)
		d.besides(found)
		d.agreements()
		d.signedBefore()
		d.reachedAt(found)
		d.roundOn(found)
		d.callAt(found)
		d.railways()
		d.paper(found)
		d.dropDenied(found)
	} else if plans {
		d.jointPledge()
	}
	d.dueOn()
	d.lookAhead()
	d.keepConvention(found)
	d.tellDay()
	d.setOut()
}

// tells says whether a word of the sentence can tell of an event, by itself or by what
// was told before.
func (d *Document) tells() bool {
	switch {
	case d.told.Any(triggers), d.journeys, d.rails.live(d.index):
		return true
	case (d.told.Has(lang.Then) || d.opensWith()) && d.lastTalks() != nil:
		return true
	case d.told.Has(lang.Next) && d.told.Has(lang.Name) && !d.met.Empty():
		return true // "The next JBC will be held": of a panel known by its letters
	case d.told.Has(lang.RejectVerb) && d.lastDeal == d.index-1:
		return true // "Kenya rejected it"
	}
	return d.told.Has(lang.RailAgain) && d.rails.n > 0
}

var triggers = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.VisitVerb, lang.VisitNoun, lang.TalksNoun, lang.CallVerb, lang.CallNoun,
	lang.DiscussVerb, lang.TellVerb, lang.AttendVerb, lang.Gathering, lang.Company, lang.Phone, lang.Span, lang.SignVerb, lang.SignNoun, lang.AgreeVerb, lang.DealNoun, lang.ReachVerb, lang.NegotiateVerb,
	lang.NegotiateNoun, lang.RatifyVerb, lang.ForceVerb, lang.ExtendVerb, lang.SuspendVerb, lang.EndVerb, lang.JoinVerb, lang.LeaveVerb, lang.RailNoun, lang.Stock)

// tagAt gives the sentence's tag that covers token i, or nil.
func (d *Document) tagAt(i int32) *tag.Tag {
	for k := range d.tags {
		if t := &d.tags[k]; i < t.End {
			if t.First <= i {
				return t
			}
			break
		}
	}
	return nil
}

// tagFrom gives the first of tags at the token first or behind it.
func tagFrom(tags []tag.Tag, first int32) int {
	i, _ := slices.BinarySearchFunc(tags, first, func(t tag.Tag, first int32) int { return int(t.First - first) })
	return i
}

// bytes gives the span of text of tokens [first, end).
func (d *Document) bytes(first, end int32) Cue {
	if first >= end {
		return Cue{}
	}
	return Cue{Start: d.text.Tokens[first].Start, End: d.text.Tokens[end-1].End}
}

// gaps gives all that stands between token a and token b, a < b, words aside.
func (d *Document) gaps(a, b int32) scan.Gap {
	var g scan.Gap
	for i := a + 1; i <= b; i++ {
		g |= d.text.Tokens[i].Gap
	}
	return g
}

// profile gives what is special of the article's language.
func (d *Document) profile() *lang.Profile { return &d.dict.Profiles[d.text.Lang] }
