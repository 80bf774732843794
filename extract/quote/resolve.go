package quote

import (
	"cmp"
	"slices"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// resolver says who the mentions of speakers are: pronouns and common nouns by who spoke or was named before.
type resolver struct {
	r       *reader
	found   []attribution // by quotation
	sources []source      // every attribution with words of its own, quoted or not, in text order
	settled map[int]settled

	words   text.Span                  // what the speaker who is being looked for said
	stood   map[int]stand              // by the token of a pronoun: whom it stands for
	genders map[string]entity.Gender   // of people whom a pronoun stood for, by name
	people  []string                   // who was named so far, in text order
	traits  map[string]map[string]bool // by name: the words that the text says of that person so far
	told    int                        // how many mentions traits are read from
	rivals  map[int][]string           // by the first token of a mention: those it may stand for, when none could be chosen
	reasons map[int]string             // by the first token of a mention: how its name was found, in plain words
	media   map[int]string             // by the first token of a mention: the letter or statement whose author is named in its place
	several map[string][]string        // the names of those who speak together, by the name for them all
}

// source is one attribution: words and who the text says they are from.
type source struct {
	attribution
	words text.Span
}

// settled is whom the words of an attribution stand for, and how sure that is.
type settled struct {
	name string
	sure float64
}

func newResolver(r *reader, found []attribution, spoke []attributed) *resolver {
	s := &resolver{
		r: r, found: found, settled: map[int]settled{}, stood: map[int]stand{}, genders: map[string]entity.Gender{}, traits: map[string]map[string]bool{}, rivals: map[int][]string{}, reasons: map[int]string{},
		media: map[int]string{}, several: map[string][]string{},
	}
	for n, a := range found {
		if a.found() && a.from == 0 && a.who.sort != noPhrase {
			s.sources = append(s.sources, source{a, r.qs[n].Span})
		}
	}
	for _, a := range spoke {
		if a.who.sort != noPhrase {
			s.sources = append(s.sources, source{a.attribution, a.Span})
		}
	}
	slices.SortStableFunc(s.sources, func(a, b source) int { return cmp.Compare(a.who.first, b.who.first) })
	for _, src := range s.sources {
		s.settle(src)
	}
	return s
}

// settle resolves one attribution, after all that stand before it in the text.
func (s *resolver) settle(src source) settled {
	at := src.who.first
	if done, ok := s.settled[at]; ok {
		return done
	}
	s.words = src.words
	var x settled
	if list := s.r.joint(src.attribution); list != nil {
		x.name, x.sure = s.together(list)
	} else {
		x.name, x.sure = s.resolve(src.who)
	}
	s.settled[at] = x
	return x
}

// speaker is the canonical name for quotation n, or "", and how sure that is.
func (s *resolver) speaker(n int) (string, float64) {
	x := s.settle(source{s.found[n], s.r.qs[n].Span})
	return x.name, x.sure
}

// before is the place behind the last source whose words for its speaker stand before token i.
func (s *resolver) before(i int) int {
	n, _ := slices.BinarySearchFunc(s.sources, i, func(src source, i int) int { return cmp.Compare(src.who.first, i) })
	return n
}

func (s *resolver) resolve(p phrase) (string, float64) {
	switch p.sort {
	case byName:
		m := s.r.names.Mentions[p.name]
		return m.Name, 1
	case byPronoun:
		return s.pronoun(p)
	case byNoun:
		return s.common(p)
	}
	return "", 0
}

// maxBack is how many sentences a pronoun looks back for its antecedent.
const maxBack = 8

// pronoun finds the name that a pronoun stands for.
func (s *resolver) pronoun(p phrase) (string, float64) {
	r := s.r
	w := r.low[p.first]
	switch {
	case strings.HasPrefix(w, "he") && !strings.HasPrefix(w, "her") || w == "his" || w == "him":
		return s.sexed(p, entity.Male)
	case strings.HasPrefix(w, "she") || w == "her":
		return s.sexed(p, entity.Female)
	case strings.HasPrefix(w, "they"), w == "their", strings.HasPrefix(w, "it"):
		return s.body(p)
	case w == "who" || w == "which" || w == "that":
		return s.relative(p)
	}
	return "", .9
}

// sexed is person, with the rivals kept for the list of candidates.
func (s *resolver) sexed(p phrase, want entity.Gender) (string, float64) {
	name, sure, rivals := s.person(p, want)
	if len(rivals) > 0 {
		s.rivals[p.first] = rivals
	}
	if name != "" {
		s.stood[p.first] = stand{name, want, sure}
	}
	return name, sure
}

// relative is whom the clause of who is about: "Hale, who called", "a memoir by Hale, who called".
func (s *resolver) relative(p phrase) (string, float64) {
	r := s.r
	lo := r.sentence(p.first).First
	i := p.first - 1
	if i >= lo && r.low[i] == "," {
		i--
	}
	if i < lo {
		return "", .6
	}
	if n := r.named(i); n >= 0 && !r.possessive(i) && r.names.Mentions[n].Kind == entity.Person && r.low[p.first] == "who" {
		return r.names.Mentions[n].Name, .9
	}
	q := r.phraseEnding(i, lo)
	if q.sort == byName {
		return r.names.Mentions[q.name].Name, .9
	}
	if q.sort != byNoun {
		return "", .6
	}
	// Hale, the chief of the port, who said
	if q.first-2 >= lo && r.low[q.first-1] == "," && r.named(q.first-2) >= 0 {
		return r.names.Mentions[r.named(q.first-2)].Name, .85
	}
	for k := q.last - 2; k > q.first && nouns[singular(r.headOf(q))]&peopleNoun == 0; k-- { // the memoir of a spy who wrote
		if r.named(k) < 0 && r.is(k, preposition) {
			q.first = k + 1
			break
		}
	}
	return s.common(q)
}

// maxIntroduced is how many speakers before "the spokesman" are asked whether they were "a spokesman for Norvane".
const maxIntroduced = 60

// introduced finds who "the spokesman" is: the last one before who spoke as "a spokesman …".
func (s *resolver) introduced(p phrase, head string) (string, bool) {
	r := s.r
	end := s.before(p.first)
	for n := end - 1; n >= 0 && n >= end-maxIntroduced; n-- {
		q := s.sources[n].who
		if q.sort == byNoun && (r.low[q.first] == "a" || r.low[q.first] == "an") && r.headOf(q) == head {
			return r.text(q), true
		}
	}
	return "", false
}

// headOf is the noun that a common noun phrase is about, in lower case.
func (r *reader) headOf(p phrase) string {
	for k := p.first + 1; k < p.last; k++ {
		if r.is(k, preposition) {
			return r.low[k-1]
		}
	}
	return r.low[p.last-1]
}

// why says in plain words how the name of an attribution was found.
func (s *resolver) why(a attribution) []string {
	var out []string
	if a.who.sort == byPronoun {
		out = append(out, "pronoun "+s.r.text(a.who))
	}
	if reason := s.reasons[a.who.first]; reason != "" {
		out = append(out, reason)
	}
	if len(s.several[s.settled[a.who.first].name]) > 0 {
		out = append(out, "speaks with others")
	}
	return out
}

// venue is where the words of an attribution were said, and the outlet they were said to. A letter that speaks is a
// place too when its author is named for it.
func (s *resolver) venue(a attribution) (venue, reportedBy string) {
	venue, reportedBy = s.r.venue(a)
	if medium := s.media[a.who.first]; medium != "" && venue == "" {
		venue = medium
	}
	return venue, reportedBy
}
