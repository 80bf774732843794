package quote

import (
	_ "embed"
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
			if venue == "" && r.besideCue(a, i, s.First) {
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

// maxFromCue is how many tokens behind the speaker and the verb a place may stand: said Hale on Monday in a statement.
const maxFromCue = 9

// besideCue reports whether a preposition at token i tells of the speaking, not of what was said: it opens the
// sentence, or stands near the speaker and the verb, or right behind the quotation.
func (r *reader) besideCue(a attribution, i, first int) bool {
	end := max(a.who.last, a.cue+1)
	switch {
	case i <= first+1, i > 0 && r.in[i-1] > 0:
		return true
	case i < end:
		return i >= a.who.last || a.who.sort == byNoun && i > a.who.first
	}
	return i-end < maxFromCue
}

// maxVenue is how many words may stand between the preposition and the noun of a venue: in a strongly worded statement.
const maxVenue = 5

// venueAt reads a venue at token i: a noun that carries words ("a statement"), a place where one speaks ("court"), an
// outlet behind "on", or the network on which a post stands.
func (r *reader) venueAt(i, hi int) string {
	if name := r.networkAt(i, hi); name != "" {
		return name
	}
	if i < hi && r.named(i) >= 0 && r.low[i-1] == "on" && !r.possessive(r.nameLast(i)) {
		switch m := r.names.Mentions[r.named(i)]; m.Kind {
		case entity.Outlet:
			return m.Name
		case entity.Unknown, entity.Company:
			if i > 1 && posts[r.low[i-2]] { // wrote on a network that no list has
				return m.Name
			}
		}
	}
	for k := i; k < hi && k < i+maxVenue && (r.isWord(k) || r.named(k) >= 0) && r.in[k] == 0; k++ {
		w := strings.TrimSuffix(r.low[k], "'s")
		if k+1 < hi && (r.noun(k+1)&venueNoun != 0 || occasions[r.low[k+1]]) && !r.possessive(k) {
			continue // a court filing, a phone interview
		}
		switch {
		case w == "conference" && (r.low[k-1] == "press" || r.low[k-1] == "news"):
			return r.low[k-1] + " " + w
		case occasions[w]:
			return w
		case r.noun(k)&venueNoun != 0 && !r.possessive(k):
			for n := k + 1; n+1 < hi && n < k+4; n++ { // a post on X
				if r.low[n] == "on" || r.low[n] == "to" {
					if name := r.networkAt(n+1, hi); name != "" {
						return name
					}
				}
			}
			for n := i; n < k; n++ { // a Facebook post
				if name := r.networkAt(n, hi); name != "" {
					return name
				}
			}
			return w
		case k > i && r.is(k, preposition|auxiliary|pronoun) && r.named(k) < 0:
			return ""
		}
	}
	return ""
}

// posts are verbs behind which "on" leads to the place of the words rather than to what they are about.
var posts = words("wrote writes writing posted posts posting tweeted replied commented shared said announced")

// occasions are where one speaks.
var occasions = words("court parliament congress testimony interview rally debate hearing briefing call meeting conference phone podcast")

// networks are places on the web where people post, by their names in lower case.
var networks = readLines(networkFile)

//go:embed networks.txt
var networkFile string

func readLines(file string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			m[line] = true
		}
	}
	return m
}

// networkAt is the network named at token i, as it is written there, or "".
func (r *reader) networkAt(i, hi int) string {
	for n := min(i+2, hi); n > i; n-- {
		if n > len(r.low) || !r.capital(i) || r.possessive(n-1) {
			continue
		}
		name := r.d.Text[r.d.Tokens[i].Start:r.d.Tokens[n-1].End]
		if networks[lower(name)] && name != "x" {
			return name
		}
	}
	return ""
}
