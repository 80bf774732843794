package quote

import (
	"slices"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// maxJoint is how many speakers one attribution may name; longer rows are lists of signatories, and the words before
// them say more than the names.
const maxJoint = 8

// joint are all that an attribution names together, in text order: "Ada Hale and Otto Berg said". Nil when its words
// name one.
func (r *reader) joint(a attribution) []phrase {
	p := a.who
	if p.sort == noPhrase || p.sort == byPronoun && r.is(p.first, relative) {
		return nil
	}
	s := r.sentence(p.first)
	lo, hi := max(s.First, p.first-maxSentence), min(s.Last, p.last+maxSentence)
	list := r.jointBefore(p, lo, a.cue)
	list = append(list, r.jointBehind(p, list[0].first, lo, hi, a.cue)...)
	if n := len(list); n > 1 {
		if q, one := r.onePerson(list); one {
			list = append(list[:n-2], q)
		}
	}
	if len(list) > 2 && list[0].sort == byNoun && severalPeople(r.headOf(list[0])) && r.low[list[1].first-1] == "," {
		list = list[1:] // two analysts, Hale and Berg
	}
	if len(list) > maxJoint || len(list) == 1 && list[0] == p {
		return nil
	}
	return list
}

// jointBefore is p and those named with it before: Hale, the mayor, Voss and [Berg] said.
func (r *reader) jointBefore(p phrase, lo, cue int) []phrase {
	list := []phrase{p}
	for i := p.first - 1; i > lo && len(list) <= maxJoint; {
		var q phrase
		switch {
		case len(list) == 1 && r.low[i] == "and" && r.in[i] == 0:
			q = r.memberEnding(i-1, lo)
		case len(list) > 1 && r.low[i] == "," && r.in[i] == 0:
			q = r.memberEnding(i-1, lo)
			if q.sort == byNoun && severalPeople(r.headOf(q)) && r.opens(q.first, lo, cue, true) {
				break // a group of officials, leaders and workers
			}
			if q.sort != byName || !r.opens(q.first, lo, cue, false) && r.low[q.first-1] != "," {
				q = phrase{}
			}
		}
		if q.sort == noPhrase {
			break
		}
		list = append([]phrase{q}, list...)
		i = q.first - 1
	}
	if len(list) == 1 {
		return list
	}
	if _, one := r.onePerson(list); one {
		return list
	}
	if m := r.merged(list); m.sort != noPhrase {
		return []phrase{m}
	}
	for len(list) > 2 && !r.opens(list[0].first, lo, cue, false) {
		list = list[1:] // After Voss, Hale and Berg
	}
	if !r.opens(list[0].first, lo, cue, true) {
		return []phrase{p}
	}
	return list
}

// onePerson reports whether the last two of list are one person in two roles, and which phrase names that person:
// "co-founder and chief Ada Hale", "Ada Hale, founder and chief of Norvane", "the lawyer and lobbyist".
func (r *reader) onePerson(list []phrase) (phrase, bool) {
	q, p := list[len(list)-2], list[len(list)-1]
	switch {
	case r.bareRole(q) || p.sort == byName && r.low[p.first] == "former" || p.sort == byName && r.names.Mentions[p.name].Kind == entity.Person && r.endsInRole(q):
		return p, true
	case p.sort == byNoun && r.bareRole(p):
		if q.sort == byName {
			return q, true
		}
		return p, true
	case p.sort == byName && q.sort == byName && p.first < r.nameFirst(p.last-1) && r.named(p.first) != p.name:
		// Norland Food and Drug Agency Commissioner Ada Hale
		return p, r.names.Mentions[q.name].Kind != entity.Person && r.names.Mentions[p.name].Kind == entity.Person && r.capital(p.first) && r.noun(p.first)&peopleNoun == 0
	}
	return p, false
}

// endsInRole reports whether the words of a name end in a role: "Norvane co-founder".
func (r *reader) endsInRole(q phrase) bool {
	w := r.low[q.last-1]
	return q.sort == byName && (nouns[strings.TrimPrefix(w, "co-")]&peopleNoun != 0 || len(w) == 3 && w[0] == 'c' && w[2] == 'o' && r.word(q.last-1) == strings.ToUpper(w))
}

// bareRole reports whether p is a role of one person without an article.
func (r *reader) bareRole(p phrase) bool {
	return p.sort == byNoun && nouns[strings.TrimPrefix(singular(r.headOf(p)), "co-")]&peopleNoun != 0 && !severalPeople(r.headOf(p)) && !r.is(p.first, determiner)
}

// merged is the one phrase that "critics of Hale and Berg" and "analysts and traders" are.
func (r *reader) merged(list []phrase) phrase {
	q, p := list[0], list[len(list)-1]
	if !slices.ContainsFunc(list, func(m phrase) bool { return m.sort != byNoun }) {
		return phrase{first: q.first, last: p.last, sort: byNoun} // analysts and traders
	}
	if len(list) != 2 || q.sort != byNoun || p.sort != byName || p.first != r.nameFirst(p.first) || r.named(q.last-1) < 0 {
		return phrase{}
	}
	if nouns[r.headOf(q)]&peopleNoun != 0 && !strings.HasSuffix(r.headOf(q), "s") {
		return phrase{} // a spokesman for Norvane and Ada Berg
	}
	for k := q.first; k < q.last; k++ {
		if r.named(k) < 0 && r.is(k, preposition) {
			return phrase{first: q.first, last: p.last, sort: byNoun}
		}
	}
	return phrase{}
}

// jointBehind are those named with p behind it: said Hale, the mayor, and Berg.
func (r *reader) jointBehind(p phrase, first, lo, hi, cue int) []phrase {
	subject := cue >= p.last && r.opens(first, lo, cue, true) // Hale and Berg in a letter called
	if cue >= p.last && !subject {
		return nil
	}
	if cue >= p.last {
		hi = min(hi, cue)
	}
	return r.row(p, hi, subject)
}

// row are those that "and" ties to p behind it. Of a subject the predicate may follow at once.
func (r *reader) row(p phrase, hi int, subject bool) []phrase {
	var list []phrase
	for i := p.last; i+1 < hi && len(list) < maxJoint; {
		k := i
		if r.low[k] == "(" {
			for k < hi && r.low[k] != ")" {
				k++
			}
			k++
		}
		if k+1 < hi && r.low[k] == "," && r.low[k+1] != "and" {
			if end := r.appositionEnd(k, hi); end > 0 {
				k = end
			}
		}
		if k+2 < hi && r.low[k] == "," && r.low[k+1] == "and" {
			k++
		}
		if k+1 >= hi || r.in[k] > 0 || r.low[k] != "and" && !(r.low[k] == "," && r.listed(k, hi)) {
			break
		}
		q, next := r.phraseFrom(k+1, hi)
		if !r.member(q) || !subject && r.goesOn(next, hi) {
			break
		}
		list = append(list, q)
		i = q.last
		if r.low[k] != "," {
			break
		}
	}
	if n := len(list); n > 0 && r.low[list[n-1].first-1] == "," {
		return nil // no "and": a list of something else
	}
	return list
}

// lastOf is the last of those who stand together in front of a verb, of whom p is the first and next the token behind p,
// and the token behind it: "…," Hale and Berg said.
func (r *reader) lastOf(p phrase, next, hi int) (phrase, int) {
	list := r.row(p, hi, true)
	if len(list) == 0 {
		return p, next
	}
	q, next := r.phraseFrom(list[len(list)-1].first, hi)
	if p.sort == byNoun && r.bareRole(q) {
		q.first = p.first // the founder and chief of Norvane
	}
	return q, next
}

// listed reports whether the comma at token k stands in a row of names that "and" ends: said Hale, Voss and Berg.
func (r *reader) listed(k, hi int) bool {
	for n := 0; n < maxJoint && k+1 < hi; n++ {
		q, next := r.phraseFrom(k+1, hi)
		if q.sort != byName || !r.member(q) || next >= hi || r.in[next] > 0 {
			return false
		}
		if r.low[next] == "and" {
			return true
		}
		if r.low[next] != "," {
			return false
		}
		if next+1 < hi && r.low[next+1] == "and" {
			return true
		}
		k = next
	}
	return false
}

// maxApposed is how many tokens an apposition between two joint speakers may have.
const maxApposed = 14

// appositionEnd is the token behind an apposition that begins with the comma at token k and that "and" follows, or 0:
// Hale, the mayor of Norby, and Berg.
func (r *reader) appositionEnd(k, hi int) int {
	if k+1 >= hi || r.named(k+1) >= 0 && !r.possessive(r.nameLast(k+1)) && r.nameLast(k+1)+1 < hi && (r.low[r.nameLast(k+1)+1] == "," || r.low[r.nameLast(k+1)+1] == "and") {
		return 0 // a name of its own
	}
	for i := k + 1; i+1 < hi && i < k+maxApposed; i++ {
		if r.in[i] > 0 {
			return 0
		}
		if r.low[i] == "," {
			if r.low[i+1] == "and" {
				return i + 1
			}
			return 0
		}
		if c, ok := r.verb(i); ok && c.finite() && r.noun(i) == 0 || r.is(i, relative|auxiliary) || r.unknownPast(i) {
			return 0
		}
	}
	return 0
}

// goesOn reports whether a predicate begins at token i: in "said Hale, and Voss left" they do not speak together.
func (r *reader) goesOn(i, hi int) bool {
	if i >= hi || r.in[i] > 0 || !r.isWord(i) {
		return false
	}
	if _, ok := r.verb(i); ok {
		return true
	}
	return r.is(i, auxiliary) && r.low[i] != "to" || r.unknownPast(i) || r.past(i) || r.is(i, adverb) || r.low[i] == "who"
}

// memberEnding is the phrase that ends at token i, without the apposition or the party behind it.
func (r *reader) memberEnding(i, lo int) phrase {
	comma := i >= lo && r.low[i] == "," && r.in[i] == 0
	if comma {
		i--
	}
	q := r.phraseEnding(i, lo)
	if comma && q.sort != byName || q.sort == byNoun || q.sort == noPhrase && comma {
		from := q.first
		if q.sort == noPhrase {
			from = i
		}
		if from-2 >= lo && r.low[from-1] == "," && r.named(from-2) >= 0 && r.in[from-1] == 0 {
			if o := r.phraseEnding(from-2, lo); o.sort == byName {
				return o // Hale, the mayor, and; Hale, 58, and
			}
		}
		if comma {
			return phrase{}
		}
	}
	if comma && !(q.first-1 >= lo && r.low[q.first-1] == ",") {
		return phrase{} // It sank, Hale, and
	}
	if !r.member(q) {
		return phrase{}
	}
	return q
}

// member reports whether p may be one of several speakers.
func (r *reader) member(p phrase) bool {
	switch p.sort {
	case byName:
		return r.names.Mentions[p.name].Kind != entity.Place && r.low[p.first] != "a" && r.low[p.first] != "an" && !r.possessive(p.last-1) && !r.unknownPast(p.first)
	case byPronoun:
		w := r.low[p.first]
		return w == "he" || w == "she" || w == "others" || w == "they"
	case byNoun:
		return r.d.Tokens[p.first].Kind == text.Word && nouns[singular(r.headOf(p))]&(peopleNoun|bodyNoun) != 0
	}
	return false
}

func singular(noun string) string {
	if _, ok := nouns[noun]; !ok {
		return strings.TrimSuffix(noun, "s")
	}
	return noun
}

// opens reports whether a clause begins at token i, so that what stands there is its subject; or, for words behind the
// cue, whether the cue stands right before. comma says whether a comma is enough.
func (r *reader) opens(i, lo, cue int, comma bool) bool {
	p := i - 1
	if p < lo || r.in[p] > 0 || p == cue && comma {
		return true
	}
	switch r.low[p] {
	case ",":
		return comma || p-1 < lo || r.in[p-1] > 0
	case "to", "from", "by":
		return cue >= 0 && cue < i && i-cue < 4
	case "both", "that", "but", "as", "because", "while", "when", "where", "although", "though", "if", "whereas", "since", "which", ":", ";", "—", "–", "-", "(", "co-founders", "brothers", "sisters":
		return true
	}
	return !r.isWord(p) && r.d.Tokens[p].Kind != text.Number
}

// together resolves several speakers to one name for all of them: "Ada Hale and Otto Berg". It is "" when one of them
// is not known, for words must not be pinned on the others alone.
func (s *resolver) together(list []phrase) (string, float64) {
	var names []string
	sure := 1.0
	for _, p := range list {
		name, one := s.resolve(p)
		if p.sort == byPronoun && s.r.low[p.first] == "others" {
			name, one = "others", 1
		}
		if name == "" {
			return "", 0
		}
		sure = min(sure, one)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	joined := joinNames(names)
	if len(names) > 1 {
		s.several[joined] = names
	}
	return joined, sure
}

// joinNames writes names as a sentence does: Hale, Voss and Berg.
func joinNames(names []string) string {
	if len(names) == 0 {
		return ""
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// spanOf is where the words stand that name the speaker, or all of those who speak together.
func (r *reader) spanOf(a attribution) text.Span {
	span := r.span(a.who)
	if list := r.joint(a); list != nil {
		span.Start = r.span(list[0]).Start
		span.End = max(span.End, r.span(list[len(list)-1]).End)
	}
	return span
}
