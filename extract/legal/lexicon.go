package legal

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
)

//go:embed courts.txt
var courtFile string

// vocabulary is what courts.txt says, ready for matching.
type vocabulary struct {
	circuits map[string]string // "4th" → "Fourth"
	abbrev   map[string]string // "Cal." → "California"
	courts   []form
}

// form is one way to name a court; name makes the canonical name of its submatches.
type form struct {
	hints []string // one of these stands in every match: cheaper to look for than the pattern
	re    *regexp.Regexp
	name  func(v *vocabulary, m []string) string
}

var courts = readVocabulary(courtFile)

var directions = map[string]string{"N": "Northern", "S": "Southern", "E": "Eastern", "W": "Western", "C": "Central", "M": "Middle"}

func readVocabulary(file string) *vocabulary {
	v := &vocabulary{circuits: map[string]string{}, abbrev: map[string]string{}}
	var states, abbreviations, circuits, fixed []string
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(f[0], "#") {
			continue
		}
		switch f[0] {
		case "state":
			name, short := strings.ReplaceAll(f[1], "_", " "), strings.ReplaceAll(f[2], "_", " ")
			states = append(states, name)
			abbreviations = append(abbreviations, short)
			v.abbrev[strings.ReplaceAll(short, " ", "")] = name
		case "circuit":
			for _, w := range f[1:] {
				v.circuits[w] = f[1]
				circuits = append(circuits, w)
			}
		case "fixed":
			fixed = append(fixed, strings.Join(f[1:], " "))
		}
	}
	v.compile(states, abbreviations, circuits, fixed)
	return v
}

// either is a group of the words, longest first, quoted.
func either(words []string) string {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	for i, w := range words {
		words[i] = strings.ReplaceAll(regexp.QuoteMeta(w), " ", `\s?`)
	}
	return "(" + strings.Join(words, "|") + ")"
}

// us is how the country is written before a court's name.
const us = `(?:U\.?\s?S\.?|United States)\s`

// place is a city or state in running text.
const place = `((?:[A-Z][\w'’.-]+|D\.C\.)(?:\s(?:[A-Z][\w'’-]+|of\s[A-Z][\w'’-]+)){0,3}(?:,\s(?:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?|D\.C\.))?)`

func (v *vocabulary) compile(states, abbreviations, circuits, fixed []string) {
	spaced := make([]string, len(states))
	for i, s := range states {
		spaced[i] = strings.ReplaceAll(regexp.QuoteMeta(s), " ", `\s`)
	}
	slices.SortFunc(spaced, func(a, b string) int { return len(b) - len(a) })
	state := "(?:" + strings.Join(spaced, "|") + ")"
	district := `((?:(?:Northern|Southern|Eastern|Western|Central|Middle)\s)?District\sof\s(?:` + state + `|[A-Z][a-z]+))`
	// A district of a part of a state is a court whatever the state is called: nothing else has such a name.
	sided := `((?:Northern|Southern|Eastern|Western|Central|Middle)\sDistrict\sof\s(?:` + state + `|[A-Z][a-z]+))`
	circuit := either(circuits)
	add := func(hints, pattern string, name func(v *vocabulary, m []string) string) {
		v.courts = append(v.courts, form{strings.Split(hints, "|"), regexp.MustCompile(pattern), name})
	}
	add("District|Bankruptcy", us+`(District|Bankruptcy)\sCourt\s(?:for|in)\s(?:the\s)?`+district, func(_ *vocabulary, m []string) string { return "U.S. " + m[1] + " Court for the " + one(m[2]) })
	add("District|Bankruptcy", us+`(District|Bankruptcy)\sCourt\sin\s`+place, func(_ *vocabulary, m []string) string { return "U.S. " + m[1] + " Court in " + one(m[2]) })
	add("District", `\b`+sided, func(_ *vocabulary, m []string) string { return "U.S. District Court for the " + one(m[1]) })
	add("Circuit", `(?:`+us+`)?(?:Court\sof\sAppeals\s(?:for|in)\sthe\s)`+circuit+`\sCircuit\b`, circuitName)
	add("District of", `(?:`+us+`)?(?:Court\sof\sAppeals\s(?:for|in)\sthe\s)District\sof\sColumbia\sCircuit\b`, func(*vocabulary, []string) string { return "D.C. Circuit" })
	add("Circuit", `\b`+circuit+`\s(?:`+us+`)?Circuit\b(?:\sCourt\sof\sAppeals)?`, circuitName)
	add("Cir.", `\b`+circuit+`\sCir\.`, circuitName)
	add("Supreme", `\b`+state+`\sSupreme\sCourt\b|\bSupreme\sCourt\sof\s(?:the\sState\sof\s)?`+state, func(_ *vocabulary, m []string) string { return stateSupreme(one(m[0])) })
	add("Court of|Tax Court|Surveillance|Panel|Supreme", `(?:\b`+us+`)?\b`+either(fixed)+`(?:\sof\sthe\sUnited\sStates)?\b`, func(_ *vocabulary, m []string) string { return "U.S. " + one(m[1]) })
	add("County", `\b((?:[A-Z][\w'’-]+\s){1,3}County\s(?:Superior|Circuit|District|Supreme)\sCourt)\b`, func(_ *vocabulary, m []string) string { return one(m[1]) })
	add("Chancery|Superior", `\b(?:`+state+`\s)?Court\sof\sChancery\b|\b`+state+`\sSuperior\sCourt\b`, func(_ *vocabulary, m []string) string { return one(m[0]) })
	add("ederal", `\b([Ff]ederal\s(?:district\s|appeals\s|bankruptcy\s)?court)\sin\s`+place, func(_ *vocabulary, m []string) string { return strings.ToLower(one(m[1])) + " in " + one(m[2]) })
	add("Bankr", `\bBankr\.\s([NSEWCM])\.\s?D\.\s?`+either(abbreviations), func(v *vocabulary, m []string) string {
		return "U.S. Bankruptcy Court for the " + directions[m[1]] + " District of " + v.abbrev[strings.ReplaceAll(m[2], " ", "")]
	})
	add("D.", `\b([NSEWCM])\.\s?D\.\s?`+either(abbreviations), func(v *vocabulary, m []string) string {
		return "U.S. District Court for the " + directions[m[1]] + " District of " + v.abbrev[strings.ReplaceAll(m[2], " ", "")]
	})
	add("(D.", `\(D\.\s?(D\.C\.|`+either(abbreviations)[1:]+`\s`, func(v *vocabulary, m []string) string {
		return "U.S. District Court for the District of " + v.abbrev[m[1]]
	})
	add("D.D.C.", `\bD\.D\.C\.`, func(*vocabulary, []string) string { return "U.S. District Court for the District of Columbia" })
}

func circuitName(v *vocabulary, m []string) string { return v.circuits[m[1]] + " Circuit" }

func stateSupreme(s string) string {
	if state, ok := strings.CutSuffix(s, " Supreme Court"); ok {
		return state + " Supreme Court"
	}
	s = strings.TrimPrefix(s, "Supreme Court of ")
	return strings.TrimPrefix(s, "the State of ") + " Supreme Court"
}

// one makes runs of white space one space.
func one(s string) string { return strings.Join(strings.Fields(s), " ") }
