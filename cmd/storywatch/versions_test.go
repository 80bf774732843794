package main

import (
	"testing"

	"storywatch/store"
	"storywatch/store/novelty"
)

// The versions of a quote are told in the table, by show, by why and in JSON, and what a page reworded is marked.
func TestVersionsOfAQuoteAreShown(t *testing.T) {
	s := newShelf(t)
	st := s.open(t)
	said := []string{"We will fight this in court, and we will win.", "We will fight this.", "We may fight this in court, and we will win."}
	for i, words := range said {
		o := shelfDocument("doc-1", i, "Port sues", "“"+words+"” said Ida Brandt.")
		if i == 1 {
			o = shelfDocument("doc-2", i, "Suit at Selby", "“"+words+"” said Ida Brandt.")
			o.Source = "Quay Wire"
		}
		o.Quotes = []store.Quote{{Span: store.Span{Start: 1, End: 1 + len(words), Text: words}, Kind: "direct", Speaker: "Ida Brandt", Confidence: .9}}
		if _, err := st.Record(t.Context(), nil, o, novelty.Ladder{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"show", "why"} {
		contains(t, s.ok(t, command, "q1"), "Worded otherwise elsewhere",
			"q2 cut, Ida Brandt, Quay Wire:\n      We will fight this. [-in court, and we will win.-]\n",
			"q3 altered, stands on the page in its place, Ida Brandt, Harbor Gazette:\n      We [-will-] {+may+} fight this in court, and we will win.\n")
	}
	contains(t, s.ok(t, "quotes"), "[cut q2,", "[longer q1")
	contains(t, s.ok(t, "quotes", "--json"), `"change":"revised","versions":[{"quote_id":"q2","wording":"cut"`, `{"op":"-","text":"will"},{"op":"+","text":"may"}`)
	contains(t, s.ok(t, "export", "quotes"), "q3 altered: We [-will-] {+may+} fight this in court, and we will win.")
	contains(t, s.ok(t, "show", "doc-1"), "the text before had it as q1: We [-will-] {+may+} fight this in court", "± “We [-will-] {+may+}")
}
