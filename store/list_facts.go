package store

import (
	"context"
	"strings"
)

const awardColumns = `'a' || a.id, a.kind, a.service, a.announced, a.awardee, a.location, a.small_business, a.shared, a.withdrawn,
	a.amount_usd, a.amount_qualifier, a.cumulative_usd, a.obligated_usd, a.contract_type, a.piid, a.base_piid, a.modification, a.description,
	a.other_piids, a.completion, a.completion_date, a.completion_precision, a.contracting_activity, a.bids, a.corrects,
	a.correction_effect, a.corrects_day, a.awarded_on, a.place_of_performance, a.foreign_sales,
	a.start_cp, a.end_cp, a.sentence, ` + itemPublicID + `, coalesce(nullif(r.url, ''), i.url), ` + evidenceSHA + `, a.change, a.seen_at, a.change_seq`

const awardFrom = `award a JOIN item i ON i.id = a.item_id JOIN source src ON src.id = i.source_id JOIN revision r ON r.id = a.revision_id`

func scanAward(row scanner) (AwardRow, error) {
	var r AwardRow
	var others string
	var seen int64
	err := row.Scan(&r.ID, &r.Kind, &r.Service, &r.Announced, &r.Awardee, &r.Location, &r.SmallBusiness, &r.Shared, &r.Withdrawn,
		&r.AmountUSD, &r.AmountQualifier, &r.CumulativeUSD, &r.ObligatedUSD, &r.ContractType, &r.PIID, &r.BasePIID, &r.Modification, &r.Description,
		&others, &r.Completion, &r.CompletionDate, &r.CompletionPrecision, &r.ContractingActivity, &r.Bids, &r.Corrects,
		&r.Effect, &r.CorrectsDay, &r.AwardedOn, &r.PlacesOfWork, &r.ForeignSales,
		&r.Start, &r.End, &r.Sentence, &r.ItemID, &r.URL, &r.BodySHA256, &r.Change, &seen, &r.Seq)
	r.OtherPIIDs, r.Text, r.SeenAt = parseList(others), r.Sentence, fromMS(seen)
	return r, err
}

// EachAward lists contract awards. Filter.Type is the award's kind; every word of Filter.Search must occur in the
// announcement.
func (s *Store) EachAward(ctx context.Context, f Filter, fn func(AwardRow) error) error {
	q := &selection{columns: awardColumns, from: awardFrom}
	q.seen(f, "a.seen_at", "a.change_seq")
	factFilter(q, f, "a.kind")
	q.contains("a.awardee", f.Speaker)
	for _, word := range strings.Fields(f.Search) {
		q.contains("a.awardee || ' ' || a.piid || ' ' || a.base_piid || ' ' || replace(a.piid, '-', '') || ' ' || a.contracting_activity || ' ' || a.sentence", word)
	}
	return each(ctx, s.r, "list awards", q, scanAward, fn)
}

const dateColumns = `d.id, ` + itemPublicID + `, d.text, d.value, d.precision, d.role, d.anchor, d.zone, d.zone_assumed, d.sentence,
	coalesce(nullif(r.url, ''), i.url), d.seen_at, d.change_seq`

const dateFrom = `date_mention d JOIN item i ON i.id = d.item_id JOIN source src ON src.id = i.source_id JOIN revision r ON r.id = d.revision_id`

func scanDate(row scanner) (DateRow, error) {
	var r DateRow
	var id, seen int64
	err := row.Scan(&id, &r.ItemID, &r.Text, &r.Value, &r.Precision, &r.Role, &r.Anchor, &r.Zone, &r.ZoneAssumed, &r.Sentence, &r.URL, &seen, &r.Seq)
	r.ID, r.SeenAt = publicID('t', id), fromMS(seen)
	return r, err
}

// EachDate lists date mentions. Filter.Type is the role; every word of Filter.Search must occur in the sentence.
func (s *Store) EachDate(ctx context.Context, f Filter, fn func(DateRow) error) error {
	q := &selection{columns: dateColumns, from: dateFrom}
	q.seen(f, "d.seen_at", "d.change_seq")
	factFilter(q, f, "d.role")
	for _, word := range strings.Fields(f.Search) {
		q.contains("d.sentence || ' ' || d.text || ' ' || d.value", word)
	}
	return each(ctx, s.r, "list dates", q, scanDate, fn)
}

// factFilter narrows facts by their type and by their item's source and story.
func factFilter(q *selection, f Filter, typeColumn string) {
	if f.Type != "" {
		q.and(typeColumn+" = ?", f.Type)
	}
	if f.Source != "" {
		q.and("lower(src.name) = lower(?)", f.Source)
	}
	if f.Story != 0 {
		q.and("EXISTS (SELECT 1 FROM page p JOIN article art ON art.id = p.article_id WHERE p.id = i.page_id AND art.story_id = ?)", f.Story)
	}
}
