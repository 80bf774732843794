package store

import (
	"context"
	"strings"
)

// quoteColumns want quote q, the attestation a that is shown, and its item i, revision r and source src.
const quoteColumns = `'q' || q.id, ` + itemPublicID + `, coalesce('s' || st.id, ''), coalesce(st.title, ''),
	q.speaker, q.speakers, q.candidate, a.mention, q.confidence, a.cue, a.venue, a.reported_by, q.kind, a.words, a.before, r.text, a.start_cp, a.end_cp,
	src.name, (SELECT count(DISTINCT o.item_id) FROM attestation o WHERE o.quote_id = q.id),
	coalesce(nullif(r.url, ''), i.url), coalesce(nullif(r.title, ''), i.title), r.published_at, q.seen_at, ` + evidenceSHA + `, a.candidates, q.change, ` + versionsOf + `, q.change_seq`

const quoteFrom = `quote q JOIN attestation a ON a.id = (SELECT f.id FROM attestation f WHERE f.quote_id = q.id ORDER BY f.out_at, f.seen_at, f.id LIMIT 1)
	` + quoteJoins

const quoteJoins = ` JOIN item i ON i.id = a.item_id JOIN source src ON src.id = i.source_id JOIN revision r ON r.id = a.revision_id
	LEFT JOIN page p ON p.id = i.page_id LEFT JOIN article art ON art.id = p.article_id
	LEFT JOIN story st ON st.id = coalesce(q.story_id, art.story_id)`

func scanQuote(row scanner) (QuoteRow, error) {
	var r QuoteRow
	var text, speakers, versions string
	var seen int64
	err := row.Scan(&r.ID, &r.ItemID, &r.StoryID, &r.Story, &r.Speaker, &speakers, &r.Candidate, &r.Mention, &r.Confidence, &r.Cue, &r.Venue,
		&r.ReportedBy, &r.Kind, &r.Quote, &r.Before, &text, &r.Start, &r.End, &r.FirstPublishedBy, &r.Attestations,
		&r.URL, &r.Title, &r.PublishedAt, &seen, &r.BodySHA256, &r.Candidates, &r.Change, &versions, &r.Seq)
	if r.Speakers = parseList(speakers); len(r.Speakers) == 0 && r.Speaker != "" {
		r.Speakers = []string{r.Speaker}
	}
	r.SeenAt, r.ParagraphText = fromMS(seen), paragraphAt(text, r.Start)
	if err == nil {
		r.Versions, err = readVersions(versions, r.Quote)
	}
	return r, err
}

// paragraphAt is the line of text that the code point start stands in.
func paragraphAt(text string, start int) string {
	at := len(text)
	n := 0
	for i := range text {
		if n == start {
			at = i
			break
		}
		n++
	}
	from := strings.LastIndexByte(text[:at], '\n') + 1
	to := strings.IndexByte(text[at:], '\n')
	if to < 0 {
		return text[from:]
	}
	return text[from : at+to]
}

// EachQuote lists quotes, each with the first place it was read. Filter.Type is the kind: direct, mixed, block, indirect.
func (s *Store) EachQuote(ctx context.Context, f Filter, fn func(QuoteRow) error) error {
	q := &selection{columns: quoteColumns, from: quoteFrom}
	q.seen(f, "q.seen_at", "q.change_seq")
	if f.Story != 0 {
		q.and("st.id = ?", f.Story)
	}
	if f.Source != "" {
		q.and("lower(src.name) = lower(?)", f.Source)
	}
	if f.Type != "" {
		q.and("q.kind = ?", f.Type)
	}
	q.contains("q.speaker", f.Speaker)
	q.search(f, "quote_fts", "q.id", "1, 4")
	return each(ctx, s.r, "list quotes", q, scanQuote, fn)
}
