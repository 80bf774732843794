package entity

import (
	"strings"

	"storywatch/extract/text"
)

// prefixed reports whether a capitalised sequence begins with what may stand before a name rather than with a name:
// an acronym ("AG Voss"), a party or country, an ordinary word ("Team Voss").
func (f *finder) prefixed(c *cand) bool {
	if c.last-c.first > maxName || c.kind != Unknown && c.kind != Person || f.d.Tokens[c.first+1].Kind != text.Word {
		return false
	}
	w, low := f.word(c.first), f.low(c.first)
	if particle(low) {
		return true
	}
	if _, ok := firstNames[low]; ok || possessive(w) {
		return false
	}
	if allUpper(w) {
		return len(w) > 3 || offices[w]
	}
	return orgs[low] != (org{}) || demonyms[w] || startWords[low] || isTitle(low) || f.seenLower(low)
}

// offices are acronyms that stand right before a person's name; other words of two or three capitals may be initials.
var offices = map[string]bool{"AG": true, "CEO": true, "CFO": true, "COO": true, "CTO": true, "DA": true, "DJ": true, "EU": true, "FM": true, "GOP": true, "IG": true, "LGBT": true, "MC": true, "MEP": true, "MP": true, "PM": true, "TV": true, "UK": true, "UN": true, "US": true, "VP": true, "AI": true, "FBI": true, "CIA": true, "NFL": true, "NBA": true}

// unprefix shrinks a candidate to the name of a person that ends it: one whom the text names elsewhere, else one that a
// first name begins ("Navy SEAL Olaf Hale"). Without one the candidate stays as it is.
func (f *finder) unprefix(c *cand) {
	if particle(f.low(c.first)) || junior(strings.Fields(f.text(*c))) && f.wordCount(c.first, c.last) == 2 {
		return
	}
	for i := c.first + 1; i < c.last; i++ {
		if f.d.Tokens[i].Kind != text.Word {
			continue
		}
		if !capital(f.word(i)) {
			return // the Church of Ada Hale
		}
		rest := cand{first: i, last: c.last}
		words := strings.Fields(f.text(rest))
		switch left := f.wordCount(i, c.last); {
		case left == 0:
			return
		case left == 1:
			e := f.latest(f.bySurname[words[0]], &rest)
			if e == nil || e.kind != Person || !demonyms[f.word(i-1)] && !offices[f.word(i-1)] || places[words[0]] || people(words[0]) {
				return
			}
		default:
			e := f.ents[strings.TrimSuffix(words[0], ".")+" "+strings.TrimSuffix(surnameOf(words), ".")]
			if e != nil && e.kind == Person {
				break
			}
			if _, ok := firstNames[f.low(i)]; !ok {
				continue
			}
			if left != 2 || !f.maySurname(c.last-1) || places[f.word(i-1)+" "+f.word(i)] {
				return
			}
		}
		c.first, c.kind = i, Person
		return
	}
}

// maySurname reports whether the word at i can be the surname behind a first name: it is no ordinary word of the text.
func (f *finder) maySurname(i int) bool {
	low := f.low(i)
	return !allUpper(f.word(i)) && orgs[low] == (org{}) && !startWords[low] && titles[low] == (title{}) && !f.seenLower(low) && low != "act"
}

// people reports whether a word is the plural of an adjective of country or party: "Norwegians".
func people(w string) bool { return strings.HasSuffix(w, "s") && demonyms[w[:len(w)-1]] }

// namedAlready is the person whom "Hale Jr." or "De Vries" names: one whose full name ends so.
func (f *finder) namedAlready(words []string) *ent {
	if len(words) == 2 && junior(words) {
		for _, e := range f.bySurname[words[0]] {
			if e.junior {
				return e
			}
		}
	}
	if low := lower(words[0]); particle(low) {
		for _, e := range f.bySurname[low+" "+strings.Join(words[1:], " ")] {
			if e.kind == Person {
				return e
			}
		}
	}
	return nil
}

// minFull is how often a text gives a name in full before it may be a person's without anything else that says so.
const minFull = 2

// looksPerson reports whether a name may well be a person's, although nothing says so.
func (f *finder) looksPerson(e *ent) bool {
	if e.kind == Person {
		return true
	}
	if e.fulls < minFull || len(e.words) < 2 || len(e.words) > 3 {
		return false
	}
	low := lower(e.words[0])
	return !allUpper(e.words[0]) && !startWords[low] && !demonyms[e.words[0]] && !places[e.words[0]] && titles[low] == (title{}) && orgs[low] == (org{}) && !f.seenLower(low)
}

// before reports whether a short name rather stands for e than for b: a person before what may be one, who has the title
// that c gives, then who was not only brought in as somebody's relative, then who was named in full last and nearby and not
// in passing, then who was named first.
func (f *finder) before(e, b *ent, c *cand) bool {
	if p := f.looksPerson(e); p != f.looksPerson(b) {
		return p
	}
	if c.role != "" && (c.role == e.role) != (c.role == b.role) {
		return c.role == e.role
	}
	if e.junior != b.junior {
		return b.junior
	}
	if e.relative != b.relative {
		return b.relative
	}
	if near := max(e.last, b.last); near > 0 && f.paragraph(c.first)-f.paragraph(near-1) <= nearby {
		return e.last > b.last
	}
	return e.first < b.first
}

// nearby is for how many paragraphs a full name takes the surname over from a namesake who was named before.
const nearby = 1

// inPassing reports whether a name only says whose or of whom: "with Olaf Hale", "Olaf Hale's boat".
func (f *finder) inPassing(c *cand) bool {
	return c.first > 0 && passing[f.low(c.first-1)] || possessive(f.word(c.last-1))
}

var passing = map[string]bool{"of": true, "in": true, "at": true, "on": true, "for": true, "with": true, "from": true, "by": true, "to": true, "against": true, "about": true, "over": true, "like": true, "than": true, "under": true, "and": true, "or": true, "nor": true}

func (f *finder) paragraph(token int) int { return f.d.ParagraphAt(f.d.Tokens[token].Start) }
