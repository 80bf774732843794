package store

import "context"

const eventColumns = `e.id, e.development_id, e.change, 's' || e.story_id, coalesce(st.title, ''), e.type, e.status, e.status_before,
	e.actors, e.object, e.court, e.docket, e.date, e.precision, e.date_inferred, e.seen_at, e.recorded_at, e.alerted_at, e.alert,
	e.confidence, e.parts, e.unconfirmed, e.independent, e.sentence, e.start_cp, e.end_cp,
	` + itemPublicID + `, coalesce(nullif(r.title, ''), i.title), src.name, src.owner, src.is_primary, e.attributed_to,
	coalesce(nullif(r.url, ''), i.url), ` + evidenceSHA + `, e.why, e.verdict, e.change_seq`

const eventFrom = `event e JOIN item i ON i.id = e.item_id JOIN source src ON src.id = i.source_id
	JOIN revision r ON r.id = e.revision_id LEFT JOIN story st ON st.id = e.story_id`

func scanEvent(row scanner) (EventRow, error) {
	var r EventRow
	var development, seen, recorded, alerted int64
	var actors string
	err := row.Scan(&r.EventID, &development, &r.Change, &r.StoryID, &r.Story, &r.Type, &r.Status, &r.StatusBefore,
		&actors, &r.Object, &r.Court, &r.Docket, &r.Date, &r.Precision, &r.DateInferred, &seen, &recorded, &alerted, &r.Alert,
		&r.Confidence, &r.Parts, &r.Unconfirmed, &r.Independent, &r.Sentence, &r.Start, &r.End,
		&r.ItemID, &r.Title, &r.Source, &r.Owner, &r.Primary, &r.AttributedTo, &r.URL, &r.BodySHA256, &r.Why, &r.Verdict, &r.Seq)
	r.ID, r.DevelopmentID = publicID('e', r.EventID), publicID('d', development)
	r.Actors = parseList(actors)
	r.SeenAt, r.RecordedAt, r.AlertedAt = fromMS(seen), fromMS(recorded), fromMS(alerted)
	r.FragmentURL = FragmentURL(r.URL, r.Sentence)
	return r, err
}

// EachEvent lists events. Filter.Speaker is an actor, or who the claim is attributed to; Filter.State is the change:
// new, upgrade, reversal, correction, withdrawn.
func (s *Store) EachEvent(ctx context.Context, f Filter, fn func(EventRow) error) error {
	q := &selection{columns: eventColumns, from: eventFrom}
	q.seen(f, "e.seen_at", "e.change_seq")
	if f.Story != 0 {
		q.and("e.story_id = ?", f.Story)
	}
	if f.Source != "" {
		q.and("lower(src.name) = lower(?)", f.Source)
	}
	if f.Type != "" {
		q.and("e.type = ?", f.Type)
	}
	if f.State != "" {
		q.and("e.change = ?", f.State)
	}
	q.contains("e.actors || ' ' || e.attributed_to", f.Speaker)
	q.search(f, "event_fts", "e.id", "1, 2")
	return each(ctx, s.r, "list developments", q, scanEvent, fn)
}
