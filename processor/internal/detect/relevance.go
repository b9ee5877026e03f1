package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/fit"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Sport, companies, courts and culture meet, agree and sign in the words of
// diplomacy. So an article is weighed whole before a sentence of it is read: by all its
// words, and by what its phrases can be.

// irrelevance is the bound, in log odds, under which an article is taken to tell
// nothing of what states do with each other.
const irrelevance = -1.5

// brief is how many words of a text are too few to tell its topic.
const brief = 60

// naming are the classes of names. Whose they are says nothing of the topic, and would
// be learnt by heart.
var naming = countries.Union(named).Union(lang.SetOf(lang.City, lang.Masked))

// irrelevant tells whether the article by all its words is about something else.
func (d *Document) irrelevant() bool {
	if len(d.text.Tokens) < brief {
		return false
	}
	var t tally
	var names []string
	if d.observe.Article != nil {
		t.names = &names
	}
	d.weighWords(&t)
	slices.Sort(names)
	names = slices.Compact(names) // words that have no number yet
	t.see(bias)
	d.weighClasses(&t)
	if d.observe.Article != nil {
		d.observe.Article(names)
		return false
	}
	return t.sum[fit.Article] < irrelevance
}

// weighWords sees every word of the article once, but those of names.
func (d *Document) weighWords(t *tally) {
	if d.seen == nil {
		d.seen = make([]uint64, len(known.ofWords)/64+1)
	}
	clear(d.seen)
	first := 0
	for i := range d.text.Tags {
		if name := &d.text.Tags[i]; name.Classes.Any(naming) {
			d.weighRun(t, first, int(name.First))
			first = int(name.End)
		}
	}
	d.weighRun(t, first, len(d.numbers))
}

// weighRun sees those of tokens [first, end) that were not seen before. It asks nothing word by
// word, as a processor would often guess wrong: a word seen before counts as one that tells nothing.
func (d *Document) weighRun(t *tally, first, end int) {
	for i := first; i < end; i++ {
		number := d.numbers[i]
		word, bit := &d.seen[number/64], number%64
		fresh := number &^ -uint32(*word>>bit&1)
		*word |= 1 << bit
		t.sum[fit.Article] += known.ofTopics[fresh]
		if t.names != nil && fresh == number {
			d.nameWord(t, int32(i))
		}
	}
}

// weighClasses sees the classes of the article's phrases, each as often as it counts: three
// times at most.
func (d *Document) weighClasses(t *tally) {
	var once, twice, thrice lang.Set
	for i := range d.text.Tags {
		c := d.text.Tags[i].Classes
		thrice = thrice.Union(twice.Intersect(c))
		twice = twice.Union(once.Intersect(c))
		once = once.Union(c)
	}
	for _, seen := range [...]lang.Set{once, twice, thrice} {
		t.seeClasses(&hasClass, seen)
	}
}
