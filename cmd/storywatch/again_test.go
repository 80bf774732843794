package main

import (
	"strings"
	"testing"
	"time"
)

// exported is how many rows an export gave.
func (n *news) exported(what string, flags ...string) int {
	n.t.Helper()
	out := n.want(exitOK, append([]string{"export", what, "--format", "jsonl"}, flags...)...).stdout
	return strings.Count(out, "\n")
}

var exportedKinds = []string{"items", "quotes", "developments", "awards", "dates"}

func TestFirstPollAlertsNobody(t *testing.T) {
	n := newNews(t)
	r := n.want(exitOK, "run")
	if r.stdout != "" || r.stderr != "" {
		t.Errorf("a pass without trouble says something: %s%s", r.stdout, r.stderr)
	}
	if n.mail.Tries() != 0 {
		t.Errorf("%d mails went at the first poll", len(n.mail.Mails()))
	}
	k := look(t, n.dir, n.clock)
	if len(k.items) == 0 || len(k.events) == 0 {
		t.Errorf("the first poll taught nothing: %d items, %d events", len(k.items), len(k.events))
	}
	for _, e := range k.events {
		if !e.AlertedAt.IsZero() {
			t.Errorf("%s is noted as told: %s", e.ID, e.Sentence)
		}
	}
}

func TestSecondPassWithNothingNewIsSilent(t *testing.T) {
	n := newNews(t)
	n.want(exitOK, "run")
	n.at(1)
	n.want(exitOK, "run")
	n.pass(150 * time.Minute) // over the gap between mails; polls are due again
	n.want(exitOK, "run")
	for _, what := range exportedKinds {
		if rows := n.exported(what, "--new"); rows == 0 && what != "awards" {
			t.Errorf("the first export of %s is empty", what)
		}
	}
	mails, known := len(n.mail.Mails()), look(t, n.dir, n.clock)
	if mails == 0 {
		t.Fatal("nothing was told before; the test has nothing to compare with")
	}
	n.pass(time.Hour)
	before := n.world.Stats()
	if r := n.want(exitOK, "run"); r.stdout != "" || r.stderr != "" {
		t.Errorf("a pass with nothing new says something: %s%s", r.stdout, r.stderr)
	}
	if after := n.world.Stats(); after.Hosts["meridianwire.example"].Requests == before.Hosts["meridianwire.example"].Requests {
		t.Error("the second pass asked nobody")
	}
	if got := len(n.mail.Mails()); got != mails {
		t.Errorf("%d mails went though nothing was new: %s", got-mails, n.mail.Mails()[mails].Subject)
	}
	if d := difference(look(t, n.dir, n.clock).lines(), known.lines()); d != "" {
		t.Errorf("something is known that was not:\n%s", d)
	}
	for _, what := range exportedKinds {
		if rows := n.exported(what, "--new"); rows != 0 {
			t.Errorf("%d %s are exported as new again", rows, what)
		}
	}
}

// What stands in the articles is what comes out: nothing is scripted.
func TestEditedArticleChangesTheResult(t *testing.T) {
	const vows = "/2031/03/08/kestrane-vows-to-sue"
	play := func(t *testing.T, edits ...[2]string) contents {
		n := newNews(t)
		n.keep("Meridian Wire")
		for _, e := range edits {
			if err := n.world.Edit("meridianwire.example", vows, e[0], e[1]); err != nil {
				t.Fatal(err)
			}
		}
		n.want(exitOK, "run")
		n.at(5)
		n.want(exitOK, "run")
		return look(t, n.dir, n.clock)
	}
	lawsuits := func(k contents) (all []string) {
		for _, e := range k.events {
			if e.Type == "lawsuit" {
				all = append(all, e.Status)
			}
		}
		return sorted(all)
	}
	said := func(k contents, words string) string {
		for _, q := range k.quotes {
			if q.Quote == words {
				return q.Speaker
			}
		}
		return "nobody"
	}

	asIs := play(t)
	if got := lawsuits(asIs); len(got) == 0 || strings.Contains(strings.Join(got, " "), "filed") {
		t.Errorf("lawsuits as written: %q, want one that is announced", got)
	}
	if got := said(asIs, "You can't sue a press conference,"); got != "Tobias Renn" {
		t.Errorf("the quote as written is said by %s", got)
	}

	edited := play(t,
		[2]string{"You can't sue a press conference,", "You can't sue a weather report,"},
		[2]string{
			"Kestrane said on Saturday that it would sue if the government goes through with its plan to label the company a procurement security risk.",
			"Kestrane on Saturday sued the Department of Coastal Defense over its plan to label the company a procurement security risk.",
		},
		[2]string{"Kestrane says it will go to court over government's risk label", "Kestrane sues over government's risk label"})
	if got := lawsuits(edited); !strings.Contains(strings.Join(got, " "), "filed") {
		t.Errorf("lawsuits after the edit: %q, want one that is filed", got)
	}
	if got := said(edited, "You can't sue a weather report,"); got != "Tobias Renn" {
		t.Errorf("the edited quote is said by %s", got)
	}
	if got := said(edited, "You can't sue a press conference,"); got != "nobody" {
		t.Errorf("words that stand nowhere are said by %s", got)
	}
}

// The gap that the config and robots.txt ask for. One host at a time, for the test's clock is moved by whoever waits.
func TestPassesKeepTheGap(t *testing.T) {
	n := newNews(t)
	a := n.app()
	a.cli, a.log = &cli{Config: n.config}, discard()
	c, err := a.loadConfig()
	if err != nil {
		t.Fatal(err)
	}
	st, err := a.openStore(c, false)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for poll := range 2 {
		n.at(poll)
		w, err := a.worker(c, st, nil)
		if err != nil {
			t.Fatal(err)
		}
		w.Parallel = 1
		if _, err := w.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	longer := map[string]time.Duration{"saltmarshcourier.example": 3 * time.Second} // its Crawl-delay
	for host, h := range n.world.Stats().Hosts {
		if want := max(c.Fetch.Gap.Std(), longer[host]); h.Requests > 1 && h.ClosestGap < want {
			t.Errorf("%s: two requests within %s, want %s between them", host, h.ClosestGap, want)
		}
	}
}
