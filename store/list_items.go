package store

import (
	"context"
	"strings"
	"time"
)

// itemPublicID is the id of item i that users see.
const itemPublicID = "coalesce(i.external_id, 'i' || i.id)"

// evidenceSHA is the hash of the bytes an item's newest text was read from.
const evidenceSHA = "coalesce(r.body_sha256, CASE WHEN i.no_fetch = 1 THEN i.listed_body_sha256 END, '')"

const itemColumns = itemPublicID + `, i.change, coalesce('s' || st.id, ''), coalesce(st.title, ''),
	coalesce(nullif(r.title, ''), i.title), src.name, src.kind, src.is_primary, coalesce(r.byline, i.authors),
	coalesce(nullif(r.url, ''), i.url), coalesce(nullif(p.canonical_url, ''), i.canonical_url),
	coalesce(r.published_at, ''), coalesce(r.published_precision, ''), coalesce(r.published_from, ''), i.published_at, i.published_precision,
	i.first_seen_at, i.updated_at, i.observed_by, coalesce(r.number, 0),
	CASE WHEN p.article_id IS NULL THEN 0 ELSE (SELECT count(*) FROM page o WHERE o.article_id = p.article_id) - 1 END,
	coalesce((SELECT CASE WHEN o.page_id = i.page_id AND o.source_id = i.source_id THEN '' ELSE coalesce(o.external_id, 'i' || o.id) END
		FROM item o WHERE o.page_id = art.first_page_id ORDER BY o.id LIMIT 1), ''),
	i.topics,
	(SELECT json_group_array(e.name ORDER BY m.count DESC, e.name) FROM mention m JOIN entity e ON e.id = m.entity_id WHERE m.revision_id = i.revision_id),
	(SELECT count(DISTINCT quote_id) FROM attestation WHERE revision_id = i.revision_id),
	coalesce(tq.words, ''), coalesce(tq.speaker, ''),
	(SELECT json_group_array(value ORDER BY value) FROM (SELECT DISTINCT value FROM date_mention WHERE revision_id = i.revision_id AND value <> '')),
	(SELECT json_group_array(text ORDER BY start_cp) FROM amount WHERE revision_id = i.revision_id),
	coalesce(r.words, 0), coalesce(r.language, ''), i.state, ` + evidenceSHA + `, i.fetched_at,
	CASE WHEN b.sha256 IS NULL THEN 'none' WHEN b.data IS NULL THEN 'pruned' ELSE 'kept' END, i.change_seq`

const itemFrom = `item i JOIN source src ON src.id = i.source_id
	LEFT JOIN revision r ON r.id = i.revision_id
	LEFT JOIN page p ON p.id = i.page_id
	LEFT JOIN article art ON art.id = p.article_id
	LEFT JOIN story st ON st.id = art.story_id
	LEFT JOIN body b ON b.sha256 = ` + evidenceSHA + `
	LEFT JOIN attestation tq ON tq.id = (SELECT t.id FROM attestation t JOIN quote q ON q.id = t.quote_id
		WHERE t.revision_id = i.revision_id AND q.kind <> 'indirect' ORDER BY t.speaker <> '' DESC, t.confidence DESC, length(t.words) DESC, t.id LIMIT 1)`

func scanItem(row scanner) (ItemRow, error) {
	var r ItemRow
	var authors, topics, entities, dates, amounts, listedPrecision string
	var listedAt, firstSeen, updated, fetched int64
	err := row.Scan(&r.ID, &r.Change, &r.StoryID, &r.Story, &r.Title, &r.Source, &r.SourceKind, &r.Primary, &authors,
		&r.URL, &r.CanonicalURL, &r.PublishedAt, &r.PublishedPrecision, &r.PublishedFrom, &listedAt, &listedPrecision,
		&firstSeen, &updated, &r.ObservedBy, &r.Revision, &r.Copies, &r.CopyOf, &topics, &entities,
		&r.QuoteCount, &r.TopQuote, &r.TopQuoteSpeaker, &dates, &amounts, &r.Words, &r.Language, &r.State,
		&r.BodySHA256, &fetched, &r.Evidence, &r.Seq)
	r.Author = strings.Join(parseList(authors), "; ")
	r.Topics, r.Entities, r.Dates, r.Amounts = parseList(topics), parseList(entities), parseList(dates), parseList(amounts)
	r.FirstSeenAt, r.UpdatedAt, r.FetchedAt = fromMS(firstSeen), fromMS(updated), fromMS(fetched)
	if r.PublishedAt == "" && listedAt != 0 {
		r.PublishedAt, r.PublishedPrecision, r.PublishedFrom = cutDate(fromMS(listedAt), listedPrecision), listedPrecision, "feed"
	}
	return r, err
}

// cutDate writes a listed time no finer than it was stated.
func cutDate(t time.Time, precision string) string {
	if precision == "day" {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// EachItem lists items with their newest text. Items that wait to be read and those that were left out as off-topic
// are not among them, unless Filter.State asks for them; State "all" lists everything.
func (s *Store) EachItem(ctx context.Context, f Filter, fn func(ItemRow) error) error {
	q := &selection{columns: itemColumns, from: itemFrom}
	q.seen(f, "i.first_seen_at", "i.change_seq")
	switch f.State {
	case "":
		q.and("i.state NOT IN (?, ?)", ItemPending, ItemOffTopic)
	case "all":
	default:
		q.and("i.state = ?", f.State)
	}
	if f.Story != 0 {
		q.and("st.id = ?", f.Story)
	}
	if f.Source != "" {
		q.and("lower(src.name) = lower(?)", f.Source)
	}
	if f.Speaker != "" {
		q.and("EXISTS (SELECT 1 FROM attestation t WHERE t.revision_id = i.revision_id AND instr(lower(t.speaker), lower(?)) > 0)", f.Speaker)
	}
	if f.Type != "" {
		q.and("EXISTS (SELECT 1 FROM coverage c JOIN development d ON d.id = c.development_id WHERE c.item_id = i.id AND d.type = ?)", f.Type)
	}
	q.search(f, "item_fts", "i.id", "4, 1")
	return each(ctx, s.r, "list items", q, scanItem, fn)
}

// EachCopy lists which article every item that was kept belongs to.
func (s *Store) EachCopy(ctx context.Context, f Filter, fn func(CopyRow) error) error {
	q := &selection{columns: itemPublicID + ", 'art' || p.article_id", from: "item i JOIN page p ON p.id = i.page_id JOIN source src ON src.id = i.source_id"}
	q.seen(f, "i.first_seen_at", "i.change_seq")
	q.and("p.article_id IS NOT NULL")
	q.and("i.state NOT IN (?, ?)", ItemPending, ItemOffTopic)
	if f.Source != "" {
		q.and("lower(src.name) = lower(?)", f.Source)
	}
	return each(ctx, s.r, "list copies", q, func(row scanner) (c CopyRow, err error) {
		return c, row.Scan(&c.ItemID, &c.ArticleID)
	}, fn)
}
