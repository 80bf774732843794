package contract_test

import (
	"strings"
	"testing"

	"storywatch/extract/contract"
	"storywatch/extract/text"
)

// What a correction or an update says of an earlier announcement, and what it changes.
func TestRevisions(t *testing.T) {
	check(t, []shape{
		{
			"not awarded", "CORRECTION: A $13,900,000 contract announced on March 30, 2031, for Hale Corp., Dover, Delaware (W900KK-31-C-0013), to provide training was not awarded.",
			[]want{{"kind": "correction", "awardee": "Hale Corp.", "location": "Dover, Delaware", "usd": "13900000", "piid": "W900KK-31-C-0013", "base": "W900KK31C0013", "withdrawn": "yes", "effect": "not_awarded", "of": "2031-03-30"}},
		},
		{
			"another day", "CORRECTION: The $5,000,000 order (W50NH9-31-F-0017) announced on March 20, 2031, for Marsh Inc., Reno, Nevada, to provide maps was actually awarded on March 21, 2031.",
			[]want{{"kind": "correction", "awardee": "Marsh Inc.", "location": "Reno, Nevada", "usd": "5000000", "piid": "W50NH9-31-F-0017", "base": "W50NH931F0017", "effect": "award_date_changed", "of": "2031-03-20"}},
		},
		{
			"another sum", "CORRECTION: The contract announced May 2, 2031, for Hale Corp., Dover, Delaware (FA8650-31-C-0009), for $8,100,000 was announced with an incorrect award amount. The correct award amount is $9,300,000.",
			[]want{{"kind": "correction", "awardee": "Hale Corp.", "location": "Dover, Delaware", "usd": "9300000", "piid": "FA8650-31-C-0009", "base": "FA865031C0009", "effect": "amount_changed", "of": "2031-05-02"}},
		},
		{
			"another number", "CORRECTION: The contract announced on May 2, 2031, for Marsh Electric Co., Lynnford, Massachusetts (SPRTA1-31-F-0175), for $9,114,000 was announced with an incorrect contract number. The correct delivery order number is SPRTA1-31-F-0238.",
			[]want{{"kind": "correction", "awardee": "Marsh Electric Co.", "location": "Lynnford, Massachusetts", "usd": "9114000", "piid": "SPRTA1-31-F-0175", "other": "SPRTA1-31-F-0238", "base": "SPRTA131F0175", "effect": "contract_number_changed", "of": "2031-05-02"}},
		},
		{
			"an awardee more", "UPDATE: Voss Orthopedics LLC,* Tampa, Florida (SPE2DE-31-D-0012), has been added as an awardee to the multiple award contract for hospital beds, issued against solicitation SPE2DE-30-R-0003 and announced Jan. 3, 2031.",
			[]want{{"kind": "update", "awardee": "Voss Orthopedics LLC", "location": "Tampa, Florida", "small": "yes", "piid": "SPE2DE-31-D-0012", "base": "SPE2DE31D0012", "effect": "awardee_added", "of": "2031-01-03"}},
		},
		{
			"several numbers and no names", "CORRECTION: Two contracts announced on March 30, 2031, were awarded the next day: W519TC-31-F-0173, and W56HZV-28-C-0124 (modification number P00030).",
			[]want{
				{"kind": "correction", "piid": "W519TC-31-F-0173", "base": "W519TC31F0173", "effect": "award_date_changed", "of": "2031-03-30"},
				{"kind": "correction", "piid": "W56HZV-28-C-0124", "base": "W56HZV28C0124", "mod": "P00030", "effect": "award_date_changed", "of": "2031-03-30"},
			},
		},
		{
			"several awardees", "CORRECTION: The $40,000,000 contracts announced on May 1, 2031, for Hale Corp., Dover, Delaware (W912P9-31-D-0001); and Marsh Inc.,* Reno, Nevada (W912P9-31-D-0002), have a completion date of May 1, 2036.",
			[]want{
				{"kind": "correction", "awardee": "Hale Corp.", "location": "Dover, Delaware", "usd": "40000000", "shared": "yes", "piid": "W912P9-31-D-0001", "base": "W912P931D0001", "effect": "completion_changed", "of": "2031-05-01"},
				{"kind": "correction", "awardee": "Marsh Inc.", "location": "Reno, Nevada", "small": "yes", "usd": "40000000", "shared": "yes", "piid": "W912P9-31-D-0002", "base": "W912P931D0002", "effect": "completion_changed", "of": "2031-05-01"},
			},
		},
		{
			"the whole announcement again", "CORRECTION: Hale Corp., Dover, Delaware, was awarded a $9,000,000 firm-fixed-price contract (N00024-31-C-0001) for buoys. Work will be performed in Dover, Delaware, and is expected to be completed by May 2033. Tide Agency, Dover, Delaware, is the contracting activity.",
			[]want{{"kind": "correction", "awardee": "Hale Corp.", "location": "Dover, Delaware", "usd": "9000000", "type": "firm-fixed-price", "piid": "N00024-31-C-0001", "base": "N0002431C0001", "for": "buoys", "in": "Dover, Delaware", "by": "May 2033", "date": "2033-05", "precision": "month", "activity": "Tide Agency, Dover, Delaware", "effect": "replaced"}},
		},
		{
			"small letters", "Correction: The contract announced on May 2, 2031, to Hale Corp., Dover, Delaware (FA8650-31-C-0009), listed a wrong location.",
			[]want{{"kind": "correction", "awardee": "Hale Corp.", "location": "Dover, Delaware", "piid": "FA8650-31-C-0009", "base": "FA865031C0009", "effect": "place_changed", "of": "2031-05-02"}},
		},
		{
			"the paragraph that follows", "CORRECTION: The contract announced on May 2, 2031, to Hale Corp., Dover, Delaware (FA8650-31-C-0009), is corrected to the following:\n\nHale Corp., Dover, Delaware, was awarded a $9,000,000 firm-fixed-price contract (FA8650-31-C-0009) for buoys. Tide Agency, Dover, Delaware, is the contracting activity.",
			[]want{{"kind": "correction", "awardee": "Hale Corp.", "location": "Dover, Delaware", "usd": "9000000", "type": "firm-fixed-price", "piid": "FA8650-31-C-0009", "base": "FA865031C0009", "for": "buoys", "activity": "Tide Agency, Dover, Delaware", "effect": "replaced", "of": "2031-05-02"}},
		},
	})
}

// What the records say beside the sums: where, for whom abroad, and the day of a late announcement's award.
func TestWhereAndForWhom(t *testing.T) {
	for name, tc := range map[string]struct{ text, in, sold, awarded string }{
		"shares":                 {"Work will be performed in Dover, Delaware (60%); Leeds, England (30%); and various locations (10%), and is expected to be completed by May 2033.", "Dover, Delaware (60%); Leeds, England (30%); and various locations (10%)", "", ""},
		"abbreviated":            {"Work will be performed in Ft. Orrin, Va., and St. Ellery, Mo., and is expected to be completed by May 2033.", "Ft. Orrin, Va., and St. Ellery, Mo.", "", ""},
		"of performance":         {"Locations of performance are Ohio and Texas, with an April 30, 2033, performance completion date.", "Ohio and Texas", "", ""},
		"a base":                 {"Work will be performed at Hale Air Base, Okinawa, Japan, and is expected to be completed by May 2033.", "Hale Air Base, Okinawa, Japan", "", ""},
		"not known":              {"Work will be performed at locations to be determined, with an estimated completion date of March 30, 2032.", "", "", ""},
		"with each order":        {"Work locations and funding will be determined with each order, with an estimated completion date of March 30, 2032.", "", "", ""},
		"last in its paragraph":  {"Work will be performed in Washington, D.C. No funds will be obligated at time of award.", "Washington, D.C.", "", ""},
		"sold to one":            {"This contract involves Foreign Military Sales (FMS) to the Kingdom of Norway.", "", "Norway", ""},
		"sold to several":        {"This contract involves foreign military sales to Japan, Poland, and the Czech Republic.", "", "Japan, Poland, and the Czech Republic", ""},
		"funds of a buyer":       {"Fiscal 2031 Foreign Military Sales (Kuwait) funds in the amount of $1,000,000 were obligated at the time of the award.", "", "Kuwait", ""},
		"sold, and nobody named": {"This contract combines purchases for the Navy and the Foreign Military Sales program.", "", "", ""},
		"shared with others":     {"This contract combines purchases for the Navy (82%); and the governments of Japan (13%); and Norway (5%), under the Foreign Military Sales program.", "", "Japan (13%); and Norway (5%)", ""},
		"an abbreviation only":   {"This action combines purchases for the Navy (48%) and the Foreign Military Sales (FMS) program.", "", "", ""},
		"without is":             {"Work will be performed in Dover, Delaware (60%); and Leeds, England (40%), and expected to be completed in May 2033.", "Dover, Delaware (60%); and Leeds, England (40%)", "", ""},
		"awarded before":         {"Bids were solicited via the internet with two received. (Awarded May 12, 2031)", "", "", "2031-05-12"},
	} {
		t.Run(name, func(t *testing.T) {
			got := find("Hale Corp., Dover, Delaware, was awarded a $9,000,000 contract for buoys. " + tc.text + " Tide Agency, Dover, Delaware, is the contracting activity (N00024-31-C-0001).")
			if len(got) != 1 || got[0].PlacesOfWork != tc.in || got[0].ForeignSales != tc.sold || got[0].AwardedOn != tc.awarded || got[0].ContractingActivity != "Tide Agency, Dover, Delaware" {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// A correction of something else is nobody's business here.
func TestOtherCorrections(t *testing.T) {
	for _, s := range []string{
		"CORRECTIONAL FACILITIES, Dover, Delaware, will be visited in May.",
		"Correction: An earlier version of this article misspelled the name of Lena Holt, Dover, Delaware.",
		"UPDATE: The port has been opened again.",
	} {
		if got := contract.Find(text.New(s), ""); len(got) != 0 {
			t.Errorf("%q gave %+v", s, got)
		}
	}
	if got := find("CORRECTION: The contract announced on May 2, 2031, to Hale Corp., Dover, Delaware (FA8650-31-C-0009), is corrected to the following:"); len(got) != 1 || !strings.HasPrefix(got[0].Corrects, "The contract announced") {
		t.Errorf("a herald without its announcement: got %+v", got)
	}
}
