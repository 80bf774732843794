package entity

import (
	"slices"
	"strings"
	"unicode"

	"storywatch/extract/text"
)

// acronyms reads definitions: "Port Safety Agency (PSA)".
func (f *finder) acronyms() {
	for i := range f.cands {
		c := &f.cands[i]
		if c.ent == nil || c.ent.kind == Person || c.ent.kind == Place || c.last+2 >= len(f.d.Tokens) || f.word(c.last) != "(" || f.word(c.last+2) != ")" {
			continue
		}
		w := f.word(c.last + 1)
		if (acronym(w) || allUpper(w)) && !outlets[w] && abbreviates(w, c.ent.words) {
			f.byLead[w] = c.ent
			if c.ent.kind == Unknown {
				c.ent.kind = Agency
			}
		}
	}
}

// abbreviates reports whether an acronym can stand for a name: it begins like one of its words.
func abbreviates(acronym string, words []string) bool {
	for _, w := range words {
		if firstRune(w) == firstRune(acronym) {
			return true
		}
	}
	return false
}

// define lets an acronym in brackets say where the name before it begins: "Coast and Customs Agency (CCA)" is one name.
func (f *finder) define() {
	for i := len(f.cands) - 1; i >= 0; i-- {
		c := &f.cands[i]
		if c.entry > 0 || c.kind == Person || c.kind == Place || c.last+2 >= len(f.d.Tokens) || f.word(c.last) != "(" || f.word(c.last+2) != ")" {
			continue
		}
		start := f.spelled(c.last, f.word(c.last+1))
		if start < 0 || start >= c.first || !f.free(i, start) {
			continue
		}
		c.first, c.weak = start, false
		c.kind = f.kindOf(c.first, c.last, false)
		f.cands = slices.DeleteFunc(f.cands, func(o cand) bool {
			return o.first >= start && o.last <= c.last && o.first != c.first || o.first == start && o.last < c.last
		})
		i = min(i, len(f.cands))
	}
}

// free reports whether the candidates before the i-th, from token start on, may be parts of a longer name.
func (f *finder) free(i, start int) bool {
	for k := i - 1; k >= 0 && f.cands[k].last > start; k-- {
		if f.cands[k].first < start || f.cands[k].entry > 0 || f.cands[k].kind == Person {
			return false
		}
	}
	return true
}

// spelled is the token at which a name begins that ends before token end and whose capitals are those of an acronym, or
// -1. Small words between may lend it a letter (DoP) or none.
func (f *finder) spelled(end int, acronym string) int {
	letters := []rune(acronym)
	if len(letters) < 3 || len(letters) > maxDefined || !allUpper(acronym) && strings.ToLower(acronym) == acronym {
		return -1
	}
	k := len(letters) - 1
	start := -1
	for i := end - 1; i >= 0 && k >= 0 && f.d.Tokens[i].Kind == text.Word; i-- {
		w := f.word(i)
		switch r := firstRune(w); {
		case r == letters[k]:
			k--
			start = i
		case smallWords[w]:
		default:
			return -1
		}
	}
	if k >= 0 || !unicode.IsUpper(firstRune(f.word(start))) {
		return -1
	}
	return start
}

// maxDefined is how many letters a defined acronym may have; longer words in capitals are shouted.
const maxDefined = 8

// smallWords stand within names in lower case.
var smallWords = map[string]bool{"a": true, "an": true, "and": true, "for": true, "in": true, "of": true, "on": true, "the": true, "to": true, "&": true}
