package alert_test

import (
	"strings"
	"testing"
	"time"

	"storywatch/internal/alert"
	"storywatch/store"
)

// A headline that a page changed without a word stands in the next digest, once, and makes one where nothing else is new.
func TestChangedArticlesAreInTheDigest(t *testing.T) {
	d := newDesk(t)
	set := d.byMail("ada@paper.example")
	set.Digest = alert.Digest{At: 7*60 + 30, Days: map[time.Weekday]bool{time.Tuesday: true, time.Wednesday: true, time.Thursday: true}}
	s := d.sender(set)
	d.deliver(s, 0, 0) // the first digest is tomorrow's
	read := func(title string) {
		t.Helper()
		d.pass(time.Minute)
		text := strings.Repeat("The tide table of the north pier was read out to the council. ", 3)
		_, err := d.store.Record(t.Context(), nil, store.Observation{
			Source: "Saltmarsh Gull", URL: "https://gull.example/pier", Canonical: "https://gull.example/pier", SeenAt: d.clock.Now(), ObservedBy: "hand",
			Title: title, State: "full", Language: "en", Text: text, Sentences: []string{text}, Topics: []string{"pier"},
		}, ladder)
		if err != nil {
			t.Fatal(err)
		}
	}
	read("Council closes north pier")
	read("Council may close north pier")
	d.clock.Set(day0.Add(23 * time.Hour)) // Tuesday 08:00
	d.deliver(s, 1, 0)
	m := d.mail.Mails()[0]
	for _, want := range []string{"Silently changed articles", "headline", "Council [-closes-] {+may close+} north pier"} {
		if !strings.Contains(strings.Join(strings.Fields(m.Text), " "), want) || !strings.Contains(m.HTML, strings.Fields(want)[0]) {
			t.Errorf("%q is not in the digest:\n%s", want, m.Text)
		}
	}
	if strings.Contains(m.Subject, "Nothing new") {
		t.Errorf("subject %q", m.Subject)
	}
	d.clock.Set(day0.Add(47 * time.Hour))
	d.deliver(s, 0, 0) // told once
}
