package export_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"storywatch/internal/clock"
	"storywatch/internal/export"
	"storywatch/store"
	"storywatch/store/novelty"
)

var day0 = time.Date(2031, 3, 4, 9, 0, 0, 0, time.UTC)

var ladder = novelty.Ladder{"lawsuit": {{"threatened"}, {"announced"}, {"filed"}}}

// fresh is an empty store.
func fresh(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), store.Options{Clock: clock.NewManual(day0)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// report is document n, in which Ida Brandt says something and a port sues.
func report(n int, title, words string) store.Observation {
	claim := fmt.Sprintf("The port of Selby %d sued the builder Norvane %d on Tuesday.", n, n)
	text := claim + "\n“" + words + "” said Ida Brandt, who runs it. It wants an answer by March 9, 2031."
	quote, date := strings.Index(text, words), strings.Index(text, "March 9, 2031")
	at := func(b int) int { return len([]rune(text[:b])) }
	o := store.Observation{
		ExternalID: fmt.Sprintf("doc-%d", n), Source: "Harbor Gazette", URL: fmt.Sprintf("https://gazette.example/%d", n), SeenAt: day0.Add(time.Duration(n) * time.Hour),
		ObservedBy: "import", Extractor: 1, Title: title, Byline: []string{"Jo Falk", "=HYPERLINK(\"x\")"}, PublishedAt: "2031-03-04", Precision: "day", From: "json-ld",
		Language: "en", State: "full", Text: text, Words: len(strings.Fields(text)), Sentences: strings.Split(text, "\n"), Topics: []string{"port", "+law"},
		Entities: []store.Entity{{Name: fmt.Sprintf("Port of Selby %d", n), Kind: "agency", Count: 1}},
		Quotes: []store.Quote{{
			Span: store.Span{Start: at(quote), End: at(quote + len(words)), Text: words}, Kind: "direct", Speaker: "Ida Brandt", Mention: "Ida Brandt", Cue: "said",
			Confidence: 0.9166666666666666, Candidates: "[]",
		}},
		Dates: []store.DateFact{{Span: store.Span{Start: at(date), End: at(date) + 13, Text: "March 9, 2031"}, Value: "2031-03-09", Precision: "day", Role: "deadline", Sentence: text[date:]}},
		Claims: []store.Claim{{
			Type: "lawsuit", Status: "filed", Actors: []string{fmt.Sprintf("Port of Selby %d", n), fmt.Sprintf("Norvane %d", n)}, Evidence: store.Span{Start: 0, End: len(claim), Text: claim},
			Confidence: .9, Alert: "now", Rule: "test",
		}},
		Awards: []store.Award{{Span: store.Span{Start: 0, End: 8, Text: "The port"}, Kind: "award", Awardee: "-5 percent Cranes", AmountUSD: 148600000, PIID: fmt.Sprintf("N-%d", n), BasePIID: fmt.Sprintf("N%d", n)}},
	}
	o.Canonical = o.URL
	return o
}

func record(t testing.TB, s *store.Store, o store.Observation) {
	t.Helper()
	if _, err := s.Record(t.Context(), nil, o, ladder); err != nil {
		t.Fatal(err)
	}
}

// written is a whole export.
func written(t testing.TB, s *store.Store, r export.Request) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := export.Write(t.Context(), &b, s, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
