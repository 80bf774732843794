package alert

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"storywatch/store"
)

// make writes the messages that are due for one recipient, and says how many events wait.
func (s *Sender) make(ctx context.Context, to recipient) (held int, err error) {
	// Another process may make the same messages at the same time. What it left is planned once more.
	for again := range 2 {
		plans, err := s.plan(ctx, to)
		if err != nil {
			return 0, err
		}
		made := true
		held = 0
		for _, p := range plans {
			var err error
			switch p.Action {
			case Hold, ToDigest:
				held += len(p.Events)
				continue
			case Send:
				err = s.write(ctx, to, p)
			}
			if err != nil && !errors.Is(err, store.ErrMessageMade) {
				return held, err
			}
			made = made && err == nil
			// A digest that cannot be made although its events are free was made before, by a process that died before this note.
			if p.Kind == "digest" && (err == nil || again > 0) {
				if err := s.store.SetCursor(ctx, digestKey(to), p.At.UnixMilli(), s.clock.Now()); err != nil {
					return held, err
				}
			}
		}
		if made {
			break
		}
	}
	return held, nil
}

// write makes the message of one plan: rendered now, so that every attempt to send it sends the same words. It returns
// store.ErrMessageMade when another process was faster.
func (s *Sender) write(ctx context.Context, to recipient, p Plan) error {
	view, err := s.view(ctx, p)
	if err != nil {
		return err
	}
	m := store.Message{Channel: to.channel, Recipient: to.name, Kind: p.Kind, StoryID: p.StoryID, NotBefore: p.At}
	if m.Text, m.HTML, err = render(view); err != nil {
		return err
	}
	m.Subject = view.Subject
	ids := make([]string, 0, len(p.Events))
	for _, e := range p.Events {
		m.EventIDs = append(m.EventIDs, e.EventID)
		ids = append(ids, e.ID)
	}
	m.MessageID = s.messageID(to, p)
	m.Headers = map[string]string{"X-Storywatch-Event": strings.Join(ids, " ")}
	if p.Kind == "now" {
		if m.InReplyTo, err = s.store.FirstMessageOfStory(ctx, to.channel, to.name, p.StoryID); err != nil {
			return err
		}
	}
	_, err = s.store.CreateMessage(ctx, m)
	return err
}

// messageID is the same for the same events, or the digest of the same hour, to the same recipient, so that no message is
// made twice; and it is another one for another store, whose events have the same numbers. It is kept with the message: a
// mail that was sent and not noted is recognised by it.
func (s *Sender) messageID(to recipient, p Plan) string {
	h := sha256.New()
	fmt.Fprintln(h, to.channel, to.name, p.Kind, s.store.Path())
	if p.Kind == "digest" {
		fmt.Fprintln(h, p.At.UnixMilli())
	} else {
		for _, e := range p.Events {
			fmt.Fprintln(h, e.EventID, e.RecordedAt.UnixMilli(), e.Sentence)
		}
	}
	return fmt.Sprintf("<storywatch.%s@%s>", hex.EncodeToString(h.Sum(nil)[:16]), s.domain())
}

// domain is the right side of the sender's address.
func (s *Sender) domain() string {
	if s.Email != nil {
		if a, err := mail.ParseAddress(s.Email.From); err == nil {
			if _, d, ok := strings.Cut(a.Address, "@"); ok {
				return d
			}
		}
	}
	return "storywatch.invalid"
}
