package event

import (
	"slices"
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/legal"
	"storywatch/extract/text"
)

// TestHeadlineAndLead: a page that prints its title over the text, a lead that says more and a sentence that comes back
// to it make one claim, with the fullest parties, the stated date and every place that says it.
func TestHeadlineAndLead(t *testing.T) {
	in := input(`Brackwater Ferries sues Port Authority over docking fees

Brackwater Ferries Ltd. and its chief executive Ilse Brandt sued the Port Authority of Lowmark on Monday over docking fees.

The case is Brackwater Ferries v. Port Authority of Lowmark, No. 3:31-cv-00417. Brackwater Ferries sued after talks.`)
	in.Title = "Brackwater Ferries sues Port Authority over docking fees"
	in.TitleDoc = text.New(in.Title)
	in.TitleNames = entity.NewLexicon(nil).Find(in.TitleDoc)
	in.Dockets, in.Courts = legal.Find(in.Doc)
	got := slices.DeleteFunc(rules(t).Find(in), func(c Claim) bool { return c.Ignored != "" })
	if len(got) != 1 {
		t.Fatalf("have %s", show(got))
	}
	c := got[0]
	if c.Date != "2031-05-12" || c.Docket != "3:31-cv-00417" || !strings.HasPrefix(in.Doc.Slice(c.Evidence), "Brackwater Ferries Ltd") {
		t.Errorf("have %+v", c)
	}
	if !slices.Contains(c.Actors, "Ilse Brandt") || !slices.Contains(c.Actors, "Port Authority of Lowmark") || len(c.Actors) != 3 {
		t.Errorf("actors %q", c.Actors)
	}
	if n := len(c.Also); n == 0 || !strings.HasPrefix(in.Doc.Slice(c.Also[n-1]), "Brackwater Ferries sued after") {
		t.Errorf("other places: %v", c.Also)
	}
}

// TestTwoOfAKind keeps apart what one article tells of two: who acts, with whom, and which number decide.
func TestTwoOfAKind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"two suitors of one port", "Tolvane Ferries sued the Harbor Commission. Osk Shipping sued the Harbor Commission.", 2},
		{"two suitors together, then one", "Tolvane Ferries and Osk Shipping sued the Harbor Commission. Osk Shipping sued over a fee.", 1},
		{"the company, then its chief", "Tolvane Ferries sued the Harbor Commission. Mara Lindqvist sued the Harbor Commission for the ferries.", 1},
		{"two deals of one agency", "The Harbor Commission signed an agreement with Tolvane Ferries. The Harbor Commission signed an agreement with Osk Shipping.", 2},
		{"two numbers", "Tolvane Ferries sued the Harbor Commission, No. 3:31-cv-00417. Tolvane Ferries sued the Harbor Commission, No. 3:31-cv-00522.", 2},
		{"one number, another day", "Tolvane Ferries sued the Harbor Commission on Monday, No. 3:31-cv-00417. In No. 3:31-cv-00417, Tolvane Ferries sued on Tuesday.", 1},
		{"who resigned", "Mara Lindqvist resigned from Tolvane Ferries. Jonas Kettle resigned from Tolvane Ferries.", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := input(c.text)
			in.Names = lex.Find(in.Doc)
			in.Dockets, in.Courts = legal.Find(in.Doc)
			got := slices.DeleteFunc(rules(t).Find(in), func(c Claim) bool { return c.Ignored != "" })
			if len(got) != c.want {
				t.Errorf("%s\n  have %s, want %d", c.text, show(got), c.want)
			}
		})
	}
}

// TestWholeAmount does not cut an amount at the end of an object.
func TestWholeAmount(t *testing.T) {
	got := rules(t).Find(input("The navy awarded Helmsley Port a three-year river lock contract worth up to $10 million on Monday."))
	if len(got) == 0 || !strings.HasSuffix(got[0].Object, "$10 million") {
		t.Errorf("have %s", show(got))
	}
}
