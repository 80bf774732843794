package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrNotMuted is returned when nothing is muted under a name.
var ErrNotMuted = errors.New("it is not muted")

// Mute is what the user does not want to hear of. It stays known, listed and exported.
type Mute struct {
	Kind  string // story, source, type
	Name  string // public id of a story, name of a source or type
	Until time.Time
}

// SetMute keeps back what becomes known of a story ("s3"), source or development type until a time; the zero time is for
// good. What was still to be told of it is kept back too.
func (s *Store) SetMute(ctx context.Context, m Mute) error {
	return s.write(ctx, "mute "+m.Kind+" "+m.Name, func(tx *sql.Tx) error {
		var n int64
		var err error
		switch m.Kind {
		case "story":
			if n, err = numberOf(m.Name, 's', "story", "stories"); err != nil {
				return err
			}
			if err = tx.QueryRowContext(ctx, "SELECT id FROM story WHERE id = $1", n).Scan(&n); errors.Is(err, sql.ErrNoRows) {
				return notFound(m.Name, "story", "stories")
			}
		case "source":
			if err = tx.QueryRowContext(ctx, "SELECT id FROM source WHERE name = $1", m.Name).Scan(&n); errors.Is(err, sql.ErrNoRows) {
				return notFound(m.Name, "source", "sources")
			}
		case "type":
		default:
			err = fmt.Errorf("%q cannot be muted: story, source or type can", m.Kind)
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO mute (kind, name, until, at) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, name) DO UPDATE SET until = excluded.until, at = excluded.at",
			m.Kind, m.Name, ms(m.Until), ms(s.clock.Now()))
		return err
	})
}

// Unmute ends a mute now. What it kept back stays untold.
func (s *Store) Unmute(ctx context.Context, kind, name string) error {
	return s.write(ctx, "unmute "+kind+" "+name, func(tx *sql.Tx) error {
		now := ms(s.clock.Now())
		res, err := tx.ExecContext(ctx, "UPDATE mute SET until = $3 WHERE kind = $1 AND name = $2 AND (until = 0 OR until > $3)", kind, name, now)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(ErrNotMuted, err)
		}
		return nil
	})
}

// Mutes are those that hold now.
func (s *Store) Mutes(ctx context.Context) ([]Mute, error) {
	q := where("kind, name, until", "mute", "until = 0 OR until > ?", "kind, name", ms(s.clock.Now()))
	return all(ctx, s.r, "list what is muted", q, func(row scanner) (m Mute, err error) {
		var until int64
		err = row.Scan(&m.Kind, &m.Name, &until)
		m.Until = fromMS(until)
		return m, err
	})
}

// untold are the conditions that keep an event from a recipient by the user's word: it was judged wrong before it was
// told, it corrects what he never got, or it was recorded while its story, source or type was muted.
func (q *selection) untold(channel, recipient string) {
	q.and("NOT EXISTS (SELECT 1 FROM judgement j WHERE j.target = 'e' || e.id AND j.verdict <> 'right')")
	q.and("e.judges = 0 OR EXISTS (SELECT 1 FROM message_event me WHERE me.event_id = e.judges AND me.recipient = ? AND me.channel = ?)", recipient, channel)
	q.and(`NOT EXISTS (SELECT 1 FROM mute m WHERE (m.until = 0 OR e.recorded_at < m.until)
		AND ((m.kind = 'story' AND m.name = 's' || e.story_id) OR (m.kind = 'source' AND m.name = src.name) OR (m.kind = 'type' AND m.name = e.type)))`)
}
