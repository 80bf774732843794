package quote

import (
	"strings"

	"storywatch/extract/entity"
)

// writerSure is how often the author of "the letter" was right on news read by hand.
const writerSure = .78

// maxMedium is how many sentences back "the letter" looks for the one that says whose letter it is.
const maxMedium = 25

// writer is the author of a letter, a statement or a post that speaks, when the text says who wrote it: "her
// statement", "a letter from Hale", and "the letter" after "In a letter to the port, Hale …".
func (s *resolver) writer(p phrase) (string, bool) {
	r := s.r
	head := r.headOf(p)
	if n := nouns[head]; n&mediumNoun == 0 || n&(peopleNoun|bodyNoun) != 0 || severalPeople(head) && head != "remarks" {
		return "", false
	}
	at := p.last - 1
	for k := p.first; k < p.last; k++ {
		if r.low[k] == head {
			at = k
			break
		}
	}
	name := s.writtenBy(at)
	if name == "" && (r.low[p.first] == "the" || r.low[p.first] == "that" || r.low[p.first] == "this") && p.last == at+1 {
		name = s.earlier(p, head)
	}
	if name == "" {
		return "", false
	}
	s.media[p.first] = head
	s.reasons[p.first] = "the " + head + " is from " + name
	return name, true
}

// earlier is the author that the last sentence before p about such a medium names.
func (s *resolver) earlier(p phrase, head string) string {
	r := s.r
	last := r.d.SentenceAt(r.d.Tokens[p.first].Start)
	lo := r.d.Sentences[max(0, last-maxMedium)].First
	for i := p.first - 1; i >= lo; i-- {
		if r.low[i] != head || r.in[i] > 0 {
			continue
		}
		if name := s.writtenBy(i); name != "" {
			return name
		}
		if name := s.wroteIt(i); name != "" {
			return name
		}
		if r.is(i-b2i(i > 0), determiner) && (r.low[i-b2i(i > 0)] == "a" || r.low[i-b2i(i > 0)] == "an" || r.low[i-b2i(i > 0)] == "another") {
			return "" // another one, of somebody who is not named
		}
	}
	return ""
}

// writtenBy is whose the medium at token i is by the words around it: Hale's letter, her letter, a letter from Hale.
func (s *resolver) writtenBy(i int) string {
	r := s.r
	lo := r.sentence(i).First
	for k := i - 1; k >= lo && k > i-5 && r.in[k] == 0; k-- {
		if n := r.named(k); n >= 0 {
			if r.possessive(r.nameLast(k)) {
				return r.names.Mentions[n].Name
			}
			return ""
		}
		switch r.low[k] {
		case "his", "her", "its", "their":
			q := phrase{first: k, last: k + 1, sort: byPronoun}
			name, _ := s.pronoun(q)
			return name
		}
		if r.is(k, determiner|preposition) || !r.isWord(k) {
			break
		}
	}
	if i+2 < len(r.low) && r.in[i+1] == 0 && (r.low[i+1] == "from" || r.low[i+1] == "by") {
		q, _ := r.phraseFrom(i+2, r.sentence(i).Last)
		if q.sort == byName && r.names.Mentions[q.name].Kind != entity.Place {
			return r.names.Mentions[q.name].Name
		}
	}
	return ""
}

// writes are the past forms of what one does to bring out a letter or a post.
var writes = words("sent wrote published posted issued filed released signed penned shared submitted circulated tweeted put")

// wroteIt is who wrote the medium at token i by what its sentence says: "In a letter to the port, Hale …", "Hale sent a
// letter".
func (s *resolver) wroteIt(i int) string {
	r := s.r
	sen := r.sentence(i)
	det := i - 1
	for det > sen.First && det > i-5 && r.in[det] == 0 && !r.is(det, determiner) {
		det--
	}
	if det < sen.First || !r.is(det, determiner) {
		return ""
	}
	if det > sen.First && r.low[det-1] == "in" {
		if r.low[det] != "a" && r.low[det] != "an" {
			return "" // what is said of the letter stands in it
		}
		n := s.before(sen.Last)
		for n--; n >= 0 && s.sources[n].who.first >= sen.First; n-- {
			name := s.settled[s.sources[n].who.first].name
			if who := s.sources[n].who; who.sort != byNoun || name != r.text(who) {
				return name
			}
		}
		return s.nameOf(r.first(sen.First, sen.Last))
	}
	for k := det - 1; k > sen.First && k > det-6; k-- {
		if r.in[k] > 0 || r.low[k] == "," {
			break
		}
		if writes[r.low[k]] {
			return s.nameOf(r.subject(k, sen.First))
		}
	}
	return ""
}

// nameOf is the name of somebody whom no attribution points at, or "".
func (s *resolver) nameOf(q phrase) string {
	if q.sort == noPhrase {
		return ""
	}
	if q.sort == byPronoun && !strings.HasPrefix(s.r.low[q.first], "he") && !strings.HasPrefix(s.r.low[q.first], "she") {
		return ""
	}
	name, _ := s.resolve(q)
	if q.sort == byNoun && name == s.r.text(q) {
		return ""
	}
	return name
}
