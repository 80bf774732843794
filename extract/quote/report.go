package quote

import (
	"strings"

	"storywatch/extract/text"
)

// reports lists the reports of tokens [lo, hi) in text order.
func (r *reader) reports(lo, hi int) []report {
	var out []report
	for k := lo; k < hi; k++ {
		if r.marked(k) {
			continue
		}
		if p, ok := r.reportAt(k, lo, hi); ok {
			out = append(out, p)
			k = max(k, p.last-1)
		}
	}
	return out
}

// reportAt reads the report of which token k is the cue.
func (r *reader) reportAt(k, lo, hi int) (report, bool) {
	if r.low[k] == "according" {
		return r.accordingTo(k, lo, hi)
	}
	if _, ok := r.cue(k); !ok {
		return report{}, false
	}
	if p, ok := r.invertedReport(k, lo, hi); ok {
		return p, true
	}
	return r.verbReport(k, lo, hi)
}

// accordingTo reads "according to X" at token k, at a sentence's start or behind the content.
func (r *reader) accordingTo(k, lo, hi int) (report, bool) {
	if k+2 >= hi || r.low[k+1] != "to" {
		return report{}, false
	}
	p, next := r.phraseFrom(k+2, hi)
	if p.sort == noPhrase || p.sort == byNoun && p.last == p.first+1 && r.noun(p.first)&(peopleNoun|bodyNoun) == 0 && !strings.HasSuffix(r.low[p.first], "s") {
		return report{}, false // according to plan
	}
	out := report{attribution: attribution{who: p, cue: k, rule: "according", kind: sayCue}, first: k, last: next, behind: -1}
	if k-lo < minIndirect {
		for next < hi && next < k+maxPhrase && r.low[next] != "," {
			next++
		}
		for i := next + 1; i < hi && i < next+maxPhrase; i++ { // According to Hale, the chief of the port, …
			if r.low[i] == "," && !r.marked(i) {
				if i+1 < hi && r.isWord(i+1) && !r.predicate(next+1, i) && !r.is(next+1, preposition) && !r.is(i+1, conjunction) {
					next = i
				}
				break
			}
		}
		out.behind = next
		return out, true
	}
	out.before = true
	if r.low[k-1] == "," && next < hi && r.low[next] == "," { // The port, according to Hale, would close
		out.behind = next
	}
	return out, true
}

// invertible are verbs that stand before their subject behind what was said.
var invertible = words("say note add explain report write argue announce tweet conclude recall claim observe acknowledge warn")

// invertedReport reads "…, said Ada Hale" with its cue at token k.
func (r *reader) invertedReport(k, lo, hi int) (report, bool) {
	c, ok := r.cue(k)
	if !ok || !invertible[c.lemma] || c.form != pastForm && c.form != thirdForm || k+1 >= hi || k-1 <= lo || r.low[k-1] != "," || r.in[k-1] > 0 || r.taken[k] {
		return report{}, false
	}
	p, next := r.phraseFrom(k+1, hi)
	if next < hi && r.marked(next) {
		return report{}, false
	}
	if p.sort != byName && !(p.sort == byNoun && r.speaks(p) && c.lemma == "say") {
		return report{}, false
	}
	if next < hi && r.isWord(next) && !r.is(next, preposition|calendar|relative|adverb) {
		return report{}, false // Hale, said to be the owner of …
	}
	return report{attribution: attribution{who: p, cue: k, rule: "inverted", kind: sayCue}, first: k - 1, last: next, behind: -1, before: true}, true
}

// verbReport reads a report by the verb at token k: "X said that …" or "…, X said".
func (r *reader) verbReport(k, lo, hi int) (report, bool) {
	c, ok := r.verb(k)
	if !ok || c.kind != sayCue || r.taken[k] || !r.reporting(k, c) {
		return report{}, false
	}
	p := r.subject(k, lo)
	if c.form == gerundForm && k > lo && r.low[k-1] == "as" {
		p = r.quotedAs(k, lo)
	}
	if p.sort == noPhrase || p.sort == byNoun && !r.speaks(p) || c.form == baseForm && !r.plural(p) {
		return report{}, false
	}
	if p.last <= k && p.first > lo && (r.low[p.first-1] == "what" || r.low[p.first-1] == "which" || r.low[p.first-1] == "whom") {
		return report{}, false // what they said was a need for calm
	}
	out := report{attribution: attribution{who: p, cue: k, rule: "within", kind: sayCue}, first: p.first, last: k + 1, behind: -1}
	end, addressed := r.circumstance(k+1, hi, c)
	if !r.related(p) && c.form != gerundForm && p.last <= k && r.low[k-1] != "," && !(end < hi && (r.low[end] == "whether" || r.low[end] == "to" && toVerb[c.lemma])) && r.isTag(p.first, end, lo, hi) {
		out.rule, out.before, out.last = "aside", true, end
		if end < hi && r.low[end] == "," {
			out.behind = end
		}
		return out, true
	}
	if end >= hi || r.related(p) {
		return report{}, false
	}
	if end = r.contentFrom(end, hi, c, addressed); end < 0 {
		return report{}, false
	}
	out.behind = end
	return out, true
}

// reporting reports whether the verb at k tells that something was said, rather than could be, was not, or was said to somebody.
func (r *reader) reporting(k int, c cue) bool {
	if r.passive(k, c) {
		return false
	}
	for i := k - 1; i >= 0 && i > k-4; i-- {
		w := r.low[i]
		if r.in[i] > 0 {
			break
		}
		if r.is(i, negation) || modals[w] || w == "to" && c.form == baseForm {
			return false
		}
		if !r.is(i, auxiliary|adverb) && !strings.HasSuffix(w, "ly") {
			break
		}
	}
	return true
}

// plural reports whether the base form of a verb agrees with p.
func (r *reader) plural(p phrase) bool {
	w := r.low[p.last-1]
	switch p.sort {
	case byPronoun:
		return w == "they" || w == "we" || w == "i" || w == "you" || w == "many" || w == "some" || w == "others" || w == "most" || w == "all" || w == "both" || w == "few" || w == "several"
	case byNoun:
		h := r.headOf(p)
		return strings.HasSuffix(h, "s") || h == "people" || h == "men" || h == "women" || h == "police" || strings.HasSuffix(h, "men")
	case byName:
		return p.first > 0 && r.low[p.first-1] == "and" || strings.HasSuffix(w, "s")
	}
	return false
}

// isTag reports whether the attribution of tokens [first, end) stands behind or within its content: behind a comma, and
// at the end of its clause.
func (r *reader) isTag(first, end, lo, hi int) bool {
	if first-1 <= lo || r.low[first-1] != "," || r.in[first-1] > 0 {
		return false
	}
	if end >= hi || !r.isWord(end) && r.d.Tokens[end].Kind != text.Number {
		return r.in[min(end, hi-1)] == 0 && (end >= hi || r.low[end] != ":")
	}
	return r.is(end, preposition|relative) && r.low[end] != "that" && r.low[end] != "if" || strings.HasSuffix(r.low[end], "ing")
}
