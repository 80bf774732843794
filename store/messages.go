package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrMessageMade is returned by CreateMessage when one of its events already has a message to that recipient on that
// channel, or its Message-ID is taken: another process was faster. Nothing was written; ask PendingEvents again.
var ErrMessageMade = errors.New("another process made this message")

// recipientCursor names the cursor behind which a recipient's events begin.
func recipientCursor(channel, recipient string) string {
	return "recipient " + channel + " " + recipient
}

// SyncRecipient makes a recipient known. One that is new in a store with events is not told what happened before: his
// messages begin with the next event. Call it before a pass that may make events.
func (s *Store) SyncRecipient(ctx context.Context, channel, recipient string) error {
	return s.write(ctx, "note recipient "+recipient, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO cursor (name, seq, at) SELECT $1, coalesce(max(id), 0), $2 FROM event
			WHERE 1 ON CONFLICT (name) DO NOTHING`, recipientCursor(channel, recipient), ms(s.clock.Now()))
		return err
	})
}

// PendingEvents are the events that no message to a recipient on a channel carries yet, oldest first; levels are
// "now", "digest" or both (none means both). Events that were learned quietly are never among them, nor those before
// the recipient was made known with SyncRecipient.
func (s *Store) PendingEvents(ctx context.Context, channel, recipient string, levels ...string) ([]EventRow, error) {
	if len(levels) == 0 {
		levels = []string{"now", "digest"}
	}
	q := &selection{columns: eventColumns, from: eventFrom, order: "e.id"}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(levels)), ", ")
	args := make([]any, len(levels))
	for i, l := range levels {
		args[i] = l
	}
	q.and("e.alert IN ("+marks+")", args...)
	q.and("e.quiet = 0")
	q.untold(channel, recipient)
	q.and("NOT EXISTS (SELECT 1 FROM message_event me WHERE me.event_id = e.id AND me.recipient = ? AND me.channel = ?)", recipient, channel)
	q.and("e.id > coalesce((SELECT seq FROM cursor WHERE name = ?), 0)", recipientCursor(channel, recipient))
	return all(ctx, s.r, "look for events to tell "+recipient, q, scanEvent)
}

// CreateMessage keeps a rendered message and notes which events it carries, together. It returns ErrMessageMade when
// another process was faster.
func (s *Store) CreateMessage(ctx context.Context, m Message) (id int64, err error) {
	headers, err := json.Marshal(m.Headers)
	if err != nil {
		return 0, fmt.Errorf("create message: headers: %w", err)
	}
	var story int64
	if m.StoryID != "" {
		if story, err = numberOf(m.StoryID, 's', "story", "stories"); err != nil {
			return 0, err
		}
	}
	err = s.write(ctx, "create the message to "+m.Recipient, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO message (channel, recipient, kind, message_id, in_reply_to, subject, text, html, headers, not_before, story_id, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING id`,
			m.Channel, m.Recipient, m.Kind, m.MessageID, m.InReplyTo, m.Subject, m.Text, m.HTML, string(headers), ms(m.NotBefore), nullID(story), ms(s.clock.Now())).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrMessageMade
		}
		if err != nil {
			return err
		}
		for _, event := range m.EventIDs {
			res, err := tx.ExecContext(ctx, "INSERT INTO message_event (message_id, event_id, recipient, channel) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
				id, event, m.Recipient, m.Channel)
			if err != nil {
				return fmt.Errorf("event %d: %w", event, err)
			}
			if n, err := res.RowsAffected(); err != nil || n == 0 {
				return errors.Join(ErrMessageMade, err)
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// ClaimMessage takes the oldest message that may go out now, for ttl: nobody else gets it meanwhile. A message whose
// sender died comes again after that, so ttl must be longer than any attempt takes. Messages of the channels in except
// stay where they are: a channel that is down costs its messages no attempts. It returns nil when there is none.
func (s *Store) ClaimMessage(ctx context.Context, now time.Time, ttl time.Duration, except ...string) (m *MessageRow, token string, err error) {
	token = rand.Text()
	skip, err := json.Marshal(append([]string{}, except...))
	if err != nil {
		return nil, "", fmt.Errorf("claim a message: %w", err)
	}
	err = s.write(ctx, "claim a message", func(tx *sql.Tx) error {
		var id int64
		err := tx.QueryRowContext(ctx, `SELECT id FROM message WHERE state IN ('pending', 'sending') AND not_before <= $1
			AND retry_at <= $1 AND lease_until <= $1 AND channel NOT IN (SELECT value FROM json_each($2)) ORDER BY id LIMIT 1`, ms(now), string(skip)).Scan(&id)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE message SET state = 'sending', lease_token = $2, lease_until = $3, attempts = attempts + 1 WHERE id = $1",
			id, token, ms(now.Add(ttl))); err != nil {
			return err
		}
		q := where(messageColumns, "message m", "m.id = ?", "", id)
		row, err := scanMessage(tx.QueryRowContext(ctx, q.sql(), q.args...))
		m = &row
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	return m, token, nil
}

// MarkSent notes that a claimed message was taken by the recipient's server, and that its events were told.
func (s *Store) MarkSent(ctx context.Context, id int64, token string, at time.Time) error {
	return s.settle(ctx, id, token, "state = 'sent', error = '', sent_at = $3", []any{ms(at)}, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE event SET alerted_at = $2 WHERE alerted_at = 0
			AND id IN (SELECT event_id FROM message_event WHERE message_id = $1)`, id, ms(at))
		return err
	})
}

// MarkFailed notes that a claimed message did not get through and is tried again from retryAt on.
func (s *Store) MarkFailed(ctx context.Context, id int64, token, errText string, retryAt time.Time) error {
	return s.settle(ctx, id, token, "state = 'pending', error = $3, retry_at = $4", []any{errText, ms(retryAt)}, nil)
}

// MarkRefused notes that a claimed message was refused for good. It is kept, and not tried again.
func (s *Store) MarkRefused(ctx context.Context, id int64, token, errText string) error {
	return s.settle(ctx, id, token, "state = 'refused', error = $3", []any{errText}, nil)
}

// settle ends a claim: set is written if token still holds the message, then also.
func (s *Store) settle(ctx context.Context, id int64, token, set string, args []any, also func(*sql.Tx) error) error {
	return s.write(ctx, fmt.Sprintf("settle message %d", id), func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE message SET lease_token = '', lease_until = 0, "+set+
			" WHERE id = $1 AND lease_token = $2 AND state = 'sending'", append([]any{id, token}, args...)...)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(ErrLostLease, err)
		}
		if also == nil {
			return nil
		}
		return also(tx)
	})
}

const messageColumns = `m.id, m.channel, m.recipient, m.kind, m.message_id, m.in_reply_to, m.subject, m.text, m.html, m.headers, m.not_before,
	coalesce('s' || m.story_id, ''), (SELECT json_group_array(event_id ORDER BY event_id) FROM message_event me WHERE me.message_id = m.id),
	m.state, m.created_at, m.sent_at, m.attempts, m.error`

func scanMessage(row scanner) (MessageRow, error) {
	var r MessageRow
	var headers, events string
	var notBefore, created, sent int64
	err := row.Scan(&r.ID, &r.Channel, &r.Recipient, &r.Kind, &r.MessageID, &r.InReplyTo, &r.Subject, &r.Text, &r.HTML, &headers, &notBefore,
		&r.StoryID, &events, &r.State, &created, &sent, &r.Attempts, &r.Error)
	if err != nil {
		return r, err
	}
	r.NotBefore, r.CreatedAt, r.SentAt = fromMS(notBefore), fromMS(created), fromMS(sent)
	if err := json.Unmarshal([]byte(headers), &r.Headers); err != nil {
		return r, fmt.Errorf("headers of message %d: %w", r.ID, err)
	}
	return r, json.Unmarshal([]byte(events), &r.EventIDs)
}

// Messages lists messages, newest first; limit 0 means all.
func (s *Store) Messages(ctx context.Context, limit int) ([]MessageRow, error) {
	return all(ctx, s.r, "list messages", &selection{columns: messageColumns, from: "message m", order: "m.id DESC", limit: limit}, scanMessage)
}

// messageTime is when a message went out, or will at the earliest.
const messageTime = "CASE WHEN m.sent_at > 0 THEN m.sent_at WHEN m.not_before > m.created_at THEN m.not_before ELSE m.created_at END"

// LastSent is what the rules for a story's messages need: when the newest "now" message about it to a recipient went
// out or will (zero when there is none), and how many there are since a time. storyID "" means any story.
func (s *Store) LastSent(ctx context.Context, channel, recipient, storyID string, since time.Time) (last time.Time, count int, err error) {
	q := &selection{columns: "coalesce(max(" + messageTime + "), 0), coalesce(sum(" + messageTime + " >= " + itoa(ms(since)) + "), 0)", from: "message m"}
	q.and("m.kind = 'now' AND m.state <> 'refused'")
	if err := q.ofRecipient(channel, recipient, storyID); err != nil {
		return time.Time{}, 0, err
	}
	var at int64
	err = s.r.QueryRowContext(ctx, q.sql(), q.args...).Scan(&at, &count)
	return fromMS(at), count, explain("look up messages to "+recipient, err)
}

// FirstMessageOfStory is the Message-ID that starts a story's thread for a recipient, "" when he got none yet.
func (s *Store) FirstMessageOfStory(ctx context.Context, channel, recipient, storyID string) (messageID string, err error) {
	q := &selection{columns: "m.message_id", from: "message m", order: "m.id", limit: 1}
	q.and("m.state <> 'refused'")
	if err := q.ofRecipient(channel, recipient, storyID); err != nil {
		return "", err
	}
	err = s.r.QueryRowContext(ctx, q.sql(), q.args...).Scan(&messageID)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return messageID, explain("look up the thread of "+recipient, err)
}

func (q *selection) ofRecipient(channel, recipient, storyID string) error {
	q.and("m.channel = ? AND m.recipient = ?", channel, recipient)
	if storyID == "" {
		return nil
	}
	story, err := numberOf(storyID, 's', "story", "stories")
	if err != nil {
		return err
	}
	q.and("m.story_id = ?", story)
	return nil
}
