package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"storywatch/store/dedup"
)

// TextChange is a page whose headline, or a quote on it, is worded otherwise than in the text before. A page seldom says
// so itself.
type TextChange struct {
	ItemID, StoryID, Source, URL string
	Number                       int // of the changed text, from 2
	At                           time.Time
	Title, TitleBefore           string // TitleBefore is "" where the headline stayed
	Quotes                       []QuoteChange
}

// QuoteChange is a quote that a page words otherwise.
type QuoteChange struct {
	ID      string `json:"id"`
	Before  string `json:"before"` // id of the quote in the text before
	Speaker string `json:"speaker"`
	Was     string `json:"was"`
	Is      string `json:"is"`
}

const changeColumns = itemPublicID + `, coalesce('s' || art.story_id, ''), src.name, coalesce(nullif(r.url, ''), i.url), r.number, r.seen_at, r.title, old.title,
	(SELECT json_group_array(json_object('id', 'q' || l.quote_id, 'before', 'q' || l.other_id, 'speaker', q.speaker, 'was', o.words, 'is', q.words))
		FROM quote_link l JOIN quote q ON q.id = l.quote_id JOIN quote o ON o.id = l.other_id
		WHERE l.page_id = r.page_id AND EXISTS (SELECT 1 FROM attestation a WHERE a.quote_id = q.id AND a.revision_id = r.id)
			AND EXISTS (SELECT 1 FROM attestation a WHERE a.quote_id = o.id AND a.revision_id = old.id))`

const changeFrom = `revision r JOIN revision old ON old.page_id = r.page_id AND old.number = r.number - 1 JOIN item i ON i.id = r.item_id
	JOIN source src ON src.id = i.source_id JOIN page p ON p.id = r.page_id LEFT JOIN article art ON art.id = p.article_id`

// EachTextChange lists changed headlines and quotes of what was written here from one time on and before another, in
// order. Texts that were imported are left out: their changes are of another time. A text that had only been listed is
// no text that changed.
func (s *Store) EachTextChange(ctx context.Context, from, until time.Time, fn func(TextChange) error) error {
	q := &selection{columns: changeColumns, from: changeFrom, order: "r.recorded_at, r.id"}
	q.and("r.number > 1")
	q.and("r.recorded_at >= ? AND r.recorded_at < ?", ms(from), ms(until))
	q.and("r.observed_by <> 'import' AND old.state NOT IN ('blocked', 'gone', 'failed')")
	q.and("(r.title <> old.title AND r.title <> '' AND old.title <> '') OR EXISTS (SELECT 1 FROM quote_link l WHERE l.page_id = r.page_id)")
	return each(ctx, s.r, "list changed texts", q, scanChange, func(c TextChange) error {
		if c.TitleBefore == "" && len(c.Quotes) == 0 {
			return nil
		}
		return fn(c)
	})
}

func scanChange(row scanner) (TextChange, error) {
	var c TextChange
	var at int64
	var quotes string
	if err := row.Scan(&c.ItemID, &c.StoryID, &c.Source, &c.URL, &c.Number, &at, &c.Title, &c.TitleBefore, &quotes); err != nil {
		return c, err
	}
	c.At = fromMS(at)
	if dedup.Key(c.Title) == dedup.Key(c.TitleBefore) || c.Title == "" { // marks only
		c.TitleBefore = ""
	}
	if err := json.Unmarshal([]byte(quotes), &c.Quotes); err != nil {
		return c, fmt.Errorf("changed quotes of %s: %w", c.ItemID, err)
	}
	return c, nil
}
