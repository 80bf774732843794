package store_test

import (
	"slices"
	"testing"

	"storywatch/store"
)

// TestSeveralSpeakers: words that two say together are found by either of them, and never stand under one alone.
func TestSeveralSpeakers(t *testing.T) {
	const words = "have to be drawn again before ship"
	joint := func() store.Quote {
		return store.Quote{Kind: "direct", Speaker: "Mara Holm and Otto Berg", Speakers: []string{"Mara Holm", "Otto Berg"}, Confidence: .9}
	}
	listed := func(t *testing.T, s *store.Store, name string) []store.QuoteRow {
		t.Helper()
		var rows []store.QuoteRow
		if err := s.EachQuote(t.Context(), store.Filter{Speaker: name}, func(r store.QuoteRow) error { rows = append(rows, r); return nil }); err != nil {
			t.Fatal(err)
		}
		return rows
	}
	add := func(t *testing.T, s *store.Store, outlet string, hour int, q store.Quote) {
		t.Helper()
		o := observed(outlet, 1, hour, body(1)...)
		q.Span = span(t, &o, words)
		o.Quotes = []store.Quote{q}
		record(t, s, o)
	}

	t.Run("found by either", func(t *testing.T) {
		s := fresh(t)
		add(t, s, "gull.example", 0, joint())
		for _, name := range []string{"Holm", "Otto Berg"} {
			rows := listed(t, s, name)
			if len(rows) != 1 || rows[0].Speaker != "Mara Holm and Otto Berg" || !slices.Equal(rows[0].Speakers, []string{"Mara Holm", "Otto Berg"}) {
				t.Errorf("%s: %+v", name, rows)
			}
		}
	})
	t.Run("known later", func(t *testing.T) {
		s := fresh(t)
		add(t, s, "gull.example", 0, store.Quote{Kind: "direct"})
		add(t, s, "tern.example", 1, joint())
		if rows := listed(t, s, "Berg"); len(rows) != 1 || len(rows[0].Speakers) != 2 || rows[0].Attestations != 2 {
			t.Errorf("%+v", rows)
		}
	})
	t.Run("one and both are two quotes", func(t *testing.T) {
		s := fresh(t)
		add(t, s, "gull.example", 0, joint())
		add(t, s, "tern.example", 1, store.Quote{Kind: "direct", Speaker: "Mara Holm", Confidence: .9})
		if rows := listed(t, s, "Holm"); len(rows) != 2 {
			t.Errorf("%+v", rows)
		}
	})
	t.Run("one by himself", func(t *testing.T) {
		s := fresh(t)
		add(t, s, "gull.example", 0, store.Quote{Kind: "direct", Speaker: "Mara Holm", Confidence: .9})
		if rows := listed(t, s, "Holm"); len(rows) != 1 || !slices.Equal(rows[0].Speakers, []string{"Mara Holm"}) {
			t.Errorf("%+v", rows)
		}
	})
}
