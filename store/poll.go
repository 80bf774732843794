package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// The states of a source's poll that are good health; both are kept as stateOK.
const (
	stateOK          = "ok"
	stateNotModified = "not-modified"
)

// CompletePoll writes what a poll gave: items, validators, health, the log of the request and its bytes, together or
// not at all. New items become work of their own. An item whose title, summary, content or updated date changed is
// read again; a changed publication date alone is no change.
func (s *Store) CompletePoll(ctx context.Context, l *Lease, r PollResult) (PollSummary, error) {
	var sum PollSummary
	what := fmt.Sprintf("write the poll of source %d", r.SourceID)
	err := s.write(ctx, what, func(tx *sql.Tx) error {
		sum = PollSummary{}
		if err := fence(ctx, tx, l); err != nil {
			return err
		}
		src := pollSource{id: r.SourceID}
		err := tx.QueryRowContext(ctx, "SELECT state, last_good_at, coalesce(host_id, 0), url FROM source WHERE id = $1", r.SourceID).
			Scan(&src.state, &src.lastGood, &src.hostID, &src.url)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%w: there is no such source", ErrNotFound)
		}
		if err != nil {
			return err
		}
		if src.body, err = s.putBody(ctx, tx, r.Body); err != nil {
			return err
		}
		err = logFetch(ctx, tx, fetchLog{
			at: r.At, kind: Poll, sourceID: r.SourceID, hostID: src.hostID, url: src.url,
			state: r.State, status: r.Status, bytes: r.Bytes, duration: r.Duration, err: r.Error, body: src.body,
		})
		if err != nil {
			return err
		}
		good := r.State == stateOK || r.State == stateNotModified
		sum.Before = src.state
		sum.StateChanged = src.state == "new" || (src.state == stateOK) != good
		if !good {
			return failPoll(ctx, tx, r)
		}
		if err := s.writeItems(ctx, tx, src, r, &sum); err != nil {
			return err
		}
		return finishPoll(ctx, tx, r, sum)
	})
	return sum, err
}

// pollSource is what a poll needs to know of its source.
type pollSource struct {
	id, hostID, lastGood int64
	state, url, body     string
}

// failPoll notes ill health. Validators stay, so that the next good poll asks only for what changed.
func failPoll(ctx context.Context, tx *sql.Tx, r PollResult) error {
	_, err := tx.ExecContext(ctx, `UPDATE source SET failures = failures + 1, error = $2, last_poll_at = $3, next_due_at = $4,
			state_since = CASE WHEN state = $5 THEN state_since ELSE $3 END, state = $5 WHERE id = $1`,
		r.SourceID, r.Error, ms(r.At), ms(r.NextDue), r.State)
	return err
}

// finishPoll notes good health. A server that does not repeat its validators in a 304 means the old ones.
func finishPoll(ctx context.Context, tx *sql.Tx, r PollResult, sum PollSummary) error {
	_, err := tx.ExecContext(ctx, `UPDATE source SET failures = 0, error = '', last_poll_at = $2, last_good_at = $2, next_due_at = $3,
			state_since = CASE WHEN state = $4 THEN state_since ELSE $2 END, state = $4,
			etag = CASE WHEN $5 AND $6 = '' THEN etag ELSE $6 END,
			last_modified = CASE WHEN $5 AND $7 = '' THEN last_modified ELSE $7 END,
			moved_to = $8,
			repaired = CASE WHEN $5 THEN repaired ELSE $9 END,
			last_item_at = CASE WHEN $10 > 0 THEN $2 ELSE last_item_at END
		WHERE id = $1`,
		r.SourceID, ms(r.At), ms(r.NextDue), stateOK, r.State == stateNotModified, r.ETag, r.LastModified,
		r.MovedTo, jsonList(r.Repaired), sum.New)
	return err
}

// itemWriter writes the items of one poll.
type itemWriter struct {
	ctx     context.Context
	tx      *sql.Tx
	src     pollSource
	r       PollResult
	now     int64            // recorded_at
	seq     int64            // taken when the first item is written
	hosts   map[string]int64 // ids of the hosts of this poll
	listed  map[string]bool  // guids of this poll
	byGUID  *sql.Stmt
	sum     *PollSummary
	nowHere map[string]bool // canonical URLs this poll has given a page
}

func (s *Store) writeItems(ctx context.Context, tx *sql.Tx, src pollSource, r PollResult, sum *PollSummary) error {
	if len(r.Items) == 0 {
		return nil
	}
	byGUID, err := tx.PrepareContext(ctx, selectKnown+" AND guid = $2")
	if err != nil {
		return err
	}
	defer byGUID.Close()
	items := keyed(r.Items)
	w := &itemWriter{
		ctx: ctx, tx: tx, src: src, r: r, byGUID: byGUID, sum: sum, now: ms(s.clock.Now()),
		hosts: map[string]int64{}, listed: make(map[string]bool, len(items)), nowHere: map[string]bool{},
	}
	for _, it := range items {
		w.listed[it.GUID] = true
	}
	for _, it := range items {
		if err := w.item(it); err != nil {
			return fmt.Errorf("item %q: %w", it.GUID, err)
		}
	}
	return nil
}

// keyed gives every item of a poll a guid of its own. Items without one are known by their address. Where a source
// gives several addresses one guid, the guid is worth nothing and the address is added to it; the same guid at the
// same address is one item, listed twice.
func keyed(items []ListedItem) []ListedItem {
	addresses := make(map[string]string, len(items))
	shared := map[string]bool{}
	for i, it := range items {
		if it.GUID == "" {
			it.GUID = it.CanonicalURL
		}
		if it.GUID == "" {
			it.GUID = it.URL
		}
		if it.GUID == "" {
			it.GUID = "untitled " + listedHash(it)
		}
		if first, ok := addresses[it.GUID]; ok && first != it.CanonicalURL {
			shared[it.GUID] = true
		} else {
			addresses[it.GUID] = it.CanonicalURL
		}
		items[i].GUID = it.GUID
	}
	out := make([]ListedItem, 0, len(items))
	seen := make(map[string]bool, len(items))
	for _, it := range items {
		if shared[it.GUID] {
			it.GUID += "\n" + it.CanonicalURL
		}
		if !seen[it.GUID] {
			seen[it.GUID] = true
			out = append(out, it)
		}
	}
	return out
}

// knownItem is an item as the store has it.
type knownItem struct {
	id                     int64
	guid, url, hash, state string
	noFetch, read          bool
}

const selectKnown = "SELECT id, guid, url, listed_hash, state, no_fetch, revision_id IS NOT NULL FROM item WHERE source_id = $1"

func scanKnown(row interface{ Scan(...any) error }) (k knownItem, ok bool, err error) {
	err = row.Scan(&k.id, &k.guid, &k.url, &k.hash, &k.state, &k.noFetch, &k.read)
	if errors.Is(err, sql.ErrNoRows) {
		return k, false, nil
	}
	return k, err == nil, err
}

func (w *itemWriter) item(it ListedItem) error {
	k, ok, err := scanKnown(w.byGUID.QueryRowContext(w.ctx, w.src.id, it.GUID))
	if err != nil {
		return err
	}
	own := false
	if !ok {
		if k, ok, own, err = w.atAddress(it); err != nil {
			return err
		}
	}
	switch {
	case !ok:
		w.sum.New++
		return w.insert(it, own)
	case k.hash != listedHash(it):
		w.sum.Changed++
		return w.change(k, it)
	}
	w.sum.Known++
	if k.url == it.URL && k.guid == it.GUID {
		return nil
	}
	_, err = w.tx.ExecContext(w.ctx, "UPDATE item SET url = $2, guid = $3 WHERE id = $1", k.id, it.URL, it.GUID)
	return err
}

// atAddress looks for what the source listed before at the item's folded URL. A single page that is no longer listed
// under its old guid was given a new one: it is that item. If others stand there, the item gets a page of its own.
func (w *itemWriter) atAddress(it ListedItem) (k knownItem, ok, own bool, err error) {
	if it.CanonicalURL == "" {
		return k, false, true, nil
	}
	if w.nowHere[it.CanonicalURL] {
		return k, false, true, nil
	}
	rows, err := w.tx.QueryContext(w.ctx, selectKnown+" AND canonical_url = $2 ORDER BY id LIMIT 2", w.src.id, it.CanonicalURL)
	if err != nil {
		return k, false, false, err
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		if k, _, err = scanKnown(rows); err != nil {
			return k, false, false, err
		}
	}
	if n == 1 && !k.noFetch && !it.NoFetch && !w.listed[k.guid] {
		return k, true, false, rows.Err()
	}
	return knownItem{}, false, n > 0, rows.Err()
}

func (w *itemWriter) insert(it ListedItem, own bool) (err error) {
	if w.seq == 0 {
		if w.seq, err = nextSeq(w.ctx, w.tx); err != nil {
			return err
		}
	}
	page, err := pageOf(w.ctx, w.tx, w.src.id, it.GUID, it.CanonicalURL, own, ms(w.r.At))
	if err != nil {
		return err
	}
	w.nowHere[it.CanonicalURL] = true
	work, host, err := w.workOf(it)
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `INSERT INTO item (source_id, guid, url, canonical_url, title, summary, content_html, authors,
			published_at, published_precision, published_raw, listed_updated_at, listed_hash, listed_body_sha256, no_fetch,
			work, due_at, host_id, first_poll, quiet, page_id, first_seen_at, updated_at, recorded_at, change_seq)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $17, $17, $22, $23)`,
		w.src.id, it.GUID, it.URL, it.CanonicalURL, it.Title, it.Summary, it.ContentHTML, jsonList(it.Authors),
		ms(it.PublishedAt), it.Precision, it.PublishedRaw, ms(it.UpdatedAt), listedHash(it), nullText(w.src.body), it.NoFetch,
		string(work), ms(w.r.At), nullID(host), w.src.lastGood == 0, w.r.Quiet, page, w.now, w.seq)
	return err
}

// change makes a known item work again. It stays visible as it was read until then; what it was learned without
// alerting says nothing of what is new in it.
func (w *itemWriter) change(k knownItem, it ListedItem) error {
	work, host, err := w.workOf(it)
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `UPDATE item SET guid = $2, url = $3, title = $4, summary = $5, content_html = $6, authors = $7,
			published_at = $8, published_precision = $9, published_raw = $10, listed_updated_at = $11, listed_hash = $12,
			listed_body_sha256 = $13, no_fetch = $14, work = $15, due_at = $16, host_id = $17, attempts = 0,
			first_poll = CASE WHEN state = 'pending' THEN first_poll ELSE 0 END,
			quiet = CASE WHEN state = 'pending' THEN quiet ELSE 0 END
		WHERE id = $1`,
		k.id, it.GUID, it.URL, it.Title, it.Summary, it.ContentHTML, jsonList(it.Authors),
		ms(it.PublishedAt), it.Precision, it.PublishedRaw, ms(it.UpdatedAt), listedHash(it),
		nullText(w.src.body), it.NoFetch, string(work), ms(w.r.At), nullID(host))
	return err
}

// workOf says what is to be done with an item and whose lease it needs: its page's host, or the source's own when the
// listed text is all there will be.
func (w *itemWriter) workOf(it ListedItem) (WorkKind, int64, error) {
	if it.NoFetch || it.Host == "" {
		return Read, w.src.hostID, nil
	}
	id, ok := w.hosts[it.Host]
	if !ok {
		var err error
		if id, err = hostID(w.ctx, w.tx, it.Host); err != nil {
			return "", 0, err
		}
		w.hosts[it.Host] = id
	}
	return Fetch, id, nil
}

// listedHash is over what makes a listed item another one. The publication date is not among it: many publishers set
// it anew with every build of their feed.
func listedHash(it ListedItem) string {
	h := sha256.New()
	for _, part := range []string{it.Title, it.Summary, it.ContentHTML, strconv.FormatInt(ms(it.UpdatedAt), 10)} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// paragraph is plain text as HTML: what is read when a list gives a summary and no content.
func paragraph(text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return "<p>" + html.EscapeString(text) + "</p>"
}
