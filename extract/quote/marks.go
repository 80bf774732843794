package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// side is what the characters around a mark let it be.
type side uint8

const (
	opens side = 1 << iota
	closes
)

// mark is one quotation mark that may open or close a quotation.
type mark struct {
	text.Span
	token  int
	side   side
	family byte // d: double, s: single, g: guillemet
}

// quoted is one outermost quotation: the tokens of its marks and the words between them.
type quoted struct {
	text.Span           // without the marks
	outer     text.Span // with them
	open, end int       // tokens: open is the first one of the quotation, end the one after its last
	unclosed  bool      // the closing mark is missing
	single    bool      // its marks are single ones
	block     bool      // it has no marks: a block quote known from HTML
}

// findQuoted pairs the marks of d paragraph by paragraph and joins quotations that reopen in each of several paragraphs.
func findQuoted(d *text.Document) []quoted {
	var out []quoted
	token := 0
	var marks []mark
	var leaked bool
	for _, p := range d.Paragraphs {
		marks, leaked = marks[:0], false
		first := token
		for ; token < len(d.Tokens) && d.Tokens[token].Start < p.End; token++ {
			if d.Tokens[token].Kind == text.Mark {
				if m, ok := classify(d, p, token); ok && !attributeMark(d, p, m, &leaked) {
					marks = append(marks, m)
				}
			}
		}
		out = append(out, pair(d, p, marks, first, token)...)
	}
	return join(d, out)
}

// attributeMark reports whether m is a mark around the value of an HTML attribute that leaked into the text: id="9".
// leaked says that such a value is open, whose other mark is dropped too.
func attributeMark(d *text.Document, p text.Span, m mark, leaked *bool) bool {
	if m.family != 'd' {
		return false
	}
	if *leaked {
		*leaked = false
		return true
	}
	if m.Start > p.Start && d.Text[m.Start-1] == '=' {
		*leaked = true
		return true
	}
	return false
}

// classify says what the mark at token i can do. Apostrophes, inches and feet are no marks.
func classify(d *text.Document, p text.Span, i int) (mark, bool) {
	s := d.Tokens[i].Span
	r, _ := utf8.DecodeRuneInString(d.Text[s.Start:])
	before, _ := utf8.DecodeLastRuneInString(d.Text[p.Start:s.Start])
	after, _ := utf8.DecodeRuneInString(d.Text[s.End:p.End])
	if s.Start == p.Start {
		before = ' '
	}
	if s.End == p.End {
		after = ' '
	}
	m := mark{Span: s, token: i}
	free := loose(before) // nothing that a closing mark could stand behind
	blank := unicode.IsSpace(after) || closer(after)
	switch r {
	case '“', '‟', '「', '『':
		m.family, m.side = 'd', opens
		if !free && blank {
			m.side = closes // set the wrong way round, or the end of „so“
		}
	case '”', '」', '』':
		m.family, m.side = 'd', closes
		if free && !blank {
			m.side = opens
		}
	case '„':
		m.family, m.side = 'd', opens
	case '«':
		m.family, m.side = 'g', opens
		if !free && blank {
			m.side = closes // »so«
		}
	case '»':
		m.family, m.side = 'g', closes
		if free && !blank {
			m.side = opens
		}
	case '"', '＂', '″':
		m.family = 'd'
		switch {
		case unicode.IsDigit(before) && r == '″':
			return m, false
		case free && !blank:
			m.side = opens
		case !free && blank:
			m.side = closes
		default:
			m.side = opens | closes
		}
	case '‘', '‚', '‛', '‹':
		if !free {
			return m, false // an apostrophe set the wrong way
		}
		m.family, m.side = 's', opens
	case '’', '\'', '›':
		m.family = 's'
		switch {
		case r == '\'' && (before == '\'' || after == '\''):
			return m, false // '' is a double mark in old archives, an empty string or a slip: not told apart
		case free && !blank && r != '’' && !elision(d.Text[s.End:p.End]):
			m.side = opens
		case !free && !unicode.IsLetter(after) && !unicode.IsDigit(after) && !unicode.IsDigit(before):
			m.side = closes
		default:
			return m, false
		}
	default:
		return m, false
	}
	return m, true
}

// loose reports whether an opening mark can stand right behind r.
func loose(r rune) bool {
	if unicode.IsSpace(r) {
		return true
	}
	switch r {
	case '(', '[', '{', '—', '–', '-', '/', '“', '„', '‘', '"', '\'', '«', '=', '>', '\u200b', utf8.RuneError:
		return true
	}
	return false
}

// closer reports whether r stands behind a closing mark.
func closer(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', ')', ']', '}', '—', '–', '-', '/', '”', '’', '"', '\'', '»', '…', '\u200b', '*':
		return true
	}
	return false
}

// elision reports whether s begins like a word whose front was left off: 'em, 'til, '90s.
func elision(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(r) {
		return true
	}
	for _, w := range []string{"em", "til", "tis", "twas", "cause", "bout", "round", "n"} {
		if len(s) > len(w) && s[:len(w)] == w {
			if n, _ := utf8.DecodeRuneInString(s[len(w):]); !unicode.IsLetter(n) {
				return true
			}
		}
	}
	return false
}

// pair matches the marks of one paragraph. The outermost quotations are what counts; an opening mark that finds no end
// before the next opening one of its family is odd and left out, so that it spoils nothing behind it.
func pair(d *text.Document, p text.Span, marks []mark, first, last int) []quoted {
	var out []quoted
	for i := 0; i < len(marks); {
		m := marks[i]
		if m.side&opens == 0 {
			i++
			continue
		}
		end := closing(d, marks, i)
		switch {
		case end >= 0:
			out = append(out, made(d, m, &marks[end], last))
			i = end + 1
		case m.family == 's':
			i++
		case !laterMark(marks, i):
			// the closing mark is missing: the quotation runs to the end of the paragraph
			q := made(d, m, nil, last)
			q.unclosed = true
			out = append(out, q)
			return out
		default:
			i++
		}
	}
	return out
}

// maxMarks is how many marks of its paragraph a quotation may hold: nobody nests so many, and the search for the
// closing one stays linear.
const maxMarks = 200

// laterMark reports whether another mark of the family of marks[i] follows.
func laterMark(marks []mark, i int) bool {
	for _, m := range marks[i+1 : min(len(marks), i+maxMarks)] {
		if m.family == marks[i].family {
			return true
		}
	}
	return false
}

// closing is the mark that closes the one at i, or -1.
func closing(d *text.Document, marks []mark, i int) int {
	depth := 0
	best := -1
	for k := i + 1; k < len(marks) && k < i+maxMarks; k++ {
		m := marks[k]
		if m.family != marks[i].family {
			continue
		}
		if m.family == 's' {
			switch {
			case m.side == opens && best >= 0:
				return best
			case m.side&closes != 0:
				if best < 0 || plural(d, marks[best]) {
					best = k
				}
				if !plural(d, m) {
					return k
				}
			}
			continue
		}
		switch {
		case m.side == opens:
			if !nested(marks, k, m.family) {
				return -1
			}
			depth++
		case depth > 0:
			depth--
		default:
			return k
		}
	}
	return best
}

// nested reports whether two closing marks follow mark k before the next opening one: then the one at k was opened
// inside a quotation with the same marks.
func nested(marks []mark, k int, family byte) bool {
	n := 0
	for _, m := range marks[k+1 : min(len(marks), k+maxMarks)] {
		if m.family != family {
			continue
		}
		if m.side == opens {
			break
		}
		n++
	}
	return n >= 2
}

// plural reports whether a single closing mark may be the apostrophe of "the workers' plan": an s before it, a
// lower-case word behind.
func plural(d *text.Document, m mark) bool {
	if m.Start == 0 || d.Text[m.Start-1] != 's' || m.End+1 >= len(d.Text) || d.Text[m.End] != ' ' {
		return false
	}
	return d.Text[m.End+1] >= 'a' && d.Text[m.End+1] <= 'z'
}

// made is the quotation between two marks; without a closing one it ends with the paragraph, at token last.
func made(d *text.Document, open mark, end *mark, last int) quoted {
	q := quoted{open: open.token, end: last, single: open.family == 's'}
	q.outer = text.Span{Start: open.Start, End: d.Tokens[last-1].End}
	q.Span = text.Span{Start: open.End, End: q.outer.End}
	if end != nil {
		q.end = end.token + 1
		q.outer.End, q.Span.End = end.End, end.Start
	}
	inner := d.Slice(q.Span)
	q.End -= len(inner) - len(strings.TrimRightFunc(inner, unicode.IsSpace))
	inner = d.Slice(q.Span)
	q.Start += len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	return q
}

// join makes one quotation of those whose paragraph ended without a closing mark and whose next paragraph opens anew.
func join(d *text.Document, in []quoted) []quoted {
	var out []quoted
	for _, q := range in {
		if q.Empty() {
			continue
		}
		if n := len(out); n > 0 && out[n-1].unclosed && d.ParagraphAt(q.Start) == d.ParagraphAt(out[n-1].End-1)+1 &&
			d.Paragraphs[d.ParagraphAt(q.Start)].Start == q.outer.Start && q.single == out[n-1].single {
			out[n-1].End, out[n-1].outer.End, out[n-1].end, out[n-1].unclosed = q.End, q.outer.End, q.end, q.unclosed
			continue
		}
		out = append(out, q)
	}
	return out
}
