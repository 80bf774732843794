package contract_test

import (
	"slices"
	"testing"
)

// The head of an announcement: names with commas, places of every form, pools and where their numbers stand.
func TestHeads(t *testing.T) {
	for name, tc := range map[string]struct {
		head string
		want []string // name | place | small | number
	}{
		"subsidiary":                            {"Hale Rotor Inc., a wholly owned subsidiary of Marsh Corp., Fort Ellery, Texas,", []string{"Hale Rotor Inc., a wholly owned subsidiary of Marsh Corp. | Fort Ellery, Texas | | N00024-31-C-0001"}},
		"doing business as":                     {"Voss Holdings LLC, doing business as Voss Water,* Reno, Nevada,", []string{"Voss Holdings LLC, doing business as Voss Water | Reno, Nevada | small | N00024-31-C-0001"}},
		"d.b.a. in brackets":                    {"Voss Holdings LLC (d.b.a. Voss Water), Reno, Nevada,", []string{"Voss Holdings LLC (d.b.a. Voss Water) | Reno, Nevada | | N00024-31-C-0001"}},
		"joint venture of two":                  {"Hale-Marsh JV LLC, a joint venture, Reno, Nevada,", []string{"Hale-Marsh JV LLC, a joint venture | Reno, Nevada | | N00024-31-C-0001"}},
		"a number in the name":                  {"3 Rivers Tide Co.,* Reno, Nevada,", []string{"3 Rivers Tide Co. | Reno, Nevada | small | N00024-31-C-0001"}},
		"name with of":                          {"The University of Lowmark, Port Ellery, Oregon,", []string{"The University of Lowmark | Port Ellery, Oregon | | N00024-31-C-0001"}},
		"division without suffix":               {"Hale Corp., Rotor Division, Port Ellery, Oregon,", []string{"Hale Corp., Rotor Division | Port Ellery, Oregon | | N00024-31-C-0001"}},
		"two suffixes":                          {"Ostrom & Daughters Co., Inc., Port Ellery, Oregon,", []string{"Ostrom & Daughters Co., Inc. | Port Ellery, Oregon | | N00024-31-C-0001"}},
		"suffixes behind commas":                {"Tide Partners, L.L.C., Port Ellery, Oregon,", []string{"Tide Partners, L.L.C. | Port Ellery, Oregon | | N00024-31-C-0001"}},
		"foreign suffix":                        {"Brandt Hafenbau GmbH & Co. KG, Kiel, Germany,", []string{"Brandt Hafenbau GmbH & Co. KG | Kiel, Germany | | N00024-31-C-0001"}},
		"province between city and country":     {"Nordlicht Werke GmbH, Emden, Niedersachsen, Germany,", []string{"Nordlicht Werke GmbH | Emden, Niedersachsen, Germany | | N00024-31-C-0001"}},
		"abbreviated state":                     {"Hale Corp., Dover, Del.,", []string{"Hale Corp. | Dover, Del. | | N00024-31-C-0001"}},
		"abbreviated state, no comma behind":    {"Hale Corp., Dover, Del.", []string{"Hale Corp. | Dover, Del. | | N00024-31-C-0001"}},
		"no comma behind the place":             {"Hale Corp., Dover, Delaware", []string{"Hale Corp. | Dover, Delaware | | N00024-31-C-0001"}},
		"no comma between city and state":       {"Hale Corp., Dover Delaware,", []string{"Hale Corp. | Dover Delaware | | N00024-31-C-0001"}},
		"D.C. without comma":                    {"Hale Corp., Washington D.C.,", []string{"Hale Corp. | Washington D.C. | | N00024-31-C-0001"}},
		"the asterisk behind the place":         {"Hale Corp., Dover, Delaware,*", []string{"Hale Corp. | Dover, Delaware | small | N00024-31-C-0001"}},
		"the asterisk before the comma":         {"Hale Corp.*, Dover, Delaware,", []string{"Hale Corp. | Dover, Delaware | small | N00024-31-C-0001"}},
		"small business in brackets":            {"Hale Corp. (small business), Dover, Delaware,", []string{"Hale Corp. | Dover, Delaware | small | N00024-31-C-0001"}},
		"own number in the head":                {"Hale Corp., Dover, Delaware (FA8650-31-C-1234),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-C-1234"}},
		"two with one verb and no semicolon":    {"Hale Corp., Dover, Delaware (FA8650-31-D-1234) and Marsh Inc., Reno, Nevada (FA8650-31-D-1235),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-D-1234", "Marsh Inc. | Reno, Nevada | | FA8650-31-D-1235"}},
		"three by commas":                       {"Hale Corp., Dover, Delaware (FA8650-31-D-1234), Marsh Inc., Reno, Nevada (FA8650-31-D-1235), and Voss LLC,* Tampa, Florida (FA8650-31-D-1236),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-D-1234", "Marsh Inc. | Reno, Nevada | | FA8650-31-D-1235", "Voss LLC | Tampa, Florida | small | FA8650-31-D-1236"}},
		"numbers before the names' semicolons":  {"Hale Corp., Dover, Delaware, FA8650-31-D-1234; and Marsh Inc., Reno, Nevada, FA8650-31-D-1235,", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-D-1234", "Marsh Inc. | Reno, Nevada | | FA8650-31-D-1235"}},
		"the city glued to the name":            {"Air Tide Inc. Burl, Texas,", []string{"Air Tide Inc. | Burl, Texas | | N00024-31-C-0001"}},
		"runs of spaces":                        {"Hale  Corp.,  Dover,  Delaware", []string{"Hale Corp. | Dover, Delaware | | N00024-31-C-0001"}},
		"semicolons, and a comma":               {"Hale Corp., Dover, Delaware (FA8650-31-D-1234); Marsh Inc., Reno, Nevada (FA8650-31-D-1235), and Voss LLC, Tampa, Florida (FA8650-31-D-1236),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-D-1234", "Marsh Inc. | Reno, Nevada | | FA8650-31-D-1235", "Voss LLC | Tampa, Florida | | FA8650-31-D-1236"}},
		"a colon by mistake":                    {"Hale Corp., Dover, Delaware (FA8650-31-D-1234): Marsh Inc., Reno, Nevada (FA8650-31-D-1235); and Voss LLC, Tampa, Florida (FA8650-31-D-1236),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-D-1234", "Marsh Inc. | Reno, Nevada | | FA8650-31-D-1235", "Voss LLC | Tampa, Florida | | FA8650-31-D-1236"}},
		"unusual state in a foreign land":       {"Tide Works Pty. Ltd., Osborne, South Australia, Australia,", []string{"Tide Works Pty. Ltd. | Osborne, South Australia, Australia | | N00024-31-C-0001"}},
		"and inside a name":                     {"Shore and Hale Inc., Reno, Nevada,", []string{"Shore and Hale Inc. | Reno, Nevada | | N00024-31-C-0001"}},
		"two, numbers in the body respectively": {"Hale Corp., Dover, Delaware; and Marsh Inc., Reno, Nevada,", []string{"Hale Corp. | Dover, Delaware | | N00024-31-C-0001", "Marsh Inc. | Reno, Nevada | | N00024-31-C-0002"}},
		"en dashes in the number":               {"Hale Corp., Dover, Delaware (FA8650–31–C–1234),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-C-1234"}},
		"a blank within the number":             {"Hale Corp., Dover, Delaware (FA8650-31- C-1234),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-C-1234"}},
		"no dashes":                             {"Hale Corp., Dover, Delaware (HR001131C0042),", []string{"Hale Corp. | Dover, Delaware | | HR001131C0042"}},
		"a civil agency's number":               {"Hale Corp., Dover, Delaware (47QTCB31D0142),", []string{"Hale Corp. | Dover, Delaware | | 47QTCB31D0142"}},
		"the word contract before the number":   {"Hale Corp., Dover, Delaware (contract number FA8650-31-C-1234),", []string{"Hale Corp. | Dover, Delaware | | FA8650-31-C-1234"}},
	} {
		t.Run(name, func(t *testing.T) {
			tail := "is awarded"
			numbers := "(N00024-31-C-0001)"
			switch {
			case name == "two, numbers in the body respectively":
				tail, numbers = "are awarded", "(N00024-31-C-0001 and N00024-31-C-0002)"
			case len(tc.want) > 1:
				tail, numbers = "are each awarded", ""
			case tc.want[0][len(tc.want[0])-16:] != "N00024-31-C-0001":
				numbers = ""
			}
			var got []string
			for _, a := range find(tc.head + " " + tail + " a $9,000,000 firm-fixed-price contract for buoys. Work will be performed in Dover, Delaware. Tide Agency, Dover, Delaware, is the contracting activity " + numbers + ".") {
				small := ""
				if a.SmallBusiness {
					small = "small "
				}
				got = append(got, a.Awardee+" | "+a.Location+" | "+small+"| "+a.PIID)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

// The verb between the names and what they get.
func TestVerbs(t *testing.T) {
	for _, verb := range []string{
		"is awarded", "was awarded", "has been awarded", "is being awarded", "are each being awarded", "were each awarded", "each are being awarded", "have each been awarded", "was awarded today",
		"was awarded on Oct. 3, 2031,", "on Oct. 3, 2031, was awarded", "received", "has received", "was issued", "is being issued", "has been issued", "is hereby awarded", "will be awarded", "was recently awarded", "was also awarded", "is awarded, on behalf of the Ration Agency,", "awarded",
	} {
		t.Run(verb, func(t *testing.T) {
			got := find("Hale Corp., Dover, Delaware, " + verb + " a $9,000,000 firm-fixed-price contract (N00024-31-C-0001) for buoys. Tide Agency, Dover, Delaware, is the contracting activity.")
			if len(got) != 1 || got[0].Awardee != "Hale Corp." || got[0].Location != "Dover, Delaware" || got[0].AmountUSD != 9e6 || got[0].Description != "buoys" {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// When the work ends: the words as printed, the day, month or period, and how precise that is.
func TestCompletion(t *testing.T) {
	for sentence, want := range map[string][3]string{
		"Work is expected to be completed by March 2033.":                                                                                          {"March 2033", "2033-03", "month"},
		"Work will be completed by Sept. 30, 2034.":                                                                                                {"Sept. 30, 2034", "2034-09-30", "day"},
		"Work is expected to be complete no later than Sep. 30, 2034.":                                                                             {"Sep. 30, 2034", "2034-09-30", "day"},
		"This work will be complete October 2033.":                                                                                                 {"October 2033", "2033-10", "month"},
		"Work is expected to be completed Aug 4 2033.":                                                                                             {"Aug 4 2033", "2033-08-04", "day"},
		"Work is expected to be completed by 30 September 2033.":                                                                                   {"30 September 2033", "2033-09-30", "day"},
		"Work is expected to be completed in the second quarter of fiscal 2033.":                                                                   {"the second quarter of fiscal 2033", "2033-03", "period_end"},
		"Work is expected to be completed in fiscal year 2033.":                                                                                    {"fiscal year 2033", "2033-09", "period_end"},
		"Work is expected to be completed by 2035.":                                                                                                {"2035", "2035", "year"},
		"Work is expected to be completed within 36 months.":                                                                                       {"36 months", "", ""},
		"The estimated completion date is June 5, 2033.":                                                                                           {"June 5, 2033", "2033-06-05", "day"},
		"Estimated completion date: June 5, 2033.":                                                                                                 {"June 5, 2033", "2033-06-05", "day"},
		"Location of performance is Ohio, with an April 30, 2033, performance completion date.":                                                    {"April 30, 2033", "2033-04-30", "day"},
		"Date of performance completion is April 30, 2033.":                                                                                        {"April 30, 2033", "2033-04-30", "day"},
		"This is a three-year base contract with two one-year options. The ordering period end date is May 13, 2034.":                              {"May 13, 2034", "2034-05-13", "day"},
		"The five-year ordering period is from May 14, 2031, through May 13, 2036.":                                                                {"May 13, 2036", "2036-05-13", "day"},
		"The base period of performance is from May 14, 2031, to May 13, 2032. If all options are exercised, work will continue through May 2036.": {"May 13, 2032", "2032-05-13", "day"},
		"The period of performance is 60 months, ending May 2036.":                                                                                 {"May 2036", "2036-05", "month"},
		"Work will be performed through May 2036.":                                                                                                 {"May 2036", "2036-05", "month"},
		"The contract will expire on May 13, 2036.":                                                                                                {"May 13, 2036", "2036-05-13", "day"},
		"Work is to be completed by Sept. 31, 2033.":                                                                                               {"Sept. 31, 2033", "2033-09", "month"},
		"Work began in March 2030 and is scheduled to be completed in April 2033.":                                                                 {"April 2033", "2033-04", "month"},
		"Solicitations began March 2031, and negotiations were completed April 2031. Work will be completed by May 2034.":                          {"May 2034", "2034-05", "month"},
		"Work was performed in Dover, Delaware.":                                                                                                   {"", "", ""},
		"Fiscal 2031 funds will be obligated at time of award and will expire at the end of the fiscal year.":                                      {"", "", ""},
	} {
		t.Run(sentence, func(t *testing.T) {
			got := find("Hale Corp., Dover, Delaware, was awarded a $9,000,000 contract for buoys. " + sentence + " Tide Agency, Dover, Delaware, is the contracting activity (N00024-31-C-0001).")
			if len(got) != 1 {
				t.Fatalf("got %d records", len(got))
			}
			if g := [3]string{got[0].Completion, got[0].CompletionDate, got[0].CompletionPrecision}; g != want {
				t.Errorf("got %q, want %q", g, want)
			}
		})
	}
}

// Who contracts, and what stands around it.
func TestActivity(t *testing.T) {
	for sentence, want := range map[string]string{
		"The Naval Tide Command, Dover, Delaware, is the contracting activity (N00024-31-C-0001).":                        "Naval Tide Command, Dover, Delaware",
		"Naval Tide Command, Dover, Delaware is the contracting activity (N00024-31-C-0001).":                             "Naval Tide Command, Dover, Delaware",
		"Naval Tide Command, Dover, Delaware, was the contracting agency. (N00024-31-C-0001)":                             "Naval Tide Command, Dover, Delaware",
		"Naval Tide Command, Ft. Ellery, Va., is the contracting activity (N00024-31-C-0001).":                            "Naval Tide Command, Ft. Ellery, Va.",
		"The U.S. Army Corps of Tides, St. Orrin, Missouri, is the contracting activity (N00024-31-C-0001).":              "U.S. Army Corps of Tides, St. Orrin, Missouri",
		"The 9th Tide Squadron, Hale AFB, Washington, D.C., is the contracting activity (N00024-31-C-0001).":              "9th Tide Squadron, Hale AFB, Washington, D.C.",
		"(Awarded May 12, 2031) Naval Tide Command, Dover, Delaware, is the contracting activity (N00024-31-C-0001).":     "Naval Tide Command, Dover, Delaware",
		"The contracting activity is the Naval Tide Command, Dover, Delaware (N00024-31-C-0001).":                         "Naval Tide Command, Dover, Delaware",
		"The contracting activity is Naval Tide Command, Washington, D.C. N00024-31-C-0001.":                              "Naval Tide Command, Washington, D.C.",
		"Tide Agency Contracting Services Office North, Dover, Delaware, is the contracting activity (N00024-31-C-0001).": "Tide Agency Contracting Services Office North, Dover, Delaware",
		"Naval Tide Command (Code 24), Dover, Delaware, is the contracting activity (N00024-31-C-0001).":                  "Naval Tide Command (Code 24), Dover, Delaware",
		"Naval Tide Command, Dover, Delaware, is contracting activity (N00024-31-C-0001).":                                "Naval Tide Command, Dover, Delaware",
		"Work is done in Reno.Naval Tide Command, Dover, Delaware, is the contracting activity (N00024-31-C-0001).":       "Naval Tide Command, Dover, Delaware",
	} {
		t.Run(sentence, func(t *testing.T) {
			got := find("Hale Corp., Dover, Delaware, was awarded a $9,000,000 contract for buoys. Bids were solicited via the internet with two received. " + sentence)
			if len(got) != 1 || got[0].ContractingActivity != want || got[0].PIID != "N00024-31-C-0001" || got[0].Bids != 2 {
				t.Errorf("got %+v", got)
			}
		})
	}
}
