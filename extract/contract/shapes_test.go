package contract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"storywatch/extract/contract"
)

// want is what one record must say, by field. A field that is not named must be empty.
type want map[string]string

// fields are all fields of a record that an announcement's words decide, as text; "" for an empty one.
func fields(a contract.Award) want {
	num := func(v float64) string {
		if v == 0 {
			return ""
		}
		return fmt.Sprintf("%.0f", v)
	}
	flag := func(v bool) string {
		if v {
			return "yes"
		}
		return ""
	}
	w := want{
		"kind": a.Kind, "awardee": a.Awardee, "location": a.Location, "small": flag(a.SmallBusiness), "usd": num(a.AmountUSD), "qualifier": a.AmountQualifier,
		"shared": flag(a.Shared), "cumulative": num(a.CumulativeUSD), "obligated": num(a.ObligatedUSD), "type": a.ContractType, "piid": a.PIID, "base": a.BasePIID,
		"other": strings.Join(a.OtherPIIDs, " "), "mod": a.Modification, "for": a.Description, "by": a.Completion, "date": a.CompletionDate,
		"precision": a.CompletionPrecision, "activity": a.ContractingActivity, "bids": num(float64(a.Bids)), "withdrawn": flag(a.Withdrawn),
		"effect": a.Effect, "of": a.CorrectsDay, "awarded": a.AwardedOn, "in": a.PlacesOfWork, "sold to": a.ForeignSales,
	}
	for k, v := range w {
		if v == "" {
			delete(w, k)
		}
	}
	return w
}

type shape struct {
	name, text string
	want       []want
}

func check(t *testing.T, shapes []shape) {
	t.Helper()
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			got := find(s.text)
			if len(got) != len(s.want) {
				t.Fatalf("got %d records, want %d: %+v", len(got), len(s.want), got)
			}
			for i, w := range s.want {
				f := fields(got[i])
				var names []string
				for k := range f {
					names = append(names, k)
				}
				for k := range w {
					names = append(names, k)
				}
				slices.Sort(names)
				for _, k := range slices.Compact(names) {
					if f[k] != w[k] {
						t.Errorf("record %d, %s: got %q, want %q", i, k, f[k], w[k])
					}
				}
			}
		})
	}
}

// Lists of the 1990s and 2000s: abbreviated states, "is being awarded", the activity first, increments.
func TestOldStyle(t *testing.T) {
	check(t, []shape{
		{
			"activity first", `Orla Munitions, Incorporated, Kestrel, Florida, is being awarded a $6,105,200 modification to a firm fixed price contract for signal flares and their boxes. Work will be performed in Elmford, Arkansas (90%), and Kestrel, Florida (10%), and is expected to be completed by May 31, 1997. Contract funds will not expire at the end of the current fiscal year. This is a sole source contract initiated on May 2, 1995. The contracting activity is the U.S. Army Flare Command, Hale Arsenal, Alabama (DAAH01-95-C-S011).`,
			[]want{{"kind": "modification", "awardee": "Orla Munitions, Incorporated", "location": "Kestrel, Florida", "usd": "6105200", "type": "firm fixed price", "piid": "DAAH01-95-C-S011", "base": "DAAH0195CS011", "for": "signal flares and their boxes", "in": "Elmford, Arkansas (90%), and Kestrel, Florida (10%)", "by": "May 31, 1997", "date": "1997-05-31", "precision": "day", "activity": "U.S. Army Flare Command, Hale Arsenal, Alabama"}},
		},
		{
			"increment of a larger sum", `Bramwick Corp., Dunholm, Conn., was awarded on Oct. 3, 2001, an $8,300,000 increment as part of a $41,700,000 cost-plus-award-fee contract for rotor blades. Work will be performed in Dunholm, Conn., and is expected to be completed by Dec. 31, 2004. Contract funds will not expire at the end of the current fiscal year. There were 34 bids solicited on Jan. 5, 2001, and two bids were received. The U.S. Army Rotor Command, Hale Arsenal, Ala., is the contracting activity (DAAH23-02-C-0006).`,
			[]want{{"kind": "award", "awardee": "Bramwick Corp.", "location": "Dunholm, Conn.", "usd": "8300000", "type": "cost-plus-award-fee", "piid": "DAAH23-02-C-0006", "for": "rotor blades", "in": "Dunholm, Conn.", "by": "Dec. 31, 2004", "date": "2004-12-31", "precision": "day", "activity": "U.S. Army Rotor Command, Hale Arsenal, Ala.", "bids": "2"}},
		},
		{
			"will be complete, funds of the sum", `Osprey Lane Co., Seacombe, Wash., is being awarded a $12,400,000 (maximum) cost-plus-award-fee contract to provide for upkeep of weather radars. At this time, $1,100,000 of the funds has been obligated. This work will be complete October 2006. Solicitations began February 2003, and negotiations were completed May 2003. The Weather Systems Center, Hale Air Force Base, Mass., is the contracting activity (F19628-03-C-0012).`,
			[]want{{"kind": "award", "awardee": "Osprey Lane Co.", "location": "Seacombe, Wash.", "usd": "12400000", "qualifier": "maximum", "obligated": "1100000", "type": "cost-plus-award-fee", "piid": "F19628-03-C-0012", "for": "provide for upkeep of weather radars", "by": "October 2006", "date": "2006-10", "precision": "month", "activity": "Weather Systems Center, Hale Air Force Base, Mass."}},
		},
		{
			"supply agency: date of performance completion, firms that responded", `Pellworth Bakeries,* Marrow, N.C., is being awarded a maximum $9,999,999 fixed price with economic price adjustment contract for bread. Other locations of performance are in Ohio. Using services are Army and Navy. There were 58 proposals solicited and three responded. Contract funds will expire at the end of the current fiscal year. Date of performance completion is September 30, 2008. The contracting activity is the Ration Supply Center, Dover, Pa. (SP0700-07-D-3180).`,
			[]want{{"kind": "award", "awardee": "Pellworth Bakeries", "location": "Marrow, N.C.", "small": "yes", "usd": "9999999", "qualifier": "maximum", "type": "fixed price with economic price adjustment", "piid": "SP0700-07-D-3180", "for": "bread", "in": "Ohio", "by": "September 30, 2008", "date": "2008-09-30", "precision": "day", "activity": "Ration Supply Center, Dover, Pa.", "bids": "3"}},
		},
		{
			"the following firms", `The following four firms are each being awarded a firm-fixed-price, indefinite-delivery/indefinite-quantity multiple award contract for dredging: Tarn Dredge Inc., Port Ellery, Ore. (N62473-09-D-1201); Voss & Daughters LLC,* Marsh Hill, Calif. (N62473-09-D-1202); Low Water JV, San Orrin, Calif. (N62473-09-D-1203); and Quay Co., Reno, Nev. (N62473-09-D-1204). The maximum dollar value for all four contracts combined is $50,000,000. Work will be performed in California (80%) and Nevada (20%), and is expected to be completed by June 2014. Contract funds will not expire at the end of the current fiscal year. This contract was competitively procured via the Navy's own website, with 11 proposals received. The Naval Quay Command Southwest, San Orrin, Calif., is the contracting activity.`,
			[]want{
				{"kind": "pool", "awardee": "Tarn Dredge Inc.", "location": "Port Ellery, Ore.", "usd": "50000000", "qualifier": "combined", "shared": "yes", "type": "firm-fixed-price, indefinite-delivery/indefinite-quantity", "piid": "N62473-09-D-1201", "for": "dredging", "in": "California (80%) and Nevada (20%)", "by": "June 2014", "date": "2014-06", "precision": "month", "activity": "Naval Quay Command Southwest, San Orrin, Calif.", "bids": "11"},
				{"kind": "pool", "awardee": "Voss & Daughters LLC", "location": "Marsh Hill, Calif.", "small": "yes", "usd": "50000000", "qualifier": "combined", "shared": "yes", "type": "firm-fixed-price, indefinite-delivery/indefinite-quantity", "piid": "N62473-09-D-1202", "for": "dredging", "in": "California (80%) and Nevada (20%)", "by": "June 2014", "date": "2014-06", "precision": "month", "activity": "Naval Quay Command Southwest, San Orrin, Calif.", "bids": "11"},
				{"kind": "pool", "awardee": "Low Water JV", "location": "San Orrin, Calif.", "usd": "50000000", "qualifier": "combined", "shared": "yes", "type": "firm-fixed-price, indefinite-delivery/indefinite-quantity", "piid": "N62473-09-D-1203", "for": "dredging", "in": "California (80%) and Nevada (20%)", "by": "June 2014", "date": "2014-06", "precision": "month", "activity": "Naval Quay Command Southwest, San Orrin, Calif.", "bids": "11"},
				{"kind": "pool", "awardee": "Quay Co.", "location": "Reno, Nev.", "usd": "50000000", "qualifier": "combined", "shared": "yes", "type": "firm-fixed-price, indefinite-delivery/indefinite-quantity", "piid": "N62473-09-D-1204", "for": "dredging", "in": "California (80%) and Nevada (20%)", "by": "June 2014", "date": "2014-06", "precision": "month", "activity": "Naval Quay Command Southwest, San Orrin, Calif.", "bids": "11"},
			},
		},
	})
}

// What is changed in or ordered under a contract that is there already.
func TestChangesAndOrders(t *testing.T) {
	check(t, []shape{
		{
			"the sum first, the modification behind it", `Corvane Marine Systems Inc., Ellery Bay, Connecticut, is awarded $31,250,000 for modification P00014 to a previously awarded fixed-price-incentive-firm-target contract (N00019-27-C-0003). This modification provides for long lead material for five harbor drones. Work will be performed in Ellery Bay, Connecticut (60%); and Leeds, England (40%), and is expected to be completed in December 2033. Fiscal 2031 aircraft procurement (Navy) funds in the amount of $20,000,000; and fiscal 2030 aircraft procurement (Navy) funds in the amount of $11,250,000 will be obligated at time of award, $1,250,000 of which will expire at the end of the current fiscal year. Naval Drone Command, Ellery River, Maryland, is the contracting activity.`,
			[]want{{"kind": "modification", "awardee": "Corvane Marine Systems Inc.", "location": "Ellery Bay, Connecticut", "usd": "31250000", "obligated": "31250000", "type": "fixed-price-incentive-firm-target", "piid": "N00019-27-C-0003", "base": "N0001927C0003", "mod": "P00014", "for": "long lead material for five harbor drones", "in": "Ellery Bay, Connecticut (60%); and Leeds, England (40%)", "by": "December 2033", "date": "2033-12", "precision": "month", "activity": "Naval Drone Command, Ellery River, Maryland"}},
		},
		{
			"an undefinitized order against an agreement", `The Marlock Co., St. Orrin, Missouri, is awarded a not-to-exceed $26,100,000 firm-fixed-price undefinitized order (N0001931F0316) against a previously issued basic ordering agreement (N0001926G0006). This order provides for the build of one test set. Work will be performed in St. Orrin, Missouri, and is expected to be completed in March 2035. Security Partner (defense wide) funds in the amount of $13,000,000.00 will be obligated at time of award, all of which will expire at the end of the fiscal year. This order was not competed. Naval Drone Command, Ellery River, Maryland, is the contracting activity.`,
			[]want{{"kind": "order", "awardee": "The Marlock Co.", "location": "St. Orrin, Missouri", "usd": "26100000", "qualifier": "not_to_exceed", "obligated": "13000000", "type": "firm-fixed-price, undefinitized", "piid": "N0001931F0316", "base": "N0001926G0006", "other": "N0001926G0006", "for": "the build of one test set", "in": "St. Orrin, Missouri", "by": "March 2035", "date": "2035-03", "precision": "month", "activity": "Naval Drone Command, Ellery River, Maryland"}},
		},
		{
			"both numbers at the end", `Gull Aerospace Inc.,* Maddock, Alabama, was awarded a $47,900,000 firm-fixed-price contract for procurement of target drones. Bids were solicited online, with one received. Work will be performed at locations to be determined, with an estimated completion date of March 30, 2032. Fiscal year and fund type will be determined with each order. Army Buying Command, Hale Arsenal, Alabama, is the contracting activity (W58RGZ-31-G-0062, W58RGZ-31-F-0326).`,
			[]want{{"kind": "order", "awardee": "Gull Aerospace Inc.", "location": "Maddock, Alabama", "small": "yes", "usd": "47900000", "type": "firm-fixed-price", "piid": "W58RGZ-31-F-0326", "base": "W58RGZ31G0062", "other": "W58RGZ-31-G-0062", "for": "procurement of target drones", "by": "March 30, 2032", "date": "2032-03-30", "precision": "day", "activity": "Army Buying Command, Hale Arsenal, Alabama", "bids": "1"}},
		},
		{
			"nothing changed but the product", `Kilnhouse Power Inc., Minster, Minnesota, was awarded a $50,000,000 firm-fixed-price contract for the production and minor modification of generators. Bids were solicited via the internet with one received. Work locations and funding will be determined with each order, with an estimated completion date of Nov. 26, 2035. Army Buying Command, Hale Arsenal, Alabama, is the contracting activity (W909MY-31-D-0001). (Awarded May 12, 2031)`,
			[]want{{"kind": "award", "awardee": "Kilnhouse Power Inc.", "location": "Minster, Minnesota", "usd": "50000000", "type": "firm-fixed-price", "piid": "W909MY-31-D-0001", "for": "the production and minor modification of generators", "awarded": "2031-05-12", "by": "Nov. 26, 2035", "date": "2035-11-26", "precision": "day", "activity": "Army Buying Command, Hale Arsenal, Alabama", "bids": "1"}},
		},
		{
			"the noun before the number is missing", `Lantern Hill Corp., Graycastle, Colorado, was awarded a $7,850,000 cost-plus-fixed-fee modification (P00121) to a previously awarded (FA8823-27-C-0001) for ground station upkeep. The modification brings the total cumulative face value of the contract to $182,882,509 from $175,032,509. Work will be performed at Graycastle, Colorado, and is expected to be completed by Jan. 31, 2032. Fiscal 2031 operation funds in the amount of $4,000,000 are being obligated at the time of the award. Sky Command, Hale Base, Colorado, is the contracting activity.`,
			[]want{{"kind": "modification", "awardee": "Lantern Hill Corp.", "location": "Graycastle, Colorado", "usd": "7850000", "cumulative": "182882509", "obligated": "4000000", "type": "cost-plus-fixed-fee", "piid": "FA8823-27-C-0001", "base": "FA882327C0001", "mod": "P00121", "for": "ground station upkeep", "in": "Graycastle, Colorado", "by": "Jan. 31, 2032", "date": "2032-01-31", "precision": "day", "activity": "Sky Command, Hale Base, Colorado"}},
		},
		{
			"an option whose sentence names only the contract", `Fennel Base Services Inc., Austen, Texas, is awarded a $14,997,000 indefinite-delivery/indefinite-quantity modification for contract N40085-27-D-0040. This modification provides for the exercise of Option Number Three for base upkeep at Port Ellery. After award of this option, the total cumulative contract value will be $84,741,000. Work will be performed in Port Ellery, Virginia. This option period is from May 31, 2031, to May 29, 2032. No funds will be obligated at time of award. Fiscal 2031 operation and maintenance (Navy) funds in the amount of $12,500,000 for recurring work will be obligated on individual task orders issued during the option period. The Naval Quay Command, Norwood, Virginia, is the contracting activity.`,
			[]want{{"kind": "modification", "awardee": "Fennel Base Services Inc.", "location": "Austen, Texas", "usd": "14997000", "cumulative": "84741000", "type": "indefinite-delivery/indefinite-quantity", "piid": "N40085-27-D-0040", "base": "N4008527D0040", "for": "the exercise of Option Number Three for base upkeep at Port Ellery", "in": "Port Ellery, Virginia", "by": "May 29, 2032", "date": "2032-05-29", "precision": "day", "activity": "Naval Quay Command, Norwood, Virginia"}},
		},
		{
			"the original value is no total", `Cipher Row LLC, Manning, Virginia, has been awarded a modification (P00005) in the amount of $18,745,930 for Option Year One on firm-fixed-price, labor-hour contract HS0021-30-C-0004. The original award was for a total contract value of $94,898,872. Work will be performed in Quarrier, Virginia. This option year is incrementally funded with $4,300,000 in fiscal 2031 operations and maintenance funds at the time of the option exercise. The period of performance for this option year is from June 29, 2031, to June 28, 2032. Records Agency, Quarrier, Virginia, is the contracting activity.`,
			[]want{{"kind": "modification", "awardee": "Cipher Row LLC", "location": "Manning, Virginia", "usd": "18745930", "obligated": "4300000", "type": "firm-fixed-price, labor-hour", "piid": "HS0021-30-C-0004", "base": "HS002130C0004", "mod": "P00005", "for": "Option Year One", "in": "Quarrier, Virginia", "by": "June 28, 2032", "date": "2032-06-28", "precision": "day", "activity": "Records Agency, Quarrier, Virginia"}},
		},
		{
			"a delivery order under a schedule, in the body", `Tidewell Inc., Reno, Nevada, is being awarded $7,600,000 for firm-fixed-price delivery order 0014 under a previously awarded indefinite-delivery/indefinite-quantity contract (N62742-27-D-1313) for roof repair at Camp Orrin. Work will be performed in Kaneo, Hawaii, and is expected to be completed within 18 months, by November 2032. Two proposals were received. The Naval Quay Command Pacific, Pearl Cove, Hawaii, is the contracting activity.`,
			[]want{{"kind": "order", "awardee": "Tidewell Inc.", "location": "Reno, Nevada", "usd": "7600000", "type": "firm-fixed-price", "piid": "N62742-27-D-1313", "base": "N6274227D1313", "for": "roof repair at Camp Orrin", "in": "Kaneo, Hawaii", "by": "November 2032", "date": "2032-11", "precision": "month", "activity": "Naval Quay Command Pacific, Pearl Cove, Hawaii", "bids": "2"}},
		},
	})
}
