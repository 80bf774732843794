package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// The states of an item.
const (
	ItemPending  = "pending"   // listed, not read yet
	ItemOK       = "ok"        // read
	ItemOffTopic = "off-topic" // read, and left out
	ItemBlocked  = "blocked"   // refused: by the server, robots.txt or the address guard
	ItemGone     = "gone"      // 404, 410
	ItemFailed   = "failed"    // could not be had for another reason
)

// emptyAnswerWait is how long a page rests whose server says "not modified" of a text that was never had: a mistake of
// the server, seldom mended within the hour.
const emptyAnswerWait = time.Hour

// FailFetch writes that a page could not be had or had not changed. A failure with NextDue is tried again then; one
// that is Final or has none gives the item its last state, in which its listed title is all there is.
func (s *Store) FailFetch(ctx context.Context, l *Lease, f FetchFailure) error {
	return s.write(ctx, fmt.Sprintf("write the failed fetch of item %d", f.ItemID), func(tx *sql.Tx) error {
		if err := fence(ctx, tx, l); err != nil {
			return err
		}
		var sourceID int64
		var url string
		err := tx.QueryRowContext(ctx, "SELECT source_id, url FROM item WHERE id = $1", f.ItemID).Scan(&sourceID, &url)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%w: there is no such item", ErrNotFound)
		}
		if err != nil {
			return err
		}
		log := fetchLog{at: f.At, kind: Fetch, sourceID: sourceID, itemID: f.ItemID, url: url, state: f.State, status: f.Status, err: f.Error}
		if l != nil {
			log.hostID = l.HostID
		}
		if err := logFetch(ctx, tx, log); err != nil {
			return err
		}
		if f.State == stateNotModified {
			return sameAsBefore(ctx, tx, f)
		}
		return failItem(ctx, tx, f)
	})
}

// sameAsBefore notes that a page still has the text that is known.
func sameAsBefore(ctx context.Context, tx *sql.Tx, f FetchFailure) error {
	var page, pageRev, itemRev sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT p.id, p.revision_id, i.revision_id FROM item i LEFT JOIN page p ON p.id = i.page_id WHERE i.id = $1`, f.ItemID).
		Scan(&page, &pageRev, &itemRev)
	if err != nil {
		return err
	}
	if !pageRev.Valid { // validators without a text: ask again without them
		if _, err := tx.ExecContext(ctx, "UPDATE page SET etag = '', last_modified = '' WHERE id = $1", page); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE item SET due_at = $2, attempts = attempts + 1 WHERE id = $1", f.ItemID, max(ms(f.NextDue), ms(f.At.Add(emptyAnswerWait))))
		return err
	}
	work := ""
	if !f.NextDue.IsZero() {
		work = string(Fetch)
	}
	if _, err := tx.ExecContext(ctx, "UPDATE item SET work = $2, due_at = $3, attempts = 0, error = '', fetched_at = $4 WHERE id = $1",
		f.ItemID, work, ms(f.NextDue), ms(f.At)); err != nil {
		return err
	}
	if itemRev == pageRev {
		_, err := tx.ExecContext(ctx, "UPDATE item SET state = 'ok' WHERE id = $1 AND state NOT IN ('ok', 'off-topic')", f.ItemID)
		return err
	}
	// Another source's item brought the text: this one shares what was made of it.
	seq, err := nextSeq(ctx, tx)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE item SET revision_id = $2, updated_at = $3, change_seq = $4,
			change = CASE WHEN revision_id IS NULL THEN 'new' ELSE 'revised' END,
			state = coalesce((SELECT o.state FROM item o WHERE o.revision_id = $2 AND o.state IN ('ok', 'off-topic') LIMIT 1), 'ok'),
			topics = coalesce((SELECT o.topics FROM item o WHERE o.revision_id = $2 LIMIT 1), topics)
		WHERE id = $1`, f.ItemID, pageRev, ms(f.At), seq)
	return err
}

func failItem(ctx context.Context, tx *sql.Tx, f FetchFailure) error {
	work := ""
	if !f.NextDue.IsZero() {
		work = string(Fetch)
	}
	if _, err := tx.ExecContext(ctx, "UPDATE item SET attempts = attempts + 1, error = $2, work = $3, due_at = $4 WHERE id = $1",
		f.ItemID, f.Error, work, ms(f.NextDue)); err != nil {
		return err
	}
	if !f.Final && work != "" {
		return nil
	}
	seq, err := nextSeq(ctx, tx)
	if err != nil {
		return err
	}
	state := failedState(f.State)
	// A text that was read stays; only a page that was taken down says something new of it.
	_, err = tx.ExecContext(ctx, `UPDATE item SET state = $2, updated_at = $3, change_seq = $4,
			change = CASE WHEN revision_id IS NOT NULL THEN 'withdrawn' ELSE change END
		WHERE id = $1 AND state <> $2 AND state <> 'off-topic' AND (revision_id IS NULL OR $2 = 'gone')`, f.ItemID, state, ms(f.At), seq)
	return err
}

// failedState is what an item is called whose fetch ended in a web state.
func failedState(web string) string {
	switch web {
	case "blocked", "robots", "address-refused":
		return ItemBlocked
	case "gone", "not-found":
		return ItemGone
	}
	return ItemFailed
}

// fetchLog is one request's outcome.
type fetchLog struct {
	at                       time.Time
	kind                     WorkKind
	sourceID, itemID, hostID int64
	url, state, err, body    string
	status                   int
	bytes                    int64
	duration                 time.Duration
}

func logFetch(ctx context.Context, tx *sql.Tx, f fetchLog) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO fetch (at, kind, source_id, item_id, host_id, url, state, status, bytes, duration_ms, error, body_sha256)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		ms(f.at), string(f.kind), nullID(f.sourceID), nullID(f.itemID), nullID(f.hostID), f.url, f.state, f.status, f.bytes,
		f.duration.Milliseconds(), f.err, nullText(f.body))
	return err
}
