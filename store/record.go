package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"storywatch/store/dedup"
	"storywatch/store/novelty"
)

// defaultStoryWindow is how long a story is open after its last article, when the config does not say.
const defaultStoryWindow = novelty.DefaultWindow

// Record writes a document and decides what is new in it, in one transaction: body, page, revision, article, story,
// quotes, facts, developments, events, and the item's state. It is fenced by l when there is one; a nil lease is for
// documents that need no host. ladder gives the order of statuses by development type.
//
// Observation.SeenAt is the clock of all decisions. Recording an observation a second time changes nothing.
func (s *Store) Record(ctx context.Context, l *Lease, o Observation, ladder novelty.Ladder) (Recorded, error) {
	out, err := s.record(ctx, l, []Observation{o}, ladder)
	if err != nil {
		return Recorded{}, err
	}
	return out[0], nil
}

// RecordAll records documents in their order, all in one transaction: an import writes to the disk once for many.
// Each document is decided on as if it came alone.
func (s *Store) RecordAll(ctx context.Context, documents []Observation, ladder novelty.Ladder) ([]Recorded, error) {
	return s.record(ctx, nil, documents, ladder)
}

func (s *Store) record(ctx context.Context, l *Lease, documents []Observation, ladder novelty.Ladder) ([]Recorded, error) {
	if s.w == nil {
		return nil, errors.New("record: the store was opened for reading only")
	}
	prepared, err := s.stmts.prepare(ctx, s.w)
	if err != nil {
		return nil, explain("prepare recording", err)
	}
	out := make([]Recorded, 0, len(documents))
	what := "record " + strconv.Itoa(len(documents)) + " documents"
	if len(documents) == 1 {
		what = "record " + nameOf(&documents[0])
	}
	err = s.write(ctx, what, func(tx *sql.Tx) error {
		out = out[:0]
		if err := fence(ctx, tx, l); err != nil {
			return err
		}
		b := newBatch(ctx, tx, prepared)
		for i := range documents {
			r := recorder{batch: b, s: s, lease: l, o: &documents[i], ladder: ladder, now: ms(s.clock.Now()), seen: ms(documents[i].SeenAt)}
			done, err := r.record()
			if err != nil && len(documents) > 1 {
				err = fmt.Errorf("%s: %w", nameOf(&documents[i]), err)
			}
			if err != nil {
				return err
			}
			out = append(out, done)
		}
		return nil
	})
	return out, err
}

// nameOf is what an error calls a document.
func nameOf(o *Observation) string {
	switch {
	case o.ItemID != 0:
		return publicID('i', o.ItemID)
	case o.ExternalID != "":
		return strconv.Quote(o.ExternalID)
	}
	return strconv.Quote(o.URL)
}

// recorder writes one document.
type recorder struct {
	*batch
	s      *Store
	lease  *Lease // nil for a document that needs no host
	o      *Observation
	ladder novelty.Ladder
	now    int64 // recorded_at
	seen   int64 // o.SeenAt
	seq    int64 // change sequence, taken when the first visible change is written

	item       itemRef
	page       pageRef
	paragraphs []dedup.Paragraph
	hash       string // of the text
	diff       revisionDiff
	revision   int64
	article    int64
	holds      []int64 // articles that this one, a round-up, contains
	isNew      bool    // the article was not known before
	story      int64
	entities   []entityRef
	kinds      map[string]string // of entities, by name
}

// itemRef is the item a document belongs to.
type itemRef struct {
	id, source, page, revision int64
	hash, title                string // of its newest text
	state, sourceName, owner   string
	canonical                  string
	primary                    bool
}

func (r *recorder) record() (Recorded, error) {
	if err := r.findItem(); err != nil {
		return Recorded{}, fmt.Errorf("item: %w", err)
	}
	if r.o.ObservedBy == "fetch" {
		if err := logFetch(r.ctx, r.tx, r.fetchLog()); err != nil {
			return Recorded{}, fmt.Errorf("request log: %w", err)
		}
	}
	if r.o.OffTopic && r.item.revision == 0 {
		return r.leaveOut()
	}
	if err := r.findPage(); err != nil {
		return Recorded{}, fmt.Errorf("page: %w", err)
	}
	r.paragraphs = dedup.Split(r.o.Text)
	r.hash = dedup.Hash(r.paragraphs)
	if r.isKnown() {
		return r.unchanged()
	}
	first := r.page.revision == 0
	for _, step := range []struct {
		noun string
		do   func() error
	}{
		{"revision", r.writeRevision},
		{"article", r.joinArticle},
		{"entities", r.writeEntities},
		{"story", r.joinStory},
		{"quotes", r.writeQuotes},
		{"facts", r.writeFacts},
		{"awards", r.writeAwards},
	} {
		if err := step.do(); err != nil {
			return Recorded{}, fmt.Errorf("%s: %w", step.noun, err)
		}
	}
	events, err := r.writeClaims()
	if err != nil {
		return Recorded{}, fmt.Errorf("developments: %w", err)
	}
	outcome := OutcomeRevised
	switch {
	case first && r.isNew:
		outcome = OutcomeNew
	case first:
		outcome = OutcomeCopy
	}
	if err := r.settle(r.revision); err != nil {
		return Recorded{}, fmt.Errorf("item: %w", err)
	}
	return Recorded{ItemID: r.item.id, RevisionID: r.revision, ArticleID: r.article, StoryID: r.story, Outcome: outcome, Events: events}, nil
}

// isKnown reports whether the document says nothing that its item or page did not say before. A page that can no longer
// be had keeps the text it had.
func (r *recorder) isKnown() bool {
	if r.refused() && r.page.revision != 0 && !r.page.listing {
		return true
	}
	return r.item.revision != 0 && r.item.hash == r.hash && r.item.title == r.o.Title ||
		r.page.revision != 0 && r.page.hash == r.hash && r.page.title == r.o.Title
}

// fetchLog is the request that brought the document.
func (r *recorder) fetchLog() fetchLog {
	f := fetchLog{at: r.o.SeenAt, kind: Fetch, sourceID: r.item.source, itemID: r.item.id, url: r.o.URL, state: stateOK, status: http.StatusOK}
	if r.lease != nil {
		f.hostID = r.lease.HostID
	}
	if r.o.Body != nil {
		f.bytes = int64(len(r.o.Body.Bytes))
	}
	return f
}

// refused reports whether the document is only what the list said of a page that could not be had.
func (r *recorder) refused() bool { return isRefused(r.o.State) }

func isRefused(state string) bool {
	return state == ItemBlocked || state == ItemGone || state == ItemFailed
}

// stamp is the change sequence of this document.
func (r *recorder) stamp() (int64, error) {
	if r.seq == 0 {
		if err := r.row(qNextSeq).Scan(&r.seq); err != nil {
			return 0, err
		}
	}
	return r.seq, nil
}

var (
	qNextSeq      = statement("UPDATE counter SET value = value + 1 WHERE name = 'change' RETURNING value")
	qSource       = statement("SELECT id, owner, is_primary FROM source WHERE name = $1")
	qInsertSource = statement("INSERT INTO source (name, kind) VALUES ($1, $2) RETURNING id, owner, is_primary")

	qItem = statement(itemRefSelect + "WHERE i.id = $1")
	// A document by hand has no id of its own; its address is its guid.
	qItemByExternal = statement(itemRefSelect + "WHERE i.external_id = $1")
	qItemByGUID     = statement(itemRefSelect + "WHERE i.source_id = $1 AND i.guid = $2")
	qInsertItem     = statement(`INSERT INTO item (external_id, source_id, guid, url, canonical_url, title, authors, published_at, published_precision,
			observed_by, first_seen_at, updated_at, recorded_at, change_seq)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13) RETURNING id`)
	qNameItem = statement("UPDATE item SET external_id = $2 WHERE id = $1")
)

const itemRefSelect = `SELECT i.id, i.source_id, coalesce(i.page_id, 0), coalesce(i.revision_id, 0), coalesce(r.text_hash, ''), coalesce(r.title, ''),
	i.state, i.canonical_url, s.name, s.owner, s.is_primary
	FROM item i JOIN source s ON s.id = i.source_id LEFT JOIN revision r ON r.id = i.revision_id `

func (r *recorder) scanItem(row *sql.Row) error {
	i := &r.item
	return row.Scan(&i.id, &i.source, &i.page, &i.revision, &i.hash, &i.title, &i.state, &i.canonical, &i.sourceName, &i.owner, &i.primary)
}

// findItem finds the item the document is of, or makes the one of a document that comes without a poll.
func (r *recorder) findItem() error {
	o := r.o
	if o.ItemID != 0 {
		err := r.scanItem(r.row(qItem, o.ItemID))
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("i%d: %w", o.ItemID, ErrNotFound)
		}
		return err
	}
	if o.ExternalID != "" {
		if err := r.scanItem(r.row(qItemByExternal, o.ExternalID)); !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	if err := r.findSource(); err != nil {
		return fmt.Errorf("source %q: %w", o.Source, err)
	}
	guid := o.ExternalID
	if guid == "" {
		guid = o.Canonical
	}
	if guid == "" {
		guid = o.URL
	}
	err := r.scanItem(r.row(qItemByGUID, r.item.source, guid))
	if err == nil && o.ExternalID != "" {
		return r.exec(qNameItem, r.item.id, o.ExternalID)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	seq, err := r.stamp()
	if err != nil {
		return err
	}
	published, _ := parseISO(o.PublishedAt)
	r.item.state, r.item.canonical = ItemPending, o.Canonical
	return r.row(qInsertItem, nullText(o.ExternalID), r.item.source, guid, o.URL, o.Canonical, o.Title, jsonList(o.Byline), ms(published), o.Precision,
		o.ObservedBy, r.seen, r.now, seq).Scan(&r.item.id)
}

// findSource makes the source of a document that comes without a poll, unless the outlet is one that is watched.
func (r *recorder) findSource() error {
	name := r.o.Source
	if name == "" {
		name = "unknown"
	}
	kind := "import"
	if r.o.ObservedBy == "hand" {
		kind = "hand"
	}
	r.item.sourceName = name
	err := r.row(qSource, name).Scan(&r.item.source, &r.item.owner, &r.item.primary)
	if errors.Is(err, sql.ErrNoRows) {
		err = r.row(qInsertSource, name, kind).Scan(&r.item.source, &r.item.owner, &r.item.primary)
	}
	return err
}

var (
	qLeaveOut = statement(`UPDATE item SET state = 'off-topic', work = $2, due_at = $3, attempts = 0, error = '', fetched_at = $4,
		title = CASE WHEN title = '' THEN $5 ELSE title END, content_html = '',
		updated_at = CASE WHEN state = 'off-topic' THEN updated_at ELSE $4 END, change_seq = CASE WHEN state = 'off-topic' THEN change_seq ELSE $6 END
		WHERE id = $1`)
	qSettle = statement(`UPDATE item SET state = $2, work = CASE WHEN $3 THEN work ELSE $4 END, due_at = CASE WHEN $3 THEN due_at ELSE $5 END,
		attempts = CASE WHEN $3 THEN attempts ELSE 0 END, error = CASE WHEN $3 THEN error ELSE '' END,
		fetched_at = CASE WHEN $3 THEN fetched_at ELSE $6 END, page_id = $7, revision_id = $8, topics = $9, observed_by = $10,
		change = CASE WHEN revision_id IS NULL OR revision_id = $8 THEN change ELSE 'revised' END, updated_at = $6, change_seq = $11
		WHERE id = $1`)
	qRest = statement(`UPDATE item SET work = $2, due_at = $3, attempts = 0, error = '', fetched_at = $4,
		state = CASE WHEN state IN ('blocked', 'gone', 'failed', 'pending') THEN 'ok' ELSE state END WHERE id = $1`)
)

// due is the work an item has next, and when.
func (r *recorder) due() (work string, at int64) {
	if r.o.NextDue.IsZero() {
		return "", 0
	}
	return string(Fetch), ms(r.o.NextDue)
}

// leaveOut keeps the title of a document that is about something else, so that it is not asked for again.
func (r *recorder) leaveOut() (Recorded, error) {
	out := Recorded{ItemID: r.item.id, Outcome: OutcomeOffTopic}
	if r.item.state == ItemOffTopic && r.o.ItemID == 0 {
		return out, nil
	}
	seq, err := r.stamp()
	if err != nil {
		return out, err
	}
	work, at := r.due()
	return out, r.exec(qLeaveOut, r.item.id, work, at, r.seen, r.o.Title, seq)
}

// unchanged notes that the page was had and says what it said. An item that had no text yet shares the page's.
func (r *recorder) unchanged() (Recorded, error) {
	out := Recorded{ItemID: r.item.id, RevisionID: r.page.revision, ArticleID: r.page.article, Outcome: OutcomeUnchanged}
	if r.item.revision != 0 && r.item.hash == r.hash && r.item.title == r.o.Title {
		out.RevisionID = r.item.revision
	}
	if err := r.row(qArticleStory, r.page.article).Scan(&out.StoryID); err != nil {
		return out, err
	}
	if r.item.revision != out.RevisionID && !(r.refused() && r.item.revision != 0) {
		return out, r.settle(out.RevisionID)
	}
	if r.o.ItemID == 0 || r.refused() {
		return out, nil // its failed fetch has left the item as it is to be
	}
	work, at := r.due()
	return out, r.exec(qRest, r.item.id, work, at, r.seen)
}

// settle writes what became of the item. A page that could not be had stays due as its failed fetch left it.
func (r *recorder) settle(revision int64) error {
	seq, err := r.stamp()
	if err != nil {
		return err
	}
	state, refused := ItemOK, r.refused() && r.o.NextDue.IsZero()
	if r.refused() {
		state = r.o.State
	}
	work, at := r.due()
	return r.exec(qSettle, r.item.id, state, refused, work, at, r.seen, r.page.id, revision, jsonList(r.o.Topics), r.o.ObservedBy, seq)
}

// parseISO reads an ISO date or time; precision coarser than a day is its first day.
func parseISO(v string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, v); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
