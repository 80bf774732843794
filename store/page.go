package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
)

// pageOf returns the page an item of a source stands for and makes it when there is none: one page per folded URL,
// shared by all sources that list it. own is true for an item that is one of several which its source lists at that
// URL (entries of a docket, parts of a live page): it gets a page of its own. Items without a URL have their own page
// too.
func pageOf(ctx context.Context, tx *sql.Tx, sourceID int64, guid, canonical string, own bool, seenAt int64) (id int64, err error) {
	key := canonical
	if own || canonical == "" {
		key = canonical + "\n" + strconv.FormatInt(sourceID, 10) + " " + guid
	}
	err = tx.QueryRowContext(ctx, "SELECT id FROM page WHERE key = $1", key).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	err = tx.QueryRowContext(ctx, "INSERT INTO page (key, canonical_url, first_seen_at) VALUES ($1, $2, $3) RETURNING id", key, canonical, seenAt).Scan(&id)
	return id, err
}
