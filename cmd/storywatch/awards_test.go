package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"storywatch/extract"
	"storywatch/internal/clock"
)

// contractList is a day's list as such pages are made: a heading a service, a paragraph an announcement, the mark's footnote.
const contractList = `<!doctype html><html lang="en"><head><title>Contracts for May 14, 2031 &gt; Quay Department &gt; Contracts</title>
<meta property="og:title" content="Contracts for May 14, 2031"><meta property="article:published_time" content="2031-05-14T17:00:00-04:00"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/releases">Releases</a></li></ul></nav>
<main><article><h1>Contracts for May 14, 2031</h1><div class="body">
<p style="text-align: center;"><strong>ARMY</strong></p>
<p>Hale Corp., Dover, Delaware (W912P9&#8209;31&#8209;D&#8209;0001); Marsh Inc.,* Reno, Nevada (W912P9-31-D-0002); and Voss LLC, Tampa, Florida (W912P9-31-D-0003), will compete for each order of the $40,000,000 firm-fixed-price contract for harbor surveys. Bids were solicited via the internet with nine received. Work locations and funding will be determined with each order, with an estimated completion date of May 13, 2036. U.S. Army Corps of Tides, St. Orrin, Missouri, is the contracting activity.</p>
<p style="text-align: center;"><strong>NAVY</strong></p>
<p>Norvane&nbsp;Rotor Inc., Fort Ellery, Texas, is awarded a $31,250,000 cost-plus-fixed-fee modification (P00014) to a previously awarded contract (N0001927C0003) for five harbor drones. Work will be performed in Fort Ellery, Texas (60%); and Leeds, England (40%), and is expected to be completed in December 2033. Fiscal 2031 aircraft procurement (Navy) funds in the amount of $20,000,000 will be obligated at time of award. Naval Drone Command, Ellery River, Maryland, is the contracting activity.</p>
<p>Gull Aerospace Inc., Maddock, Alabama, is awarded an $8,000,000 task order (N00024-31-F-6222) under a contract (N00024-29-D-6200) for buoys. Naval Tide Command, Washington, D.C., is the contracting activity.</p>
<p>CORRECTION: A $13,900,000 contract announced on May 1, 2031, for Ostrom Ltd., Leeds, England (N00024-31-C-0013), to provide training was not awarded.</p>
<p>*Small business</p>
</div></article></main><footer><p>Quay Department, 1 Harbor Road</p></footer></body></html>`

// contractRows are what the list must give, by awardee: kind, service, number, base, dollars.
var contractRows = map[string][5]string{
	"Hale Corp.":          {"pool", "ARMY", "W912P9-31-D-0001", "", "40000000"},
	"Marsh Inc.":          {"pool", "ARMY", "W912P9-31-D-0002", "", "40000000"},
	"Voss LLC":            {"pool", "ARMY", "W912P9-31-D-0003", "", "40000000"},
	"Norvane Rotor Inc.":  {"modification", "NAVY", "N0001927C0003", "N0001927C0003", "31250000"},
	"Gull Aerospace Inc.": {"order", "NAVY", "N00024-31-F-6222", "N0002429D6200", "8000000"},
	"Ostrom Ltd.":         {"correction", "NAVY", "N00024-31-C-0013", "N0002431C0013", "13900000"},
}

// A page of announcements becomes records, each with the paragraph that it stands in.
func TestExtractContractList(t *testing.T) {
	line, err := json.Marshal(map[string]string{"id": "list-1", "url": "https://quay.example/contracts/1", "html": contractList})
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	a := &app{ctx: context.Background(), stdin: bytes.NewReader(append(line, '\n')), stdout: &out, stderr: &errs, clock: clock.NewManual(shelfDay), getenv: func(string) (string, bool) { return "", false }}
	if code := a.run([]string{"extract", "--jsonl"}); code != exitOK || errs.Len() > 0 {
		t.Fatalf("exit %d, stderr %q", code, errs.String())
	}
	var facts extract.Facts
	if err := json.Unmarshal(out.Bytes(), &facts); err != nil {
		t.Fatal(err)
	}
	if len(facts.Awards) != len(contractRows) {
		t.Errorf("got %d records, want %d", len(facts.Awards), len(contractRows))
	}
	for _, w := range facts.Awards {
		got := [5]string{w.Kind, w.Service, w.PIID, w.BasePIID, thousandsLess(w.AmountUSD)}
		if want := contractRows[w.Awardee]; got != want {
			t.Errorf("%s: got %q, want %q", w.Awardee, got, want)
		}
		if w.Announced != "2031-05-14" {
			t.Errorf("%s: announced %q", w.Awardee, w.Announced)
		}
		if !strings.Contains(w.Text, strings.TrimSuffix(w.Awardee, " Inc.")[:4]) || strings.Contains(w.Text, "Small business") {
			t.Errorf("%s: its paragraph is %q", w.Awardee, w.Text)
		}
		if w.SmallBusiness != (w.Awardee == "Marsh Inc.") {
			t.Errorf("%s: small business %v", w.Awardee, w.SmallBusiness)
		}
	}
}

func thousandsLess(v float64) string { return strings.ReplaceAll(thousands(v), ",", "") }

// The same list imported, and a later one that says that a contract of it was not awarded.
func TestAwardsFromImport(t *testing.T) {
	s := newShelf(t)
	later := strings.NewReplacer("May 14, 2031", "May 16, 2031", "2031-05-14", "2031-05-16").Replace(contractList[:strings.Index(contractList, "<p style")]) +
		"<p><strong>NAVY</strong></p><p>CORRECTION: The $31,250,000 modification (P00014) announced on May 14, 2031, for Norvane Rotor, Fort Ellery, Texas (N00019-27-C-0003), for five harbor drones was not awarded.</p></div></article></main></body></html>"
	var lines []byte
	for i, page := range []string{contractList, later} {
		id := []string{"list-1", "list-2"}[i]
		line, err := json.Marshal(map[string]string{"id": id, "url": "https://quay.example/contracts/" + id, "source": "Quay Department", "published": []string{"2031-05-14T21:00:00Z", "2031-05-16T21:00:00Z"}[i], "html": page})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, line...), '\n')
	}
	file := filepath.Join(s.dir, "lists.jsonl")
	if err := os.WriteFile(file, lines, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := s.run("import", file); code != exitOK {
		t.Fatalf("import: exit %d, stderr %q", code, errs)
	}
	csv := s.ok(t, "export", "awards")
	awardees := cells(t, csv, "awardee")
	kinds, services, numbers, bases, sums := cells(t, csv, "award_kind"), cells(t, csv, "service"), cells(t, csv, "piid"), cells(t, csv, "base_piid"), cells(t, csv, "amount_usd")
	seen := map[string]bool{}
	for i, awardee := range awardees {
		if awardee == "Norvane Rotor" {
			continue
		}
		seen[awardee] = true
		if got := [5]string{kinds[i], services[i], numbers[i], bases[i], sums[i]}; got != contractRows[awardee] {
			t.Errorf("%s: got %q, want %q", awardee, got, contractRows[awardee])
		}
	}
	if len(seen) != len(contractRows) {
		t.Errorf("awardees %q", awardees)
	}
	at := slices.Index(awardees, "Norvane Rotor")
	if at < 0 || cells(t, csv, "correction_effect")[at] != "not_awarded" || cells(t, csv, "corrects_day")[at] != "2031-05-14" || cells(t, csv, "modification")[at] != "P00014" {
		t.Errorf("the later list's correction: row %d of %s", at, csv)
	}
	if at := slices.Index(awardees, "Norvane Rotor Inc."); at < 0 || cells(t, csv, "place_of_performance")[at] != "Fort Ellery, Texas (60%); and Leeds, England (40%)" || cells(t, csv, "completion_date")[at] != "2033-12" {
		t.Errorf("the modification's row %d of %s", at, csv)
	}

	s.env["COLUMNS"] = "200"
	listed := s.ok(t, "awards", "--search", "N0001927C0003")
	if !strings.Contains(listed, "modification, withdrawn") || strings.Contains(listed, "Gull") {
		t.Errorf("by its number, without dashes: %s", listed)
	}
	shown := s.ok(t, "show", cells(t, csv, "award_id")[at])
	for _, want := range []string{"Norvane Rotor", "N00019-27-C-0003 P00014", "not awarded, announced 2031-05-14"} {
		if !strings.Contains(shown, want) {
			t.Errorf("show lacks %q: %s", want, shown)
		}
	}
	listed = s.ok(t, "awards", "--search", "N0002429D6200")
	if !strings.Contains(listed, "N00024-31-F-6222 under N0002429D6200") {
		t.Errorf("the order under its contract: %s", listed)
	}
}
