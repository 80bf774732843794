package event

import (
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// party is somebody who takes part, with how sure that is.
type party struct {
	name     string
	kind     entity.Kind // Unknown for who has no name
	from, to int
	resolved bool // a name, not an institution without one
	stands   bool // a word that stands for a name: "the company"
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
				out = append(out, party{name: n.Name, kind: n.Kind, from: n.from, to: min(n.to, len(v.word)), resolved: true})
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
	case p == "at" && people[v.at(n.from-2)]:
		return true // "workers at Helmsley Port"
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

// people are who acts for the house that they are at.
var people = set(strings.Fields("employees engineers researchers scientists staff staffers workers"))
