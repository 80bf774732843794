package store

import (
	"context"
	"time"
)

const storyColumns = `st.id, st.title, st.topics,
	(SELECT json_group_array(e.name ORDER BY se.articles DESC, e.name) FROM story_entity se JOIN entity e ON e.id = se.entity_id WHERE se.story_id = st.id),
	st.first_seen_at, st.last_seen_at, st.closed,
	(SELECT count(*) FROM article a WHERE a.story_id = st.id),
	(SELECT count(*) FROM development d WHERE d.story_id = st.id AND d.withdrawn = 0),
	(SELECT count(*) FROM quote q WHERE q.story_id = st.id)`

func scanStory(row scanner) (StoryRow, error) {
	var r StoryRow
	var id, first, last int64
	var topics, entities string
	err := row.Scan(&id, &r.Title, &topics, &entities, &first, &last, &r.Closed, &r.Articles, &r.Developments, &r.Quotes)
	r.ID, r.Topics, r.Entities = publicID('s', id), parseList(topics), parseList(entities)
	r.FirstSeenAt, r.LastSeenAt = fromMS(first), fromMS(last)
	return r, err
}

// EachStory lists stories; merged ones are listed as what they became. A story that saw something in the time asked
// for is listed, whenever it began. Filter.Type is a development's type; Filter.State is "open" or "closed".
func (s *Store) EachStory(ctx context.Context, f Filter, fn func(StoryRow) error) error {
	q := &selection{columns: storyColumns, from: "story st", limit: f.Limit, order: "st.first_seen_at, st.id"}
	if f.Newest {
		q.order = "st.last_seen_at DESC, st.id DESC"
	}
	q.and("st.merged_into IS NULL")
	if !f.Since.IsZero() {
		q.and("st.last_seen_at >= ?", ms(f.Since))
	}
	if !f.Until.IsZero() {
		q.and("st.first_seen_at < ?", ms(f.Until))
	}
	if f.Story != 0 {
		q.and("st.id = ?", f.Story)
	}
	if f.State != "" {
		q.and("st.closed = ?", f.State == "closed")
	}
	if f.Type != "" {
		q.and("EXISTS (SELECT 1 FROM development d WHERE d.story_id = st.id AND d.type = ?)", f.Type)
	}
	if f.Speaker != "" {
		q.and("EXISTS (SELECT 1 FROM quote q WHERE q.story_id = st.id AND instr(lower(q.speaker), lower(?)) > 0)", f.Speaker)
	}
	const items = "SELECT a.story_id FROM article a JOIN page p ON p.article_id = a.id JOIN item i ON i.page_id = p.id "
	if f.Source != "" {
		q.and("st.id IN ("+items+"JOIN source src ON src.id = i.source_id WHERE lower(src.name) = lower(?))", f.Source)
	}
	if f.Search != "" {
		q.and("st.id IN ("+items+"JOIN item_fts ON item_fts.rowid = i.id WHERE ? <> '' AND item_fts MATCH ?)", matchExpression(f.Search), orNothing(matchExpression(f.Search)))
	}
	return each(ctx, s.r, "list stories", q, scanStory, fn)
}

// orNothing is an expression that FTS5 can parse, for searches without a word.
func orNothing(match string) string {
	if match == "" {
		return `"x"`
	}
	return match
}

// rateDays is over how many days a source's items a day are counted: long enough for a weekly publication.
const rateDays = 14

// EachSource lists the sources and their health, those that left the config too (Configured is false). Filter.State is
// the source's state.
func (s *Store) EachSource(ctx context.Context, f Filter, fn func(SourceRow) error) error {
	now := s.clock.Now()
	q := &selection{limit: f.Limit, order: "src.configured DESC, lower(src.name)"}
	q.columns = `src.name, src.kind, src.url, src.moved_to, src.owner, src.is_primary, src.configured, src.state, src.state_since,
		src.last_poll_at, src.last_good_at, src.last_item_at, src.next_due_at, src.failures, src.error, src.repaired,
		coalesce(n.items, 0), coalesce(n.kept, 0), coalesce(n.blocked, 0), coalesce(n.off_topic, 0), coalesce(n.recent, 0), coalesce(n.first, 0)`
	q.from = `source src LEFT JOIN (SELECT source_id, count(*) AS items, sum(state = 'ok') AS kept, sum(state = 'blocked') AS blocked,
			sum(state = 'off-topic') AS off_topic, sum(first_poll = 0 AND first_seen_at >= ` + itoa(ms(now.AddDate(0, 0, -rateDays))) + `) AS recent,
			min(first_seen_at) AS first FROM item GROUP BY source_id) n ON n.source_id = src.id`
	if f.Source != "" {
		q.and("lower(src.name) = lower(?)", f.Source)
	}
	if f.State != "" {
		q.and("src.state = ?", f.State)
	}
	return each(ctx, s.r, "list sources", q, func(row scanner) (SourceRow, error) { return scanSource(row, now) }, fn)
}

func scanSource(row scanner, now time.Time) (SourceRow, error) {
	var r SourceRow
	var since, poll, good, item, next, recent, first int64
	var repaired string
	err := row.Scan(&r.Name, &r.Kind, &r.URL, &r.MovedTo, &r.Owner, &r.Primary, &r.Configured, &r.State, &since,
		&poll, &good, &item, &next, &r.Failures, &r.Error, &repaired, &r.Items, &r.Kept, &r.Blocked, &r.OffTopic, &recent, &first)
	r.StateSince, r.LastPoll, r.LastGood, r.LastItem, r.Next = fromMS(since), fromMS(poll), fromMS(good), fromMS(item), fromMS(next)
	r.Repaired = joined(repaired)
	if first != 0 {
		days := min(max(now.Sub(fromMS(first)).Hours()/24, 1), rateDays)
		r.ItemsPerDay = float64(recent) / days
	}
	return r, err
}
