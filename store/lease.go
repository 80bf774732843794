package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// MaxHold is the longest that a host is left alone at its own word. No lease is longer either: what is written for
// later than MaxHold from now was written by a clock that was wrong, and holds nobody up.
const MaxHold = 24 * time.Hour

// due says which hosts have something to do, of those that nobody holds: a text to read, or a poll due by $2 or a page
// due by $1 at a host that may be asked. Later than $3 is no time that anybody meant.
const due = `(h.lease_until <= $1 OR h.lease_until > $3) AND (
	EXISTS (SELECT 1 FROM item i JOIN source s ON s.id = i.source_id
		WHERE i.host_id = h.id AND i.work <> '' AND i.due_at <= $1 AND s.configured = 1 AND (i.work = 'read' OR h.held_until <= $1 OR h.held_until > $3))
	OR ((h.held_until <= $1 OR h.held_until > $3)
		AND EXISTS (SELECT 1 FROM source s WHERE s.host_id = h.id AND s.configured = 1 AND s.next_due_at <= $2)))`

// ClaimHost claims a host that nobody holds and that has something due: a poll due by cutoff, or a page due by now. A
// host that may be asked at once goes before one whose next request lies ahead; among those, the one that rested
// longest. It returns nil, nil when nothing is to be had. The lease ends by itself after ttl, so that a crash costs no
// more than that.
func (s *Store) ClaimHost(ctx context.Context, now time.Time, ttl time.Duration, cutoff time.Time) (*Lease, error) {
	var n int
	err := s.r.QueryRowContext(ctx, "SELECT 1 FROM host h WHERE "+due+" LIMIT 1", ms(now), ms(cutoff), ms(now.Add(MaxHold))).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil // without a wait for the right to write
	}
	if err != nil {
		return nil, explain("look for a host", err)
	}
	l := &Lease{Token: rand.Text(), Until: now.Add(ttl)}
	err = s.write(ctx, "claim a host", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT h.id, h.name FROM host h WHERE "+due+`
			ORDER BY CASE WHEN h.next_request_at <= $1 THEN 0 ELSE 1 END, h.next_request_at, h.id LIMIT 1`,
			ms(now), ms(cutoff), ms(now.Add(MaxHold))).Scan(&l.HostID, &l.Host)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE host SET lease_token = $2, lease_until = $3 WHERE id = $1", l.HostID, l.Token, ms(l.Until))
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

// HoldHost leaves a host alone until then, at most MaxHold from now: it asked for less. Texts that need no request are
// still read. A shorter hold does not end a longer one.
func (s *Store) HoldHost(ctx context.Context, l *Lease, until, now time.Time) error {
	return s.write(ctx, "leave host "+l.Host+" alone", func(tx *sql.Tx) error {
		if err := fence(ctx, tx, l); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE host SET held_until = CASE WHEN held_until > $3 THEN $2 ELSE max(held_until, $2) END WHERE id = $1",
			l.HostID, min(ms(until), ms(now.Add(MaxHold))), ms(now.Add(MaxHold)))
		return err
	})
}

// Renew keeps the lease until then, or returns ErrLostLease.
func (s *Store) Renew(ctx context.Context, l *Lease, until time.Time) error {
	err := s.write(ctx, "renew the lease", func(tx *sql.Tx) error {
		if err := fence(ctx, tx, l); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE host SET lease_until = $2 WHERE id = $1", l.HostID, ms(until))
		return err
	})
	if err == nil {
		l.Until = until
	}
	return err
}

// Release gives the host back. ErrLostLease says that it was no longer ours, which harms nobody.
func (s *Store) Release(ctx context.Context, l *Lease) error {
	return s.write(ctx, "release the lease", func(tx *sql.Tx) error {
		if err := fence(ctx, tx, l); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE host SET lease_token = '', lease_until = 0 WHERE id = $1", l.HostID)
		return err
	})
}

// Slot reserves the next time a request may go to host (host:port as in the URL), at least gap after the one before
// and not before what that one asked for, and returns it. No two callers get times nearer than gap, in any process.
func (s *Store) Slot(ctx context.Context, host string, gap time.Duration, now time.Time) (time.Time, error) {
	var at int64
	err := s.write(ctx, "reserve a request to "+host, func(tx *sql.Tx) error {
		id, err := hostID(ctx, tx, host)
		if err != nil {
			return err
		}
		var last, next int64
		if err := tx.QueryRowContext(ctx, "SELECT last_request_at, next_request_at FROM host WHERE id = $1", id).Scan(&last, &next); err != nil {
			return err
		}
		if far := ms(now.Add(MaxHold)); last > far || next > far {
			last, next = 0, 0 // a clock that was wrong
		}
		at = max(ms(now), next, last+gap.Milliseconds())
		_, err = tx.ExecContext(ctx, "UPDATE host SET last_request_at = $2, next_request_at = $3 WHERE id = $1", id, at, at+gap.Milliseconds())
		return err
	})
	return fromMS(at), err
}

// LoadRobots returns the robots.txt that was kept for a host; fetchedAt is zero when none was. Status 0 means that the
// server could not be reached.
func (s *Store) LoadRobots(ctx context.Context, host string) (status int, body []byte, fetchedAt time.Time, err error) {
	var at int64
	err = s.r.QueryRowContext(ctx, "SELECT robots_status, robots_body, robots_at FROM host WHERE name = lower($1)", host).Scan(&status, &body, &at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, nil, time.Time{}, explain("read robots.txt of "+host, err)
	}
	return status, body, fromMS(at), nil
}

// SaveRobots keeps what /robots.txt of a host answered.
func (s *Store) SaveRobots(ctx context.Context, host string, status int, body []byte, fetchedAt time.Time) error {
	return s.write(ctx, "keep robots.txt of "+host, func(tx *sql.Tx) error {
		id, err := hostID(ctx, tx, host)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE host SET robots_status = $2, robots_body = $3, robots_at = $4 WHERE id = $1", id, status, body, ms(fetchedAt))
		return err
	})
}

// NextDue is when the next work can be claimed, the end of another worker's lease and of a host's hold included; ok is
// false when nothing will ever be due. A zero time means at once.
func (s *Store) NextDue(ctx context.Context) (at time.Time, ok bool, err error) {
	var due sql.NullInt64
	err = s.r.QueryRowContext(ctx, `SELECT min(max(h.lease_until, d.due, CASE d.held WHEN 1 THEN h.held_until ELSE 0 END)) FROM host h JOIN (
			SELECT host_id, 1 AS held, min(next_due_at) AS due FROM source WHERE configured = 1 GROUP BY host_id
			UNION ALL
			SELECT i.host_id, i.work <> 'read', min(i.due_at) FROM item i JOIN source s ON s.id = i.source_id
				WHERE i.work <> '' AND s.configured = 1 GROUP BY i.host_id, i.work) d ON d.host_id = h.id`).Scan(&due)
	return fromMS(due.Int64), due.Valid, explain("look for the next due work", err)
}

// NextWork returns the next thing that is due at the leased host: polls due by cutoff first, then pages and texts due
// by now, oldest first; of a host that is to be left alone, texts only. It returns nil when the host has nothing left. The same work comes again until it is completed.
func (s *Store) NextWork(ctx context.Context, l *Lease, now, cutoff time.Time) (*Work, error) {
	w, err := s.nextWork(ctx, l, now, cutoff)
	return w, explain(fmt.Sprintf("look for work at host %q", l.Host), err)
}

func (s *Store) nextWork(ctx context.Context, l *Lease, now, cutoff time.Time) (*Work, error) {
	var until int64
	err := s.r.QueryRowContext(ctx, "SELECT held_until FROM host WHERE id = $1 AND lease_token = $2", l.HostID, l.Token).Scan(&until)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrLostLease
	}
	if err != nil {
		return nil, err
	}
	if until > ms(now) && until <= ms(now.Add(MaxHold)) {
		return s.nextItem(ctx, l.HostID, now, true)
	}
	w, err := s.nextPoll(ctx, l.HostID, cutoff)
	if w != nil || err != nil {
		return w, err
	}
	return s.nextItem(ctx, l.HostID, now, false)
}

func (s *Store) nextPoll(ctx context.Context, hostID int64, cutoff time.Time) (*Work, error) {
	w := &Work{Kind: Poll}
	var lastGood int64
	err := s.r.QueryRowContext(ctx, `SELECT id, name, url, etag, last_modified, failures, last_good_at FROM source
		WHERE host_id = $1 AND configured = 1 AND next_due_at <= $2 ORDER BY next_due_at, id LIMIT 1`, hostID, ms(cutoff)).
		Scan(&w.SourceID, &w.Source, &w.URL, &w.ETag, &w.LastModified, &w.Attempts, &lastGood)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	w.First = lastGood == 0
	return w, err
}

func (s *Store) nextItem(ctx context.Context, hostID int64, now time.Time, textsOnly bool) (*Work, error) {
	w := &Work{}
	var authors, summary string
	var published, firstSeen int64
	err := s.r.QueryRowContext(ctx, `SELECT i.work, i.source_id, s.name, (i.first_poll = 1 OR i.quiet = 1) AND i.revision_id IS NULL,
			coalesce(p.etag, ''), coalesce(p.last_modified, ''),
			i.id, i.url, i.title, i.authors, i.published_at, i.published_precision, i.content_html, i.summary, i.attempts, i.first_seen_at
		FROM item i JOIN source s ON s.id = i.source_id LEFT JOIN page p ON p.id = i.page_id
		WHERE i.host_id = $1 AND i.work <> '' AND i.due_at <= $2 AND s.configured = 1 AND (i.work = 'read' OR NOT $3)
		ORDER BY i.due_at, i.id LIMIT 1`, hostID, ms(now), textsOnly).
		Scan(&w.Kind, &w.SourceID, &w.Source, &w.First, &w.ETag, &w.LastModified,
			&w.ItemID, &w.URL, &w.Title, &authors, &published, &w.Precision, &w.Content, &summary, &w.Attempts, &firstSeen)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if w.Content == "" {
		w.Content = paragraph(summary)
	}
	w.Authors, w.PublishedAt, w.FirstSeen = parseList(authors), fromMS(published), fromMS(firstSeen)
	return w, err
}
