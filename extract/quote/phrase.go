package quote

import (
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// phrase is a noun phrase that may name a speaker.
type phrase struct {
	first, last int // tokens of the whole phrase, [first, last)
	sort        phraseSort
	name        int // place in names, when sort is byName
}

type phraseSort uint8

const (
	noPhrase phraseSort = iota
	byName
	byPronoun
	byNoun
)

// maxPhrase is how many tokens a noun phrase may have; official titles reach twelve.
const maxPhrase = 16

// span is where the words of p that name the speaker stand.
func (r *reader) span(p phrase) text.Span {
	if p.sort == byName {
		return r.withPlace(p)
	}
	s := text.Span{Start: r.d.Tokens[p.first].Start, End: r.d.Tokens[p.last-1].End}
	if p.sort == byPronoun {
		if n := strings.IndexAny(r.d.Slice(s), "'’"); n > 0 {
			s.End = s.Start + n // he's
		}
		return s
	}
	w := r.d.Slice(s)
	for _, suffix := range []string{"'s", "’s"} {
		if strings.HasSuffix(w, suffix) {
			s.End -= len(suffix)
		}
	}
	return s
}

// withPlace is the span of a name and of what it is told apart by: "Ada Hale of North Dakota".
func (r *reader) withPlace(p phrase) text.Span {
	s := r.names.Mentions[p.name].Span
	i := r.d.TokenAt(s.End)
	if p.name+1 < len(r.names.Mentions) && i+1 < len(r.low) && r.low[i] == "of" && r.named(i+1) == p.name+1 {
		if m := r.names.Mentions[p.name+1]; m.Kind != entity.Person {
			s.End = m.End
		}
	}
	return s
}

// phraseFrom reads the noun phrase that begins at token i and ends before hi; next is the token behind it.
func (r *reader) phraseFrom(i, hi int) (p phrase, next int) {
	if i >= hi || r.in[i] > 0 || !r.isWord(i) && r.d.Tokens[i].Kind != text.Number {
		return phrase{}, i
	}
	if r.is(i, pronoun) && !r.is(i, determiner) || r.pronounAlone(i, hi) {
		return phrase{first: i, last: i + 1, sort: byPronoun}, i + 1
	}
	if w := r.low[i]; r.named(i) < 0 && !r.capital(i) && !r.is(i, determiner) && r.noun(i) == 0 {
		if _, ok := r.cue(i); ok || strings.HasSuffix(w, "ing") {
			return phrase{}, i
		}
	}
	if r.is(i, relative|conjunction|preposition|calendar) || r.is(i, auxiliary|adverb) && !r.is(i, determiner) {
		return phrase{}, i
	}
	k := i
	for k < hi && k < i+maxPhrase && r.in[k] == 0 {
		if r.named(k) >= 0 {
			last := r.nameLast(k)
			k = last + 1
			continue
		}
		if !r.isWord(k) && r.d.Tokens[k].Kind != text.Number {
			if r.low[k] == "." && k > i && k+1 < hi && len(r.low[k-1]) <= 4 && r.capital(k-1) && r.d.Tokens[k-1].End == r.d.Tokens[k].Start {
				k++ // Sen. , Gov.
				continue
			}
			break
		}
		if k > i {
			if c, ok := r.verb(k); ok && (c.finite() || c.form == gerundForm) && (r.noun(k) == 0 || c.form != baseForm) && !(c.form == gerundForm && r.compound(k, hi)) {
				break
			}
			if next := r.authored(k, hi); next > 0 {
				k = next
				continue
			}
			if (r.low[k] == "known" || strings.HasSuffix(r.low[k], "ed")) && r.isWord(k) && r.named(k) < 0 && r.noun(k-1) != 0 && !(k+1 < hi && r.noun(k+1) != 0) { // the chief known as, a memo released
				break
			}
			if r.low[k] == "and" && r.named(k-1) < 0 {
				if next := r.andOne(i, k, hi); next > 0 {
					return phrase{first: i, last: next, sort: byNoun}, next
				}
			}
			if r.is(k, calendar) && r.dated(k, hi) {
				k++
				continue
			}
			if r.low[k] == "went" && r.noun(k-1) != 0 { // the note went
				break
			}
			if r.named(k-1) >= 0 && r.named(k) < 0 && r.endsAtName(k, hi) {
				break
			}
			if r.low[k] == "who" || r.low[k] == "that" || r.low[k] == "which" || r.low[k] == "as" || r.low[k] == "and" || r.low[k] == "but" || r.low[k] == "when" || r.low[k] == "after" || r.low[k] == "during" {
				break
			}
			if r.is(k, auxiliary) || r.is(k, calendar) && !(k == i+1 && r.is(i, determiner)) || r.is(k, adverb) && !r.capital(k) {
				break
			}
			if r.is(k, preposition) && (!attaches[r.low[k]] || r.named(k-1) >= 0 && r.low[k] != "of" && r.low[k] != "for") {
				break
			}
			if r.is(k, preposition) && k+1 < hi && r.is(k+1, calendar) {
				break
			}
			if r.is(k, pronoun) && !r.is(k, determiner) {
				break
			}
		}
		k++
	}
	if k == i {
		return phrase{}, i
	}
	return r.headed(i, k), k
}

// compound reports whether the gerund at token k is part of a title or a name for somebody: planning director.
func (r *reader) compound(k, hi int) bool {
	return k+1 < hi && r.in[k+1] == 0 && r.named(k+1) < 0 && r.noun(k+1)&(peopleNoun|bodyNoun) != 0 && !strings.HasSuffix(r.low[k+1], "s") && !r.is(k-1, pronoun|preposition)
}

// maxAuthored is how many tokens may stand between what was made and "by": a memo released on Friday by.
const maxAuthored = 5

// authored is the token behind "by" when the words at k tell who made what the noun before them names: an analysis by,
// a memo released by; 0 when they don't.
func (r *reader) authored(k, hi int) int {
	if r.noun(k-1)&(mediumNoun|speechNoun) == 0 && !studies[r.low[k-1]] {
		return 0
	}
	if r.low[k] != "by" && !strings.HasSuffix(r.low[k], "ed") && !r.is(k, calendar) {
		return 0
	}
	for b := k; b+1 < hi && b < k+maxAuthored && r.in[b] == 0 && r.isWord(b); b++ {
		if r.low[b] == "by" && (r.named(b+1) >= 0 || r.is(b+1, determiner)) {
			return b + 1
		}
	}
	return 0
}

// studies are nouns for findings that somebody made.
var studies = words("analysis audit count data estimate estimates figures index numbers poll polls polling projection projections rankings records research review study studies survey surveys tally")

// andOne is where a noun for people ends that "and" at token k joins to the one before, when a verb follows both: the
// delegate and activist said. 0 when it does not.
func (r *reader) andOne(i, k, hi int) int {
	if r.noun(k-1)&(peopleNoun|bodyNoun) == 0 || r.headed(i, k).sort != byNoun {
		return 0
	}
	p, next := r.phraseFrom(k+1, hi)
	if p.sort != byNoun || r.noun(next-1)&(peopleNoun|bodyNoun) == 0 || next >= hi || next-i > maxPhrase {
		return 0
	}
	v := r.pastAuxiliaries(next, hi)
	if v >= hi {
		return 0
	}
	if c, ok := r.verb(v); !ok || !c.finite() {
		return 0
	}
	return next
}

// dated reports whether the day or month at token k stands before a noun that it dates: a June 2011 memo.
func (r *reader) dated(k, hi int) bool {
	n := k + 1
	for n < hi && (r.is(n, calendar) || r.d.Tokens[n].Kind == text.Number) {
		n++
	}
	return n < hi && r.in[n] == 0 && r.named(n) < 0 && r.noun(n)&(mediumNoun|speechNoun) != 0 && !r.is(n, auxiliary|preposition)
}

// endsAtName reports whether a phrase ends before token k, right behind a name: no noun follows that the name stands
// before ("the Norvane campaign spokesman").
func (r *reader) endsAtName(k, hi int) bool {
	if !r.isWord(k) || r.capital(k) {
		return false
	}
	for i := k; i < hi && i < k+4 && r.in[i] == 0; i++ {
		if r.named(i) >= 0 || r.noun(i) != 0 || attaches[r.low[i]] && i == k {
			return false
		}
		if r.past(i) || r.unknownPast(i) || !r.isWord(i) || r.is(i, determiner|pronoun|preposition|auxiliary) {
			return true
		}
	}
	return true
}

// pronounAlone reports whether a word that is both pronoun and determiner stands without a noun: "one said".
func (r *reader) pronounAlone(i, hi int) bool {
	if !r.is(i, pronoun) || i+1 >= hi {
		return false
	}
	_, ok := r.cue(i + 1)
	return ok || r.is(i+1, auxiliary)
}

var modals = words("will would can could may might must should shall won't wouldn't can't couldn't shouldn't do does did don't doesn't didn't")

// attaches are the prepositions with which a noun phrase goes on: a spokesman for, people familiar with.
var attaches = map[string]bool{"of": true, "for": true, "from": true, "at": true, "in": true, "with": true, "to": true, "on": true, "behind": true, "close": true, "inside": true}

// headed says what the tokens [first, last) name: the name at the end of their head, else the whole as a common noun.
func (r *reader) headed(first, last int) phrase {
	end := last
	for k := first + 1; k < last; k++ {
		if r.named(k) < 0 && r.is(k, preposition) && attaches[r.low[k]] {
			end = k
			break
		}
	}
	if n := r.named(end - 1); n >= 0 && !r.possessive(end-1) {
		return phrase{first: first, last: last, sort: byName, name: n}
	}
	if end-first == 2 && r.low[end-1] == "." && r.named(first) >= 0 {
		return phrase{first: first, last: last, sort: byName, name: r.named(first)}
	}
	return phrase{first: first, last: last, sort: byNoun}
}

// phraseEnding reads the noun phrase whose last token is i and that begins at lo or later.
func (r *reader) phraseEnding(i, lo int) phrase {
	if i < lo || r.in[i] > 0 {
		return phrase{}
	}
	if r.low[i] == ")" { // Jane Hale (D-Ohio)
		for k := i - 1; k >= lo && k > i-8; k-- {
			if r.low[k] == "(" {
				return r.phraseEnding(k-1, lo)
			}
		}
		return phrase{}
	}
	if !r.isWord(i) && r.named(i) < 0 && r.d.Tokens[i].Kind != text.Number {
		return phrase{}
	}
	if r.is(i, pronoun) && r.named(i) < 0 {
		return phrase{first: i, last: i + 1, sort: byPronoun}
	}
	k := i
	for k >= lo && k > i-maxPhrase && r.in[k] == 0 {
		if r.named(k) >= 0 {
			k = r.nameFirst(k)
			if r.possessive(r.nameLast(k)) && !(k > lo && r.is(k-1, determiner)) && !(k > lo && r.attached(k-1, lo)) {
				return r.headed(k, i+1)
			}
		} else if r.possessive(k) {
			// the company's lawyer: go on to its article
		} else if r.is(k, determiner) {
			if k > lo && r.attached(k-1, lo) {
				k -= 2
				continue
			}
			if k > lo && r.named(k-1) < 0 && r.in[k-1] == 0 && quantifiers[r.low[k-1]] {
				k--
			}
			return r.headed(k, i+1)
		}
		if k == lo {
			break
		}
		p := k - 1
		if r.in[p] > 0 || r.named(p) < 0 && !r.isWord(p) && r.d.Tokens[p].Kind != text.Number {
			if r.low[p] == "." && p > lo && r.capital(p-1) && len(r.low[p-1]) <= 4 && r.isWord(p-1) { // Sen. Hale
				k = p - 1
				continue
			}
			break
		}
		if r.named(p) < 0 {
			if r.attached(p, lo) {
				k = p - 1
				continue
			}
			if r.is(p, auxiliary) && (r.low[p] == "to" || modals[r.low[p]]) && r.named(k) < 0 && r.noun(k) == 0 {
				return phrase{} // would favor speed: no noun phrase, a predicate
			}
			if r.is(p, preposition|conjunction|relative|calendar) || r.is(p, pronoun|auxiliary|adverb) && !r.is(p, determiner) {
				break
			}
			if c, ok := r.verb(p); ok && c.form != partForm && r.noun(p) == 0 {
				break
			}
		} else if r.named(k) >= 0 && !r.possessive(p) && p > lo && r.is(r.nameFirst(p)-1+b2i(r.nameFirst(p) == 0), preposition) {
			break // In Oslo Hale said
		}
		k = p
	}
	return r.headed(max(k, lo), i+1)
}

// quantifiers stand before another determiner: all three candidates, the two sides.
var quantifiers = words("all both the these those his her their our its")

// partitives are words for a part of those whom a phrase behind "of" or "in" names: many in the crowd, four in ten.
var partitives = words("some many most several few one two three four five six seven eight nine ten half both none all each either neither")

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// attached reports whether the preposition at token p ties what follows to a noun before it.
func (r *reader) attached(p, lo int) bool {
	if p-1 < lo || !attaches[r.low[p]] && r.low[p] != "by" || r.named(p) >= 0 {
		return false
	}
	b := p - 1
	if r.low[p] == "by" && r.noun(b)&mediumNoun == 0 { // a story by
		return false
	}
	if r.in[b] > 0 || !r.isWord(b) && r.named(b) < 0 {
		return false
	}
	if partitives[r.low[b]] && (r.low[p] == "of" || r.low[p] == "in") {
		return true
	}
	if r.named(b) >= 0 {
		return r.low[p] == "of"
	}
	if _, ok := r.verb(b); ok && r.noun(b) == 0 {
		return false
	}
	return !r.is(b, pronoun|auxiliary|preposition|conjunction|calendar|adverb|determiner) && !strings.HasSuffix(r.low[b], "ing") && !r.unknownPast(b)
}
