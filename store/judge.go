package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The verdicts of the user. Right and the others count in the precision; Right corrects nothing.
const (
	VerdictRight        = "right"
	VerdictWrong        = "wrong"
	VerdictNotNews      = "not-news"
	VerdictWrongSpeaker = "wrong-speaker"
	VerdictWrongDate    = "wrong-date"
	VerdictDuplicate    = "duplicate"
	// verdictUndone is on the event that takes back a correction that was told already.
	verdictUndone = "undone"
)

// EventVerdicts and QuoteVerdicts are what can be said of an event and of a quote.
var (
	EventVerdicts = []string{VerdictRight, VerdictWrong, VerdictNotNews, VerdictWrongSpeaker, VerdictWrongDate, VerdictDuplicate}
	QuoteVerdicts = []string{VerdictRight, VerdictWrong, VerdictWrongSpeaker, VerdictDuplicate}
)

// ErrNotJudged is returned when a judgement is taken back that was never made.
var ErrNotJudged = errors.New("it has no judgement")

// ErrVerdict is returned for a verdict that does not fit what is judged.
var ErrVerdict = errors.New("no such verdict")

// Judged is what a judgement did.
type Judged struct {
	Target  string // public id of the event or quote that was meant
	EventID string // the correction or withdrawal that will be told; "" when there is nothing to tell
	Told    int    // recipients that a message with the event was made for
	Waited  bool   // it was still to be told; now it is not
}

// Judge remembers what the user says of an event ("e12"), a development's newest event ("d3") or a quote ("q7"). A later
// judgement of the same replaces it. Of an event that was told a wrong date or speaker makes a correction and any other
// fault a withdrawal, for those who got it. One that waits to be told is told no more, or without what is wrong in it.
// A quote with the wrong speaker has none from then on; later readings do not bring him back.
func (s *Store) Judge(ctx context.Context, id, verdict, note string) (out Judged, err error) {
	err = s.write(ctx, "judge "+id, func(tx *sql.Tx) error {
		j, err := s.judgement(ctx, tx, id)
		if err != nil {
			return err
		}
		can := EventVerdicts
		if j.letter == 'q' {
			can = QuoteVerdicts
		}
		if !slices.Contains(can, verdict) {
			return fmt.Errorf("%q of %s: %w: one of %s", verdict, j.target, ErrVerdict, strings.Join(can, ", "))
		}
		if err := j.undo(); err != nil && !errors.Is(err, ErrNotJudged) {
			return err
		}
		out, err = j.judge(verdict, note)
		return err
	})
	return out, err
}

// Unjudge takes a judgement back. What it changed is as it was; those who were told a correction are told that it was
// none. It returns ErrNotJudged when there is no judgement.
func (s *Store) Unjudge(ctx context.Context, id string) (out Judged, err error) {
	err = s.write(ctx, "take back the judgement of "+id, func(tx *sql.Tx) error {
		j, err := s.judgement(ctx, tx, id)
		if err != nil {
			return err
		}
		err = j.undo()
		out = Judged{Target: j.target, EventID: j.told}
		return err
	})
	return out, err
}

// JudgementRow is what the user said of an event or a quote.
type JudgementRow struct {
	Verdict, Note string
	At            time.Time
}

func (s *Store) judgementOf(ctx context.Context, target string) (*JudgementRow, error) {
	var j JudgementRow
	var at int64
	err := s.r.QueryRowContext(ctx, "SELECT verdict, note, at FROM judgement WHERE target = $1 ORDER BY id DESC LIMIT 1", target).Scan(&j.Verdict, &j.Note, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	j.At = fromMS(at)
	return &j, explain("read the judgement of "+target, err)
}

// Precision is how many events and quotes the user judged from since on, and how many of them were right.
func (s *Store) Precision(ctx context.Context, since time.Time) (judged, right int, err error) {
	err = s.r.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(verdict = 'right'), 0) FROM judgement WHERE at >= $1", ms(since)).Scan(&judged, &right)
	return judged, right, explain("count judgements", err)
}

// judging is one judgement on its way.
type judging struct {
	ctx    context.Context
	tx     *sql.Tx
	now    int64
	letter byte
	id     int64
	target string
	told   string // the event that undoing made
}

// judgement finds what is meant by an id.
func (s *Store) judgement(ctx context.Context, tx *sql.Tx, id string) (*judging, error) {
	letter, n, ok := ParseID(strings.ToLower(id))
	j := &judging{ctx: ctx, tx: tx, now: ms(s.clock.Now()), letter: letter, id: n}
	find := map[byte]string{'e': "SELECT id FROM event WHERE id = $1", 'd': "SELECT max(id) FROM event WHERE development_id = $1 AND verdict = ''", 'q': "SELECT id FROM quote WHERE id = $1"}[letter]
	if !ok || find == "" {
		return nil, fmt.Errorf("%q is no event (e12), development (d3) or quote (q7): %w: `storywatch developments` and `storywatch quotes` list them", id, ErrNotFound)
	}
	var found sql.NullInt64
	err := tx.QueryRowContext(ctx, find, n).Scan(&found)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !found.Valid {
		if letter == 'q' {
			return nil, notFound(id, "quote", "quotes")
		}
		return nil, notFound(id, "development", "developments")
	}
	if letter == 'd' {
		j.letter = 'e'
	}
	j.id = found.Int64
	j.target = publicID(j.letter, j.id)
	return j, err
}

func (j *judging) judge(verdict, note string) (out Judged, err error) {
	out.Target = j.target
	var event int64
	var before string
	switch {
	case verdict == VerdictRight:
	case j.letter == 'e':
		event, err = j.correct(verdict, &out)
	case verdict == VerdictWrongSpeaker:
		before, err = j.silence()
	}
	if err != nil {
		return out, err
	}
	_, err = j.tx.ExecContext(j.ctx, "INSERT INTO judgement (target, verdict, note, at, event_id, before) VALUES ($1, $2, $3, $4, $5, $6)", j.target, verdict, note, j.now, event, before)
	return out, err
}

// correct makes the event that tells what is wrong with one. One that was told to nobody is only kept back; what is right
// in it is told all the same.
func (j *judging) correct(verdict string, out *Judged) (int64, error) {
	var alert, of string
	var quiet bool
	if err := j.tx.QueryRowContext(j.ctx, "SELECT alert, quiet, verdict, (SELECT count(*) FROM message_event WHERE event_id = event.id) FROM event WHERE id = $1", j.id).Scan(&alert, &quiet, &of, &out.Told); err != nil {
		return 0, err
	}
	if of != "" {
		return 0, fmt.Errorf("%s is a correction that a judgement made: judge the event that it corrects, or take that judgement back with `judge ID undo`", j.target)
	}
	part := verdict == VerdictWrongDate || verdict == VerdictWrongSpeaker
	out.Waited = out.Told == 0 && alert != "" && !quiet
	if quiet || alert == "" || out.Told == 0 && !part {
		return 0, nil
	}
	change := "withdrawn"
	if part {
		change = "correction"
	}
	event, err := j.append(j.id, change, verdict, out.Told > 0)
	if err == nil {
		out.EventID = publicID('e', event)
	}
	return event, err
}

// append adds an event that says of another what a verdict says. With narrow only those hear of it who got the other.
func (j *judging) append(of int64, change, verdict string, narrow bool) (id int64, err error) {
	seq, err := nextSeq(j.ctx, j.tx)
	if err != nil {
		return 0, err
	}
	judges := of
	if !narrow {
		judges = 0
	}
	err = j.tx.QueryRowContext(j.ctx, `INSERT INTO event (development_id, story_id, change, type, status, status_before, actors, object, court, docket, date, precision,
			date_inferred, revision_id, item_id, start_cp, end_cp, sentence, attributed_to, confidence, parts, unconfirmed, independent, alert, quiet, why,
			seen_at, recorded_at, alerted_at, change_seq, judges, verdict)
		SELECT development_id, story_id, $2, type, status, '', actors, object, court, docket, CASE WHEN $3 = 'wrong-date' THEN '' ELSE date END,
			CASE WHEN $3 = 'wrong-date' THEN '' ELSE precision END, CASE WHEN $3 = 'wrong-date' THEN 0 ELSE date_inferred END, revision_id, item_id, start_cp, end_cp, sentence,
			CASE WHEN $3 = 'wrong-speaker' THEN '' ELSE attributed_to END, confidence, parts, unconfirmed, independent, alert, 0, '', $4, $4, 0, $5, $6, $3
		FROM event WHERE id = $1 RETURNING id`, of, change, verdict, j.now, seq, judges).Scan(&id)
	return id, err
}

// heard is a quote's speaker as it was read.
type heard struct {
	Speaker    string  `json:"speaker"`
	Speakers   string  `json:"speakers"`
	Candidate  string  `json:"candidate"`
	Confidence float64 `json:"confidence"`
}

// silence takes the speaker from a quote and returns who it was.
func (j *judging) silence() (before string, err error) {
	var h heard
	err = j.tx.QueryRowContext(j.ctx, "SELECT speaker, speakers, candidate, confidence FROM quote WHERE id = $1", j.id).Scan(&h.Speaker, &h.Speakers, &h.Candidate, &h.Confidence)
	if err != nil {
		return "", err
	}
	return jsonText(h), j.speak(heard{Speakers: "[]"})
}

func (j *judging) speak(h heard) error {
	seq, err := nextSeq(j.ctx, j.tx)
	if err != nil {
		return err
	}
	_, err = j.tx.ExecContext(j.ctx, "UPDATE quote SET speaker = $2, speakers = $3, candidate = $4, confidence = $5, change = 'revised', change_seq = $6 WHERE id = $1",
		j.id, h.Speaker, h.Speakers, h.Candidate, h.Confidence, seq)
	return err
}

// undo takes the judgement back that there is.
func (j *judging) undo() error {
	var event, carried int64
	var before string
	err := j.tx.QueryRowContext(j.ctx, `DELETE FROM judgement WHERE target = $1
		RETURNING event_id, before, (SELECT count(*) FROM message_event me WHERE me.event_id = judgement.event_id)`, j.target).Scan(&event, &before, &carried)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", j.target, ErrNotJudged)
	}
	if err != nil {
		return err
	}
	if before != "" {
		var h heard
		if err := json.Unmarshal([]byte(before), &h); err != nil {
			return fmt.Errorf("the speaker that %s had: %w", j.target, err)
		}
		return j.speak(h)
	}
	switch {
	case event == 0:
		return nil
	case carried == 0: // nobody was told, and nobody will be
		_, err := j.tx.ExecContext(j.ctx, "UPDATE event SET quiet = 1 WHERE id = $1", event)
		return err
	}
	id, err := j.append(j.id, "correction", verdictUndone, true)
	if err == nil {
		// It goes to those who got the correction, not to those who got what it corrected.
		_, err = j.tx.ExecContext(j.ctx, "UPDATE event SET judges = $2 WHERE id = $1", id, event)
	}
	j.told = publicID('e', id)
	return err
}
