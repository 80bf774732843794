package entity

import (
	"sort"
	"strings"

	"storywatch/extract/text"
)

// maxRoleTokens is how far an apposition or a title in lower case is read: longer ones are clauses.
const maxRoleTokens = 14

// titleInLowerCase reads a title in lower case right before the name at token first: "spokeswoman Haley Voss".
func (f *finder) titleInLowerCase(first int, s text.Sentence, single bool) (role string, g Gender, ofAt int) {
	i := first - 1
	low := f.low(i)
	t, ok := titles[low]
	if !ok || t.mod || t.vague && single || adjectiveTitles[low] || capital(f.word(i)) || possessive(f.word(i)) {
		return "", Any, 0
	}
	g = t.gender
	start := i
	for start > s.First && start > i-6 {
		if t, ok := titles[f.low(start-1)]; !ok || t.abbr || f.d.Tokens[start-1].Kind != text.Word || possessive(f.word(start-1)) {
			break
		}
		start--
	}
	if start > s.First && capital(f.word(start-1)) {
		ofAt = start // Tidewell spokeswoman Ada Hale
	}
	return f.d.Text[f.d.Tokens[start].Start:f.d.Tokens[i].End], g, ofAt
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
		if t, ok := titles[f.low(end)]; head < 0 && ok && !t.mod && !t.honor && !possessive(w) {
			head = end
		}
		if head < 0 && prepositions[f.low(end)] || f.low(end) == "who" || f.low(end) == "which" || f.low(end) == "whose" {
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
	if !f.nominal(start, head, s) || !f.closesApposition(end, head, s) {
		return
	}
	if c.kind == Unknown && !allUpper(f.word(c.last-1)) && !people(f.word(c.last-1)) {
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
		if c.ofAt = f.organisationIn(start, head); c.ofAt == 0 {
			c.ofAt = f.organisationBehind(head+1, end)
		}
	}
}

// organisationIn is 1 + the first capitalised token of a role before its head: "Tidewell's chief executive". It is 0
// when there is none.
func (f *finder) organisationIn(start, head int) int {
	for i := start; i < head; i++ {
		if capital(f.word(i)) && !isTitle(f.low(i)) && !articles[f.low(i)] {
			return i + 1
		}
	}
	return 0
}

// organisationBehind is the same for what a preposition joins to the role: "chief executive of Tidewell".
func (f *finder) organisationBehind(i, end int) int {
	for ; i < end; i++ {
		switch f.low(i) {
		case "of", "at", "for", "with":
			if i+1 < end && f.low(i+1) == "the" {
				i++
			}
			if i+1 < end && capital(f.word(i+1)) {
				return i + 2
			}
			return 0
		}
		if !isTitle(f.low(i)) && prepositions[f.low(i)] {
			return 0
		}
	}
	return 0
}

// belong says of persons whose role names an organisation which one that is.
func (f *finder) belong() {
	for i := range f.cands {
		c := &f.cands[i]
		if c.ofAt == 0 || c.ent == nil || c.ent.of != "" || c.ent.kind != Person {
			continue
		}
		k := sort.Search(len(f.cands), func(k int) bool { return f.cands[k].last >= c.ofAt })
		if k == len(f.cands) || f.cands[k].first >= c.ofAt {
			continue
		}
		if o := f.cands[k].ent; o != nil && o != c.ent && o.kind != Person && o.kind != Place {
			c.ent.of = o.name
		}
	}
}

// titleBeforeComma reads a role that the name at token first is an apposition to: "A Norvane spokeswoman, Haley Voss,".
func (f *finder) titleBeforeComma(first, last int, s text.Sentence) (role string, g Gender, ofAt int) {
	if first < s.First+2 || f.word(first-1) != "," || last < s.Last && f.word(last) != "," && f.word(last) != "." {
		return "", Any, 0
	}
	i := first - 2
	t, ok := titles[f.low(i)]
	if !ok || t.mod || t.honor || t.abbr || adjectiveTitles[f.low(i)] || capital(f.word(i)) || possessive(f.word(i)) {
		return "", Any, 0
	}
	start := i
	for start > s.First && start > i-maxRoleTokens && f.d.Tokens[start-1].Kind == text.Word && !prepositions[f.low(start-1)] {
		start--
		if articles[f.low(start)] || possessive(f.word(start)) || start == s.First {
			return f.d.Text[f.d.Tokens[start].Start:f.d.Tokens[i].End], t.gender, f.organisationIn(start, i)
		}
	}
	return "", Any, 0
}

var articles = map[string]bool{"the": true, "a": true, "an": true, "his": true, "her": true, "its": true, "their": true, "our": true}

// adjectiveTitles are title words that in lower case are more often adjectives: a major port.
var adjectiveTitles = map[string]bool{"major": true, "general": true, "executive": true, "veteran": true, "private": true}

var prepositions = map[string]bool{"of": true, "in": true, "at": true, "on": true, "for": true, "with": true, "from": true, "by": true, "to": true, "that": true, "said": true, "says": true, "and": true, "but": true, "after": true, "as": true, "is": true, "was": true, "has": true, "had": true}

// nominal reports whether tokens [start, head] can be the beginning of a role: an article, possessor and modifiers, no
// verb that we know, no next item of a list ("Ada Hale, Senator Tom Voss and others").
func (f *finder) nominal(start, head int, s text.Sentence) bool {
	for i := start; i < head; i++ {
		switch f.low(i) {
		case "said", "says", "told", "wrote", "called", "he", "she", "they", "we", "i", "it", "you", "i'm", "you're", "he's", "she's", "we're", "they're", "is", "was":
			return false
		}
	}
	if low := f.low(start); strings.HasSuffix(low, "ing") && start < head && !capital(f.word(start)) && !modifierInIng[low] {
		return false // shaking his head
	}
	if f.low(head) == "head" && head > start && (f.low(head-1) == "his" || f.low(head-1) == "her") {
		return false
	}
	next := head + 1
	if kin[f.low(head)] && next < s.Last && capital(f.word(next)) {
		return false // Ada Hale, husband Olaf and others
	}
	for next < s.Last && isTitle(f.low(next)) {
		next++
	}
	if next < s.Last && f.word(next) == "." {
		next++
	}
	if capital(f.word(head)) && next < s.Last && capital(f.word(next)) {
		_, ok := firstNames[f.low(next)]
		return !ok
	}
	return true
}

// modifierInIng are words in -ing that begin a role.
var modifierInIng = map[string]bool{"acting": true, "banking": true, "commanding": true, "controlling": true, "engineering": true, "founding": true, "incoming": true, "leading": true, "managing": true, "marketing": true, "outgoing": true, "ranking": true, "retiring": true, "rising": true, "running": true, "serving": true, "sitting": true, "working": true}

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
