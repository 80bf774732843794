package quote

import (
	"cmp"
	"slices"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// What counts for one antecedent of "he" or "she". The weights are relative to a subject of known gender in the
// sentence before; they were tuned on news in which every pronoun's person was marked by hand.
const (
	personWeight   = .60 // a person whose gender nothing tells
	speakerWeight  = .78 // the same, who speaks in that sentence
	agreedWeight   = .85 // the same, with a fitting pronoun behind it in its own sentence
	againstWeight  = .25 // the same, with only pronouns of the other gender there
	unclearWeight  = .50 // two capitalised words that may be a person
	singleWeight   = .20 // one word that may be a person
	otherWeight    = .70 // not the first person of its sentence, nor its speaker
	besideWeight   = .60 // somebody else speaks in that sentence
	toldWeight     = .30 // the quoted words themselves name this person
	ownerWeight    = .50 // "Hale's ban" is about the ban
	lentWeight     = .40 // "the Hale camp" is about the camp
	speaksOfWeight = .60 // who says "she lied" is not she
	objectWeight   = .25 // who does something to "her" is not she
	sentenceDecay  = .85
	emptyDecay     = .96 // for a sentence that names nobody
	paraDecay      = .80
	tooClose       = .93 // the runner-up's share of the best weight from which on none is chosen
	tooWeak        = .08
)

// tellsGender is how sure a pronoun's person must be for the pronoun to tell the person's gender from there on.
const tellsGender = .85

// antecedent is somebody a pronoun may stand for.
type antecedent struct {
	name   string
	weight float64
	near   bool    // in the paragraph of the pronoun
	known  bool    // the gender is known
	person bool    // it is certain that the name is a person's
	speaks bool    // the sentence gives words of this person
	limit  float64 // how sure the pronoun before was that this one goes on from; 0 for none
}

// person finds whom "he" or "she" at p stands for: everybody named in the sentences before is weighed by gender, by
// what the sentence says of them, and by distance. When two are close, none is chosen and both are rivals.
func (s *resolver) person(p phrase, want entity.Gender) (name string, sure float64, rivals []string) {
	list := s.antecedents(p, want)
	if len(list) == 0 || list[0].weight < tooWeak {
		return "", .6, nil
	}
	best := list[0]
	share := 0.0
	if len(list) > 1 {
		share = list[1].weight / best.weight
	}
	if share > tooClose {
		return "", .5, []string{best.name, list[1].name}
	}
	switch {
	case !best.known && !best.person:
		sure = .62
	case !best.known:
		sure = .80
	case best.near || best.speaks && share <= .5:
		sure = .92
	default:
		sure = .85
	}
	if best.person && sure >= tellsGender {
		s.genders[best.name] = want
	}
	if best.limit > 0 {
		sure = min(sure, best.limit)
	}
	if share > .6 && (share > .75 || !best.known || list[1].known) {
		sure = min(sure, .55+.75*(1-share))
	}
	return best.name, sure, nil
}

// antecedents are the candidates for the pronoun p, the likeliest first.
func (s *resolver) antecedents(p phrase, want entity.Gender) []antecedent {
	r := s.r
	at := r.d.Tokens[p.first].Start
	sen := r.d.SentenceAt(at)
	para := r.d.Sentences[sen].Paragraph
	var list []antecedent
	add := func(a antecedent) {
		if a.weight <= 0 {
			return
		}
		for i := range list {
			if list[i].name == a.name {
				if a.weight > list[i].weight {
					list[i] = a
				}
				return
			}
		}
		list = append(list, a)
	}
	decay := 1.0
	some := true // the sentence behind has a candidate
	for k, empty := sen, 0; k >= 0 && k >= sen-maxBack-min(empty, maxBack); k-- {
		sentence := r.d.Sentences[k]
		span := text.Span{Start: max(sentence.Start, r.d.Tokens[max(sentence.First, sentence.Last-maxSentence)].Start), End: sentence.End}
		if k == sen {
			span = text.Span{Start: max(sentence.Start, r.d.Tokens[max(0, p.first-maxSentence)].Start), End: at}
		} else {
			if some || k+1 == sen {
				decay *= sentenceDecay
			} else {
				decay *= emptyDecay
				empty++
			}
			if r.d.Sentences[k].Paragraph != r.d.Sentences[k+1].Paragraph {
				decay *= paraDecay
			}
		}
		here := s.inSentence(span, want)
		some = len(here) > 0
		for _, a := range here {
			a.weight *= decay
			if s.tells(a.name) {
				a.weight *= toldWeight
			}
			a.near = sentence.Paragraph == para
			add(a)
		}
	}
	slices.SortStableFunc(list, func(a, b antecedent) int { return cmp.Compare(b.weight, a.weight) })
	return list
}

// inSentence weighs the persons of one sentence or its beginning.
func (s *resolver) inSentence(span text.Span, want entity.Gender) []antecedent {
	r := s.r
	var out []antecedent
	speaks := s.speakers(span)
	first := true
	persons := 0
	for _, m := range r.names.In(span) {
		if mayBePerson(m) {
			persons++
		}
	}
	for _, m := range r.names.In(span) {
		t := r.d.TokenAt(m.Start)
		if r.in[t] > 0 || !mayBePerson(m) || m.Gender != entity.Any && m.Gender != want || s.against(m.Name, want) {
			continue
		}
		last := r.nameLast(t)
		speaker := slices.Contains(speaks, m.Name)
		a := antecedent{name: m.Name, weight: 1, known: m.Gender == want || s.genders[m.Name] == want, person: m.Kind == entity.Person || speaker && strings.Contains(m.Name, " "), speaks: speaker}
		acts := (speaker || t-r.d.TokenAt(span.Start) < maxLead) && r.actsOn(last+1, span.End, want)
		if !a.known {
			a.weight = r.unsexed(m, last, span, want, persons > 1 || acts, speaker)
			if speaker && r.speaksOf(span, want) {
				a.weight *= speaksOfWeight
			}
		}
		owner := r.owner(last)
		lends := !owner && r.lends(last)
		switch {
		case speaker:
		case owner:
			a.weight *= ownerWeight
		case lends:
			a.weight *= lentWeight
		case len(speaks) > 0:
			a.weight *= besideWeight
		case !first && !r.coordinated(r.nameFirst(t)):
			a.weight *= otherWeight
		}
		if !owner && !lends && (m.Kind == entity.Person || strings.Contains(m.Name, " ")) {
			first = false
		}
		if acts {
			a.weight *= objectWeight
			if a.known {
				a.weight *= 2
			}
		}
		out = append(out, a)
	}
	s.speaking(span, func(p phrase) {
		if before, ok := s.stood[p.first]; ok && p.sort == byPronoun && before.want == want && before.name != "" {
			out = append(out, antecedent{name: before.name, weight: 1, known: true, person: true, speaks: true, limit: before.sure}) // she said … she added
		}
	})
	return append(out, s.unnamed(span, want)...)
}

// coordinated reports whether "and" ties the name at token i to a name before it: they are as likely.
func (r *reader) coordinated(i int) bool {
	return i > 1 && r.low[i-1] == "and" && r.in[i-1] == 0 && r.named(i-2) >= 0
}

// against reports whether a pronoun before showed that somebody is of the other gender.
func (s *resolver) against(name string, want entity.Gender) bool {
	g, ok := s.genders[name]
	return ok && g != want
}

// speaksOf reports whether the words quoted within span have the pronoun that is looked for.
func (r *reader) speaksOf(span text.Span, want entity.Gender) bool {
	for i := r.d.TokenAt(span.Start); i < len(r.low) && r.d.Tokens[i].End <= span.End; i++ {
		if r.in[i] > 0 && (want == entity.Female && (r.low[i] == "she" || r.low[i] == "her") || want == entity.Male && (r.low[i] == "he" || r.low[i] == "him")) {
			return true
		}
	}
	return false
}

// stand is whom a pronoun was found to stand for.
type stand struct {
	name string
	want entity.Gender
	sure float64
}

// lends reports whether the name that ends at token i only tells which group is meant: "Hale supporters".
func (r *reader) lends(i int) bool {
	k := i + 1
	return k < len(r.low) && r.in[k] == 0 && r.isWord(k) && r.named(k) < 0 && !r.capital(k) && r.sentence(k).First == r.sentence(i).First &&
		(nouns[singular(r.low[k])]&(peopleNoun|bodyNoun) != 0 && !r.is(k, pronoun|auxiliary|adverb) || lent[r.low[k]])
}

// lent are further nouns that a person's name stands before without the person's being meant.
var lent = words("administration backers camp campaign era loyalists rally team voters")

// maxLead is how many tokens into its sentence a name may still be the subject.
const maxLead = 8

// owner reports whether the name that ends at token i owns what follows: "Hale's ban", but not "Hale's been".
func (r *reader) owner(i int) bool {
	return r.possessive(i) && !(i+1 < len(r.low) && (r.is(i+1, being|negation|auxiliary) || strings.HasSuffix(r.low[i+1], "ing")))
}

// tells reports whether the quotation whose speaker is looked for names somebody: people call themselves "I".
func (s *resolver) tells(name string) bool {
	return slices.ContainsFunc(s.r.names.In(s.words), func(m entity.Mention) bool { return m.Name == name })
}

// mayBePerson reports whether a name may be a person's.
func mayBePerson(m entity.Mention) bool { return m.Kind == entity.Person || m.Kind == entity.Unknown }

// unsexed is the weight of somebody of unknown gender, by the pronouns behind the name in its sentence.
func (r *reader) unsexed(m entity.Mention, last int, span text.Span, want entity.Gender, unclear, speaks bool) float64 {
	w := personWeight
	if m.Kind == entity.Unknown {
		w = unclearWeight
		if !strings.Contains(m.Name, " ") && !speaks {
			return singleWeight
		}
	}
	if speaks {
		w += speakerWeight - personWeight
	}
	if unclear {
		return w
	}
	fits, other := false, false
	for i := last + 1; i < len(r.low) && r.d.Tokens[i].End <= span.End; i++ {
		if r.in[i] > 0 {
			continue
		}
		switch r.low[i] {
		case "she", "her", "herself":
			fits, other = fits || want == entity.Female, other || want == entity.Male
		case "he", "his", "him", "himself":
			fits, other = fits || want == entity.Male, other || want == entity.Female
		}
	}
	switch {
	case fits:
		return max(w, agreedWeight)
	case other:
		return againstWeight
	}
	return w
}

// maxObject is how many tokens behind a subject an object of its verb is looked for.
const maxObject = 25

// actsOn reports whether the predicate behind a subject has "him" or "her" for an object: "Hale called her a pest".
// The "her" of "her boat" is no object.
func (r *reader) actsOn(i, end int, want entity.Gender) bool {
	for n := 0; i < len(r.low) && r.d.Tokens[i].End <= end && n < maxObject; i, n = i+1, n+1 {
		if r.in[i] > 0 || r.low[i] == ";" {
			return false
		}
		switch r.low[i] {
		case "him":
			if want == entity.Male && r.verbish(i-1) {
				return true
			}
		case "her":
			if want != entity.Female || !r.verbish(i-1) {
				continue
			}
			if i+1 >= len(r.low) || r.in[i+1] > 0 || !r.isWord(i+1) || r.is(i+1, preposition|determiner|conjunction|auxiliary|calendar|relative) {
				return true
			}
		}
	}
	return false
}

// verbish reports whether token i may be the verb of an object behind it.
func (r *reader) verbish(i int) bool {
	if i < 0 || r.in[i] > 0 {
		return false
	}
	_, ok := r.cue(i)
	return ok || r.unknownPast(i) || r.past(i)
}

// speakers are the names that the attributions within span point at.
func (s *resolver) speakers(span text.Span) []string {
	var out []string
	s.speaking(span, func(p phrase) {
		if p.sort == byName {
			out = append(out, s.r.names.Mentions[p.name].Name)
		}
	})
	return out
}

// unnamed are the people who speak within span by a common noun: "a spokeswoman"; "the analyst", who may have a name.
func (s *resolver) unnamed(span text.Span, want entity.Gender) []antecedent {
	r := s.r
	var out []antecedent
	s.speaking(span, func(p phrase) {
		if p.sort != byNoun {
			return
		}
		head := r.headOf(p)
		if nouns[singular(head)]&peopleNoun == 0 || severalPeople(head) {
			return
		}
		name, g := r.text(p), genderOf(head)
		if x := s.settled[p.first]; x.name != "" && x.name != name {
			name = x.name
			if known := s.gender(name); known != entity.Any {
				g = known
			}
		} else if !unnamedFirst[r.low[p.first]] {
			return
		}
		if g != entity.Any && g != want {
			return
		}
		w := personWeight
		if g == want {
			w = 1
		}
		out = append(out, antecedent{name: name, weight: w, known: g == want, person: true, speaks: true})
	})
	return out
}

// unnamedFirst are the words that a phrase for somebody without a name begins with; "the actor" is somebody with one.
var unnamedFirst = words("a an one another my our his her")

// gender is what is known of the person of a canonical name.
func (s *resolver) gender(name string) entity.Gender {
	for _, m := range s.r.names.Mentions {
		if m.Name == name && m.Gender != entity.Any {
			return m.Gender
		}
	}
	return entity.Any
}

// genderOf is what a noun for somebody tells of them.
func genderOf(noun string) entity.Gender {
	switch noun {
	case "mother", "wife", "daughter", "sister", "actress", "queen", "princess", "widow", "nun":
		return entity.Female
	case "father", "husband", "son", "brother", "actor", "king", "prince", "widower", "priest":
		return entity.Male
	}
	switch {
	case strings.HasSuffix(noun, "woman"):
		return entity.Female
	case strings.HasSuffix(noun, "man") && noun != "human":
		return entity.Male
	}
	return entity.Any
}

// speaking calls f with whom the attributions of quotations and of indirect speech within span point at.
func (s *resolver) speaking(span text.Span, f func(phrase)) {
	from, _ := slices.BinarySearchFunc(s.sources, span.Start, func(src source, at int) int {
		return cmp.Compare(s.r.d.Tokens[src.who.first].Start, at)
	})
	for _, src := range s.sources[from:] {
		if s.r.d.Tokens[src.who.first].Start > span.End {
			return
		}
		if span.Contains(s.r.span(src.who)) {
			f(src.who)
		}
	}
}
