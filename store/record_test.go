package store_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store"
	"storywatch/store/novelty"
)

var ladder = novelty.Ladder{
	"contract-award": {{"expected"}, {"awarded"}, {"withdrawn"}},
	"designation":    {{"considered"}, {"threatened"}, {"announced"}, {"formal"}, {"blocked"}, {"lifted"}},
	"injunction":     {{"sought"}, {"granted", "denied"}, {"stayed"}, {"lifted"}},
	"lawsuit":        {{"threatened"}, {"announced"}, {"filed"}, {"dropped"}, {"dismissed"}},
}

// body is an invented report of some length, the same for the same n.
func body(n int) []string {
	out := []string{fmt.Sprintf("The harbor council of Saltmarsh met for the %dth time on the question of the north pier.", n)}
	for i := range 12 {
		out = append(out, fmt.Sprintf("Speaker %d of meeting %d said tide table %d would have to be drawn again before ship %d could call at berth %d.",
			i, n, n*31+i, n*17+i*3, i*7+n))
	}
	return out
}

// observed is document n of an outlet, seen a number of hours after the first day.
func observed(outlet string, n, hours int, sentences ...string) store.Observation {
	text := strings.Join(sentences, "\n\n")
	address := fmt.Sprintf("https://%s/%d", outlet, n)
	return store.Observation{
		ExternalID: fmt.Sprintf("%s-%d-%d", outlet, n, hours), Source: outlet, URL: address, Canonical: address,
		SeenAt: day0.Add(time.Duration(hours) * time.Hour), ObservedBy: "import", Extractor: 1,
		Title: fmt.Sprintf("Saltmarsh council meets for the %dth time about its northern pier", n), State: "full", Language: "en",
		PublishedAt: day0.Add(time.Duration(hours) * time.Hour).Format(time.RFC3339), Precision: "minute",
		Text: text, Words: len(strings.Fields(text)), Sentences: sentences, Topics: []string{"pier"}, UnconfirmedBelow: .5,
		Entities: []store.Entity{{Name: "Norvane", Kind: "company", Known: true, Count: 2}, {Name: "Port Agency", Kind: "agency", Known: true, Count: 1}},
	}
}

// span is where words stand in the observation's text; the texts are ASCII or the words unique, as tests need it.
func span(t testing.TB, o *store.Observation, words string) store.Span {
	t.Helper()
	i := strings.Index(o.Text, words)
	if i < 0 {
		t.Fatalf("%q does not stand in the text", words)
	}
	start := len([]rune(o.Text[:i]))
	return store.Span{Start: start, End: start + len([]rune(words)), Text: words}
}

// suit makes a sentence of the observation a claim that Norvane sued the Port Agency.
func says(t testing.TB, o *store.Observation, sentence string, change func(*store.Claim)) {
	t.Helper()
	c := store.Claim{Type: "lawsuit", Status: "filed", Actors: []string{"Norvane", "Port Agency"}, Evidence: span(t, o, sentence), Confidence: .9, Alert: "now", Rule: "test"}
	if change != nil {
		change(&c)
	}
	o.Claims = append(o.Claims, c)
}

func record(t testing.TB, s *store.Store, o store.Observation) store.Recorded {
	t.Helper()
	r, err := s.Record(context.Background(), nil, o, ladder)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// events are all events as "change type/status alert".
func events(t testing.TB, s *store.Store) (rows []store.EventRow, short []string) {
	t.Helper()
	err := s.EachEvent(t.Context(), store.Filter{}, func(e store.EventRow) error {
		rows = append(rows, e)
		short = append(short, strings.TrimSpace(fmt.Sprintf("%s %s/%s %s", e.Change, e.Type, e.Status, e.Alert)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows, short
}

func wantEvents(t testing.TB, s *store.Store, want ...string) []store.EventRow {
	t.Helper()
	rows, got := events(t, s)
	if !slices.Equal(got, want) {
		t.Errorf("events\n got %q\nwant %q", got, want)
		for _, r := range rows {
			t.Log(r.Why)
		}
	}
	return rows
}

func TestACopyJoinsItsArticle(t *testing.T) {
	s := fresh(t)
	first := record(t, s, observed("gull.example", 1, 0, body(1)...))
	copied := observed("tern.example", 77, 2, append([]string{"From our news service."}, body(1)...)...)
	copied.Title = "Pier talks go on"
	got := record(t, s, copied)
	if got.Outcome != store.OutcomeCopy || got.ArticleID != first.ArticleID || got.StoryID != first.StoryID {
		t.Errorf("the copy is %+v, the first %+v", got, first)
	}
	other := record(t, s, observed("tern.example", 2, 3, body(2)...))
	if other.Outcome != store.OutcomeNew || other.ArticleID == first.ArticleID {
		t.Errorf("another text is %+v", other)
	}
	articles := map[string]string{}
	if err := s.EachCopy(t.Context(), store.Filter{}, func(c store.CopyRow) error { articles[c.ItemID] = c.ArticleID; return nil }); err != nil {
		t.Fatal(err)
	}
	if len(articles) != 3 || articles["gull.example-1-0"] != articles["tern.example-77-2"] || articles["tern.example-2-3"] == articles["gull.example-1-0"] {
		t.Errorf("copies are %v", articles)
	}
}

func TestWhoPublishedFirst(t *testing.T) {
	s := fresh(t)
	late := observed("gull.example", 1, 5, body(1)...)
	quote := store.Quote{Span: span(t, &late, "tide table 31 would have to be drawn again"), Kind: "direct", Speaker: "Mara Holm", Confidence: .9}
	late.Quotes = []store.Quote{quote}
	record(t, s, late)
	early := observed("tern.example", 9, 6, body(1)...)
	early.PublishedAt = day0.Format(time.RFC3339)
	early.Quotes = []store.Quote{quote}
	record(t, s, early)
	n := 0
	err := s.EachQuote(t.Context(), store.Filter{}, func(q store.QuoteRow) error {
		n++
		if q.FirstPublishedBy != "tern.example" || q.Attestations != 2 {
			t.Errorf("first published by %q, %d attestations", q.FirstPublishedBy, q.Attestations)
		}
		return nil
	})
	if err != nil || n != 1 {
		t.Errorf("%d quotes, %v", n, err)
	}
}

func TestARevisionTellsOnlyWhatItAdds(t *testing.T) {
	s := fresh(t)
	sued := "Norvane sued the Port Agency over the north pier on Tuesday."
	o := observed("gull.example", 1, 0, append(body(1), sued)...)
	says(t, &o, sued, nil)
	record(t, s, o)

	same := o
	same.ExternalID, same.SeenAt = "again", o.SeenAt.Add(time.Hour)
	if r := record(t, s, same); r.Outcome != store.OutcomeUnchanged || r.RevisionID != 1 {
		t.Errorf("the same text is %+v", r)
	}

	// A quote is made gentler without a word, the old claim stands, and a settlement is added.
	changed := body(1)
	changed[3] = "Speaker 2 of meeting 1 said tide table 33 might have to be drawn again before ship 23 could call at berth 15."
	dropped := "Norvane dropped its suit against the Port Agency late on Wednesday."
	o2 := observed("gull.example", 1, 30, append(changed, sued, dropped)...)
	says(t, &o2, sued, func(c *store.Claim) { c.Date, c.Precision = "2026-01-02", "day" }) // misread now, but not new
	says(t, &o2, dropped, func(c *store.Claim) { c.Status = "dropped" })
	if r := record(t, s, o2); r.Outcome != store.OutcomeRevised || len(r.Events) != 1 {
		t.Errorf("the revision is %+v", r)
	}
	wantEvents(t, s, "new lawsuit/filed now", "upgrade lawsuit/dropped now")
	d, err := s.Item(t.Context(), o2.ExternalID)
	if err != nil {
		t.Fatal(err)
	}
	rev := d.Revisions[len(d.Revisions)-1]
	if len(d.Revisions) != 2 || !slices.Equal(rev.Added, []string{changed[3], dropped}) || !slices.Equal(rev.Removed, []string{body(1)[3]}) {
		t.Errorf("revision 2 added %q and removed %q", rev.Added, rev.Removed)
	}

	retitled := o2
	retitled.ExternalID, retitled.Title = "retitled", "Norvane gives up"
	if r := record(t, s, retitled); r.Outcome != store.OutcomeRevised {
		t.Errorf("a new title over an old text is %+v", r)
	}
}

func TestOffTopicKeepsTheTitleOnly(t *testing.T) {
	s := fresh(t)
	o := observed("gull.example", 1, 0, body(1)...)
	o.OffTopic, o.Topics = true, nil
	says(t, &o, o.Sentences[0], nil)
	for range 2 {
		if r := record(t, s, o); r.Outcome != store.OutcomeOffTopic || r.RevisionID != 0 {
			t.Errorf("got %+v", r)
		}
	}
	wantEvents(t, s)
	var revisions, items int
	if err := s.Writer().QueryRow("SELECT (SELECT count(*) FROM revision), (SELECT count(*) FROM item WHERE state = 'off-topic' AND title <> '')").Scan(&revisions, &items); err != nil {
		t.Fatal(err)
	}
	if revisions != 0 || items != 1 {
		t.Errorf("%d texts kept, %d items", revisions, items)
	}
}

func TestARefusedPageKeepsItsTitle(t *testing.T) {
	s := fresh(t)
	o := observed("gull.example", 1, 0)
	o.State, o.Title = "blocked", "Norvane sues Port Agency over northern pier"
	o.Claims = []store.Claim{{Type: "lawsuit", Status: "filed", Actors: []string{"Norvane", "Port Agency"}, Confidence: .8, Alert: "now"}}
	r := record(t, s, o)
	wantEvents(t, s, "new lawsuit/filed now")
	d, err := s.Item(t.Context(), o.ExternalID)
	if err != nil || d.State != "blocked" || d.Title != o.Title || r.Outcome != store.OutcomeNew {
		t.Errorf("%+v, %v", d.ItemRow, err)
	}
	// Later it can be had: the text is a revision, and what it says is told once.
	sued := "Norvane sued the Port Agency over the north pier on Tuesday."
	o2 := observed("gull.example", 1, 5, append(body(1), sued)...)
	says(t, &o2, sued, nil)
	if r := record(t, s, o2); r.Outcome != store.OutcomeRevised {
		t.Errorf("the text is %+v", r)
	}
	wantEvents(t, s, "new lawsuit/filed now")
	// Refused again: the text stays.
	o.ExternalID, o.SeenAt = "refused again", o2.SeenAt.Add(time.Hour)
	if r := record(t, s, o); r.Outcome != store.OutcomeUnchanged {
		t.Errorf("refused again: %+v", r)
	}
}

func TestAPaywallsFormIsNoCopy(t *testing.T) {
	s := fresh(t)
	form := body(40)[:6]
	seen := map[int64]bool{}
	for i, title := range []string{"Wheat prices climb again", "Ferry line buys new tugs", "Museum opens eastern wing", "Old lighthouse sold abroad", "Harbor seals return home"} {
		o := observed("gull.example", i, i, form...)
		o.Title = title
		seen[record(t, s, o).ArticleID] = true
	}
	if len(seen) != 5 {
		t.Errorf("five articles behind one form became %d", len(seen))
	}
}

func TestARoundUpIsLinked(t *testing.T) {
	s := fresh(t)
	first := record(t, s, observed("gull.example", 1, 0, body(1)...))
	round := observed("tern.example", 2, 1, slices.Concat(body(5), body(6), body(7), body(1), body(8))...)
	round.Title = "The week in Saltmarsh harbor news"
	r := record(t, s, round)
	if r.Outcome != store.OutcomeNew {
		t.Fatalf("the round-up is %+v", r)
	}
	var holds int64
	if err := s.Writer().QueryRow("SELECT contains_id FROM article_link WHERE article_id = $1", r.ArticleID).Scan(&holds); err != nil || holds != first.ArticleID {
		t.Errorf("holds %d, %v; want %d", holds, err, first.ArticleID)
	}
}

// dump is all that was remembered, without the clock of writing.
func dump(t testing.TB, s *store.Store) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, q := range []string{
		"SELECT id, state, title, revision_id, page_id, work, due_at FROM item ORDER BY id", "SELECT id, key, article_id, revision_id FROM page ORDER BY id",
		"SELECT id, number, text_hash, added, removed FROM revision ORDER BY id", "SELECT id, words, speaker FROM quote ORDER BY id",
		"SELECT id, quote_id, revision_id FROM attestation ORDER BY id", "SELECT id, type, status, independent FROM development ORDER BY id",
		"SELECT id, development_id, revision_id, independent FROM coverage ORDER BY id", "SELECT id, change, alert, sentence FROM event ORDER BY id",
		"SELECT id, last_seen_at FROM story ORDER BY id", "SELECT name, articles FROM entity ORDER BY id", "SELECT source_id, hash, pages FROM boilerplate ORDER BY 1, 2",
		"SELECT value FROM counter",
	} {
		rows, err := s.Writer().Query(q)
		if err != nil {
			t.Fatal(err)
		}
		cols, _ := rows.Columns()
		for rows.Next() {
			row, ptr := make([]any, len(cols)), make([]any, len(cols))
			for i := range row {
				ptr[i] = &row[i]
			}
			if err := rows.Scan(ptr...); err != nil {
				t.Fatal(err)
			}
			out[q] = append(out[q], fmt.Sprint(row...))
		}
		rows.Close()
	}
	return out
}

func TestRecordingTwiceChangesNothing(t *testing.T) {
	s := fresh(t)
	sued := "Norvane sued the Port Agency over the north pier on Tuesday."
	var all []store.Observation
	for i := range 3 {
		o := observed("gull.example", 1, i, append(body(i), sued)...)
		says(t, &o, sued, nil)
		o.Quotes = []store.Quote{{Span: span(t, &o, "have to be drawn again before ship"), Kind: "direct", Speaker: "Mara Holm"}}
		all = append(all, o)
	}
	if _, err := s.RecordAll(t.Context(), all, ladder); err != nil {
		t.Fatal(err)
	}
	before := dump(t, s)
	for _, o := range all {
		if r := record(t, s, o); r.Outcome != store.OutcomeUnchanged || len(r.Events) != 0 {
			t.Errorf("again: %+v", r)
		}
	}
	if after := dump(t, s); !reflect.DeepEqual(before, after) {
		for q := range before {
			if !slices.Equal(before[q], after[q]) {
				t.Errorf("%s\nbefore %q\nafter  %q", q, before[q], after[q])
			}
		}
	}
}

func TestRecordingIsFenced(t *testing.T) {
	s := fresh(t)
	syncSources(t, s, "gull.example")
	l := mustClaim(t, s, day0)
	complete(t, s, l, good(next(t, s, l, day0), day0, listed(1)))
	if err := s.Release(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	l = mustClaim(t, s, day0.Add(time.Minute))
	w := next(t, s, l, day0.Add(time.Minute))
	o := observed("outlet.example", 1, 1, body(1)...)
	o.ItemID, o.ExternalID, o.URL, o.Canonical, o.NextDue = w.ItemID, "", w.URL, w.URL, day0.Add(6*time.Hour)
	o.ETag = `"page"`
	stale := *l
	stale.Token = "somebody else's"
	if _, err := s.Record(t.Context(), &stale, o, ladder); err == nil {
		t.Fatal("a lost lease wrote")
	}
	r, err := s.Record(t.Context(), l, o, ladder)
	if err != nil || r.ItemID != w.ItemID {
		t.Fatalf("%+v, %v", r, err)
	}
	d, err := s.Item(t.Context(), fmt.Sprint("i", r.ItemID))
	if err != nil || d.State != store.ItemOK || d.Revision != 1 {
		t.Errorf("%+v, %v", d.ItemRow, err)
	}
	if w := next(t, s, l, day0.Add(time.Hour)); w != nil {
		t.Errorf("due again at once: %+v", w)
	}
	w = next(t, s, l, day0.Add(7*time.Hour))
	if w == nil || w.ETag != `"page"` {
		t.Fatalf("the page is not looked at again: %+v", w)
	}
	o.SeenAt, o.NextDue = day0.Add(7*time.Hour), time.Time{}
	if r, err := s.Record(t.Context(), l, o, ladder); err != nil || r.Outcome != store.OutcomeUnchanged {
		t.Errorf("%+v, %v", r, err)
	}
	if w := next(t, s, l, day0.Add(70*time.Hour)); w != nil {
		t.Errorf("still due: %+v", w)
	}
}

// BenchmarkRecord is one document of 250 words with a claim, two quotes and eight names, in a store that knows 300.
func BenchmarkRecord(b *testing.B) {
	s := fresh(b)
	make := func(i int) store.Observation {
		sued := fmt.Sprintf("Norvane sued company %d over the north pier on Tuesday.", i)
		o := observed("gull.example", i, i/20, append(body(i), sued)...)
		says(b, &o, sued, func(c *store.Claim) { c.Actors = []string{"Norvane", fmt.Sprint("Company ", i)} })
		for j := range 8 {
			o.Entities = append(o.Entities, store.Entity{Name: fmt.Sprint("Name ", (i*7+j*j)%400), Kind: "person", Count: 1})
		}
		for _, k := range []int{2, 5} {
			o.Quotes = append(o.Quotes, store.Quote{Span: span(b, &o, o.Sentences[k]), Kind: "direct", Speaker: "Mara Holm"})
		}
		return o
	}
	for i := range 300 {
		record(b, s, make(i))
	}
	i := 300
	for b.Loop() {
		record(b, s, make(i))
		i++
	}
}
