package alert

import (
	"context"
	"errors"
	"fmt"
	"time"

	"storywatch/store"
)

const (
	// sendLease is how long a message is one process's to send: longer than any SMTP session's time-outs together.
	sendLease = 5 * time.Minute
	// firstRetry doubles with every attempt up to lastRetry. Greylisting servers take a message after a few minutes.
	firstRetry = 5 * time.Minute
	lastRetry  = 6 * time.Hour
)

// Deliver makes messages of what is due and sends everything that is pending. In quiet hours nothing leaves, neither what is
// new nor what failed before.
func (s *Sender) Deliver(ctx context.Context) (Result, error) {
	var result Result
	for _, to := range s.recipients() {
		held, err := s.make(ctx, to)
		if err != nil {
			return result, fmt.Errorf("alerts for %s: %w", to.name, err)
		}
		result.Held += held
	}
	if _, quiet := s.quietUntil(s.clock.Now()); quiet {
		return result, nil
	}
	return result, s.sendPending(ctx, &result)
}

// DigestNow sends the digest at once, whatever the time of day; the next one goes at its usual time.
func (s *Sender) DigestNow(ctx context.Context) (Result, error) {
	var result Result
	now := s.clock.Now()
	for _, to := range s.recipients() {
		_, events, err := s.sort(ctx, to)
		if err != nil {
			return result, fmt.Errorf("digest for %s: %w", to.name, err)
		}
		p := Plan{Channel: to.channel, Recipient: to.name, Kind: "digest", Action: Send, At: now, Events: events, Why: "you asked for it"}
		if err := s.write(ctx, to, p); err != nil && !errors.Is(err, store.ErrMessageMade) {
			return result, fmt.Errorf("digest for %s: %w", to.name, err)
		}
		if err := s.store.SetCursor(ctx, digestKey(to), now.UnixMilli(), now); err != nil {
			return result, err
		}
	}
	return result, s.sendPending(ctx, &result)
}

// sendPending sends until nothing is left that may go out now.
func (s *Sender) sendPending(ctx context.Context, result *Result) error {
	byRecipient := map[recipient]channel{}
	for _, ch := range s.channels {
		for _, r := range ch.recipients() {
			byRecipient[r] = ch
		}
	}
	gone := map[recipient]int{}
	defer func() {
		for r, n := range gone {
			result.Problems = append(result.Problems, fmt.Sprintf("%s to %s: %s given up: the config does not name this recipient any more",
				r.channel, r.name, plural(n, "message")))
		}
	}()
	for {
		m, token, err := s.store.ClaimMessage(ctx, s.clock.Now(), sendLease, s.channelsDown()...)
		if err != nil || m == nil {
			return err
		}
		to := recipient{m.Channel, m.Recipient}
		ch, ok := byRecipient[to]
		if !ok {
			// To try for ever would be as wrong as to drop it unsaid: it is kept as refused, and said once.
			gone[to]++
			if err := s.store.MarkRefused(ctx, m.ID, token, "the config does not name this recipient any more"); err != nil {
				return err
			}
			continue
		}
		if err := s.sendOne(ctx, ch, m, token, result); err != nil {
			return err
		}
	}
}

// channelsDown are the channels that failed as a whole a short while ago.
func (s *Sender) channelsDown() (names []string) {
	now := s.clock.Now()
	for name, o := range s.down {
		if o.until.After(now) {
			names = append(names, name)
		}
	}
	return names
}

// sendOne sends one message and notes how it went.
func (s *Sender) sendOne(ctx context.Context, ch channel, m *store.MessageRow, token string, result *Result) error {
	err := ch.send(ctx, m)
	// What is noted must not be lost to a SIGTERM that comes between the server's 250 and the note.
	note := context.WithoutCancel(ctx)
	if err == nil {
		delete(s.down, m.Channel)
		result.Sent++
		return s.store.MarkSent(note, m.ID, token, s.clock.Now())
	}
	if ctx.Err() != nil { // we were told to stop: no fault of the channel's, and nothing to wait for
		return errors.Join(ctx.Err(), s.store.MarkFailed(note, m.ID, token, "interrupted", s.clock.Now()))
	}
	var u *undeliverable
	errors.As(err, &u)
	result.Problems = append(result.Problems, fmt.Sprintf("%s to %s: %s", m.Channel, m.Recipient, err))
	if u != nil && u.refused {
		return s.store.MarkRefused(note, m.ID, token, err.Error())
	}
	if u == nil || !u.channel {
		return s.store.MarkFailed(note, m.ID, token, err.Error(), s.clock.Now().Add(retryAfter(m.Attempts)))
	}
	o := s.down[m.Channel]
	o.failures++
	o.until = s.clock.Now().Add(retryAfter(o.failures))
	s.down[m.Channel] = o
	return s.store.MarkFailed(note, m.ID, token, err.Error(), o.until)
}

// retryAfter is how long to wait after a number of attempts that failed.
func retryAfter(attempts int) time.Duration {
	wait := firstRetry
	for range min(attempts-1, 10) {
		wait *= 2
	}
	return min(wait, lastRetry)
}
