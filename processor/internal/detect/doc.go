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
	dict     *tag.Dictionary
	text     *tag.Text
	pub      time.Time  // day of the dateline, else of publication, in the wire's own zone; zero when unknown
	headline int32      // tokens of the headline
	Lead     dates.Date // the day that the story's first sentences tell, if any
	today    time.Time  // that day at midnight, in UTC terms
	leadTold bool       // Lead is not only the day of a verb of saying
	now      dates.Date // the day that the story is at, if told
	nowAt    int32      // the sentence that told it
	scene    dates.Date // the day by which a sentence of the paragraph opens, or on which the journey began that it follows
	sceneAt  int32      // the sentence that told it
	plan     dates.Date // the day of the plan that was told last
	planAt   int32      // the sentence that told it
	dateline party.Set  // the state where the story was written, if told
	away     bool       // it was written where officials of all states meet
	press    party.Set  // the state whose press writes in the language, if hardly any other's does
	denier   party.Set  // who denies in the headline what the text tells
	home     party.Set  // the state whose officials need no country's name

	mentioned  party.Set // states that the text names
	blocs      []bloc    // the body that is meant wherever the text says "the bloc"
	union      party.Set // the unions of states that this sentence names, or the one before
	unionAt    int32     // the sentence that named them
	story      party.Set // the two parties that the article is about, if it is about two
	hero       party.Set // the one party that it is about most, if it is one
	people     []person
	names      []nameKey              // tokens of names → people
	he         referent               // whom "he" means
	him        referent               // whom it meant before
	tour       tour                   // of which the text tells
	band       band                   // several of one state who acted last
	salient    party.Set              // the parties that the discourse is about
	lastPair   int32                  // sentence in which salient were named
	pairs      [recentPairs]party.Set // whom it was about before, the last first
	event      party.Set              // the parties of the last event
	lastEvent  int32                  // its sentence
	agreed     party.Set              // the parties of the last agreement
	lastAgreed int32                  // its sentence
	signer     party.Set              // the one of them who has the others as partners, or is named first
	lastDeal   int32                  // the last sentence that named an instrument
	met        party.Set              // the parties, or the body, of the last meeting
	lastMet    int32                  // its sentence
	gathered   party.Set              // the bodies of the last gathering
	assembled  int                    // the last gathering in which others can be told to take part: its index + 1
	seatedAt   int32                  // the last sentence that told of it, or of one of them
	history    int32                  // the last sentence that told of the past, or -1
	heading    dates.Mention          // the day over the sentence, in a digest that goes by days
	coming     dates.Date             // the last date of something to come
	comingAt   int32                  // the sentence that told it
	rails      railStory              // the railways that the text tells of
	found      []Candidate
	principal  party.Set                 // the two whom the text names most often
	titled     party.Set                 // those whom the headline names
	weighed    map[party.Set]fit.Weights // the most that a sentence speaks for an event of theirs
	supposed   []Candidate               // what the sentences make likely
	observe    Observer
	numbers    []uint32 // of the words, by token
	seen       []uint64 // those that the article has, a bit each

	// Of the sentence under work.
	index        int32                      // of the sentence
	bodySentence int                        // its number in the body, datelines and skipped ones aside
	recent       [recentSentences]party.Set // actors of the last sentences, this one last
	grounds      party.Set                  // where somebody goes to meet others
	bygone       struct{ first, end int32 } // the tokens of an aside that only recalls the past
	span         scan.Sentence
	tags         []tag.Tag
	told         lang.Set // what the tags can be, all together
	nodes        []node
	actorNodes   []int // those of actors
	journeys     bool  // a node tells of a journey by a word that is no trigger by itself
	actors       []actor
	pairings     []pairing
	prior        party.Set // salient, before anything was found in the sentence
	priorPair    int32
	words        []dates.Word
	dates        []dates.Mention
	quotes       []quote
	anchor       dates.Date // the day from which "a day earlier" counts
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
	*d = Document{
		dict: dict, text: t, pub: o.Published, today: dates.On(o.Published).Time(), home: o.Home, lastPair: -1, lastEvent: -1, lastMet: -1, lastDeal: -textReach - 1, history: -2, he: referent{person: -1}, him: referent{person: -1},
		people: d.people[:0], names: d.names[:0], found: d.found[:0],
		weighed: d.weighed, supposed: d.supposed[:0], pairings: d.pairings[:0], observe: o.Observe, numbers: d.numbers, seen: d.seen,
		blocs: d.blocs[:0], nodes: d.nodes[:0], actorNodes: d.actorNodes[:0], actors: d.actors[:0], words: d.words[:0], dates: d.dates[:0], quotes: d.quotes[:0],
	}
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
		if t.Tags[i].Classes.Any(countries) && !(t.Tags[i].Is(lang.Capital) && t.Tags[i].Is(lang.Seat)) {
			d.mentioned = d.mentioned.Union(d.setOf(&t.Tags[i]))
		}
	}
	if d.weighed == nil {
		d.weighed = map[party.Set]fit.Weights{}
	}
	clear(d.weighed)
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
	d.skipDateline()
	d.leaveScene()
	d.anchor = d.storyDay()
	d.told, d.grounds = lang.Set{}, party.Set{}
	d.bygone.first, d.bygone.end = 0, 0
	for i := range d.tags {
		d.told = d.told.Union(d.tags[i].Classes)
	}
	d.tellUnion()
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
	d.dropBygone()
	d.lead()
	if tells {
		found := len(d.found)
		d.meetings()
		d.together(found)
		d.turn()
		d.lapse(found)
		d.hosted(found)
		d.besides(found)
		d.agreements()
		d.callAt(found)
		d.railways()
		d.paper(found)
	} else if plans {
		d.jointPledge()
	}
	d.lookAhead()
	d.headDay()
	d.setOut()
}

// tells says whether a word of the sentence can tell of an event, by itself or by what
// was told before.
func (d *Document) tells() bool {
	switch {
	case d.told.Any(triggers), d.journeys, d.rails.live(d.index):
		return true
	case d.told.Has(lang.Then) && d.lastTalks() != nil:
		return true
	case d.told.Has(lang.Next) && d.told.Has(lang.Name) && !d.met.Empty():
		return true // "The next JBC will be held": of a panel known by its letters
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
