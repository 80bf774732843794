package contract_test

import "testing"

// Announcements of the 2020s, by agency, in the shapes that are not the common one.
func TestNewStyle(t *testing.T) {
	check(t, []shape{
		{
			"a name that begins small",
			"iQuay Corp., Dover, Delaware, is awarded a $9,000,000 contract (N00024-31-C-0001) for buoys. Tide Agency, Dover, Delaware, is the contracting activity.",
			[]want{{"activity": "Tide Agency, Dover, Delaware", "awardee": "iQuay Corp.", "for": "buoys", "kind": "award", "location": "Dover, Delaware", "piid": "N00024-31-C-0001", "usd": "9000000"}},
		},
		{
			"the mark before the name",
			"*Hale Corp., Dover, Delaware, is awarded a $9,000,000 contract (N00024-31-C-0001) for buoys. Tide Agency, Dover, Delaware, is the contracting activity.",
			[]want{{"activity": "Tide Agency, Dover, Delaware", "awardee": "Hale Corp.", "for": "buoys", "kind": "award", "location": "Dover, Delaware", "piid": "N00024-31-C-0001", "small": "yes", "usd": "9000000"}},
		},
		{
			"a ceiling and a minimum guarantee",
			"Hale Corp., Dover, Delaware, was awarded a ceiling $99,000,000 indefinite-delivery/indefinite-quantity contract with a minimum guarantee of $5,000 for buoys. Work will be performed in Dover, Delaware, and is expected to be completed by May 13, 2036. Fiscal 2031 operations funds in the amount of $5,000 are being obligated at time of award. Tide Agency, Dover, Delaware, is the contracting activity (FA8650-31-D-0001).",
			[]want{{"activity": "Tide Agency, Dover, Delaware", "awardee": "Hale Corp.", "by": "May 13, 2036", "date": "2036-05-13", "for": "buoys", "in": "Dover, Delaware", "kind": "award", "location": "Dover, Delaware", "obligated": "5000", "piid": "FA8650-31-D-0001", "precision": "day", "qualifier": "ceiling", "type": "indefinite-delivery/indefinite-quantity", "usd": "99000000"}},
		},
		{
			"a ceiling that is raised",
			"Hale Corp., Dover, Delaware, was awarded a $25,000,000 modification (P00012) to contract W912DY-28-D-0001 to increase the ceiling from $75,000,000 to $100,000,000 for surveys. Work locations and funding will be determined with each order, with an estimated completion date of June 1, 2033. U.S. Army Engineering Center, Huntsford, Alabama, is the contracting activity.",
			[]want{{"activity": "U.S. Army Engineering Center, Huntsford, Alabama", "awardee": "Hale Corp.", "base": "W912DY28D0001", "by": "June 1, 2033", "date": "2033-06-01", "for": "increase the ceiling from $75,000,000 to $100,000,000 for surveys", "kind": "modification", "location": "Dover, Delaware", "mod": "P00012", "piid": "W912DY-28-D-0001", "precision": "day", "usd": "25000000"}},
		},
		{
			"another transaction agreement",
			"Hale Corp., Dover, Delaware, has been awarded a $25,000,000 other transaction agreement for a prototype (FA8814-31-9-B001). Work will be performed in Dover, Delaware, and is expected to be completed by May 2034. Tide Agency, Dover, Delaware, is the contracting activity.",
			[]want{{"activity": "Tide Agency, Dover, Delaware", "awardee": "Hale Corp.", "by": "May 2034", "date": "2034-05", "in": "Dover, Delaware", "kind": "award", "location": "Dover, Delaware", "piid": "FA8814-31-9-B001", "precision": "month", "type": "other transaction agreement", "usd": "25000000"}},
		},
		{
			"supply agency, new style",
			"Hale Corp., Dover, Delaware, has been awarded a maximum $48,000,000 firm-fixed-price, indefinite-delivery/indefinite-quantity contract for valves. This was a sole-source acquisition using justification 10 U.S. Code 3204 (a)(1), as stated in Federal Acquisition Regulation 6.302-1. This is a three-year base contract with two one-year option periods. The performance completion date is May 12, 2034. Using military services are Army, Navy and Air Force. Type of appropriation is fiscal 2031 through 2034 defense working capital funds. The contracting activity is the Defense Ration Agency Aviation, Richfield, Virginia (SPE4AX-31-D-9410).",
			[]want{{"activity": "Defense Ration Agency Aviation, Richfield, Virginia", "awardee": "Hale Corp.", "by": "May 12, 2034", "date": "2034-05-12", "for": "valves", "kind": "award", "location": "Dover, Delaware", "piid": "SPE4AX-31-D-9410", "precision": "day", "qualifier": "maximum", "type": "firm-fixed-price, indefinite-delivery/indefinite-quantity", "usd": "48000000"}},
		},
		{
			"an undefinitized order under an agreement",
			"Hale Corp., Dover, Delaware, has been awarded a not-to-exceed $48,000,000 undefinitized delivery order (SPRPA1-31-F-C40A) against a five-year basic ordering agreement (SPE4AX-28-G-9410) for valves. This is a two-year contract with no option periods. The performance completion date is May 12, 2033. Using military service is Navy. Type of appropriation is fiscal 2031 Navy working capital funds. The contracting activity is Defense Ration Agency Weapons, Phillton, Pennsylvania.",
			[]want{{"activity": "Defense Ration Agency Weapons, Phillton, Pennsylvania", "awardee": "Hale Corp.", "base": "SPE4AX28G9410", "by": "May 12, 2033", "date": "2033-05-12", "for": "valves", "kind": "order", "location": "Dover, Delaware", "other": "SPE4AX-28-G-9410", "piid": "SPRPA1-31-F-C40A", "precision": "day", "qualifier": "not_to_exceed", "type": "undefinitized", "usd": "48000000"}},
		},
		{
			"an option exercised, and its type in a sentence of its own",
			"Hale Corp., Dover, Delaware, has been awarded an estimated $48,500,000 modification (P00008) exercising the second one-year option period of a one-year base contract (SPE300-29-D-4010) with four one-year option periods for fresh fruit. This is a fixed-price with economic-price-adjustment, indefinite-delivery/indefinite-quantity contract. The ordering period end date is May 14, 2032. Using customers are schools. The contracting activity is the Defense Ration Agency Troop Support, Phillton, Pennsylvania.",
			[]want{{"activity": "Defense Ration Agency Troop Support, Phillton, Pennsylvania", "awardee": "Hale Corp.", "base": "SPE30029D4010", "by": "May 14, 2032", "date": "2032-05-14", "for": "fresh fruit", "kind": "modification", "location": "Dover, Delaware", "mod": "P00008", "piid": "SPE300-29-D-4010", "precision": "day", "qualifier": "estimated", "type": "fixed-price with economic-price-adjustment, indefinite-delivery/indefinite-quantity", "usd": "48500000"}},
		},
		{
			"the contract is the subject",
			"A $9,000,000 contract (N00024-31-C-0001) was awarded to Hale Corp., Dover, Delaware, for buoys. Tide Agency, Dover, Delaware, is the contracting activity.",
			[]want{{"activity": "Tide Agency, Dover, Delaware", "awardee": "Hale Corp.", "for": "buoys", "kind": "award", "location": "Dover, Delaware", "piid": "N00024-31-C-0001", "usd": "9000000"}},
		},
		{
			"money for an order",
			"Hale Corp., Dover, Delaware, is awarded $9,999,990 for delivery order N0001931F0042 under a previously awarded indefinite-delivery/indefinite-quantity contract (N00019-28-D-0010). This delivery order procures 12 kits. Work will be performed in Dover, Delaware, and is expected to be completed in July 2033. Tide Agency, Dover, Delaware, is the contracting activity.",
			[]want{{"activity": "Tide Agency, Dover, Delaware", "awardee": "Hale Corp.", "base": "N0001928D0010", "by": "July 2033", "date": "2033-07", "for": "procures 12 kits", "in": "Dover, Delaware", "kind": "order", "location": "Dover, Delaware", "other": "N00019-28-D-0010", "piid": "N0001931F0042", "precision": "month", "type": "indefinite-delivery/indefinite-quantity", "usd": "9999990"}},
		},
		{
			"awarded the day before",
			"Hale Corp., Dover, Delaware, was awarded a $7,100,000 firm-fixed-price contract for a dredge. Bids were solicited via the internet, with seven received. Work will be performed in Reno, Nevada; and Tampa, Florida, with an estimated completion date of Dec. 1, 2032. Fiscal 2031 civil construction funds in the amount of $7,100,000 were obligated at the time of the award. U.S. Army Corps of Tides, Ellery, Alabama, is the contracting activity (W91278-31-C-0012). (Awarded May 13, 2031.)",
			[]want{{"activity": "U.S. Army Corps of Tides, Ellery, Alabama", "awarded": "2031-05-13", "awardee": "Hale Corp.", "bids": "7", "by": "Dec. 1, 2032", "date": "2032-12-01", "for": "a dredge", "in": "Reno, Nevada; and Tampa, Florida", "kind": "award", "location": "Dover, Delaware", "obligated": "7100000", "piid": "W91278-31-C-0012", "precision": "day", "type": "firm-fixed-price", "usd": "7100000"}},
		},
	})
}
