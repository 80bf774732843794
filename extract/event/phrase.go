package event

import (
	"slices"
	"strings"

	"storywatch/extract/entity"
)

// A phrase is a pattern over the words of a sentence, in lower case. Its parts are separated by spaces:
//
//	word        the word itself, or its plural or possessive
//	=word       the word in this form only
//	a|b         one of the two
//	~verb       any form of the verb
//	*           up to maxGap words, none of them a boundary between clauses
//	@           a name that the text knows, or a body without one ("the court")
//	@agency     a name of that kind (person, company, agency, place, outlet); @org is any that is no person, place or outlet
//	#           a number
type phrase struct {
	parts  []part
	source string
}

type partKind uint8

const (
	partWord partKind = iota
	partVerb
	partGap
	partName
	partNumber
)

type part struct {
	kind   partKind
	words  []string        // alternatives
	entity entity.Kind     // of a name; any when empty
	forms  map[string]form // of a verb
}

// maxGap is how many words a * may stand for: a name with a title, or a short noun phrase.
const maxGap = 8

func (irr irregular) phrase(s string) phrase {
	p := phrase{source: s}
	for _, f := range strings.Fields(strings.ToLower(s)) {
		switch {
		case f == "*":
			p.parts = append(p.parts, part{kind: partGap})
		case f[0] == '@':
			p.parts = append(p.parts, part{kind: partName, entity: entity.Kind(f[1:])})
		case f == "#":
			p.parts = append(p.parts, part{kind: partNumber})
		case f[0] == '~' && len(f) > 1:
			m := map[string]form{}
			for verb := range strings.SplitSeq(f[1:], "|") {
				irr.inflect(verb, func(w string, g form) { m[w] |= g })
			}
			p.parts = append(p.parts, part{kind: partVerb, forms: m})
		default:
			p.parts = append(p.parts, part{kind: partWord, words: strings.Split(f, "|")})
		}
	}
	return p
}

// anchor is the place of the verb among the parts, or -1.
func (p phrase) anchor() int {
	for i, x := range p.parts {
		if x.kind == partVerb {
			return i
		}
	}
	return -1
}

// match tries the phrase at token i, inside [i, limit). It returns where the phrase ends and which token its verb is
// (i when it has none).
func (p phrase) match(v *view, i, limit int) (end, verb int, ok bool) {
	verb = -1
	end, ok = matchParts(v, p.parts, i, limit, &verb)
	if verb < 0 {
		verb = i
	}
	return end, verb, ok
}

func matchParts(v *view, parts []part, i, limit int, verb *int) (int, bool) {
	for k, p := range parts {
		switch p.kind {
		case partGap:
			if k == len(parts)-1 {
				return i, true
			}
			for g := 0; g <= maxGap && i+g < limit; g++ {
				if g > 0 && v.breaks(i+g-1) {
					return 0, false
				}
				if end, ok := matchParts(v, parts[k+1:], i+g, limit, verb); ok {
					return end, true
				}
			}
			return 0, false
		case partName:
			end := v.nameAt(i)
			if p.entity != "" {
				end = v.kindAt(i, p.entity)
			}
			if end == 0 || end > limit {
				return 0, false
			}
			i = end
			continue
		}
		if i >= limit {
			return 0, false
		}
		switch p.kind {
		case partVerb:
			if p.forms[v.word[i]] == 0 {
				return 0, false
			}
			if *verb < 0 {
				*verb = i
			}
		case partNumber:
			if !v.number(i) {
				return 0, false
			}
		default:
			if !oneOf(p.words, v.word[i]) {
				return 0, false
			}
		}
		i++
	}
	return i, true
}

func oneOf(words []string, w string) bool {
	for _, x := range words {
		if x, exact := strings.CutPrefix(x, "="); exact {
			if w == x {
				return true
			}
			continue
		}
		if w == x || len(w) > len(x) && strings.HasPrefix(w, x) && pluralTail(w[len(x):]) {
			return true
		}
	}
	return false
}

// pluralTail reports whether what follows a noun in w only makes it plural or possessive.
func pluralTail(s string) bool { return s == "s" || s == "'s" || s == "es" || s == "s'" }

// phrases is a list of which one suffices.
type phrases []phrase

// find returns the first token range in [from, to) that one of the phrases matches, nearest to from.
func (ps phrases) find(v *view, from, to int) (start, end int, ok bool) {
	for i := from; i < to; i++ {
		for _, p := range ps {
			if e, _, ok := p.match(v, i, to); ok {
				return i, e, true
			}
		}
	}
	return 0, 0, false
}

// last is find from the right end.
func (ps phrases) last(v *view, from, to int) (start, end int, ok bool) {
	for i := to - 1; i >= from; i-- {
		for _, p := range ps {
			if e, _, ok := p.match(v, i, to); ok {
				return i, e, true
			}
		}
	}
	return 0, 0, false
}

// maybe reports whether a text in lower case has, for one of the phrases, some word of each of its parts that are words.
func (ps phrases) maybe(s string) bool {
	for _, p := range ps {
		if p.maybe(s) {
			return true
		}
	}
	return false
}

func (p phrase) maybe(s string) bool {
	for i := len(p.parts) - 1; i >= 0; i-- { // what a phrase ends with is rarer than what it begins with
		x := &p.parts[i]
		if x.kind == partWord && !slices.ContainsFunc(x.words, func(w string) bool { return strings.Contains(s, strings.TrimPrefix(w, "=")) }) {
			return false
		}
	}
	return true
}
