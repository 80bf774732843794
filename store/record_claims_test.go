package store_test

import (
	"fmt"
	"strings"
	"testing"

	"storywatch/store"
)

func TestTwoSuitsOfOneDayAreTwo(t *testing.T) {
	s := fresh(t)
	a, b := "Norvane sued the Port Agency in Lowmark.", "Norvane also sued the Port Agency in Highmark."
	o := observed("gull.example", 1, 0, append(body(1), a, b)...)
	says(t, &o, a, func(c *store.Claim) { c.Court = "District of Lowmark" })
	says(t, &o, b, func(c *store.Claim) { c.Court = "District of Highmark" })
	record(t, s, o)
	p := observed("tern.example", 2, 3, append(body(2), a)...)
	says(t, &p, a, func(c *store.Claim) { c.Court = "U.S. District Court, District of Lowmark" })
	record(t, s, p)
	rows := wantEvents(t, s, "new lawsuit/filed now", "new lawsuit/filed now")
	if rows[0].Independent != 2 || rows[1].Independent != 1 {
		t.Errorf("voices: %d and %d, want 2 and 1", rows[0].Independent, rows[1].Independent)
	}
}

func TestAnnouncedThenFormal(t *testing.T) {
	s := fresh(t)
	for i, status := range []string{"announced", "announced", "formal", "announced", "formal"} {
		sentence := fmt.Sprintf("The Port Agency has %s that Norvane is a hazard, the %dth report says.", status, i)
		o := observed(fmt.Sprintf("outlet%d.example", i), i, 20*i, append(body(i), sentence)...)
		says(t, &o, sentence, func(c *store.Claim) {
			c.Type, c.Status, c.Actors, c.Object = "designation", status, []string{"Port Agency", "Norvane"}, "harbor hazard"
		})
		record(t, s, o)
	}
	rows := wantEvents(t, s, "new designation/announced now", "upgrade designation/formal now")
	if rows[1].StatusBefore != "announced" || rows[1].Independent != 5 || rows[0].Status != "announced" {
		t.Errorf("got %+v", rows[1])
	}
}

func TestGrantedAndDenied(t *testing.T) {
	for name, tc := range map[string]struct {
		second string
		want   string
	}{
		"in one court":  {"District of Lowmark", "reversal injunction/denied now"},
		"in two courts": {"Second Circuit", "new injunction/denied now"},
	} {
		t.Run(name, func(t *testing.T) {
			s := fresh(t)
			for i, court := range []string{"District of Lowmark", tc.second} {
				status := []string{"granted", "denied"}[i]
				sentence := "The court " + status + " the order that Norvane wants against the Port Agency."
				o := observed("gull.example", i, 10*i, append(body(i), sentence)...)
				says(t, &o, sentence, func(c *store.Claim) { c.Type, c.Status, c.Court = "injunction", status, court })
				record(t, s, o)
			}
			wantEvents(t, s, "new injunction/granted now", tc.want)
		})
	}
}

func TestAwardTakenBack(t *testing.T) {
	s := fresh(t)
	award := store.Award{Kind: "award", Awardee: "Norvane", AmountUSD: 4e6, PIID: "QX1234-26-C-0007", Announced: "2026-03-02"}
	given := "Norvane was awarded a $4,000,000 contract for cranes (QX1234-26-C-0007)."
	back := "CORRECTION: The contract QX1234-26-C-0007 announced on March 2 for Norvane was not awarded."
	for i, sentence := range []string{given, back} {
		o := observed("agency.example", i, 24*i, append(body(i), sentence)...)
		a := award
		a.Span, a.Withdrawn = span(t, &o, sentence), i == 1
		o.Awards = []store.Award{a}
		says(t, &o, sentence, func(c *store.Claim) {
			c.Type, c.Status, c.Actors, c.Docket = "contract-award", []string{"awarded", "withdrawn"}[i], []string{"Norvane"}, award.PIID
			c.Withdraws = i == 1
			if i == 1 {
				c.Alert = ""
			}
		})
		record(t, s, o)
	}
	wantEvents(t, s, "new contract-award/awarded now", "withdrawn contract-award/withdrawn now")
	var changes []string
	if err := s.EachAward(t.Context(), store.Filter{}, func(a store.AwardRow) error { changes = append(changes, a.Change); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(changes) != 2 || changes[0] != "withdrawn" {
		t.Errorf("awards are %q", changes)
	}
}

func TestQuietAndSilent(t *testing.T) {
	sued := "Norvane sued the Port Agency over the north pier on Tuesday."
	for name, tc := range map[string]struct {
		quiet, silent bool
		want          string
		alerted       bool
	}{
		"a first poll is learned":      {true, false, "new lawsuit/filed", false},
		"an import says what would be": {false, true, "new lawsuit/filed now", true},
		"otherwise it waits for mail":  {false, false, "new lawsuit/filed now", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := fresh(t)
			o := observed("gull.example", 1, 0, append(body(1), sued)...)
			o.Quiet, o.Silent = tc.quiet, tc.silent
			says(t, &o, sued, nil)
			record(t, s, o)
			rows := wantEvents(t, s, tc.want)
			if got := !rows[0].AlertedAt.IsZero(); got != tc.alerted {
				t.Errorf("alerted: %v", got)
			}
			pending, err := s.PendingEvents(t.Context(), "email", "desk@example.org")
			if err != nil || (len(pending) == 1) == (tc.quiet || tc.silent) {
				t.Errorf("%d events wait, %v", len(pending), err)
			}
		})
	}
}

func TestASecondVoiceConfirms(t *testing.T) {
	s := fresh(t)
	for i, outlet := range []string{"gull.example", "gull.example", "tern.example", "skua.example"} {
		sentence := fmt.Sprintf("Norvane is said to have sued the Port Agency, person %d told us.", i)
		o := observed(outlet, i, i, append(body(i), sentence)...)
		says(t, &o, sentence, func(c *store.Claim) { c.Confidence = .3 })
		record(t, s, o)
	}
	rows := wantEvents(t, s, "new lawsuit/filed digest", "upgrade lawsuit/filed now")
	if !rows[0].Unconfirmed || rows[1].Unconfirmed || !strings.Contains(rows[1].Why, "second independent voice") {
		t.Errorf("got %v %v %s", rows[0].Unconfirmed, rows[1].Unconfirmed, rows[1].Why)
	}
}

func TestWhatIsOffTheBeatIsKeptAndNotTold(t *testing.T) {
	for name, tc := range map[string]struct {
		sentence string
		actors   []string
		watched  bool // the document names somebody the user watches
		want     string
	}{
		"about one that is watched":          {"Norvane sued a ferry line.", []string{"Norvane", "Ferry Line"}, true, "new lawsuit/filed now"},
		"about others":                       {"A bakery sued a ferry line.", []string{"Bakery", "Ferry Line"}, true, "new lawsuit/filed"},
		"about others, with one beside it":   {"A bakery sued a ferry line that Norvane owns.", []string{"Bakery", "Ferry Line"}, true, "new lawsuit/filed now"},
		"where nobody is watched, all is":    {"A bakery sued a ferry line.", []string{"Bakery", "Ferry Line"}, false, "new lawsuit/filed now"},
		"about nobody: waits for a party":    {"They sued, Norvane says.", nil, true, "new lawsuit/filed"},
		"about nobody, where all is watched": {"They sued.", nil, false, "new lawsuit/filed"},
	} {
		t.Run(name, func(t *testing.T) {
			s := fresh(t)
			o := observed("gull.example", 1, 0, append(body(1), tc.sentence)...)
			for i := range o.Entities {
				o.Entities[i].Known = tc.watched
			}
			says(t, &o, tc.sentence, func(c *store.Claim) { c.Actors = tc.actors })
			record(t, s, o)
			wantEvents(t, s, tc.want)
		})
	}
}

func TestANoteOfCorrectionCorrects(t *testing.T) {
	const sued, note = "Norvane sued the Port Agency on Monday.", "Correction: An earlier version of this article gave the wrong day for Norvane's suit."
	corrects := func(c *store.Claim) { c.Status, c.Withdraws, c.Date = "corrected", true, "2026-03-03" }
	t.Run("what was told", func(t *testing.T) {
		s := fresh(t)
		o := observed("gull.example", 1, 0, append(body(1), sued)...)
		says(t, &o, sued, func(c *store.Claim) { c.Date = "2026-03-02" })
		record(t, s, o)
		o = observed("gull.example", 1, 24, append(body(1), sued, note)...)
		says(t, &o, note, corrects)
		record(t, s, o)
		rows := wantEvents(t, s, "new lawsuit/filed now", "correction lawsuit/filed now")
		if rows[1].Date != "2026-03-03" {
			t.Errorf("date %q, want that of the correction", rows[1].Date)
		}
	})
	t.Run("nothing, in a text that comes with it", func(t *testing.T) {
		s := fresh(t)
		o := observed("gull.example", 1, 0, append(body(1), sued, note)...)
		says(t, &o, sued, nil)
		says(t, &o, note, corrects)
		record(t, s, o)
		wantEvents(t, s, "new lawsuit/filed now")
	})
}
