package alert

import (
	"slices"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// How old news may be that alerts.
const (
	oldNews     = 30 * 24 * time.Hour // between the date of an event and its report; the codebook's limit
	lateArticle = 7 * 24 * time.Hour  // between an article and the newest one known
)

// judge tells what a report, which is in the story by now, means to people. heard
// tells whether a live report had the status before.
func (b *Book) judge(s *story, r *report, heard bool) (events.Change, events.Reason) {
	switch {
	case !b.options.Policy.alerting(r.Status):
		if ranks[r.Status] < ranks[s.Status] {
			return events.AlertUpdate, events.ReasonEarlierStage
		}
		return events.AlertUpdate, events.ReasonNotAlerting
	case slices.Contains(s.Alerted, r.Status) && (heard || r.Replay || !r.recent()):
		return events.AlertUpdate, events.ReasonMoreEvidence
	case r.Status != s.Status:
		return events.AlertUpdate, events.ReasonEarlierStage
	case r.old(), !r.Replay && b.live.ahead(r.Article.Published) > lateArticle:
		return events.AlertUpdate, events.ReasonOldNews
	case s.sameOccasion(r, heard):
		s.alerted(r.Status)
		return events.AlertUpdate, events.ReasonSameOccasion
	}
	first := len(s.Alerted) == 0 || slices.Contains(s.Alerted, r.Status)
	s.alerted(r.Status)
	switch {
	case afterwards(r.Status) && first:
		return events.AlertFollowUp, events.ReasonFirstReport
	case first:
		return events.AlertNew, events.ReasonFirstReport
	}
	return events.AlertFollowUp, events.ReasonStatusAdvanced
}

func (s *story) alerted(status events.Status) {
	if !slices.Contains(s.Alerted, status) {
		s.Alerted = append(s.Alerted, status)
	}
}

// old tells whether a report dates what it tells as news too far back.
func (r *report) old() bool {
	return dayOf(r.Article.Published)-r.facet.to > int(oldNews.Hours()/24)
}

// recent tells whether a report tells of these days.
func (r *report) recent() bool { return dayOf(r.Article.Published)-r.facet.from <= nearDays }

// heardLive tells whether an article that was not replayed has told a status, or its
// like, before.
func (s *story) heardLive(status events.Status) bool {
	for r := range s.standing {
		if !r.Replay && oneOccasion(r.Status, status) {
			return true
		}
	}
	return false
}

// sameOccasion tells whether people were alerted to the occasion that a report tells
// of, by a wire that called it otherwise.
func (s *story) sameOccasion(r *report, heard bool) bool {
	if !heard && !r.Replay {
		return false
	}
	for other := range s.standing {
		f := s.facet(other)
		if other.Status != r.Status && oneOccasion(other.Status, r.Status) && slices.Contains(s.Alerted, other.Status) &&
			gap(&f, &r.facet) <= sameDays {
			return true
		}
	}
	return false
}
