package quote

import (
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// subject finds who does what the verb at token v says; lo is where its sentence begins.
func (r *reader) subject(v, lo int) phrase {
	return r.subjectDepth(v, lo, 0)
}

// maxChain is how many coordinated or subordinate verbs are walked over to reach a subject.
const maxChain = 4

// maxSentence is how many tokens before a verb its subject is looked for; longer "sentences" are lists and damage, and
// what they cost must not grow with their square.
const maxSentence = 150

// subjectDepth remembers what it found for each verb: chains of verbs ask for the same ones again and again.
func (r *reader) subjectDepth(v, lo, depth int) phrase {
	if depth > maxChain {
		return phrase{}
	}
	if n := r.subjects[v]; n > 0 {
		return r.phrases[n-1]
	}
	r.phrases = append(r.phrases, phrase{}) // a verb that leads back to itself has none
	n := len(r.phrases)
	r.subjects[v] = int32(n)
	p := r.findSubject(v, max(lo, v-maxSentence), depth)
	r.phrases[n-1] = p
	return p
}

func (r *reader) findSubject(v, lo, depth int) phrase {
	return r.joined(r.oneSubject(v, lo, depth), lo)
}

// joined takes in what "and" joins to a subject without a name: lawyers and other experts, Hale and others, the
// delegate and activist. What stands before must begin its clause, for "Hale met Voss and others said" has two.
func (r *reader) joined(p phrase, lo int) phrase {
	a := p.first - 1
	if p.sort != byNoun && !(p.sort == byPronoun && r.low[p.first] == "others") || a <= lo || r.low[a] != "and" || r.in[a] > 0 {
		return p
	}
	q := r.phraseEnding(a-1, lo)
	if q.sort == noPhrase || q.sort == byPronoun || q.sort == byNoun && !r.speaks(q) || p.last-q.first > maxPhrase {
		return p
	}
	if b := q.first - 1; b >= lo && (r.in[b] > 0 || r.low[b] != "," && !r.is(b, conjunction) && r.low[b] != "that") {
		return p
	}
	return phrase{first: q.first, last: p.last, sort: byNoun}
}

// oneSubject is the phrase that stands where the subject of the verb at v does.
func (r *reader) oneSubject(v, lo, depth int) phrase {
	c := r.lex[v].cue
	i := r.skipToSubject(v-1, lo)
	if i < lo {
		return phrase{}
	}
	switch w := r.low[i]; {
	case r.in[i] > 0:
		if c.form == gerundForm {
			return r.clause(v, lo, depth)
		}
		if q := r.qs[r.in[i]-1]; q.open-1 >= lo { // Hale, "the Voice," said
			if p := r.phraseEnding(q.open-1, lo); p.sort == byName {
				return p
			}
		}
		return r.clause(v, lo, depth)
	case w == "," || dash(w):
		if c.form == gerundForm {
			return r.clause(v, lo, depth)
		}
		if w == "-" && i > lo && r.low[i-1] == "-" { // a dash typed as two hyphens
			i--
		}
		if p := r.beforeParenthesis(i, lo, w); p.sort != noPhrase {
			return p
		}
		return r.clause(v, lo, depth)
	case w == ")" || r.named(i) >= 0:
		p := r.phraseEnding(i, lo)
		if p.sort != noPhrase && p.first > lo && r.in[p.first-1] == 0 && (r.low[p.first-1] == "by" || c.finite() && r.is(p.first-1, preposition) && !r.is(p.first-1, conjunction) && !subordinate[r.low[p.first-1]]) {
			// a letter obtained by Hale warned
			if q := r.first(lo, p.first-1); q.sort != noPhrase {
				return q
			}
		}
		if c.form == gerundForm && p.sort != noPhrase && r.objectAt(p.first, lo) {
			if m := r.clause(v, lo, depth); m.sort != noPhrase {
				return m
			}
		}
		return p
	case w == "who" || w == "which" || w == "that" && r.in[max(i-1, 0)] == 0 && i > lo && (r.noun(i-1) != 0 || r.named(i-1) >= 0):
		return phrase{first: i, last: i + 1, sort: byPronoun}
	case r.is(i, conjunction) || w == "as" || w == "by" || w == "for" || w == "after" || w == "before" || w == "in":
		return r.clause(v, lo, depth)
	case r.is(i, pronoun):
		return phrase{first: i, last: i + 1, sort: byPronoun}
	case r.is(i, preposition):
		return r.clause(v, lo, depth)
	}
	if _, ok := r.verb(i); ok && r.noun(i) == 0 || r.unknownPast(i) {
		return r.subjectDepth(i, lo, depth+1) // wants to call, kept saying
	}
	if r.low[v-1] == "to" && r.noun(i) == 0 && !r.capital(i) {
		if i > lo && (r.named(i-1) >= 0 || r.is(i-1, pronoun|auxiliary)) {
			return r.subjectDepth(i, lo, depth+1)
		}
		return r.clause(v, lo, depth)
	}
	p := r.phraseEnding(i, lo)
	if p.sort == byNoun && p.first > lo && c.finite() && r.adverbial(p) { // Hale in a statement said
		if q := r.phraseEnding(p.first-2, lo); q.sort != noPhrase {
			return q
		}
		return r.clause(v, lo, depth)
	}
	if p.sort == noPhrase {
		return r.clause(v, lo, depth)
	}
	if c.form == gerundForm && r.objectAt(p.first, lo) {
		if m := r.clause(v, lo, depth); m.sort != noPhrase {
			return m
		}
	}
	return p
}

// adverbial reports whether a common noun phrase hangs on a preposition before it: in a statement, in the past, at the time.
func (r *reader) adverbial(p phrase) bool {
	b := p.first - 1
	if r.in[b] > 0 || !r.is(b, preposition) || r.is(b, conjunction) || subordinate[r.low[b]] {
		return false
	}
	return r.medium(p) || r.low[b] == "in" || r.low[b] == "at" || r.low[b] == "on" || r.low[b] == "during"
}

// subordinate are prepositions that also begin clauses, in which a subject may follow.
var subordinate = map[string]bool{"that": true, "as": true, "after": true, "before": true, "since": true, "until": true, "than": true, "like": true, "because": true, "while": true, "when": true, "where": true, "if": true, "though": true, "although": true, "whether": true, "unless": true}

// objectAt reports whether a phrase before a gerund that begins at token first is an object of what stands before it.
func (r *reader) objectAt(first, lo int) bool {
	if first <= lo || r.in[first-1] > 0 || !r.isWord(first-1) {
		return false
	}
	switch r.low[first-1] {
	case "with", "and", "but", "or", "that", "while", "as", "because", "of":
		return false // with Hale calling it
	}
	return true
}

// skipToSubject walks left from i over what may stand between a subject and its verb: auxiliaries, adverbs, days.
func (r *reader) skipToSubject(i, lo int) int {
	for i >= lo {
		if r.in[i] > 0 || r.named(i) >= 0 {
			return i
		}
		w := r.low[i]
		switch {
		case r.is(i, pronoun) && strings.Contains(w, "'"):
			return i // he's
		case r.is(i, auxiliary) || r.is(i, adverb) && !r.is(i, pronoun):
			i--
		case r.is(i, pronoun):
			return i
		case r.is(i, calendar):
			i--
			for i >= lo && r.in[i] == 0 && (r.is(i, calendar) || r.timeWord(i)) {
				i--
			}
		case len(w) > 4 && strings.HasSuffix(w, "ly") && w != "family" && w != "rally" && w != "assembly" && w != "ally" && !(w[len(w)-3:] == "ily" && i > lo && (r.named(i-1) >= 0 || r.adjective(i-1))) && r.named(i) < 0:
			i--
		case r.d.Tokens[i].Kind == text.Number && i > lo && r.is(i-1, calendar):
			i--
		case r.d.Tokens[i].Kind == text.Number && i > lo && r.low[i-1] == "in": // who in 2010 said
			i -= 2
		default:
			return i
		}
	}
	return i
}

func (r *reader) timeWord(i int) bool {
	switch r.low[i] {
	case "on", "late", "early", "last", "this", "next", "the", "in", "earlier", "that", "recent", "of", "past", "each", "every":
		return true
	}
	return false
}

// beforeParenthesis reads "Hale, who runs the port, said": from the comma or dash at i left to its partner, and the
// noun phrase before that.
func (r *reader) beforeParenthesis(i, lo int, mark string) phrase {
	var fallback phrase
	for k, n := i-1, 0; k > lo && n < 40; k, n = k-1, n+1 {
		if r.in[k] > 0 || r.low[k] != mark {
			continue
		}
		p := r.phraseEnding(k-1, lo)
		if p.sort == noPhrase || p.sort == byNoun && r.introductory(p, lo) {
			continue
		}
		if p.sort == byName && r.names.Mentions[p.name].Kind == entity.Place && r.earlierComma(k-1, lo, mark) {
			continue // Hale, a man from Oslo, Norway, said
		}
		if r.inRelative(p.first, lo, mark) {
			continue // Hale, who runs a yard in Oslo, its largest, said
		}
		if n := r.nameBetween(k+1, i); n.sort == byName && (p.sort == byNoun || p.sort == byPronoun) {
			return n // her lawyer, Ada Hale, said; others, including Ada Hale, said
		}
		if r.insertion(k + 1) {
			if p.sort == byName && p.first > lo && r.is(p.first-1, preposition) && r.earlierComma(k-1, lo, mark) {
				fallback = p // "Hale, an aide to Voss, who left, said": the outer comma is further left
				continue
			}
			// an apposition may itself follow one: Hale, 58, a lawyer, said
			if r.appositionBefore(k-1, lo, mark) {
				continue
			}
			return p
		}
	}
	return fallback
}

// inRelative reports whether token i stands in a relative clause that a mark opens.
func (r *reader) inRelative(i, lo int, mark string) bool {
	for k := i - 1; k > lo; k-- {
		if r.in[k] > 0 {
			return false
		}
		if r.low[k] == mark {
			return r.low[k+1] == "who" || r.low[k+1] == "which" || r.low[k+1] == "whose"
		}
	}
	return false
}

// nameBetween is the name that tokens [first, last) are, with no more than a title or "including" before it.
func (r *reader) nameBetween(first, last int) phrase {
	if first < last && r.low[first] == "including" {
		first++
	}
	if first >= last || r.named(last-1) < 0 || r.names.Mentions[r.named(last-1)].Kind == entity.Place || r.possessive(last-1) || r.is(first, preposition|relative|determiner) {
		return phrase{}
	}
	for k := first; k < last; k++ {
		if r.in[k] > 0 || r.low[k] == "," || r.is(k, preposition|conjunction) && r.named(k) < 0 {
			return phrase{}
		}
		if _, ok := r.verb(k); ok {
			return phrase{}
		}
	}
	return phrase{first: first, last: last, sort: byName, name: r.named(last - 1)}
}

// appositionBefore reports whether the phrase ending at i is only an age or a role behind an earlier comma.
func (r *reader) appositionBefore(i, lo int, mark string) bool {
	if r.d.Tokens[i].Kind == text.Number && i > lo && r.low[i-1] == mark {
		return true
	}
	p := r.phraseEnding(i, lo)
	if p.sort != byNoun {
		return false
	}
	return p.first > lo+1 && r.low[p.first-1] == mark && r.named(p.first-2) >= 0
}

func (r *reader) earlierComma(i, lo int, mark string) bool {
	for ; i > lo; i-- {
		if r.in[i] == 0 && r.low[i] == mark {
			return true
		}
	}
	return false
}

// introductory reports whether a common noun phrase belongs to an opening adverbial: "In a statement,".
func (r *reader) introductory(p phrase, lo int) bool {
	return p.first > lo && r.is(p.first-1, preposition)
}

// insertion reports whether what begins at token k can be an insertion between subject and verb.
func (r *reader) insertion(k int) bool {
	if r.in[k] > 0 {
		return false
	}
	if r.d.Tokens[k].Kind == text.Number || r.named(k) >= 0 {
		return true
	}
	switch w := r.low[k]; {
	case r.is(k, relative|determiner|preposition), strings.HasSuffix(w, "ing"), strings.HasSuffix(w, "ed"), r.noun(k) != 0, r.is(k, adverb):
		return true
	case w == "former", w == "now", w == "himself", w == "herself", w == "right", w == "left":
		return true
	}
	return !r.is(k, pronoun|auxiliary|conjunction)
}

// clause finds the subject of the clause that a gerund or a coordinated verb at v belongs to: that of the last finite
// verb before it, else the first noun phrase of the sentence.
func (r *reader) clause(v, lo, depth int) phrase {
	if c := r.lex[v].cue; c.kind != noCue { // and said, saying: what one says goes with what one said before
		for k := v - 1; k > lo; k-- {
			if r.in[k] > 0 {
				continue
			}
			if o, ok := r.verb(k); ok && o.kind == sayCue && (o.form == pastForm || o.form == thirdForm || o.form == baseForm && c.form == baseForm && !r.passiveOrInfinitive(k, o) || o.form == gerundForm && c.form == gerundForm && r.is(v-1, conjunction)) && !r.passive(k, o) {
				if p := r.subjectDepth(k, lo, depth+1); p.sort != noPhrase && !r.related(p) {
					return p
				}
			}
		}
	}
	aside := v-1 > lo && r.low[v-1] == "," && r.lex[v].cue.form == gerundForm
	var inner phrase // the subject of a subordinate clause, when no other is found
	for k := v - 1; k > lo; k-- {
		if r.in[k] > 0 || r.low[k] == ";" {
			continue
		}
		c, ok := r.verb(k)
		if ok && (!c.finite() || c.form == baseForm && r.noun(k) != 0 || r.passiveOrInfinitive(k, c)) {
			ok = false
		}
		if !ok && !r.unknownPast(k) && !(r.past(k) && r.named(k) < 0) && !(r.is(k, auxiliary) && r.low[k] != "to" && r.low[k] != "be" && r.low[k] != "been" && r.low[k] != "being" && r.low[k] != "having") {
			continue
		}
		if p := r.subjectDepth(k, lo, depth+1); p.sort != noPhrase && !r.related(p) {
			if aside && r.subordinated(p, lo) { // Hale left after they came, saying
				if inner.sort == noPhrase {
					inner = p
				}
				continue
			}
			return p
		}
	}
	if inner.sort != noPhrase {
		return inner
	}
	return r.first(lo, v)
}

// subordinated reports whether p is the subject of a clause that a conjunction right before it opens within the sentence.
func (r *reader) subordinated(p phrase, lo int) bool {
	b := p.first - 1
	if b <= lo || r.in[b] > 0 {
		return false
	}
	return subordinate[r.low[b]] || r.low[b] == "how" || r.low[b] == "why" || r.low[b] == "what"
}

// related reports whether p is a relative pronoun, whose verb is not the main one.
func (r *reader) related(p phrase) bool { return p.sort == byPronoun && r.is(p.first, relative) }

func (r *reader) passiveOrInfinitive(k int, c cue) bool {
	return c.form == baseForm && k > 0 && r.low[k-1] == "to"
}

// first is the first noun phrase of tokens [lo, hi) that can be a subject. Opening adverbials are passed over.
func (r *reader) first(lo, hi int) phrase {
	i := lo
	if i < hi && r.in[i] == 0 && (r.is(i, preposition|conjunction) || r.lex[i].opens || strings.HasSuffix(r.low[i], "ing") || r.unknownPast(i)) && r.named(i) < 0 {
		for k := i; k < hi; k++ {
			if r.low[k] == "," && r.in[k] == 0 {
				if p := r.first(k+1, hi); p.sort != noPhrase {
					return p
				}
				break
			}
		}
	}
	for ; i < hi; i++ {
		if r.in[i] > 0 || !r.isWord(i) || i > lo && r.is(i-1, preposition) && r.in[i-1] == 0 {
			continue
		}
		if r.named(i) >= 0 {
			if r.named(i) >= 0 && r.nameFirst(i) == i {
				p, n := r.phraseFrom(i, hi)
				if p.sort == byName && r.names.Mentions[p.name].Kind == entity.Place && n < hi && r.low[n] == "," {
					continue
				}
				if p.sort != noPhrase {
					return p
				}
			}
			continue
		}
		if r.is(i, pronoun) && !r.is(i, determiner|relative) || r.is(i, determiner) || r.noun(i)&(peopleNoun|bodyNoun) != 0 {
			if p, _ := r.phraseFrom(i, hi); p.sort == byPronoun || p.sort == byName || p.sort == byNoun && r.speaks(p) {
				return p
			}
		}
	}
	return phrase{}
}

// speaks reports whether a common noun phrase names somebody or something that can say words.
func (r *reader) speaks(p phrase) bool {
	if p.sort != byNoun {
		return true
	}
	for k := p.first; k < p.last; k++ {
		if r.noun(k) != 0 {
			return true
		}
		if k > p.first && r.is(k, preposition) && !(k == p.first+1 && partitives[r.low[p.first]]) {
			break
		}
	}
	return false
}

// medium reports whether the head of a common noun phrase is something one says words in.
func (r *reader) medium(p phrase) bool {
	for k := p.first; k < p.last; k++ {
		if k > p.first && r.is(k, preposition) {
			return false
		}
		n := r.noun(k)
		if n&(mediumNoun|speechNoun) != 0 && n&peopleNoun == 0 {
			return true
		}
	}
	return false
}
