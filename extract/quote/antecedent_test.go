package quote_test

import "testing"

// TestPronouns: whom "he" and "she" stand for. A name that is only near is not enough.
func TestPronouns(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"who called her something is not she": {
			"Noor Tamsin runs the yard. “It floats,” she recalled.\n\nSen. Bevan Aldric once called her “the only admiral without a ship.”\n\nShe laughed at that. “I stay ashore,” she said.",
			"Noor Tamsin: It floats, | Bevan Aldric: the only admiral without a ship. | Noor Tamsin: I stay ashore,",
		},
		"who asked her is not she": {
			"Judge Marisol Teague ruled on Friday. “It is over,” Judge Teague wrote.\n\nTheir counsel, Barnet Stroud, asked her to wait. She declined. “You had a year for that,” she told him.",
			"Marisol Teague: It is over, | Marisol Teague: You had a year for that,",
		},
		"a subject that no list of names knows": {
			"Tobias Ekdal, the counsel, said no. “It is a letter,” he said.\n\nYusma Kelp of the Pier Project was blunter. “It is a threat,” she said.",
			"Tobias Ekdal: It is a letter, | Yusma Kelp: It is a threat,",
		},
		"who runs something is a person": {
			"The yard sued over President Corwan Hale's ban on Tuesday.\n\nHobarth Lyle, who runs the ferries, read it at his desk. “Nothing on tides,” he said.",
			"Hobarth Lyle: Nothing on tides,",
		},
		"the speaker counts more than a name in her words": {
			"Ida Wren is rich. Mona Lund said that Ida Wren is late. “I am never late,” she said.",
			"Mona Lund: I am never late,",
		},
		"people do not call themselves by name": {
			"Otto Lund is not only right, he is also able, Hugo Berg argues.\n\n“Lund is our best man,” he says.",
			"Hugo Berg: Lund is our best man,",
		},
		"a spokeswoman without a name": {
			"Mara Lund left on Monday. A spokeswoman for the yard said that the gates would open. “We have keys,” she said.",
			"A spokeswoman for the yard: We have keys,",
		},
		"a spokeswoman with one": {
			"Ida Lund wrote first. A Norvane spokeswoman, Carys Undset, would not be drawn. “We talk with many,” she said.",
			"Carys Undset: We talk with many,",
		},
		"two that are as likely": {
			"Ida Lund met Mona Berg for lunch. Neither of them paid. “I am broke,” she said.\n\nIt rained.",
			"Ida Lund: I am broke,",
		},
		"nobody fits": {"Otto Lund left. “I am tired,” she said.", ": I am tired,"},
	} {
		t.Run(name, func(t *testing.T) {
			d, qs, _ := find(tc.text)
			if got := said(d, qs); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}

// TestCloseRivals: where two persons are as likely, none is named with confidence, and both are candidates.
func TestCloseRivals(t *testing.T) {
	_, qs, _ := find("Sterre Vond and Wiebke Holm were there. The rain fell on the pier. “I am cold,” she said.")
	if len(qs) != 1 {
		t.Fatalf("%d quotes", len(qs))
	}
	if qs[0].Speaker != "" && qs[0].Confidence > .8 {
		t.Errorf("%s with confidence %v", qs[0].Speaker, qs[0].Confidence)
	}
}
