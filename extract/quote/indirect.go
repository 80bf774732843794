package quote

import (
	"strings"

	"storywatch/extract/text"
)

// minIndirect is how many words the content of indirect speech must have; shorter stretches are objects.
const minIndirect = 4

// indirect reads speech without marks: "X said that …", "X said …", "…, X said", "according to X, …". Sentences with a
// quotation of their own are left to that.
func (r *reader) indirect() []attributed {
	var out []attributed
	for _, s := range r.d.Sentences {
		if r.quotedIn(s) {
			continue
		}
		if a, ok := r.reported(s); ok {
			out = append(out, a)
		}
	}
	return out
}

// attributed is a stretch of indirect speech and whose it is.
type attributed struct {
	text.Span
	attribution
}

func (r *reader) quotedIn(s text.Sentence) bool {
	for i := s.First; i < s.Last; i++ {
		if r.in[i] > 0 {
			return true
		}
	}
	return false
}

// reported reads one sentence.
func (r *reader) reported(s text.Sentence) (attributed, bool) {
	for k := s.First; k < s.Last; k++ {
		if r.low[k] == "according" && k+2 < s.Last && r.low[k+1] == "to" {
			p, next := r.phraseFrom(k+2, s.Last)
			if p.sort == noPhrase {
				continue
			}
			a := attribution{who: p, cue: k, rule: "according", kind: sayCue}
			if k == s.First {
				return r.content(next, s.Last, a)
			}
			return r.content(s.First, k, a)
		}
		c, ok := r.verb(k)
		if !ok || c.kind != sayCue || c.form != pastForm && c.form != thirdForm || r.passive(k, c) {
			continue
		}
		p := r.subject(k, s.First)
		if p.sort == noPhrase || r.related(p) || p.sort == byNoun && !r.speaks(p) {
			continue
		}
		a := attribution{who: p, cue: k, rule: "within", kind: c.kind}
		if r.tagEnds(k+1, s.Last) && p.first > s.First+minIndirect && r.low[p.first-1] == "," {
			a.rule = "aside"
			return r.content(s.First, p.first-1, a)
		}
		if from, ok := r.clauseFrom(k+1, s.Last); ok {
			return r.content(from, s.Last, a)
		}
		if !thatVerb[c.lemma] {
			continue
		}
		return r.content(k+1, s.Last, a)
	}
	return attributed{}, false
}

// thatVerb are verbs behind which content follows also without "that".
var thatVerb = words("say insist argue claim acknowledge add believe declare deny concede predict suggest warn contend maintain note vow pledge announce promise estimate")

// clauseFrom is where the content begins behind a verb: behind "that" within a few tokens (told reporters that).
func (r *reader) clauseFrom(k, hi int) (int, bool) {
	for i := k; i < hi && i < k+8; i++ {
		switch r.low[i] {
		case "that", "whether", "how", "why":
			return i, true
		case ",", ";", ".":
			return 0, false
		}
	}
	return 0, false
}

// tagEnds reports whether an attribution at the end of a sentence is over at token k, but for a day or a place.
func (r *reader) tagEnds(k, hi int) bool {
	if k >= hi || !r.isWord(k) {
		return true
	}
	return r.is(k, calendar) || r.is(k, preposition) && !r.is(k, conjunction) && r.low[k] != "that"
}

// content makes the span of tokens [first, last) without the punctuation around it.
func (r *reader) content(first, last int, a attribution) (attributed, bool) {
	for first < last && !r.isWord(first) && r.d.Tokens[first].Kind != text.Number {
		first++
	}
	for last > first && !r.isWord(last-1) && r.d.Tokens[last-1].Kind != text.Number && !strings.ContainsAny(r.low[last-1], ")%") {
		last--
	}
	n := 0
	for i := first; i < last; i++ {
		if r.isWord(i) {
			n++
		}
	}
	if n < minIndirect {
		return attributed{}, false
	}
	return attributed{text.Span{Start: r.d.Tokens[first].Start, End: r.d.Tokens[last-1].End}, a}, true
}
