package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"storywatch/store"
)

const ttl = 5 * time.Minute

// sync configures sources; each name becomes a source "<name>" at https://<name>/feed.
func syncSources(t testing.TB, s *store.Store, names ...string) {
	t.Helper()
	var specs []store.SourceSpec
	for _, n := range names {
		specs = append(specs, store.SourceSpec{Name: n, Kind: "feed", URL: "https://" + n + "/feed"})
	}
	if err := s.SyncSources(t.Context(), specs); err != nil {
		t.Fatal(err)
	}
}

func claim(t testing.TB, s *store.Store, now time.Time) *store.Lease {
	t.Helper()
	l, err := s.ClaimHost(t.Context(), now, ttl, now)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func mustClaim(t testing.TB, s *store.Store, now time.Time) *store.Lease {
	t.Helper()
	l := claim(t, s, now)
	if l == nil {
		t.Fatal("nothing could be claimed")
	}
	return l
}

func next(t testing.TB, s *store.Store, l *store.Lease, now time.Time) *store.Work {
	t.Helper()
	w, err := s.NextWork(t.Context(), l, now, now)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// listed is an item of a feed at outlet.example.
func listed(n int) store.ListedItem {
	u := fmt.Sprintf("https://outlet.example/%d", n)
	return store.ListedItem{
		GUID: fmt.Sprint("g", n), URL: u, CanonicalURL: u, Host: "outlet.example", Title: fmt.Sprint("Title ", n), Summary: "Summary",
		PublishedAt: day0.Add(-time.Hour), Precision: "minute",
	}
}

func good(w *store.Work, at time.Time, items ...store.ListedItem) store.PollResult {
	return store.PollResult{SourceID: w.SourceID, At: at, State: "ok", ETag: `"v1"`, Status: 200, NextDue: at.Add(30 * time.Minute), Items: items}
}

func complete(t testing.TB, s *store.Store, l *store.Lease, r store.PollResult) store.PollSummary {
	t.Helper()
	sum, err := s.CompletePoll(t.Context(), l, r)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestHostIsClaimedOnceAcrossHandles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	one, two := open(t, path), open(t, path)
	syncSources(t, one, "a.example", "b.example")
	l1, l2 := mustClaim(t, one, day0), mustClaim(t, two, day0)
	if l1.Host == l2.Host || l1.Token == l2.Token {
		t.Errorf("two workers hold %+v and %+v", l1, l2)
	}
	if l := claim(t, two, day0); l != nil {
		t.Errorf("a third lease was given: %+v", l)
	}
	if err := one.Release(t.Context(), l1); err != nil {
		t.Fatal(err)
	}
	if l := mustClaim(t, two, day0); l.Host != l1.Host {
		t.Errorf("the released host %s was not to be had, but %s", l1.Host, l.Host)
	}
}

func TestFencing(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "a.example")
	old := mustClaim(t, s, day0)
	w := next(t, s, old, day0)
	later := day0.Add(ttl + time.Second)
	if _, err := s.CompletePoll(t.Context(), old, good(w, later)); err != nil {
		t.Fatalf("an expired lease that nobody took is still good: %v", err)
	}
	due := later.Add(time.Hour)
	taken := mustClaim(t, s, due)
	_, pollErr := s.CompletePoll(t.Context(), old, good(w, due, listed(1)))
	_, nextErr := s.NextWork(t.Context(), old, due, due)
	for name, err := range map[string]error{
		"CompletePoll": pollErr,
		"NextWork":     nextErr,
		"Renew":        s.Renew(t.Context(), old, due.Add(ttl)),
		"Release":      s.Release(t.Context(), old),
		"FailFetch":    s.FailFetch(t.Context(), old, store.FetchFailure{ItemID: 1, At: due, State: "gone"}),
	} {
		if !errors.Is(err, store.ErrLostLease) {
			t.Errorf("%s with a lost lease: %v", name, err)
		}
	}
	if n := count(t, s, store.Filter{State: "all"}); n != 0 {
		t.Errorf("%d items were written under a lost lease", n)
	}
	if err := s.Renew(t.Context(), taken, due.Add(2*ttl)); err != nil {
		t.Error(err)
	}
	if l := claim(t, s, due.Add(ttl+time.Second)); l != nil {
		t.Errorf("a renewed lease was given away: %+v", l)
	}
}

// count is how many items a listing gives.
func count(t testing.TB, s *store.Store, f store.Filter) (n int) {
	t.Helper()
	if err := s.EachItem(t.Context(), f, func(store.ItemRow) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestReadyHostGoesFirst(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "a.example", "b.example")
	if _, err := s.Slot(t.Context(), "a.example", time.Hour, day0); err != nil {
		t.Fatal(err)
	}
	if l := mustClaim(t, s, day0); l.Host != "b.example" {
		t.Errorf("host %s was claimed first, but it must rest", l.Host)
	}
	if l := mustClaim(t, s, day0); l.Host != "a.example" {
		t.Errorf("with nothing else ready %s was claimed", l.Host)
	}
}

func TestPollsOfOnePassAreThoseDueAtItsStart(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "a.example")
	l := mustClaim(t, s, day0)
	w := next(t, s, l, day0)
	r := good(w, day0)
	r.NextDue = day0.Add(time.Minute)
	complete(t, s, l, r)
	if err := s.Release(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	later := day0.Add(2 * time.Minute)
	if l, err := s.ClaimHost(t.Context(), later, ttl, day0); l != nil || err != nil {
		t.Errorf("a poll that fell due during the pass was claimed: %+v, %v", l, err)
	}
	if l := claim(t, s, later); l == nil {
		t.Error("the next pass cannot have it")
	}
}

func TestRemovedSourceStopsBeingDue(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "a.example")
	syncSources(t, s)
	if l := claim(t, s, day0); l != nil {
		t.Errorf("a removed source is due: %+v", l)
	}
	if _, ok, err := s.NextDue(t.Context()); ok || err != nil {
		t.Errorf("NextDue of nothing = %v, %v", ok, err)
	}
	syncSources(t, s, "a.example")
	if claim(t, s, day0) == nil {
		t.Error("a source that came back is not due")
	}
}

func TestPagesOfARemovedSourceRest(t *testing.T) {
	s, l, _ := polled(t, listed(1))
	syncSources(t, s)
	if w := next(t, s, l, day0); w != nil {
		t.Errorf("a removed source's page is due: %+v", w)
	}
	if err := s.Release(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if l := claim(t, s, day0.Add(time.Hour)); l != nil {
		t.Errorf("its host was claimed: %+v", l)
	}
	if _, ok, err := s.NextDue(t.Context()); ok || err != nil {
		t.Errorf("NextDue = %v, %v", ok, err)
	}
	syncSources(t, s, "outlet.example")
	l = mustClaim(t, s, day0)
	if w := next(t, s, l, day0); w == nil || w.Kind != store.Fetch {
		t.Errorf("after it came back: %+v", w)
	}
}

// TestManyWorkersDoEachThingOnce lets workers of two processes do what is due at many hosts, on one clock.
func TestManyWorkersDoEachThingOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	handles := []*store.Store{open(t, path), open(t, path)}
	const hosts, items = 12, 3
	var names []string
	for i := range hosts {
		names = append(names, fmt.Sprintf("host%d.example", i))
	}
	syncSources(t, handles[0], names...)
	var mu sync.Mutex
	done := map[string]int{}
	var wg sync.WaitGroup
	for i := range 6 {
		s := handles[i%2]
		wg.Go(func() {
			if err := drain(s, items, func(deed string) { mu.Lock(); done[deed]++; mu.Unlock() }); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(done) != hosts*(1+items) {
		t.Errorf("%d different things were done, want %d", len(done), hosts*(1+items))
	}
	for deed, n := range done {
		if n != 1 {
			t.Errorf("%s was done %d times", deed, n)
		}
	}
}

// drain does what is due at day0: polls list items at their own host, pages fail for good.
func drain(s *store.Store, items int, note func(string)) error {
	ctx := context.Background()
	for {
		l, err := s.ClaimHost(ctx, day0, ttl, day0)
		if l == nil || err != nil {
			return err
		}
		for {
			w, err := s.NextWork(ctx, l, day0, day0)
			if err != nil {
				return err
			}
			if w == nil {
				break
			}
			note(string(w.Kind) + " " + w.URL)
			if w.Kind == store.Fetch {
				err = s.FailFetch(ctx, l, store.FetchFailure{ItemID: w.ItemID, At: day0, State: "gone", Final: true})
			} else {
				r := good(w, day0)
				for n := range items {
					u := fmt.Sprintf("https://%s/%d", l.Host, n)
					r.Items = append(r.Items, store.ListedItem{GUID: u, URL: u, CanonicalURL: u, Host: l.Host, Title: u})
				}
				_, err = s.CompletePoll(ctx, l, r)
			}
			if err != nil {
				return err
			}
		}
		if err := s.Release(ctx, l); err != nil {
			return err
		}
	}
}

func TestSourceAtAnotherAddressStartsAnew(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "a.example")
	l := mustClaim(t, s, day0)
	complete(t, s, l, good(next(t, s, l, day0), day0))
	if err := s.SyncSources(t.Context(), []store.SourceSpec{{Name: "a.example", Kind: "feed", URL: "https://new.example/feed"}}); err != nil {
		t.Fatal(err)
	}
	l = mustClaim(t, s, day0)
	if w := next(t, s, l, day0); l.Host != "new.example" || w.ETag != "" || !w.First {
		t.Errorf("host %s, work %+v", l.Host, w)
	}
}

func TestSlotsAcrossHandles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	handles := []*store.Store{open(t, path), open(t, path)}
	const each, gap = 20, 2 * time.Second
	got := make(chan time.Time, 2*each)
	for _, s := range handles {
		go func() {
			for range each {
				at, err := s.Slot(context.Background(), "Slow.Example:8080", gap, day0)
				if err != nil {
					t.Error(err)
				}
				got <- at
			}
		}()
	}
	seen := map[time.Time]bool{}
	for range 2 * each {
		seen[<-got] = true
	}
	for i := range 2 * each {
		if at := day0.Add(time.Duration(i) * gap); !seen[at] {
			t.Errorf("no slot at %v", at)
		}
	}
}

func TestSlotKeepsTheLongerGap(t *testing.T) {
	s := fresh(t)
	slot := func(gap time.Duration, now time.Time) time.Duration {
		at, err := s.Slot(t.Context(), "a.example", gap, now)
		if err != nil {
			t.Fatal(err)
		}
		return at.Sub(day0)
	}
	if d := slot(2*time.Second, day0); d != 0 {
		t.Errorf("first slot after %v", d)
	}
	if d := slot(10*time.Second, day0); d != 10*time.Second {
		t.Errorf("a request that wants 10 s after the one before got its slot after %v", d)
	}
	if d := slot(2*time.Second, day0.Add(11*time.Second)); d != 20*time.Second {
		t.Errorf("the request after it came after %v", d)
	}
	if d := slot(2*time.Second, day0.Add(time.Hour)); d != time.Hour {
		t.Errorf("a host that rested got its slot after %v", d)
	}
}

func TestNextDue(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "a.example")
	l := mustClaim(t, s, day0)
	if at, ok, err := s.NextDue(t.Context()); !ok || err != nil || !at.Equal(day0.Add(ttl)) {
		t.Errorf("while another holds the host: %v, %v, %v; want the end of its lease", at, ok, err)
	}
	complete(t, s, l, good(next(t, s, l, day0), day0))
	if err := s.Release(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if at, ok, err := s.NextDue(t.Context()); !ok || err != nil || !at.Equal(day0.Add(30*time.Minute)) {
		t.Errorf("NextDue = %v, %v, %v", at, ok, err)
	}
}

func TestRobots(t *testing.T) {
	s := fresh(t)
	if _, _, at, err := s.LoadRobots(t.Context(), "a.example"); !at.IsZero() || err != nil {
		t.Errorf("before: %v, %v", at, err)
	}
	if err := s.SaveRobots(t.Context(), "a.example", 200, []byte("User-agent: *"), day0); err != nil {
		t.Fatal(err)
	}
	status, body, at, err := s.LoadRobots(t.Context(), "A.example")
	if status != 200 || string(body) != "User-agent: *" || !at.Equal(day0) || err != nil {
		t.Errorf("after: %d %q %v %v", status, body, at, err)
	}
}
