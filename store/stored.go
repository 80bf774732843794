package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Stored is a text that is kept, with what it takes to read it once more as it was read.
type Stored struct {
	ItemID, RevisionID int64  // RevisionID is 0 for what was left out as off topic: of that only the listing is kept
	ID                 string // of the item, as listings show it
	Source, SourceKind string
	URL                string // where the text was had
	Canonical          string // of its page; "" where a source lists several items at one address
	Title, Text        string
	ContentHTML        string    // as listed, until it is pruned
	Byline             []string  // as listed
	Listed             time.Time // publication as listed; zero when no list gave it
	ListedPrecision    string    // minute, day
	Published          Date      // of the revision
	Modified, Site     string    // as the page says
	State, ObservedBy  string    // State is "" for what was left out
	Number             int       // of the text on its page, from 1
	First              bool      // came with the first poll of its source
	SeenAt             time.Time
	BodySHA256         string // "" when no bytes were kept
	Extractor          int    // version of the rules that read it
}

// Date is when a document was published, as it was read: an ISO date or time cut to its precision, and where it stood.
type Date struct {
	Value, Precision, From string
	Confidence             float64
}

const storedColumns = `i.id, coalesce(r.id, 0), ` + itemPublicID + `, src.name, src.kind, coalesce(nullif(r.url, ''), i.url),
	CASE WHEN instr(coalesce(p.key, ''), char(10)) > 0 THEN '' ELSE coalesce(p.canonical_url, i.canonical_url) END,
	coalesce(nullif(r.title, ''), i.title), coalesce(r.text, i.summary), i.content_html, i.authors, i.published_at, i.published_precision,
	coalesce(r.published_at, ''), coalesce(r.published_precision, ''), coalesce(r.published_from, ''), coalesce(r.published_confidence, 0),
	coalesce(r.modified_at, ''), coalesce(r.site, ''), coalesce(r.state, ''), coalesce(nullif(r.observed_by, ''), i.observed_by), coalesce(r.number, 1),
	i.first_poll = 1 OR i.quiet = 1, coalesce(r.seen_at, i.first_seen_at), coalesce(r.body_sha256, ''), coalesce(r.extractor, 0)`

func scanStored(row scanner) (*Stored, error) {
	var d Stored
	var byline string
	var listed, seen int64
	p := &d.Published
	err := row.Scan(&d.ItemID, &d.RevisionID, &d.ID, &d.Source, &d.SourceKind, &d.URL, &d.Canonical, &d.Title, &d.Text, &d.ContentHTML, &byline, &listed,
		&d.ListedPrecision, &p.Value, &p.Precision, &p.From, &p.Confidence, &d.Modified, &d.Site, &d.State, &d.ObservedBy, &d.Number, &d.First, &seen, &d.BodySHA256, &d.Extractor)
	d.Byline, d.Listed, d.SeenAt = parseList(byline), fromMS(listed), fromMS(seen)
	if d.ObservedBy != "fetch" && d.ObservedBy != "feed" { // no list: the item has the date of its first text
		d.Listed, d.ListedPrecision = time.Time{}, ""
		if t, ok := parseISO(p.Value); ok && (p.From == "feed" || p.From == "given") {
			d.Listed, d.ListedPrecision = t, p.Precision
		}
	}
	return &d, err
}

// StoredID names a kept text, or with Revision 0 an item that was left out.
type StoredID struct{ Item, Revision int64 }

// StoredIDs names the texts that became known from since until before until (zero is no bound), in the order in which
// they did. With below only those that rules of a version under it have read; without it also what was left out as off
// topic.
func (s *Store) StoredIDs(ctx context.Context, since, until time.Time, below int) ([]StoredID, error) {
	const texts = `SELECT r.item_id, r.id, r.seen_at FROM revision r WHERE r.seen_at >= $1 AND ($2 = 0 OR r.seen_at < $2)`
	query, args := texts+` UNION ALL SELECT id, 0, first_seen_at FROM item WHERE state = 'off-topic' AND revision_id IS NULL
		AND first_seen_at >= $1 AND ($2 = 0 OR first_seen_at < $2) ORDER BY 3, 2, 1`, []any{ms(since), ms(until)}
	if below > 0 {
		query, args = texts+" AND r.extractor < $3 ORDER BY 3, 2", append(args, below)
	}
	rows, err := s.r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain("list kept texts", err)
	}
	defer rows.Close()
	var ids []StoredID
	for rows.Next() {
		var id StoredID
		var seen int64
		if err := rows.Scan(&id.Item, &id.Revision, &seen); err != nil {
			return nil, explain("list kept texts", err)
		}
		ids = append(ids, id)
	}
	return ids, explain("list kept texts", rows.Err())
}

// Stored returns a kept text. It is ErrNotFound when it was pruned since it was named.
func (s *Store) Stored(ctx context.Context, id StoredID) (*Stored, error) {
	d, err := scanStored(s.r.QueryRowContext(ctx, "SELECT "+storedColumns+` FROM item i JOIN source src ON src.id = i.source_id
		LEFT JOIN revision r ON r.id = $2 LEFT JOIN page p ON p.id = coalesce(r.page_id, i.page_id) WHERE i.id = $1`, id.Item, nullID(id.Revision)))
	what := fmt.Sprintf("text %d of i%d", id.Revision, id.Item)
	if errors.Is(err, sql.ErrNoRows) || err == nil && id.Revision != 0 && d.RevisionID == 0 {
		return nil, fmt.Errorf("%s: %w", what, ErrNotFound)
	}
	return d, explain(what, err)
}
