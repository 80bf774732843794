package main

import (
	"fmt"
	"time"

	"storywatch/internal/alert"
	"storywatch/internal/config"
	"storywatch/store"
)

type sendCmd struct {
	DryRun bool `help:"Say for each pending event who would get it, when and why; send nothing." xor:"mode"`
	Test   bool `help:"Send a test message through every channel." xor:"mode"`
	Digest bool `help:"Send the digest now." xor:"mode"`
}

// Help teaches.
func (sendCmd) Help() string {
	return `Delivers what is pending, as run does at its end. What cannot be delivered is kept and tried again: exit 5.

  storywatch send --dry-run     who would get what, when and why
  storywatch send --test        would a mail arrive at all?`
}

// Run delivers.
func (x *sendCmd) Run(a *app) error {
	return a.withStore(false, func(c *config.Config, st *store.Store) error {
		s, err := a.sender(c, st)
		if err != nil {
			return err
		}
		if s.Channels() == 0 {
			return usageError("%s names no way out: add alerts.email, alerts.webhook or alerts.exec", a.cli.Config)
		}
		switch {
		case x.DryRun:
			plans, err := s.Explain(a.ctx)
			if err != nil {
				return err
			}
			a.showPlans(plans, c.Timezone.Location)
			return nil
		case x.Test:
			result, err := s.Test(a.ctx)
			fmt.Fprintf(a.stdout, "%d test messages sent\n", result.Sent)
			return a.undelivered(result, err)
		case x.Digest:
			result, err := s.DigestNow(a.ctx)
			fmt.Fprintf(a.stdout, "%d sent\n", result.Sent)
			return a.undelivered(result, err)
		}
		result, err := s.Deliver(a.ctx)
		fmt.Fprintf(a.stdout, "%d sent, %d events wait (--dry-run says for what)\n", result.Sent, result.Held)
		return a.undelivered(result, err)
	})
}

// showPlans prints what would go where.
func (a *app) showPlans(plans []alert.Plan, zone *time.Location) {
	if len(plans) == 0 {
		fmt.Fprintln(a.stdout, "nothing is pending")
		return
	}
	for _, p := range plans {
		what := cleanLine(p.Story)
		if p.Kind == "digest" {
			what = "the digest"
		}
		at := "now"
		if p.Action != alert.Send && !p.At.IsZero() {
			at = p.At.In(zone).Format("Mon 2006-01-02 15:04")
		}
		fmt.Fprintf(a.stdout, "%s to %s, %s: %s\n  because: %s\n", p.Channel, p.Recipient, at, what, p.Why)
		for _, e := range p.Events {
			kind := e.Type
			if e.Status != "" {
				kind += " (" + e.Status + ")"
			}
			fmt.Fprintf(a.stdout, "  %s %s: %s: %s\n", e.ID, e.Change, kind, cleanLine(e.Sentence))
		}
	}
}

// sender makes the sender of a config, and makes its recipients known to the store.
func (a *app) sender(c *config.Config, st *store.Store) (*alert.Sender, error) {
	s := alert.Settings{
		MaxPerDay: c.Alerts.Now.MaxPerDay, Gap: c.Alerts.Now.Gap.Std(), Zone: c.Timezone.Location, Exec: c.Alerts.Exec,
		Digest: alert.Digest{At: c.Alerts.Digest.At.Minutes(), Days: map[time.Weekday]bool{}, WhenEmpty: c.Alerts.Digest.WhenEmpty == "health"},
	}
	for _, d := range c.Alerts.Digest.Days {
		for i, name := range config.Days { // mon … sun
			if d == name {
				s.Digest.Days[time.Weekday((i+1)%7)] = true
			}
		}
	}
	if q := c.Alerts.Quiet; q != nil {
		s.Quiet = &alert.Quiet{From: q.From.Minutes(), To: q.To.Minutes()}
	}
	if e := c.Alerts.Email; e != nil {
		s.Email = &alert.Email{From: string(e.From), Server: e.SMTP.URL, TLS: e.TLS}
		for _, to := range e.To {
			s.Email.To = append(s.Email.To, string(to))
		}
	}
	if w := c.Alerts.Webhook; w != nil {
		s.Webhook = &alert.Webhook{URL: string(w.URL), Secret: w.Secret, Shape: w.Shape}
	}
	sender, err := alert.New(st, s, a.clock)
	if err != nil {
		return nil, &exitError{exitUsage, fmt.Errorf("%s: %w", a.cli.Config, err)}
	}
	return sender, sender.Sync(a.ctx)
}
