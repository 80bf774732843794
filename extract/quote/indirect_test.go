package quote_test

import "testing"

// Indirect speech: a phenomenon and its look-alike stand side by side.
func TestIndirect(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"that":                        {"Ada Hale said that the port would close on Monday.", "Ada Hale: that the port would close on Monday"},
		"without that":                {"Ada Hale said the port would close on Monday.", "Ada Hale: the port would close on Monday"},
		"told":                        {"Ada Hale told reporters that the port would close.", "Ada Hale: that the port would close"},
		"was told":                    {"Ada Hale was told that the port would close.", ""},
		"at the end":                  {"The port would close on Monday, Ada Hale said.", "Ada Hale: The port would close on Monday"},
		"inverted":                    {"The port would close on Monday, said Ada Hale.", "Ada Hale: The port would close on Monday"},
		"in the middle":               {"The port in the north, Ada Hale said, would close on Monday evening.", "Ada Hale: The port in the north | Ada Hale: would close on Monday evening"},
		"circumstances are not said":  {"In a talk with reporters on Friday, Ada Hale said.", ""},
		"where and when":              {"Ada Hale said in a statement on Friday that the port would close.", "Ada Hale: that the port would close"},
		"according to, first":         {"According to Ada Hale, the port would close on Monday.", "Ada Hale: the port would close on Monday"},
		"according to, an apposition": {"According to Ada Hale, the head of the union, the port would close.", "Ada Hale: the port would close"},
		"according to, last":          {"The port would close on Monday, according to Ada Hale.", "Ada Hale: The port would close on Monday"},
		"according to plan":           {"The port closed for the winter according to plan.", ""},
		"nobody spoke":                {"The port closed on Monday after the storm.", ""},
		"many say":                    {"Officials say the port will close on Monday.", "Officials: the port will close on Monday"},
		"could say":                   {"Officials could say that the port will close.", ""},
		"did not say":                 {"Ada Hale did not say that the port will close.", ""},
		"and added":                   {"Ada Hale said the port would close soon and added that the crews would be paid.", "Ada Hale: the port would close soon | Ada Hale: that the crews would be paid"},
		"another voice":               {"Ada Hale said the port would close soon, but Tomas Voss said the order would fall.", "Ada Hale: the port would close soon | Tomas Voss: the order would fall"},
		"a report within a report":    {"Ada Hale said Tomas Voss had warned that the order would fall.", "Ada Hale: Tomas Voss had warned that the order would fall"},
		"adding":                      {"Ada Hale said the port would close soon, adding that the crews would be paid.", "Ada Hale: the port would close soon | Ada Hale: that the crews would be paid"},
		"one of two clauses":          {"While Ada Hale said that the port would close, she kept the crews.", "Ada Hale: that the port would close"},
		"what they called":            {"The crews demanded what they said was a fair wage for the night.", ""},
		"a thing announced":           {"Ada Hale announced the closure of the port.", "Ada Hale: the closure of the port"},
		"a rank maintained":           {"Ada Hale maintained a lead of nine points.", ""},
		"pledged votes":               {"The mayor won a majority of pledged delegates from the coast.", ""},
		"to somebody to do something": {"Ada Hale told reporters to stay away from the port.", "Ada Hale: to stay away from the port"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, in := find(tc.text)
			if got := said(d, in); got != tc.want || len(qs) != 0 {
				t.Errorf("got %s and %d quotes, want %s", got, len(qs), tc.want)
			}
		})
	}
}

// Words in marks are quotes; what stands beside them in the sentence is indirect speech of its own, or nothing.
func TestIndirectBesideQuotes(t *testing.T) {
	for name, tc := range map[string]struct{ text, quotes, indirect string }{
		"then a quotation":       {`Ada Hale said the port would close and called it "a shame for the whole coast."`, "Ada Hale: a shame for the whole coast.", "Ada Hale: the port would close"},
		"a quotation within":     {`Ada Hale said the port was "a shame for the whole coast" and ours.`, "Ada Hale: a shame for the whole coast", ""},
		"the quotation's own":    {`"The port is a shame," Ada Hale said while the crews left the hall.`, "Ada Hale: The port is a shame,", ""},
		"doubled apostrophes":    {"''The port is a shame,'' Ada Hale said. ''We say that it must close soon.''", "*", ""},
		"a sentence of its own":  {`Ada Hale said the port would close. "It is a shame," she said.`, "Ada Hale: It is a shame,", "Ada Hale: the port would close"},
		"colon and a quotation":  {`Ada Hale said the port would close: "It is a shame."`, "*", "Ada Hale: the port would close"},
		"quoted as saying":       {`The paper quoted Ada Hale as saying that the port would close.`, "", "*"},
		"somebody else's clause": {`Ada Hale said the port would close, and Tomas Voss called it "a shame for us."`, "Tomas Voss: a shame for us.", "Ada Hale: the port would close"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, in := find(tc.text)
			if got := said(d, qs); got != tc.quotes && tc.quotes != "*" {
				t.Errorf("quotes: got %s, want %s", got, tc.quotes)
			}
			if got := said(d, in); got != tc.indirect && tc.indirect != "*" {
				t.Errorf("indirect: got %s, want %s", got, tc.indirect)
			}
		})
	}
}
