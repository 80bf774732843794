package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// What stands at the ends of an article's text and is told elsewhere: lines looked at from the top and from the end.
const (
	headLines = 4
	tailLines = 5
	maxBio    = 600 // bytes of a line about the author: longer ones are paragraphs of a column
)

// dateLine are the words of a line that is nothing but a date: "Published: Tuesday 3 March 2031, 17:23 GMT".
var dateLine = wordsOf(`january february march april may june july august september october november december jan feb mar apr jun jul aug sep
	sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun am pm et est edt ct cst
	cdt mt mst mdt pt pst pdt gmt utc bst cet cest uk us at on the of last published posted updated created first date time st nd rd th min mins
	minute minutes read ago hours hour days day`)

// roles are what those who write are called in the line about them.
var roles = wordsOf(`reporter writer editor journalist correspondent columnist contributor producer intern photographer author freelancer blogger`)

func wordsOf(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// withoutEdges leaves out the headline, the byline and the date above an article, which are facts of their own, and the lines about
// its authors below it.
func withoutEdges(s string, blocks []text.Span, title string, byline []string) (string, []text.Span) {
	lines := strings.Split(s, "\n")
	if len(lines) < 3 {
		return s, blocks
	}
	out := make([]bool, len(lines))
	for i := range min(headLines, len(lines)-2) {
		out[i] = isHead(lines[i], title, byline)
	}
	for i := len(lines) - 1; i >= max(headLines, len(lines)-tailLines); i-- {
		out[i] = isBio(lines[i], byline)
	}
	for i := len(lines) - 1; i >= headLines && (out[i] || isLabel(lines[i])); i-- {
		out[i] = true
	}
	return keep(s, lines, out, blocks)
}

// tagWords is how many words a line at the end of a text has at most that is a tag, a button or a heading with nothing under it.
const tagWords = 3

func isLabel(line string) bool {
	const longest = 60 // bytes: scripts without blanks have sentences of one word
	if len(line) > longest || len(strings.Fields(line)) > tagWords {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(line)
	return unicode.Is(unicode.Latin, end) || unicode.IsDigit(end) || end == ':'
}

// keep joins the lines that are not out, and moves the spans of blocks with them.
func keep(s string, lines []string, out []bool, blocks []text.Span) (string, []text.Span) {
	var b strings.Builder
	b.Grow(len(s))
	var moved []text.Span
	at := 0
	for i, line := range lines {
		start := at
		at += len(line) + 1
		for len(blocks) > 0 && blocks[0].Start < start {
			blocks = blocks[1:]
		}
		if out[i] {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for len(blocks) > 0 && blocks[0].Start < at {
			moved = append(moved, text.Span{Start: blocks[0].Start - start + b.Len(), End: blocks[0].End - start + b.Len()})
			blocks = blocks[1:]
		}
		b.WriteString(line)
	}
	return b.String(), moved
}

// isHead reports whether a line repeats what is known of the article.
func isHead(line, title string, byline []string) bool {
	l := letters(line)
	if l == "" || l == letters(title) {
		return true
	}
	l = strings.TrimPrefix(l, "by")
	for _, name := range byline {
		l = strings.ReplaceAll(l, letters(name), "")
	}
	if l == "" || l == "and" {
		return len(byline) > 0
	}
	return isDateLine(line)
}

// isDateLine reports whether a line is nothing but a date: it has a number and only words of dates.
func isDateLine(line string) bool {
	const longest = 90 // bytes
	if len(line) > longest {
		return false
	}
	number := false
	for w := range strings.FieldsFuncSeq(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		l := strings.TrimLeft(strings.ToLower(w), "0123456789")
		number = number || len(l) < len(w)
		if l != "" && !dateLine[l] {
			return false
		}
	}
	return number
}

// isBio reports whether a line tells who the author is or how to reach them.
func isBio(line string, byline []string) bool {
	if len(line) > maxBio || strings.ContainsAny(line, "“”\"") {
		return false
	}
	l := strings.ToLower(line)
	if strings.Contains(line, "@") {
		for _, w := range []string{"contact ", "email", "e-mail", "follow ", "reached at", "reach ", "write to", "tweet"} {
			if strings.Contains(l, w) {
				return true
			}
		}
	}
	name, rest := leadingName(line)
	if name == "" {
		return false
	}
	for _, author := range byline {
		if letters(author) == letters(name) {
			return startsWithAny(rest, "is ", "was ", "has ", "covers ", "writes ", "reports ", "joined ", "can ", "works ", "lives ", "contributed ")
		}
	}
	if !startsWithAny(rest, "is a ", "is an ", "is the ") {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(rest), func(r rune) bool { return !unicode.IsLetter(r) })
	const reach = 7 // words: "is a senior politics reporter for"
	for i, w := range words[:min(reach, len(words))] {
		if roles[w] && i+1 < len(words) && (words[i+1] == "for" || words[i+1] == "at" || words[i+1] == "with" || words[i+1] == "covering" || words[i+1] == "based") {
			return true
		}
	}
	return false
}

func startsWithAny(s string, list ...string) bool {
	for _, p := range list {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// leadingName is two to four capitalised words at the beginning of a line, and what follows them.
func leadingName(line string) (name, rest string) {
	rest = strings.TrimLeft(line, "•*–—- ")
	at, n := 0, 0
	for n < 4 {
		w, _, found := strings.Cut(rest[at:], " ")
		if !found || w == "" || !unicode.IsUpper(firstRune(w)) || strings.ContainsAny(w, ",:;") {
			break
		}
		at += len(w) + 1
		n++
	}
	if n < 2 {
		return "", ""
	}
	return strings.TrimSpace(rest[:at]), rest[at:]
}
