package alert_test

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"storywatch/internal/alert"
	"storywatch/internal/clock"
	"storywatch/internal/demo"
	"storywatch/store"
	"storywatch/store/novelty"
)

var day0 = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

var ladder = novelty.Ladder{"lawsuit": {{"announced"}, {"filed"}, {"dismissed"}}, "contract-award": {{"expected"}, {"awarded"}, {"withdrawn"}}, "letter": {{"sent"}}}

// desk is a store, a clock and a mail server.
type desk struct {
	t     testing.TB
	clock *clock.Manual
	store *store.Store
	mail  *demo.MailServer
	n     int
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{t: t, clock: clock.NewManual(day0)}
	var err error
	if d.store, err = store.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), store.Options{Clock: d.clock}); err != nil {
		t.Fatal(err)
	}
	if d.mail, err = demo.StartMailServer(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.mail.Close(); d.store.Close() })
	return d
}

// byMail are settings that mail to some people through the desk's server.
func (d *desk) byMail(to ...string) alert.Settings {
	return alert.Settings{Email: &alert.Email{To: to, From: "Storywatch <watch@paper.example>", Server: address(d.t, d.mail.URL()), TLS: "none"}}
}

func address(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// sender is made as a program that starts makes it.
func (d *desk) sender(s alert.Settings) *alert.Sender {
	d.t.Helper()
	x, err := alert.New(d.store, s, d.clock)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := x.Sync(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	return x
}

// reports records a document with one claim, now.
func (d *desk) reports(sentence string, change func(*store.Claim)) {
	d.t.Helper()
	d.n++
	var sentences []string
	for i := range 12 {
		sentences = append(sentences, fmt.Sprintf("Speaker %d of meeting %d said tide table %d would have to be drawn again before ship %d could call at berth %d.", i, d.n, d.n*31+i, d.n*17+i*3, i*7+d.n))
	}
	sentences = append(sentences, sentence)
	text := strings.Join(sentences, "\n\n")
	start := len([]rune(text)) - len([]rune(sentence))
	claim := store.Claim{
		Type: "lawsuit", Status: "filed", Actors: []string{"Norvane", "Port Agency"}, Confidence: .95, Alert: "now", Rule: "test",
		Evidence: store.Span{Start: start, End: start + len([]rune(sentence)), Text: sentence},
	}
	if change != nil {
		change(&claim)
	}
	page := fmt.Sprintf("https://gull.example/%d", d.n)
	_, err := d.store.Record(context.Background(), nil, store.Observation{
		ExternalID: fmt.Sprintf("gull-%d", d.n), Source: "Saltmarsh Gull", URL: page, Canonical: page, SeenAt: d.clock.Now(), ObservedBy: "import", Extractor: 1,
		Title: fmt.Sprintf("Saltmarsh council meets for the %dth time about its northern pier", d.n), State: "full", Language: "en",
		PublishedAt: d.clock.Now().Format(time.RFC3339), Precision: "minute", Text: text, Words: len(strings.Fields(text)), Sentences: sentences,
		Topics: []string{"pier"}, UnconfirmedBelow: .5, Claims: []store.Claim{claim},
		Entities: []store.Entity{{Name: "Norvane", Kind: "company", Known: true, Count: 2}, {Name: "Port Agency", Kind: "agency", Known: true, Count: 1}},
	}, ladder)
	if err != nil {
		d.t.Fatal(err)
	}
}

// docket makes a claim one of its own: what has another docket is never the same.
func docket(number string) func(*store.Claim) { return func(c *store.Claim) { c.Docket = number } }

func letter(number string) func(*store.Claim) {
	return func(c *store.Claim) { c.Type, c.Status, c.Docket, c.Alert = "letter", "sent", number, "digest" }
}

func (d *desk) pass(after time.Duration) { d.clock.Set(d.clock.Now().Add(after)) }

// deliver delivers and wants so many sent, and so many problems.
func (d *desk) deliver(s *alert.Sender, sent, problems int) alert.Result {
	d.t.Helper()
	r, err := s.Deliver(context.Background())
	if err != nil || r.Sent != sent || len(r.Problems) != problems {
		d.t.Fatalf("%d sent, problems %q, %v; want %d and %d", r.Sent, r.Problems, err, sent, problems)
	}
	return r
}

// states are the messages as "recipient state", oldest first.
func (d *desk) states() (out []string) {
	d.t.Helper()
	rows, err := d.store.Messages(context.Background(), 0)
	if err != nil {
		d.t.Fatal(err)
	}
	for i := range rows {
		m := rows[len(rows)-1-i]
		out = append(out, strings.TrimSuffix(m.Recipient, "@paper.example")+" "+m.State)
	}
	return out
}
