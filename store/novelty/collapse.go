package novelty

import (
	"cmp"
	"slices"
)

// Group is one happening as one document tells it: the claim that says most, and the others. Both are indexes into the
// document's claims.
type Group struct {
	Lead   int
	Others []int
}

// Collapse folds the claims of one document that tell one happening: the most specific type leads, of one type the
// latest status, of equals the most confident and then the first. Ignored claims come alone. Groups stand in the order
// of their leads.
func Collapse(claims []Claim, r Rules) []Group {
	order := make([]int, len(claims))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return says(&claims[i], &claims[j], &r) })
	var groups []Group
	for _, i := range order {
		c := &claims[i]
		at := -1
		if c.Ignored == "" {
			at = slices.IndexFunc(groups, func(g Group) bool { return oneHappening(c, &claims[g.Lead], &r) })
		}
		if at < 0 {
			groups = append(groups, Group{Lead: i})
		} else {
			groups[at].Others = append(groups[at].Others, i)
		}
	}
	slices.SortFunc(groups, func(a, b Group) int { return a.Lead - b.Lead })
	return groups
}

// says orders claims by how much they say, most first.
func says(a, b *Claim, r *Rules) int {
	if a.Type == b.Type {
		return cmp.Or(cmp.Compare(r.Ladder.rung(b.Type, b.Status), r.Ladder.rung(a.Type, a.Status)), cmp.Compare(b.Confidence, a.Confidence))
	}
	// A total order over types, so that sorting is sound: more specific types first, others by name.
	return cmp.Or(cmp.Compare(rank(a.Type), rank(b.Type)), cmp.Compare(a.Type, b.Type))
}

// rank is how general a type is: its place in the family where it stands last.
func rank(typ string) int {
	n := 0
	if typ == catchAll {
		return len(families) + 10
	}
	for _, f := range families {
		n = max(n, slices.Index(f, typ))
	}
	return n
}

// catchAll is the type that any sentence with a speaker can be; a sentence that says something more definite is that.
const catchAll = "statement"

func oneHappening(c, lead *Claim, r *Rules) bool {
	if lead.Ignored != "" || c.Withdraws != lead.Withdraws {
		return false
	}
	if c.Type == catchAll && lead.Type != catchAll && c.Start < lead.End && lead.Start < c.End {
		return true
	}
	if c.Type == lead.Type && r.Ladder.step(c.Type, c.Status, lead.Status) == opposite {
		return false // denied here, granted there: two courts, or the history of one
	}
	d := *c
	d.Actors = identifying(c.Actors)
	c = &d
	as := Development{
		ID: 1, Story: lead.Story, Type: lead.Type, Status: lead.Status, Actors: identifying(lead.Actors), Object: lead.Object,
		Court: lead.Court, Docket: lead.Docket, Date: lead.Date, FirstSeen: lead.SeenAt, LastSeen: lead.SeenAt,
	}
	return match(c, &as, r).Fits
}
