package event

import (
	"strings"

	"storywatch/extract/text"
)

// hit is a frame that fits at a place of a sentence.
type hit struct {
	f        *frame
	g        group
	c        clause
	status   string
	ignored  string
	obj      [2]int // tokens of the words the frame wanted as object; equal when it wants none
	from, to int    // tokens of the trigger
	reduced  bool   // a participle that tells more of a noun: "the lawsuit filed in May"
	mode     mode
}

// defaultGap is how many words may stand between a verb and its object: "filed, together with two port unions and a
// pilots' association, a lawsuit".
const defaultGap = 14

// notReach is how far before a frame's words the words lie that must not stand there.
const notReach = 20

// hits tries every frame on every word of the sentence.
func (v *view) hits() []hit {
	var out []hit
	for i, w := range v.word {
		if v.tokens[i].Kind == text.Word {
			for _, x := range v.r.byVerb[w] {
				if h, ok := v.verbHit(i, x); ok {
					out = append(out, h)
				}
			}
		}
		for _, f := range v.r.byWord[w] {
			if h, ok := v.phraseHit(i, f); ok {
				out = append(out, h)
			}
		}
		if len(v.r.byWord[""]) > 0 && v.nameAt(i) > 0 {
			for _, f := range v.r.byWord[""] {
				if h, ok := v.phraseHit(i, f); ok {
					out = append(out, h)
				}
			}
		}
	}
	return out
}

// verbHit tries a frame whose verb is the word at i.
func (v *view) verbHit(i int, x verbFrame) (hit, bool) {
	for k, t := range x.tail {
		if v.at(i+1+k) != t {
			return hit{}, false
		}
	}
	f := x.f
	if !v.heading && i > 0 && upper(v.doc.Text[v.tokens[i].Start]) && v.tokens[i-1].Kind != text.Mark {
		return hit{}, false // part of a name: "Fire TV"
	}
	if x.form&(formBase|formS) != 0 && x.form&formPast == 0 && v.nominal(i) || x.form == formIng && v.noun(i) {
		return hit{}, false
	}
	h := hit{f: f, from: i, to: i + 1 + len(x.tail)}
	h.g = v.group(i, x.form)
	if h.g.bare && articles[v.at(i-1)] {
		return hit{}, false // "a banned group"
	}
	if h.g.bare && !v.heading && x.form&formPart != 0 && v.opens(h.g.start) && h.to < len(v.word) && v.tokens[h.to].Kind == text.Word && !v.r.lists.prepositions[v.word[h.to]] && !dayWords[v.word[h.to]] {
		return hit{}, false // "Lost contracts are serious"
	}
	h.c = v.clauseOf(h.g)
	if !v.voice(&h, x.form) {
		return hit{}, false
	}
	return v.complete(h)
}

// opens reports whether token i is the first word of the sentence or of a quote in it.
func (v *view) opens(i int) bool {
	return i == 0 || v.tokens[i-1].Kind == text.Mark && (i == 1 || v.at(i-2) == ",")
}

// nominal reports whether the word at i is a noun though it looks like a verb: "its appeals", "the awards".
func (v *view) nominal(i int) bool {
	p := v.at(i - 1)
	return v.r.lists.determiners[p] || v.r.lists.prepositions[p] && p != "to" || strings.HasSuffix(p, "'s") && !pronouns[strings.TrimSuffix(p, "'s")]
}

// noun reports whether the -ing form at i is a noun: "the ruling".
func (v *view) noun(i int) bool {
	p := v.at(i - 1)
	return v.r.lists.determiners[p] || strings.HasSuffix(p, "'s")
}

// voice finds who stands where: object behind the verb, or before it when it is passive; and whether a bare "filed"
// is past tense or a participle.
func (v *view) voice(h *hit, f form) bool {
	g, c, fr := &h.g, h.c, h.f
	if len(fr.subject) > 0 {
		from, to := c.from, g.subject
		if g.passive || g.bare && v.at(h.to) == "by" {
			if a, b := v.agent(h.to, c.to); b > a {
				from, to = a, b
			}
		}
		if _, _, ok := fr.subject.find(v, from, max(to, from)); !ok {
			return false
		}
	}
	if len(fr.object) == 0 {
		h.obj = [2]int{h.to, h.to}
		next := v.at(h.to)
		if fr.def.Transitive && !g.bare && !g.passive && f&(formBase|formS) != 0 && v.heading && v.noObject(h.to) {
			return false // "Senator proposes train ban for officials"
		}
		if g.bare && (next == "by" || fr.def.Transitive && v.noObject(h.to) || v.heading && next == "for") && fr.def.Voice != "active" {
			g.passive = true
			h.reduced = !v.heading
		}
		return fr.def.Voice == "" || (fr.def.Voice == "passive") == g.passive
	}
	behind := func() bool {
		a, b, ok := fr.object.find(v, h.to, min(c.to, h.to+fr.gap+6))
		if ok && a-h.to <= fr.gap {
			h.obj = [2]int{a, b}
			return true
		}
		return false
	}
	before := func(from int) bool {
		a, b, ok := fr.object.last(v, from, g.subject)
		if ok {
			h.obj = [2]int{a, b}
		}
		return ok
	}
	switch {
	case g.passive:
		return fr.def.Voice != "active" && (before(c.from) || behind())
	case g.bare && f&formPart != 0:
		// "filed a lawsuit" or "the lawsuit, filed"
		if fr.def.Voice != "passive" && v.at(h.to) != "by" && behind() {
			return true
		}
		if fr.def.Voice == "active" {
			return false
		}
		from := max(0, g.subject-6)
		if a, b, ok := fr.object.last(v, from, g.subject); ok && g.subject-b <= 3 && v.plain(b, g.subject) {
			h.obj = [2]int{a, b}
			g.passive = true
			h.reduced = !v.heading
			return true
		}
		return false
	default:
		return fr.def.Voice != "passive" && behind()
	}
}

// noObject reports whether no object can begin at token i: then a bare "deployed" is a participle.
func (v *view) noObject(i int) bool {
	if i >= len(v.word) {
		return true
	}
	w := v.word[i]
	return v.r.lists.prepositions[w] || w == "," || w == "." || w == "and"
}

var articles = set([]string{"a", "an", "the", "its", "his", "their", "our", "my", "your", "other", "such", "only"})

// plain reports whether nothing but commas stands in [a, b), or a short phrase without a boundary.
func (v *view) plain(a, b int) bool {
	for i := a; i < b; i++ {
		if v.word[i] != "," && v.breaks(i) {
			return false
		}
	}
	return true
}

// agent is the range behind "by" in [from, to).
func (v *view) agent(from, to int) (int, int) {
	for i := from; i < to && i < from+12; i++ {
		if v.word[i] == "by" {
			return i + 1, to
		}
	}
	return from, from
}

// phraseHit tries the phrases of a frame at token i.
func (v *view) phraseHit(i int, f *frame) (hit, bool) {
	for _, p := range f.phrase {
		end, verb, ok := p.match(v, i, len(v.word))
		if !ok {
			continue
		}
		h := hit{f: f, from: i, to: end, obj: [2]int{i, end}}
		if a := p.anchor(); a >= 0 {
			form := p.parts[a].forms[v.word[verb]]
			if form&formPast == 0 && form&(formBase|formS) != 0 && v.nominal(verb) {
				continue
			}
			h.g = v.group(verb, form)
		} else {
			h.g = v.loose(i, end)
		}
		h.c = v.clauseOf(h.g)
		h.c.to = max(h.c.to, end)
		if len(f.subject) > 0 {
			if _, _, ok := f.subject.find(v, h.c.from, max(h.g.subject, h.c.from)); !ok {
				continue
			}
		}
		if len(f.object) > 0 {
			a, b, ok := f.object.find(v, end, min(h.c.to, end+f.gap))
			if !ok {
				continue
			}
			h.obj = [2]int{a, b}
		}
		if h, ok := v.complete(h); ok {
			return h, true
		}
	}
	return hit{}, false
}

// looseReach is how far before such a phrase a verb governs it.
const looseReach = 3

// loose is the group of a phrase without a verb of its own: "back at the table" behind "are".
func (v *view) loose(i, end int) group {
	g := group{start: i, verb: i, subject: i, governor: -1}
	j := v.skipAdverbs(i-1, &g)
	if j >= 0 && v.tokens[j].Kind == text.Mark {
		j--
	}
	if beForms[v.at(j)] {
		a := v.auxiliaries(j, g, 0)
		a.passive = false
		return a
	}
	for k := i - 1; k >= 0 && k > i-12; k-- {
		if v.r.lists.conditions[v.word[k]] || v.breaks(k) && v.word[k] != "," {
			break
		}
		if m, ok := modals[expand(v.word[k])]; ok {
			g.mode = m
			g.negative = g.negative || strings.HasSuffix(v.word[k], "n't") || v.at(k+1) == "not"
		}
		if gov, ok := v.governor(k); ok && gov.form != 0 && g.mode == done && k >= i-looseReach {
			g.mode = gov.mode
			if gov.mode == neutral {
				g.mode = done
			}
		}
		if v.word[k] == "no" || v.word[k] == "not" || v.word[k] == "without" || strings.HasSuffix(v.word[k], "n't") {
			g.negative = true
		}
	}
	for k := end; k < len(v.word) && k < end+looseReach*2 && v.word[k] != "," && !v.breaks(k); k++ { // "a test of the engine could follow"
		if m, ok := modals[expand(v.word[k])]; ok && g.mode == done {
			g.mode = m
			g.negative = g.negative || strings.HasSuffix(v.word[k], "n't") || v.at(k+1) == "not"
			break
		}
	}
	return g
}
