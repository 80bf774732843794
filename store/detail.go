package store

import (
	"context"
	"database/sql"
	"errors"
)

// one is the single row of a selection; ok is false when there is none.
func one[T any](ctx context.Context, db *sql.DB, what string, q *selection, scan func(scanner) (T, error)) (row T, ok bool, err error) {
	row, err = scan(db.QueryRowContext(ctx, q.sql(), q.args...))
	if errors.Is(err, sql.ErrNoRows) {
		return row, false, nil
	}
	return row, err == nil, explain(what, err)
}

// where is a selection with one condition.
func where(columns, from, condition, order string, args ...any) *selection {
	q := &selection{columns: columns, from: from, order: order}
	q.and(condition, args...)
	return q
}

// Item returns one item with everything that was read from it. id is a public id, the id an import gave, or an
// address. Facts are those of the newest text.
func (s *Store) Item(ctx context.Context, id string) (ItemDetail, error) {
	n, err := s.itemNumber(ctx, id)
	if err != nil {
		return ItemDetail{}, err
	}
	what := "read item " + id
	var d ItemDetail
	var ok bool
	if d.ItemRow, ok, err = one(ctx, s.r, what, where(itemColumns, itemFrom, "i.id = ?", "", n), scanItem); !ok || err != nil {
		if err == nil {
			err = notFound(id, "item", "items")
		}
		return ItemDetail{}, err
	}
	var revision, page, article int64
	var notes string
	err = s.r.QueryRowContext(ctx, `SELECT i.summary, i.error, coalesce(r.text, ''), coalesce(r.notes, '[]'),
			coalesce(i.revision_id, 0), coalesce(i.page_id, 0), coalesce(p.article_id, 0)
		FROM item i LEFT JOIN revision r ON r.id = i.revision_id LEFT JOIN page p ON p.id = i.page_id WHERE i.id = $1`, n).
		Scan(&d.Summary, &d.Error, &d.Text, &notes, &revision, &page, &article)
	if err != nil {
		return ItemDetail{}, explain(what, err)
	}
	d.Notes = parseList(notes)
	if d.Revisions, err = all(ctx, s.r, what, where(revisionColumns, "revision r", "r.page_id = ?", "r.number", page), scanRevision); err != nil {
		return ItemDetail{}, err
	}
	if d.Quotes, err = all(ctx, s.r, what, where(quoteColumns, "attestation a JOIN quote q ON q.id = a.quote_id"+quoteJoins, "a.revision_id = ?", "a.start_cp, q.id", revision), scanQuote); err != nil {
		return ItemDetail{}, err
	}
	if d.Dates, err = all(ctx, s.r, what, where(dateColumns, dateFrom, "d.revision_id = ?", "d.start_cp, d.id", revision), scanDate); err != nil {
		return ItemDetail{}, err
	}
	if d.Awards, err = all(ctx, s.r, what, where(awardColumns, awardFrom, "a.item_id = ?", "a.start_cp, a.id", n), scanAward); err != nil {
		return ItemDetail{}, err
	}
	if d.Events, err = all(ctx, s.r, what, where(eventColumns, eventFrom, "e.item_id = ?", "e.id", n), scanEvent); err != nil {
		return ItemDetail{}, err
	}
	if d.Claims, err = all(ctx, s.r, what, where(claimColumns, "claim c", "c.item_id = ?", "c.revision_id, c.start_cp, c.id", n), scanClaim); err != nil {
		return ItemDetail{}, err
	}
	if article != 0 {
		d.CopiesAt, err = all(ctx, s.r, what, where(itemColumns, itemFrom, "p.article_id = ? AND i.id <> ?", "i.first_seen_at, i.id", article, n), scanItem)
	}
	return d, err
}

const claimColumns = `c.type, c.status, c.actors, c.object, c.date, c.precision, c.sentence, c.start_cp, c.end_cp, c.rule, c.ignored, c.confidence, c.parts,
	c.outcome, coalesce('d' || c.development_id, ''), coalesce('e' || c.event_id, ''), c.why`

func scanClaim(row scanner) (ClaimRow, error) {
	var r ClaimRow
	var actors string
	err := row.Scan(&r.Type, &r.Status, &actors, &r.Object, &r.Date, &r.Precision, &r.Sentence, &r.Start, &r.End, &r.Rule, &r.Ignored, &r.Confidence, &r.Parts,
		&r.Outcome, &r.DevelopmentID, &r.EventID, &r.Why)
	r.Actors = parseList(actors)
	return r, err
}

const revisionColumns = "r.number, r.seen_at, r.title, r.text, r.byline, coalesce(r.body_sha256, ''), r.added, r.removed, r.notes, r.language"

func scanRevision(row scanner) (RevisionRow, error) {
	var r RevisionRow
	var at int64
	var byline, added, removed, notes string
	err := row.Scan(&r.Number, &at, &r.Title, &r.Text, &byline, &r.BodySHA256, &added, &removed, &notes, &r.Language)
	r.At, r.Byline, r.Added, r.Removed, r.Notes = fromMS(at), parseList(byline), parseList(added), parseList(removed), parseList(notes)
	return r, err
}

// Event returns one event ("e12"), or the newest of a development ("d3"), with how it was decided and who was told.
func (s *Store) Event(ctx context.Context, id string) (EventDetail, error) {
	q := &selection{columns: eventColumns, from: eventFrom, order: "e.id DESC", limit: 1}
	letter, n, ok := ParseID(id)
	switch {
	case ok && letter == 'e':
		q.and("e.id = ?", n)
	case ok && letter == 'd':
		q.and("e.development_id = ?", n)
	default:
		return EventDetail{}, notFound(id, "development", "developments")
	}
	what := "read development " + id
	var d EventDetail
	var err error
	if d.EventRow, ok, err = one(ctx, s.r, what, q, scanEvent); !ok || err != nil {
		if err == nil {
			err = notFound(id, "development", "developments")
		}
		return EventDetail{}, err
	}
	_, development, _ := ParseID(d.DevelopmentID)
	if d.History, err = all(ctx, s.r, what, where(eventColumns, eventFrom, "e.development_id = ?", "e.id", development), scanEvent); err != nil {
		return EventDetail{}, err
	}
	coverage := where(itemPublicID+`, src.name, coalesce(nullif(r.title, ''), i.title), coalesce(nullif(r.url, ''), i.url), c.independent, c.seen_at, c.sentence`,
		"coverage c JOIN item i ON i.id = c.item_id JOIN source src ON src.id = i.source_id JOIN revision r ON r.id = c.revision_id",
		"c.development_id = ?", "c.seen_at, c.id", development)
	if d.Coverage, err = all(ctx, s.r, what, coverage, scanCoverage); err != nil {
		return EventDetail{}, err
	}
	if d.Judged, err = s.judgementOf(ctx, d.ID); err != nil {
		return EventDetail{}, err
	}
	d.Messages, err = all(ctx, s.r, what, where(messageColumns, "message m", "m.id IN (SELECT message_id FROM message_event WHERE event_id = ?)", "m.id", d.EventID), scanMessage)
	return d, err
}

func scanCoverage(row scanner) (CoverageRow, error) {
	var r CoverageRow
	var seen int64
	err := row.Scan(&r.ItemID, &r.Source, &r.Title, &r.URL, &r.Independent, &seen, &r.Sentence)
	r.SeenAt = fromMS(seen)
	return r, err
}

// QuoteDetail is one quote and every place it was read, wording as there.
type QuoteDetail struct {
	QuoteRow
	At     []QuoteRow
	Judged *JudgementRow // nil when the user has not judged it
}

// Quote returns one quote ("q7").
func (s *Store) Quote(ctx context.Context, id string) (QuoteDetail, error) {
	n, err := numberOf(id, 'q', "quote", "quotes")
	if err != nil {
		return QuoteDetail{}, err
	}
	var d QuoteDetail
	var ok bool
	if d.QuoteRow, ok, err = one(ctx, s.r, "read quote "+id, where(quoteColumns, quoteFrom, "q.id = ?", "", n), scanQuote); !ok || err != nil {
		if err == nil {
			err = notFound(id, "quote", "quotes")
		}
		return QuoteDetail{}, err
	}
	if d.Judged, err = s.judgementOf(ctx, d.ID); err != nil {
		return QuoteDetail{}, err
	}
	d.At, err = all(ctx, s.r, "read quote "+id, where(quoteColumns, "attestation a JOIN quote q ON q.id = a.quote_id"+quoteJoins, "q.id = ?", "a.out_at, a.seen_at, a.id", n), scanQuote)
	return d, err
}

// Award returns one contract award ("a4").
func (s *Store) Award(ctx context.Context, id string) (AwardRow, error) {
	n, err := numberOf(id, 'a', "award", "awards")
	if err != nil {
		return AwardRow{}, err
	}
	row, ok, err := one(ctx, s.r, "read award "+id, where(awardColumns, awardFrom, "a.id = ?", "", n), scanAward)
	if err == nil && !ok {
		err = notFound(id, "award", "awards")
	}
	return row, err
}

// StoryDetail is one story with what happened in it and what was written of it.
type StoryDetail struct {
	StoryRow
	Events []EventRow
	Items  []ItemRow
}

// Story returns one story ("s2"). A story that was merged into another is that other one.
func (s *Store) Story(ctx context.Context, id string) (StoryDetail, error) {
	n, err := numberOf(id, 's', "story", "stories")
	if err != nil {
		return StoryDetail{}, err
	}
	what := "read story " + id
	var d StoryDetail
	var ok bool
	q := where(storyColumns, "story st", "st.id = coalesce((SELECT merged_into FROM story WHERE id = ?), ?)", "", n, n)
	if d.StoryRow, ok, err = one(ctx, s.r, what, q, scanStory); !ok || err != nil {
		if err == nil {
			err = notFound(id, "story", "stories")
		}
		return StoryDetail{}, err
	}
	_, n, _ = ParseID(d.ID)
	if d.Events, err = all(ctx, s.r, what, where(eventColumns, eventFrom, "e.story_id = ?", "e.seen_at, e.id", n), scanEvent); err != nil {
		return StoryDetail{}, err
	}
	d.Items, err = all(ctx, s.r, what, where(itemColumns, itemFrom, "st.id = ? AND i.state <> 'off-topic'", "i.first_seen_at, i.id", n), scanItem)
	return d, err
}
