package quote

import (
	"slices"
	"strings"

	"storywatch/extract/entity"
)

// apposed is the name that a common noun phrase is explained by: "its policy director, Ada Hale", else the phrase itself.
func (r *reader) apposed(p phrase) phrase {
	i := p.last + 1
	if p.sort != byNoun || i >= len(r.low) || r.low[p.last] != "," || r.in[p.last] > 0 || r.in[i] > 0 || r.named(i) < 0 {
		return p
	}
	head := r.headOf(p)
	if r.low[p.first] == "one" && p.last-p.first > 2 && r.low[p.first+1] == "of" {
		head = strings.TrimSuffix(r.low[p.last-1], "s") // one of its lawyers, Ada Hale
	}
	if nouns[head]&peopleNoun == 0 || strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") {
		return p
	}
	m := r.names.Mentions[r.named(i)]
	last := r.nameLast(i)
	if m.Kind != entity.Person && !(m.Kind == entity.Unknown && strings.Contains(m.Name, " ")) || r.possessive(last) || !r.sameParagraph(p.first, last) {
		return p
	}
	if end := last + 1; end < len(r.low) && r.in[end] == 0 && r.isWord(end) && r.sentence(end).First == r.sentence(p.first).First {
		if _, ok := r.verb(end); ok || r.low[end] == "and" {
			return p // "…," said her aide, Hale said: two clauses
		}
	}
	return phrase{first: i, last: last + 1, sort: byName, name: r.named(i)}
}

// owned finds who "its policy director" or "Norvane chief" is: the one person whom the text gives that role there; else
// the phrase, with the owner's name in place of the pronoun.
func (s *resolver) owned(p phrase) (string, float64, bool) {
	r := s.r
	head := r.headOf(p)
	if nouns[head]&peopleNoun == 0 {
		return "", 0, false
	}
	owner, rest := "", r.text(p)
	switch w := r.low[p.first]; {
	case w == "its" || w == "their":
		owner, _ = s.body(phrase{first: p.first, last: p.first + 1, sort: byPronoun})
		if owner != "" {
			rest = owner + "’s" + strings.TrimPrefix(rest, r.word(p.first))
		}
	case r.named(p.first) >= 0 && r.nameLast(p.first)+1 < p.last:
		owner = r.names.Mentions[r.named(p.first)].Name
	default:
		return "", 0, false
	}
	if owner == "" {
		return "", 0, true // whose is not said
	}
	if name, ok := s.holder(owner, head); ok {
		return name, .85, true
	}
	return rest, .9, true
}

// holder is the only person of the text who is the head of owner: its spokesman, its chief.
func (s *resolver) holder(owner, head string) (string, bool) {
	var found []string
	for _, m := range s.r.names.Mentions {
		if m.Kind != entity.Person || slices.Contains(found, m.Name) {
			continue
		}
		if hasWord(m.Role, head) && (m.Of == owner || m.Of == "" && (strings.Contains(m.Role, owner) || !strings.Contains(m.Role, " of "))) {
			found = append(found, m.Name)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

func hasWord(s, w string) bool {
	for _, f := range strings.Fields(strings.ToLower(s)) {
		if strings.Trim(f, ".,") == w {
			return true
		}
	}
	return false
}
