package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minLoose is how many words a quotation must have to be reported when nothing around it attributes it: shorter ones
// are terms, nicknames and scare quotes more often than speech.
const minLoose = 5

// isQuote reports whether quotation n is somebody's words rather than a title, a term or a scare quote.
func (r *reader) isQuote(n int, a attribution) bool {
	q := r.qs[n]
	if a.none {
		return false
	}
	if q.block {
		return true
	}
	words := r.length(q)
	if words == 0 {
		return false
	}
	strong := a.rule == "after" || a.rule == "inverted" || a.rule == "continued"
	if !strong && r.titleCase(q) && a.rule != "colon" && a.rule != "lead-in" {
		if !(q.open > 0 && (r.low[q.open-1] == ":" || r.low[q.open-1] == "," && a.rule == "before")) {
			return false
		}
	}
	if !a.found() {
		return words >= minLoose
	}
	if a.rule == "unknown verb" && a.kind == judgeCue {
		return words >= 3
	}
	if q.single && words < 3 && !strong {
		return false
	}
	if a.rule == "scene" || a.rule == "next" {
		return words >= 3
	}
	return true
}

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
	n, small := 0, 0
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
		case first || len(w) > 4 || !titleSmall[strings.ToLower(w)]:
			small++
		}
		first = false
	}
	return n >= 2 && small == 0
}

var titleSmall = map[string]bool{"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "at": true, "to": true, "for": true, "and": true, "or": true, "but": true, "with": true, "from": true, "by": true, "is": true, "as": true, "vs": true, "into": true, "over": true, "it": true}
