package quote

import (
	"cmp"
	"slices"
	"strings"

	"storywatch/extract/text"
)

// minIndirect is how many words the content of indirect speech must have; shorter stretches are objects.
const minIndirect = 4

// attributed is a stretch of indirect speech and whose it is.
type attributed struct {
	text.Span
	attribution
}

// indirect reads speech without marks: "X said that …", "X said …", "…, X said", "…, said X", "according to X, …",
// "X's claim that …". What holds words in marks is left to the quotation. The stretches are in text order and none
// overlaps another: of reports within reports the outer one counts.
func (r *reader) indirect(found []attribution) []attributed {
	var out []attributed
	r.taken = map[int]bool{}
	for _, a := range found {
		if a.cue >= 0 && tagging[a.rule] {
			r.taken[a.cue] = true
		}
	}
	r.unread = r.unreadMarks()
	for _, s := range r.d.Sentences {
		hi := min(s.Last, s.First+maxReport)
		if !r.mayReport(s.First, hi) {
			continue
		}
		out = append(out, r.reportsIn(s.First, hi)...)
	}
	return out
}

// tagging are the rules by which a cue is spent on its quotation: it reports nothing besides.
var tagging = map[string]bool{"after": true, "inverted": true, "aside": true, "introduced": true, "before": true}

// unreadMarks are the tokens within doubled apostrophes, which old archives write for quotation marks and which are not
// read as such: their words are no indirect speech either. Nil when there are none.
func (r *reader) unreadMarks() []bool {
	if !strings.Contains(r.d.Text, "''") {
		return nil
	}
	unread := make([]bool, len(r.low))
	open, para := false, -1
	for _, s := range r.d.Sentences {
		if s.Paragraph != para {
			open, para = false, s.Paragraph
		}
		for i := s.First; i < s.Last; i++ {
			if t := r.d.Tokens[i]; r.low[i] == "'" && i+1 < s.Last && r.low[i+1] == "'" && r.d.Tokens[i+1].Start == t.End {
				open = !open
				unread[i] = true
				i++
			}
			unread[i] = unread[i] || open
		}
	}
	return unread
}

// marked reports whether token i is within marks of any sort.
func (r *reader) marked(i int) bool { return r.in[i] > 0 || r.unread != nil && r.unread[i] }

// maxReport is how many tokens of a sentence are read for reports; longer "sentences" are lists and damage.
const maxReport = 2 * maxSentence

// mayReport reports whether tokens [lo, hi) hold any word that reports speech.
func (r *reader) mayReport(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if r.in[k] > 0 {
			continue
		}
		if c, ok := cues[r.low[k]]; ok && c.kind != judgeCue || r.low[k] == "according" {
			return true
		}
		if r.noun(k)&speechNoun != 0 {
			return true
		}
	}
	return false
}

// report is one place of a sentence that says that somebody said something.
type report struct {
	attribution
	first, last int  // tokens of the reporter's own words: "Hale said on Friday"
	behind      int  // where content behind them begins, or -1
	before      bool // the content stands before them
}

// reportsIn reads one sentence.
func (r *reader) reportsIn(lo, hi int) []attributed {
	list := r.reports(lo, hi)
	var out []attributed
	add := func(first, last int, a attribution) {
		if c, ok := r.content(first, last, a); ok && !slices.ContainsFunc(out, func(o attributed) bool { return o.Overlaps(c.Span) }) {
			out = append(out, c)
		}
	}
	// what stands before its report is outer to all within
	from := lo
	for n, p := range list {
		if !p.before {
			continue
		}
		for _, h := range list[:n] {
			if !h.before {
				from = max(from, r.turn(h.last, p.first))
			}
		}
		whole := r.predicate(from, p.first) && r.mainClause(from, p.first) >= from && !opensClause[r.low[min(from, hi-1)]]
		if r.utters(from, p.first, p.behind >= 0 && !whole) {
			add(from, p.first, p.attribution)
		}
		if p.behind >= 0 && (!whole || p.behind+1 < hi && (r.low[p.behind+1] == "and" || r.low[p.behind+1] == "but" || r.low[p.behind+1] == "that")) {
			add(p.behind, r.stop(p.behind, lo, hi, list[n+1:]), p.attribution)
		}
		from = p.last
	}
	for n, p := range list {
		if !p.before && p.behind >= 0 {
			add(p.behind, r.stop(p.behind, lo, hi, list[n+1:]), p.attribution)
		}
	}
	slices.SortFunc(out, func(a, b attributed) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// turn is where behind token i and before k a new main clause begins: ", but …"; 0 when none does.
func (r *reader) turn(i, k int) int {
	for j := k - 1; j > i; j-- {
		if r.in[j] > 0 {
			continue
		}
		if r.low[j] == ";" || (r.low[j] == "but" || r.low[j] == "and") && (r.low[j-1] == "," || dash(r.low[j-1])) {
			return j + 1
		}
	}
	return 0
}

// utters reports whether tokens [first, last) before a tag can be what was said, not the circumstances: "Asked about
// the storm," "In Oslo on Friday," "When Hale was mayor,".
func (r *reader) utters(first, last int, goesOn bool) bool {
	for first < last && (!r.isWord(first) || r.low[first] == "and" || r.low[first] == "but") {
		first++
	}
	if first >= last {
		return false
	}
	w := r.low[first]
	if opensParticiple[w] || w == "when" && first+1 < last && opensParticiple[r.low[first+1]] || cues[w].form == gerundForm && r.named(first) < 0 && cues[w].kind != noCue {
		return false
	}
	if goesOn {
		return true
	}
	if opensClause[w] && r.mainClause(first, last) == first {
		return false
	}
	return r.predicate(first, last)
}

// predicate reports whether tokens [first, last) hold a finite verb outside relative clauses.
func (r *reader) predicate(first, last int) bool {
	for k := first; k < last; k++ {
		if r.in[k] > 0 {
			continue
		}
		if r.low[k] == "," && k+1 < last && r.is(k+1, relative) {
			for k++; k < last && r.low[k] != ","; k++ {
			}
			continue
		}
		switch w := r.low[k]; {
		case r.named(k) >= 0:
		case r.is(k, pronoun) && strings.Contains(w, "'"):
			return true
		case nominative[w] && k+1 < last && r.isWord(k+1) && !r.is(k+1, preposition|conjunction|auxiliary):
			return true
		case r.is(k, auxiliary):
			if w != "to" && w != "be" && w != "been" && w != "being" && w != "having" && w != "'s" {
				return true
			}
		case irregularPast[w], r.unknownPast(k), commonVerbs[w]:
			return true
		default:
			if c, ok := r.verb(k); ok && c.finite() && !(k > first && r.low[k-1] == "to") {
				return true
			}
		}
	}
	return false
}

// commonVerbs are frequent finite forms that neither cues.txt nor an ending tells.
var commonVerbs = words(`became become becomes began begins came come comes drew fell go goes gave give gives got grew has helps keeps keep knew know knows lacks lies
	leads likes lives look looks loves make makes makes means mean need needs owes plays pays remain remains ran run runs saw see sees seem seems serves shows show stands
	takes take turns uses use wants want wins win won works work`)

var opensParticiple = words("asked pressed questioned reached")

func dash(w string) bool { return w == "-" || w == "--" || w == "–" || w == "—" }

// reports lists the reports of tokens [lo, hi) in text order.
func (r *reader) reports(lo, hi int) []report {
	var out []report
	for k := lo; k < hi; k++ {
		if r.marked(k) {
			continue
		}
		p, ok := r.accordingTo(k, lo, hi)
		if !ok {
			p, ok = r.invertedReport(k, lo, hi)
		}
		if !ok {
			p, ok = r.verbReport(k, lo, hi)
		}
		if ok {
			out = append(out, p)
			k = max(k, p.last-1)
		}
	}
	return out
}

// accordingTo reads "according to X" at token k, at a sentence's start or behind the content.
func (r *reader) accordingTo(k, lo, hi int) (report, bool) {
	if r.low[k] != "according" || k+2 >= hi || r.low[k+1] != "to" {
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
	c, ok := cues[r.low[k]]
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
	if p.sort == noPhrase || p.sort == byNoun && !r.speaks(p) || c.form == baseForm && !r.plural(p) {
		return report{}, false
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

// circumstance walks from k over what may stand between a verb and its content: who was told, when, where. addressed
// says that somebody was.
func (r *reader) circumstance(k, hi int, c cue) (end int, addressed bool) {
	if addressees[c.lemma] && k < hi {
		if p, next := r.addressee(k, hi); p {
			k, addressed = next, true
		}
	}
	for k < hi && r.in[k] == 0 {
		switch w := r.low[k]; {
		case r.is(k, calendar), w == "again", w == "also", w == "later", w == "earlier", w == "recently", w == "repeatedly", w == "publicly", w == "ago", w == "however":
			k++
		case r.timeWord(k) && k+1 < hi && (r.is(k+1, calendar) || r.timeWord(k+1) && k+2 < hi && r.is(k+2, calendar)):
			k++
		case r.d.Tokens[k].Kind == text.Number && r.is(k-1, calendar):
			k++
		case w == "in" || w == "on" || w == "at" || w == "to" || w == "during" || w == "via" || w == "through" || w == "before" || w == "after" || w == "with":
			next := r.place(k+1, hi)
			if next < 0 {
				return k, addressed
			}
			k = next
		default:
			return k, addressed
		}
	}
	return k, addressed
}

// addressees are verbs whose object is who hears.
var addressees = words("tell assure inform warn remind advise reassure notify ask caution promise")

// maxPlace is how many tokens a place or an addressee behind a verb may have.
const maxPlace = 7

// addressee is whether somebody spoken to stands at token k, and where they end.
func (r *reader) addressee(k, hi int) (bool, int) {
	if r.in[k] > 0 {
		return false, k
	}
	switch r.low[k] {
	case "him", "her", "them", "us", "me", "you", "it", "reporters":
		return true, k + 1
	}
	next := r.place(k, hi)
	return next > 0, next
}

// place is where the noun phrase at token i ends that a preposition behind a verb of speech takes: a name, or words up to
// a noun for people, a body or something one speaks in. -1 when none is there.
func (r *reader) place(i, hi int) int {
	for k := i; k < hi && k < i+maxPlace && r.in[k] == 0; k++ {
		if r.named(k) >= 0 {
			k = r.nameLast(k)
			if !r.possessive(k) && !(k+1 < hi && r.isWord(k+1) && r.noun(k+1) != 0) {
				return k + 1
			}
			continue
		}
		if !r.isWord(k) && r.d.Tokens[k].Kind != text.Number || r.is(k, preposition|auxiliary|conjunction) {
			return -1
		}
		if n := r.noun(k); n != 0 || places[r.low[k]] {
			if !(k+1 < hi && r.in[k+1] == 0 && (r.noun(k+1) != 0 || places[r.low[k+1]] || n&peopleNoun != 0 && r.named(k+1) >= 0)) {
				return k + 1
			}
		}
		if r.d.Tokens[k].Kind == text.Number && k > i && r.is(k-1, calendar) {
			return k + 1
		}
		if r.is(k, calendar) && k > i && !(k+1 < hi && (r.d.Tokens[k+1].Kind == text.Number || r.is(k+1, calendar) || r.noun(k+1) != 0 || places[r.low[k+1]])) {
			return k + 1
		}
		if _, ok := r.verb(k); ok && k > i && r.noun(k) == 0 {
			return -1
		}
	}
	return -1
}

// places are nouns for where one speaks that carry no words themselves.
var places = words("hearing conference rally event call phone court testimony meeting show program television radio trail forum panel news audience appearance public private town hall")

// thatVerb are verbs behind which content follows also without "that".
var thatVerb = words(`say insist argue claim acknowledge add believe declare deny concede predict suggest warn contend maintain note vow pledge announce promise estimate
	report tell confirm allege assert admit assure explain complain reveal conclude indicate reiterate testify swear stress remind`)

// toVerb are verbs whose content may be what somebody is to do: told him to leave, vowed to fight.
var toVerb = words("tell ask urge order vow promise pledge claim advise instruct command warn")

// contentFrom is where the content of a report by verb c begins at token k or behind a few words of circumstance; -1
// when none does.
func (r *reader) contentFrom(k, hi int, c cue, addressed bool) int {
	switch w := r.low[k]; {
	case w == "that" || w == "whether" || w == "how" || w == "why" || w == "if" || w == "what":
		return k
	case w == "to":
		if toVerb[c.lemma] {
			return k
		}
		return -1
	case r.marked(k) || !r.isWord(k) && r.d.Tokens[k].Kind != text.Number || w == "and" || w == "or" || w == "but" || w == "of" || w == "so":
		return -1
	}
	if r.is(k, preposition) && !r.is(k, conjunction) || c.lemma == "tell" && !addressed {
		for i := k; i < hi && i < k+maxPlace && !r.marked(i); i++ {
			if r.low[i] == "that" && r.noun(i-1)&(mediumNoun|speechNoun) == 0 { // said for the first time that
				return i
			}
			if r.low[i] == "," {
				if c.lemma == "say" && i+1 < hi && r.isWord(i+1) && r.low[k] != "about" { // said in 2016, before the storm, …
					return k
				}
				return -1
			}
		}
		return -1
	}
	if addressees[c.lemma] && !addressed { // reminded viewers that
		for i := k + 1; i < hi && i < k+maxPlace && r.isWord(i); i++ {
			if r.low[i] == "that" {
				return i
			}
		}
	}
	if !thatVerb[c.lemma] {
		return -1
	}
	nominal := r.is(k, determiner|pronoun) || r.named(k) >= 0
	switch {
	case r.predicate(k, min(hi, k+maxClause)):
	case c.lemma == "say":
		if r.is(k, adverb|conjunction) || !nominal && (strings.Contains(r.low[k], "-") || strings.HasSuffix(r.low[k], "ly")) {
			return -1 // said matter-of-factly
		}
	case !objectVerb[c.lemma] || !nominal:
		return -1
	}
	return k
}

// maxClause is how many tokens into a clause without "that" its verb is looked for.
const maxClause = 25

// objectVerb are verbs of which also a noun phrase tells what was said: denied the report, announced the closure.
var objectVerb = words("announce suggest note acknowledge deny predict confirm reveal explain argue")

// stop is where content that begins at token i ends: before a report that is on a level with its own, else with the
// sentence.
func (r *reader) stop(i, lo, hi int, rest []report) int {
	if m := r.mainClause(lo, hi); m > i+minIndirect {
		hi = m // While she said that …, the port
	}
	for j := i; j < hi; j++ {
		if r.marked(j) {
			hi = r.beforeQuotation(i, j)
			break
		}
	}
	for _, p := range rest {
		if p.before || p.first < i && p.cue < i {
			continue
		}
		j := p.cue - 1
		for j > i && r.in[j] == 0 && (r.is(j, adverb|auxiliary) || strings.HasSuffix(r.low[j], "ly")) {
			j--
		}
		if r.low[j] == "and" || r.low[j] == "but" { // said … and added that
			return j
		}
		if r.low[j] == "," && cues[r.low[p.cue]].form == gerundForm { // …, adding that
			return j
		}
		if f := p.who.first - 1; f > i+1 && p.who.last <= p.cue && (r.low[f] == ";" || (r.low[f] == "and" || r.low[f] == "but" || r.low[f] == "while" || r.low[f] == "although") && (r.low[f-1] == "," || dash(r.low[f-1]))) {
			return f
		}
	}
	return hi
}

// beforeQuotation is where content that begins at token i ends when a quotation with attribution of its own or set off
// by a dash or a colon begins at j: Hale said the port would close and called it "a shame". Else i: a quotation within
// the content has it.
func (r *reader) beforeQuotation(i, j int) int {
	if w := r.low[j-1]; j > i && (dash(w) || w == ":" || w == "(") {
		return j - 1
	}
	for k := j - 1; k > i+minIndirect; k-- {
		if r.marked(k) {
			break
		}
		w := r.low[k]
		if w == "," && k+1 < j {
			if c := cues[r.low[k+1]]; c.form == gerundForm && c.kind != noCue {
				return k
			}
		}
		if w != "and" && w != "but" {
			continue
		}
		n := r.pastAuxiliaries(k+1, j)
		if c, ok := cues[r.low[n]]; ok && n < j && (c.form == pastForm || c.form == thirdForm) {
			return k
		}
		if r.low[k-1] == "," || dash(r.low[k-1]) {
			if p, n := r.phraseFrom(k+1, j); p.sort != noPhrase {
				if n = r.pastAuxiliaries(n, j); n < j {
					if c, ok := r.verb(n); ok && (c.form == pastForm || c.form == thirdForm) {
						return k - 1
					}
				}
			}
		}
	}
	return i
}

// content makes the span of tokens [first, last) without the punctuation around it. Words in marks are not indirect.
func (r *reader) content(first, last int, a attribution) (attributed, bool) {
	for first < last && !r.isWord(first) && r.d.Tokens[first].Kind != text.Number {
		first++
	}
	for last > first && (!r.isWord(last-1) && r.d.Tokens[last-1].Kind != text.Number && !strings.ContainsAny(r.low[last-1], ")%") || r.low[last-1] == "and" || r.low[last-1] == "but") {
		last--
	}
	n := 0
	for i := first; i < last; i++ {
		if r.marked(i) {
			return attributed{}, false
		}
		if r.isWord(i) {
			n++
		}
	}
	if n < minIndirect {
		return attributed{}, false
	}
	return attributed{text.Span{Start: r.d.Tokens[first].Start, End: r.d.Tokens[last-1].End}, a}, true
}
