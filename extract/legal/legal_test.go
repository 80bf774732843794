package legal_test

import (
	"slices"
	"strings"
	"testing"

	"storywatch/extract/legal"
	"storywatch/extract/text"
)

func TestCourts(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"district court":          {"Norvane sued in the U.S. District Court for the Northern District of California.", []string{"U.S. District Court for the Northern District of California"}},
		"whole district":          {"The United States District Court for the District of Columbia ruled.", []string{"U.S. District Court for the District of Columbia"}},
		"district alone":          {"A judge of the Eastern District of Virginia agreed.", []string{"U.S. District Court for the Eastern District of Virginia"}},
		"citation":                {"Marsh v. Hale (N.D. Cal. 2026) says so.", []string{"U.S. District Court for the Northern District of California"}},
		"circuit":                 {"The government appealed to the Fourth Circuit.", []string{"Fourth Circuit"}},
		"district of any name":    {"They filed it in the Northern District of Lowmark.", []string{"U.S. District Court for the Northern District of Lowmark"}},
		"circuit in digits":       {"The 9th U.S. Circuit Court of Appeals reversed.", []string{"Ninth Circuit"}},
		"circuit, formal":         {"The U.S. Court of Appeals for the District of Columbia Circuit heard it.", []string{"D.C. Circuit"}},
		"federal court somewhere": {"They sued in federal court in Virginia on Monday.", []string{"federal court in Virginia"}},
		"claims":                  {"The U.S. Court of Federal Claims took the protest.", []string{"U.S. Court of Federal Claims"}},
		"supreme":                 {"The Supreme Court declined.", []string{"U.S. Supreme Court"}},
		"supreme, of a state":     {"The Texas Supreme Court and the Supreme Court of Ohio agreed.", []string{"Texas Supreme Court", "Ohio Supreme Court"}},
		"supreme, elsewhere":      {"Norway’s Supreme Court and the state Supreme Court declined.", nil},
		"no court":                {"The basketball court in the District of Columbia opened.", nil},
		"a racing circuit":        {"The second circuit of the track is slower.", nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := text.New(tc.text)
			_, courts := legal.Find(d)
			var got []string
			for _, c := range courts {
				got = append(got, c.Name)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestDockets(t *testing.T) {
	type docket struct{ text, number, court, name string }
	for name, tc := range map[string]struct {
		text string
		want []docket
	}{
		"number and name": {
			"The case is Norvane AI, Inc. v. Department of Ports, No. 3:26-cv-01996-RFL (N.D. Cal.).",
			[]docket{{"Norvane AI, Inc. v. Department of Ports, No. 3:26-cv-01996-RFL", "3:26-cv-01996", "U.S. District Court for the Northern District of California", "Norvane AI, Inc. v. Department of Ports"}},
		},
		"number alone":           {"The suit, 1:26-CV-00123, was sealed.", []docket{{"1:26-CV-00123", "1:26-cv-00123", "", ""}}},
		"name alone":             {"In Hale v. Marsh, the judge disagreed.", []docket{{"Hale v. Marsh", "", "", "Hale v. Marsh"}}},
		"an agency with an and":  {"Voss v. Department of Ports and Harbors et al. was filed.", []docket{{"Voss v. Department of Ports and Harbors et al.", "", "", "Voss v. Department of Ports and Harbors et al."}}},
		"appeals numbers":        {"The D.C. Circuit joined Nos. 26-1049 and 26-1050.", []docket{{"26-1049", "26-1049", "", ""}, {"26-1050", "26-1050", "", ""}}},
		"claims court":           {"The Court of Federal Claims (No. 26-123C) agreed.", []docket{{"26-123C", "26-123C", "U.S. Court of Federal Claims", ""}}},
		"a score":                {"They won 26-1049 and 24-17.", nil},
		"a match":                {"The Otters vs. Herons match is on Friday.", nil},
		"a match of the lawyers": {"The court heard Otter v Heron.", []docket{{"Otter v Heron", "", "", "Otter v. Heron"}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := text.New(tc.text)
			found, _ := legal.Find(d)
			var got []docket
			for _, c := range found {
				got = append(got, docket{d.Slice(c.Span), c.Number, c.Court, c.CaseName})
			}
			if name == "appeals numbers" { // its court is tested above; where the sentence is cut is not this room's
				for i := range got {
					got[i].court = ""
				}
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q\nwant %q", got, tc.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Norvane v. Ports, No. 3:26-cv-01996 (N.D. Cal.). v. v. No. 26-1")
	f.Add("the 4th U.S. Circuit Court of Appeals v \xff, Nos. 26-1049, and 26-1050")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.New(s)
		dockets, courts := legal.Find(d)
		for _, c := range dockets {
			if c.Start < 0 || c.Empty() || c.End > len(d.Text) || c.Number == "" && c.CaseName == "" {
				t.Fatalf("docket %+v in %q", c, d.Text)
			}
		}
		for _, c := range courts {
			if c.Start < 0 || c.Empty() || c.End > len(d.Text) || c.Name == "" {
				t.Fatalf("court %+v in %q", c, d.Text)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := text.New(strings.Repeat("Norvane sued on Friday. Hale v. Marsh, No. 3:26-cv-01996, is before the U.S. District Court for the Northern District of California. Nobody spoke. ", 50))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		legal.Find(d)
	}
}
