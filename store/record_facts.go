package store

import (
	"database/sql"
	"errors"
	"strings"
)

var (
	qInsertDate = statement(`INSERT INTO date_mention (revision_id, item_id, start_cp, end_cp, text, value, precision, role, anchor, zone, zone_assumed, sentence,
			seen_at, recorded_at, extractor, change_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`)
	qInsertAmount = statement(`INSERT INTO amount (revision_id, item_id, start_cp, end_cp, text, value, currency, qualifier, sentence, extractor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`)
	qInsertDocket = statement(`INSERT INTO docket_number (revision_id, item_id, start_cp, end_cp, text, number, court, case_name, extractor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
)

// writeFacts writes dates, sums and case numbers.
func (r *recorder) writeFacts() error {
	o := r.o
	for _, d := range o.Dates {
		seq, err := r.stamp()
		if err != nil {
			return err
		}
		err = r.exec(qInsertDate, r.revision, r.item.id, d.Start, d.End, d.Text, d.Value, d.Precision, d.Role, d.Anchor, d.Zone, d.ZoneAssumed, d.Sentence,
			r.seen, r.now, o.Extractor, seq)
		if err != nil {
			return err
		}
	}
	for _, a := range o.Amounts {
		if err := r.exec(qInsertAmount, r.revision, r.item.id, a.Start, a.End, a.Text, a.Value, a.Currency, a.Qualifier, a.Sentence, o.Extractor); err != nil {
			return err
		}
	}
	for _, d := range o.Dockets {
		if err := r.exec(qInsertDocket, r.revision, r.item.id, d.Start, d.End, d.Text, d.Number, d.Court, d.CaseName, o.Extractor); err != nil {
			return err
		}
	}
	return nil
}

var (
	qAwardByKey  = statement("SELECT id, amount_usd, completion_date, change FROM award WHERE key = $1 ORDER BY id LIMIT 1")
	qInsertAward = statement(`INSERT INTO award (key, revision_id, item_id, start_cp, end_cp, sentence, change, kind, service, announced, awardee, location,
			small_business, shared, withdrawn, amount_usd, amount_qualifier, cumulative_usd, obligated_usd, contract_type, piid, base_piid, modification,
			description, other_piids, completion, completion_date, completion_precision, contracting_activity, bids, corrects, seen_at, recorded_at,
			extractor, change_seq, correction_effect, corrects_day, awarded_on, place_of_performance, foreign_sales)
		VALUES ($1, $2, $3, $4, $5, $6, 'new', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30,
			$31, $32, $33, $34, $35, $36, $37, $38, $39)`)
	qReviseAward = statement(`UPDATE award SET change = 'revised', amount_usd = $2, completion = $3, completion_date = $4, sentence = $5, revision_id = $6,
			item_id = $7, start_cp = $8, end_cp = $9, change_seq = $10 WHERE id = $1`)
	// The number decides, without dashes: a correction may print it otherwise, and the company's name too. The day and the
	// modification that it names tell the awards under one number apart.
	qWithdrawAward = statement(`UPDATE award SET change = 'withdrawn', withdrawn = 1, change_seq = $4 WHERE replace(replace(piid, '-', ''), ' ', '') = $1
			AND ($2 = '' OR announced = '' OR announced = $2) AND ($3 = '' OR modification = $3) AND withdrawn = 0 AND kind NOT IN ('correction', 'update')`)
)

// writeAwards writes contract awards: one announcement read twice is one award, a changed sum or date revises it, and
// "was not awarded" withdraws what stands.
func (r *recorder) writeAwards() error {
	for i := range r.o.Awards {
		a := &r.o.Awards[i]
		if !r.diff.isNew(a.Text) {
			continue
		}
		if err := r.writeAward(a); err != nil {
			return err
		}
	}
	return nil
}

func (r *recorder) writeAward(a *Award) error {
	seq, err := r.stamp()
	if err != nil {
		return err
	}
	if a.Withdrawn && a.PIID != "" {
		number := strings.NewReplacer("-", "", " ", "").Replace(a.PIID)
		if err := r.exec(qWithdrawAward, number, a.CorrectsDay, a.Modification, seq); err != nil {
			return err
		}
	}
	key := awardKey(a)
	var id int64
	var amount float64
	var completion, change string
	err = r.row(qAwardByKey, key).Scan(&id, &amount, &completion, &change)
	switch {
	case err == nil && (amount == a.AmountUSD && completion == a.CompletionDate || change == "withdrawn"):
		return nil
	case err == nil:
		return r.exec(qReviseAward, id, a.AmountUSD, a.Completion, a.CompletionDate, a.Text, r.revision, r.item.id, a.Start, a.End, seq)
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	return r.exec(qInsertAward, key, r.revision, r.item.id, a.Start, a.End, a.Text, a.Kind, a.Service, a.Announced, a.Awardee, a.Location,
		a.SmallBusiness, a.Shared, a.Withdrawn, a.AmountUSD, a.AmountQualifier, a.CumulativeUSD, a.ObligatedUSD, a.ContractType, a.PIID, a.BasePIID, a.Modification,
		a.Description, jsonList(a.OtherPIIDs), a.Completion, a.CompletionDate, a.CompletionPrecision, a.ContractingActivity, a.Bids, a.Corrects, r.seen, r.now,
		r.o.Extractor, seq, a.Effect, a.CorrectsDay, a.AwardedOn, a.PlacesOfWork, a.ForeignSales)
}

// awardKey is what says that two announcements are of one award.
func awardKey(a *Award) string {
	key := strings.ToLower(strings.Join([]string{a.PIID, a.Modification, a.Awardee, a.Announced}, "|"))
	switch {
	case a.Withdrawn:
		key += "|withdrawn"
	case a.Kind == "correction" || a.Kind == "update": // stands beside what it corrects
		key += "|" + a.Kind
	}
	return key
}
