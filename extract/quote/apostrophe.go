package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// singleMark says what a single mark can do, which may be an apostrophe: the dockers' plan, '90s, goin' home, rock 'n' roll.
func singleMark(d *text.Document, p text.Span, m mark, before, after rune) (mark, bool) {
	m.family = single
	head, tail := d.Text[p.Start:m.Start], d.Text[m.End:p.End]
	switch {
	case m.char == '‚':
		m.side = opens
		return m, free(before) && !ends(after)
	case free(before) && !ends(after):
		if elision(tail) && !(says(head) && tail[0] >= '0' && tail[0] <= '9') {
			return m, false
		}
		// the closing mark opens where it was set the wrong way round
		m.side, m.wrong = opens, m.char == '’'
		return m, !m.wrong || unicode.IsUpper(after)
	case !free(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after), free(before) && ends(after) && !unicode.IsSpace(before):
		m.side = closes
		m.weak = !unicode.IsPunct(before) && cutWord(head)
		if unicode.IsDigit(before) && inches(head) {
			return m, false // feet
		}
		return m, true
	}
	return m, false
}

// says reports whether s ends where words that somebody said begin: behind a comma or a colon, or at its start.
func says(s string) bool {
	s = strings.TrimRight(s, " \u00a0")
	return s == "" || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ":")
}

// elisions are words whose front is left off.
var elisions = words("em til tis twas twere cause bout round n neath nuff")

// elision reports whether s begins like a word whose front was left off: 'em, 'Tis, '90s, '16.
func elision(s string) bool {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if n < 0 {
		n = len(s)
	}
	w := strings.TrimSuffix(s[:n], "s")
	if len(w) == 2 && w[0] >= '0' && w[0] <= '9' && w[1] >= '0' && w[1] <= '9' {
		return n == len(s) || s[n] != ',' || n+1 == len(s) || s[n+1] == ' '
	}
	return n <= len("twere") && elisions[strings.ToLower(s[:n])]
}

// cutWord reports whether s ends in a word that an apostrophe may stand behind: a plural's s, an end or a middle left off.
func cutWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	if r == 's' || r == 'S' || r == 'z' || r == 'x' {
		return true
	}
	w := s[len(strings.TrimRightFunc(s, unicode.IsLetter)):]
	switch lower(w) {
	case "n", "o", "ol", "an", "th", "wi", "y":
		return true
	}
	return len(w) > 3 && strings.HasSuffix(w, "in")
}

// maxWeak is how many bytes a quotation may have that ends with what may be an apostrophe, unless it begins like an
// utterance: terms in single marks are short.
const maxWeak = 60

// closingSingle is the mark that closes the single one at i, or -1. One behind punctuation is sure; one behind a plural
// is taken when no better one comes.
func closingSingle(d *text.Document, marks []mark, i int) int {
	best, inside, crossed := -1, 0, false
	spoken := utterance(d, marks[i])
	for k := i + 1; k < len(marks) && k < i+maxMarks; k++ {
		m := marks[k]
		if m.family == double {
			if m.side == opens || m.side == opens|closes && inside == 0 {
				inside, crossed = inside+1, true
			} else if inside--; inside < 0 {
				break // it would cross a quotation in double marks
			}
			continue
		}
		if m.family != single || inside > 0 {
			continue
		}
		switch {
		case m.side == opens:
			if best >= 0 {
				return best
			}
		case !m.weak && marks[i].wrong && !unicode.IsPunct(lastRune(d.Text[:m.Start])):
		case !m.weak:
			return k
		case spoken || best < 0 && !crossed && m.Start-marks[i].End <= maxWeak:
			best = k
		}
	}
	if marks[i].wrong {
		return -1
	}
	return best
}

// utterance reports whether the words behind an opening mark begin like a sentence of their own.
func utterance(d *text.Document, m mark) bool {
	head := d.Text[max(0, m.Start-8):m.Start]
	r, _ := utf8.DecodeRuneInString(d.Text[m.End:])
	return unicode.IsUpper(r) && (m.Start == 0 || says(head) || strings.ContainsAny(head[len(strings.TrimRight(head, " \u00a0"))-1:], ".!?\n"))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
