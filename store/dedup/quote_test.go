package dedup_test

import (
	"strings"
	"testing"

	"storywatch/store/dedup"
)

func TestCompareQuotes(t *testing.T) {
	const whole = "We will fight this in court, and we will win before the summer is over"
	tests := []struct {
		name, a, b string
		want       dedup.Wording
	}{
		{"marks and case", "“We’ll fight – in court!”", "we'll fight in Court", dedup.SameWords},
		{"the beginning", "We will fight this", whole, dedup.Cut},
		{"the end", "we will win before the summer is over", whole, dedup.Cut},
		{"the middle left out", "We will fight this … before the summer is over", whole, dedup.Cut},
		{"more than was known", whole, "We will fight this", dedup.Longer},
		{"a word changed", "We will fight this in court, and we shall win before the summer is over", whole, dedup.Altered},
		{"a bracket inserted", "We will fight [the closure] in court, and we will win before the summer is over", whole, dedup.Altered},
		{"cut and a word changed", "We will fight this in court, and we shall win", whole, dedup.Altered},
		{"three words are too few", "We will fight", whole, dedup.Unrelated},
		{"single words in the right order", "We this and win", whole, dedup.Unrelated},
		{"another sentence on the matter", "We have never seen a harbor as full of boats as this one", whole, dedup.Unrelated},
		{"a common beginning", "We will fight this everywhere that our members ask us to go and speak", whole, dedup.Unrelated},
		{"nothing", "", whole, dedup.Unrelated},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := dedup.Words(tt.a), dedup.Words(tt.b)
			if got := dedup.CompareQuotes(a, b); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := dedup.CompareQuotes(b, a); got != tt.want.Inverse() {
				t.Errorf("the other way: got %q, want %q", got, tt.want.Inverse())
			}
		})
	}
}

func TestQuoteGramsMeet(t *testing.T) {
	long := strings.Repeat("the tide of this town comes and goes while its ferries wait for none of us ", 2) + "and then the lamp went out over seven grey boats in the bay of gulls"
	words := dedup.Words(long)
	kept := map[int64]bool{}
	for _, g := range dedup.QuoteGrams(words, false) {
		kept[g] = true
	}
	if all := dedup.QuoteGrams(words, true); len(kept) >= len(all) {
		t.Errorf("winnowing keeps %d of %d", len(kept), len(all))
	}
	for i := 0; i+6 <= len(words); i++ { // any six words in a row
		met := false
		for _, g := range dedup.QuoteGrams(words[i:i+6], true) {
			met = met || kept[g]
		}
		if !met {
			t.Errorf("%q does not find the quote", words[i:i+6])
		}
	}
	if g := dedup.QuoteGrams([]string{"we", "will", "win"}, true); len(g) != 0 {
		t.Errorf("three words have grams: %v", g)
	}
}

func TestDiffWords(t *testing.T) {
	tests := []struct{ name, before, after, want string }{
		{"a word replaced", "We will win this.", "We shall win this.", "We [-will-] {+shall+} win this."},
		{"marks do not count", "“We’ll win”, she said", "\"We'll win,\" she said", "\"We'll win,\" she said"},
		{"a bracket", "We will fight it in court", "We will fight [the closure] in court", "We will fight [-it-] {+[the closure]+} in court"},
		{"cut at the end", "We will fight, and we will win", "We will fight", "We will fight [-and we will win-]"},
		{"more in the middle", "We will win", "We will, in the end, win", "We will, {+in the end,+} win"},
		{"ellipsis", "One two three four", "One … four", "One … [-two three-] four"},
		{"from nothing", "", "One", "{+One+}"},
		{"nothing", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dedup.Marked(dedup.DiffWords(tt.before, tt.after))
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func FuzzDiffWords(f *testing.F) {
	f.Add("We will win", "We shall win")
	f.Add("… …", "— [x]")
	f.Fuzz(func(t *testing.T, a, b string) {
		var kept, gone, came strings.Builder
		for _, e := range dedup.DiffWords(a, b) {
			switch e.Op {
			case dedup.Keep:
				kept.WriteString(e.Text + " ")
				gone.WriteString(e.Text + " ")
				came.WriteString(e.Text + " ")
			case dedup.Delete:
				gone.WriteString(e.Text + " ")
			case dedup.Insert:
				came.WriteString(e.Text + " ")
			}
		}
		if got, want := dedup.Key(came.String()), dedup.Key(b); got != want {
			t.Errorf("the edits make %q, not %q", got, want)
		}
		if got, want := dedup.Key(gone.String()), dedup.Key(a); got != want {
			t.Errorf("the edits begin with %q, not %q", got, want)
		}
		dedup.CompareQuotes(dedup.Words(a), dedup.Words(b))
	})
}
