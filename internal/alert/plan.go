package alert

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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
	Skip     Action = "skip"   // an empty digest that is due and not wanted: only noted
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

// counter says when the newest immediate message about a story went to a recipient (zero: none did), and how many did
// since a time.
type counter func(story string, since time.Time) (last time.Time, count int, err error)

// plan decides for one recipient, without writing anything.
func (s *Sender) plan(ctx context.Context, to recipient) ([]Plan, error) {
	plans, slow, err := s.sort(ctx, to)
	if err != nil {
		return nil, err
	}
	digest, err := s.planDigest(ctx, to, slow, s.clock.Now())
	if err != nil {
		return nil, err
	}
	plans = append(plans, digest...)
	for i := range plans {
		plans[i].Channel, plans[i].Recipient = to.channel, to.name
	}
	return plans, nil
}

// sort parts what one recipient has not been told yet into immediate messages and what is for the digest.
func (s *Sender) sort(ctx context.Context, to recipient) (plans []Plan, slow []store.EventRow, err error) {
	events, err := s.store.PendingEvents(ctx, to.channel, to.name, "now", "digest")
	if err != nil {
		return nil, nil, err
	}
	var urgent []store.EventRow
	for _, e := range events {
		if e.Alert == "now" {
			urgent = append(urgent, e)
		} else {
			slow = append(slow, e)
		}
	}
	plans, folded, err := s.planNow(urgent, s.clock.Now(), func(story string, since time.Time) (time.Time, int, error) {
		return s.store.LastSent(ctx, to.channel, to.name, story, since)
	})
	slow = append(slow, folded...)
	slices.SortStableFunc(slow, func(a, b store.EventRow) int { return cmp.Compare(a.EventID, b.EventID) })
	return plans, slow, err
}

// planNow makes one message of a story's immediate events and applies, in this order: quiet hours, what does not wait
// (upgrades, reversals, corrections, withdrawals), the daily bound, the gap. What is over the bound is folded into the digest.
func (s *Sender) planNow(events []store.EventRow, now time.Time, sent counter) (plans []Plan, folded []store.EventRow, err error) {
	for _, group := range byStory(events) {
		old, fresh, err := s.overflow(group, now, sent)
		if err != nil {
			return nil, nil, err
		}
		folded = append(folded, old...)
		if len(fresh) == 0 {
			continue
		}
		p, err := s.planStory(fresh, now, sent)
		if err != nil {
			return nil, nil, err
		}
		if p.Action == ToDigest {
			folded = append(folded, fresh...)
			continue
		}
		plans = append(plans, p)
	}
	return plans, folded, nil
}

// planStory applies the rules to what is new in one story.
func (s *Sender) planStory(group []store.EventRow, now time.Time, sent counter) (Plan, error) {
	p := Plan{Kind: "now", Story: group[0].Story, StoryID: group[0].StoryID, Events: group, Action: Send, At: now, Why: "its type is told at once, and there is nothing to wait for"}
	last, today, err := sent(p.StoryID, s.midnight(now, 0))
	if err != nil {
		return p, err
	}
	quietEnd, quiet := s.quietUntil(now)
	switch {
	case quiet:
		p.Action, p.At, p.Why = Hold, quietEnd, fmt.Sprintf("quiet hours until %s", quietEnd.In(s.Zone).Format("15:04"))
	case slices.ContainsFunc(group, urgent):
		p.Why = "an upgrade, reversal, correction or withdrawal does not wait"
	case s.MaxPerDay > 0 && today >= s.MaxPerDay:
		p.Why = fmt.Sprintf("%s about this story went out today already (alerts.now.max_per_day)", plural(today, "message"))
		p.Action, p.At = ToDigest, s.nextDigest(now)
		if p.At.IsZero() { // there is no digest
			p.Action, p.At = Hold, s.midnight(now, 1)
		}
	case !last.IsZero() && last.Add(s.Gap).After(now):
		p.Action, p.At = Hold, last.Add(s.Gap)
		p.Why = fmt.Sprintf("a message about this story went at %s; what comes within %s is merged (alerts.now.gap)", last.In(s.Zone).Format("15:04"), s.Gap)
	}
	return p, nil
}

// overflow parts from a story's events those that an earlier day's bound left over. They go with the digest; midnight does
// not make them urgent again.
func (s *Sender) overflow(group []store.EventRow, now time.Time, sent counter) (old, fresh []store.EventRow, err error) {
	if s.MaxPerDay <= 0 || s.nextDigest(now).IsZero() {
		return nil, group, nil
	}
	today := s.midnight(now, 0)
	for _, e := range group {
		if urgent(e) || !e.RecordedAt.Before(today) {
			fresh = append(fresh, e)
			continue
		}
		_, since, err := sent(e.StoryID, s.midnight(e.RecordedAt, 0))
		if err != nil {
			return nil, nil, err
		}
		_, after, err := sent(e.StoryID, s.midnight(e.RecordedAt, 1))
		if err != nil {
			return nil, nil, err
		}
		if since-after >= s.MaxPerDay {
			old = append(old, e)
		} else {
			fresh = append(fresh, e)
		}
	}
	return old, fresh, nil
}

// midnight is the local midnight before t, or days later.
func (s *Sender) midnight(t time.Time, days int) time.Time {
	local := t.In(s.Zone)
	return time.Date(local.Year(), local.Month(), local.Day()+days, 0, 0, 0, 0, s.Zone)
}

// byStory groups events by their story, in the order of each story's first.
func byStory(events []store.EventRow) (groups [][]store.EventRow) {
	at := map[string]int{}
	for _, e := range events {
		i, ok := at[e.StoryID]
		if !ok {
			i = len(groups)
			at[e.StoryID] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], e)
	}
	return groups
}

// urgent reports whether an event must not wait for a gap or the digest.
func urgent(e store.EventRow) bool {
	switch e.Change {
	case "upgrade", "reversal", "correction", "withdrawn":
		return true
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
		return nil, nil // no day is a digest day: such events are only listed by `storywatch developments`
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
	changed, err := s.changes(ctx, Plan{Kind: "digest", Channel: to.channel, Recipient: to.name, At: due})
	if err != nil {
		return nil, err
	}
	if len(events)+len(changed) == 0 && !s.Digest.WhenEmpty {
		p.Action, p.At = Skip, due // or what comes an hour later would go at once
		return []Plan{p}, nil
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
	end := time.Date(local.Year(), local.Month(), day, to/60, to%60, 0, 0, s.Zone)
	for !end.After(now) { // the hour that comes twice when summer time ends
		end = end.Add(time.Hour)
	}
	return end, true
}

// Explain says for every pending event who would get it, when and why, without sending or writing anything.
func (s *Sender) Explain(ctx context.Context) ([]Plan, error) {
	var out []Plan
	for _, to := range s.recipients() {
		plans, err := s.plan(ctx, to)
		if err != nil {
			return nil, fmt.Errorf("alerts for %s: %w", to.name, err)
		}
		out = append(out, slices.DeleteFunc(plans, func(p Plan) bool { return p.Action == Skip })...)
	}
	return out, nil
}
