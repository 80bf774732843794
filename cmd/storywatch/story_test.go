package main

import (
	"fmt"
	"strings"
	"testing"

	"storywatch/store/novelty"
)

// shelve records an article about the port, hours after the first, and returns its story.
func shelve(t *testing.T, s *shelf, id string, hours int) string {
	t.Helper()
	st := s.open(t)
	defer st.Close()
	var text []string
	for i := range 12 { // each text is one of its own, not a copy
		text = append(text, fmt.Sprintf("Clerk %s-%d read paragraph %d of file %s to the %d members of board %s at noon.", id, i, i*7+hours, id, i+hours, id))
	}
	o := shelfDocument(id, hours, "Port of Selby sues builder Norvane", strings.Join(text, "\n"))
	done, err := st.Record(t.Context(), nil, o, novelty.Ladder{})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("s%d", done.StoryID)
}

func TestStoriesByHand(t *testing.T) {
	s := newShelf(t)
	shelve(t, s, "doc-1", 0)
	const window = 24 * 400 // hours: any story has ended
	if a, b := shelve(t, s, "doc-2", 1), shelve(t, s, "doc-3", window); a != "s1" || b != "s2" {
		t.Fatalf("stories %s, %s", a, b)
	}

	contains(t, s.ok(t, "story", "merge", "s1", "s2"), "s2 is part of s1 now")
	contains(t, s.ok(t, "show", "s2"), "id            s1", "doc-1", "doc-2", "doc-3")
	if out := s.ok(t, "stories", "--json"); strings.Count(out, "\n") != 1 {
		t.Errorf("after the merge:\n%s", out)
	}
	contains(t, s.ok(t, "story", "split", "s1", "doc-3"), "s3 is the new story")
	contains(t, s.ok(t, "show", "s3"), "doc-3")
	if out := s.ok(t, "show", "s1"); strings.Contains(out, "doc-3") {
		t.Errorf("after the split:\n%s", out)
	}

	contains(t, s.ok(t, "story", "close", "s3"), "s3 is closed")
	if got := shelve(t, s, "doc-4", window+1); got == "s3" {
		t.Error("an article joined a closed story")
	}
	s.ok(t, "story", "close", "s4")
	contains(t, s.ok(t, "story", "hold", "s3"), "s3 stays open")
	if got := shelve(t, s, "doc-5", 2*window); got != "s3" {
		t.Errorf("after the window of a held story: %s", got)
	}

	for _, c := range []struct{ args, says string }{
		{"story merge s1 s1", "one story already"},
		{"story merge s1 s99", "`storywatch stories` lists them"},
		{"story split s1 doc-3", "doc-3 is no article of s1"},
		{"story split s1 i999", "i999 is no article of s1"},
		{"story split s1 doc-1 doc-2", "leave at least one"},
		{"story hold q1", "looks like s12"},
	} {
		code, _, errs := s.run(strings.Fields(c.args)...)
		if code != exitFailed || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q; want %q", c.args, code, errs, c.says)
		}
	}
}
