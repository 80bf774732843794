package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Renewed counts what reading a kept text again changed.
type Renewed struct {
	QuotesNew, QuotesChanged, QuotesGone int // changed: another speaker, candidate or kind
	FactsNew, FactsGone                  int // dates, sums, docket numbers
	AwardsNew, AwardsChanged, AwardsGone int
}

// Add adds counts.
func (r *Renewed) Add(o Renewed) {
	r.QuotesNew += o.QuotesNew
	r.QuotesChanged += o.QuotesChanged
	r.QuotesGone += o.QuotesGone
	r.FactsNew += o.FactsNew
	r.FactsGone += o.FactsGone
	r.AwardsNew += o.AwardsNew
	r.AwardsChanged += o.AwardsChanged
	r.AwardsGone += o.AwardsGone
}

// RenewFacts replaces what was read from a kept text by what present rules read from it, in one transaction: quotes, dates,
// sums, docket numbers and awards, and with whole, when the bytes were read and not the text alone, byline and dates of
// the page. What did not change keeps its row and its id. Text, copies, stories and developments stay as they were
// decided, no event is made, and quotes that the user judged stay as they are. ok is false when another process has
// renewed the text since it was read.
func (s *Store) RenewFacts(ctx context.Context, d *Stored, o Observation, whole bool) (out Renewed, ok bool, err error) {
	if s.w == nil {
		return out, false, errors.New("renew: the store was opened for reading only")
	}
	prepared, err := s.stmts.prepare(ctx, s.w)
	if err != nil {
		return out, false, explain("prepare renewing", err)
	}
	err = s.write(ctx, "read "+d.ID+" again", func(tx *sql.Tx) error {
		r := renewer{recorder: recorder{batch: newBatch(ctx, tx, prepared), s: s, o: &o, now: ms(s.clock.Now()), seen: ms(d.SeenAt), revision: d.RevisionID}, whole: whole}
		out, ok = Renewed{}, false
		if err := r.find(d); err != nil {
			return err
		}
		var err error
		if ok, err = r.changed(qRenewText, d.RevisionID, d.Extractor, o.Extractor); err != nil || !ok {
			return err
		}
		if whole {
			if err := r.exec(qRenewPage, d.RevisionID, jsonList(o.Byline), o.PublishedAt, o.Precision, o.From, o.Confidence, o.ModifiedAt, o.Site, o.Language); err != nil {
				return err
			}
		}
		for _, step := range []struct {
			noun string
			do   func() error
		}{{"quotes", r.renewQuotes}, {"dates", r.renewDates}, {"sums", r.renewAmounts}, {"docket numbers", r.renewDockets}, {"awards", r.renewAwards}} {
			if err := step.do(); err != nil {
				return fmt.Errorf("%s: %w", step.noun, err)
			}
		}
		out = r.out
		return nil
	})
	return out, ok && err == nil, err
}

// renewer renews one text. It records as if the text were just read, behind the one that its page had before.
type renewer struct {
	recorder
	whole bool
	out   Renewed
}

var (
	qRenewText = statement("UPDATE revision SET extractor = $3 WHERE id = $1 AND extractor = $2")
	qRenewPage = statement(`UPDATE revision SET byline = $2, published_at = $3, published_precision = $4, published_from = $5, published_confidence = $6,
		modified_at = $7, site = $8, language = $9 WHERE id = $1`)
	qRenewPlace = statement(`SELECT r.page_id, coalesce(p.article_id, 0), coalesce(a.story_id, 0), coalesce((SELECT b.id FROM revision b
			WHERE b.page_id = r.page_id AND b.number < r.number ORDER BY b.number DESC LIMIT 1), 0)
		FROM revision r JOIN page p ON p.id = r.page_id LEFT JOIN article a ON a.id = p.article_id WHERE r.id = $1`)

	qOldDates     = statement("SELECT id, start_cp || '|' || end_cp || '|' || value || '|' || precision || '|' || role || '|' || anchor || '|' || zone || '|' || zone_assumed FROM date_mention WHERE revision_id = $1 ORDER BY id")
	qOldAmounts   = statement("SELECT id, start_cp || '|' || end_cp || '|' || CAST(value AS TEXT) || '|' || currency || '|' || qualifier FROM amount WHERE revision_id = $1 ORDER BY id")
	qOldDockets   = statement("SELECT id, start_cp || '|' || end_cp || '|' || number || '|' || court || '|' || case_name FROM docket_number WHERE revision_id = $1 ORDER BY id")
	qDropDate     = statement("DELETE FROM date_mention WHERE id = $1")
	qDropAmount   = statement("DELETE FROM amount WHERE id = $1")
	qDropDocket   = statement("DELETE FROM docket_number WHERE id = $1")
	qKeptDates    = statement("UPDATE date_mention SET extractor = $2 WHERE revision_id = $1")
	qKeptAmounts  = statement("UPDATE amount SET extractor = $2 WHERE revision_id = $1")
	qKeptDockets  = statement("UPDATE docket_number SET extractor = $2 WHERE revision_id = $1")
	qSameSum      = statement("SELECT CAST(CAST($1 AS REAL) AS TEXT)")
	qOldAwards    = statement("SELECT " + awardColumns + " FROM " + awardFrom + " WHERE a.revision_id = $1 ORDER BY a.id")
	qDropAward    = statement("DELETE FROM award WHERE id = $1")
	qKeptAwards   = statement("UPDATE award SET extractor = $2 WHERE revision_id = $1")
	qRenewedAward = statement(`UPDATE award SET key = $2, start_cp = $3, end_cp = $4, sentence = $5, change = 'revised', kind = $6, service = $7, announced = $8,
		awardee = $9, location = $10, small_business = $11, shared = $12, amount_usd = $13, amount_qualifier = $14, cumulative_usd = $15, obligated_usd = $16,
		contract_type = $17, piid = $18, base_piid = $19, modification = $20, description = $21, other_piids = $22, completion = $23, completion_date = $24,
		completion_precision = $25, contracting_activity = $26, bids = $27, corrects = $28, change_seq = $29, correction_effect = $30, corrects_day = $31,
		awarded_on = $32, place_of_performance = $33, foreign_sales = $34 WHERE id = $1`)
)

// find sets where the text stands.
func (r *renewer) find(d *Stored) error {
	if err := r.scanItem(r.row(qItem, d.ItemID)); err != nil {
		return err
	}
	p := &r.page
	err := r.row(qRenewPlace, d.RevisionID).Scan(&p.id, &p.article, &r.story, &p.revision)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("its text: %w", ErrNotFound)
	}
	r.article, r.diff.first = p.article, true
	return err
}

// renewRows keeps the rows that are read again, drops the others with drop, and returns which facts are new.
func (r *renewer) renewRows(old, drop query, keys []string) (fresh map[int]bool, err error) {
	have := map[string][]int64{}
	if err := r.rows(old, func(row scanner) error {
		var id int64
		var key string
		err := row.Scan(&id, &key)
		have[key] = append(have[key], id)
		return err
	}, r.revision); err != nil {
		return nil, err
	}
	fresh = map[int]bool{}
	for i, k := range keys {
		if len(have[k]) > 0 {
			have[k] = have[k][1:]
		} else {
			fresh[i] = true
			r.out.FactsNew++
		}
	}
	for _, ids := range have {
		for _, id := range ids {
			if err := r.exec(drop, id); err != nil {
				return nil, err
			}
			r.out.FactsGone++
		}
	}
	return fresh, nil
}

// only are the facts whose place in the list is in fresh.
func only[T any](list []T, fresh map[int]bool) (out []T) {
	for i, x := range list {
		if fresh[i] {
			out = append(out, x)
		}
	}
	return out
}

func factKey(s Span, parts ...string) string {
	return fmt.Sprintf("%d|%d|%s", s.Start, s.End, strings.Join(parts, "|"))
}

func (r *renewer) renewDates() error {
	keys := make([]string, 0, len(r.o.Dates))
	for _, d := range r.o.Dates {
		assumed := "0"
		if d.ZoneAssumed {
			assumed = "1"
		}
		keys = append(keys, factKey(d.Span, d.Value, d.Precision, d.Role, d.Anchor, d.Zone, assumed))
	}
	fresh, err := r.renewRows(qOldDates, qDropDate, keys)
	if err != nil {
		return err
	}
	return r.writeOnly(Observation{Dates: only(r.o.Dates, fresh)}, qKeptDates)
}

func (r *renewer) renewAmounts() error {
	keys := make([]string, 0, len(r.o.Amounts))
	for _, a := range r.o.Amounts {
		var value string
		if err := r.row(qSameSum, a.Value).Scan(&value); err != nil { // as the engine prints what it keeps
			return err
		}
		keys = append(keys, factKey(a.Span, value, a.Currency, a.Qualifier))
	}
	fresh, err := r.renewRows(qOldAmounts, qDropAmount, keys)
	if err != nil {
		return err
	}
	return r.writeOnly(Observation{Amounts: only(r.o.Amounts, fresh)}, qKeptAmounts)
}

func (r *renewer) renewDockets() error {
	keys := make([]string, 0, len(r.o.Dockets))
	for _, d := range r.o.Dockets {
		keys = append(keys, factKey(d.Span, d.Number, d.Court, d.CaseName))
	}
	fresh, err := r.renewRows(qOldDockets, qDropDocket, keys)
	if err != nil {
		return err
	}
	return r.writeOnly(Observation{Dockets: only(r.o.Dockets, fresh)}, qKeptDockets)
}

// writeOnly writes some facts, and that all of their kind were read by the present rules.
func (r *renewer) writeOnly(facts Observation, kept query) error {
	all := r.o
	facts.Extractor = all.Extractor
	r.o = &facts
	err := r.writeFacts()
	r.o = all
	if err != nil {
		return err
	}
	return r.exec(kept, r.revision, all.Extractor)
}

// renewAwards does the same for contract awards. What a later announcement took back stays so.
func (r *renewer) renewAwards() error {
	old := map[string]AwardRow{}
	err := r.rows(qOldAwards, func(row scanner) error {
		a, err := scanAward(row)
		old[awardKey(&a.Award)] = a
		return err
	}, r.revision)
	if err != nil {
		return err
	}
	for i := range r.o.Awards {
		a := &r.o.Awards[i]
		was, known := old[awardKey(a)]
		delete(old, awardKey(a))
		switch {
		case !known:
			var id int64
			var amount float64
			var completion, change string
			err := r.row(qAwardByKey, awardKey(a)).Scan(&id, &amount, &completion, &change)
			if err == nil { // it stands as another announcement gives it
				continue
			}
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if err := r.writeAward(a); err != nil {
				return err
			}
			r.out.AwardsNew++
		case was.Change == "withdrawn", sameAward(was.Award, *a):
		default:
			seq, err := r.stamp()
			if err != nil {
				return err
			}
			_, id, _ := ParseID(was.ID)
			err = r.exec(qRenewedAward, id, awardKey(a), a.Start, a.End, a.Text, a.Kind, a.Service, a.Announced, a.Awardee, a.Location, a.SmallBusiness, a.Shared,
				a.AmountUSD, a.AmountQualifier, a.CumulativeUSD, a.ObligatedUSD, a.ContractType, a.PIID, a.BasePIID, a.Modification, a.Description,
				jsonList(a.OtherPIIDs), a.Completion, a.CompletionDate, a.CompletionPrecision, a.ContractingActivity, a.Bids, a.Corrects, seq, a.Effect,
				a.CorrectsDay, a.AwardedOn, a.PlacesOfWork, a.ForeignSales)
			if err != nil {
				return err
			}
			r.out.AwardsChanged++
		}
	}
	for _, a := range old {
		if a.Change != "new" {
			continue
		}
		_, id, _ := ParseID(a.ID)
		if err := r.exec(qDropAward, id); err != nil {
			return err
		}
		r.out.AwardsGone++
	}
	return r.exec(qKeptAwards, r.revision, r.o.Extractor)
}

// sameAward compares awards field by field; no list and an empty one are the same.
func sameAward(a, b Award) bool {
	if !slices.Equal(a.OtherPIIDs, b.OtherPIIDs) {
		return false
	}
	a.OtherPIIDs, b.OtherPIIDs = nil, nil
	return reflect.DeepEqual(a, b)
}
