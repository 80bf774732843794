package quote

import (
	"sort"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// resolver says who the mentions of speakers are: pronouns and common nouns by who spoke or was named before.
type resolver struct {
	r     *reader
	found []attribution
	names []string  // by quotation, once resolved
	sure  []float64 // the same
	done  []bool
	spoke []attributed // indirect speech, in text order

	words  text.Span        // the quotation whose speaker is being looked for
	stood  map[int]stand    // by the token of a pronoun: whom it stands for
	rivals map[int][]string // by the token of a pronoun: those it may stand for, when none could be chosen
}

func newResolver(r *reader, found []attribution, spoke []attributed) *resolver {
	res := &resolver{r: r, found: found, spoke: spoke, rivals: map[int][]string{}, stood: map[int]stand{}, names: make([]string, len(found)), sure: make([]float64, len(found)), done: make([]bool, len(found))}
	return res
}

// speaker is the canonical name for quotation n, or "", and how sure that is.
func (s *resolver) speaker(n int) (string, float64) {
	a := s.found[n]
	if a.from > 0 {
		n = a.from - 1
	}
	if !s.done[n] {
		s.done[n] = true
		s.words = s.r.qs[n].Span
		s.names[n], s.sure[n] = s.resolve(s.found[n].who)
	}
	return s.names[n], s.sure[n]
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
		s.stood[p.first] = stand{name, want}
	}
	return name, sure
}

// body finds the organisation that "it" or "they" at p stands for: the nearest one before that speaks, else is named.
func (s *resolver) body(p phrase) (string, float64) {
	r := s.r
	fits := func(m entity.Mention) bool {
		return m.Kind != entity.Person && m.Kind != entity.Place && !(m.Kind == entity.Unknown && m.Gender != entity.Any)
	}
	at := r.d.Tokens[p.first].Start
	sen := r.d.SentenceAt(at)
	// in the same sentence before the pronoun
	if name, ok := s.bestIn(text.Span{Start: max(r.d.Sentences[sen].Start, r.d.Tokens[max(0, p.first-maxSentence)].Start), End: at}, fits); ok {
		return name, .85
	}
	para := r.d.Sentences[sen].Paragraph
	for k := sen - 1; k >= 0 && k >= sen-maxBack; k-- {
		if name, ok := s.bestIn(r.d.Sentences[k].Span, fits); ok {
			sure := .92
			if r.d.Sentences[k].Paragraph != para {
				sure = .85
			}
			return name, sure
		}
	}
	return "", .6
}

// bestIn is the organisation in span that a pronoun most likely takes up: who speaks there, else the first one whose
// kind is known, else the first that may be one.
func (s *resolver) bestIn(span text.Span, fits func(entity.Mention) bool) (string, bool) {
	r := s.r
	from := sort.Search(len(r.qs), func(i int) bool { return r.qs[i].End >= span.Start })
	for n := from; n < len(r.qs); n++ { // a speaker of that sentence
		a := s.found[n]
		if a.found() && a.who.sort == byName && a.from == 0 {
			m := r.names.Mentions[a.who.name]
			if span.Contains(m.Span) && fits(m) {
				return m.Name, true
			}
		}
		if r.qs[n].Start > span.End {
			break
		}
	}
	for _, a := range s.spoke[sort.Search(len(s.spoke), func(i int) bool { return s.spoke[i].End >= span.Start }):] {
		if a.Start > span.End {
			break
		}
		if a.who.sort == byName {
			if m := r.names.Mentions[a.who.name]; span.Contains(m.Span) && fits(m) {
				return m.Name, true
			}
		}
	}
	for n := from; n < len(r.qs); n++ {
		a := s.found[n]
		if r.qs[n].Start > span.End {
			break
		}
		if a.found() && a.who.sort == byNoun && span.Contains(r.span(a.who)) && r.noun(a.who.last-1)&bodyNoun != 0 {
			if name, sure := s.common(a.who); sure < 1 {
				return name, true
			}
		}
	}
	maybe := ""
	for _, m := range r.names.In(span) {
		t := r.d.TokenAt(m.Start)
		if r.in[t] > 0 || !fits(m) || r.possessive(r.nameLast(t)) && maybe != "" {
			continue
		}
		if m.Kind != entity.Unknown {
			return m.Name, true
		}
		if maybe == "" {
			maybe = m.Name
		}
	}
	return maybe, maybe != ""
}

// relative is the name before who: "Hale, who called".
func (s *resolver) relative(p phrase) (string, float64) {
	r := s.r
	lo := r.sentence(p.first).First
	i := p.first - 1
	if i >= lo && r.low[i] == "," {
		i--
	}
	q := r.phraseEnding(i, lo)
	if q.sort == byName {
		return r.names.Mentions[q.name].Name, .9
	}
	// Hale, the chief of the port, who said
	if q.sort == byNoun && q.first-2 >= lo && r.low[q.first-1] == "," && r.named(q.first-2) >= 0 {
		return r.names.Mentions[r.named(q.first-2)].Name, .85
	}
	if q.sort == byNoun {
		return s.common(q)
	}
	return "", .6
}

// common finds who "the company" or "the minister" is; people without a name keep the words that the text gives them.
func (s *resolver) common(p phrase) (string, float64) {
	r := s.r
	words := r.text(p)
	if name, sure, ok := s.owned(p); ok {
		return name, sure
	}
	if !r.is(p.first, determiner) || r.low[p.first] != "the" || p.last-p.first > 5 {
		return words, 1
	}
	head := p.last - 1
	for k := p.first + 1; k < p.last; k++ {
		if r.is(k, preposition) {
			head = k - 1
			break
		}
	}
	n := r.noun(head)
	at := r.d.Tokens[p.first].Start
	if n&peopleNoun != 0 {
		if words, ok := s.introduced(p, r.low[head]); ok {
			return words, .88
		}
	}
	switch {
	case n&bodyNoun != 0 && p.last-p.first <= 3:
		if m, ok := s.lastNamed(at, func(m entity.Mention) bool {
			return (m.Kind == entity.Company || m.Kind == entity.Agency || m.Kind == entity.Unknown && m.Gender == entity.Any) && organisation(r.low[head], m.Kind)
		}); ok {
			return m.Name, .8
		}
	case n&peopleNoun != 0 && !strings.HasSuffix(r.low[head], "s"):
		if m, ok := s.lastNamed(at, func(m entity.Mention) bool {
			return m.Kind == entity.Person && m.Role != "" && hasWord(m.Role, r.low[head])
		}); ok {
			return m.Name, .85
		}
	}
	return words, 1
}

// maxIntroduced is how many speakers before "the spokesman" are asked whether they were "a spokesman for Norvane".
const maxIntroduced = 40

// introduced finds who "the spokesman" is: the last one before who spoke as "a spokesman …".
func (s *resolver) introduced(p phrase, head string) (string, bool) {
	r := s.r
	fits := func(q phrase) bool {
		return q.sort == byNoun && q.last <= p.first && (r.low[q.first] == "a" || r.low[q.first] == "an") && r.headOf(q) == head
	}
	end := sort.Search(len(r.qs), func(i int) bool { return r.qs[i].open >= p.first })
	for n := end - 1; n >= 0 && n >= end-maxIntroduced; n-- {
		if a := s.found[n]; a.found() && fits(a.who) {
			return r.text(a.who), true
		}
	}
	at := r.d.Tokens[p.first].Start
	end = sort.Search(len(s.spoke), func(i int) bool { return s.spoke[i].Start >= at })
	for n := end - 1; n >= 0 && n >= end-maxIntroduced; n-- {
		if fits(s.spoke[n].who) {
			return r.text(s.spoke[n].who), true
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

func organisation(noun string, k entity.Kind) bool {
	switch noun {
	case "company", "firm", "startup", "start-up", "maker", "developer", "manufacturer", "brand":
		return k == entity.Company || k == entity.Unknown
	case "agency", "department", "ministry", "commission", "committee", "court", "office", "bureau", "government", "regulator":
		return k == entity.Agency
	}
	return false
}

func hasWord(s, w string) bool {
	for _, f := range strings.Fields(strings.ToLower(s)) {
		if strings.Trim(f, ".,") == w {
			return true
		}
	}
	return false
}

// lastNamed is the last mention before byte offset at, outside quotations, that fits; subjects of sentences first.
func (s *resolver) lastNamed(at int, fits func(entity.Mention) bool) (entity.Mention, bool) {
	r := s.r
	sen := r.d.SentenceAt(at)
	for k := sen; k >= 0 && k >= sen-maxBack; k-- {
		span := r.d.Sentences[k].Span
		span.End = min(span.End, at)
		for _, m := range r.names.In(span) {
			if r.in[r.d.TokenAt(m.Start)] == 0 && fits(m) {
				return m, true
			}
		}
	}
	return entity.Mention{}, false
}
