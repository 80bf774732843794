// Package contract reads contract announcements of the US defence department's daily list: one paragraph, one or more
// awards, each as a record.
package contract

import "storywatch/extract/text"

// Award is one awardee's part of one announcement paragraph. Money is whole US dollars; 0 means not stated.
type Award struct {
	text.Span // the paragraph

	Kind                string // award, modification, option, order, pool, correction, update
	Service             string // the heading it stands under: NAVY, DEFENSE LOGISTICS AGENCY
	Announced           string // date of the announcement, 2006-01-02; "" when not known
	Awardee             string
	Location            string // as printed
	SmallBusiness       bool
	AmountUSD           float64
	AmountQualifier     string // ceiling, maximum, not_to_exceed, estimated, minimum, combined; ""
	Shared              bool   // the amount is shared by all awardees of the paragraph
	CumulativeUSD       float64
	ObligatedUSD        float64
	ContractType        string // firm-fixed-price, cost-plus-fixed-fee, …
	PIID                string // as printed
	BasePIID            string // normalised (no dashes): the contract that a modification or order belongs to
	OtherPIIDs          []string
	Modification        string // P00022
	Description         string
	Completion          string // as printed
	CompletionDate      string // ISO, cut to the precision
	CompletionPrecision string // day, month, year, period_end: the last month of a quarter or fiscal year
	ContractingActivity string
	Bids                int
	Corrects            string // what a correction says of an earlier announcement, in its words
	Withdrawn           bool   // "was not awarded"
	Effect              string // what a correction or update changes: not_awarded, replaced, awardee_added, awardee_changed, award_date_changed, contract_number_changed, amount_changed, completion_changed, place_changed; ""
	CorrectsDay         string // day of the announcement that is corrected, 2006-01-02; ""
	AwardedOn           string // day of the award where it is not the day of the list, 2006-01-02; ""
	PlacesOfWork        string // where the work is done, as printed, with its shares
	ForeignSales        string // the countries it is sold to, as printed
}
