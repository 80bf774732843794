package quote

import (
	"strings"

	"storywatch/extract/text"
)

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
		if r.low[j] == "," && r.lex[p.cue].cue.form == gerundForm { // …, adding that
			return j
		}
		if f := p.who.first - 1; f > i+minIndirect && p.who.last <= p.cue && r.low[f] == "and" && r.low[p.who.first] == "others" {
			return f // … and others have said
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
	for k := j - 1; k >= i+minIndirect; k-- {
		if r.marked(k) {
			break
		}
		w := r.low[k]
		if w == "," && k+1 < j {
			if c := r.lex[k+1].cue; c.form == gerundForm && c.kind != noCue {
				return k
			}
		}
		if w != "and" && w != "but" {
			continue
		}
		n := r.pastAuxiliaries(k+1, j)
		if c, ok := r.cue(n); ok && n < j && (c.form == pastForm || c.form == thirdForm) {
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
	if opensParticiple[w] || w == "when" && first+1 < last && opensParticiple[r.low[first+1]] || r.lex[first].cue.form == gerundForm && r.named(first) < 0 && r.lex[first].cue.kind != noCue {
		return false
	}
	if goesOn {
		return true
	}
	if r.lex[first].opens && r.mainClause(first, last) == first {
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
		case r.past(k), r.unknownPast(k), commonVerbs[w]:
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
