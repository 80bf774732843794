package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ChangeSeq is the newest value of the change sequence. An export reads it first and takes it as Filter.UpToSeq, then
// keeps it as its cursor.
func (s *Store) ChangeSeq(ctx context.Context) (seq int64, err error) {
	err = s.r.QueryRowContext(ctx, "SELECT value FROM counter WHERE name = 'change'").Scan(&seq)
	return seq, explain("read the change sequence", err)
}

// Cursor is how far the named reader has read, 0 for one that never read.
func (s *Store) Cursor(ctx context.Context, name string) (seq int64, err error) {
	err = s.r.QueryRowContext(ctx, "SELECT seq FROM cursor WHERE name = $1", name).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return seq, explain("read cursor "+name, err)
}

// SetCursor notes that the named reader has read everything up to seq. A cursor never goes back: a slower reader that
// ends late changes nothing.
func (s *Store) SetCursor(ctx context.Context, name string, seq int64, at time.Time) error {
	return s.write(ctx, "move cursor "+name, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO cursor (name, seq, at) VALUES ($1, $2, $3)
			ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, at = excluded.at WHERE excluded.seq > cursor.seq`, name, seq, ms(at))
		return err
	})
}
