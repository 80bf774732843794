package main

import (
	"strings"
	"testing"

	"storywatch/store"
	"storywatch/store/novelty"
)

func TestJudge(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	contains(t, s.ok(t, "judge", "q1", "wrong-speaker"), "q1: wrong-speaker, noted", "Judged this month: 1, right 0 (0 %)")
	contains(t, s.ok(t, "quotes", "--json"), `"speaker":"","`)
	contains(t, s.ok(t, "judge", "e1", "right", "--note", "checked with the court"), "e1: right, noted", "Judged this month: 2, right 1 (50 %)")
	contains(t, s.ok(t, "sources"), "Judged this month: 2, right 1 (50 %)")
	for _, look := range []string{"show e1", "why e1"} {
		contains(t, s.ok(t, strings.Fields(look)...), "judged        right, ", "checked with the court")
	}
	for _, look := range []string{"show q1", "why q1"} {
		contains(t, s.ok(t, strings.Fields(look)...), "judged        wrong-speaker, ")
	}
	contains(t, s.ok(t, "judge", "q1", "undo"), "q1: the judgement is taken back")
	contains(t, s.ok(t, "show", "q1"), "Ida Brandt")
	for _, c := range []struct {
		code int
		args string
		says string
	}{
		{exitUsage, "judge e1 dull", "one of right, wrong, not-news"},
		{exitUsage, "judge q1 wrong-date", "one of right, wrong, wrong-speaker"},
		{exitFailed, "judge e99 right", "`storywatch developments` lists them"},
		{exitFailed, "judge s1 right", "is no event (e12)"},
		{exitFailed, "judge q1 undo", "nothing to undo"},
		{exitUsage, "judge e1", "verdict"},
		{exitUsage, "mute weather s1", "story, source or type"},
		{exitUsage, "mute type weather", "no type of development: agreement"},
		{exitUsage, "mute story", "mute which story?"},
		{exitUsage, "mute story s1 --for ever", "write 2d or 12h"},
		{exitFailed, "mute story s99", "`storywatch stories` lists them"},
		{exitFailed, "unmute story s1", "is not muted"},
	} {
		code, _, errs := s.run(strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q; want %d and %q", c.args, code, errs, c.code, c.says)
		}
	}
	contains(t, s.ok(t, "mute", "story", "s1", "--for", "2d"), "story s1 is muted until ")
	contains(t, s.ok(t, "mute"), "story s1, until ")
	contains(t, s.ok(t, "unmute", "story", "s1"), "story s1 is heard again")
}

// What the user said of a speaker stands: another article that names the same one again does not bring him back.
func TestAWrongSpeakerStaysAway(t *testing.T) {
	s := newShelf(t)
	words := "We will fight this in court, and we will win."
	record := func(id string, hours int) {
		t.Helper()
		st := s.open(t)
		defer st.Close()
		o := shelfDocument(id, hours, "Port sues", "“"+words+"” said Ida Brandt of case "+id+".")
		o.Quotes = []store.Quote{{Span: store.Span{Start: 1, End: 1 + len(words), Text: words}, Kind: "direct", Speaker: "Ida Brandt", Confidence: .9}}
		if _, err := st.Record(t.Context(), nil, o, novelty.Ladder{}); err != nil {
			t.Fatal(err)
		}
	}
	record("doc-1", 0)
	s.ok(t, "judge", "q1", "wrong-speaker")
	record("doc-2", 1)
	if out := s.ok(t, "quotes", "--json"); strings.Contains(out, `"speaker":"Ida Brandt"`) || strings.Count(out, "\n") != 1 {
		t.Errorf("after another article:\n%s", out)
	}
}
