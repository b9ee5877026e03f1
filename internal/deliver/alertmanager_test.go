package deliver

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

func manager(t *testing.T) *fixture {
	return start(t, func(r *Receiver) { r.Kind, r.SecretFiles, r.URL = Alertmanager, nil, r.URL[:len(r.URL)-len("/hook")] }, answer(200))
}

func alertsOf(t *testing.T, r request) (alerts []pushed) {
	t.Helper()
	if err := json.Unmarshal(r.body, &alerts); err != nil {
		t.Fatal(err)
	}
	return alerts
}

// A story is an alert for each of its steps, and all end when it is taken back.
func TestAlertmanagerFollowsAStory(t *testing.T) {
	f := manager(t)
	a := newAlertmanager(f.receiver)
	for _, name := range []string{"new", "follow-up", "retraction"} {
		r := record(t, name, nil)
		r.Time = f.now.Add(-time.Minute)
		if err := f.handle(t.Context(), t.Context(), a, r); err != nil {
			t.Fatal(err)
		}
	}
	f.want(Delivered, Delivered, Delivered)
	first, second, ended := alertsOf(t, f.requests[0]), alertsOf(t, f.requests[1]), alertsOf(t, f.requests[2])
	if len(first) != 1 || len(second) != 1 || len(ended) != 2 {
		t.Fatalf("%d, %d and %d alerts were pushed, want 1, 1 and 2", len(first), len(second), len(ended))
	}
	if got := first[0]; got.Labels["parties"] != "CHN-KAZ" || got.Labels["status"] != "signed" || got.Labels["kind"] != "new" ||
		!got.StartsAt.Equal(noon.Add(-time.Minute)) || got.EndsAt.Sub(got.StartsAt) != 4*time.Hour {
		t.Errorf("the new alert is %+v", got)
	}
	if got := second[0]; got.Labels["status"] != "in_force" || got.Labels["kind"] != "follow_up" {
		t.Errorf("the follow-up is %+v", got)
	}
	for _, got := range ended {
		if got.EndsAt.After(f.now) {
			t.Errorf("%s ends at %v, after now", got.Labels["status"], got.EndsAt)
		}
	}
	if still := a.still(f.now); len(still) != 0 {
		t.Errorf("still active: %+v", still)
	}
}

// An active alert is pushed again with the same labels until it ends.
func TestAlertmanagerIsToldAgain(t *testing.T) {
	f := manager(t)
	a := newAlertmanager(f.receiver)
	m, err := read(record(t, "new", nil))
	if err != nil {
		t.Fatal(err)
	}
	first := a.apply(m, noon)
	for _, after := range []time.Duration{time.Minute, 3 * time.Hour} {
		again := a.still(noon.Add(after))
		if len(again) != 1 || again[0].Labels["story"] != first[0].Labels["story"] || !again[0].EndsAt.Equal(first[0].EndsAt) {
			t.Errorf("after %v: %+v", after, again)
		}
	}
	if left := a.still(noon.Add(5 * time.Hour)); len(left) != 0 {
		t.Errorf("after its end: %+v", left)
	}
	a.still(noon.Add(6 * time.Hour))
	if len(a.active) != 0 {
		t.Error("an alert that ended is not forgotten")
	}
	if got := a.apply(&message{Envelope: events.WrapAlert(m.Alert, ""), taken: noon.Add(-5 * time.Hour)}, noon); got != nil {
		t.Errorf("an alert that is over was pushed: %+v", got)
	}
}
