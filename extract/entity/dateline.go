package entity

import (
	"strings"

	"storywatch/extract/text"
)

// datelineTokens is how long a dateline may be.
const datelineTokens = 14

// dateline makes places of what stands before the dash of "PORT ANSEL, Tessaly (Meridian Wire) —": a city in capitals
// looks like a company's name, and would speak. What stands in the brackets is the outlet.
func (f *finder) dateline(s text.Sentence, cands []cand) {
	if s.Last <= s.First {
		return
	}
	w := f.word(s.First)
	if len(w) < 2 || strings.ToUpper(w) != w || strings.ToLower(w) == w {
		return
	}
	end, open := 0, s.Last
	for i := s.First + 1; i < s.Last && i < s.First+datelineTokens && end == 0; i++ {
		switch f.word(i) {
		case "(":
			open = min(open, i)
		case "—", "–", "--":
			end = i
		}
	}
	for i := range cands {
		c := &cands[i]
		switch {
		case c.entry != 0 || c.last > end:
		case c.last <= open:
			c.kind = Place
		default:
			c.kind = Outlet
		}
	}
}
