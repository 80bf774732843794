package main

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Titles, names and texts come from strangers. Everything of theirs that goes to a terminal passes through clean or cleanLine.

// clean takes out of a text what could steer a terminal or turn its order of letters round: control characters (C0 but
// for line breaks, DEL, C1, so every escape sequence), marks of direction, separators of lines, invisible and unassigned
// ones. Joiners that scripts and emoji need stay.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\u200c' || r == '\u200d':
			return r
		case r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// cleanLine is clean in one line.
func cleanLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// cleanList is names in one line.
func cleanList(list []string, sep string) string { return cleanLine(strings.Join(list, sep)) }

const (
	// defaultWidth is how wide output is where $COLUMNS does not say.
	defaultWidth = 100
	minWidth     = 40
)

// width is that of the window, in columns.
func (a *app) width() int {
	if v, ok := a.getenv("COLUMNS"); ok {
		if n, err := strconv.Atoi(v); err == nil && n > 0 {
			return max(n, minWidth)
		}
	}
	return defaultWidth
}

// color reports whether output may be coloured: on a terminal, unless NO_COLOR says no.
func (a *app) color() bool {
	v, ok := a.getenv("NO_COLOR")
	return a.terminal && (!ok || v == "")
}

// bold is s in bold where that is possible. s must be clean.
func (a *app) bold(s string) string {
	if !a.color() || s == "" {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// wrap breaks clean text at words so that it fits the window, every line behind indent.
func (a *app) wrap(indent, s string) string { return a.hang(indent, indent, s) }

// hang is wrap with other words before the first line. A word that is wider than the window stays whole: an address
// in two pieces is none.
func (a *app) hang(first, rest, s string) string {
	var b strings.Builder
	before := first
	for _, paragraph := range strings.Split(s, "\n") {
		line, width := before, text.StringWidthWithoutEscSequences(before)
		begun := false
		for _, word := range strings.Fields(paragraph) {
			w := text.StringWidthWithoutEscSequences(word)
			switch {
			case begun && width+1+w > a.width():
				b.WriteString(line + "\n")
				line, width = rest+word, text.StringWidthWithoutEscSequences(rest)+w
			case begun:
				line, width = line+" "+word, width+1+w
			default:
				line, width = line+word, width+w
			}
			begun = true
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
		before = rest
	}
	return strings.TrimSuffix(b.String(), "\n")
}
