package event

import (
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// TestHedged: what somebody supposes is no claim, and what others have reported is background where it stands down in
// the text.
func TestHedged(t *testing.T) {
	r := rules(t)
	const lead = "Fees rose.\nShips waited.\nCrews slept.\nRain fell.\n"
	for _, c := range []struct{ name, text, want string }{
		{"a guess of a threat", "Tolvane Ferries is apparently threatening to sue the Harbor Commission.", ""},
		{"a threat", "Tolvane Ferries is threatening to sue the Harbor Commission.", "lawsuit threatened"},
		{"reported deal, at the top", "Tolvane Ferries has reportedly reached a deal with Osk Shipping.", "agreement reported"},
		{"reported deal, down in the text", lead + "The Harbor Commission has no other carrier, though Tolvane Ferries has reportedly reached a deal with Osk Shipping.", ""},
		{"how talks stand", lead + "Talks between Tolvane Ferries and Osk Shipping have stalled because of the fee.", ""},
		{"talks stall", "Talks between Tolvane Ferries and Osk Shipping stalled on Tuesday.", "negotiation stalled"},
		{"she's resigned", "Mara Lindqvist said on Tuesday that she's resigned from Tolvane Ferries.", "personnel resigned"},
		{"workers at", "Workers at Tolvane Ferries are circulating a letter against the deal.", "letter sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := input(c.text)
			in.Names = lex.Find(in.Doc)
			got := ""
			for _, x := range r.Find(in) {
				if x.Ignored == "" {
					got += x.Type + " " + x.Status
				}
			}
			if got != c.want {
				t.Errorf("%s\nhave %s, want %q", c.text, show(r.Find(in)), c.want)
			}
		})
	}
}

// TestInPassing: in a report on another company's shares, the deal it has with a watched one is no news; in a report on
// the watched one it is.
func TestInPassing(t *testing.T) {
	r := rules(t)
	watched := entity.NewLexicon([]entity.Entry{{Name: "Osk Shipping", Kind: entity.Company}})
	const tail = "Sales grew.\nCosts fell.\nAnalysts were pleased.\nThe firm, which lost a year, is back. The company announced a partnership with the carrier Osk Shipping on Tuesday."
	for title, want := range map[string]bool{"Shares of Lowmark Paper climb": false, "Osk Shipping finds new customers": true} {
		in := input("Shares of Lowmark Paper rose on Wednesday.\n" + tail)
		in.Names = watched.Find(in.Doc)
		in.Title, in.TitleDoc = title, text.New(title)
		in.TitleNames = watched.Find(in.TitleDoc)
		if got := has(r.Find(in), "agreement", "announced"); got != want {
			t.Errorf("%s: %v, have %s", title, got, show(r.Find(in)))
		}
	}
}
