package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// plain notes tokens [first, last) as a name. titled says that a title stands before it; role is empty when that was
// only Mr. or the like.
func (f *finder) plain(first, last int, r run, s text.Sentence, role string, g Gender, ofAt int, titled bool) {
	for first < last && f.d.Tokens[first].Kind != text.Word {
		first++
	}
	for last > first && f.d.Tokens[last-1].Kind == text.Punct && !f.dotted(last-2) {
		last--
	}
	if first >= last {
		return
	}
	if last-first == 1 && demonyms[bare(f.word(first))] && !titled { // the Danish minister; but Voss English, then English
		f.cands = append(f.cands, cand{first: first, last: last, maybe: true})
		return
	}
	first = f.pastDemonym(first, last, s)
	if demonyms[f.word(last-1)] && places[f.text(cand{first: first, last: last - 1})] {
		last-- // the New Lowmark Republican
	}
	if role == "" && !titled && first > s.First {
		role, g, ofAt = f.titleInLowerCase(first, s, f.wordCount(first, last) == 1)
		if role == "" {
			role, g, ofAt = f.titleBeforeComma(first, last, s)
		}
	}
	c := cand{first: first, last: last, role: role, gender: g, ofAt: ofAt, headline: f.title, honored: f.honored(first)}
	c.relative = kin[lastWord(role)] || first > s.First+1 && (kin[f.low(first-1)] || f.word(first-1) == "," && kin[f.low(first-2)])
	c.kind = f.kindOf(first, last, role != "" || titled)
	single := f.wordCount(first, last) == 1
	opens := r.opens && first == r.first
	if opens && !single && capital(f.word(first+1)) && !(c.kind == Agency && !functionWord(f.low(first))) && !places[f.text(cand{first: first, last: first + 2})] && f.commonFirst(first) {
		c.first++
		opens, single = false, f.wordCount(c.first, last) == 1
	}
	c.weak = opens && single && role == "" && !titled && c.kind != Place
	f.apposition(&c, s)
	f.cands = append(f.cands, c)
}

// honored reports whether Mr., Mrs. or the like stands right before token i.
func (f *finder) honored(i int) bool {
	if i > 0 && f.word(i-1) == "." {
		i--
	}
	return i > 0 && titles[f.low(i-1)].honor
}

// kin are what relatives are called.
var kin = map[string]bool{"wife": true, "husband": true, "son": true, "daughter": true, "brother": true, "sister": true, "mother": true, "father": true, "niece": true, "nephew": true, "uncle": true, "aunt": true, "widow": true, "widower": true, "grandfather": true, "grandmother": true, "spouse": true}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// pastDemonym is the first token of a person's name behind an adjective of country or party: "Republican Ada Hale". It is
// first where there is none.
func (f *finder) pastDemonym(first, last int, s text.Sentence) int {
	if last-first < 3 || !demonyms[f.word(first)] && !(f.d.Tokens[first].Start > 3 && first > s.First && f.word(first-1) == "of") {
		return first
	}
	if _, ok := firstNames[f.low(first)]; ok {
		return first
	}
	if _, ok := orgs[f.low(last-1)]; ok {
		return first
	}
	if _, ok := firstNames[f.low(first+1)]; ok && !allUpper(f.word(last-1)) {
		return first + 1
	}
	return first
}

// commonFirst reports whether the first word of a name at a sentence's start is rather an ordinary word: the text has
// it in lower case too, and it is no first name.
func (f *finder) commonFirst(i int) bool {
	low := f.low(i)
	if _, ok := firstNames[low]; ok || particle(low) {
		return false
	}
	if (strings.HasSuffix(low, "ed") || strings.HasSuffix(low, "ing")) && len(low) > 5 {
		return true // Continued Hale: "…"
	}
	return f.seenLower(low) || strings.HasSuffix(low, "ly") && len(low) > 5
}

func (f *finder) seenLower(low string) bool {
	if f.lowSeen == nil {
		f.lowSeen = make(map[string]struct{}, len(f.lows)/2)
		for i := range f.lows {
			if w := f.word(i); f.d.Tokens[i].Kind == text.Word && unicode.IsLower(firstRune(w)) && !capital(w) {
				f.lowSeen[f.lows[i]] = struct{}{}
			}
		}
	}
	_, ok := f.lowSeen[low]
	return ok
}

func (f *finder) wordCount(first, last int) int {
	n := 0
	for i := first; i < last; i++ {
		if f.d.Tokens[i].Kind == text.Word && f.low(i) != "" && !(i > first && f.d.Tokens[i-1].End == f.d.Tokens[i].Start && lostSign(firstRune(f.word(i-1)))) {
			n++
		}
	}
	return n
}

// kindOf guesses what a name stands for from its words.
func (f *finder) kindOf(first, last int, titled bool) Kind {
	name := f.text(cand{first: first, last: last})
	if places[name] {
		return Place
	}
	if !titled && (outlets[name] || first > 0 && f.low(first-1) == "the" && outlets["The "+name] && f.publishes(first, last)) {
		return Outlet
	}
	end := last - 1
	if f.d.Tokens[end].Kind == text.Punct && end > first {
		end--
	}
	if o, ok := orgs[f.low(end)]; ok && (end > first || !o.legal) && !titled {
		if end > first || o.kind != Company {
			return o.kind
		}
	}
	if !titled {
		for i := first; i < end; i++ {
			if o := orgs[f.low(i)]; o.anywhere && end > first {
				return o.kind
			}
		}
	}
	if titled {
		return Person
	}
	if n := f.wordCount(first, last); n >= 2 && n <= 4 && f.low(first+1) != "of" {
		if _, ok := firstNames[f.low(first)]; ok && !allUpper(f.word(end)) {
			return Person
		}
		if utf8.RuneCountInString(f.word(first)) == 1 && first+1 < last && f.word(first+1) == "." || initials(f.word(first)) && !allUpper(f.word(end)) {
			return Person // J. Hale, J.K. Hale
		}
		if first+2 < last && f.word(first+2) == "." && utf8.RuneCountInString(f.word(first+1)) == 1 {
			return Person // Ida K. Hale
		}
	}
	return Unknown
}

// publishes reports whether an ordinary word behind "the" is the name of a publisher: its article is written large in
// mid-sentence, or it speaks.
func (f *finder) publishes(first, last int) bool {
	if f.word(first-1) == "The" && first > 1 && !f.opensAt(first-1) {
		return true
	}
	return last < len(f.d.Tokens) && (sayVerbs[f.low(last)] || f.low(last) == "reported" || f.low(last) == "reports" || f.low(last) == "published")
}
