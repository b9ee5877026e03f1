package eval

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// annotated are the types that corpora cover; others are not scored.
var annotated = []events.Type{events.TypeMeeting, events.TypeAgreement, events.TypeRailwayProject}

// Counts are the outcomes of comparing predictions with annotations.
type Counts struct {
	TP, FP, FN int
}

// Precision is the share of predictions that are right; 1 when there are none.
func (c Counts) Precision() float64 { return share(c.TP, c.TP+c.FP) }

// Recall is the share of annotated events that were found; 1 when there are none.
func (c Counts) Recall() float64 { return share(c.TP, c.TP+c.FN) }

// F1 is the harmonic mean of precision and recall; 0 when both are.
func (c Counts) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Row is one line of the table.
type Row struct {
	Strict, Lenient Counts
}

// Report is the outcome of scoring.
type Report struct {
	Articles  int
	Predicted int // events, those for unknown articles included
	Unknown   int // ids that predictions name and no article has
	// Rows are keyed "all", "type:meeting", "lang:en" and so on. Only "all" is
	// there without any outcome.
	Rows map[string]*Row
	// Matched counts the lenient matches whose status was compared, Dated those
	// whose annotation has a date.
	Matched, StatusRight int
	Dated, DateRight     int
	// Silent counts the articles that require no event, Clean those of them
	// without a false alarm.
	Silent, Clean int
	// Errors are the strict errors: article by article, false positives first.
	Errors []Error
}

// Error is a strict error. Exactly one of FalsePositive and Missed is set.
type Error struct {
	Article, Lang string
	FalsePositive *Prediction
	Missed        *Gold
}

// Score compares predictions with the annotations of the articles.
func Score(articles []Article, predictions []Prediction) *Report {
	r := &Report{Articles: len(articles), Rows: map[string]*Row{"all": {}}}
	byArticle := map[string][]Prediction{}
	for _, p := range predictions {
		if slices.Contains(annotated, p.Type) {
			r.Predicted++
			byArticle[p.Article] = append(byArticle[p.Article], p)
		}
	}
	for _, a := range articles {
		r.add(a, byArticle[a.ID])
		delete(byArticle, a.ID)
	}
	r.Unknown = len(byArticle)
	return r
}

func (r *Report) add(a Article, predictions []Prediction) {
	match := matching(predictions, a.Gold)
	r.addSilence(a, predictions, match)
	found := map[int]pair{}
	for i, p := range predictions {
		c, ok := match[i]
		if ok {
			found[c.gold] = c
			r.addAttributes(p, a.Gold[c.gold])
		}
		r.addPrediction(a, p, c, ok)
	}
	for j, g := range a.Gold {
		if !g.required() {
			continue
		}
		c, ok := found[j]
		for _, row := range r.rows(string(g.Type), a.Lang) {
			row.Strict.FN += count(!ok || !c.strict)
			row.Lenient.FN += count(!ok)
		}
		if !ok || !c.strict {
			r.Errors = append(r.Errors, Error{Article: a.ID, Lang: a.Lang, Missed: &a.Gold[j]})
		}
	}
}

// addPrediction counts p, which matched c if ok. What matched an optional or
// background event is neither right nor wrong; a background prediction is never
// a false positive.
func (r *Report) addPrediction(a Article, p Prediction, c pair, ok bool) {
	required := ok && a.Gold[c.gold].required()
	strict := ok && c.strict
	for _, row := range r.rows(string(p.Type), a.Lang) {
		row.Strict.TP += count(strict && required)
		row.Strict.FP += count(!strict && !p.Background)
		row.Lenient.TP += count(required)
		row.Lenient.FP += count(!ok && !p.Background)
	}
	if !strict && !p.Background {
		r.Errors = append(r.Errors, Error{Article: a.ID, Lang: a.Lang, FalsePositive: &p})
	}
}

func (r *Report) addAttributes(p Prediction, g Gold) {
	if g.Background {
		return
	}
	r.Matched++
	r.StatusRight += count(slices.Contains(g.Status, p.Status))
	if len(g.Date) > 0 {
		r.Dated++
		r.DateRight += count(slices.Contains(g.Date, p.Date))
	}
}

func (r *Report) addSilence(a Article, predictions []Prediction, match map[int]pair) {
	if slices.ContainsFunc(a.Gold, Gold.required) {
		return
	}
	r.Silent++
	for i, p := range predictions {
		if _, ok := match[i]; !ok && !p.Background {
			return
		}
	}
	r.Clean++
}

// rows gives the lines that an event of the type in the language counts in.
func (r *Report) rows(typ, lang string) [3]*Row {
	var rows [3]*Row
	for i, key := range [3]string{"all", "type:" + typ, "lang:" + lang} {
		if r.Rows[key] == nil {
			r.Rows[key] = &Row{}
		}
		rows[i] = r.Rows[key]
	}
	return rows
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
