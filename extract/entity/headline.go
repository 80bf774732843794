package entity

import (
	"strings"
	"unicode"

	"storywatch/extract/text"
)

const (
	// headlineShare is the share of long words that are capitalised in a line in title case; tuned on news pages, where
	// sentences with many names reach .6.
	headlineShare = 0.75
	// maxHeadline is how many tokens a headline may have; longer lines are running text.
	maxHeadline = 45
	// minShout is how many words in capitals at the start of a paragraph are a line of their own and no acronyms.
	minShout = 3
)

// headline reports whether the paragraph that sentence n begins is a line in title case or in capitals, where capitals
// say nothing. A line that ends like a sentence must have words that only title case capitalises.
func (f *finder) headline(n int) bool {
	first, paragraph := f.d.Sentences[n].First, f.d.Sentences[n].Paragraph
	for n+1 < len(f.d.Sentences) && f.d.Sentences[n+1].Paragraph == paragraph {
		n++
	}
	last := f.d.Sentences[n].Last
	if last-first > maxHeadline || last == first {
		return false
	}
	stops := strings.ContainsAny(f.word(last-1), ".,;:")
	long, capitals, forced := 0, 0, 0
	for i := first; i < last; i++ {
		if f.d.Tokens[i].Kind != text.Word {
			continue
		}
		w, low := f.word(i), f.lows[i]
		upper := capital(w)
		if len(low) > 3 {
			if !upper && !titleCaseSmall[low] {
				long++
			} else if upper {
				long++
				capitals++
			}
		}
		if upper && i > first && !f.opensAt(i) && !allUpper(w) && startWords[low] && (functionWord(low) || len(low) < 4) {
			forced++
		}
	}
	if stops || long < 4 {
		return long >= 2 && capitals == long && forced > 0 || long >= 6 && capitals+1 >= long && forced > 1
	}
	return float64(capitals) >= headlineShare*float64(long)
}

// titleCaseSmall are words of four letters and more that title case may leave small.
var titleCaseSmall = map[string]bool{"with": true, "from": true, "over": true, "into": true, "than": true, "that": true, "after": true, "amid": true, "before": true, "about": true, "between": true, "against": true, "during": true, "under": true}

// shouted is the end of the words in capitals that begin sentence s: a kicker before running text, or the whole line.
// It is the sentence's first token when there are none, or when they are a dateline or the label of a speaker.
func (f *finder) shouted(s text.Sentence) int {
	words, letters, i := 0, 0, s.First
	for ; i < s.Last; i++ {
		w := f.word(i)
		if f.d.Tokens[i].Kind != text.Word {
			switch w {
			case "(", "—", "–", "--":
				return s.First // Gull Harbor (Coast Wire) —
			case ":":
				if words <= 3 {
					return s.First // a speaker's label, or a kicker of one name
				}
			}
			continue
		}
		if !shoutedWord(w) {
			break
		}
		words++
		letters += len(w)
	}
	switch {
	case i == s.Last && words >= 2:
		return s.Last // FULL TEXT
	case words < minShout || letters < 4*words-2 && letters < 12:
		return s.First
	}
	return i
}

// shoutedWord reports whether a word has no lower-case letter, but for a possessive.
func shoutedWord(w string) bool {
	for _, r := range bare(w) {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// calm makes the names that stand in capitals the entities that the text names in the usual way.
func (f *finder) calm() {
	for i := range f.cands {
		c := &f.cands[i]
		if c.entry > 0 || !(c.headline || c.ent != nil) || !allUpper(f.word(c.first)) || !allUpper(f.word(c.last-1)) && c.last-c.first < 3 {
			continue
		}
		name := f.text(*c)
		if strings.ToUpper(name) != name || len(name) < 4 {
			continue
		}
		if f.upper == nil {
			f.upper = f.upperNames()
		}
		if e := f.upper[name]; e != nil {
			c.ent = e
		}
	}
}

// upperNames are the full names of the text, as capitals would write them.
func (f *finder) upperNames() map[string]*ent {
	m := make(map[string]*ent, len(f.ents))
	for _, e := range f.order {
		if up := strings.ToUpper(e.name); up != e.name && !e.weak {
			m[up] = e
			if e.kind == Person && len(e.words) > 1 {
				if s := strings.ToUpper(surnameOf(e.words)); len(s) > 3 && m[s] == nil {
					m[s] = e
				}
			}
		}
	}
	return m
}
