package store

import (
	"context"
	"database/sql"
	"time"
)

// pruneChunk is how many rows one transaction of Prune drops, so that others get to write in between: about 50 ms.
const pruneChunk = 500

// Pruned is what Prune dropped.
type Pruned struct {
	Bodies  int   // raw bytes of so many answers
	Bytes   int64 // their size, before compression
	Fetches int   // rows of the request log
}

// Prune drops raw bytes and the request log from before a time. Bytes that an event or an award points at stay, and
// so do hashes, headers and texts of all.
func (s *Store) Prune(ctx context.Context, before time.Time) (Pruned, error) {
	var p Pruned
	for {
		n, bytes, err := s.pruneBodies(ctx, before)
		p.Bodies += n
		p.Bytes += bytes
		if err != nil {
			return p, err
		}
		if n < pruneChunk {
			break
		}
	}
	for _, statement := range []string{
		"DELETE FROM fetch WHERE id IN (SELECT id FROM fetch WHERE at < $1 LIMIT $2)",
		`UPDATE item SET content_html = '' WHERE id IN
			(SELECT id FROM item WHERE first_seen_at < $1 AND work = '' AND content_html <> '' LIMIT $2)`,
	} {
		for {
			n, err := s.pruneRows(ctx, statement, before)
			if err != nil {
				return p, err
			}
			if statement[0] == 'D' {
				p.Fetches += n
			}
			if n < pruneChunk {
				break
			}
		}
	}
	return p, nil
}

func (s *Store) pruneBodies(ctx context.Context, before time.Time) (n int, bytes int64, err error) {
	err = s.write(ctx, "prune kept bytes", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `UPDATE body SET data = NULL, pruned_at = $2 WHERE sha256 IN (
				SELECT b.sha256 FROM body b WHERE b.fetched_at < $1 AND b.data IS NOT NULL
				AND NOT EXISTS (SELECT 1 FROM revision r WHERE r.body_sha256 = b.sha256 AND (
					EXISTS (SELECT 1 FROM event e WHERE e.revision_id = r.id) OR EXISTS (SELECT 1 FROM award a WHERE a.revision_id = r.id)))
				AND NOT EXISTS (SELECT 1 FROM item i WHERE i.listed_body_sha256 = b.sha256 AND i.no_fetch = 1 AND (
					EXISTS (SELECT 1 FROM event e WHERE e.item_id = i.id) OR EXISTS (SELECT 1 FROM award a WHERE a.item_id = i.id)))
				LIMIT $3) RETURNING size`, ms(before), ms(s.clock.Now()), pruneChunk)
		if err != nil {
			return err
		}
		defer rows.Close()
		n, bytes = 0, 0
		for rows.Next() {
			var size int64
			if err := rows.Scan(&size); err != nil {
				return err
			}
			n++
			bytes += size
		}
		return rows.Err()
	})
	return n, bytes, err
}

func (s *Store) pruneRows(ctx context.Context, statement string, before time.Time) (n int, err error) {
	err = s.write(ctx, "prune old rows", func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, statement, ms(before), pruneChunk)
		if err != nil {
			return err
		}
		changed, err := res.RowsAffected()
		n = int(changed)
		return err
	})
	return n, err
}
