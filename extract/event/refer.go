package event

import (
	"slices"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// referent is the name that "the company", "it" or "she" at token i stands for: the only one of its kind that the
// sentence names before it, else the only one of the sentence before. Where there are two, it is nobody's.
func (v *view) referent(i int) (string, bool) {
	var fits func(entity.Kind) bool
	switch w := v.word[i]; w {
	case "it", "its":
		fits = func(k entity.Kind) bool { return k == entity.Company || k == entity.Agency }
	case "they", "them":
		fits = func(k entity.Kind) bool { return k == entity.Company || k == entity.Agency }
	case "he", "she", "his", "her":
		fits = func(k entity.Kind) bool { return k == entity.Person }
	default:
		if s := v.ownHouse(i); s != "" {
			return s, true
		}
		kind, ok := v.r.lists.roles[w]
		if !ok || !v.definiteNoun(i) {
			return "", false
		}
		if to, titled := v.nameFrom(i + 1); titled && to.to > 0 {
			return "", false // "the company Norvane"
		}
		fits = func(k entity.Kind) bool { return k == kind }
	}
	var before []name
	for _, n := range v.names {
		if n.to <= i {
			before = append(before, n)
		}
	}
	if s, n := only(before, fits); n > 0 {
		return s, n == 1
	}
	before = v.before
	if v.word[i] == "they" { // whose lawyers, whose officials; else some that have no name
		before = slices.DeleteFunc(slices.Clone(before), func(n name) bool {
			rest := v.doc.Text[n.End:]
			own := v.doc.Slice(n.Span)
			return !strings.HasSuffix(own, "'s") && !strings.HasSuffix(own, "’s") && !strings.HasPrefix(rest, "'s ") && !strings.HasPrefix(rest, "’s ")
		})
	}
	if s, n := only(before, fits); n > 0 {
		return s, n == 1
	}
	return v.headed(v.word[i])
}

// headed is the only name of the document, or of whom a person it names speaks for, whose head is the word: "the
// administration" is the Hale administration, "the department" the Department of Ports.
func (v *view) headed(word string) (string, bool) {
	if _, role := v.r.lists.roles[word]; !role {
		return "", false
	}
	found := ""
	for i := range v.all {
		m := &v.all[i]
		for _, s := range [2]string{m.Name, m.Of} {
			if s == "" || s == found || !isHead(strings.ToLower(s), word) {
				continue
			}
			if found != "" {
				return "", false
			}
			found = s
		}
	}
	return found, found != ""
}

func isHead(name, word string) bool {
	return strings.HasPrefix(name, word+" of ") || strings.HasSuffix(name, " "+word)
}

// only returns the name of the kind, and how many different ones there are.
func only(names []name, fits func(entity.Kind) bool) (string, int) {
	found, n := "", 0
	for _, x := range names {
		if x.Name != "" && fits(x.Kind) && x.Name != found {
			found = x.Name
			n++
		}
	}
	return found, n
}

// definiteNoun reports whether "the" stands before token i, with no more than a few describing words between: "the
// company", "the artificial intelligence company".
func (v *view) definiteNoun(i int) bool {
	const adjectives = 3
	for k := i - 1; k >= 0 && k >= i-1-adjectives; k-- {
		w := v.word[k]
		if w == "the" {
			return true
		}
		if v.tokens[k].Kind != text.Word || v.r.lists.prepositions[w] || v.r.lists.boundaries[w] || v.r.lists.determiners[w] || others[w] || strings.HasSuffix(w, "'s") {
			return false
		}
		for _, n := range v.names {
			if n.Known && n.from <= k && k < n.to {
				return false // "the Norvane group"
			}
		}
	}
	return false
}

// others are words for somebody else than who was named.
var others = set(strings.Fields("and other another rival competing parent second third same different unnamed foreign new former first largest smaller"))

// ownHouse is whom the person named last before token i speaks for, where "his company" or "her agency" stands at i.
func (v *view) ownHouse(i int) string {
	if p := v.at(i - 1); p != "his" && p != "her" || v.r.lists.roles[v.word[i]] == "" {
		return ""
	}
	for k := len(v.names) - 1; k >= 0; k-- {
		if n := v.names[k]; n.to <= i && n.Kind == entity.Person {
			return n.Of
		}
	}
	return ""
}
