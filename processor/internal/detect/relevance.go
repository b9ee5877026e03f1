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
const irrelevance = -1

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
	tags := d.text.Tags
	for i, number := range d.numbers {
		for len(tags) > 0 && int(tags[0].End) <= i {
			tags = tags[1:]
		}
		if len(tags) > 0 && int(tags[0].First) <= i && tags[0].Classes.Any(naming) {
			continue
		}
		bit := uint64(1) << (number % 64)
		if d.seen[number/64]&bit != 0 {
			continue
		}
		if number > 0 {
			d.seen[number/64] |= bit
			t.sum[fit.Article] += known.ofTopics[number]
		}
		if t.names != nil {
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
