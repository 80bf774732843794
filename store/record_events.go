package store

import (
	"slices"
	"strings"

	"storywatch/store/novelty"
)

var (
	qInsertDevelopment = statement(`INSERT INTO development (story_id, type, status, actors, object, court, docket, date, precision, date_inferred, sentence, confidence,
			unconfirmed, first_seen_at, last_seen_at, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15) RETURNING id`)
	qActor = statement("INSERT INTO development_actor (name, type, development_id, kind) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
	// What a development did not say yet is filled in; a date that was stated replaces one that was counted.
	qCover = statement(`UPDATE development SET last_seen_at = max(last_seen_at, $2), first_seen_at = min(first_seen_at, $2), actors = $3,
			object = CASE WHEN object = '' THEN $4 ELSE object END, court = CASE WHEN court = '' THEN $5 ELSE court END,
			docket = CASE WHEN docket = '' THEN $6 ELSE docket END,
			date_inferred = CASE WHEN $7 <> '' AND (date = '' OR date_inferred AND NOT $9) THEN $9 ELSE date_inferred END,
			precision = CASE WHEN $7 <> '' AND (date = '' OR date_inferred AND NOT $9) THEN $8 ELSE precision END,
			date = CASE WHEN $7 <> '' AND (date = '' OR date_inferred AND NOT $9) THEN $7 ELSE date END,
			confidence = max(confidence, $10), independent = independent + $11
		WHERE id = $1`)
	qAdvance = statement(`UPDATE development SET status = $2, sentence = $3, confidence = $4, unconfirmed = $5, withdrawn = $6,
			date = CASE WHEN $7 <> '' THEN $7 ELSE date END, precision = CASE WHEN $7 <> '' THEN $8 ELSE precision END,
			date_inferred = CASE WHEN $7 <> '' THEN $9 ELSE date_inferred END WHERE id = $1`)
	qRetype      = statement("UPDATE development SET type = $2, status = $3 WHERE id = $1")
	qInsertCover = statement(`INSERT INTO coverage (development_id, revision_id, item_id, independent, status, attributed_to, sentence, start_cp, end_cp, confidence, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (development_id, revision_id) DO NOTHING`)
	qCountVoices = statement("UPDATE event SET independent = (SELECT independent FROM development d WHERE d.id = $1) WHERE development_id = $1")
	qStrongest   = statement(`SELECT coalesce(max(CASE alert WHEN 'now' THEN 2 WHEN 'digest' THEN 1 ELSE 0 END), 0) FROM event WHERE development_id = $1`)
	qInsertEvent = statement(`INSERT INTO event (development_id, story_id, change, type, status, status_before, actors, object, court, docket, date, precision,
			date_inferred, revision_id, item_id, start_cp, end_cp, sentence, attributed_to, confidence, parts, unconfirmed, independent, alert, quiet, why,
			seen_at, recorded_at, alerted_at, change_seq)
		SELECT d.id, d.story_id, $2, d.type, d.status, $3, d.actors, d.object, d.court, d.docket, d.date, d.precision, d.date_inferred, $4, $5, $6, $7, $8, $9, $10, $11,
			d.unconfirmed, d.independent, $12, $13, $14, $15, $16, $17, $18 FROM development d WHERE d.id = $1 RETURNING id`)
)

// apply writes what was decided: the development as it stands now, who reports it, and the event if it makes one.
func (r *recorder) apply(w *decided) error {
	c := w.claim
	switch w.Kind {
	case novelty.Ignore:
		return nil
	case novelty.New:
		err := r.row(qInsertDevelopment, r.story, c.Type, c.Status, jsonList(c.Actors), c.Object, c.Court, c.Docket, c.Date, c.Precision, c.DateInferred,
			c.Evidence.Text, c.Confidence, w.Unconfirmed, r.seen, r.now).Scan(&w.development)
		if err != nil {
			return err
		}
		if err := r.writeActors(w, c.Type); err != nil {
			return err
		}
		if _, err := r.cover(w); err != nil {
			return err
		}
		return r.writeEvent(w)
	}
	w.development = w.known.ID
	if err := r.fillIn(w); err != nil {
		return err
	}
	switch w.Kind {
	case novelty.Coverage:
		if w.Refines {
			return r.retype(w)
		}
		return nil
	case novelty.Correction, novelty.Withdrawn:
		status, withdrawn := w.known.Status, w.Kind == novelty.Withdrawn
		if slices.ContainsFunc(r.ladder[w.known.Type], func(rung []string) bool { return slices.Contains(rung, c.Status) }) {
			status = c.Status
		}
		var date, precision string // what the text says now; an award is taken back with the day it was given
		if !withdrawn {
			date, precision = c.Date, c.Precision
		}
		if err := r.exec(qAdvance, w.development, status, c.Evidence.Text, c.Confidence, false, withdrawn, date, precision, c.DateInferred); err != nil {
			return err
		}
	default:
		if err := r.exec(qAdvance, w.development, c.Status, c.Evidence.Text, c.Confidence, w.Unconfirmed, w.known.Withdrawn, c.Date, c.Precision, c.DateInferred); err != nil {
			return err
		}
	}
	return r.writeEvent(w)
}

// fewActors is how many parties a development has before later reports add none: the doer, whom it befalls, and who
// speaks for one of them.
const fewActors = 3

// fillIn notes one more voice, and what it adds.
func (r *recorder) fillIn(w *decided) error {
	c := w.claim
	first, err := r.cover(w)
	if err != nil {
		return err
	}
	voice := 0
	if first && w.Voice == novelty.Independent {
		voice = 1
	}
	parties := make([]string, 0, len(w.known.Actors)+len(c.Actors))
	for _, a := range w.known.Actors {
		parties = append(parties, a.Name)
	}
	// Who only reads along or is named beside the matter must not make it fit everything: parties are taken over while
	// they are few.
	for _, a := range c.Actors {
		if len(parties) < fewActors && !names(parties, a) {
			parties = append(parties, a)
		}
	}
	date := c.Date
	if w.Kind != novelty.Coverage && !w.Confirms {
		date = "" // a later status has a date of its own
	}
	if err := r.exec(qCover, w.development, r.seen, jsonList(parties), c.Object, c.Court, c.Docket, date, c.Precision, c.DateInferred, c.Confidence, voice); err != nil {
		return err
	}
	if voice != 0 {
		if err := r.exec(qCountVoices, w.development); err != nil {
			return err
		}
	}
	return r.writeActors(w, w.known.Type)
}

func (r *recorder) writeActors(w *decided, typ string) error {
	for _, a := range w.actors {
		if err := r.exec(qActor, a.Name, typ, w.development, a.Kind); err != nil {
			return err
		}
	}
	return nil
}

// cover writes that this revision reports the development; first is false when it did before.
func (r *recorder) cover(w *decided) (first bool, err error) {
	c := w.claim
	return r.changed(qInsertCover, w.development, r.revision, r.item.id, string(w.Voice), c.Status, c.AttributedTo, c.Evidence.Text, c.Evidence.Start, c.Evidence.End,
		c.Confidence, r.seen)
}

// retype gives a development the more specific type under which it is now reported. It is no event: nothing happened.
func (r *recorder) retype(w *decided) error {
	if err := r.exec(qRetype, w.development, w.claim.Type, w.claim.Status); err != nil {
		return err
	}
	w.actors = slices.Concat(w.known.Actors, w.actors)
	return r.writeActors(w, w.claim.Type)
}

// writeEvent appends the event, with the development as it stands now.
func (r *recorder) writeEvent(w *decided) error {
	c := w.claim
	level, err := r.level(w)
	if err != nil {
		return err
	}
	var alerted int64
	if r.o.Silent && level != "" {
		alerted = r.seen
	}
	before := w.StatusBefore
	if w.Kind == novelty.New {
		before = ""
	}
	seq, err := r.stamp()
	if err != nil {
		return err
	}
	return r.row(qInsertEvent, w.development, string(w.Kind), before, r.revision, r.item.id, c.Evidence.Start, c.Evidence.End, c.Evidence.Text, c.AttributedTo,
		c.Confidence, c.Parts, level, r.o.Quiet || r.o.Silent, jsonText(w), r.seen, r.now, alerted, seq).Scan(&w.event)
}

// level is when the event is told: as its type says, unless it was learned quietly, is off the beat, or waits for a
// second voice; what names no party waits untold. What takes back an event is told as that was.
func (r *recorder) level(w *decided) (string, error) {
	level := w.claim.Alert
	switch {
	case r.o.Quiet:
		return "", nil
	case w.Kind == novelty.Withdrawn || w.Kind == novelty.Correction:
		var strongest int
		if err := r.row(qStrongest, w.development).Scan(&strongest); err != nil {
			return "", err
		}
		if w.Kind == novelty.Correction {
			level = "" // what nobody was told needs no correction
		}
		return [...]string{level, "digest", "now"}[strongest], nil
	case level != "" && r.offBeat(w):
		w.OffBeat = true
		return "", nil
	case w.Unconfirmed && (w.Nameless || len(w.claim.Actors) == 0):
		return "", nil
	case w.Unconfirmed && level == "now":
		return "digest", nil
	}
	return level, nil
}

// offBeat reports whether an event is about none of the names that the user watches, in a document that is about some:
// a newsletter, a list of headlines, the other half of a long report. Neither its parties nor its words name one.
func (r *recorder) offBeat(w *decided) bool {
	watched := false
	for _, e := range r.o.Entities {
		if !e.Known {
			continue
		}
		watched = true
		if strings.Contains(w.claim.Evidence.Text, e.Name) || strings.Contains(w.claim.Object, e.Name) || names(w.claim.Actors, e.Name) ||
			w.known != nil && slices.ContainsFunc(w.known.Actors, func(a novelty.Actor) bool { return strings.EqualFold(a.Name, e.Name) }) {
			return false
		}
	}
	return watched && w.claim.Docket == ""
}

func names(list []string, name string) bool {
	return slices.ContainsFunc(list, func(n string) bool { return strings.EqualFold(n, name) })
}
