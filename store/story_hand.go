package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// What the user decides of stories stays: an article keeps the story it has, so that no later pass undoes a merge or a
// split, and closed and held stories are left as they are.

// HoldStory keeps a story open, and opens a closed one again: later articles join it also after its window.
func (s *Store) HoldStory(ctx context.Context, id string) error { return s.setStory(ctx, id, false) }

// CloseStory closes a story: later articles begin another.
func (s *Store) CloseStory(ctx context.Context, id string) error { return s.setStory(ctx, id, true) }

func (s *Store) setStory(ctx context.Context, id string, closed bool) error {
	return s.write(ctx, "story "+id, func(tx *sql.Tx) error {
		n, err := storyNumber(ctx, tx, id)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE story SET closed = $2, held = 1 - $2, by_hand = 1 WHERE id = $1", n, closed)
		return err
	})
}

// MergeStories makes story from a part of into: its articles, developments, quotes and messages are that story's from
// then on, and its id names that story.
func (s *Store) MergeStories(ctx context.Context, into, from string) error {
	return s.write(ctx, "merge stories "+into+" and "+from, func(tx *sql.Tx) error {
		a, err := storyNumber(ctx, tx, into)
		if err != nil {
			return err
		}
		b, err := storyNumber(ctx, tx, from)
		if err != nil {
			return err
		}
		if a == b {
			return fmt.Errorf("%s and %s are one story already", into, from)
		}
		const articles = "SELECT id FROM article WHERE story_id = $1"
		if err := noteStoryChange(ctx, tx, articles, b); err != nil {
			return err
		}
		for _, q := range []string{
			"UPDATE article SET story_id = $1 WHERE story_id = $2",
			"UPDATE development SET story_id = $1 WHERE story_id = $2",
			"UPDATE event SET story_id = $1 WHERE story_id = $2",
			"UPDATE quote SET story_id = $1 WHERE story_id = $2",
			"UPDATE message SET story_id = $1 WHERE story_id = $2",
			"UPDATE story SET merged_into = $1, by_hand = 1 WHERE id = $2 OR merged_into = $2",
			`UPDATE story SET by_hand = 1, first_seen_at = min(first_seen_at, (SELECT first_seen_at FROM story WHERE id = $2)),
				last_seen_at = max(last_seen_at, (SELECT last_seen_at FROM story WHERE id = $2)),
				topics = (SELECT json_group_array(t) FROM (SELECT DISTINCT j.value AS t FROM story x, json_each(x.topics) j WHERE x.id IN ($1, $2) ORDER BY 1)) WHERE id = $1`,
		} {
			if _, err := tx.ExecContext(ctx, q, a, b); err != nil {
				return err
			}
		}
		return countStoryEntities(ctx, tx, a, b)
	})
}

// SplitStory makes a new story of some of a story's articles, each named by one of its items; copies go with them. A
// development or quote goes along when it stands in no article that stays.
func (s *Store) SplitStory(ctx context.Context, id string, items []string) (newID string, err error) {
	numbers := make([]int64, 0, len(items))
	for _, item := range items {
		n, err := s.itemNumber(ctx, item)
		if err != nil {
			return "", err
		}
		numbers = append(numbers, n)
	}
	err = s.write(ctx, "split story "+id, func(tx *sql.Tx) error {
		story, err := storyNumber(ctx, tx, id)
		if err != nil {
			return err
		}
		articles, err := articlesOf(ctx, tx, story, items, numbers)
		if err != nil {
			return err
		}
		list := jsonNumbers(articles)
		var all, made int64
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM article WHERE story_id = $1", story).Scan(&all); err != nil {
			return err
		}
		if int64(len(articles)) == all {
			return fmt.Errorf("these are all articles of %s: leave at least one in it", id)
		}
		if err := noteStoryChange(ctx, tx, "SELECT value FROM json_each($1)", list); err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `INSERT INTO story (title, topics, first_seen_at, last_seen_at, by_hand)
			SELECT (SELECT title FROM article WHERE id IN (SELECT value FROM json_each($2)) ORDER BY first_seen_at, id LIMIT 1), topics,
				(SELECT min(first_seen_at) FROM article WHERE id IN (SELECT value FROM json_each($2))),
				(SELECT max(last_seen_at) FROM article WHERE id IN (SELECT value FROM json_each($2))), 1 FROM story WHERE id = $1 RETURNING id`, story, list).Scan(&made)
		if err != nil {
			return err
		}
		newID = publicID('s', made)
		const stays = " x JOIN revision r ON r.id = x.revision_id JOIN page p ON p.id = r.page_id WHERE p.article_id NOT IN (SELECT value FROM json_each($3)) AND x."
		for _, q := range []string{
			"UPDATE article SET story_id = $1 WHERE story_id = $2 AND id IN (SELECT value FROM json_each($3))",
			"UPDATE development SET story_id = $1 WHERE story_id = $2 AND NOT EXISTS (SELECT 1 FROM coverage" + stays + "development_id = development.id)",
			"UPDATE event SET story_id = $1 WHERE story_id = $2 AND development_id IN (SELECT id FROM development WHERE story_id = $1) AND $3 <> ''",
			"UPDATE quote SET story_id = $1 WHERE story_id = $2 AND NOT EXISTS (SELECT 1 FROM attestation" + stays + "quote_id = quote.id)",
			`UPDATE story SET by_hand = 1, first_seen_at = (SELECT min(first_seen_at) FROM article WHERE story_id = story.id),
				last_seen_at = (SELECT max(last_seen_at) FROM article WHERE story_id = story.id) WHERE id IN ($1, $2) AND $3 <> ''`,
		} {
			if _, err := tx.ExecContext(ctx, q, made, story, list); err != nil {
				return err
			}
		}
		return countStoryEntities(ctx, tx, story, made)
	})
	return newID, err
}

// articlesOf are the articles of items that must be in a story.
func articlesOf(ctx context.Context, tx *sql.Tx, story int64, items []string, numbers []int64) (articles []int64, err error) {
	for i, n := range numbers {
		var article, of int64
		err := tx.QueryRowContext(ctx, `SELECT coalesce(a.id, 0), coalesce(a.story_id, 0) FROM item i LEFT JOIN page p ON p.id = i.page_id
			LEFT JOIN article a ON a.id = p.article_id WHERE i.id = $1`, n).Scan(&article, &of)
		if err == nil && of != story || errors.Is(err, sql.ErrNoRows) {
			err = fmt.Errorf("%s is no article of %s: `storywatch show %s` lists them", items[i], publicID('s', story), publicID('s', story))
		}
		if err != nil {
			return nil, err
		}
		articles = append(articles, article)
	}
	slices.Sort(articles)
	return slices.Compact(articles), nil
}

// storyNumber is the story that an id names; one that was merged is the one it became.
func storyNumber(ctx context.Context, tx *sql.Tx, id string) (n int64, err error) {
	if n, err = numberOf(id, 's', "story", "stories"); err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, "SELECT coalesce(merged_into, id) FROM story WHERE id = $1", n).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		err = notFound(id, "story", "stories")
	}
	return n, err
}

// noteStoryChange lets exports see that items, and what stands in them, belong to another story. articles is a query
// with one argument.
func noteStoryChange(ctx context.Context, tx *sql.Tx, articles string, arg any) error {
	seq, err := nextSeq(ctx, tx)
	if err != nil {
		return err
	}
	const of = " IN (SELECT i.id FROM item i JOIN page p ON p.id = i.page_id WHERE p.article_id IN ("
	for _, q := range []string{
		"UPDATE item SET change_seq = $2 WHERE id" + of + articles + "))",
		"UPDATE event SET change_seq = $2 WHERE item_id" + of + articles + "))",
		"UPDATE quote SET change_seq = $2 WHERE id IN (SELECT quote_id FROM attestation WHERE item_id" + of + articles + ")))",
	} {
		if _, err := tx.ExecContext(ctx, q, arg, seq); err != nil {
			return err
		}
	}
	return nil
}

// countStoryEntities counts anew whom the articles of stories name most.
func countStoryEntities(ctx context.Context, tx *sql.Tx, stories ...int64) error {
	for _, story := range stories {
		if _, err := tx.ExecContext(ctx, "DELETE FROM story_entity WHERE story_id = $1", story); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO story_entity (story_id, entity_id, articles) SELECT $1, entity_id, count(*) FROM (
				SELECT m.entity_id, row_number() OVER (PARTITION BY p.article_id ORDER BY max(m.count) DESC, m.entity_id) AS place
				FROM article a JOIN page p ON p.article_id = a.id JOIN mention m ON m.revision_id = p.revision_id
				WHERE a.story_id = $1 GROUP BY p.article_id, m.entity_id) WHERE place <= $2 GROUP BY entity_id`, story, storyEntities)
		if err != nil {
			return err
		}
	}
	return nil
}
