package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store"
	"storywatch/store/dedup"
)

// said is a document of an outlet, its nth, with some quotes by speakers. The text around is the outlet's own.
func said(t testing.TB, outlet string, n, hours int, quotes ...store.Quote) store.Observation {
	t.Helper()
	sentences := body(n*7 + len(outlet)*131)
	for _, q := range quotes {
		sentences = append(sentences, "“"+q.Text+"”, it was said.")
	}
	o := observed(outlet, n, hours, sentences...)
	for _, q := range quotes {
		q.Span = span(t, &o, q.Text)
		o.Quotes = append(o.Quotes, q)
	}
	return o
}

func by(speaker, words string) store.Quote {
	q := store.Quote{Kind: "direct", Speaker: speaker, Span: store.Span{Text: words}}
	if speaker != "" {
		q.Confidence = .9
	}
	return q
}

func quotes(t testing.TB, s *store.Store, f store.Filter) (rows []store.QuoteRow) {
	t.Helper()
	if err := s.EachQuote(t.Context(), f, func(r store.QuoteRow) error { rows = append(rows, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return rows
}

// versions are the versions of a quote, as "id wording: diff".
func versions(r store.QuoteRow) string {
	var out []string
	for _, v := range r.Versions {
		out = append(out, fmt.Sprintf("%s %s: %s", v.ID, v.Wording, dedup.Marked(v.Diff)))
	}
	return strings.Join(out, "; ")
}

const (
	pierWords  = "We will fight this in court, and we will win before the winter"
	otherWords = "Nobody in this town wanted the pier to be closed for good"
)

// Two documents, one quote each: one quote, or two, linked or not.
func TestSameQuoteInTwoOutlets(t *testing.T) {
	withCandidate := func(q store.Quote, name string) store.Quote { q.Candidate = name; return q }
	tests := []struct {
		name   string
		a, b   store.Quote
		quotes int
		want   string // versions of the second as seen from the first
	}{
		{"same words and speaker", by("Mara Holm", pierWords), by("Mara Holm", pierWords), 1, ""},
		{"typographic marks", by("Mara Holm", "We'll fight this - in court, and we will win"), by("Mara Holm", "We’ll fight this – in court and we will win"), 1, ""},
		{"the speaker in other case", by("Mara Holm", pierWords), by("mara holm", pierWords), 1, ""},
		{"unknown, then known", by("", pierWords), by("Mara Holm", pierWords), 1, ""},
		{"known, then unknown", by("Mara Holm", pierWords), by("", pierWords), 1, ""},
		{"cut", by("Mara Holm", pierWords), by("Mara Holm", "We will fight this"), 2, "q2 cut: We will fight this [-in court, and we will win before the winter-]"},
		{"longer", by("Mara Holm", "We will fight this in court"), by("Mara Holm", pierWords), 2, "q2 longer: We will fight this in court, {+and we will win before the winter+}"},
		{
			"a word changed", by("Mara Holm", pierWords), by("Mara Holm", "We will fight this in court, and we shall win before the winter"), 2,
			"q2 altered: We will fight this in court, and we [-will-] {+shall+} win before the winter",
		},
		{
			"a bracket inserted", by("Mara Holm", pierWords), by("Mara Holm", "We will fight [the closure] in court, and we will win before the winter"), 2,
			"q2 altered: We will fight [-this-] {+[the closure]+} in court, and we will win before the winter",
		},
		{
			"an ellipsis", by("Mara Holm", pierWords), by("Mara Holm", "We will fight this … we will win before the winter"), 2,
			"q2 cut: We will fight this … [-in court, and-] we will win before the winter",
		},
		{"same words, other speaker", by("Mara Holm", pierWords), by("Otto Berg", pierWords), 2, "q2 same: " + pierWords},
		{"cut, other speaker", by("Mara Holm", pierWords), by("Otto Berg", "We will fight this in court, and we will win"), 2, ""},
		{"cut, speaker not known", by("Mara Holm", pierWords), by("", "We will fight this in court, and we will win"), 2, "q2 cut: We will fight this in court, and we will win [-before the winter-]"},
		{"short, speaker not known", by("Mara Holm", pierWords), by("", "We will fight this"), 2, ""},
		{"short, other speaker", by("Mara Holm", "No comment"), by("Otto Berg", "No comment"), 2, ""},
		{"another sentence", by("Mara Holm", pierWords), by("Mara Holm", otherWords), 2, ""},
		{"candidate stays visible", withCandidate(by("", pierWords), "Otto Berg"), by("Mara Holm", pierWords), 1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := fresh(t)
			record(t, s, said(t, "gull.example", 1, 0, tt.a))
			record(t, s, said(t, "tern.example", 2, 1, tt.b))
			rows := quotes(t, s, store.Filter{})
			if len(rows) != tt.quotes {
				t.Fatalf("%d quotes, want %d: %+v", len(rows), tt.quotes, rows)
			}
			if got := versions(rows[0]); got != tt.want {
				t.Errorf("versions\n got %q\nwant %q", got, tt.want)
			}
			if tt.quotes == 1 && (rows[0].Attestations != 2 || rows[0].FirstPublishedBy != "gull.example" || rows[0].Speaker != "Mara Holm") {
				t.Errorf("the one quote: %+v", rows[0])
			}
			if tt.a.Candidate != "" && rows[0].Candidate != tt.a.Candidate {
				t.Errorf("candidate %q, want %q", rows[0].Candidate, tt.a.Candidate)
			}
		})
	}
}

// What everybody says is nobody's, in two stories.
func TestShortQuotesKeepApartAcrossStories(t *testing.T) {
	s := fresh(t)
	for i, words := range []string{"No comment", "We will fight this", "We will fight this now"} {
		o := said(t, "gull.example", i+1, i, by("Mara Holm", words))
		o.Entities = []store.Entity{{Name: fmt.Sprintf("Company %d", i), Kind: "company", Known: true, Count: 3}}
		o.Title = []string{"Ferry runs aground off Selby", "Cake contest ends in uproar", "Library roof leaks once more"}[i]
		record(t, s, o)
	}
	for _, r := range quotes(t, s, store.Filter{}) {
		if len(r.Versions) != 0 {
			t.Errorf("%q is linked: %s", r.Quote, versions(r))
		}
	}
}

// An outlet joins two quotes of one paragraph: the joined one has both as parts.
func TestMergedQuotes(t *testing.T) {
	s := fresh(t)
	record(t, s, said(t, "gull.example", 1, 0, by("Mara Holm", pierWords), by("Mara Holm", otherWords)))
	record(t, s, said(t, "tern.example", 2, 1, by("Mara Holm", pierWords+". "+otherWords)))
	rows := quotes(t, s, store.Filter{})
	want := "q1 part: " + pierWords + " [-" + otherWords + "-]; q2 part: [-" + pierWords + ".-] " + otherWords
	if got := versions(rows[2]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := rows[0].Versions; len(got) != 1 || got[0].Wording != "longer" {
		t.Errorf("the part: %+v", got)
	}
}

// Speakers are settled whatever comes first, and words of two speakers are left alone when it cannot be known whose they are.
func TestUnknownSpeakerAmongTwo(t *testing.T) {
	s := fresh(t)
	record(t, s, said(t, "gull.example", 1, 0, by("Mara Holm", pierWords)))
	record(t, s, said(t, "tern.example", 2, 1, by("Otto Berg", pierWords)))
	record(t, s, said(t, "auk.example", 3, 2, by("", pierWords)))
	likely := by("", pierWords)
	likely.Candidate = "Otto Berg"
	record(t, s, said(t, "skua.example", 4, 3, likely))
	var got []string
	for _, r := range quotes(t, s, store.Filter{}) {
		got = append(got, fmt.Sprintf("%s %s %d", r.ID, r.Speaker, r.Attestations))
	}
	if want := []string{"q1 Mara Holm 1", "q2 Otto Berg 2", "q3  1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Who published first is corrected by an earlier publication time alone, and the quote is exported again.
func TestFirstPublishedBy(t *testing.T) {
	published := func(o store.Observation, at, precision string) store.Observation {
		o.PublishedAt, o.Precision = at, precision
		return o
	}
	hour := func(n int) string { return day0.Add(time.Duration(n) * time.Hour).Format(time.RFC3339) }
	q := by("Mara Holm", pierWords)
	tests := []struct {
		name          string
		first, second store.Observation
		want          string
		again         bool
	}{
		{"seen first", published(said(t, "gull.example", 1, 5, q), "", ""), published(said(t, "tern.example", 2, 6, q), "", ""), "gull.example", false},
		{"published first, seen later", published(said(t, "gull.example", 1, 5, q), hour(5), "minute"), published(said(t, "tern.example", 2, 6, q), hour(2), "minute"), "tern.example", true},
		{"an import of an older file", said(t, "gull.example", 1, 9, q), said(t, "tern.example", 2, 1, q), "tern.example", true},
		{"published later, whatever was seen", published(said(t, "gull.example", 1, 5, q), hour(1), "minute"), published(said(t, "tern.example", 2, 3, q), hour(2), "minute"), "gull.example", false},
		{"a day is no midnight", published(said(t, "gull.example", 1, 5, q), hour(5), "minute"), published(said(t, "tern.example", 2, 6, q), day0.Format(time.DateOnly), "day"), "gull.example", false},
		{"the day before is earlier", published(said(t, "gull.example", 1, 5, q), hour(5), "minute"), published(said(t, "tern.example", 2, 6, q), day0.AddDate(0, 0, -1).Format(time.DateOnly), "day"), "tern.example", true},
		{"a time to come is not believed", published(said(t, "gull.example", 1, 5, q), hour(90), "minute"), published(said(t, "tern.example", 2, 6, q), hour(80), "minute"), "gull.example", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := fresh(t)
			record(t, s, tt.first)
			seq, err := s.ChangeSeq(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			record(t, s, tt.second)
			rows := quotes(t, s, store.Filter{})
			if len(rows) != 1 || rows[0].FirstPublishedBy != tt.want {
				t.Errorf("first published by %+v, want %s", rows, tt.want)
			}
			again := quotes(t, s, store.Filter{AfterSeq: seq})
			if got := len(again) == 1; got != tt.again || got && again[0].Change != "revised" {
				t.Errorf("exported again %v, want %v: %+v", got, tt.again, again)
			}
		})
	}
}

// A quote that a page words otherwise in a later text is shown as revised, both ways.
func TestAQuoteChangedOnItsPage(t *testing.T) {
	s := fresh(t)
	const changed = "We may fight this in court, and we will win before the winter"
	record(t, s, said(t, "gull.example", 1, 0, by("Mara Holm", pierWords), by("Mara Holm", otherWords)))
	later := said(t, "gull.example", 1, 0, by("Mara Holm", changed), by("Mara Holm", otherWords))
	later.SeenAt = day0.Add(3 * time.Hour)
	record(t, s, later)
	rows := quotes(t, s, store.Filter{})
	var got []string
	for _, r := range rows {
		for _, v := range r.Versions {
			got = append(got, fmt.Sprintf("%s %s, %s %s", r.ID, r.Change, v.ID, v.Revision))
		}
	}
	if want := []string{"q1 revised, q3 after", "q3 revised, q1 before"}; !slices.Equal(got, want) || len(rows) != 3 || rows[1].Change != "new" {
		t.Errorf("got %q, want %q of %d", got, want, len(rows))
	}
}

// A page takes over the words that another outlet had all along: that page changed, whichever words were known first.
func TestAQuoteChangedToKnownWords(t *testing.T) {
	const changed = "We may fight this in court, and we will win before the winter"
	for _, first := range []string{"gull.example", "tern.example"} {
		t.Run(first+" is read first", func(t *testing.T) {
			s := fresh(t)
			documents := []store.Observation{said(t, "gull.example", 1, 0, by("Mara Holm", pierWords)), said(t, "tern.example", 2, 0, by("Mara Holm", changed))}
			if first == "tern.example" {
				slices.Reverse(documents)
			}
			for _, o := range documents {
				record(t, s, o)
			}
			later := said(t, "gull.example", 1, 0, by("Mara Holm", changed))
			later.SeenAt, later.ObservedBy = day0.Add(3*time.Hour), "fetch"
			record(t, s, later)
			var got []string
			for _, r := range quotes(t, s, store.Filter{}) {
				for _, v := range r.Versions {
					got = append(got, fmt.Sprintf("%.6s %s %s %s", r.Quote, r.Change, v.Wording, v.Revision))
				}
			}
			slices.Sort(got)
			if want := []string{"We may new altered before", "We wil revised altered after"}; !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			changes := 0
			if err := s.EachTextChange(t.Context(), day0, day0.Add(time.Hour), func(c store.TextChange) error { changes += len(c.Quotes); return nil }); err != nil || changes != 1 {
				t.Errorf("%d changes, %v", changes, err)
			}
		})
	}
}
