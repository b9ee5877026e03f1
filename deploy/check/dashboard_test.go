package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// panel is a panel of a Grafana dashboard.
type panel struct {
	ID                       int
	Type, Title, Description string
	Datasource               struct{ UID string }
	FieldConfig              struct{ Defaults struct{ Unit string } }
	GridPos                  struct{ X, Y, W, H int }
	Targets                  []struct{ Expr, LegendFormat string }
}

// panels reads the panels of the dashboard, without the headings of its rows.
func panels(dir string) ([]panel, error) {
	data, err := os.ReadFile(in(dir, "grafana/dashboards/dragoman.json"))
	if err != nil {
		return nil, err
	}
	var dashboard struct {
		UID, Title string
		Panels     []panel
	}
	if err := json.Unmarshal(data, &dashboard); err != nil {
		return nil, fmt.Errorf("dragoman.json: %w", err)
	}
	var found []panel
	for _, p := range dashboard.Panels {
		if p.Type != "row" {
			found = append(found, p)
		}
	}
	if dashboard.UID == "" || dashboard.Title == "" || len(found) == 0 {
		return nil, errors.New("dragoman.json: uid, title or panels are missing")
	}
	return found, nil
}

// checkDashboard wants panels that say what they show and in which unit, of the data
// source that the user chooses, and that do not lie over one another. Whether their
// queries work only a running Prometheus knows: see live_test.go.
func checkDashboard(dir string) error {
	all, err := panels(dir)
	if err != nil {
		return err
	}
	ids := map[int]string{}
	cells := map[[2]int]string{}
	var problems []error
	bad := func(p panel, what string) { problems = append(problems, fmt.Errorf("panel %q: %s", p.Title, what)) }
	for _, p := range all {
		if other, taken := ids[p.ID]; taken {
			bad(p, "has the id of "+other)
		}
		ids[p.ID] = p.Title
		if p.Title == "" || p.Description == "" || p.FieldConfig.Defaults.Unit == "" {
			bad(p, "title, description or unit is missing")
		}
		if p.Datasource.UID != "${datasource}" {
			bad(p, "does not ask the chosen data source")
		}
		if len(p.Targets) == 0 {
			bad(p, "asks for nothing")
		}
		for _, t := range p.Targets {
			if t.Expr == "" || t.LegendFormat == "" {
				bad(p, "a query or its legend is missing")
			}
		}
		for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
			for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
				if other, taken := cells[[2]int{x, y}]; taken && other != p.Title {
					bad(p, "lies over "+other)
				}
				cells[[2]int{x, y}] = p.Title
			}
		}
	}
	return errors.Join(problems...)
}
