package store_test

import (
	"testing"
	"time"

	"storywatch/store"
)

func TestPageThatHasNotChanged(t *testing.T) {
	s, l, poll := polled(t, listed(1))
	had(t, s, l, next(t, s, l, day0), day0)
	more := listed(1)
	more.UpdatedAt = day0.Add(time.Hour)
	later := day0.Add(time.Hour)
	complete(t, s, l, good(poll, later, more))
	w := next(t, s, l, later)
	if w == nil || w.First {
		t.Fatalf("a listed change is work, and not of the first poll: %+v", w)
	}
	before, _ := s.ChangeSeq(t.Context())
	fail(t, s, l, store.FetchFailure{ItemID: w.ItemID, At: later, State: "not-modified", NextDue: later.Add(time.Hour)})
	d, err := s.Item(t.Context(), "i1")
	if err != nil || d.State != "ok" || d.Change != "new" || d.Revision != 1 || !d.FetchedAt.Equal(later) {
		t.Errorf("state %q, %q, revision %d, fetched %v, %v", d.State, d.Change, d.Revision, d.FetchedAt, err)
	}
	if after, _ := s.ChangeSeq(t.Context()); after != before {
		t.Error("an unchanged page is a change for exports")
	}
	if w := next(t, s, l, later); w != nil {
		t.Errorf("still due: %+v", w)
	}
}

// Two sources list one page: the second is told "not modified" of the text that the first one's item brought.
func TestPageThatAnotherSourceBrought(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "outlet.example", "aggregator.example")
	leases := []*store.Lease{mustClaim(t, s, day0), mustClaim(t, s, day0)}
	for _, l := range leases {
		complete(t, s, l, good(next(t, s, l, day0), day0, listed(1)))
		if err := s.Release(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
	l := mustClaim(t, s, day0)
	had(t, s, l, next(t, s, l, day0), day0)
	exec(t, s, `UPDATE page SET etag = '"p1"'`)
	w := next(t, s, l, day0)
	if w == nil || w.ETag != `"p1"` {
		t.Fatalf("the second item is asked for without the page's validators: %+v", w)
	}
	fail(t, s, l, store.FetchFailure{ItemID: w.ItemID, At: day0, State: "not-modified"})
	d, err := s.Item(t.Context(), "i2")
	if err != nil || d.State != "ok" || d.Text == "" || d.CopyOf != "i1" || d.Copies != 0 || len(d.Topics) != 1 {
		t.Errorf("the second item: %+v, %v", d.ItemRow, err)
	}
	if w := next(t, s, l, day0); w != nil {
		t.Errorf("still due: %+v", w)
	}
}

func TestEveryRequestIsLogged(t *testing.T) {
	s, l, _ := polled(t, listed(1), listed(2))
	had(t, s, l, next(t, s, l, day0), day0)
	w := next(t, s, l, day0)
	fail(t, s, l, store.FetchFailure{ItemID: w.ItemID, At: day0, State: "timeout", Error: "no answer"})
	for _, want := range []string{"poll ok", "fetch ok", "fetch timeout"} {
		if n := query1(t, s, "SELECT count(*) FROM fetch WHERE kind || ' ' || state = $1 AND host_id = $2 AND source_id = 1", want, l.HostID); n != 1 {
			t.Errorf("%d rows of %q", n, want)
		}
	}
}

func TestNotModifiedOfATextThatWasNeverHad(t *testing.T) {
	s, l, _ := polled(t, listed(1))
	exec(t, s, `UPDATE page SET etag = '"lost"'`)
	w := next(t, s, l, day0)
	fail(t, s, l, store.FetchFailure{ItemID: w.ItemID, At: day0, State: "not-modified"})
	if w := next(t, s, l, day0.Add(20*time.Minute)); w != nil {
		t.Errorf("it is asked again at once: %+v", w)
	}
	exec(t, s, "UPDATE source SET next_due_at = next_due_at * 2")
	if w := next(t, s, l, day0.Add(2*time.Hour)); w == nil || w.Kind != store.Fetch || w.ETag != "" {
		t.Errorf("later it is asked for with validators of nothing: %+v", w)
	}
}
