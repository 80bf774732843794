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

// family says which marks belong together. A quotation ends with a mark of the family it began with.
type family byte

const (
	double    family = 'd' // “ ” „ " and &quot;
	twin      family = 't' // two single ones set for a double one: ``so'' and ‘‘so’’
	single    family = 's' // ‘ ’ ' and ‚, which is where apostrophes are
	guillemet family = 'g'
	angle     family = 'a' // single guillemets
	corner    family = 'c'
)

// mark is one quotation mark that may open or close a quotation. It may be several tokens: “, “, &quot;.
type mark struct {
	text.Span
	first, last int // its tokens, [first, last)
	side        side
	family      family
	char        rune // its first character, by which a quotation that goes on in the next paragraph is known
	weak        bool // a closing one that may be an apostrophe
	inch        bool // a closing one that may say inches
	wrong       bool // an opening one set the wrong way round
}

// marksOf appends the quotation marks among tokens [first, last), which are the paragraph p. Apostrophes, feet and
// inches, marks in code and around the values of HTML attributes that leaked into the text are none.
func marksOf(out []mark, d *text.Document, p text.Span, first, last int) []mark {
	if code(d, first, last) {
		return out
	}
	from := len(out)
	for i := first; i < last; {
		c := d.Text[d.Tokens[i].Start]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			i++ // most tokens are words
			continue
		}
		if c == '`' {
			if next := inlineCode(d, i, last); next > i {
				i = next
				continue
			}
		}
		m, ok := markAt(d, p, i, last)
		if !ok {
			i = max(i+1, m.last)
			continue
		}
		i = m.last
		out = append(out, m)
	}
	return out[:from+len(withoutAttributes(d, p, out[from:]))]
}

// codeShare: a paragraph of which one token in so many is a sign that prose does not use is code or data.
const codeShare = 8

// code reports whether the paragraph of tokens [first, last) is code or data rather than prose.
func code(d *text.Document, first, last int) bool {
	if last-first < 2 {
		return false
	}
	s := d.Text[d.Tokens[first].Start:d.Tokens[last-1].End]
	if strings.HasPrefix(s, `{"`) || strings.HasPrefix(s, `[{`) {
		return true
	}
	n := 0
	for i := first; i < last; i++ {
		switch d.Text[d.Tokens[i].Start] {
		case '{', '}', ';', '\\', '|':
			n++
		}
	}
	return n >= 4 && n*codeShare > last-first && !strings.Contains(s, "&quot;")
}

// inlineCode is the token behind `code between two grave accents` that begins at token i, or i when none does.
func inlineCode(d *text.Document, i, last int) int {
	const maxCode = 40 // tokens: longer stretches are two odd accents
	if i+1 >= last || d.Tokens[i].End != d.Tokens[i+1].Start || d.Text[d.Tokens[i+1].Start] == '`' {
		return i
	}
	for k := i + 1; k < last && k < i+maxCode; k++ {
		if d.Text[d.Tokens[k].Start] == '`' {
			if d.Tokens[k-1].End == d.Tokens[k].Start {
				return k + 1
			}
			return i
		}
	}
	return i
}

// withoutAttributes leaves out the marks around the values of HTML attributes: id="9".
func withoutAttributes(d *text.Document, p text.Span, marks []mark) []mark {
	const maxValue = 300 // bytes of an attribute's value
	kept := marks[:0]
	for i := 0; i < len(marks); i++ {
		m := marks[i]
		if m.Start <= p.Start+1 || d.Text[m.Start-1] != '=' || !isNameByte(d.Text[m.Start-2]) {
			kept = append(kept, m)
			continue
		}
		if k := i + 1; k < len(marks) && marks[k].family == m.family && marks[k].side != opens && marks[k].Start-m.End < maxValue {
			i = k
		}
	}
	return kept
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
}

// entities are double marks as HTML writes them, left in the text by what escaped it twice.
var entities = []struct {
	text string
	side side
}{
	{"&quot;", opens | closes}, {"&ldquo;", opens}, {"&rdquo;", closes}, {"&#34;", opens | closes}, {"&#8220;", opens}, {"&#8221;", closes},
}

// markAt reads the mark that begins at token i. When there is none, m.last may still say how many tokens to pass.
func markAt(d *text.Document, p text.Span, i, last int) (m mark, ok bool) {
	t := d.Tokens[i]
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	m = mark{Span: t.Span, first: i, last: i + 1, char: r, family: double}
	switch r {
	case '&':
		for _, e := range entities {
			if strings.HasPrefix(d.Text[t.Start:p.End], e.text) {
				m.End = t.Start + len(e.text)
				m.last = d.TokenAt(m.End)
				if m.last > last || m.last > i && d.Tokens[m.last-1].End != m.End {
					return mark{}, false
				}
				m.side = e.side
				if b, a := around(d, p, m.Span); m.side == opens|closes {
					m.side = straight(b, a)
				}
				return m, true
			}
		}
		return mark{}, false
	case '`', '‘', '’', '\'':
		if n := run(d, i, last); n > 1 {
			return twinMark(d, p, m, i, n)
		}
		if r == '`' {
			return mark{}, false
		}
	default:
		if t.Kind != text.Mark {
			return mark{}, false
		}
	}
	before, after := around(d, p, m.Span)
	if r == '‘' || r == '’' || r == '\'' || r == '‚' || r == '‛' {
		return singleMark(d, p, m, before, after)
	}
	blank := ends(after)
	m.side = opens
	switch r {
	case '“', '‟':
		if blank && !starts(before) || m.End == p.End && m.Start > p.Start {
			m.side = closes // set the wrong way round, or the end of „so“
		}
	case '”':
		m.side = closes
		if free(before) && !blank {
			m.side = opens
		}
	case '„':
	case '「', '『', '」', '』':
		m.family = corner
		if r == '」' || r == '』' {
			m.side = closes
		}
	case '«', '»', '‹', '›':
		m.family = guillemet
		if r == '‹' || r == '›' {
			m.family = angle
		}
		switch right := r == '»' || r == '›'; {
		case right && !(free(before) && !blank), !right && blank && !starts(before): // »so« points inwards
			m.side = closes
		}
	case '″':
		if unicode.IsDigit(before) {
			return mark{}, false
		}
		m.side = straight(before, after)
	default: // " and its full-width form
		m.side = straight(before, after)
		if unicode.IsDigit(before) {
			if feet(d.Text[p.Start:m.Start]) {
				return mark{}, false
			}
			m.side, m.inch = closes, inches(d.Text[p.Start:m.Start])
		}
	}
	return m, true
}

// run is how many tokens from i on are the same character without a blank between.
func run(d *text.Document, i, last int) int {
	c := d.Slice(d.Tokens[i].Span)
	n := 1
	for i+n < last && n < maxRun && d.Tokens[i+n-1].End == d.Tokens[i+n].Start && d.Slice(d.Tokens[i+n].Span) == c {
		n++
	}
	return n
}

// maxRun is how many equal single marks in a row are looked at: longer rows are lines drawn with them.
const maxRun = 5

// twinMark reads single marks in a row that stand for double ones: “so” as TeX and old agencies write it, ‘‘so’’.
// Two straight apostrophes only close: alone they are an empty string or a slip as often.
func twinMark(d *text.Document, p text.Span, m mark, i, n int) (mark, bool) {
	m.family = twin
	before, after := around(d, p, m.Span)
	switch {
	case n > 3 || m.char == '`' && n > 2:
		m.last = i + n
		return m, false
	case n == 3 && !free(before): // .''' ends a quotation within one
		return singleMark(d, p, mark{Span: m.Span, first: i, last: i + 1, char: m.char, family: single}, before, ' ')
	}
	m.last = i + 2
	m.End = d.Tokens[i+1].End
	switch {
	case m.char == '`' || m.char == '‘':
		m.side = opens
		return m, free(before) && !ends(after)
	case m.char == '’':
		m.side = closes
		return m, !free(before)
	}
	m.side = straight(before, after)
	return m, m.side != opens|closes // an empty string
}

// straight is what a mark that looks the same on both sides can do.
func straight(before, after rune) side {
	switch f, e := free(before), ends(after); {
	case f && !e:
		return opens
	case !f && e:
		return closes
	}
	return opens | closes
}

// around is the character before and the one behind a mark, past other marks, stars and underscores of Markdown, and
// characters that are not seen. At the paragraph's ends it is a blank.
func around(d *text.Document, p, s text.Span) (before, after rune) {
	const far = 8 // characters that are passed at most
	before, after = ' ', ' '
	for at, n := s.Start, 0; at > p.Start && n < far; n++ {
		r, w := utf8.DecodeLastRuneInString(d.Text[p.Start:at])
		if !passed(r) {
			before = r
			break
		}
		at -= w
	}
	for at, n := s.End, 0; at < p.End && n < far; n++ {
		r, w := utf8.DecodeRuneInString(d.Text[at:p.End])
		if !passed(r) {
			after = r
			break
		}
		at += w
	}
	return before, after
}

func passed(r rune) bool {
	return r == '*' || r == '_' || r == '\'' || text.IsQuotationMark(r) || unicode.Is(unicode.Cf, r)
}

// starts reports whether only an opening mark can stand behind r.
func starts(r rune) bool {
	return unicode.IsSpace(r) || r == '(' || r == '[' || r == '{'
}

// free reports whether an opening mark can stand right behind r.
func free(r rune) bool {
	if starts(r) {
		return true
	}
	switch r {
	case '—', '–', '-', '/', '=', '>', '|', '•', utf8.RuneError:
		return true
	}
	return false
}

// ends reports whether r stands behind a closing mark.
func ends(r rune) bool {
	if unicode.IsSpace(r) {
		return true
	}
	switch r {
	case '.', ',', ';', ':', '!', '?', ')', ']', '}', '—', '–', '-', '/', '…', '|', '<':
		return true
	}
	return false
}

// feet reports whether s ends in feet and the number of inches: 5'10
func feet(s string) bool {
	n := len(strings.TrimRight(s, "0123456789½¼¾."))
	head := strings.TrimRight(s[:n], " ")
	for _, c := range []string{"'", "’", "′", "‘"} {
		if rest, ok := strings.CutSuffix(head, c); ok && rest != "" && len(s)-n <= 4 {
			return rest[len(rest)-1] >= '0' && rest[len(rest)-1] <= '9'
		}
	}
	return false
}

// inches reports whether s ends in a number that may be one of inches: at most three digits, a decimal, a fraction.
func inches(s string) bool {
	n := len(strings.TrimRight(s, "0123456789.½¼¾/"))
	return len(s)-n <= 5 && (n == 0 || s[n-1] == ' ' || s[n-1] == '(' || s[n-1] == '"')
}
