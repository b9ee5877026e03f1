package replay

import (
	"hash/maphash"
	"strconv"
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// seenArticles is how many articles are remembered at least; it is at most twice as
// many. They take some 50 bytes each.
const seenArticles = 250_000

// seen remembers the articles that were let through, so that a duplicate is not
// sent again and an old version not after a newer one. It forgets the oldest.
type seen struct {
	seeds       [3]maphash.Seed
	recent, old map[identity]edition
	most        int
}

// identity is a hash of an article's id, long enough that no two are the same.
type identity [2]uint64

// edition tells one version of an article from another.
type edition struct {
	content   uint64 // hash of all but the publication time, which a crawler may have guessed
	version   int64  // rank of the version, 0 if it is not told
	published int64  // Unix nanoseconds, 0 if it is not told
}

func newSeen() *seen {
	return &seen{
		seeds:  [3]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed(), maphash.MakeSeed()},
		recent: map[identity]edition{}, most: seenArticles,
	}
}

// reason returns why an article is passed over, and remembers it if it is not;
// newer reports that it is a new version of one that was let through.
func (s *seen) reason(a *article.Article) (reason string, newer bool) {
	id := identity{maphash.String(s.seeds[0], a.ID), maphash.String(s.seeds[1], a.ID)}
	next := s.edition(a)
	last, known := s.recent[id]
	if !known {
		last, known = s.old[id]
	}
	switch {
	case known && last.content == next.content:
		return ReasonDuplicate, false
	case known && next.olderThan(last):
		return ReasonSuperseded, false
	}
	if len(s.recent) == s.most {
		s.recent, s.old = make(map[identity]edition, s.most), s.recent
	}
	s.recent[id] = next
	return "", known
}

func (s *seen) edition(a *article.Article) edition {
	var h maphash.Hash
	h.SetSeed(s.seeds[2])
	for _, text := range [...]string{
		a.Version, a.Headline, a.Body, a.Language, a.Source, a.URL, a.Byline, a.Located, string(a.Status),
	} {
		_, _ = h.WriteString(text)
		_ = h.WriteByte(0)
	}
	maphash.WriteComparable(&h, a.Embargoed.UnixNano())
	e := edition{content: h.Sum64(), version: versionRank(a.Version)}
	if !a.Published.IsZero() {
		e.published = a.Published.UnixNano()
	}
	return e
}

// olderThan compares versions, or else publication times. Of two that tell neither
// the second is the newer one.
func (e edition) olderThan(other edition) bool {
	if e.version != 0 && other.version != 0 && e.version != other.version {
		return e.version < other.version
	}
	return e.published != 0 && other.published != 0 && e.published < other.published
}

// versionRank orders versions that are numbers or times; 0 for others.
func versionRank(version string) int64 {
	if n, err := strconv.ParseInt(version, 10, 64); err == nil {
		return n
	}
	if t, err := time.Parse(time.RFC3339Nano, version); err == nil {
		return t.UnixNano()
	}
	return 0
}
