package event

import (
	"slices"
	"strings"
)

// knownThreat reports whether the threat is one the reader has heard of: "the ministry's threats to ban the trains".
func (v *view) knownThreat(h *hit) bool {
	g := h.g.governor
	if g < 1 || v.word[g] != "threat" && v.word[g] != "threats" {
		return false
	}
	w := v.word[g-1]
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") || w == "his" || w == "her" || w == "its" || w == "their" || w == "the"
}

// recounted reports whether the clause tells how something came about that the reader has heard of: "how the talks
// collapsed".
func (v *view) recounted(h *hit) bool {
	if h.mode != done {
		return false
	}
	for i := max(0, h.c.from-1); i < h.g.subject && i < len(v.word); i++ {
		if v.word[i] == "how" {
			return true
		}
	}
	return false
}

// aside reports whether the whole sentence stands in brackets: it reminds the reader of what is known.
func (v *view) aside() bool {
	if v.at(0) != "(" {
		return false
	}
	i := slices.Index(v.word, ")") // none: the aside goes on
	return i < 0 || i >= len(v.word)-2
}

// context reports whether the clause only says against what the news stands: "the visit comes as the port threatens to
// sue".
func (v *view) context(h *hit) bool {
	if h.c.opener != "as" || h.c.at < 1 {
		return false
	}
	switch v.at(h.c.at - 1) {
	case "come", "comes", "came", "coming":
		return true
	}
	return false
}

// retold reports whether the sentence tells down in the text what came before the news: "earlier this week", "last
// week", "then", or goes on from a sentence that does ("He gave them until Friday.").
func (v *view) retold(h *hit, d dated) bool {
	if v.title || v.index < leadSentences {
		return false
	}
	if v.at(0) == "then" && h.mode == done {
		return true
	}
	if n := len(v.word); n > 0 && v.tokens[0].Start > 0 && (v.word[0] == "he" || v.word[0] == "she" || v.word[0] == "it" || v.word[0] == "they") && v.index > 0 {
		before := v.doc.Sentences[v.index-1]
		if before.Paragraph == v.doc.Sentences[v.index].Paragraph && saysEarlier(strings.ToLower(v.doc.Slice(before.Span))) {
			return true
		}
	}
	return h.mode == done && saysEarlier(strings.Join(v.word[h.c.from:min(h.c.to, len(v.word))], " ")) ||
		h.mode == done && v.opensEarlier()
}

// opensEarlier reports whether the sentence's first words put all of it into the past.
func (v *view) opensEarlier() bool {
	const opening = 5
	s := strings.Join(v.word[:min(opening, len(v.word))], " ")
	for _, p := range [...]string{"hours later", "hours after", "within hours", "days later", "moments after", "moments later"} {
		if strings.HasPrefix(s, p) || strings.HasPrefix(s, "just "+p) {
			return true
		}
	}
	return saysEarlier(s)
}

func saysEarlier(s string) bool {
	for _, p := range [...]string{"earlier this week", "earlier this month", "earlier this year", "last week", "last month", "last year", "over the past", "over the last", "in recent weeks", "in recent months"} {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// supposed reports whether the claim is what "you could say": no one says it.
func (v *view) supposed(h *hit) bool {
	for i := 0; i+1 < h.from && i+1 < len(v.word); i++ {
		if v.word[i] != "you" && v.word[i] != "one" {
			continue
		}
		switch v.word[i+1] {
		case "could", "might", "may", "can", "would":
			return !v.inMarks(i)
		}
	}
	return false
}

// definite reports whether the thing that a participle belongs to is one the reader knows: "the agreement signed on".
func (v *view) definite(h *hit) bool {
	for i := h.obj[0]; i >= 0 && i > h.obj[0]-4; i-- {
		if w := v.word[i]; w == "the" || w == "that" || w == "this" {
			return true
		}
	}
	return false
}

// guessed reports whether somebody only supposes what is not done yet: "is apparently threatening to sue".
func (v *view) guessed(h *hit) bool {
	if h.mode == done {
		return false
	}
	for i := max(0, h.c.from); i < h.to && i < len(v.word); i++ {
		if v.r.lists.guess[v.word[i]] {
			return true
		}
	}
	return false
}

// hearsaid reports whether the sentence tells, down in the text, what others have reported: the news stands above.
func (v *view) hearsaid(h *hit) bool {
	return h.g.hearsay && !v.title && v.index >= leadSentences
}

// standing reports whether the sentence says, down in the text, how things stand: "the talks have stalled".
func (v *view) standing(h *hit) bool {
	return h.f.typ.state[h.status] && !v.title && v.index >= leadSentences
}
