package amount

import (
	_ "embed"
	"strings"

	"storywatch/extract/text"
)

//go:embed currencies.txt
var currencyFile string

//go:embed qualifiers.txt
var qualifierFile string

type noun struct {
	code   string
	scaled bool // means other things too: counts behind a scale word only
}

type lexicon struct {
	signs, prefixes, codes map[string]string
	nouns                  map[string]noun
	nations                map[string]string // currencies with their country, in small letters
	qualifiers             map[string]string
}

var words = readLexicon(currencyFile, qualifierFile)

func readLexicon(currencies, qualifiers string) lexicon {
	l := lexicon{map[string]string{}, map[string]string{}, map[string]string{}, map[string]noun{}, map[string]string{}, map[string]string{}}
	for line := range strings.Lines(currencies) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		code := strings.TrimPrefix(f[2], "-")
		switch f[0] {
		case "sign":
			l.signs[f[1]] = code
		case "prefix":
			l.prefixes[f[1]] = code
		case "code":
			l.codes[f[1]] = code
		case "word":
			l.nouns[f[1]] = noun{code, len(f) > 3}
		case "nation":
			l.nations[strings.ToLower(strings.ReplaceAll(f[1], "_", " "))] = code
		}
	}
	for line := range strings.Lines(qualifiers) {
		if q, phrase, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			l.qualifiers[phrase] = q
		}
	}
	return l
}

// qualifierWords is how many words the longest qualifier has.
const qualifierWords = 4

// qualifier is what the words in front of token first, or behind token end, make of the sum between them.
func qualifier(d *text.Document, first, end int) string {
	if end+1 < len(d.Tokens) && strings.EqualFold(d.Slice(d.Tokens[end].Span), "or") {
		switch strings.ToLower(d.Slice(d.Tokens[end+1].Span)) {
		case "more":
			return "at least"
		case "less":
			return "up to"
		case "so":
			return "about"
		}
	}
	for n := min(qualifierWords, first); n > 0; n-- {
		from := d.Tokens[first-n].Start
		if d.Tokens[first-1].End-from > 40 { // bytes; no qualifier is longer
			continue
		}
		if q, ok := words.qualifiers[strings.ToLower(d.Text[from:d.Tokens[first-1].End])]; ok {
			return q
		}
	}
	return ""
}
