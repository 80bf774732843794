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

// write makes the message of one plan: rendered now, so that every attempt to send it sends the same bytes.
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
	if err != nil && !errors.Is(err, store.ErrMessageMade) {
		return err
	}
	if p.Kind == "digest" {
		return s.store.SetCursor(ctx, digestKey(to), p.At.UnixMilli(), s.clock.Now())
	}
	return nil
}

// messageID is the same for the same events to the same recipient, so that a message that was sent and not noted is
// recognised; and it is another one for another store, whose events have the same numbers.
func (s *Sender) messageID(to recipient, p Plan) string {
	h := sha256.New()
	fmt.Fprintln(h, to.channel, to.name, p.Kind, s.store.Path())
	for _, e := range p.Events {
		fmt.Fprintln(h, e.EventID, e.RecordedAt.UnixMilli(), e.Sentence)
	}
	if len(p.Events) == 0 || p.Kind == "digest" {
		fmt.Fprintln(h, p.At.UnixMilli())
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
