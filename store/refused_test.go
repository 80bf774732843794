package store_test

import (
	"fmt"
	"testing"
	"time"

	"storywatch/store"
)

// refuse does what a worker does with a page that is refused for good: the failure is written, then what the list said.
func refuse(t testing.TB, s *store.Store, l *store.Lease, w *store.Work, at time.Time, web, state string) {
	t.Helper()
	fail(t, s, l, store.FetchFailure{ItemID: w.ItemID, At: at, State: web, Error: "refused", Final: true})
	o := observed("outlet.example", 1, 0, "Summary")
	o.ExternalID, o.ItemID, o.SeenAt, o.ObservedBy, o.State, o.Title = "", w.ItemID, at, "feed", state, w.Title
	if _, err := s.Record(t.Context(), l, o, ladder); err != nil {
		t.Fatal(err)
	}
}

// had does what a worker does with a page that was had.
func had(t testing.TB, s *store.Store, l *store.Lease, w *store.Work, at time.Time) {
	t.Helper()
	o := observed("outlet.example", 1, 0, body(1)...)
	o.ExternalID, o.ItemID, o.SeenAt, o.ObservedBy = "", w.ItemID, at, "fetch"
	if _, err := s.Record(t.Context(), l, o, ladder); err != nil {
		t.Fatal(err)
	}
}

func TestRefusedPageIsItsListing(t *testing.T) {
	for web, state := range map[string]string{"blocked": "blocked", "not-found": "gone", "server-error": "failed"} {
		t.Run(web, func(t *testing.T) {
			s, l, poll := polled(t, listed(1))
			w := next(t, s, l, day0)
			refuse(t, s, l, w, day0, web, state)
			id := fmt.Sprint("i", w.ItemID)
			d, err := s.Item(t.Context(), id)
			if err != nil || d.State != state || d.Title != "Title 1" || d.Text != "Summary" || d.Error != "refused" {
				t.Errorf("item: state %q title %q text %q error %q, %v", d.State, d.Title, d.Text, d.Error, err)
			}
			if w := next(t, s, l, day0.Add(time.Minute)); w != nil {
				t.Errorf("it is asked for again: %+v", w)
			}
			// The list says more, and this time the page comes.
			more := listed(1)
			more.Summary = "More"
			complete(t, s, l, good(poll, day0.Add(time.Minute), more))
			had(t, s, l, next(t, s, l, day0.Add(time.Minute)), day0.Add(time.Minute))
			d, err = s.Item(t.Context(), id)
			if err != nil || d.State != "ok" || d.Revision != 2 || d.Error != "" {
				t.Errorf("item: state %q revision %d error %q, %v", d.State, d.Revision, d.Error, err)
			}
		})
	}
}

func TestRefusedPageKeepsTheTextItHad(t *testing.T) {
	for web, want := range map[string]struct{ state, change string }{
		"blocked":      {"ok", "new"},
		"server-error": {"ok", "new"},
		"gone":         {"gone", "withdrawn"},
	} {
		t.Run(web, func(t *testing.T) {
			s, l, poll := polled(t, listed(1))
			w := next(t, s, l, day0)
			had(t, s, l, w, day0)
			more := listed(1)
			more.Summary = "More"
			later := day0.Add(time.Minute)
			complete(t, s, l, good(poll, later, more))
			state := map[string]string{"blocked": "blocked", "server-error": "failed", "gone": "gone"}[web]
			refuse(t, s, l, next(t, s, l, later), later, web, state)
			d, err := s.Item(t.Context(), fmt.Sprint("i", w.ItemID))
			if err != nil || len(d.Revisions) != 1 || d.State != want.state || d.Change != want.change {
				t.Errorf("state %q, %q, %d texts, %v", d.State, d.Change, len(d.Revisions), err)
			}
			if w := next(t, s, l, later); w != nil {
				t.Errorf("it is asked for again: %+v", w)
			}
		})
	}
}
