package event

import (
	"slices"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// maxActors bounds the parties of one claim: a list of twelve co-plaintiffs identifies nothing.
const maxActors = 4

// actors are the parties of a hit, the doer first.
func (v *view) actors(h *hit) []party {
	g, c := h.g, h.c
	var doers, others []party
	left := v.subjectOf(h)
	if len(left) == 0 && v.word[h.from] == "in" {
		left = v.behindComma(h)
	}
	right := v.partiesIn(h.g.verb+1, v.reach(h), false)
	switch {
	case g.passive:
		from, to := v.agent(h.to, c.to)
		doers = v.first(v.partiesIn(from, to, true))
		others = append(others, left...)
		for _, p := range right {
			if p.from < from || from == to {
				others = append(others, p)
			}
		}
	default:
		doers, others = left, right
	}
	return v.withOrganisations(merge(named(doers, others)...))
}

// behindComma is the subject of a sentence that opens with the hit: "In a letter to the mayors last week, X warned".
func (v *view) behindComma(h *hit) []party {
	const near = 10
	for i := h.to; i < len(v.word) && i < h.to+near; i++ {
		if v.word[i] == "," {
			return v.first(v.partiesIn(i+1, min(i+6, len(v.word)), true))
		}
	}
	return nil
}

// named leaves out who has no name where somebody has one, but for those that are described ("federal judge"): "the
// court", "the secretary" tell no party from another. Of bodies alone those stay that can act; "the secretary" alone may
// be anybody's.
func named(doers, others []party) [][]party {
	resolved := slices.ContainsFunc(slices.Concat(doers, others), func(p party) bool { return p.resolved || p.stands })
	keep := func(ps []party) (out []party) {
		for _, p := range ps {
			word := strings.ToLower(p.name)
			if p.resolved || p.stands || !titlesOnly[word] && (!resolved || strings.Contains(word, " ")) {
				out = append(out, p)
			}
		}
		return out
	}
	return [][]party{keep(doers), keep(others)}
}

// titlesOnly are titles that name nobody without the name behind or the office before.
var titlesOnly = set(strings.Fields("secretary minister president governor judge employees workers"))

// organisations are the companies and agencies whose things tokens [from, to) name: "to use Ostrava's trains".
func (v *view) organisations(from, to int) (out []party) {
	for _, n := range v.names {
		if n.from >= from && n.to <= to && n.Known && (n.Kind == entity.Company || n.Kind == entity.Agency) {
			if p := (party{name: n.Name, kind: n.Kind, from: n.from, to: n.to, resolved: true}); v.possessive(p) {
				out = append(out, p)
			}
		}
	}
	return v.first(out)
}

// withOrganisations adds whom the named persons speak for, behind the parties that the sentence names: one report says
// that a company signed, the next that its chief did.
func (v *view) withOrganisations(ps []party) []party {
	const most = maxActors + 2
	for _, p := range ps {
		i := slices.IndexFunc(v.all, func(n entity.Mention) bool { return n.Name == p.name && n.Known && n.Of != "" })
		if i < 0 || len(ps) >= most {
			continue
		}
		of := v.all[i].Of
		if !slices.ContainsFunc(ps, func(x party) bool { return strings.EqualFold(x.name, of) }) {
			ps = append(ps, party{name: of, from: p.from, to: p.to, resolved: true})
		}
	}
	return ps
}

// reach is how far behind its verb a hit's parties stand: to the end of the clause, but not into what it is for ("to
// expand its data centers") or a remark behind a comma.
func (v *view) reach(h *hit) int {
	to := min(h.c.to, len(v.word))
	if i := v.complementAt(h); h.f.def.Complement && i > 0 { // what it was called is no party
		to = min(to, i)
	}
	for i := max(h.to, h.obj[1]); i < to; i++ {
		switch v.word[i] {
		case "to":
			if _, named := v.nameFrom(i + 1); !named && !v.r.lists.determiners[v.at(i+1)] && !upper(v.doc.Text[v.tokens[min(i+1, len(v.tokens)-1)].Start]) {
				return i
			}
		case ",":
			if !v.listComma(i) {
				return i
			}
		}
	}
	return to
}

// first keeps the first party and those joined to it by "and" or a comma.
func (v *view) first(ps []party) []party {
	for i := 1; i < len(ps); i++ {
		if !v.joined(ps[i-1].to, ps[i].from) {
			return ps[:i]
		}
	}
	return ps
}

// joined reports whether only words of a list stand in [a, b): "and", or "and its chief executive".
func (v *view) joined(a, b int) bool {
	const role = 5                 // words of "its longtime chief operating officer"
	if a < b && v.word[a] == "." { // of "Ltd."
		a++
	}
	if w := v.at(a + 1); v.at(a) == "and" && (w == "its" || w == "his" || w == "her" || w == "their") && b-a-2 <= role {
		for i := a + 2; i < b; i++ {
			if v.tokens[i].Kind != text.Word || v.r.lists.prepositions[v.word[i]] || len(v.r.byVerb[v.word[i]]) > 0 && v.r.byVerb[v.word[i]][0].form&formPast != 0 {
				return false
			}
		}
		return true
	}
	for i := a; i < b; i++ {
		switch w := v.word[i]; w {
		case "and", ",", "&", "the", "over", "than", "more", "employees", "workers", "staff":
		default:
			if !v.number(i) {
				return false // "60 Ostrava employees and over 300 Helmsley employees" is a list
			}
		}
	}
	return b-a <= 5
}

func merge(lists ...[]party) []party {
	var out []party
	seen := map[string]bool{}
	for _, l := range lists {
		for _, p := range l {
			if !seen[p.name] && len(out) < maxActors {
				seen[p.name] = true
				out = append(out, p)
			}
		}
	}
	return out
}

// subjectOf is who stands before the verb group as its subject.
func (v *view) subjectOf(h *hit) []party {
	g, c := h.g, h.c
	to := g.subject
	if !g.passive && h.obj[1] <= g.verb && h.obj[1] > h.obj[0] && h.reduced {
		to = h.obj[0]
	}
	ps := v.partiesIn(c.from, to, true)
	if len(ps) == 0 && v.pronounIn(c.from, to) || len(ps) == 0 && (v.relative(c, g) || v.carried(c, g)) {
		ps = v.last(v.fitting(v.partiesIn(0, c.from, true), c.from, to))
	}
	if len(ps) == 0 && c.from > 0 && v.at(c.from-1) == "," {
		ps = v.last(v.partiesIn(0, c.from, true))
	}
	return v.subjects(ps, to)
}

// fitting leaves out of ps whom a pronoun in [from, to) cannot mean: "it" is no person, "he" no company.
func (v *view) fitting(ps []party, from, to int) []party {
	it, person := false, false
	for i := from; i < to; i++ {
		it = it || v.word[i] == "it"
		person = person || v.word[i] == "he" || v.word[i] == "she"
	}
	if it == person {
		return ps
	}
	return slices.DeleteFunc(slices.Clone(ps), func(p party) bool {
		n, ok := v.nameFrom(p.from)
		return ok && n.Kind != entity.Unknown && (n.Kind == entity.Person) == it
	})
}

// carried reports whether the verb shares the subject of one before it: "lost the case and appealed".
func (v *view) carried(c clause, g group) bool {
	return c.from >= g.subject || v.at(g.subject-1) == "and"
}

func (v *view) pronounIn(from, to int) bool {
	for i := from; i < to; i++ {
		switch w, _, _ := strings.Cut(v.word[i], "'"); w {
		case "it", "he", "she", "they":
			return true
		}
	}
	return false
}

// subjects keeps of what stands before a verb what is its subject: the last party that is no prepositional phrase, and
// those joined to it; with none of that kind, all.
func (v *view) subjects(ps []party, to int) []party {
	if len(ps) == 0 {
		return nil
	}
	best := -1
	for i := len(ps) - 1; i >= 0; i-- {
		if !v.inPhrase(ps[i]) && !v.possessive(ps[i]) {
			best = i
			break
		}
	}
	if best < 0 {
		return ps
	}
	start := best
	for start > 0 && v.joined(ps[start-1].to, ps[start].from) {
		start--
	}
	out := append([]party{}, ps[start:best+1]...)
	for i := best + 1; i < len(ps) && !v.comma(ps[i-1].to, ps[i].from); i++ { // "talks between X and Y", "the chief executive of X"
		out = append(out, ps[i])
	}
	for i := start - 1; i >= 0; i-- { // "Helix's general counsel"
		if v.possessive(ps[i]) && ps[start].from-ps[i].to <= 2 {
			out = append(out, ps[i])
		}
	}
	return out
}

// comma reports whether a comma stands in [a, b) that does not only join names.
func (v *view) comma(a, b int) bool {
	for i := a; i < b; i++ {
		if v.word[i] == "," && !v.listComma(i) {
			return true
		}
	}
	return false
}

// last keeps the last party that is no prepositional phrase, with those joined to it.
func (v *view) last(ps []party) []party { return v.subjects(ps, 0) }
