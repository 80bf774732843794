package event

import "testing"

func TestInflect(t *testing.T) {
	irr := irregular{"win": {"won", "won"}, "give": {"gave", "given"}, "set": {"set", "set"}}
	for _, c := range []struct {
		lemma, word string
		want        form
	}{
		{"sue", "suing", formIng},
		{"sue", "sued", formPast | formPart},
		{"deny", "denies", formS},
		{"deny", "denied", formPast | formPart},
		{"cancel", "cancelled", formPast | formPart},
		{"cancel", "canceled", formPast | formPart},
		{"drop", "dropping", formIng},
		{"acquit", "acquitted", formPast | formPart},
		{"reach", "reaches", formS},
		{"agree", "agreeing", formIng},
		{"tie", "tying", formIng},
		{"win", "won", formPast | formPart},
		{"win", "winning", formIng},
		{"give", "gave", formPast},
		{"give", "given", formPart},
		{"set", "set", formBase | formPast | formPart},
		{"stay", "stays", formS},
		{"stay", "stayed", formPast | formPart},
		{"go", "goes", formS},
	} {
		var got form
		irr.inflect(c.lemma, func(w string, f form) {
			if w == c.word {
				got |= f
			}
		})
		if got != c.want {
			t.Errorf("%s of %s: %b, want %b", c.word, c.lemma, got, c.want)
		}
	}
}
