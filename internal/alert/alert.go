// Package alert makes messages of events and gets them to people: which events go to whom, now, later or in the digest; what
// the message says; and its way out by mail, webhook or a command. It quotes and never writes claims of its own. What is new
// it does not decide: it reads the store's events, which are its outbox.
package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"storywatch/internal/clock"
	"storywatch/store"
)

// Settings are who gets what, how. A nil channel is not used.
type Settings struct {
	Email   *Email
	Webhook *Webhook
	Exec    []string // command and arguments; gets the message as JSON on standard input

	MaxPerDay int           // immediate messages a day, a story and a recipient; more go into the digest; 0 means no bound
	Gap       time.Duration // between two immediate messages of one story to one recipient
	Digest    Digest
	Quiet     *Quiet
	Zone      *time.Location // of Digest and Quiet, and of "a day"
}

// Email is the mail route.
type Email struct {
	To     []string // RFC 5322 addresses
	From   string
	Server *url.URL // smtp://user:password@host:587, smtps://host:465
	TLS    string   // required, opportunistic, none
}

// Webhook is the HTTP route.
type Webhook struct {
	URL    string
	Secret string // signs as the Standard Webhooks specification says; "" means unsigned
	Shape  string // json, slack, ntfy
}

// Digest is when the digest goes out.
type Digest struct {
	At        int // minutes after midnight
	Days      map[time.Weekday]bool
	WhenEmpty bool // a digest that says only how the sources are
}

// Quiet is a stretch of the day, in minutes after midnight, in which nothing leaves. From may be later than To: over midnight.
type Quiet struct{ From, To int }

// Sender delivers.
type Sender struct {
	Settings
	store    *store.Store
	clock    clock.Clock
	log      *slog.Logger
	channels []channel
}

// recipient is one place that messages go to.
type recipient struct {
	channel string // email, webhook, exec
	name    string // address, host of the webhook, command
}

// channel sends what was made for its recipients.
type channel interface {
	recipients() []recipient
	// send delivers one message. An *undeliverable says that trying again is of no use or that the whole channel is down.
	send(ctx context.Context, m *store.MessageRow) error
}

// undeliverable is a message that did not go out, and why.
type undeliverable struct {
	refused bool // for good, by the recipient's server
	channel bool // nothing else will get out this way now: server down, wrong password
	err     error
}

func (u *undeliverable) Error() string { return u.err.Error() }
func (u *undeliverable) Unwrap() error { return u.err }

// Result is what a delivery did.
type Result struct {
	Sent     int
	Held     int      // events that wait for a gap, quiet hours or the digest
	Problems []string // one line for each message or channel that failed; what failed stays pending
}

// New makes a sender. It opens no connection.
func New(st *store.Store, s Settings, c clock.Clock, log *slog.Logger) (*Sender, error) {
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	x := &Sender{Settings: s, store: st, clock: c, log: log}
	if s.Email != nil {
		m, err := newMailer(*s.Email, c)
		if err != nil {
			return nil, err
		}
		x.channels = append(x.channels, m)
	}
	if s.Webhook != nil {
		x.channels = append(x.channels, newHook(*s.Webhook, c))
	}
	if len(s.Exec) > 0 {
		x.channels = append(x.channels, command{s.Exec})
	}
	return x, nil
}

// Sync makes the recipients known to the store. One that is new is not told what happened before. Call it before a pass.
func (s *Sender) Sync(ctx context.Context) error {
	for _, ch := range s.channels {
		for _, to := range ch.recipients() {
			if err := s.store.SyncRecipient(ctx, to.channel, to.name); err != nil {
				return err
			}
			if due := s.lastDigestTime(s.clock.Now()); !due.IsZero() {
				if last, err := s.store.Cursor(ctx, digestKey(to)); err != nil {
					return err
				} else if last == 0 {
					if err := s.store.SetCursor(ctx, digestKey(to), due.UnixMilli(), s.clock.Now()); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

const (
	// sendLease is how long a message is one process's to send: longer than any SMTP session's time-outs together.
	sendLease = 5 * time.Minute
	// firstRetry doubles with every attempt up to lastRetry. Greylisting servers take a message after a few minutes.
	firstRetry = 5 * time.Minute
	lastRetry  = 6 * time.Hour
)

// Deliver makes messages of what is due and sends everything that is pending.
func (s *Sender) Deliver(ctx context.Context) (Result, error) {
	var result Result
	for _, ch := range s.channels {
		for _, to := range ch.recipients() {
			held, err := s.make(ctx, to)
			if err != nil {
				return result, fmt.Errorf("alerts for %s: %w", to.name, err)
			}
			result.Held += held
		}
	}
	return result, s.sendPending(ctx, &result)
}

// make writes the messages that are due for one recipient, and says how many events wait.
func (s *Sender) make(ctx context.Context, to recipient) (held int, err error) {
	plans, err := s.plan(ctx, to)
	if err != nil {
		return 0, err
	}
	for _, p := range plans {
		if p.Action != Send {
			held += len(p.Events)
			continue
		}
		if err := s.write(ctx, to, p); err != nil {
			return held, err
		}
	}
	return held, nil
}

// sendPending sends until nothing is left that may go out now.
func (s *Sender) sendPending(ctx context.Context, result *Result) error {
	down := map[string]bool{}
	byName := map[string]channel{}
	for _, ch := range s.channels {
		for _, r := range ch.recipients() {
			byName[r.channel] = ch
		}
	}
	for {
		m, token, err := s.store.ClaimMessage(ctx, s.clock.Now(), sendLease)
		if err != nil || m == nil {
			return err
		}
		ch, ok := byName[m.Channel]
		if !ok || down[m.Channel] {
			// The channel is gone from the config, or down: the message waits, and the next one may be for another channel.
			reason := "the channel is not in the config any more"
			if ok {
				reason = "not tried: the message before it failed"
			}
			if err := s.store.MarkFailed(ctx, m.ID, token, reason, s.retryAt(m.Attempts)); err != nil {
				return err
			}
			continue
		}
		if err := s.sendOne(ctx, ch, m, token, down, result); err != nil {
			return err
		}
	}
}

// sendOne sends one message and notes how it went.
func (s *Sender) sendOne(ctx context.Context, ch channel, m *store.MessageRow, token string, down map[string]bool, result *Result) error {
	err := ch.send(ctx, m)
	// What is noted must not be lost to a SIGTERM that comes between the server's 250 and the note.
	note := context.WithoutCancel(ctx)
	if err == nil {
		result.Sent++
		return s.store.MarkSent(note, m.ID, token, s.clock.Now())
	}
	var u *undeliverable
	refused := errors.As(err, &u) && u.refused
	if u != nil && u.channel {
		down[m.Channel] = true
	}
	result.Problems = append(result.Problems, fmt.Sprintf("%s to %s: %s", m.Channel, m.Recipient, err))
	if refused {
		return s.store.MarkRefused(note, m.ID, token, err.Error())
	}
	if merr := s.store.MarkFailed(note, m.ID, token, err.Error(), s.retryAt(m.Attempts)); merr != nil {
		return merr
	}
	return ctx.Err()
}

func (s *Sender) retryAt(attempts int) time.Time {
	wait := firstRetry
	for range min(attempts, 10) {
		wait *= 2
	}
	return s.clock.Now().Add(min(wait, lastRetry))
}
