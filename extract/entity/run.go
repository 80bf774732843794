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
		opens := i == first || f.opensAt(i)
		if !f.nameWord(i, opens) {
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
	if neverNames[low] || low == "the" || low == "a" || low == "an" {
		return false
	}
	if opens && nameStarters[low] && i+1 < len(f.d.Tokens) && f.d.Tokens[i+1].Kind == text.Word && capital(f.word(i+1)) && !allUpper(w) {
		return true // New Harbor Times
	}
	if startWords[low] && (opens || len(low) < 5 || functionWord(low)) {
		// "Critics" mid-sentence may be part of a name, "And" never begins one; acronyms that spell words ("WHO") do.
		return len(w) >= 2 && len(w) <= 4 && !opens && allUpper(w) && f.surroundedByLower(i)
	}
	return true
}

// functionWord reports whether a start word is never the first word of a name even in mid-sentence.
func functionWord(low string) bool { return !nameStarters[low] }

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
			return k + 1
		}
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
		switch {
		case d.Tokens[n].Kind == text.Word && capital(f.word(n)) && !neverNames[f.low(n)] && !f.shoutedFunction(n):
			k = n
			continue
		case n == k+1 && n+1 < last && f.joins(k, n, &ofSeen):
			k = n + 1
			if f.word(n) == "of" && f.low(n+1) == "the" {
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
		return orgs[low].of && low != "government" && low != "party" && low != "senate" && low != "congress" && low != "house"
	case "and":
		return *ofSeen && capital(f.word(n+1)) && f.orgList(n+1)
	case "&":
		return capital(f.word(n + 1))
	case "van", "von", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "bin", "ibn", "al", "el", "ter", "ten", "den", "der", "zu":
		return capital(f.word(n + 1))
	}
	return false
}

// orgList reports whether the word at n ends a list within an organisation's name ("Health and Human Services").
func (f *finder) orgList(n int) bool {
	low := f.low(n)
	if _, isFirst := firstNames[low]; isFirst || titles[low].abbr {
		return false
	}
	if n+1 < len(f.d.Tokens) && capital(f.word(n+1)) {
		return true
	}
	switch low {
	case "technology", "medicine", "human", "commerce", "security", "development", "welfare", "sports", "culture", "science", "engineering", "trade",
		"technologies", "services", "industry", "labor", "sciences", "explosives", "fisheries", "food", "medical", "budget", "prevention", "education", "families":
		return true
	}
	return false
}

// titleOf are titles that go on with "of" and a department.
var titleOf = map[string]bool{"secretary": true, "undersecretary": true, "director": true, "chief": true, "minister": true, "president": false, "speaker": true, "commissioner": true, "registrar": true}

// capital reports whether a word is written as a name: an upper-case letter first, or inside as in "xAI".
func capital(w string) bool {
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
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || strings.HasSuffix(w, "’S") || strings.HasSuffix(w, "'S")
}
