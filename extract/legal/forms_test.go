package legal_test

import (
	"slices"
	"strings"
	"testing"

	"storywatch/extract/legal"
	"storywatch/extract/text"
)

// Docket numbers in the forms of the courts; what only looks like one.
func TestNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"Case No. 3:26-cv-01996-RFL was assigned.":                   "3:26-cv-01996",
		"Case 3:26-cv-01996-RFL-SK was assigned.":                    "3:26-cv-01996",
		"Case 3:26‑cv‑01996 (RFL) was assigned.":                     "3:26-cv-01996",
		"The indictment, 1:26-cr-00123-JMF-2, was sealed.":           "1:26-cr-00123",
		"It is 26-cv-1996 in the clerk's book.":                      "26-cv-1996",
		"It is No. 26 Civ. 1996 (JPO) in the clerk's book.":          "26-cv-1996",
		"It is 26 Cr. 104 in the clerk's book.":                      "26-cr-104",
		"The appeal is No. 26-1049.":                                 "26-1049",
		"The appeal is Case No. 26-1049.":                            "26-1049",
		"The appeals are Nos. 26-1049, 26-1050, and 26-1051.":        "26-1049 26-1050 26-1051",
		"The application is No. 26A102.":                             "26A102",
		"The claims case is docket number 26-123C.":                  "26-123C",
		"The petition in bankruptcy is No. 2:26-bk-10023.":           "2:26-bk-10023",
		"Chancery calls it C.A. No. 2026-0123-KSJM.":                 "2026-0123",
		"In New York it is Index No. 650123/2026.":                   "650123/2026",
		"The protest, B-421234.2, was denied.":                       "B-421234.2",
		"The protest, B-421234, was denied.":                         "B-421234",
		"A B-52 and a B-2 flew.":                                     "",
		"They won 26-1049, and flight 26-104 was late.":              "",
		"Call 555-0123 or 26-1049.":                                  "",
		"On page no. 26 of 104.":                                     "",
		"Room No. 12, 26 civil servants.":                            "",
		"The ratio was 3:26.":                                        "",
		"Regulation 26-12 applies to No. 7.":                         "",
		"The contract (No. W912P9-26-D-0001) was signed.":            "",
		"It came on 2026-01-23.":                                     "",
		"The No. 2 seed won 6-4, 26-24.":                             "",
		"Resolution No. 26-104 was adopted.":                         "",
		"Ordinance No. 26-1049 was adopted by the council of Selby.": "",
	} {
		t.Run(in, func(t *testing.T) {
			found, _ := legal.Find(text.New(in))
			var got []string
			for _, d := range found {
				got = append(got, d.Number)
			}
			if g := strings.Join(got, " "); g != want {
				t.Errorf("got %q, want %q", g, want)
			}
		})
	}
}

// Where the parties' names begin and end.
func TestCaseNames(t *testing.T) {
	for in, want := range map[string]string{
		"See Hale v. Marsh, 598 U.S. 1 (2031).":                                            "Hale v. Marsh",
		"The ruling in United States v. Hale stands.":                                      "United States v. Hale",
		"Hale v. United States of America was heard.":                                      "Hale v. United States of America",
		"Norvane, Inc. v. U.S. Department of Ports was filed.":                             "Norvane, Inc. v. U.S. Department of Ports",
		"The landmark Hale v. Marsh ruling stands.":                                        "Hale v. Marsh",
		"The Hale v. Marsh case stands.":                                                   "Hale v. Marsh",
		"Lawyers in O'Brien v. McKay met.":                                                 "O'Brien v. McKay",
		"A.B. v. Hale was sealed.":                                                         "A.B. v. Hale",
		"Doe 1 v. Hale was sealed.":                                                        "Doe 1 v. Hale",
		"The court cited Youngford Rope & Tide Co. v. Sawyer twice.":                       "Youngford Rope & Tide Co. v. Sawyer",
		"The court cited Students for Fair Ports v. Hale.":                                 "Students for Fair Ports v. Hale",
		"State of Lowmark et al. v. Department of Ports et al. was filed.":                 "State of Lowmark et al. v. Department of Ports et al.",
		"On Tuesday, Hale v. Marsh was argued.":                                            "Hale v. Marsh",
		"It was decided, Hale v. Marsh, in May.":                                           "Hale v. Marsh",
		"The Supreme Court’s Hale v. Marsh decision stands.":                               "Hale v. Marsh",
		"“Hale v. Marsh” is the name.":                                                     "Hale v. Marsh",
		"Judges cited Hale v. Marsh and Voss v. Falk.":                                     "Hale v. Marsh | Voss v. Falk",
		"The court heard In re Norvane Securities Litigation on Monday.":                   "In re Norvane Securities Litigation",
		"The judge heard Hale v. Marsh on Monday.":                                         "Hale v. Marsh",
		"Hale v. Committee on Ports was heard.":                                            "Hale v. Committee on Ports",
		"Ex parte Hale was cited.":                                                         "Ex parte Hale",
		"The port is in re-use.":                                                           "",
		"The Otters vs. Herons match is on Friday.":                                        "",
		"It is man v. machine.":                                                            "",
		"The Henry V. Hale Foundation paid.":                                               "",
		"World War V. Ended.":                                                              "",
		"Tide Workers Local 12 v. Norvane Corp. goes on.":                                  "Tide Workers Local 12 v. Norvane Corp.",
		"In the case of Hale v. Secretary of War Brandt, judges split.":                    "Hale v. Secretary of War Brandt",
		"Judge Ida Brandt wrote in Norvane PBC v. U.S. Department of Ports that it is so.": "Norvane PBC v. U.S. Department of Ports",
	} {
		t.Run(in, func(t *testing.T) {
			found, _ := legal.Find(text.New(in))
			var got []string
			for _, d := range found {
				got = append(got, d.CaseName)
			}
			if g := strings.Join(got, " | "); g != want {
				t.Errorf("got %q, want %q", g, want)
			}
		})
	}
}

// Courts as citations and newspapers write them.
func TestCourtForms(t *testing.T) {
	for in, want := range map[string][]string{
		"Hale v. Marsh (S.D.N.Y. 2031).":                                 {"U.S. District Court for the Southern District of New York"},
		"Hale v. Marsh, No. 3:31-cv-01996 (E.D. Va. May 2, 2031).":       {"U.S. District Court for the Eastern District of Virginia"},
		"Hale v. Marsh (D. Del. 2031).":                                  {"U.S. District Court for the District of Delaware"},
		"Hale v. Marsh (D.D.C. 2031).":                                   {"U.S. District Court for the District of Columbia"},
		"Hale v. Marsh (D.N.J. 2031).":                                   {"U.S. District Court for the District of New Jersey"},
		"Hale v. Marsh (D.C. Cir. 2031).":                                {"D.C. Circuit"},
		"Hale v. Marsh (2d Cir. 2031).":                                  {"Second Circuit"},
		"Hale v. Marsh (Fed. Cir. 2031).":                                {"Federal Circuit"},
		"Hale v. Marsh (Bankr. S.D. Tex. 2031).":                         {"U.S. Bankruptcy Court for the Southern District of Texas"},
		"The U.S. Court of Appeals for the Ninth Circuit agreed.":        {"Ninth Circuit"},
		"The federal appeals court in Richmond agreed.":                  {"federal appeals court in Richmond"},
		"The U.S. Court of International Trade agreed.":                  {"U.S. Court of International Trade"},
		"The Delaware Court of Chancery agreed.":                         {"Delaware Court of Chancery"},
		"The U.S. Bankruptcy Court for the District of Delaware agreed.": {"U.S. Bankruptcy Court for the District of Delaware"},
		"They sued in U.S. District Court in San Orrin, California.":     {"U.S. District Court in San Orrin, California"},
		"They played on the tennis court in Richmond.":                   nil,
		"The Grand Circuit and the first Circuit training.":              nil,
	} {
		t.Run(in, func(t *testing.T) {
			_, courts := legal.Find(text.New(in))
			var got []string
			for _, c := range courts {
				got = append(got, c.Name)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
