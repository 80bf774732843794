package event

import (
	"slices"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// maxActors bounds the parties of one claim: a list of twelve co-plaintiffs identifies nothing.
const maxActors = 4

// party is somebody who takes part, with how sure that is.
type party struct {
	name     string
	from, to int
	resolved bool // a name, not an institution without one
	stands   bool // a word that stands for a name: "the company"
}

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
			if p := (party{name: n.Name, from: n.from, to: n.to, resolved: true}); v.possessive(p) {
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

func (v *view) joined(a, b int) bool {
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
		switch v.word[i] {
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

// inPhrase reports whether a preposition stands before the party.
func (v *view) inPhrase(p party) bool {
	for i := p.from - 1; i >= 0 && i >= p.from-3; i-- {
		w := v.word[i]
		if v.r.lists.prepositions[w] {
			return true
		}
		if !v.r.lists.determiners[w] && w != "rival" && w != "former" && w != "and" && v.bodyAt(i) == 0 && (v.heading || !upper(v.doc.Text[v.tokens[i].Start])) {
			return false
		}
	}
	return false
}

func (v *view) possessive(p party) bool {
	w := v.at(p.to - 1)
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") || v.at(p.to) == "'s" || v.at(p.to) == "'" || v.at(p.to) == "’"
}

// partiesIn lists the names and bodies of a stretch that can take part in something. Outside of subjects a place, and
// a court that is only where it happens, is none.
func (v *view) partiesIn(from, to int, subject bool) []party {
	var out []party
	from = max(from, 0)
	for i := from; i < to && i < len(v.word); i++ {
		if n, ok := v.nameFrom(i); ok {
			if _, role := v.r.lists.roles[v.at(n.to)]; role && !n.Known && v.at(i-1) == "the" && v.nameAt(n.to+1) == 0 {
				i = n.to - 1 // "the American AI startup": words for a name said before
				continue
			}
			if v.takesPart(n, subject) {
				out = append(out, party{name: n.Name, from: n.from, to: min(n.to, len(v.word)), resolved: true})
			}
			i = max(n.to-1, i)
			continue
		}
		if s, ok := v.referent(i); ok && v.at(i+1) != "'s" && (subject || v.word[i] != "its" && v.word[i] != "his" && v.word[i] != "her") {
			if v.word[i] != "its" && v.word[i] != "his" && v.word[i] != "her" {
				out = append(out, party{name: s, from: i, to: i + 1, stands: true})
			}
			continue
		}
		if end := v.bodyAt(i); end > 0 && end <= to {
			if v.inCourt(i, end) {
				i = end - 1
				continue
			}
			if _, titled := v.nameFrom(end); !titled && !v.modifies(i, end) && (subject || !v.venue(i)) {
				from := v.described(i)
				out = append(out, party{name: v.bodyName(from, end), from: from, to: end})
			}
			i = end - 1
		}
	}
	return out
}

// described is where the noun phrase of a body begins: "the transport ministry" from "transport".
func (v *view) described(i int) int {
	const adjectives = 2
	for k := i - 1; k >= 0 && k >= i-1-adjectives; k-- {
		w := v.word[k]
		if v.r.lists.determiners[w] {
			return k + 1
		}
		if _, governs := v.r.govern[w]; governs || len(v.r.byVerb[w]) > 0 || v.r.lists.adverbs[w] || v.r.lists.say[w] != 0 {
			break
		}
		if v.tokens[k].Kind != text.Word || v.r.lists.prepositions[w] || v.r.lists.boundaries[w] || strings.HasSuffix(w, "'s") {
			break
		}
	}
	return i
}

// bodyName is a body's name in lower case but for what is a name in it: "federal judge", "U.S. government".
func (v *view) bodyName(from, end int) string {
	if from == 0 || v.heading {
		return strings.Join(v.word[from:end], " ")
	}
	return v.doc.Text[v.tokens[from].Start:v.tokens[end-1].End]
}

// takesPart keeps out places behind a preposition, outlets that report, and names in "according to".
func (v *view) takesPart(n name, subject bool) bool {
	p := v.at(n.from - 1)
	if p == "the" {
		p = v.at(n.from - 2)
	}
	switch {
	case n.Name == "", n.to <= v.dateline, v.inCourt(n.from, n.to), n.Kind == entity.Outlet && p == "by" && v.r.lists.say[v.at(n.from-2)]|v.r.lists.say[v.at(n.from-3)] != 0:
		return false // "first reported by The Harbor Post"
	case n.Kind == entity.Place && !subject && p != "against" && p != "with":
		return false
	case n.Kind == entity.Place && v.r.lists.prepositions[p]:
		return false
	case p == "to" && v.at(n.from-2) == "according", p == "told" && n.Kind == entity.Outlet:
		return false
	case p == "in" || p == "on" || p == "at" || p == "near":
		return false
	}
	return true
}

// modifies reports whether the body's word only describes the word behind it: "court filing", "government contract".
func (v *view) modifies(from, end int) bool {
	if from > 0 && end < len(v.word) && !v.heading && upper(v.doc.Text[v.tokens[from].Start]) && (v.word[end] == "of" || upper(v.doc.Text[v.tokens[end].Start])) {
		return true // "Secretary of Transport Mara Lindqvist", "House Ethics Committee"
	}
	switch v.at(end) {
	case "filing", "filings", "order", "orders", "document", "documents", "contract", "contracts", "records", "papers", "case", "hearing",
		"agencies", "officials", "action", "actions", "battle", "fight", "shutdown", "data", "room", "member", "members", "chairman", "leader", "leaders":
		return true
	}
	return v.tokens[from].Kind != text.Word
}

// venue reports whether the body at i is only where something happens: "in federal court".
func (v *view) venue(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch v.word[k] {
		case "in", "at", "before", "into":
			return true
		}
	}
	return false
}

// objectOf is what the claim is about, in few words: the object with what describes it, without the article.
func (v *view) objectOf(h *hit) string {
	from, to := h.obj[0], h.obj[1]
	if h.f.def.Complement {
		return v.complement(h)
	}
	if to <= from {
		from, to = h.to, h.to
		if to >= h.c.to || !v.about(to) {
			return v.tailObject(to, h.c.to)
		}
	}
	for from > 0 && from > h.to && !v.r.lists.determiners[v.word[from-1]] && v.describes(from-1) && h.obj[0]-from < maxDescribe {
		from--
	}
	return v.words(from, v.extend(to, h.c.to))
}

// complement is what somebody is called or designated: the noun phrase behind "a", "an" or "as".
func (v *view) complement(h *hit) string {
	if i := v.complementAt(h); i > 0 {
		return v.words(i, v.extend(i, h.c.to))
	}
	for _, n := range v.names { // headlines have no articles
		if v.heading && n.from > h.from && n.to < h.c.to {
			return v.words(n.to, v.extend(n.to, h.c.to))
		}
	}
	if h.obj[1] > h.obj[0] {
		return v.words(h.obj[0], h.obj[1])
	}
	return ""
}

// complementAt is where the noun phrase behind "a", "an" or "as" begins; 0 when there is none.
func (v *view) complementAt(h *hit) int {
	for i := h.from + 1; i < h.c.to && i < len(v.word); i++ {
		if w := v.word[i]; w == "a" || w == "an" || w == "as" && v.at(i+1) != "a" && v.at(i+1) != "an" {
			return i + 1
		}
	}
	return 0
}

// maxDescribe and maxTail bound an object: words before and behind its noun.
const (
	maxDescribe = 4
	maxTail     = 8
)

// tailObject looks behind a verb without object words for what it is about: "over the port fees".
func (v *view) tailObject(from, to int) string {
	for i := from; i < to && i < len(v.word); i++ {
		if v.about(i) {
			return v.words(i+1, v.extend(i+1, to))
		}
	}
	return ""
}

func (v *view) about(i int) bool {
	switch v.at(i) {
	case "over", "about", "for", "on", "against", "alleging":
		if n, ok := v.nameFrom(i + 1); ok && v.at(i) != "over" && v.at(i) != "about" {
			_ = n
			return false
		}
		return v.at(i) != "on" || !v.number(min(i+1, len(v.word)-1)) && !dayWords[v.at(i+1)]
	}
	return false
}

// describes reports whether the token may stand inside a noun phrase.
func (v *view) describes(i int) bool {
	if v.tokens[i].Kind == text.Punct && v.word[i] != "$" && v.word[i] != "%" {
		return false
	}
	return !v.breaks(i) && !v.r.lists.prepositions[v.word[i]] && v.r.lists.say[v.word[i]] == 0
}

// extend follows "of …", "for …" and plain words behind the object's noun.
func (v *view) extend(i, limit int) int {
	start := i
	for i < limit && i < len(v.word) && i-start < maxTail {
		w := v.word[i]
		if w == "," || w == "." || dayWords[w] || v.tokens[i].Kind == text.Mark && i > start || v.breaks(i) && !v.r.lists.prepositions[w] || v.r.lists.say[w] != 0 {
			break
		}
		if w == "on" && i+1 < len(v.word) && (dayWords[v.word[i+1]] || v.number(i+1)) || w == "after" || w == "by" || w == "and" {
			break
		}
		i++
	}
	for i > start && (v.r.lists.prepositions[v.word[i-1]] || v.r.lists.determiners[v.word[i-1]]) {
		i--
	}
	return i
}

// words is the text of tokens without marks at its ends and without a leading article.
func (v *view) words(from, to int) string {
	for from < to && (v.r.lists.determiners[v.word[from]] || v.tokens[from].Kind == text.Mark) {
		from++
	}
	for to > from && (v.tokens[to-1].Kind == text.Mark || v.word[to-1] == "." || v.word[to-1] == ",") {
		to--
	}
	if from >= to || to > len(v.tokens) {
		return ""
	}
	return v.doc.Text[v.tokens[from].Start:v.tokens[to-1].End]
}

var dayWords = set(strings.Fields("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight late early earlier last this next"))
