package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strings"
)

// SyncSources makes the configured sources those of specs. Sources that are named no more stop being due, and so do
// their pages; what they brought is kept, and they go on where they were when they come back. A source whose address or kind changed starts
// anew: without validators, due at once, and its next good poll is a first poll.
func (s *Store) SyncSources(ctx context.Context, specs []SourceSpec) error {
	return s.write(ctx, "write the configured sources", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE source SET configured = 0 WHERE configured = 1"); err != nil {
			return err
		}
		for _, spec := range specs {
			if err := syncSource(ctx, tx, spec); err != nil {
				return err
			}
		}
		return nil
	})
}

func syncSource(ctx context.Context, tx *sql.Tx, spec SourceSpec) error {
	host, err := hostID(ctx, tx, hostOf(spec.URL))
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE source SET etag = '', last_modified = '', moved_to = '', last_good_at = 0, failures = 0, next_due_at = 0
		WHERE name = $1 AND (url <> $2 OR kind <> $3)`, spec.Name, spec.URL, spec.Kind); err != nil {
		return err
	}
	// A shorter interval counts from the last poll, not from the next one.
	if _, err := tx.ExecContext(ctx, `UPDATE source SET next_due_at = last_poll_at + $2
		WHERE name = $1 AND $2 > 0 AND $2 < every_ms AND next_due_at > last_poll_at + $2`, spec.Name, spec.Every.Milliseconds()); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO source (name, kind, url, owner, is_primary, configured, every_ms, host_id)
		VALUES ($1, $2, $3, $4, $5, 1, $6, $7)
		ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, url = excluded.url, owner = excluded.owner,
			is_primary = excluded.is_primary, configured = 1, every_ms = excluded.every_ms, host_id = excluded.host_id`,
		spec.Name, spec.Kind, spec.URL, spec.Owner, spec.Primary, spec.Every.Milliseconds(), host)
	return err
}

// hostOf is host:port as in the URL, in lower case; "" for an address without a server.
func hostOf(rawURL string) string {
	u, err := url.Parse(rawURL)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// hostID returns the row of a host and makes it when there is none.
func hostID(ctx context.Context, tx *sql.Tx, name string) (id int64, err error) {
	name = strings.ToLower(name)
	err = tx.QueryRowContext(ctx, "SELECT id FROM host WHERE name = $1", name).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, "INSERT INTO host (name) VALUES ($1) RETURNING id", name).Scan(&id)
	}
	return id, err
}
