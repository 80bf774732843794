package quote

import "strings"

// endsUtterance reports whether the last words of q let an attribution follow: a comma, ? or !, a dash.
func (r *reader) endsUtterance(q quoted) bool {
	s := strings.TrimRight(r.d.Slice(q.Span), " \u00a0'’‘”\"")
	for _, c := range []string{",", "?", "!", "—", "–", "-", "…", "...", ". . ."} {
		if strings.HasSuffix(s, c) {
			return true
		}
	}
	return false
}

// after reads attributions right behind a quotation: "…," X said; "…," said X; "…," according to X.
func (r *reader) after(q quoted) attribution {
	hi := r.closing(q)
	i := q.end
	utterance := r.endsUtterance(q)
	if i < hi && r.in[i] == 0 && (r.low[i] == "," || r.low[i] == "—" || r.low[i] == "-") {
		utterance = true
		i++
	}
	if i >= hi {
		if i < len(r.low) && i == q.end && r.sameParagraph(q.end-1, i) {
			if utterance {
				return r.nextTag(i)
			}
			return r.shortTag(q, i)
		}
		return attribution{}
	}
	return r.tag(i, hi, utterance, true)
}

func (r *reader) sameParagraph(a, b int) bool {
	return r.sentence(a).Paragraph == r.sentence(b).Paragraph
}

// shortTag reads the sentence behind a quotation that ended in a full stop: "…." Hale said. Only the barest form counts.
func (r *reader) shortTag(q quoted, i int) attribution {
	s := r.sentence(i)
	if s.First != i || s.Last-i > 6 {
		return attribution{}
	}
	a := r.tag(i, s.Last, true, true)
	if a.found() && (r.low[s.Last-1] == ":" || a.kind != sayCue || a.cue+1 < s.Last && r.isWord(a.cue+1) && !r.is(a.cue+1, calendar|adverb|preposition)) {
		return attribution{}
	}
	return a
}

// nextTag reads the sentence behind a quotation that ended in ? or !: "…?" Hale, who runs the port, asked.
func (r *reader) nextTag(i int) attribution {
	s := r.sentence(i)
	if s.First != i {
		return attribution{}
	}
	a := r.tag(i, s.Last, true, true)
	if !a.found() || a.kind != sayCue || r.low[s.Last-1] == ":" {
		return attribution{}
	}
	if n := a.cue + 1; a.rule != "inverted" && n < s.Last && (r.in[n] > 0 || r.low[n] == ":" || r.low[n] == "that" || r.low[n] == "," && n+1 < s.Last && r.in[n+1] > 0) {
		return attribution{}
	}
	return a
}

// maxSignature is how many tokens a line that signs the quotation above it may have.
const maxSignature = 12

// signature reads a line below a quotation: "- Ada Hale, Oslo."
func (r *reader) signature(i int) attribution {
	s := r.sentence(i)
	if s.First != i || s.Last-i > maxSignature || s.Last-i < 2 {
		return attribution{}
	}
	switch r.low[i] {
	case "-", "–", "—", "―":
	default:
		return attribution{}
	}
	p, _ := r.phraseFrom(i+1, s.Last)
	if p.sort != byName {
		return attribution{}
	}
	return attribution{who: p, cue: -1, rule: "signature", kind: sayCue}
}

// tag reads an attribution that begins at token i: X said, said X, according to X, as X put it.
func (r *reader) tag(i, hi int, utterance, adjacent bool) attribution {
	if r.low[i] == "according" && i+2 < hi && r.low[i+1] == "to" {
		if p, _ := r.phraseFrom(i+2, hi); p.sort != noPhrase {
			return attribution{who: p, cue: i, rule: "according", kind: sayCue}
		}
	}
	if r.low[i] == "as" || r.low[i] == "so" {
		i++
		if i >= hi {
			return attribution{}
		}
	}
	for i < hi && r.in[i] == 0 && (r.low[i] == "then" || r.low[i] == "later" || strings.HasSuffix(r.low[i], "ly") && r.named(i) < 0) {
		i++
	}
	if i >= hi || r.in[i] > 0 {
		return attribution{}
	}
	if c, ok := r.cue(i); ok && r.named(i) < 0 && (c.kind == sayCue) && (c.form == pastForm || c.form == thirdForm && (utterance || c.lemma == "say")) || utterance && r.lowerPast(i) {
		if i+1 < hi {
			p, _ := r.phraseFrom(i+1, hi)
			if p.sort == byName || p.sort == byNoun && (r.speaks(p) || r.is(p.first, determiner) || r.capital(p.first)) || p.sort == byPronoun && nominative[r.low[p.first]] {
				rule := "inverted"
				if !ok {
					rule = "unknown verb"
				}
				return attribution{who: p, cue: i, rule: rule, kind: sayCue}
			}
		}
		if ok {
			return attribution{}
		}
	}
	p, k := r.phraseFrom(i, hi)
	if p.sort == noPhrase {
		return attribution{}
	}
	p, k = r.lastOf(p, k, hi)
	k = r.pastInsertion(k, hi)
	k = r.pastAuxiliaries(k, hi)
	if k >= hi || r.in[k] > 0 {
		return attribution{}
	}
	c, ok := r.verb(k)
	switch {
	case ok && c.kind == sayCue && (c.finite() || c.form == partForm || c.form == gerundForm && k > 0 && r.is(k-1, being)):
		if !utterance && adjacent && p.sort == byNoun && !r.speaks(p) {
			return attribution{}
		}
		if r.passive(k, c) && c.form == pastForm {
			return attribution{}
		}
		return attribution{who: p, cue: k, rule: "after", kind: c.kind}
	case ok && utterance && c.finite() && (p.sort != byNoun || r.speaks(p)):
		return attribution{who: p, cue: k, rule: "after", kind: c.kind}
	case utterance && r.unknownPast(k) && (p.sort != byNoun || r.speaks(p)):
		return attribution{who: p, cue: k, rule: "unknown verb", kind: sayCue}
	case utterance && p.sort == byNoun && r.medium(p) && (r.low[k] == "went" || r.low[k] == "goes" || r.low[k] == "ran" || r.low[k] == "began"): // the note went
		return attribution{who: p, cue: k, rule: "after", kind: sayCue}
	case utterance && (r.low[k] == "went" || r.low[k] == "goes") && k+1 < hi && r.low[k+1] == "on":
		return attribution{who: p, cue: k, rule: "after", kind: sayCue}
	}
	return attribution{}
}

var nominative = map[string]bool{"he": true, "she": true, "they": true, "it": true, "we": true, "i": true}

// lowerPast reports whether token i may be an inverted verb that cues.txt does not have.
func (r *reader) lowerPast(i int) bool {
	w := r.low[i]
	_, known := r.cue(i)
	return !known && len(w) > 4 && strings.HasSuffix(w, "ed") && !r.capital(i) && r.noun(i) == 0
}

// pastInsertion walks over what may stand between a subject and its verb behind a quotation: ", 58,", ", who left,",
// "(R-Ohio)", "of Norvane".
func (r *reader) pastInsertion(k, hi int) int {
	if k < hi && r.low[k] == "(" {
		for j := k + 1; j < hi && j < k+8; j++ {
			if r.low[j] == ")" {
				k = j + 1
				break
			}
		}
	}
	if k < hi && r.in[k] == 0 && r.is(k, preposition) && !r.is(k, conjunction) { // Hale of Norvane said
		if p, n := r.phraseFrom(k+1, hi); p.sort != noPhrase && n < hi {
			if _, ok := r.verb(n); ok || r.low[n] == "," {
				k = n
			}
		}
	}
	for k < hi && r.in[k] == 0 && (r.low[k] == "," || r.low[k] == "—" || r.low[k] == "–") {
		mark := r.low[k]
		end := -1
		for j := k + 1; j < hi && j < k+40; j++ {
			if r.in[j] == 0 && r.low[j] == mark {
				end = j
				if j+1 < hi && r.startsVerb(j+1, hi) {
					break
				}
			}
		}
		if end < 0 || !r.insertion(k+1) {
			return k
		}
		k = end + 1
	}
	if k < hi && r.low[k] == "who" { // "…," said the man who: handled elsewhere; "…," a man who asked not to be named said
		for j := k + 1; j < hi && j < k+20; j++ {
			if c, ok := r.verb(j); ok && c.kind == sayCue && c.form == pastForm && j+1 <= hi {
				return j
			}
		}
	}
	return k
}

// startsVerb reports whether a predicate begins at token i.
func (r *reader) startsVerb(i, hi int) bool {
	i = r.pastAuxiliaries(i, hi)
	if i >= hi || r.in[i] > 0 {
		return false
	}
	_, ok := r.verb(i)
	return ok || r.unknownPast(i)
}

func (r *reader) pastAuxiliaries(k, hi int) int {
	for k < hi && r.in[k] == 0 && r.named(k) < 0 {
		w := r.low[k]
		switch {
		case w == "went" || w == "goes" || w == "going":
			if k+2 < hi && r.low[k+1] == "on" && r.low[k+2] == "to" {
				k += 3
				continue
			}
			return k
		case r.is(k, auxiliary|adverb|calendar):
			k++
		case strings.HasSuffix(w, "ly") && len(w) > 4:
			k++
		case r.is(k, preposition) && k+1 < hi && (r.is(k+1, calendar) || r.timeWord(k+1) && k+2 < hi && r.is(k+2, calendar)):
			k += 2
		case (w == "last" || w == "this" || w == "late" || w == "early") && k+1 < hi && r.is(k+1, calendar):
			k += 2
		default:
			return k
		}
	}
	return k
}

// aside looks for an attribution elsewhere in the sentence behind the quotation: …, X said.
func (r *reader) aside(q quoted) attribution {
	hi := r.closing(q)
	for k := q.end; k+1 < hi; k++ {
		if r.in[k] > 0 {
			continue
		}
		if r.low[k] == "according" && r.low[k+1] == "to" && k+2 < hi {
			if p, _ := r.phraseFrom(k+2, hi); p.sort != noPhrase {
				return attribution{who: p, cue: k, rule: "according", kind: sayCue}
			}
		}
		if r.low[k] != "," && r.low[k] != "—" && !(r.in[k+1] == 0 && k > q.end && r.in[k-1] > 0) {
			continue
		}
		at := k + 1
		if r.low[k] != "," && r.low[k] != "—" {
			at = k
		}
		if r.in[at] > 0 {
			continue
		}
		a := r.tag(at, hi, false, false)
		if !a.found() || a.kind != sayCue || a.rule == "unknown verb" {
			continue
		}
		end := a.cue + 1
		if a.rule == "inverted" {
			end = a.who.last
		}
		if end >= hi || !r.isWord(end) || r.lex[a.cue].cue.lemma == "tell" || r.is(end, calendar|preposition|adverb) {
			if a.rule != "according" {
				a.rule = "aside"
			}
			return a
		}
	}
	return attribution{}
}
