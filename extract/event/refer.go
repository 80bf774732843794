package event

import "storywatch/extract/entity"

// referent is the name that "the company", "it" or "she" at token i stands for: the only one of its kind that the
// sentence names before it, else the only one of the sentence before. Where there are two, it is nobody's.
func (v *view) referent(i int) (string, bool) {
	var fits func(entity.Kind) bool
	switch w := v.word[i]; w {
	case "it", "its":
		fits = func(k entity.Kind) bool { return k == entity.Company || k == entity.Agency }
	case "he", "she", "his", "her":
		fits = func(k entity.Kind) bool { return k == entity.Person }
	default:
		kind, ok := v.r.lists.roles[w]
		if !ok || v.at(i-1) != "the" {
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
	s, n := only(v.before, fits)
	return s, n == 1
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
