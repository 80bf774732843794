package store_test

import (
	"testing"
	"time"

	"storywatch/store"
)

// world is a store with one story in two outlets, as recording documents leaves it: a first report and its later
// text, a copy of it, an item that was left out, one that waits, one that was refused.
func world(t testing.TB) *store.Store {
	t.Helper()
	s := fresh(t)
	at := func(hours int) int64 { return day0.Add(time.Duration(hours) * time.Hour).UnixMilli() }
	exec(t, s, `INSERT INTO source (id, name, kind, url, owner, is_primary, configured, state, next_due_at) VALUES
		(1, 'Harbor Gazette', 'feed', 'https://gazette.example/feed', 'Gazette Group', 0, 1, 'ok', $1),
		(2, 'Quay Wire', 'feed', 'https://wire.example/feed', '', 1, 1, 'blocked', $1)`, at(24))
	exec(t, s, "INSERT INTO body (sha256, size, data, fetched_at) VALUES ('aa', 3, x'00', $1), ('bb', 3, NULL, $1), ('cc', 9, x'00', $1)", at(0))
	exec(t, s, "INSERT INTO story (id, title, topics, first_seen_at, last_seen_at) VALUES (1, 'Port sues builder', '[\"port\"]', $1, $2), (2, 'Another', '[]', $1, $1)", at(0), at(2))
	exec(t, s, "INSERT INTO article (id, story_id, title, first_page_id, first_source_id, first_seen_at, last_seen_at) VALUES (1, 1, 'Port sues builder', 1, 1, $1, $2)", at(0), at(2))
	exec(t, s, `INSERT INTO page (id, key, canonical_url, article_id, revision_id, first_seen_at) VALUES
		(1, 'https://gazette.example/port', 'https://gazette.example/port', 1, 2, $1), (2, 'https://wire.example/port', 'https://wire.example/port', 1, 3, $1)`, at(0))
	exec(t, s, `INSERT INTO item (id, external_id, source_id, guid, url, canonical_url, title, summary, state, error, published_at, published_precision, topics,
			page_id, revision_id, first_seen_at, updated_at, recorded_at, change, change_seq) VALUES
		(1, NULL, 1, 'a', 'http://gazette.example/port?utm=1', 'https://gazette.example/port', 'Port sues', 'About the port', 'ok', '', $1, 'minute', '["port"]', 1, NULL, $2, $3, $2, 'revised', 3),
		(2, 'doc-2', 2, 'b', 'https://wire.example/port', 'https://wire.example/port', 'Port sues', '', 'ok', '', 0, '', '["port"]', 2, NULL, $3, $3, $3, 'new', 2),
		(3, NULL, 1, 'c', 'https://gazette.example/cake', 'https://gazette.example/cake', 'Harbor cake contest', '', 'off-topic', '', 0, '', '[]', NULL, NULL, $3, $3, $3, 'new', 4),
		(4, NULL, 1, 'd', 'https://gazette.example/later', 'https://gazette.example/later', 'Later', '', 'pending', '', 0, '', '[]', NULL, NULL, $3, $3, $3, 'new', 5),
		(5, NULL, 2, 'e', 'https://wire.example/wall', 'https://wire.example/wall', 'Crane deal behind a wall', 'A crane', 'blocked', 'wire.example refused: 403', $1, 'day', '[]', NULL, NULL, $3, $3, $3, 'new', 6)`,
		at(-1), at(0), at(2))
	exec(t, s, `INSERT INTO revision (id, page_id, item_id, number, seen_at, recorded_at, url, title, byline, published_at, published_precision, published_from, language, state, text, words, body_sha256) VALUES
		(1, 1, 1, 1, $1, $1, 'https://gazette.example/port', 'Port sues builder', '["Ida Brandt"]', '2026-03-02T08:00:00Z', 'minute', 'json-ld', 'en', 'full', 'The port sued.', 3, 'bb'),
		(2, 1, 1, 2, $2, $2, 'https://gazette.example/port', 'Port sues crane builder', '["Ida Brandt","Jo Falk"]', '2026-03-02T08:00:00Z', 'minute', 'json-ld', 'en', 'full',
			'The port sued the builder – in court.' || char(10) || '“We will win,” said Mara Lindqvist.' || char(10) || 'It wants $4 million by March 9.', 18, 'aa'),
		(3, 2, 2, 1, $2, $2, 'https://wire.example/port', 'Port sues', '[]', '2026-03-02', 'day', 'url', 'en', 'full', '“We will win,” said Mara Lindqvist.', 6, 'bb')`, at(0), at(2))
	exec(t, s, "UPDATE item SET revision_id = id + 1 WHERE id IN (1, 2)")
	exec(t, s, "INSERT INTO entity (id, name) VALUES (1, 'Port of Selby'), (2, 'Mara Lindqvist')")
	exec(t, s, "INSERT INTO mention (revision_id, entity_id, count) VALUES (2, 1, 1), (2, 2, 4)")
	exec(t, s, "INSERT INTO story_entity (story_id, entity_id, articles) VALUES (1, 1, 2), (1, 2, 1)")
	exec(t, s, `INSERT INTO quote (id, key, story_id, words, speaker, kind, confidence, seen_at, recorded_at, change_seq) VALUES
		(1, 'we will win', 1, 'We will win', 'Mara Lindqvist', 'direct', 0.95, $1, $1, 3), (2, 'no comment', NULL, 'No comment', '', 'direct', 0.2, $1, $1, 6)`, at(2))
	exec(t, s, `INSERT INTO attestation (id, quote_id, revision_id, item_id, start_cp, end_cp, words, speaker, cue, confidence, seen_at) VALUES
		(1, 1, 2, 1, 39, 50, 'We will win', 'Mara Lindqvist', 'said', 0.95, $1), (2, 1, 3, 2, 1, 12, 'We will win', 'Mara Lindqvist', 'said', 0.9, $1),
		(3, 2, 3, 2, 20, 30, 'No comment', '', '', 0.2, $1)`, at(2))
	exec(t, s, `INSERT INTO date_mention (revision_id, item_id, start_cp, end_cp, text, value, precision, role, sentence, seen_at, recorded_at, change_seq) VALUES
		(2, 1, 98, 105, 'March 9', '2026-03-09', 'day', 'deadline', 'It wants $4 million by March 9.', $1, $1, 3)`, at(2))
	exec(t, s, "INSERT INTO amount (revision_id, item_id, start_cp, end_cp, text, value) VALUES (2, 1, 84, 94, '$4 million', 4e6)")
	exec(t, s, `INSERT INTO award (id, key, revision_id, item_id, start_cp, end_cp, sentence, kind, awardee, amount_usd, piid, other_piids, seen_at, recorded_at, change_seq) VALUES
		(1, 'k', 3, 2, 0, 5, 'Falk Cranes, Selby, was awarded $9 for cranes.', 'firm', 'Falk Cranes', 9, 'X-1', '["X-2"]', $1, $1, 6)`, at(2))
	exec(t, s, `INSERT INTO development (id, story_id, type, status, actors, first_seen_at, last_seen_at, recorded_at) VALUES
		(1, 1, 'lawsuit', 'filed', '["Port of Selby"]', $1, $2, $1), (2, 1, 'hearing', 'scheduled', '[]', $2, $2, $2)`, at(0), at(2))
	exec(t, s, `INSERT INTO event (id, development_id, story_id, change, type, status, status_before, actors, revision_id, item_id, sentence, alert, quiet, seen_at, recorded_at, change_seq) VALUES
		(1, 1, 1, 'new', 'lawsuit', 'announced', '', '["Port of Selby"]', 1, 1, 'The port will sue.', 'now', 1, $1, $1, 1),
		(2, 1, 1, 'upgrade', 'lawsuit', 'filed', 'announced', '["Port of Selby"]', 2, 1, 'The port sued the builder – in court.', 'now', 0, $2, $2, 3),
		(3, 2, 1, 'new', 'hearing', 'scheduled', '', '[]', 2, 1, 'A hearing is set.', 'digest', 0, $2, $2, 3),
		(4, 2, 1, 'upgrade', 'hearing', 'held', 'scheduled', '[]', 2, 1, 'The hearing was held.', '', 0, $2, $2, 3)`, at(0), at(2))
	exec(t, s, `INSERT INTO claim (revision_id, item_id, type, status, actors, sentence, start_cp, ignored, outcome, development_id, event_id) VALUES
		(2, 1, 'lawsuit', 'filed', '["Port of Selby"]', 'The port sued the builder – in court.', 0, '', 'upgrade', 1, 2),
		(2, 1, 'settlement', 'reached', '[]', 'It wants $4 million by March 9.', 76, 'only wanted', 'ignored', NULL, NULL)`)
	exec(t, s, `INSERT INTO coverage (development_id, revision_id, item_id, independent, sentence, seen_at) VALUES
		(1, 2, 1, 'independent', 'The port sued.', $1), (1, 3, 2, 'copy', 'The port sued.', $1)`, at(2))
	exec(t, s, "UPDATE counter SET value = 6")
	return s
}

// list collects what an Each method of the store gives, as ids.
func list[T any](t testing.TB, each func(func(T) error) error, id func(T) string) []string {
	t.Helper()
	ids := []string{}
	if err := each(func(row T) error { ids = append(ids, id(row)); return nil }); err != nil {
		t.Fatal(err)
	}
	return ids
}

func itemIDs(t testing.TB, s *store.Store, f store.Filter) []string {
	return list(t, func(fn func(store.ItemRow) error) error { return s.EachItem(t.Context(), f, fn) }, func(r store.ItemRow) string { return r.ID })
}

func quoteIDs(t testing.TB, s *store.Store, f store.Filter) []string {
	return list(t, func(fn func(store.QuoteRow) error) error { return s.EachQuote(t.Context(), f, fn) }, func(r store.QuoteRow) string { return r.ID })
}

func eventIDs(t testing.TB, s *store.Store, f store.Filter) []string {
	return list(t, func(fn func(store.EventRow) error) error { return s.EachEvent(t.Context(), f, fn) }, func(r store.EventRow) string { return r.ID })
}

func storyIDs(t testing.TB, s *store.Store, f store.Filter) []string {
	return list(t, func(fn func(store.StoryRow) error) error { return s.EachStory(t.Context(), f, fn) }, func(r store.StoryRow) string { return r.ID })
}

func awardIDs(t testing.TB, s *store.Store, f store.Filter) []string {
	return list(t, func(fn func(store.AwardRow) error) error { return s.EachAward(t.Context(), f, fn) }, func(r store.AwardRow) string { return r.ID })
}

func dateIDs(t testing.TB, s *store.Store, f store.Filter) []string {
	return list(t, func(fn func(store.DateRow) error) error { return s.EachDate(t.Context(), f, fn) }, func(r store.DateRow) string { return r.ID })
}
