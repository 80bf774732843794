package contract_test

import (
	"slices"
	"strings"
	"testing"

	"storywatch/extract/contract"
	"storywatch/extract/text"
)

func find(s string) []contract.Award { return contract.Find(text.New(s), "2031-05-14") }

func TestAward(t *testing.T) {
	got := find(`NAVY

Norvane Harbor Systems Inc.,* Port Ellery, Oregon, is awarded a $26,238,029 cost-plus-fixed-fee contract (N00024-31-C-4114) for tide sensors and buoys. This contract includes options which, if exercised, would bring the cumulative value of this contract to $35,480,601. Work will be performed in Port Ellery, Oregon (85%); and St. Orrin, Maine (15%), and is expected to be completed by September 2036. Fiscal 2031 research funds in the amount of $750,000 will be obligated at time of award. This contract was competitively procured with 60 offers received. The Naval Harbor Command, Washington, D.C., is the contracting activity.`)
	if len(got) != 1 {
		t.Fatalf("got %d awards, want 1", len(got))
	}
	a := got[0]
	for field, v := range map[string][2]any{
		"kind":          {a.Kind, "award"},
		"service":       {a.Service, "NAVY"},
		"announced":     {a.Announced, "2031-05-14"},
		"awardee":       {a.Awardee, "Norvane Harbor Systems Inc."},
		"location":      {a.Location, "Port Ellery, Oregon"},
		"small":         {a.SmallBusiness, true},
		"amount":        {a.AmountUSD, 26238029.0},
		"cumulative":    {a.CumulativeUSD, 35480601.0},
		"obligated":     {a.ObligatedUSD, 750000.0},
		"type":          {a.ContractType, "cost-plus-fixed-fee"},
		"piid":          {a.PIID, "N00024-31-C-4114"},
		"base":          {a.BasePIID, ""},
		"description":   {a.Description, "tide sensors and buoys"},
		"completion":    {a.Completion, "September 2036"},
		"date":          {a.CompletionDate, "2036-09"},
		"precision":     {a.CompletionPrecision, "month"},
		"activity":      {a.ContractingActivity, "Naval Harbor Command, Washington, D.C."},
		"bids":          {a.Bids, 60},
		"shared":        {a.Shared, false},
		"no correction": {a.Corrects, ""},
	} {
		if v[0] != v[1] {
			t.Errorf("%s: got %v, want %v", field, v[0], v[1])
		}
	}
}

func TestPool(t *testing.T) {
	got := find(`ARMY
R&M Tide Consultants Inc., Ellery, Alaska (W911KB-31-D-0008); Voss and Hale, LLC,* Marsh Hill, Texas (W911KB-31-D-0009); and Ostrom Ltd., Leeds, England (W911KB-31-D-0010), will compete for each order of the $25,000,000 firm-fixed-price contract for surveys. Bids were solicited via the internet with three received. Work locations will be determined with each order, with an estimated completion date of March 21, 2036. U.S. Army Corps of Tides, Ellery, Alaska, is the contracting activity.`)
	var names, numbers []string
	for _, a := range got {
		names, numbers = append(names, a.Awardee+" / "+a.Location), append(numbers, a.PIID)
		if a.Kind != "pool" || !a.Shared || a.AmountUSD != 25e6 || a.CompletionDate != "2036-03-21" || a.Bids != 3 {
			t.Errorf("got %+v", a)
		}
	}
	if want := []string{"R&M Tide Consultants Inc. / Ellery, Alaska", "Voss and Hale, LLC / Marsh Hill, Texas", "Ostrom Ltd. / Leeds, England"}; !slices.Equal(names, want) {
		t.Errorf("awardees %q, want %q", names, want)
	}
	if want := []string{"W911KB-31-D-0008", "W911KB-31-D-0009", "W911KB-31-D-0010"}; !slices.Equal(numbers, want) {
		t.Errorf("numbers %q, want %q", numbers, want)
	}
	if !got[1].SmallBusiness || got[0].SmallBusiness {
		t.Error("the asterisk belongs to the second awardee alone")
	}
}

func TestOwnAmounts(t *testing.T) {
	got := find(`Hale Corp., Dover, Delaware (SPE300-31-D-0001, $12,500,000); and Marsh Inc., Reno, Nevada (SPE300-31-D-0002, $7,600,000), have each been awarded an indefinite-delivery contract for bread, with a Sept. 30, 2034, ordering period end date. The contracting activity is Ration Agency, Dover, Delaware.`)
	if len(got) != 2 || got[0].AmountUSD != 12.5e6 || got[1].AmountUSD != 7.6e6 || got[0].Shared || got[0].CompletionDate != "2034-09-30" || got[1].ContractingActivity != "Ration Agency, Dover, Delaware" {
		t.Errorf("got %+v", got)
	}
}

func TestKinds(t *testing.T) {
	for name, tc := range map[string]struct {
		text, kind, piid, base, modification string
		amount                               float64
	}{
		"modification": {
			"Hale Corp., Dover, Delaware, has been awarded a maximum $9,500,000 modification (P00027) to a previously awarded contract (FA2401-23-F-0002) to exercise an option. Tide Agency, Dover, Delaware, is the contracting activity.",
			"modification", "FA2401-23-F-0002", "FA240123F0002", "P00027", 9.5e6,
		},
		"order": {
			"Hale Corp., Dover, Delaware, was awarded an $8,000,000 task order (N00024-31-F-6222) under a contract (N00024-29-D-6200) for buoys. Tide Agency, Dover, Delaware, is the contracting activity.",
			"order", "N00024-31-F-6222", "N0002429D6200", "", 8e6,
		},
		"other transaction agreement": {
			"Hale Corp., Dover, Delaware, was awarded a $20,000,000 other transaction agreement (HQ0883-31-9-0012) for prototypes. Tide Agency, Dover, Delaware, is the contracting activity.",
			"award", "HQ0883-31-9-0012", "", "", 20e6,
		},
		"amount of this action": {
			"Hale Corp., Dover, Delaware, was awarded a firm-fixed-price contract for sheds. The amount of this action is $96,248,142. Tide Agency, Dover, Delaware, is the contracting activity (W912ER-31-C-A013).",
			"award", "W912ER-31-C-A013", "", "", 96248142,
		},
		"solicitation is no contract": {
			"Hale Corp., Dover, Delaware, was awarded a $7,705,910 contract for bread (solicitation SPE605-31-R-0214). Tide Agency, Dover, Delaware, is the contracting agency (SPE605-31-C-0214).",
			"award", "SPE605-31-C-0214", "", "", 7705910,
		},
		"space in the sum": {
			"Hale Corp., Dover, Delaware, was awarded a $ 7,705,910, firm-fixed-price contract for sheds. Tide Agency, Dover, Delaware, was the contracting activity (FA5270-31-C-0016).",
			"award", "FA5270-31-C-0016", "", "", 7705910,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := find(tc.text)
			if len(got) != 1 {
				t.Fatalf("got %d awards", len(got))
			}
			a := got[0]
			if a.Kind != tc.kind || a.PIID != tc.piid || a.BasePIID != tc.base || a.Modification != tc.modification || a.AmountUSD != tc.amount || a.Awardee != "Hale Corp." || a.ContractingActivity != "Tide Agency, Dover, Delaware" {
				t.Errorf("got %+v", a)
			}
		})
	}
}

func TestCorrections(t *testing.T) {
	got := find("CORRECTION: A $13,900,000 contract announced on March 30, 2031, for Hale Corp., Dover, Delaware (W900KK-31-C-0013), to provide training was not awarded.")
	if len(got) != 1 || got[0].Kind != "correction" || !got[0].Withdrawn || got[0].Awardee != "Hale Corp." || got[0].PIID != "W900KK-31-C-0013" || got[0].BasePIID != "W900KK31C0013" || !strings.HasPrefix(got[0].Corrects, "A $13,900,000") {
		t.Errorf("withdrawn: got %+v", got)
	}
	got = find("CORRECTION: The $5,000,000 contract (W50NH9-31-C-0017) announced on March 20, 2031, for Marsh Inc., Reno, Nevada, to provide maps was actually awarded on March 21, 2031.")
	if len(got) != 1 || got[0].Withdrawn || got[0].Awardee != "Marsh Inc." || got[0].Location != "Reno, Nevada" {
		t.Errorf("changed: got %+v", got)
	}
}

func TestTwoInOneParagraph(t *testing.T) {
	got := find("Hale Corp., Dover, Delaware, was awarded an $8,000,000 contract for buoys. Tide Agency, Dover, Delaware, is the contracting activity (N00024-31-C-0001). Marsh Inc., Reno, Nevada, was awarded a $9,000,000 contract for maps. Map Agency, Reno, Nevada, is the contracting activity (N00024-31-C-0002).")
	if len(got) != 2 || got[1].Awardee != "Marsh Inc." || got[1].AmountUSD != 9e6 || got[0].PIID != "N00024-31-C-0001" {
		t.Errorf("got %+v", got)
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string][2]string{
		"Rock Tide Inc., Government Systems, Cedar Falls, Iowa": {"Rock Tide Inc., Government Systems", "Cedar Falls, Iowa"},
		"Tide Space, Sunny Vale California":                     {"Tide Space", "Sunny Vale California"},
		"Air Tide Inc.* Burl, Texas":                            {"Air Tide Inc.", "Burl, Texas"},
		"Ports, Incorporated, Tampa, Florida":                   {"Ports, Incorporated", "Tampa, Florida"},
		"Crown Tide Corp., Ottawa, Ontario, Canada":             {"Crown Tide Corp.", "Ottawa, Ontario, Canada"},
		"Voss LLC, Washington, D.C.":                            {"Voss LLC", "Washington, D.C."},
		"Tide Partners LLC":                                     {"Tide Partners LLC", ""},
	} {
		got := find(in + ", was awarded an $8,000,000 contract (N00024-31-C-0001) for buoys. Tide Agency is the contracting activity.")
		if len(got) != 1 || got[0].Awardee != want[0] || got[0].Location != want[1] {
			t.Errorf("%s: got %+v", in, got)
		}
	}
}

// Lines that were broken for a screen are one paragraph; lines that are paragraphs stay apart.
func TestWrappedLines(t *testing.T) {
	got := find("NAVY\n\nHale Corp., Dover, Delaware, is awarded a $9,000,000 firm-fixed-price\ncontract (N00024-31-C-0001) for buoys. Work will be performed in Dover,\nDelaware, and is expected to be completed by May 2033. It was not competed.\nTide Agency, Dover, Delaware, is the contracting activity.\nMarsh Inc., Reno, Nevada, is awarded an $8,000,000 contract (N00024-31-C-0002)\nfor maps. Tide Agency, Dover, Delaware, is the contracting activity.\n*Small business\n")
	if len(got) != 2 || got[0].Description != "buoys" || got[0].Completion != "May 2033" || got[0].ContractingActivity != "Tide Agency, Dover, Delaware" || got[1].Awardee != "Marsh Inc." || got[1].Description != "maps" {
		t.Errorf("got %+v", got)
	}
}

func TestNoAnnouncement(t *testing.T) {
	for _, s := range []string{
		"Norvane was awarded a $48 million contract on Tuesday, the agency said.",
		"The prize was awarded to Lena Holt, Dover, Delaware.",
		"NAVY",
		"*Small business",
		"Officials said Norvane, Port Ellery, was awarded nothing; the contracting activity stays.",
		"CORRECTION: An earlier version of this article misspelled Hale.",
	} {
		if got := find(s); len(got) != 0 {
			t.Errorf("%q gave %+v", s, got)
		}
	}
}

func TestHeadings(t *testing.T) {
	d := text.New("Contracts For Sept. 30, 2031\n\nDEFENSE LOGISTICS AGENCY\n\nHale Corp., Dover, Delaware, was awarded an $8,000,000 contract for buoys. Tide Agency is the contracting activity (N00024-31-C-0001).\n\nU.S. TIDE COMMAND\n\nMarsh Inc., Reno, Nevada, was awarded a $9,000,000 contract for maps. Map Agency is the contracting activity (N00024‑31‑C‑0002).")
	got := contract.Find(d, "")
	if len(got) != 2 || got[0].Service != "DEFENSE LOGISTICS AGENCY" || got[1].Service != "U.S. TIDE COMMAND" || got[0].Announced != "2031-09-30" {
		t.Fatalf("got %+v", got)
	}
	if got[1].PIID != "N00024-31-C-0002" {
		t.Errorf("a number with other hyphens: got %q", got[1].PIID)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("CORRECTION: announced on May 1, 2031, for A., B* (N00024-31-C-0001) was not awarded.")
	f.Add("A,* B (N0002431D0150, $1); and C, is awarded a $1,, contract. X is the contracting activity. D, E, was awarded $9. Y is the contracting activity.")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.New(s)
		for _, a := range contract.Find(d, "") {
			if a.Start < 0 || a.Empty() || a.End > len(d.Text) || a.AmountUSD < 0 {
				t.Fatalf("award %+v in %q", a, d.Text)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := text.New(strings.Repeat("Hale Corp., Dover, Delaware, was awarded an $8,000,000 firm-fixed-price contract for buoys. Bids were solicited via the internet with three received. Work will be performed in Dover, Delaware, with an estimated completion date of March 21, 2036. Tide Agency, Dover, Delaware, is the contracting activity (N00024-31-C-0001).\n\n", 40))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		contract.Find(d, "2031-05-14")
	}
}

// An article of no interest must cost next to nothing.
func BenchmarkFindNothing(b *testing.B) {
	d := text.New(strings.Repeat("Norvane said on Friday that it would pay the port $4 million and sue. Nobody was surprised, and the port stayed open.\n\n", 100))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		contract.Find(d, "")
	}
}
