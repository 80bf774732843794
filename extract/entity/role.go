package entity

import (
	"strings"

	"storywatch/extract/text"
)

// maxRoleTokens is how far an apposition or a title in lower case is read: longer ones are clauses.
const maxRoleTokens = 14

// titleInLowerCase reads a title in lower case right before the name at token first: "spokeswoman Haley Voss".
func (f *finder) titleInLowerCase(first int, s text.Sentence) (role string, g Gender) {
	i := first - 1
	low := f.low(i)
	t, ok := titles[low]
	if !ok || t.mod || vague[low] || capital(f.word(i)) {
		return "", Any
	}
	g = t.gender
	start := i
	for start > s.First && start > i-6 {
		if t, ok := titles[f.low(start-1)]; !ok || t.abbr || f.d.Tokens[start-1].Kind != text.Word || possessive(f.word(start-1)) {
			break
		}
		start--
	}
	return f.d.Text[f.d.Tokens[start].Start:f.d.Tokens[i].End], g
}

// apposition reads what follows a name between commas: ", chief executive of Norvane," and ", 58,". It tells persons
// from others, and gives their role and organisation.
func (f *finder) apposition(c *cand, s text.Sentence) {
	i := c.last
	if i+1 >= s.Last || f.word(i) != "," || possessive(f.word(c.last-1)) {
		return
	}
	start := i + 1
	if c.kind == Unknown && f.low(start) == "who" {
		c.kind = Person
		return
	}
	if f.d.Tokens[start].Kind == text.Number && len(f.word(start)) <= 3 {
		if start+1 < s.Last && f.word(start+1) == "," || start+1 == s.Last {
			if c.kind == Unknown && f.wordCount(c.first, c.last) > 1 {
				c.kind = Person // ", 58,"
			}
			start += 2
		}
	}
	head := -1
	end := start
	for end < s.Last && end < start+maxRoleTokens {
		w := f.word(end)
		if w == "," || w == "." || w == ";" || w == ":" || w == "—" || f.d.Tokens[end].Kind == text.Mark && len(w) > 0 {
			break
		}
		if t, ok := titles[f.low(end)]; head < 0 && ok && !t.mod && !t.honor {
			head = end
		}
		if head < 0 && prepositions[f.low(end)] || f.low(end) == "who" || f.low(end) == "which" {
			break
		}
		end++
	}
	if start >= s.Last {
		return
	}
	if c.kind == Unknown && f.wordCount(c.first, c.last) == 1 && !articles[f.low(start)] {
		return // "In reply to Tidewell, Norvane's chief said": no apposition
	}
	if head < 0 || head > start+7 || end >= s.Last && start > i+1 {
		return
	}
	if !f.nominal(start, head) || !f.closesApposition(end, head, s) {
		return
	}
	if c.kind == Unknown || c.kind == Place && f.wordCount(c.first, c.last) > 1 {
		c.kind = Person
	}
	if c.kind != Person {
		return
	}
	if t := titles[f.low(head)]; c.gender == Any {
		c.gender = t.gender
	}
	if c.role == "" {
		c.role = strings.Join(strings.Fields(f.d.Text[f.d.Tokens[start].Start:f.d.Tokens[end-1].End]), " ")
	}
}

// titleBeforeComma reads a role that the name at token first is an apposition to: "A Norvane spokeswoman, Haley Voss,".
func (f *finder) titleBeforeComma(first, last int, s text.Sentence) (role string, g Gender) {
	if first < s.First+2 || f.word(first-1) != "," || last < s.Last && f.word(last) != "," && f.word(last) != "." {
		return "", Any
	}
	i := first - 2
	t, ok := titles[f.low(i)]
	if !ok || t.mod || t.honor || t.abbr || vague[f.low(i)] || capital(f.word(i)) {
		return "", Any
	}
	start := i
	for start > s.First && start > i-maxRoleTokens && f.d.Tokens[start-1].Kind == text.Word && !prepositions[f.low(start-1)] {
		start--
		if articles[f.low(start)] || possessive(f.word(start)) || start == s.First {
			return f.d.Text[f.d.Tokens[start].Start:f.d.Tokens[i].End], t.gender
		}
	}
	return "", Any
}

var articles = map[string]bool{"the": true, "a": true, "an": true, "his": true, "her": true, "its": true, "their": true, "our": true}

// vague are title words that in lower case are more often adjectives or stand for no title: a major port.
var vague = map[string]bool{"major": true, "general": true, "executive": true, "veteran": true}

var prepositions = map[string]bool{"of": true, "in": true, "at": true, "on": true, "for": true, "with": true, "from": true, "by": true, "to": true, "that": true, "said": true, "says": true, "and": true, "but": true, "after": true, "as": true, "is": true, "was": true, "has": true, "had": true}

// nominal reports whether tokens [start, head] can be the beginning of a role: an article, possessor and modifiers,
// no verb that we know.
func (f *finder) nominal(start, head int) bool {
	for i := start; i < head; i++ {
		switch f.low(i) {
		case "said", "says", "told", "wrote", "called", "he", "she", "they", "we", "i", "it":
			return false
		}
	}
	return true
}

// closesApposition reports whether the stretch that ends at end is shut by a comma, a full stop, or a mark: a
// sentence that goes on was no apposition but a list.
func (f *finder) closesApposition(end, head int, s text.Sentence) bool {
	if end >= s.Last {
		return true
	}
	switch f.word(end) {
	case ",", ".", ";", ":", "—", "–":
		return true
	}
	return end-head >= maxRoleTokens-8 || f.d.Tokens[end].Kind == text.Mark || f.low(end) == "who"
}
