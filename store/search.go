package store

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minPrefix is the number of letters from which word* means all words that begin so. One or two would read half the index.
const minPrefix = 3

// endings make a word of its beginning, so that it is stemmed as the words of the index were: they have "regul" for
// regulation, which begins otherwise than "regulat".
var endings = []string{"e", "te", "ion", "tion", "al", "y"}

var (
	// dotted is an acronym with points, plain one without. Both are found in either spelling.
	dotted = regexp.MustCompile(`^(?:[A-Z]\.){2,6}$`)
	plain  = regexp.MustCompile(`^[A-Z]{2,6}$`)
)

// matchExpression turns what a user types into a query of FTS5 in which nothing is an operator: every word, and every
// "phrase in quotation marks", must occur. word* is all words that begin so, a possessive is its noun, "U.S." is "US" too.
// It is "" when there is no word in it.
func matchExpression(typed string) string {
	var terms []string
	typed = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("“”„«»", r):
			return '"'
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(typed, " "))
	for i, part := range strings.Split(typed, `"`) {
		if i%2 == 1 {
			if hasWord(part) {
				terms = append(terms, `"`+part+`"`)
			}
			continue
		}
		for _, word := range strings.Fields(part) {
			if hasWord(word) {
				terms = append(terms, term(word))
			}
		}
	}
	return strings.Join(terms, " AND ")
}

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// term is one word that is typed without quotation marks, of which it holds none.
func term(word string) string {
	stem, prefix := strings.CutSuffix(word, "*")
	if prefix && utf8.RuneCountInString(stem) >= minPrefix && hasWord(stem) {
		alternatives := []string{`"` + stem + `" *`}
		for _, end := range endings {
			alternatives = append(alternatives, `"`+stem+end+`"`)
		}
		return "(" + strings.Join(alternatives, " OR ") + ")"
	}
	for _, end := range []string{"'s", "’s"} {
		if noun, ok := strings.CutSuffix(word, end); ok && hasWord(noun) {
			return `"` + noun + `"`
		}
	}
	switch {
	case dotted.MatchString(word):
		return `("` + word + `" OR "` + strings.ReplaceAll(word, ".", "") + `")`
	case plain.MatchString(word):
		return `("` + word + `" OR "` + strings.Join(strings.Split(word, ""), " ") + `")`
	}
	return `"` + word + `"`
}
