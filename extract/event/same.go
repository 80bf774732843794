package event

import (
	"slices"
	"strings"

	"storywatch/extract/entity"
)

// same reports whether two claims of a document are of one happening: a headline, the sentence that tells it in full,
// and the one that comes back to it.
func same(a, b *found) bool {
	if a.Type != b.Type || a.Status != b.Status || (a.Ignored == "") != (b.Ignored == "") {
		return false
	}
	if a.Ignored != "" {
		return a.Evidence == b.Evidence && a.Ignored == b.Ignored && a.Rule == b.Rule
	}
	if a.sentence == b.sentence && a.trigger == b.trigger && a.seat != b.seat {
		return false
	}
	if a.Docket != "" && b.Docket != "" && a.Docket != b.Docket {
		return false
	}
	if a.own && b.own && a.rule.single {
		return true // both sentences name the one number
	}
	if a.Court != "" && b.Court != "" && !oneName(a.Court, b.Court) {
		return false
	}
	if a.given && b.given && a.Date != b.Date && !strings.HasPrefix(a.Date, b.Date) && !strings.HasPrefix(b.Date, a.Date) {
		return false
	}
	return overlap(a, b) && !apart(a, b)
}

// overlap reports whether the parties may be the same: one in common, or one side without any.
func overlap(a, b *found) bool {
	return len(a.parties) == 0 || len(b.parties) == 0 || len(without(a.parties, b.parties)) < len(a.parties)
}

// apart reports whether each of two claims names somebody whom the other would name, were it the same happening: two
// companies that sign with one agency sign two deals, two unions that sue one port bring two suits. A person may speak
// for the company that the other sentence names.
func apart(a, b *found) bool {
	mine, theirs := without(a.parties, b.parties), without(b.parties, a.parties)
	for _, k := range a.rule.apart {
		if ofKind(mine, k) && ofKind(theirs, k) {
			return true
		}
	}
	if !a.rule.doer || len(mine) == 0 || len(theirs) == 0 || mine[0] != a.parties[0] || theirs[0] != b.parties[0] {
		return false
	}
	return mine[0].resolved && theirs[0].resolved && (mine[0].kind == entity.Person) == (theirs[0].kind == entity.Person)
}

func ofKind(ps []party, k entity.Kind) bool {
	return slices.ContainsFunc(ps, func(p party) bool { return p.resolved && p.kind == k })
}

// without are the parties of a that b does not name.
func without(a, b []party) (out []party) {
	for _, p := range a {
		if !slices.ContainsFunc(b, func(x party) bool { return oneParty(p.name, x.name) }) {
			out = append(out, p)
		}
	}
	return out
}

// oneParty reports whether two names may be one party's: the one begins with the other ("Port Authority of Lowmark",
// "Port Authority").
func oneParty(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if strings.EqualFold(a, b) {
		return true
	}
	if b == "" || len(a) == len(b) || a[len(b)] != ' ' || !strings.EqualFold(a[:len(b)], b) {
		return false
	}
	rest := a[len(b)+1:]
	return strings.Contains(b, " ") || strings.HasPrefix(rest, "of ") || strings.HasPrefix(rest, "for ")
}
