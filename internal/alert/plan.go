package alert

import (
	"context"
	"fmt"
	"sort"
	"time"

	"storywatch/store"
)

// Action is what happens to events.
type Action string

// The actions.
const (
	Send     Action = "send"
	Hold     Action = "hold"   // until At
	ToDigest Action = "digest" // with the next digest, at At
)

// Plan is what one recipient gets, when, and why.
type Plan struct {
	Channel, Recipient string
	Kind               string // now, digest
	Action             Action
	At                 time.Time
	Story              string // public id and title; "" for a digest
	StoryID            string
	Events             []store.EventRow
	Why                string
}

// storyState is what has gone out about a story to a recipient.
type storyState struct {
	last  time.Time // newest immediate message; zero when none
	today int       // immediate messages since local midnight
}

// plan decides for one recipient, without writing anything.
func (s *Sender) plan(ctx context.Context, to recipient) ([]Plan, error) {
	now := s.clock.Now()
	events, err := s.store.PendingEvents(ctx, to.channel, to.name, "now", "digest")
	if err != nil {
		return nil, err
	}
	local := now.In(s.Zone)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, s.Zone)
	var urgent, slow []store.EventRow
	for _, e := range events {
		if e.Alert == "now" {
			urgent = append(urgent, e)
		} else {
			slow = append(slow, e)
		}
	}
	plans, folded, err := s.planNow(urgent, now, func(story string) (storyState, error) {
		last, today, err := s.store.LastSent(ctx, to.channel, to.name, story, midnight)
		return storyState{last, today}, err
	})
	if err != nil {
		return nil, err
	}
	slow = append(slow, folded...)
	sort.SliceStable(slow, func(i, j int) bool { return slow[i].EventID < slow[j].EventID })
	digest, err := s.planDigest(ctx, to, slow, now)
	if err != nil {
		return nil, err
	}
	plans = append(plans, digest...)
	for i := range plans {
		plans[i].Channel, plans[i].Recipient = to.channel, to.name
	}
	return plans, nil
}

// planNow groups immediate events by story and applies, in this order: quiet hours, what does not wait (upgrades, reversals,
// corrections, withdrawals), the daily bound, the gap.
func (s *Sender) planNow(events []store.EventRow, now time.Time, state func(story string) (storyState, error)) (plans []Plan, folded []store.EventRow, err error) {
	var order []string
	groups := map[string][]store.EventRow{}
	for _, e := range events {
		if groups[e.StoryID] == nil {
			order = append(order, e.StoryID)
		}
		groups[e.StoryID] = append(groups[e.StoryID], e)
	}
	for _, story := range order {
		group := groups[story]
		p := Plan{Kind: "now", Story: group[0].Story, StoryID: story, Events: group, Action: Send, At: now, Why: "an immediate type, and nothing to wait for"}
		st, err := state(story)
		if err != nil {
			return nil, nil, err
		}
		quietEnd, quiet := s.quietUntil(now)
		switch {
		case quiet:
			p.Action, p.At, p.Why = Hold, quietEnd, fmt.Sprintf("quiet hours until %s", quietEnd.In(s.Zone).Format("15:04"))
		case anyUrgent(group):
			p.Why = "an upgrade, reversal or correction does not wait"
		case s.MaxPerDay > 0 && st.today >= s.MaxPerDay:
			p.Action, p.Why = ToDigest, fmt.Sprintf("%d messages about this story today already (alerts.now.max_per_day)", st.today)
			p.At = s.nextDigest(now)
			folded = append(folded, group...)
		case !st.last.IsZero() && st.last.Add(s.Gap).After(now):
			p.Action, p.At = Hold, st.last.Add(s.Gap)
			p.Why = fmt.Sprintf("a message about this story went at %s; what comes within %s is merged (alerts.now.gap)", st.last.In(s.Zone).Format("15:04"), s.Gap)
		}
		if p.Action != ToDigest {
			plans = append(plans, p)
		}
	}
	return plans, folded, nil
}

// anyUrgent reports whether something came that must not wait for a gap.
func anyUrgent(events []store.EventRow) bool {
	for _, e := range events {
		switch e.Change {
		case "upgrade", "reversal", "correction", "withdrawn":
			return true
		}
	}
	return false
}

// planDigest says what the digest would hold, and whether it is due.
func (s *Sender) planDigest(ctx context.Context, to recipient, events []store.EventRow, now time.Time) ([]Plan, error) {
	due := s.lastDigestTime(now)
	// The digest's cursor holds the moment that the last digest was due, in Unix milliseconds.
	last, err := s.store.Cursor(ctx, digestKey(to))
	if err != nil {
		return nil, err
	}
	p := Plan{Kind: "digest", Events: events, Action: ToDigest, At: s.nextDigest(now), Why: "a type for the digest, or more than a day may bring at once"}
	switch {
	case due.IsZero():
		return nil, nil // no day is a digest day: such events are only listed
	case last == 0 || last >= due.UnixMilli():
		// Nothing is due; or this recipient was never served, and the first digest goes at the next time of day, not for the past.
		if len(events) == 0 {
			return nil, nil
		}
		return []Plan{p}, nil
	}
	if end, quiet := s.quietUntil(now); quiet {
		p.Action, p.At, p.Why = Hold, end, "the digest is due, and it is quiet hours"
		return []Plan{p}, nil
	}
	if len(events) == 0 && !s.Digest.WhenEmpty {
		return nil, nil
	}
	p.Action, p.At, p.Why = Send, due, "the digest is due since "+due.In(s.Zone).Format("Mon 15:04")
	return []Plan{p}, nil
}

func digestKey(to recipient) string { return "digest " + to.channel + " " + to.name }

// lastDigestTime is the newest moment not after now at which a digest is to go out; zero when no day is a digest day.
func (s *Sender) lastDigestTime(now time.Time) time.Time {
	local := now.In(s.Zone)
	for back := range 8 {
		t := time.Date(local.Year(), local.Month(), local.Day()-back, s.Digest.At/60, s.Digest.At%60, 0, 0, s.Zone)
		if !t.After(now) && s.Digest.Days[t.Weekday()] {
			return t
		}
	}
	return time.Time{}
}

// nextDigest is the first moment after now; zero when no day is a digest day.
func (s *Sender) nextDigest(now time.Time) time.Time {
	local := now.In(s.Zone)
	for ahead := range 9 {
		t := time.Date(local.Year(), local.Month(), local.Day()+ahead, s.Digest.At/60, s.Digest.At%60, 0, 0, s.Zone)
		if t.After(now) && s.Digest.Days[t.Weekday()] {
			return t
		}
	}
	return time.Time{}
}

// quietUntil reports whether now is within quiet hours, and when they end.
func (s *Sender) quietUntil(now time.Time) (time.Time, bool) {
	if s.Quiet == nil {
		return time.Time{}, false
	}
	local := now.In(s.Zone)
	minute := local.Hour()*60 + local.Minute()
	from, to := s.Quiet.From, s.Quiet.To
	day := local.Day()
	switch {
	case from < to && minute >= from && minute < to:
	case from > to && minute >= from:
		day++
	case from > to && minute < to:
	default:
		return time.Time{}, false
	}
	return time.Date(local.Year(), local.Month(), day, to/60, to%60, 0, 0, s.Zone), true
}

// Explain says for every pending event who would get it, when and why, without sending or writing anything.
func (s *Sender) Explain(ctx context.Context) ([]Plan, error) {
	var out []Plan
	for _, ch := range s.channels {
		for _, to := range ch.recipients() {
			plans, err := s.plan(ctx, to)
			if err != nil {
				return nil, fmt.Errorf("alerts for %s: %w", to.name, err)
			}
			out = append(out, plans...)
		}
	}
	return out, nil
}

// DigestNow sends the digest at once, whatever the time of day; the next one goes at its usual time.
func (s *Sender) DigestNow(ctx context.Context) (Result, error) {
	var result Result
	now := s.clock.Now()
	for _, ch := range s.channels {
		for _, to := range ch.recipients() {
			events, err := s.store.PendingEvents(ctx, to.channel, to.name, "digest")
			if err != nil {
				return result, err
			}
			if err := s.write(ctx, to, Plan{Kind: "digest", Action: Send, At: now, Events: events, Why: "you asked for it"}); err != nil {
				return result, fmt.Errorf("digest for %s: %w", to.name, err)
			}
		}
	}
	return result, s.sendPending(ctx, &result)
}
