package quote

import (
	"strings"

	"storywatch/extract/entity"
)

// venue says where the words were said or written ("X", "memo", "court") and which outlet they were said to
// ("told Reuters"), when the sentence of the quotation names it.
func (r *reader) venue(a attribution) (venue, reportedBy string) {
	if a.who.sort == noPhrase {
		return "", ""
	}
	at := a.who.first
	if a.cue >= 0 {
		at = a.cue
	}
	s := r.sentence(at)
	for i := s.First; i+1 < s.Last; i++ {
		if r.in[i] > 0 {
			continue
		}
		switch r.low[i] {
		case "told", "tells", "telling":
			if reportedBy == "" {
				reportedBy = r.outletAt(i+1, s.Last)
			}
		case "to", "with":
			if reportedBy == "" && i > s.First && (r.low[i-1] == "statement" || r.low[i-1] == "interview" || r.low[i-1] == "email") {
				reportedBy = r.outletAt(i+1, s.Last)
			}
		case "on", "in", "during", "via", "at", "through", "over":
			if venue == "" {
				venue = r.venueAt(i+1, s.Last)
			}
		}
	}
	return venue, reportedBy
}

// outletAt is the outlet named at token i, or behind an article there. Of names of unknown kind only those with an
// article and acronyms count; others may be persons.
func (r *reader) outletAt(i, hi int) string {
	the := i < hi && r.low[i] == "the"
	if the {
		i++
	}
	if i >= hi || r.named(i) < 0 {
		return ""
	}
	m := r.names.Mentions[r.named(i)]
	switch {
	case m.Kind == entity.Outlet:
		return m.Name
	case m.Kind == entity.Unknown && m.Gender == entity.Any && !m.Known && (the || m.Name == strings.ToUpper(m.Name)):
		return m.Name
	}
	return ""
}

// maxVenue is how many words may stand between the preposition and the noun of a venue: in a strongly worded statement.
const maxVenue = 5

// venueAt reads a venue at token i: a noun that carries words ("a statement"), a place where one speaks ("court"), or a
// name right behind "on" that is a platform.
func (r *reader) venueAt(i, hi int) string {
	if i < hi && r.named(i) >= 0 && r.low[i-1] == "on" && !r.possessive(r.nameLast(i)) {
		m := r.names.Mentions[r.named(i)]
		if m.Kind == entity.Unknown || m.Kind == entity.Company || m.Kind == entity.Outlet {
			return m.Name
		}
	}
	if i < hi && r.low[i-1] == "on" && r.word(i) == "X" { // too short to be learned as a name
		return "X"
	}
	for k := i; k < hi && k < i+maxVenue && r.isWord(k) && r.in[k] == 0; k++ {
		switch w := strings.TrimSuffix(r.low[k], "'s"); w {
		case "court", "parliament", "congress", "testimony":
			return w
		case "interview", "rally", "debate", "hearing", "briefing", "call", "meeting", "conference", "phone", "podcast":
			return w
		default:
			if r.noun(k)&venueNoun != 0 && (k+1 >= hi || r.noun(k+1)&venueNoun == 0) && !r.possessive(k) {
				return w
			}
			if k > i && r.is(k, preposition|auxiliary|pronoun) {
				return ""
			}
		}
	}
	return ""
}
