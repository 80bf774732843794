package main

import (
	"path/filepath"
	"strings"
	"testing"

	"storywatch/store"
	"storywatch/store/novelty"
)

const rereadText = "Norvane sued the Port of Selby on Tuesday.\n“We asked twice and were told nothing for a whole year,” said Ilse Marrow, who runs the company.\nThe harbor master spoke of a “nuisance” and left."

// misread records a text as an older version read it: under a wrong name, with a quotation that is none, and a wrong day.
func misread(t *testing.T, st *store.Store, id string, hours int, speaker string) {
	t.Helper()
	o := shelfDocument(id, hours, "Norvane sues", rereadText+"\nFile "+id+".")
	o.Quotes = []store.Quote{
		words(&o, store.Quote{Kind: "direct", Speaker: speaker, Confidence: .9}, "We asked twice and were told nothing for a whole year,"),
		words(&o, store.Quote{Kind: "direct", Speaker: "Selby", Confidence: .8}, "sued the Port of Selby on Tuesday"),
	}
	o.Dates = []store.DateFact{{Span: evidence(&o, "Tuesday"), Value: "2031-03-11", Precision: "day", Role: "event", Anchor: "2031-03-04", Sentence: "x"}}
	// In the bytes present rules find another text: the kept one stays, and is what is read.
	o.Body = &store.Body{Bytes: []byte("<html><body><p>“Nothing of the kind was ever said here by anybody,” said Jo Falk.</p></body></html>"), ContentType: "text/html", URL: o.URL, FetchedAt: o.SeenAt}
	o.Claims = []store.Claim{{Type: "lawsuit", Status: "filed", Actors: []string{"Norvane"}, Evidence: evidence(&o, "Norvane sued the Port of Selby on Tuesday."), Confidence: .9, Alert: "now", Rule: "old"}}
	if _, err := st.Record(t.Context(), nil, o, novelty.Ladder{}); err != nil {
		t.Fatal(err)
	}
}

// Facts are those of present rules afterwards; what happened and who was told is as it was.
func TestRereadRenewsFacts(t *testing.T) {
	s := newShelf(t)
	st := s.open(t)
	misread(t, st, "doc-1", 0, "Port of Selby")
	misread(t, st, "doc-2", 1, "Port of Selby")
	st.Close()
	before := s.ok(t, "export", "developments")
	contains(t, s.ok(t, "show", "q1"), "Port of Selby")

	contains(t, s.ok(t, "reread"), "2 texts read again, 2 changed")
	out := s.ok(t, "quotes", "--json")
	if strings.Contains(out, `"quote":"sued`) || strings.Contains(out, `"speaker":"Port of Selby"`) || strings.Count(out, `"quote":"We asked`) != 1 {
		t.Errorf("quotes:\n%s", out)
	}
	contains(t, out, `"speaker":"Ilse Marrow"`, `"attestations":2`)
	out = s.ok(t, "export", "dates")
	if strings.Contains(out, "2031-03-11") || strings.Count(out, "2031-03-04") < 2 {
		t.Errorf("dates:\n%s", out)
	}
	if after := s.ok(t, "export", "developments"); after != before {
		t.Errorf("developments:\n%s\nwere\n%s", after, before)
	}
	contains(t, s.ok(t, "quotes", "--search", "told nothing", "--json"), "Ilse Marrow")
	contains(t, s.ok(t, "why", "d1"), "rule          old")

	contains(t, s.ok(t, "reread"), "nothing to read again")
	contains(t, s.ok(t, "reread", "--all"), "2 texts read again, 0 changed")
	if code, _, errs := s.run("reread", "--since", "soon"); code != exitUsage || !strings.Contains(errs, "--since") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

// One quote that is read otherwise keeps its id, and one that the user judged is not touched.
func TestRereadKeepsIDsAndJudgements(t *testing.T) {
	s := newShelf(t)
	st := s.open(t)
	misread(t, st, "doc-1", 0, "Jo Falk")
	st.Close()
	s.ok(t, "judge", "q2", "right")
	contains(t, s.ok(t, "reread"), "quotes", "1 changed")
	contains(t, s.ok(t, "show", "q1"), "Ilse Marrow", "told nothing")
	contains(t, s.ok(t, "show", "q2"), "sued the Port of Selby on Tuesday")
	contains(t, s.ok(t, "export", "quotes", "--format", "jsonl"), `"change":"revised"`)
}

func TestRereadSince(t *testing.T) {
	s := newShelf(t)
	st := s.open(t)
	misread(t, st, "doc-1", 0, "Jo Falk")
	misread(t, st, "doc-2", 48, "Jo Falk")
	st.Close()
	contains(t, s.ok(t, "reread", "--since", shelfDay.AddDate(0, 0, 1).Format("2006-01-02")), "1 text read again")
	contains(t, s.ok(t, "reread"), "1 text read again")
}

// An award stands as its newest announcement gives it; reading the older one again does not bring the old sum back.
func TestRereadKeepsTheNewestAnnouncement(t *testing.T) {
	s := newShelf(t)
	line := func(sum string) string {
		return `{"id":"list-1","url":"https://agency.example/list-1","source":"Agency","title":"Contracts for March 4, 2031","published":"2031-03-04",` +
			`"text":"NAVY\n\nNorvane Shipyards Inc., Selby, Maine, is awarded a $` + sum + ` firm-fixed-price contract (N00024-31-C-4102) for four harbor ferries. Work is expected to be completed by June 2033. The Naval Sea Systems Command, Washington, D.C., is the contracting activity."}` + "\n"
	}
	writeFile(t, filepath.Join(s.dir, "old.jsonl"), line("9,100,000")+line("9,250,000"))
	s.ok(t, "import", filepath.Join(s.dir, "old.jsonl"))
	before := s.ok(t, "export", "awards")
	contains(t, before, "9250000")
	contains(t, s.ok(t, "reread", "--all"), "2 texts read again, 0 changed")
	if after := s.ok(t, "export", "awards"); after != before {
		t.Errorf("awards:\n%s\nwere\n%s", after, before)
	}
}
