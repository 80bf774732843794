package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// run is a sequence of tokens [first, last) that looks like one or more names in a row.
type run struct {
	first, last int
	opens       bool // it stands where any word would be capitalised
}

// appendRuns cuts the capitalised sequences out of tokens [first, last) of one sentence.
func (f *finder) appendRuns(out []run, first, last int) []run {
	for i := first; i < last; {
		if plainLower(f.word(i)) {
			i++
			continue
		}
		opens := i == first || f.opensAt(i)
		if !f.nameWord(i, opens) {
			if f.rarelyName(i, opens) {
				f.cands = append(f.cands, cand{first: i, last: i + 1, maybe: true})
			}
			i++
			continue
		}
		end := f.runEnd(i, last)
		out = append(out, run{i, end, opens})
		i = end
	}
	return out
}

// opensAt reports whether the word at i is capitalised because of what stands before it.
func (f *finder) opensAt(i int) bool {
	switch p := f.d.Tokens[i-1]; p.Kind {
	case text.Mark:
		return true
	case text.Punct:
		switch f.word(i - 1) {
		case ":", "(", "[", "•", "—", "–", "*", ".", "?", "!", "-", "|", ">":
			return true
		}
	}
	return false
}

// nameWord reports whether token i can be the first word of a name.
func (f *finder) nameWord(i int, opens bool) bool {
	t := f.d.Tokens[i]
	if t.Kind != text.Word {
		return false
	}
	w := f.word(i)
	if !capital(w) {
		return false
	}
	low := f.low(i)
	if low == "the" || low == "a" || low == "an" || neverNames[low] && !f.monthName(i) {
		return false
	}
	if strings.IndexByte(w, '-') > 0 && (adjective(w) || partyState(w)) {
		return false
	}
	if opens && nameStarters[low] && i+1 < len(f.d.Tokens) && f.d.Tokens[i+1].Kind == text.Word && capital(f.word(i+1)) && !allUpper(w) {
		return true // New Harbor Times
	}
	if startWords[low] && (opens || functionWord(low)) {
		// "Critics" mid-sentence may be part of a name, "And" never begins one; acronyms that spell words ("WHO") do.
		return len(w) >= 2 && len(w) <= 4 && !opens && allUpper(w) && f.surroundedByLower(i)
	}
	return true
}

// functionWord reports whether a start word is never the first word of a name even in mid-sentence.
func functionWord(low string) bool { return !nameStarters[low] }

// monthName reports whether a word of the calendar is a first name here: "April Voss", but not "in April Voss left".
func (f *finder) monthName(i int) bool {
	if _, ok := firstNames[f.low(i)]; !ok || i+1 >= len(f.d.Tokens) || f.d.Tokens[i+1].Kind != text.Word {
		return false
	}
	if w := f.word(i + 1); !capital(w) || neverNames[f.low(i+1)] || startWords[f.low(i+1)] {
		return false
	}
	return i == 0 || !prepositions[f.low(i-1)] && !beforeMonth[f.low(i-1)]
}

// beforeMonth are words behind which a month is a month.
var beforeMonth = map[string]bool{"last": true, "this": true, "next": true, "since": true, "until": true, "till": true, "early": true, "late": true, "mid": true, "during": true, "every": true, "between": true, "through": true, "before": true, "each": true}

// rarelyName reports whether a capitalised word that is hardly ever a name might be the surname of somebody whom the
// text names in full elsewhere: "Will said", "the book by Young".
func (f *finder) rarelyName(i int, opens bool) bool {
	w := f.word(i)
	if f.d.Tokens[i].Kind != text.Word || len(w) < 3 || !unicode.IsUpper(firstRune(w)) || !startWords[f.low(i)] && !neverNames[f.low(i)] || allUpper(w) {
		return false
	}
	return !opens || i+1 < len(f.d.Tokens) && (sayVerbs[f.low(i+1)] || f.word(i+1) == "," && i+2 < len(f.d.Tokens) && f.low(i+2) == "who")
}

// sayVerbs are verbs of those who speak.
var sayVerbs = map[string]bool{
	"said": true, "says": true, "told": true, "wrote": true, "writes": true, "called": true, "added": true, "announced": true, "argued": true, "argues": true,
	"asked": true, "insisted": true, "tweeted": true, "denied": true, "declined": true, "replied": true, "noted": true, "continued": true,
	"believes": true, "claims": true, "claimed": true, "described": true, "explained": true, "urged": true, "acknowledged": true, "posted": true, "responded": true,
}

// surroundedByLower reports whether the words around i are not shouted too.
func (f *finder) surroundedByLower(i int) bool {
	n := len(f.d.Tokens)
	return (i == 0 || !allUpper(f.word(i-1))) && (i+1 >= n || !allUpper(f.word(i+1)))
}

// runEnd is where the run that begins at i ends: the token after its last word.
func (f *finder) runEnd(i, last int) int {
	d := f.d
	ofSeen := false
	k := i
	for {
		w := f.word(k)
		if possessive(w) {
			if end := f.ownedOrg(i, k, last); end > 0 {
				return end
			}
			return k + 1
		}
		k = f.glued(k, last)
		n := k + 1
		if n < last && f.word(n) == "." && d.Tokens[n].Start == d.Tokens[k].End && f.dotted(k) {
			if n+1 >= last {
				return n // the dot ends the sentence
			}
			n++
		}
		if n >= last {
			return k + 1
		}
		if end := f.ownedOrg(i, n, last); end > 0 && d.Tokens[n].Start == d.Tokens[k].End {
			return end
		}
		switch {
		case d.Tokens[n].Kind == text.Word && f.goesOn(i, n):
			k = n
			continue
		case n == k+1 && n+1 < last && f.joins(k, n, &ofSeen):
			k = n + 1
			if f.word(n) == "of" && f.low(n+1) == "the" || particle(f.word(n)) && particle(f.word(n+1)) {
				k = n + 2
			}
			if k < last && d.Tokens[k].Kind == text.Word && capital(f.word(k)) {
				continue
			}
			return n
		}
		if n > k+1 { // a dot was passed, but nothing follows: keep it only for suffixes like Jr. and Inc.
			return k + 1
		}
		return n
	}
}

// ownedOrg is the end of an organisation's name with a plural possessive in it that begins at first and whose possessive
// is token k, "the Tugmen's Union", "the Norvane Shippers' Association", or 0. "Hale's Union" is none.
func (f *finder) ownedOrg(first, k, last int) int {
	if first == 0 || f.low(first-1) != "the" {
		return 0
	}
	base := bare(f.lows[k])
	ofMen := k == first && (strings.HasSuffix(base, "men") || base == "children" || base == "people")
	apostrophe := k > first && (f.word(k) == "'" || f.word(k) == "’") && strings.HasSuffix(f.low(k-1), "s")
	if !ofMen && !apostrophe {
		return 0
	}
	end := k + 1
	for end < last && f.d.Tokens[end].Kind == text.Word && capital(f.word(end)) {
		end++
	}
	if end > k+1 && orgs[f.low(end-1)] != (org{}) {
		return end
	}
	return 0
}

// goesOn reports whether the word at n continues the name that begins at first.
func (f *finder) goesOn(first, n int) bool {
	w := f.word(n)
	if !capital(w) {
		return article(w) && n > first
	}
	if strings.IndexByte(w, '-') > 0 && (partyState(w) || adjective(w)) {
		return false
	}
	low := f.low(n)
	if !neverNames[low] && !f.shoutedFunction(n) {
		return true
	}
	if low == "sun" && n+1 < len(f.d.Tokens) && f.word(n+1) != "." {
		return places[f.d.Text[f.d.Tokens[first].Start:f.d.Tokens[n-1].End]] || n > first+1 // the Gull Harbor Sun
	}
	// A first name and a word that is hardly ever a name: Ada Will, Ida May
	if _, ok := firstNames[f.low(first)]; !ok || n != first+1 || allUpper(w) || !surnamesToo[low] {
		return false
	}
	return n+1 >= len(f.d.Tokens) || f.d.Tokens[n+1].Kind != text.Number && (f.d.Tokens[n+1].Kind != text.Word || !capital(f.word(n+1)))
}

// surnamesToo are words of common.txt that would end a run of capitals, and that are surnames behind a first name.
var surnamesToo = map[string]bool{"best": true, "day": true, "friday": true, "long": true, "love": true, "march": true, "may": true, "more": true, "read": true, "will": true}

// shoutedFunction reports whether token n is a short function word in capitals or title case, which ends a run.
func (f *finder) shoutedFunction(n int) bool {
	low := f.low(n)
	return startWords[low] && len(low) <= 4 && functionWord(low)
}

// dotted reports whether the dot behind token k belongs to it: an initial, a title, a suffix.
func (f *finder) dotted(k int) bool {
	w := f.word(k)
	if utf8.RuneCountInString(w) == 1 {
		return true
	}
	low := f.low(k)
	return titles[low].abbr || nameSuffixes[w] || low == "st" || low == "ft" || orgs[low].legal || low == "no" || low == "bros" || low == "sens" || low == "reps"
}

// joins reports whether the lower-case token n carries a name on from token k to n+1.
func (f *finder) joins(k, n int, ofSeen *bool) bool {
	switch f.word(n) {
	case "of":
		low := f.low(k)
		if orgs[low].of || titleOf[low] {
			*ofSeen = true
			return true
		}
	case "for":
		low := f.low(k)
		return titleOf[low] || orgs[low].of && low != "government" && low != "party" && low != "senate" && low != "congress" && low != "house"
	case "and":
		return *ofSeen && capital(f.word(n+1)) && f.orgList(n+1)
	case "&":
		return capital(f.word(n + 1))
	}
	if !particle(f.word(n)) {
		return false
	}
	if particle(f.word(n + 1)) { // van der Berg
		n++
	}
	return n+1 < len(f.d.Tokens) && capital(f.word(n+1))
}

// orgList reports whether the word at n ends a list within an organisation's name ("Health and Human Services").
func (f *finder) orgList(n int) bool {
	low := f.low(n)
	if _, isFirst := firstNames[low]; isFirst || isTitle(low) && !titles[low].mod {
		return false
	}
	if n+1 < len(f.d.Tokens) && capital(f.word(n+1)) {
		return true
	}
	switch low {
	case "technology", "medicine", "human", "commerce", "security", "development", "welfare", "sports", "culture", "science", "engineering", "trade",
		"technologies", "services", "industry", "labor", "sciences", "explosives", "fisheries", "food", "medical", "budget", "prevention", "education", "families",
		"measures", "means", "standards", "supply", "transport", "energy", "housing", "planning", "water", "parks", "recreation", "crafts", "arts", "humanities", "letters", "pensions", "defence", "defense":
		return true
	}
	return false
}

// titleOf are titles that go on with "of" and a department.
var titleOf = map[string]bool{"secretary": true, "undersecretary": true, "director": true, "chief": true, "minister": true, "president": false, "speaker": true, "commissioner": true, "registrar": true}

// capital reports whether a word is written as a name: an upper-case letter first, or inside as in "xAI".
func capital(w string) bool {
	if plainLower(w) {
		return false
	}
	r, n := utf8.DecodeRuneInString(w)
	if unicode.IsUpper(r) {
		return true
	}
	if !unicode.IsLetter(r) {
		return false
	}
	r, _ = utf8.DecodeRuneInString(w[n:])
	return unicode.IsUpper(r)
}

// plainLower reports whether a word begins with two small ASCII letters, as nine in ten do: it is no name.
func plainLower(w string) bool {
	return len(w) > 1 && w[0] >= 'a' && w[0] <= 'z' && w[1] >= 'a' && w[1] <= 'z'
}

// allUpper reports whether a word of two letters or more has no lower-case one.
func allUpper(w string) bool {
	n := 0
	for _, r := range bare(w) {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

func possessive(w string) bool {
	n := len(w)
	if n < 2 || w[n-1] != 's' && w[n-1] != 'S' {
		return false
	}
	return w[n-2] == '\'' || strings.HasSuffix(w[:n-1], "’")
}
