package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How probable it must be that marked words are somebody's for them to be reported: by the weights alone, and when the
// rules think so too. Lower ones let more titles and scare quotes through, higher ones lose short quotations; at these, about
// a third of the former come through in articles that the weights were not fitted to.
const (
	keepAt    = .85
	keepRules = .68
)

// keeps reports whether quotation n is somebody's words rather than a title, a term or a scare quote.
func (r *reader) keeps(n int, o *option) bool { return r.isWords(n, o) > 0 }

// isWords is how probable it is that quotation n is somebody's words, 0 when it is not to be reported. What has the
// form of speech is taken for it.
func (r *reader) isWords(n int, o *option) float64 {
	q := r.qs[n]
	if q.block {
		return 1
	}
	words := r.length(q)
	if words == 0 || r.footer(q) || r.picked.none && r.titleCase(q) {
		return 0
	}
	ended := r.endsUtterance(q) || r.endsSentence(q)
	switch likely := r.likely(n, o.attribution); {
	case likely && words >= minLoose && r.caseOf(q) == "upper" && ended:
		return 1 // a sentence or more, in marks
	case likely && (o.rule == "after" || o.rule == "inverted") && o.kind == sayCue && r.endsUtterance(q):
		return 1 // "We go," said Hale: however short
	case likely && o.rule == "introduced" && o.kind == sayCue && r.caseOf(q) == "upper" && ended:
		return 1 // Hale said: "We go."
	case likely && o.rule == "continued" && r.caseOf(q) == "upper" && ended && r.stands(q) == "alone":
		return 1 // "We go on Friday," Hale said. "That is all."
	case n > 0 && r.kept[n-1] && (o.from == n || slices.Contains(o.also, "last")) && r.markBefore(q) == "," && ended:
		return 1 // the second half: "We go," said Hale, "and stay."
	}
	p := r.isQuotation(n, o, r.picked.none)
	if p >= keepAt || p >= keepRules && r.likely(n, o.attribution) {
		return p
	}
	return 0
}

func (r *reader) endsSentence(q quoted) bool {
	return strings.HasSuffix(strings.TrimRight(r.d.Slice(q.Span), " '’"), ".")
}

// minLoose is how many words a quotation must have to count when nothing around it attributes it: shorter ones
// are terms, nicknames and scare quotes more often than speech.
const minLoose = 5

// likely reports whether the rules alone would take quotation n, with attribution a, for somebody's words.
func (r *reader) likely(n int, a attribution) bool {
	q := r.qs[n]
	if a.none {
		return false
	}
	if q.single && a.rule == "colon" && r.sentence(q.open).Paragraph == 0 {
		return false // a headline shortens what was said
	}
	words := r.length(q)
	if r.workTitle(q) {
		return false
	}
	if words <= maxModifier && a.cue >= 0 && q.open-a.cue > farCue && r.modifies(q) {
		return false
	}
	strong := a.rule == "after" || a.rule == "inverted" || a.rule == "continued"
	if !strong && r.titleCase(q) && a.rule != "colon" && a.rule != "lead-in" {
		if !(q.open > 0 && (r.low[q.open-1] == ":" || r.low[q.open-1] == "," && (a.rule == "before" || a.rule == "introduced"))) {
			return false
		}
	}
	if !a.found() {
		return words >= minLoose
	}
	if a.rule == "unknown verb" && a.kind == judgeCue {
		return words >= 3 && q.open-a.cue < farCue
	}
	if q.single && words < 3 && !strong {
		return false
	}
	if a.rule == "scene" || a.rule == "next" {
		return words >= 3
	}
	return true
}

// footer reports whether a quotation is in a syndication footer: The post "…" appeared first on …. The headline that it
// repeats may go on behind the quotation.
func (r *reader) footer(q quoted) bool {
	if q.open == 0 || r.low[q.open-1] != "post" && r.low[q.open-1] != "article" {
		return false
	}
	for i, hi := q.end, r.closing(q); i+2 < hi; i++ {
		if r.low[i] == "appeared" && r.low[i+1] == "first" && (r.low[i+2] == "on" || r.low[i+2] == "in") {
			return true
		}
	}
	return false
}

// maxModifier is how many words a term before a noun has at most: the "stand down" order.
const maxModifier = 2

// farCue is how many tokens away a verb no longer makes a short term its own.
const farCue = 9

// modifies reports whether a quotation stands like an adjective before a noun of the reporter's.
func (r *reader) modifies(q quoted) bool {
	if q.open == 0 || q.end >= len(r.low) || !r.isWord(q.end) || r.capital(q.end) || !r.sameParagraph(q.open, q.end) {
		return false
	}
	if r.endsUtterance(q) || r.is(q.end, preposition|conjunction|auxiliary|pronoun|relative|adverb) {
		return false
	}
	return r.is(q.open-1, determiner) || r.adjective(q.open-1) || r.possessive(q.open-1)
}

// workTitle reports whether a quotation is the name of a programme, a book, a song: written like a title behind a
// preposition, a possessor, or a noun such as "memoir".
func (r *reader) workTitle(q quoted) bool {
	p := q.open - 1
	if p < 0 || r.in[p] > 0 || !r.sameParagraph(p, q.open) || !r.titleCase(q) && !(r.length(q) == 1 && r.possessive(p) && r.capital(q.open+1)) {
		return false
	}
	if r.low[p] == "," && p > 0 {
		p--
		return r.noun(p)&mediumNoun != 0 || works[r.low[p]]
	}
	switch r.low[p] {
	case "on", "in", "from", "at", "by", "with", "of":
		return true
	}
	return r.possessive(p) || works[r.low[p]]
}

// works are nouns for what has a title.
var works = words("album anthem book bestseller comedy documentary drama episode feature film game hit magazine memoir movie musical novel opera painting play poem program programme series show single sitcom song story track")

// length counts the words of a quotation.
func (r *reader) length(q quoted) int {
	n := 0
	for i := q.open; i < q.end; i++ {
		if r.d.Tokens[i].Start >= q.Start && r.d.Tokens[i].End <= q.End && (r.isWord(i) || r.d.Tokens[i].Kind == 1) {
			n++
		}
	}
	return n
}

// titleCase reports whether a quotation is written like a title: two words or more, all long ones capitalised.
func (r *reader) titleCase(q quoted) bool {
	n, small, shouted := 0, 0, 0
	first := true
	for i := q.open; i < q.end; i++ {
		if !r.isWord(i) || r.d.Tokens[i].Start < q.Start {
			continue
		}
		w := r.word(i)
		c, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(c):
			n++
			if !strings.ContainsFunc(w, func(c rune) bool { return unicode.ToUpper(c) != c }) {
				shouted++
			}
		case first || len(w) > 4 || !titleSmall[r.low[i]]:
			small++
		}
		first = false
	}
	return n >= 2 && small == 0 && shouted < n
}

var titleSmall = map[string]bool{"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "at": true, "to": true, "for": true, "and": true, "or": true, "but": true, "with": true, "from": true, "by": true, "is": true, "as": true, "vs": true, "into": true, "over": true, "it": true}
