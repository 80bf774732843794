package quote

import (
	"strings"

	"storywatch/extract/entity"
)

// How often "it" and "they" were right on news read by hand, by what told whom they stand for.
const (
	sourceSure  = .92 // the last to speak, an organisation or a group
	wordsSure   = .90 // the same, without a name: "the analysts", "a spokesman"
	unclearSure = .80 // the same, a name of which nothing says that it is an organisation
	subjectSure = .78 // the subject of the sentence or the one before
	oldSure     = .62 // the subject of a sentence further back
	besideSure  = .75 // somebody else has spoken since
)

// maxSubjects is how many sentences before its own a pronoun looks back for a subject that it takes up.
const maxSubjects = 2

// body finds whom "it" or "they" at p stands for: the last organisation or group that spoke, unless a nearer sentence
// is about another one; else what the sentences just before are about. When none is told apart nobody is named.
func (s *resolver) body(p phrase) (string, float64) {
	r := s.r
	many := strings.HasPrefix(r.low[p.first], "the")
	if next := p.first + 1; next < len(r.low) && (empty[r.low[next]] || r.low[p.first] == "it's" && r.low[next] != "a" && !strings.HasSuffix(r.low[next], "ing")) {
		return "", .6 // when it comes to, it's worth
	}
	here := r.d.SentenceAt(r.d.Tokens[p.first].Start)
	name, sure, at := s.lastBody(p, here, many)
	subject, trust, from := s.subjectBody(p, here, many)
	switch {
	case name == "" && subject == "":
		return "", .6
	case name == "" || from > at && subject != name:
		if name != "" {
			s.rivals[p.first] = []string{name}
		}
		s.reasons[p.first] = "the sentence before is about " + subject
		name, sure = subject, trust
	default:
		s.reasons[p.first] = name + " spoke last"
	}
	s.stood[p.first] = stand{name: name, sure: sure}
	return name, sure
}

// empty are verbs before which "it" stands for nothing.
var empty = words("comes came seems seemed appears appeared turns turned happens happened follows means")

// lastBody is the last source before p that the pronoun may take up, how sure that is, and where it is named.
func (s *resolver) lastBody(p phrase, here int, many bool) (name string, sure float64, at int) {
	r := s.r
	others := map[string]bool{}
	for k := s.before(p.first) - 1; k >= 0 && len(others) < 2; k-- {
		src := s.sources[k]
		if src.who.last > p.first {
			continue
		}
		back := here - r.d.SentenceAt(r.d.Tokens[src.who.first].Start)
		if back > maxBack {
			break
		}
		if name, sure := s.takenUp(src, many); name != "" {
			if len(others) > 0 {
				sure = min(sure, besideSure)
			}
			return name, sure, src.who.first
		}
		if who := s.settled[src.who.first].name; who != "" {
			others[who] = true
		}
	}
	return "", 0, -1
}

// takenUp is the name of a source that "it" (or "they", when many) may stand for, else "".
func (s *resolver) takenUp(src source, many bool) (string, float64) {
	r := s.r
	name := s.settled[src.who.first].name
	if name == "" {
		return "", 0
	}
	if len(s.several[name]) > 0 {
		if many {
			return name, sourceSure
		}
		return "", 0
	}
	switch src.who.sort {
	case byName:
		m := r.names.Mentions[src.who.name]
		if !mayBeBody(m) {
			return "", 0
		}
		if m.Kind == entity.Unknown {
			return name, unclearSure
		}
		return name, sourceSure
	case byPronoun:
		if x, ok := s.stood[src.who.first]; ok && x.want == entity.Any {
			return name, min(sourceSure, s.settled[src.who.first].sure)
		}
	case byNoun:
		head := r.headOf(src.who)
		switch kind := nouns[singular(head)]; {
		case kind&peopleNoun != 0:
			if many && (severalPeople(head) || name == r.text(src.who) && genderOf(head) == entity.Any) {
				return name, wordsSure
			}
		case kind&bodyNoun != 0:
			return name, min(wordsSure, s.settled[src.who.first].sure)
		case kind&mediumNoun != 0 && (many == severalPeople(head)):
			return name, unclearSure
		}
	}
	return "", 0
}

// severalPeople reports whether a noun for people means several.
func severalPeople(noun string) bool {
	switch noun {
	case "people", "men", "women", "staff", "media", "police", "spokespeople", "spokesmen", "crowd", "children", "congressmen", "businessmen", "lawmakers":
		return true
	}
	return strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") && noun != "boss"
}

// mayBeBody reports whether a name may be an organisation's.
func mayBeBody(m entity.Mention) bool {
	return m.Kind != entity.Person && m.Kind != entity.Place && !(m.Kind == entity.Unknown && m.Gender != entity.Any)
}

// subjectBody is the nearest organisation or group that a sentence before p, or its own up to p, begins with.
func (s *resolver) subjectBody(p phrase, here int, many bool) (name string, sure float64, at int) {
	r := s.r
	sure = subjectSure
	for k := here; k >= 0 && k >= here-maxSubjects; k-- {
		if k < here && s.heard(r.d.Sentences[k].Last, p.first) {
			break
		}
		hi := r.d.Sentences[k].Last
		if k == here {
			hi = p.first
		}
		if k < here-1 {
			sure = oldSure
		}
		q := r.theme(r.d.Sentences[k].First, hi)
		if list := r.row(q, hi, true); many && q.sort == byName && len(list) > 0 { // Hale and Berg left. They said
			if name, trust := s.together(append([]phrase{q}, list...)); name != "" {
				return name, min(sure, trust), q.first
			}
		}
		switch q.sort {
		case byName:
			m := r.names.Mentions[q.name]
			switch {
			case !mayBeBody(m) || !many && m.Kind == entity.Unknown && r.nameFirst(q.last-1) != q.first && r.low[q.first] != "the" || m.Kind == entity.Outlet && many:
				continue
			case m.Kind == entity.Unknown && (many || k < here-1 && !s.acts(m.Name)):
				continue
			case m.Kind == entity.Unknown:
				return m.Name, min(sure, oldSure+.1), q.first
			}
			return m.Name, sure, q.first
		case byNoun:
			head := r.headOf(q)
			kind := nouns[singular(head)]
			if !many && kind&mediumNoun != 0 && kind&(peopleNoun|bodyNoun) == 0 {
				if name, ok := s.writer(q); ok {
					return name, min(sure, writerSure), q.first
				}
				return r.text(q), min(sure, oldSure), q.first
			}
			if kind&bodyNoun == 0 && !(many && kind&peopleNoun != 0 && severalPeople(head)) || kind&bodyNoun != 0 && many != severalPeople(head) && many {
				continue
			}
			if name, trust := s.common(q); name != "" {
				return name, min(sure, trust), q.first
			}
		}
	}
	return "", 0, -1
}

// heard reports whether anybody speaks between tokens first and last.
func (s *resolver) heard(first, last int) bool {
	n := s.before(last) - 1
	return n >= 0 && s.sources[n].who.first >= first
}

// acts reports whether a name of unknown kind speaks somewhere in the text.
func (s *resolver) acts(name string) bool {
	for _, src := range s.sources {
		if src.who.sort == byName && s.r.names.Mentions[src.who.name].Name == name {
			return true
		}
	}
	return false
}

// maxTheme is how many tokens into a sentence its subject may begin.
const maxTheme = 14

// theme is the subject that tokens [lo, hi) begin with, behind opening adverbials.
func (r *reader) theme(lo, hi int) phrase {
	for i := lo; i < hi && i < lo+maxTheme; i++ {
		if r.in[i] > 0 || !r.isWord(i) {
			continue
		}
		led := i > lo && r.named(i-1) < 0 && r.is(i-1, preposition) && !subordinate[r.low[i-1]]
		if r.named(i) >= 0 && r.nameFirst(i) == i || r.is(i, determiner) || r.is(i, pronoun) && !r.is(i, relative) {
			q, next := r.phraseFrom(i, hi)
			if q.sort == noPhrase {
				continue
			}
			if led {
				i = max(i, next-1)
				continue
			}
			return r.untilVerb(q)
		}
	}
	return phrase{}
}

// untilVerb is q without an adverb or a verb at its end that no list has: "its camp swiftly denied".
func (r *reader) untilVerb(q phrase) phrase {
	for k := q.first + 1; k < q.last && q.sort == byNoun; k++ {
		if w := r.low[k]; r.named(k) < 0 && (len(w) > 4 && strings.HasSuffix(w, "ly") && r.noun(k) == 0 || r.unknownPast(k)) {
			return r.headed(q.first, k)
		}
	}
	return q
}
