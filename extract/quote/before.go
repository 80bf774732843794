package quote

import "strings"

// before reads attributions in the same sentence in front of a quotation.
func (r *reader) before(q quoted, lo int) attribution {
	hi := q.open
	if r.titled(hi-1, lo) {
		return attribution{none: true}
	}
	var noun attribution
	colon := r.low[hi-1] == ":" || r.low[hi-1] == "," && r.length(q) > 2 && r.capital(q.open+1)
	main := r.mainClause(lo, hi)
	for k := hi - 1; k >= lo; k-- {
		if r.in[k] > 0 {
			continue
		}
		if r.low[k] == ";" {
			break
		}
		if r.low[k] == "according" && k+2 < hi && r.low[k+1] == "to" {
			if p, _ := r.phraseFrom(k+2, hi); p.sort != noPhrase {
				return attribution{who: p, cue: k, rule: "according", kind: sayCue}
			}
		}
		c, ok := r.verb(k)
		if ok && k < main {
			break // After Hale spoke, Voss shot back: "…"
		}
		if !ok {
			if a := r.nounCue(k, lo, hi); a.found() && !noun.found() {
				noun = a
			}
			continue
		}
		if a := r.governs(k, c, q, lo); a.found() || a.none {
			if o := r.outer(a, q, lo); o.found() {
				return o
			}
			return a
		}
	}
	if noun.found() {
		return noun
	}
	if colon {
		if p := r.first(lo, hi); p.sort != noPhrase {
			return attribution{who: p, cue: -1, rule: "colon", kind: sayCue}
		}
	}
	for k := hi - 1; k > lo; k-- { // verbs we do not know
		if r.in[k] == 0 && r.unknownPast(k) {
			if p := r.subject(k, lo); p.sort == byName || p.sort == byPronoun {
				return attribution{who: p, cue: k, rule: "unknown verb", kind: judgeCue}
			}
		}
	}
	return attribution{}
}

// mainClause is where the main clause of tokens [lo, hi) begins when a subordinate one opens the sentence, else lo.
func (r *reader) mainClause(lo, hi int) int {
	i := lo
	for i < hi && !r.isWord(i) {
		i++
	}
	if i >= hi || r.in[i] > 0 || !r.lex[i].opens && !(r.low[i] == "even" && i+1 < hi && r.lex[i+1].opens) {
		return lo
	}
	for k := i; k+2 < hi; k++ {
		if r.in[k] > 0 || r.low[k] != "," {
			continue
		}
		p, next := r.phraseFrom(k+1, hi)
		if (p.sort == byName || p.sort == byPronoun) && next < hi && r.isWord(next) && !r.related(p) {
			return k + 1
		}
	}
	return lo
}

// opensClause are words that open a subordinate clause at a sentence's start.
var opensClause = words("after although as because before if once since though until when whenever while citing asked pressed questioned")

// governs says whether the verb at k attributes quotation q.
func (r *reader) governs(k int, c cue, q quoted, lo int) attribution {
	adjacent := k+1 == q.open
	if adjacent && naming[c.lemma] {
		if a := r.agent(k, q); r.passive(k, c) && a.found() {
			return a
		}
		return attribution{none: true} // a plan called "…"
	}
	if r.passive(k, c) {
		if c.lemma == "quote" || c.lemma == "report" || c.lemma == "expect" || c.lemma == "say" {
			return attribution{}
		}
		return r.agent(k, q)
	}
	p := r.subject(k, lo)
	if s := r.sender(k, lo); c.form == gerundForm && s.sort != noPhrase {
		p = s
	}
	if r.low[k] == "saying" && k > lo && r.low[k-1] == "as" {
		p = r.quotedAs(k, lo)
	}
	if p.sort == noPhrase {
		if c.form == pastForm && c.kind == sayCue && k+1 < q.open { // said Hale: "…"
			if n, _ := r.phraseFrom(k+1, q.open); n.sort == byName {
				return attribution{who: n, cue: k, rule: "before", kind: c.kind}
			}
		}
		return attribution{}
	}
	if p.sort == byNoun && c.kind != sayCue && !r.speaks(p) && !(c.kind == labelCue && r.is(p.first, determiner)) {
		return attribution{}
	}
	rule := "within"
	switch c.kind {
	case sayCue:
		if q.open-k <= 3 || r.low[q.open-1] == ":" || r.low[q.open-1] == "," {
			rule = "before"
			if last := r.low[q.open-1]; (last == ":" || last == ",") && (c.form == pastForm || c.form == thirdForm) && q.open-k <= 6 {
				rule = "introduced"
			}
		}
	case labelCue:
		rule = "label"
	case judgeCue:
		rule = "judge"
	case actCue:
		rule = "act"
	}
	return attribution{who: p, cue: k, rule: rule, kind: c.kind}
}

// sender is whose statement a gerund at k goes on from: received a statement from Hale saying.
func (r *reader) sender(k, lo int) phrase {
	i := k - 1
	if i <= lo || r.in[i] > 0 || r.named(i) < 0 {
		return phrase{}
	}
	first := r.nameFirst(i)
	if first-2 < lo || r.in[first-1] > 0 || r.low[first-1] != "from" && r.low[first-1] != "by" || r.noun(first-2)&mediumNoun == 0 {
		return phrase{}
	}
	return phrase{first: first, last: i + 1, sort: byName, name: r.named(i)}
}

// outer is the attribution that a clause with an attributing verb of its own is the content of: "Hale said Voss
// would call it a …" has Hale's words. What somebody said, with the quotation right behind, stays that person's.
func (r *reader) outer(a attribution, q quoted, lo int) attribution {
	if a.none || a.cue < 0 || a.rule == "introduced" || a.rule == "before" && r.low[a.cue-b2i(a.cue > 0)] != "to" || a.rule == "agent" || a.rule == "according" {
		return attribution{}
	}
	if a.kind == sayCue && a.who.sort == byName && a.rule == "within" {
		return attribution{} // an outlet reports that Hale told the crews
	}
	for k := a.who.first - 1; k >= lo; k-- {
		if r.in[k] > 0 || r.low[k] == ";" {
			return attribution{}
		}
		if r.related(a.who) || k >= a.who.first-3 {
			c, ok := r.verb(k)
			if !ok {
				continue
			}
			if c.kind != sayCue && c.kind != actCue && !r.related(a.who) {
				return attribution{}
			}
			if (c.kind == sayCue || c.kind == actCue && !r.related(a.who)) && !r.passive(k, c) {
				b := r.governs(k, c, q, lo)
				if b.found() {
					if o := r.outer(b, q, lo); o.found() {
						return o
					}
				}
				return b
			}
			continue
		}
		return attribution{}
	}
	return attribution{}
}

// quotedAs is the subject of "was quoted as saying".
func (r *reader) quotedAs(k, lo int) phrase {
	for i := k - 2; i > lo && i > k-6; i-- {
		if c, ok := r.cue(i); ok && c.kind == sayCue {
			return r.subject(i, lo)
		}
	}
	return phrase{}
}

// agent is the doer of a passive verb: was called a "…" by X.
func (r *reader) agent(k int, q quoted) attribution {
	hi := r.closing(q)
	for i := k + 1; i+1 < hi && i < k+14; i++ {
		if r.in[i] == 0 && r.low[i] == "by" {
			if p, _ := r.phraseFrom(i+1, hi); p.sort != noPhrase {
				return attribution{who: p, cue: k, rule: "agent", kind: labelCue}
			}
		}
	}
	return attribution{}
}

// naming are verbs whose object is a name when the quotation follows at once: a bill called "…".
var naming = map[string]bool{"call": true, "dub": true, "term": true, "nickname": true, "bill": true, "tag": true}

// titled reports whether the word right before a quotation says that it is a title or a term.
func (r *reader) titled(i, lo int) bool {
	if i < lo || r.in[i] > 0 {
		return false
	}
	switch r.low[i] {
	case "titled", "entitled", "headlined", "nicknamed", "subtitled", "so-called", "named", "dubbed", "captioned":
		return true
	}
	return false
}

// maxNounCue is how many tokens may stand between a noun that attributes and the quotation.
const maxNounCue = 5

// nounCue reads a noun that carries words and whose they are: X's claim that "…", the statement from X, in a memo by X.
func (r *reader) nounCue(k, lo, hi int) attribution {
	n := r.noun(k)
	if n&(speechNoun|mediumNoun) == 0 || r.named(k) >= 0 {
		return attribution{}
	}
	last := r.low[hi-1]
	if hi-k > maxNounCue || last != "that" && last != ":" && !(last == "," && r.low[k] == "words") {
		return attribution{}
	}
	// its possessor
	i := k - 1
	for i >= lo && i > k-5 && r.in[i] == 0 && r.isWord(i) && !r.possessive(i) && !r.is(i, preposition|determiner|pronoun|auxiliary) {
		i--
	}
	if i >= lo && r.in[i] == 0 && r.possessive(i) {
		p := r.phraseEnding(i, lo)
		if p.sort == noPhrase && r.named(i) >= 0 {
			p = phrase{first: r.nameFirst(i), last: i + 1, sort: byName, name: r.named(i)}
		}
		if r.named(i) >= 0 {
			p = phrase{first: r.nameFirst(i), last: i + 1, sort: byName, name: r.named(i)}
		}
		if p.sort != noPhrase {
			return attribution{who: p, cue: k, rule: "noun", kind: sayCue}
		}
	}
	if i >= lo && (r.low[i] == "his" || r.low[i] == "her" || r.low[i] == "their") && n&speechNoun != 0 {
		return attribution{who: phrase{first: i, last: i + 1, sort: byPronoun}, cue: k, rule: "noun", kind: sayCue}
	}
	// of, by, from whom
	if k+1 < hi && (r.low[k+1] == "from" || r.low[k+1] == "by") {
		if p, _ := r.phraseFrom(k+2, hi); p.sort == byName || p.sort == byNoun && r.speaks(p) {
			return attribution{who: p, cue: k, rule: "noun", kind: sayCue}
		}
	}
	if n&mediumNoun != 0 && r.low[hi-1] == ":" && !strings.HasSuffix(r.low[k], "s") {
		if p := r.first(lo, k); p.sort != noPhrase {
			return attribution{who: p, cue: k, rule: "medium", kind: sayCue}
		}
	}
	return attribution{}
}
