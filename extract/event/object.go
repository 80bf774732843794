package event

import (
	"strings"

	"storywatch/extract/text"
)

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
	for i < limit && i < len(v.word) && i > start && v.number(i-1) && v.number(i) { // an amount is not cut: "$10 | million"
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
