package event

import (
	"strings"
	"testing"
)

// TestCorrection reads a note of correction as a correction of the happening that it speaks of, and not as news.
func TestCorrection(t *testing.T) {
	r := rules(t)
	const lead = "Tolvane Ferries sued the Harbor Commission on Tuesday over a fee.\n\nShips waited.\n\n"
	for _, c := range []struct{ name, note, want string }{
		{"what was said wrongly", "Correction: An earlier version of this article said that Tolvane Ferries sued the Harbor Commission on Monday. It sued on Tuesday.", "lawsuit filed"},
		{"no verb of its own", "Correction (May 14): An earlier version of this story misstated the fee that Tolvane Ferries disputes.", "lawsuit filed"},
		{"without the word", "This article has been corrected: Tolvane Ferries disputes one fee, not two.", "lawsuit filed"},
		{"on a line of its own", "Correction\n\nA previous version of this report gave the wrong day for the suit by Tolvane Ferries.", "lawsuit filed"},
		{"a spelling", "Correction: An earlier version of this article misspelled the name of Tolvane Ferries.", ""},
		{"somebody else", "Correction: An earlier version of this article gave a wrong age for Jonas Kettle.", ""},
		{"a prison", "Correction officers met at the port.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := input(lead + c.note)
			in.Names = lex.Find(in.Doc)
			got, news := "", 0
			for _, x := range r.Find(in) {
				switch {
				case x.Corrects:
					got += x.Type + " " + x.Status
					if !strings.HasPrefix(c.note, in.Doc.Slice(x.Evidence)[:10]) || x.Level != Now {
						t.Errorf("have %+v", x)
					}
				case x.Ignored == "" && x.Type == "lawsuit":
					news++
				}
			}
			if got != c.want || news != 1 {
				t.Errorf("have %q and %d claims, want %q and 1: %s", got, news, c.want, show(r.Find(in)))
			}
		})
	}
}
