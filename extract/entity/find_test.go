package entity_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

var lexicon = entity.NewLexicon([]entity.Entry{
	{Name: "Norvane Robotics", Kind: entity.Company, Aliases: []string{"Norvane"}},
	{Name: "Department of Ports", Kind: entity.Agency, Aliases: []string{"DoP", "Ports Department", "the Quay"}},
	{Name: "Mara Lindqvist", Kind: entity.Person, Of: "Norvane Robotics"},
	{Name: "Ada Hale", Kind: entity.Person},
	{Name: "Olaf Hale", Kind: entity.Person},
	{Name: "eTug", Kind: entity.Company},
})

// mentions are the names of a text: "words=canonical", in order.
func mentions(l *entity.Lexicon, s string) string {
	d := text.New(s)
	var out []string
	for _, m := range l.Find(d).Mentions {
		out = append(out, d.Slice(m.Span)+"="+m.Name)
	}
	return strings.Join(out, ", ")
}

func TestLexicon(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"name":                       {"The head of Norvane Robotics left.", "Norvane Robotics=Norvane Robotics"},
		"alias":                      {"Sales at Norvane fell.", "Norvane=Norvane Robotics"},
		"longest first":              {"A deal with the Department of Ports failed.", "Department of Ports=Department of Ports"},
		"acronym":                    {"A deal with the DoP failed.", "DoP=Department of Ports"},
		"an acronym keeps its case":  {"The band Dop played.", "Dop=Dop"},
		"surname":                    {"A memo by Lindqvist leaked.", "Lindqvist=Mara Lindqvist"},
		"surname with a title":       {"A memo by Ms. Lindqvist leaked.", "Lindqvist=Mara Lindqvist"},
		"surname of two":             {"A memo by Hale leaked.", "Hale=Hale"},
		"surname of two, one named":  {"Ada Hale came. A memo by Hale leaked.", "Ada Hale=Ada Hale, Hale=Ada Hale"},
		"another with that surname":  {"The singer Otto Lindqvist came. A song by Lindqvist played.", "Otto Lindqvist=Otto Lindqvist, Lindqvist=Otto Lindqvist"},
		"possessive":                 {"The crews of Norvane's cranes left.", "Norvane=Norvane Robotics"},
		"another organisation":       {"The Norvane Foundation gave money to the Norvane Robotics fund.", "Norvane Foundation=Norvane Foundation, Norvane Robotics=Norvane Robotics"},
		"capitals":                   {"SHARES OF NORVANE ROBOTICS FELL ON MONDAY", "NORVANE ROBOTICS=Norvane Robotics"},
		"alias with an inner letter": {"They bought an eTug in May.", "eTug=eTug"},
		"in a title before a person": {"Norvane Chief Executive Mara Lindqvist left.", "Norvane=Norvane Robotics, Mara Lindqvist=Mara Lindqvist"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := mentions(lexicon, tc.text); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

func TestCanonical(t *testing.T) {
	for name, want := range map[string]string{
		"Norvane": "Norvane Robotics", "norvane robotics": "Norvane Robotics", "DoP": "Department of Ports", "dop": "", "Dop": "",
		"The Quay": "Department of Ports", "Lindqvist": "Mara Lindqvist", "Ms. Lindqvist": "Mara Lindqvist", "Hale": "", "Ada Hale's": "Ada Hale", "Nobody": "", "": "",
	} {
		e, ok := lexicon.Canonical(name)
		if e.Name != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", name, e.Name, ok, want)
		}
	}
	var none *entity.Lexicon
	if _, ok := none.Canonical("Norvane"); ok {
		t.Error("the nil lexicon knows a name")
	}
}

func TestLearned(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"full name, then surname":    {"Chief Executive Mara Lindqvist came. Then Lindqvist left.", "Mara Lindqvist=Mara Lindqvist, Lindqvist=Mara Lindqvist"},
		"with initial":               {"Ida K. Voss came. Voss left.", "Ida K. Voss=Ida K. Voss, Voss=Ida K. Voss"},
		"fullest form":               {"Ida Voss came. Ida K. Voss left.", "Ida Voss=Ida K. Voss, Ida K. Voss=Ida K. Voss"},
		"definition of an acronym":   {"The Port Safety Agency (PSA) met. The PSA agreed.", "Port Safety Agency=Port Safety Agency, PSA=Port Safety Agency, PSA=Port Safety Agency"},
		"initials":                   {"The Port Safety Agency met. The PSA agreed.", "Port Safety Agency=Port Safety Agency, PSA=Port Safety Agency"},
		"legal form":                 {"Tidewell Holdings Inc. fell. Shares of Tidewell Holdings rose.", "Tidewell Holdings Inc=Tidewell Holdings Inc, Tidewell Holdings=Tidewell Holdings Inc"},
		"of":                         {"He sued the Ministry of Coasts and Health Services.", "Ministry of Coasts and Health Services=Ministry of Coasts and Health Services"},
		"possessor and possessed":    {"They read Tidewell's Harbor Report.", "Tidewell=Tidewell, Harbor Report=Harbor Report"},
		"sentence starts":            {"Companies fell. Meanwhile, critics met. Nobody came. Protesters left.", ""},
		"known from mid-sentence":    {"Shares of Tidewell fell. Tidewell had no comment.", "Tidewell=Tidewell, Tidewell=Tidewell"},
		"a lone name that acts":      {"Tidewell said nothing.", "Tidewell=Tidewell"},
		"the calendar":               {"They met on Friday in March.", ""},
		"title without a name":       {"He wrote to the Prime Minister.", ""},
		"department of a title":      {"Secretary of State Ada Hale left.", "Ada Hale=Ada Hale"},
		"headline in title case":     {"Norvane Shuts Every Harbor After Storm\n\nShares of Norvane fell.", "Norvane=Norvane, Norvane=Norvane"},
		"an ordinary word and names": {"Yesterday Ada Hale came.", "Ada Hale=Ada Hale"},
	} {
		t.Run(name, func(t *testing.T) {
			var l *entity.Lexicon
			if got := mentions(l, tc.text); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

func TestWhatTheTextSays(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want entity.Mention // of the last mention; spans are not compared
	}{
		"title":              {"He met Defense Secretary Orvo Klee.", entity.Mention{Name: "Orvo Klee", Kind: entity.Person, Role: "Defense Secretary"}},
		"title earlier":      {"Governor Orvo Klee came. So did Klee.", entity.Mention{Name: "Orvo Klee", Kind: entity.Person, Role: "Governor"}},
		"lower case title":   {"He met spokeswoman Orvo Klee.", entity.Mention{Name: "Orvo Klee", Kind: entity.Person, Role: "spokeswoman", Gender: entity.Female}},
		"apposition":         {"Orvo Klee, the chairman of Tidewell, left.", entity.Mention{Name: "Tidewell"}},
		"honorific":          {"Then Mr. Klee left.", entity.Mention{Name: "Klee", Kind: entity.Person, Gender: entity.Male}},
		"first name":         {"Then Ingrid Klee left.", entity.Mention{Name: "Ingrid Klee", Kind: entity.Person, Gender: entity.Female}},
		"pronouns":           {"Shiro Klee left after she lost her post. She cried.", entity.Mention{Name: "Shiro Klee", Gender: entity.Female}},
		"organisation":       {"He sued the Port Safety Agency.", entity.Mention{Name: "Port Safety Agency", Kind: entity.Agency}},
		"company":            {"He sued Tidewell Inc. in May.", entity.Mention{Name: "Tidewell Inc", Kind: entity.Company}},
		"outlet":             {"He told the Fjord Gazette.", entity.Mention{Name: "Fjord Gazette", Kind: entity.Outlet}},
		"place":              {"He left for Norway.", entity.Mention{Name: "Norway", Kind: entity.Place}},
		"company of a title": {"Tidewell Chief Executive Orvo Klee left.", entity.Mention{Name: "Orvo Klee", Kind: entity.Person, Role: "Chief Executive", Of: "Tidewell"}},
	} {
		t.Run(name, func(t *testing.T) {
			var l *entity.Lexicon
			ms := l.Find(text.New(tc.text)).Mentions
			if len(ms) == 0 {
				t.Fatal("no names")
			}
			got := ms[len(ms)-1]
			got.Span, got.Genuine = text.Span{}, false
			if got != tc.want {
				t.Errorf("got %+v\nwant %+v", got, tc.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	d := text.New("Mara Lindqvist met Ada Hale in Norway.")
	n := lexicon.Find(d)
	if m, ok := n.At(1); !ok || m.Name != "Mara Lindqvist" {
		t.Errorf("At(1) = %+v, %v", m, ok)
	}
	if _, ok := n.At(2); ok {
		t.Error("a verb is a name")
	}
	if got := n.In(text.Span{Start: 5, End: len(d.Text)}); len(got) != 2 || got[0].Name != "Ada Hale" {
		t.Errorf("In = %+v", got)
	}
	var none *entity.Names
	if _, ok := none.At(0); ok || none.In(text.Span{End: 9}) != nil {
		t.Error("nil Names has names")
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Chief Executive Mara Lindqvist's U.S. Navy (USN) and Sen. J. K. O’Brien Jr. of Ports")
	f.Add("The THE the Of of Secretary of . Mr. & Inc. DoP eTug Norvane Robotics Inc")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.New(s)
		for _, l := range []*entity.Lexicon{nil, lexicon} {
			end := 0
			for _, m := range l.Find(d).Mentions {
				if m.Start < end || m.Empty() || m.End > len(d.Text) || !utf8.ValidString(d.Slice(m.Span)) || m.Name == "" {
					t.Fatalf("mention %+v after %d in %q", m, end, d.Text)
				}
				end = m.End
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := text.New(strings.Repeat("Chief Executive Mara Lindqvist said on Friday that Norvane Robotics and the Port Safety Agency (PSA) had met in Oslo. She left.\n", 30))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		lexicon.Find(d)
	}
}

// TestDateline makes places of what stands before a dateline's dash, and an outlet of what stands in its brackets.
func TestDateline(t *testing.T) {
	d := text.New("GULL HARBOR, Lowmark (Coast Wire) — Norvane Robotics left on Monday.")
	kinds := map[string]entity.Kind{}
	for _, m := range entity.NewLexicon(nil).Find(d).Mentions {
		kinds[d.Slice(m.Span)] = m.Kind
	}
	for name, want := range map[string]entity.Kind{"GULL HARBOR": entity.Place, "Coast Wire": entity.Outlet, "Norvane Robotics": entity.Company} {
		if kinds[name] != want {
			t.Errorf("%s is %q, want %q (%v)", name, kinds[name], want, kinds)
		}
	}
}
