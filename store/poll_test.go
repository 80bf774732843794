package store_test

import (
	"fmt"
	"testing"
	"time"

	"storywatch/store"
)

// polled is a store with one source at outlet.example whose first poll listed items.
func polled(t testing.TB, items ...store.ListedItem) (*store.Store, *store.Lease, *store.Work) {
	t.Helper()
	s := fresh(t)
	syncSources(t, s, "outlet.example")
	l := mustClaim(t, s, day0)
	w := next(t, s, l, day0)
	complete(t, s, l, good(w, day0, items...))
	return s, l, w
}

func TestNewItemsBecomeWork(t *testing.T) {
	text := store.ListedItem{
		GUID: "docket-7", URL: "https://court.example/d", CanonicalURL: "https://court.example/d", Host: "court.example",
		Title: "Order", Summary: "ORDER granting <motion>", NoFetch: true,
	}
	elsewhere := listed(2)
	elsewhere.Host = "cdn.example"
	s, l, poll := polled(t, listed(1), text, elsewhere)
	if poll.Kind != store.Poll || !poll.First || poll.URL != "https://outlet.example/feed" {
		t.Errorf("the poll was %+v", poll)
	}
	w := next(t, s, l, day0)
	if w == nil || w.Kind != store.Fetch || w.URL != "https://outlet.example/1" || w.Title != "Title 1" || !w.First || !w.PublishedAt.Equal(day0.Add(-time.Hour)) {
		t.Fatalf("first: %+v", w)
	}
	fail(t, s, l, store.FetchFailure{ItemID: w.ItemID, At: day0, State: "gone"})
	w = next(t, s, l, day0)
	if w == nil || w.Kind != store.Read || w.Content != "<p>ORDER granting &lt;motion&gt;</p>" || w.Title != "Order" {
		t.Fatalf("a text that came with the list belongs to the source's host: %+v", w)
	}
	other := mustClaim(t, s, day0)
	if w := next(t, s, other, day0); other.Host != "cdn.example" || w == nil || w.URL != elsewhere.URL {
		t.Errorf("host %s has %+v", other.Host, w)
	}
}

func fail(t testing.TB, s *store.Store, l *store.Lease, f store.FetchFailure) {
	t.Helper()
	if err := s.FailFetch(t.Context(), l, f); err != nil {
		t.Fatal(err)
	}
}

func TestPollOfKnownItems(t *testing.T) {
	same := func(it *store.ListedItem) {}
	tests := []struct {
		name   string
		change func(*store.ListedItem)
		want   store.PollSummary
	}{
		{"unchanged", same, store.PollSummary{Known: 1}},
		{"publication date", func(it *store.ListedItem) { it.PublishedAt = day0; it.PublishedRaw = "now" }, store.PollSummary{Known: 1}},
		{"tracking parameter", func(it *store.ListedItem) { it.URL += "?utm_source=x" }, store.PollSummary{Known: 1}},
		{"title", func(it *store.ListedItem) { it.Title = "Corrected" }, store.PollSummary{Changed: 1}},
		{"summary", func(it *store.ListedItem) { it.Summary = "More" }, store.PollSummary{Changed: 1}},
		{"content", func(it *store.ListedItem) { it.ContentHTML = "<p>All</p>" }, store.PollSummary{Changed: 1}},
		{"updated date", func(it *store.ListedItem) { it.UpdatedAt = day0 }, store.PollSummary{Changed: 1}},
		{"new guid at the same address", func(it *store.ListedItem) { it.GUID = "renamed" }, store.PollSummary{Known: 1}},
		{"another item", func(it *store.ListedItem) { *it = listed(2) }, store.PollSummary{New: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, l, w := polled(t, listed(1))
			first := next(t, s, l, day0)
			fail(t, s, l, store.FetchFailure{ItemID: first.ItemID, At: day0, State: "timeout"})
			it := listed(1)
			tt.change(&it)
			later := day0.Add(time.Hour)
			sum := complete(t, s, l, good(w, later, it))
			tt.want.Before = "ok"
			if sum != tt.want {
				t.Errorf("got %+v, want %+v", sum, tt.want)
			}
			// Until the next poll is due, what is left is the page.
			work := next(t, s, l, later.Add(time.Second))
			if again := work != nil && work.Kind == store.Fetch; again != (sum.Changed+sum.New == 1) {
				t.Errorf("work after the poll: %+v", work)
			}
			if sum.Changed == 1 && work != nil && work.First {
				t.Error("a change is not news of the first poll")
			}
			again := complete(t, s, l, good(w, later.Add(time.Hour), it))
			if again.Known != 1 || again.New+again.Changed != 0 {
				t.Errorf("the same list again: %+v", again)
			}
		})
	}
}

func TestItemsAtOneAddress(t *testing.T) {
	part := func(guid, title string) store.ListedItem {
		it := listed(1)
		it.GUID, it.Title = guid, title
		return it
	}
	entry := func(guid string) store.ListedItem {
		it := part(guid, "Entry "+guid)
		it.NoFetch, it.Host = true, ""
		return it
	}
	tests := []struct {
		name  string
		polls [][]store.ListedItem
		want  []store.PollSummary // New, Known only
		pages int
	}{
		{
			"two of one poll stay two",
			[][]store.ListedItem{{part("a", "A"), part("b", "B")}, {part("a", "A"), part("b", "B")}},
			[]store.PollSummary{{New: 2}, {Known: 2}},
			2,
		},
		{"listed twice under one guid is one", [][]store.ListedItem{{part("a", "A"), part("a", "A")}}, []store.PollSummary{{New: 1}}, 1},
		{
			"a second one beside the first",
			[][]store.ListedItem{{part("a", "A")}, {part("b", "B"), part("a", "A")}, {part("b", "B")}},
			[]store.PollSummary{{New: 1}, {New: 1, Known: 1}, {Known: 1}},
			2,
		},
		{
			"docket entries go by guid",
			[][]store.ListedItem{{entry("1")}, {entry("2")}, {entry("3")}},
			[]store.PollSummary{{New: 1}, {New: 1}, {New: 1}},
			3,
		},
		{"one guid for different pages is no guid", [][]store.ListedItem{
			{dup(1), dup(2), dup(3)}, {dup(3), dup(1), dup(2)},
		}, []store.PollSummary{{New: 3}, {Known: 3}}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := fresh(t)
			syncSources(t, s, "outlet.example")
			l := mustClaim(t, s, day0)
			w := next(t, s, l, day0)
			for i, items := range tt.polls {
				sum := complete(t, s, l, good(w, day0.Add(time.Duration(i)*time.Minute), items...))
				if sum.New != tt.want[i].New || sum.Known != tt.want[i].Known || sum.Changed != 0 {
					t.Errorf("poll %d: %+v, want %+v", i, sum, tt.want[i])
				}
			}
			if got := query1(t, s, "SELECT count(*) FROM page"); got != int64(tt.pages) {
				t.Errorf("%d pages, want %d", got, tt.pages)
			}
		})
	}
}

// dup is the nth of several items that share a guid.
func dup(n int) store.ListedItem {
	it := listed(n)
	it.GUID = "same"
	return it
}

func TestTwoSourcesShareAPage(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "outlet.example", "aggregator.example")
	for range 2 {
		l := mustClaim(t, s, day0)
		complete(t, s, l, good(next(t, s, l, day0), day0, listed(1)))
	}
	if n := query1(t, s, "SELECT count(*) FROM page"); n != 1 {
		t.Errorf("%d pages for one address", n)
	}
	if n := count(t, s, store.Filter{State: "all"}); n != 2 {
		t.Errorf("%d items for two listings", n)
	}
}

func TestFailingPoll(t *testing.T) {
	s, l, w := polled(t, listed(1))
	steps := []struct {
		state    string
		changed  bool
		before   string
		failures int
	}{
		{"not-modified", false, "ok", 0},
		{"timeout", true, "ok", 1},
		{"blocked", false, "timeout", 2},
		{"ok", true, "blocked", 0},
	}
	for i, st := range steps {
		at := day0.Add(time.Duration(i+1) * time.Hour)
		r := store.PollResult{SourceID: w.SourceID, At: at, State: st.state, NextDue: at.Add(time.Hour)}
		if st.state == "ok" {
			r.ETag = `"v2"`
		} else if st.state != "not-modified" {
			r.Error = "no answer in 20s"
		}
		sum := complete(t, s, l, r)
		if sum.StateChanged != st.changed || sum.Before != st.before {
			t.Errorf("%s: %+v", st.state, sum)
		}
		row := sources(t, s)[0]
		want := st.state
		if want == "not-modified" {
			want = "ok"
		}
		if row.State != want || row.Failures != st.failures || row.Error != r.Error || !row.LastPoll.Equal(at) || !row.Next.Equal(r.NextDue) {
			t.Errorf("%s: %+v", st.state, row)
		}
		wantTag := `"v1"`
		if st.state == "ok" {
			wantTag = `"v2"`
		}
		if again := next(t, s, l, at.Add(2*time.Hour)); again.ETag != wantTag {
			t.Errorf("after %s the validator is %s", st.state, again.ETag)
		}
	}
	row := sources(t, s)[0]
	if !row.StateSince.Equal(day0.Add(4 * time.Hour)) {
		t.Errorf("state since %v", row.StateSince)
	}
}

func sources(t testing.TB, s *store.Store) (rows []store.SourceRow) {
	t.Helper()
	if err := s.EachSource(t.Context(), store.Filter{}, func(r store.SourceRow) error { rows = append(rows, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestPollIsAllOrNothing(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "outlet.example")
	exec(t, s, `CREATE TRIGGER trouble BEFORE INSERT ON item WHEN new.guid = 'g3' BEGIN SELECT raise(ABORT, 'trouble'); END`)
	l := mustClaim(t, s, day0)
	w := next(t, s, l, day0)
	r := good(w, day0, listed(1), listed(2), listed(3))
	r.Body = &store.Body{Bytes: []byte("<rss/>"), FetchedAt: day0}
	if _, err := s.CompletePoll(t.Context(), l, r); err == nil {
		t.Fatal("the trouble was swallowed")
	}
	for _, table := range []string{"item", "page", "body", "fetch"} {
		if n := query1(t, s, "SELECT count(*) FROM "+table); n != 0 {
			t.Errorf("%d rows of %s stayed behind", n, table)
		}
	}
	if again := next(t, s, l, day0); again == nil || again.Kind != store.Poll || again.ETag != "" {
		t.Errorf("the poll is not to be done again with the old validators: %+v", again)
	}
}

func TestFailFetch(t *testing.T) {
	retry := day0.Add(time.Hour)
	tests := []struct {
		name    string
		failure store.FetchFailure
		state   string
		due     bool // again after an hour
		visible bool
	}{
		{"timeout, tried again", store.FetchFailure{State: "timeout", Error: "no answer", NextDue: retry}, "pending", true, false},
		{"timeout, the last time", store.FetchFailure{State: "timeout", Error: "no answer"}, "failed", false, true},
		{"403", store.FetchFailure{State: "blocked", Error: "refused", Final: true}, "blocked", false, true},
		{"403, looked at again", store.FetchFailure{State: "blocked", Error: "refused", Final: true, NextDue: retry}, "blocked", true, true},
		{"robots.txt", store.FetchFailure{State: "robots", Error: "not allowed", Final: true}, "blocked", false, true},
		{"404", store.FetchFailure{State: "not-found", Error: "not there", Final: true}, "gone", false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, l, _ := polled(t, listed(1))
			w := next(t, s, l, day0)
			tt.failure.ItemID, tt.failure.At = w.ItemID, day0
			before, _ := s.ChangeSeq(t.Context())
			fail(t, s, l, tt.failure)
			d, err := s.Item(t.Context(), fmt.Sprint("i", w.ItemID))
			if err != nil || d.State != tt.state || d.Error != tt.failure.Error {
				t.Errorf("item: state %q error %q, %v", d.State, d.Error, err)
			}
			if n := count(t, s, store.Filter{AfterSeq: before}); (n == 1) != tt.visible {
				t.Errorf("%d new items in the next export", n)
			}
			if now := next(t, s, l, day0); now != nil {
				t.Errorf("still due: %+v", now)
			}
			again := next(t, s, l, day0.Add(29*time.Minute))
			if again != nil {
				t.Errorf("due too early: %+v", again)
			}
			l2 := next(t, s, l, retry)
			for l2 != nil && l2.Kind == store.Poll {
				complete(t, s, l, store.PollResult{SourceID: l2.SourceID, At: retry, State: "not-modified", NextDue: retry.Add(time.Hour)})
				l2 = next(t, s, l, retry)
			}
			if (l2 != nil) != tt.due || (l2 != nil && l2.Attempts != 1) {
				t.Errorf("after an hour: %+v", l2)
			}
		})
	}
}

func BenchmarkCompletePollUnchanged(b *testing.B) {
	items := make([]store.ListedItem, 100)
	for i := range items {
		items[i] = listed(i)
	}
	s, l, w := polled(b, items...)
	for i := 0; b.Loop(); i++ {
		sum := complete(b, s, l, good(w, day0.Add(time.Duration(i)*time.Minute), items...))
		if sum.Known != len(items) {
			b.Fatalf("%+v", sum)
		}
	}
}
