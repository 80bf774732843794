package main

import (
	"strings"
	"testing"
	"time"

	"storywatch/store"
)

func TestShowItem(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	out := s.ok(t, "show", "doc-1")
	contains(t, out,
		"Port sues builder in court\n", // the newest title
		"published     2031-03-04 (to the day, from json-ld)",
		"“»We will win,«” said Ida Brandt.",
		"q1 Ida Brandt (0.97, said): “We will win,”",
		"note          a language without rules",
		"e1 new: lawsuit (filed) Port of Selby, Norvane",
		"text 2, read 2031-03-04 11:00 UTC",
		"title: Port [-[2J]0;ownedsues 31mbuilder-] {+sues builder+} in court",
		"± “No comment {+today,”+} someone wrote.",
		"The same writing elsewhere", "doc-2",
		"storywatch why doc-1",
	)
	if byNumber := s.ok(t, "show", "i1"); byNumber != out {
		t.Errorf("i1 is another than doc-1:\n%s", byNumber)
	}
	if byAddress := s.ok(t, "show", "https://gazette.example/doc-1"); byAddress != out {
		t.Errorf("its address is another than doc-1:\n%s", byAddress)
	}
	if out := s.ok(t, "show", "doc-2"); strings.Contains(out, "Revisions") {
		t.Errorf("one text is no list of revisions:\n%s", out)
	}
}

func TestShowMarksInBoldOnATerminal(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	s.terminal = true
	out := s.ok(t, "show", "doc-1")
	contains(t, out, "“\x1b[1mWe will win,\x1b[0m” said")
	if strings.Contains(out, "»") {
		t.Error("bold and marks at once")
	}
}

func TestShowRawGivesTheKeptBytes(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	if got := s.ok(t, "show", "doc-1", "--raw"); got != "<html>raw \x1b bytes" {
		t.Errorf("got %q", got)
	}
}

func TestShowOtherThings(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	for id, want := range map[string][]string{
		"s1": {"What happened", "e1 2031-03-04 new: lawsuit (filed)", "“The port of Selby sued the builder Norvane on Tuesday.”", "Who said what", "Ida Brandt\n    q1", "speaker not established", "doc-2"},
		"q1": {"“We will win,”", "Ida Brandt, confidence 0.97", "Read in", "doc-1", "code points"},
		"q2": {"[Jo Falk?], confidence 0.30"},
		"d1": {"upgrade: lawsuit (dropped)", "status before filed", "Its history", "e1", "e2", "Who reports it"},
		"e1": {"new: lawsuit (filed)", "counted from the publication date"},
		"a1": {"award: Norvane", "$1,234,567 (shared by all awardees of the paragraph)", "N-1"},
	} {
		t.Run(id, func(t *testing.T) { contains(t, s.ok(t, "show", id), want...) })
	}
}

func TestWhy(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	for id, want := range map[string][]string{
		"e1":    {"rule          lawsuit/sue", "doc-1: Harbor Gazette, code points 0–54", "The decision: new", "Compared with", "nothing: no development", "Confidence 0.85", "+0.60 main clause", "+0.25 own voice", "Alert: now"},
		"d1":    {"The decision: upgrade", "d1 lawsuit", "fits, score", "same type", "rule          lawsuit/drop"},
		"q1":    {"Possible speakers", "0.97 Ida Brandt: stands behind the cue", "0.20 Jo Falk: named before"},
		"q2":    {"[Jo Falk?], confidence 0.30", "0.30 Jo Falk: named in the byline"},
		"doc-1": {"new d1 e1: lawsuit (filed)", "ignored: settlement (reached) Norvane", "only wanted", "rule settlement/reach"},
		"doc-4": {"off-topic", "no topic of the config matched"},
	} {
		t.Run(id, func(t *testing.T) { contains(t, s.ok(t, "why", id), want...) })
	}
}

func TestWhySaysWhoWasTold(t *testing.T) {
	s := newShelf(t)
	s.fill(t)
	st := s.open(t)
	defer st.Close()
	if err := st.SyncRecipient(t.Context(), "email", "desk@selby.example"); err != nil {
		t.Fatal(err)
	}
	told := store.Message{Channel: "email", Recipient: "desk@selby.example", Kind: "now", MessageID: "<1@selby.example>", Subject: "x", Text: "x", NotBefore: s.now.Add(time.Hour), StoryID: "s1", EventIDs: []int64{1}}
	if _, err := st.CreateMessage(t.Context(), told); err != nil {
		t.Fatal(err)
	}
	contains(t, s.ok(t, "why", "e1"), "email to desk@selby.example, now, pending, held until 2031-03-14 10:00 UTC")
}

func TestClean(t *testing.T) {
	tests := map[string]struct{ in, text, line string }{
		"plain":             {"Größe 大きさ 🙂", "Größe 大きさ 🙂", "Größe 大きさ 🙂"},
		"breaks":            {"a\r\nb\n c", "a\nb\n c", "a b c"},
		"escapes":           {"a\x1b[31mb\x1b]0;t\x07c", "a[31mb]0;tc", "a[31mb]0;tc"},
		"C1":                {"a\u009b31mb\u0085c", "a31mb c", "a31mb c"},
		"DEL and NUL":       {"a\x7f\x00b", "ab", "ab"},
		"marks of order":    {"a\u202eb\u2066c\u200fd", "abcd", "abcd"},
		"separators":        {"a\u2028b\u2029c", "a b c", "a b c"},
		"nothing to see":    {"a\u200b\ufeff\u00adb", "ab", "ab"},
		"joiners stay":      {"👩\u200d🔬", "👩\u200d🔬", "👩\u200d🔬"},
		"no UTF-8":          {"a\xff\x9bb", "ab", "ab"},
		"tabs and carriage": {"a\tb\rc", "a b c", "a b c"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := clean(tt.in); got != tt.text {
				t.Errorf("clean: got %q, want %q", got, tt.text)
			}
			if got := cleanLine(tt.in); got != tt.line {
				t.Errorf("cleanLine: got %q, want %q", got, tt.line)
			}
		})
	}
}

func TestWrapKeepsAddressesWhole(t *testing.T) {
	a := &app{getenv: func(k string) (string, bool) { return "40", k == "COLUMNS" }}
	address := "https://gazette.example/" + strings.Repeat("long/", 12)
	got := a.hang("url  ", "     ", "one two three four five six seven eight "+address+" nine\n\nten")
	want := "url  one two three four five six seven\n     eight\n     " + address + "\n     nine\n\n     ten"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
