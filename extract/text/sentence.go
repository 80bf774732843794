package text

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed abbreviations.txt
var abbreviationFile string

// abbreviations are words whose dot does not end a sentence when a name or a number follows; true: hardly ever ends one.
var abbreviations = readAbbreviations(abbreviationFile)

func readAbbreviations(file string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(file) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		m[f[0]] = len(f) < 2 || f[1] != "may-end"
	}
	return m
}

// appendSentences cuts paragraph number para, whose tokens begin at first.
//
// A sentence ends at . ! ? … (with any closing marks and brackets behind) when white space follows and the next
// word does not begin in lower case, unless the dot belongs to an abbreviation or an initial. Inside a quotation the
// same rule holds: a quote of three sentences is three sentences.
func appendSentences(out []Sentence, d *Document, para, first int) []Sentence {
	p := d.Paragraphs[para]
	start, from := p.Start, first
	for i := first; i < len(d.Tokens); i++ {
		if !endsSentence(d, i, first) {
			continue
		}
		last := i + 1
		for last < len(d.Tokens) && closesAfter(d, last) {
			last++
		}
		if last < len(d.Tokens) && !beginsSentence(d, last, i) {
			continue
		}
		end := d.Tokens[last-1].End
		out = append(out, Sentence{Span{start, end}, para, from, last})
		if last >= len(d.Tokens) {
			return out
		}
		start, from = d.Tokens[last].Start, last
		i = last - 1
	}
	if from < len(d.Tokens) {
		out = append(out, Sentence{Span{start, p.End}, para, from, len(d.Tokens)})
	}
	return out
}

// endsSentence reports whether token i is, or carries, a mark that may end a sentence.
func endsSentence(d *Document, i, first int) bool {
	t := d.Tokens[i]
	switch word := d.Slice(t.Span); word {
	case "!", "?", "…":
		return true
	case ".":
		if i > first && d.Tokens[i-1].End == t.Start && d.Tokens[i-1].Kind == Word {
			prev := d.Slice(d.Tokens[i-1].Span)
			if hard, ok := abbreviations[strings.ToLower(prev)]; ok && hard {
				return false
			}
			if utf8.RuneCountInString(prev) == 1 && unicode.IsUpper(firstRune(prev)) && prev != "I" {
				return false // an initial
			}
		}
		return true
	default:
		return t.Kind == Word && strings.HasSuffix(word, ".") // U.S. may end a sentence: beginsSentence decides
	}
}

// closesAfter reports whether token i is a closing mark, a bracket or more punctuation glued to what ended the sentence.
func closesAfter(d *Document, i int) bool {
	t := d.Tokens[i]
	if d.Tokens[i-1].End != t.Start {
		return false
	}
	switch d.Slice(t.Span) {
	case `"`, "”", "’", "'", "»", "›", ")", "]", ".", "!", "?", "…", "“":
		return true
	}
	return false
}

// abbreviated is the form under which a word stands among the abbreviations: of a range like "18-Dec" the end.
func abbreviated(word string) string {
	if i := strings.LastIndexAny(word, "-–"); i > 0 && word[0] >= '0' && word[0] <= '9' {
		word = strings.TrimLeft(word[i:], "-–")
	}
	return strings.ToLower(word)
}

// beginsSentence reports whether token i can begin a sentence after the mark at token end.
func beginsSentence(d *Document, i, end int) bool {
	t := d.Tokens[i]
	if t.Start == d.Tokens[i-1].End {
		// no white space between: "said.The" happens in badly joined text, "1.5" and "example.com" do not end anything
		return d.Tokens[end].End == d.Tokens[i-1].End && d.Slice(d.Tokens[end].Span) != "." && t.Kind == Mark
	}
	word := d.Slice(t.Span)
	r := firstRune(word)
	mark := d.Slice(d.Tokens[end].Span)
	if end > 0 && mark == "." && d.Tokens[end-1].End == d.Tokens[end].Start {
		if _, ok := abbreviations[abbreviated(d.Slice(d.Tokens[end-1].Span))]; ok {
			// an abbreviation that may end a sentence: does so before a word that names begin sentences with
			return unicode.IsUpper(r) && sentenceStarters[word] || t.Kind == Mark && word != "’" && word != "”"
		}
	}
	if len(mark) > 1 && strings.HasSuffix(mark, ".") && mark != "..." {
		return sentenceStarters[word] || t.Kind == Mark && word != "’" && word != "”"
	}
	if i > end+1 && (unicode.IsLower(r) || word == "," || word == "—" || word == "–" || word == "-") {
		return false // "…?" he asked
	}
	return !unicode.IsLower(r) && word != "," && word != ";" && word != ")"
}

// sentenceStarters are words that, capitalised after an abbreviation, say that a sentence begins rather than a name goes on.
var sentenceStarters = set(`The A An He She It They We I You This That These Those There In On At By For From With But And Or So Yet
	If When While As After Before Since Because Although Though His Her Its Their Our My Your What Who How Why Where Both Some Many
	Most Other Others No Not Now Then Here Earlier Later Last Under Still However Meanwhile Also Such Officials Each One Two Three`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
