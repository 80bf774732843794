package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"storywatch/internal/config"
	"storywatch/store"
	"storywatch/store/novelty"
)

type whyCmd struct {
	ID string `arg:"" help:"A development (d3), one of its events (e5), a quote (q7), or an item (i12, an imported id, an address)."`
}

// Help teaches.
func (whyCmd) Help() string {
	return `Says why something was flagged, or was not. A development: the rule, the sentence, what it was compared with, what its confidence
is made of, who reports it and who was told. A quote: the possible speakers and what spoke for each. An item: every claim that was read
in it and what became of it.

  storywatch why e5
  storywatch why i12                        (why did this article make no news?)`
}

// Run explains.
func (x *whyCmd) Run(a *app) error {
	return a.withKnown(true, func(c *config.Config, st *store.Store) error {
		p := &page{a: a, c: c}
		if err := x.explain(p, st); err != nil {
			return err
		}
		return p.print()
	})
}

func (x *whyCmd) explain(p *page, st *store.Store) error {
	ctx := p.a.ctx
	var err error
	switch letter, _, _ := store.ParseID(x.ID); letter {
	case 'd', 'e':
		var e store.EventDetail
		if e, err = st.Event(ctx, x.ID); err == nil {
			return whyEvent(p, st, e)
		}
	case 'q':
		var q store.QuoteDetail
		if q, err = st.Quote(ctx, x.ID); err == nil {
			return whyQuote(p, q)
		}
	case 's':
		if _, err = st.Story(ctx, x.ID); err == nil {
			return usageError("why takes a development, a quote or an item; `storywatch show %s` shows the story", x.ID)
		}
	case 'a':
		var w store.AwardRow
		if w, err = st.Award(ctx, x.ID); err == nil {
			return usageError("why takes a development, a quote or an item; the award stands in %s: storywatch why %[1]s", cleanLine(w.ItemID))
		}
	}
	if err == nil || errors.Is(err, store.ErrNotFound) {
		d, ierr := st.Item(ctx, x.ID)
		if ierr == nil {
			return whyItem(p, d)
		}
		if err == nil {
			err = ierr
		}
	}
	return err
}

func whyEvent(p *page, st *store.Store, d store.EventDetail) error {
	p.title(fmt.Sprintf("%s: %s (%s)", d.Change, d.Type, d.Status))
	eventFields(p, d.EventRow)
	rule, err := ruleOf(p, st, d.EventRow)
	if err != nil {
		return err
	}
	p.field("rule", rule)
	judgedField(p, d.Judged)

	if err := decision(p, st, d.Why); err != nil {
		return fmt.Errorf("%s: %w", d.ID, err)
	}
	if err := parts(p, d.Confidence, d.Parts); err != nil {
		return fmt.Errorf("%s: %w", d.ID, err)
	}
	if d.Unconfirmed {
		p.line("", "unconfirmed: it waits for a second independent voice, or stands in the digest marked so")
	}
	if len(d.History) > 1 {
		p.head("Its history")
		for _, e := range d.History {
			p.line(e.ID+" ", fmt.Sprintf("%s  %s: %s, %s", eventWhen(p.a, p.c, e), e.Change, e.Status, e.Source))
		}
	}
	showCoverage(p, d.Coverage)
	p.line("", fmt.Sprintf("%d independent", d.Independent))
	told := alertWords(p, d.EventRow)
	p.head("Alert: %s", told)
	for _, m := range d.Messages {
		p.line("", join(", ", m.Channel+" to "+m.Recipient, m.Kind, m.State, messageTime(p, m), m.Error))
	}
	return nil
}

// judgedField says what the user said of an event or a quote.
func judgedField(p *page, j *store.JudgementRow) {
	if j != nil {
		p.field("judged", join(", ", j.Verdict, instant(p.c, j.At), j.Note))
	}
}

// ruleOf is the rule by which the claim of an event was read.
func ruleOf(p *page, st *store.Store, e store.EventRow) (string, error) {
	item, err := st.Item(p.a.ctx, e.ItemID)
	if err != nil {
		return "", err
	}
	for _, c := range item.Claims {
		if c.EventID == e.ID {
			return c.Rule, nil
		}
	}
	return "", nil
}

// decided is what the store keeps of a decision.
type decided struct {
	novelty.Decision
	Merged  []struct{ Type, Status, Sentence string }
	OffBeat bool `json:"off_beat"`
}

func readDecision(why string) (d decided, err error) {
	if why == "" {
		return d, nil
	}
	if err := json.Unmarshal([]byte(why), &d); err != nil {
		return d, fmt.Errorf("the reasons that are kept cannot be read: %w", err)
	}
	return d, nil
}

// decision says what a claim was compared with.
func decision(p *page, st *store.Store, why string) error {
	d, err := readDecision(why)
	if err != nil || why == "" {
		return err
	}
	p.head("The decision: %s", d.Kind)
	if d.Reason != "" {
		p.line("", d.Reason)
	}
	for _, x := range []struct {
		so   bool
		word string
	}{{d.Confirms, "it confirms what one voice had said"}, {d.Refines, "it names the same happening by a more specific type"}, {d.Voice != "", "this voice: " + strings.ReplaceAll(string(d.Voice), "-", " ")}} {
		if x.so {
			p.line("", x.word)
		}
	}
	for _, m := range d.Merged {
		p.line("", fmt.Sprintf("the same happening in the same document: %s (%s) %s", m.Type, m.Status, inMarks(m.Sentence)))
	}
	p.head("Compared with")
	if len(d.Compared) == 0 {
		p.line("", "nothing: no development of this type was known that has anything in common with it")
	}
	for _, c := range d.Compared {
		label := ""
		if e, err := st.Event(p.a.ctx, fmt.Sprintf("d%d", c.Development)); err == nil {
			label = fmt.Sprintf("%s (%s) %s", e.Type, e.Status, strings.Join(e.Actors, ", "))
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		fits := "does not fit"
		if c.Fits {
			fits = "fits, score " + confidence(c.Score)
		}
		p.line(fmt.Sprintf("d%d ", c.Development), join(": ", label, fits+" ("+strings.Join(c.Why, "; ")+")"))
	}
	return nil
}

// parts says what a confidence is made of, the weightiest first.
func parts(p *page, total float64, text string) error {
	p.head("Confidence %s", confidence(total))
	if text == "" {
		return nil
	}
	var of map[string]float64
	if err := json.Unmarshal([]byte(text), &of); err != nil {
		return fmt.Errorf("the parts of the confidence that are kept cannot be read: %w", err)
	}
	names := make([]string, 0, len(of))
	for n := range of {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool {
		if of[names[i]] != of[names[j]] {
			return of[names[i]] > of[names[j]]
		}
		return names[i] < names[j]
	})
	for _, n := range names {
		p.line(fmt.Sprintf("%+.2f ", of[n]), n)
	}
	return nil
}

// alertWords says how an event reached people, or why it did not.
func alertWords(p *page, e store.EventRow) string {
	switch {
	case e.Alert == "":
		return "none: its type never alerts, or it was learned quietly (a source's first poll, with first_run: quiet)"
	case e.AlertedAt.IsZero():
		return e.Alert + ", not sent yet"
	}
	return e.Alert + ", " + instant(p.c, e.AlertedAt)
}

func messageTime(p *page, m store.MessageRow) string {
	switch {
	case !m.SentAt.IsZero():
		return instant(p.c, m.SentAt)
	case !m.NotBefore.IsZero():
		return "held until " + instant(p.c, m.NotBefore)
	}
	return ""
}

// candidate is a possible speaker as it is kept.
type candidate struct {
	Name  string
	Score float64
	Why   []string
}

func whyQuote(p *page, d store.QuoteDetail) error {
	p.title(said(d.QuoteRow))
	p.field("id", d.ID)
	p.field("speaker", speaker(d.QuoteRow)+", confidence "+confidence(d.Confidence))
	p.field("named as", d.Mention)
	p.field("cue", d.Cue)
	p.field("before it", d.Before)
	p.field("paragraph", d.ParagraphText)
	p.field("or", otherSpeaker(d.QuoteRow))
	if d.Change == "revised" {
		p.field("revised", "its speaker, its first place or its words on the page were corrected since it was first read")
	}
	judgedField(p, d.Judged)
	showVersions(p, d.QuoteRow)
	p.head("Possible speakers")
	var list []candidate
	if d.Candidates != "" {
		if err := json.Unmarshal([]byte(d.Candidates), &list); err != nil {
			return fmt.Errorf("%s: the candidates that are kept cannot be read: %w", d.ID, err)
		}
	}
	if len(list) == 0 {
		p.line("", "none: nothing near it names or stands for a speaker")
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Score > list[j].Score })
	for _, c := range list {
		p.line(confidence(c.Score)+" ", join(": ", orNone(c.Name), strings.Join(c.Why, "; ")))
	}
	return nil
}

// whyItem tells what was made of an item and of every claim in it.
func whyItem(p *page, d store.ItemDetail) error {
	p.title(d.Title)
	p.field("id", d.ID)
	p.field("source", sourceOf(d.ItemRow))
	p.field("state", stateOf(d))
	p.field("", stateReason(d))
	p.field("topics", strings.Join(d.Topics, ", "))
	p.field("copy of", d.CopyOf)
	for _, n := range d.Notes {
		p.field("note", n)
	}
	if len(d.Claims) == 0 {
		if d.Text != "" {
			p.head("No sentence in it says that something of a known type happened")
		}
		return nil
	}
	p.head("Claims")
	for _, c := range d.Claims {
		p.line(claimMark(c), fmt.Sprintf("%s (%s) %s", c.Type, c.Status, strings.Join(c.Actors, ", ")))
		p.sub(fmt.Sprintf("%s code points %d–%d", inMarks(c.Sentence), c.Start, c.End))
		reason, err := claimReason(c)
		if err != nil {
			return fmt.Errorf("%s: %w", d.ID, err)
		}
		p.sub(reason)
	}
	return nil
}

// stateReason says what a state means for what is known of an item.
func stateReason(d store.ItemDetail) string {
	switch d.State {
	case store.ItemOffTopic:
		return "no topic of the config matched, so nothing but its title was kept"
	case store.ItemPending:
		return "its page was not read yet: `storywatch run` reads what is due"
	case store.ItemBlocked, store.ItemGone, store.ItemFailed:
		return "its page could not be had, so only what the source listed was read; `storywatch add FILE --url ADDRESS` takes it by hand"
	}
	return ""
}

func claimMark(c store.ClaimRow) string {
	outcome := orNone(c.Outcome)
	if c.Outcome == string(novelty.Ignore) {
		outcome = "ignored"
	}
	return join(" ", outcome, c.DevelopmentID, c.EventID) + ": "
}

// claimReason is why a claim became what it became.
func claimReason(c store.ClaimRow) (string, error) {
	d, err := readDecision(c.Why)
	if err != nil {
		return "", err
	}
	reason := d.Reason
	if c.Ignored != "" && !strings.Contains(reason, c.Ignored) {
		reason = join("; ", "no development: "+c.Ignored, reason)
	}
	rule := ""
	if c.Rule != "" {
		rule = "rule " + c.Rule
	}
	return join("; ", reason, rule, "confidence "+confidence(c.Confidence)), nil
}
