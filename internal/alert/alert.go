// Package alert makes messages of events and gets them to people: which events go to whom, now, later or in the digest; what
// the message says; and its way out by mail, webhook or a command. It quotes and never writes claims of its own. What is new
// it does not decide: it reads the store's events, which are its outbox.
package alert

import (
	"context"
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
	channels []channel
	down     map[string]outage // by channel
}

// outage is how a channel that is down has done.
type outage struct {
	failures int // in a row
	until    time.Time
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
	refused bool  // for good: the same message will never be taken
	channel bool  // nothing else will get out this way now: server down, wrong password
	err     error // says nothing secret, in one line
}

func (u *undeliverable) Error() string { return u.err.Error() }
func (u *undeliverable) Unwrap() error { return u.err }

// Result is what a delivery did.
type Result struct {
	Sent     int
	Held     int      // events that wait for a gap, quiet hours or the digest
	Problems []string // a line for each message that was refused for good, and for each failure after which something stays pending
}

// New makes a sender. It opens no connection.
func New(st *store.Store, s Settings, c clock.Clock) (*Sender, error) {
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	x := &Sender{Settings: s, store: st, clock: c, down: map[string]outage{}}
	if s.Email != nil {
		m, err := newMailer(*s.Email, c)
		if err != nil {
			return nil, err
		}
		x.channels = append(x.channels, m)
	}
	if s.Webhook != nil {
		h, err := newHook(*s.Webhook, c)
		if err != nil {
			return nil, err
		}
		x.channels = append(x.channels, h)
	}
	if len(s.Exec) > 0 {
		x.channels = append(x.channels, command{argv: s.Exec, timeout: commandTimeout})
	}
	return x, nil
}

// Sync makes the recipients known to the store. One that is new is not told what happened before. Call it before a pass.
func (s *Sender) Sync(ctx context.Context) error {
	for _, to := range s.recipients() {
		if err := s.store.SyncRecipient(ctx, to.channel, to.name); err != nil {
			return err
		}
		if err := s.beginDigest(ctx, to); err != nil {
			return err
		}
	}
	return nil
}

// beginDigest makes the next time of day the first at which a new recipient gets a digest.
func (s *Sender) beginDigest(ctx context.Context, to recipient) error {
	now := s.clock.Now()
	due := s.lastDigestTime(now)
	last, err := s.store.Cursor(ctx, digestKey(to))
	if err != nil || last != 0 || due.IsZero() {
		return err
	}
	return s.store.SetCursor(ctx, digestKey(to), due.UnixMilli(), now)
}

// recipients are all places that messages go to.
func (s *Sender) recipients() (out []recipient) {
	for _, ch := range s.channels {
		out = append(out, ch.recipients()...)
	}
	return out
}
