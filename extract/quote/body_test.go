package quote_test

import "testing"

// TestItAndThey: whom "it" and "they" stand for. The last to speak, unless a nearer sentence is about another one.
func TestItAndThey(t *testing.T) {
	const intro = "Tidewell Inc. builds piers. The Harbor Agency checks them. Ada Hale runs Tidewell Inc.\n\n"
	for name, tc := range map[string]struct{ text, want string }{
		"the company that spoke":         {`“We are sorry,” Tidewell said. “We pay,” it added.`, "Tidewell Inc: We are sorry, | Tidewell Inc: We pay,"},
		"a person who spoke is no it":    {`“We are sorry,” Hale said. “We will pay for all of it,” it added.`, "Ada Hale: We are sorry, | : We will pay for all of it,"},
		"a nearer sentence":              {`“We are sorry,” Tidewell said. The Harbor Agency fined it. “We had to act,” it said.`, "Tidewell Inc: We are sorry, | Harbor Agency: We had to act,"},
		"analysts go on":                 {`“Piers are cheap,” analysts at Norbank said. “They will rise,” they added.`, "analysts at Norbank: Piers are cheap, | analysts at Norbank: They will rise,"},
		"a spokesperson without a name":  {`“We are sorry,” a spokesperson for the agency told the Daily Quay. “We will look into it,” they added.`, "a spokesperson for the agency: We are sorry, | a spokesperson for the agency: We will look into it,"},
		"not the outlet that was told":   {`“We are sorry,” a spokesperson for the agency told the Daily Quay. “We will look into it,” it added.`, "a spokesperson for the agency: We are sorry, | : We will look into it,"},
		"the statement":                  {`The statement was short. “We are sorry for all of it,” it read.`, "The statement: We are sorry for all of it,"},
		"two who left together":          {`Ada Hale and Otto Berg left by boat. “We are late,” they said.`, "Ada Hale and Otto Berg: We are late,"},
		"a camp, not the one it is for":  {`Hale's campaign swiftly denied the report. “We are not leaving the race,” it said.`, "Hale's campaign: We are not leaving the race,"},
		"it stands for nothing":          {`Tidewell is large. When it comes to piers, “nobody builds them like us at all,” Hale said.`, "Ada Hale: nobody builds them like us at all,"},
		"it goes on from it":             {`Tidewell paid. “We are sorry,” it said. It is a large company. “We learn,” it added.`, "Tidewell Inc: We are sorry, | Tidewell Inc: We learn,"},
		"she goes on over another's act": {`Ada Hale spoke first. “We pay,” she said. The agency agreed. “We pay now,” she added.`, "Ada Hale: We pay, | Ada Hale: We pay now,"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(intro + tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestPronounIsNoSurer: a pronoun that goes on from another one is no surer than that was.
func TestPronounIsNoSurer(t *testing.T) {
	_, qs, _ := find("Ida Lund met Sterre Vond. Sterre Vond brought Ida Lund a map.\n\n“It is upside down,” she said.\n\n“It is not,” she said.")
	if len(qs) != 2 {
		t.Fatalf("%d quotes", len(qs))
	}
	const attribution = .05 // the words around the second may be the clearer ones
	if qs[1].Speaker != "" && qs[1].Confidence > qs[0].Confidence+attribution {
		t.Errorf("%s %.2f, then %s %.2f", qs[0].Speaker, qs[0].Confidence, qs[1].Speaker, qs[1].Confidence)
	}
}
