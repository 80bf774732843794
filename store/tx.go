package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// write runs fn in one immediate transaction: everything fn wrote is kept, or nothing is. what names the deed for
// error texts.
func (s *Store) write(ctx context.Context, what string, fn func(*sql.Tx) error) error {
	if s.w == nil {
		return fmt.Errorf("%s: the store was opened for reading only", what)
	}
	tx, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return explain(what, err)
	}
	defer tx.Rollback() // after Commit it does nothing
	if err := fn(tx); err != nil {
		return explain(what, err)
	}
	return explain(what, tx.Commit())
}

// explain names the deed that failed and, for what the user can mend, says how. nil stays nil.
func explain(what string, err error) error {
	if err == nil {
		return nil
	}
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return fmt.Errorf("%s: %w", what, err)
	}
	switch se.Code() & 0xff { // the primary result code
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%s: the disk is full: free some space and run again, nothing was half written: %w", what, err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%s: the store cannot be written: give this user write permission on the file and its folder: %w", what, err)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%s: the file cannot be opened: does its folder exist, and may this user read and write there? %w", what, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%s: another process has kept the store locked for %s: end it, or try again later: %w", what, busyTimeout, err)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("%s: the disk failed: look at the system's log, and keep the store off network shares: %w", what, err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s: %w: the file is no database; name another file: %w", what, ErrDamaged, err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s: %w: restore a backup, or see `storywatch doctor`: %w", what, ErrDamaged, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// nextSeq moves the change sequence on and returns its new value. One value may serve all rows of a transaction.
func nextSeq(ctx context.Context, tx *sql.Tx) (seq int64, err error) {
	err = tx.QueryRowContext(ctx, "UPDATE counter SET value = value + 1 WHERE name = 'change' RETURNING value").Scan(&seq)
	return seq, err
}

// fence returns ErrLostLease when the lease's host was claimed by somebody else since. A nil lease is not fenced: the
// caller needs no host (imports, pages handed in by hand).
func fence(ctx context.Context, tx *sql.Tx, l *Lease) error {
	if l == nil {
		return nil
	}
	var n int
	err := tx.QueryRowContext(ctx, "SELECT 1 FROM host WHERE id = $1 AND lease_token = $2", l.HostID, l.Token).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("host %s: %w", l.Host, ErrLostLease)
	}
	return err
}

// ms is a time as the store writes it: Unix milliseconds UTC, 0 for the zero time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// fromMS is the time that ms wrote.
func fromMS(v int64) time.Time {
	if v == 0 {
		return time.Time{}
	}
	return time.UnixMilli(v).UTC()
}

// jsonList writes a list as a JSON array; nil is [].
func jsonList(list []string) string {
	if len(list) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(list) // strings always marshal
	return string(b)
}

// parseList reads what jsonList wrote; an empty list is nil.
func parseList(s string) []string {
	if s == "" || s == "[]" {
		return nil
	}
	var list []string
	if json.Unmarshal([]byte(s), &list) != nil {
		return []string{s} // a row written by hand: shown as it stands
	}
	return list
}

// nullID is a reference that may be absent.
func nullID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// nullText is a text reference that may be absent.
func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}
