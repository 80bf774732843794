package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/text"
)

// quoted is one outermost quotation: the tokens of its marks and the words between them.
type quoted struct {
	text.Span           // without the marks
	outer     text.Span // with them
	open, end int       // tokens: open is the first one of the quotation, end the one after its last
	unclosed  bool      // the closing mark is missing: it goes on in the next paragraph, or was forgotten
	single    bool      // its marks are single ones
	block     bool      // it has no marks: a block quote known from HTML
	char      rune      // the opening mark's first character
}

// findQuoted pairs the marks of d paragraph by paragraph and joins quotations that go on in each of several paragraphs.
func findQuoted(d *text.Document) []quoted {
	f := finder{d: d}
	var marks, next []mark
	last := 0
	for n, p := range d.Paragraphs {
		if n == 0 {
			marks, last = f.marks(nil, p, 0)
		} else {
			marks, next = next, marks
		}
		first := f.last
		f.last = last
		next = next[:0]
		if n+1 < len(d.Paragraphs) {
			next, last = f.marks(next, d.Paragraphs[n+1], last)
		}
		f.paragraph(p, marks, next, first)
	}
	return f.out
}

// finder collects the quotations of a document. Those of the paragraph before tell what the next one goes on with.
type finder struct {
	d    *text.Document
	out  []quoted
	last int // the token behind the paragraph's last one
}

// marks reads the marks of paragraph p, whose first token is first; last is the token behind it.
func (f *finder) marks(out []mark, p text.Span, first int) (_ []mark, last int) {
	last = first
	for last < len(f.d.Tokens) && f.d.Tokens[last].Start < p.End {
		last++
	}
	return marksOf(out, f.d, p, first, last), last
}

// maxMarks is how many marks of its paragraph a quotation may hold: nobody nests so many, and the search for the
// closing one stays linear.
const maxMarks = 100

// paragraph pairs the marks of paragraph p. The outermost quotations are what counts; an opening mark that finds no end
// is odd and left out, so that it spoils nothing behind it.
func (f *finder) paragraph(p text.Span, marks, next []mark, first int) {
	i := 0
	if k, ok := f.goesOn(p, marks); ok {
		q := f.made(mark{Span: text.Span{Start: p.Start, End: p.Start}, first: first, last: first}, &marks[k])
		if !q.Empty() {
			f.extend(q)
			i = k + 1
		}
	}
	for i < len(marks) {
		m := marks[i]
		if m.side&opens == 0 {
			if q, ok := f.unopened(p, marks, i, first); ok {
				f.add(p, q)
			}
			i++
			continue
		}
		end := f.closing(marks, i)
		if end < 0 && f.continues(p, marks, next, i) {
			q := f.made(m, nil)
			q.unclosed = true
			f.add(p, q)
			return
		}
		if end < 0 {
			end = f.overOdd(marks, i)
		}
		switch {
		case end >= 0:
			f.add(p, f.made(m, &marks[end]))
			i = end + 1
		case f.forgotten(p, marks, i):
			q := f.made(m, nil)
			f.beforeTag(&q)
			f.add(p, q)
			i++
		default:
			i++
		}
	}
}

// add keeps q. One that opens its paragraph with the mark of one that ended the paragraph before without a closing mark is
// the same quotation going on.
func (f *finder) add(p text.Span, q quoted) {
	if q.Empty() || q.char == '\'' && !q.single {
		return // ''so'' is known, lest what stands in it be taken for a quotation, and not reported
	}
	if utf8.RuneCountInString(f.d.Slice(q.Span)) < 2 {
		return // pier "A"
	}
	if n := len(f.out); n > 0 && f.out[n-1].unclosed && q.outer.Start == p.Start && q.char == f.out[n-1].char && f.before(p) {
		f.extend(q)
		return
	}
	f.out = append(f.out, q)
}

// extend lets the last quotation go on to the end of q.
func (f *finder) extend(q quoted) {
	o := &f.out[len(f.out)-1]
	o.End, o.outer.End, o.end, o.unclosed = q.End, q.outer.End, q.end, q.unclosed
}

// before reports whether the last quotation ends in the paragraph right before p.
func (f *finder) before(p text.Span) bool {
	return f.d.ParagraphAt(p.Start) == f.d.ParagraphAt(f.out[len(f.out)-1].End-1)+1
}

// goesOn is the mark that closes a quotation of the paragraph before, whose mark was not set again.
func (f *finder) goesOn(p text.Span, marks []mark) (int, bool) {
	n := len(f.out)
	if n == 0 || len(marks) == 0 || !f.out[n-1].unclosed || !f.before(p) {
		return 0, false
	}
	k := firstOf(marks, familyOf(f.out[n-1].char))
	return k, k >= 0 && marks[k].side == closes && !marks[k].inch && !f.creditLine(f.d.TokenAt(p.Start), marks[k].first)
}

// maxCredit is how many tokens the line below a quotation has that says whose it is: - Ada Hale, minister of ports
const maxCredit = 14

// creditLine reports whether tokens [i, last) are such a line: a name in capitals, no sentence.
func (f *finder) creditLine(i, last int) bool {
	if last-i > maxCredit {
		return false
	}
	n := 0
	for k := i; k < last; k++ {
		if f.d.Tokens[k].Kind != text.Word {
			continue
		}
		c, _ := utf8.DecodeRuneInString(f.word(k))
		switch {
		case unicode.IsUpper(c):
			n++
		case n < 2 || f.says(k) || classes[f.word(k)]&(auxiliary|pronoun) != 0:
			if w := f.word(k); n == 0 && k == i || !titleSmall[w] {
				return false
			}
		}
	}
	return n >= 2
}

func familyOf(c rune) family {
	switch c {
	case '‘', '\'':
		return single
	case '«', '»':
		return guillemet
	}
	return double
}

func firstOf(marks []mark, of family) int {
	for k, m := range marks {
		if m.family == of {
			return k
		}
	}
	return -1
}

// continues reports whether the quotation that mark i opens has no end because the next paragraph goes on with it:
// that one opens with the same mark, or closes what it did not open.
func (f *finder) continues(p text.Span, marks, next []mark, i int) bool {
	m := marks[i]
	if m.family != double && m.family != guillemet && !(m.family == single && m.Start == p.Start) || len(next) == 0 {
		return false
	}
	if f.endsWithMark(marks, m.family) {
		return false
	}
	if f.terminal() && next[0].char == m.char && next[0].side&opens != 0 && next[0].Start == f.d.Tokens[f.last].Start {
		return true
	}
	k := firstOf(next, m.family)
	if m.family != double || k < 0 || next[k].side != closes || next[k].inch || f.laterMark(marks, i) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(f.d.Text[f.d.Tokens[f.last].Start:])
	return f.terminal() || unicode.IsLower(c) // a line broken in the middle of a sentence
}

// endsWithMark reports whether nothing but punctuation stands behind the paragraph's last mark, which closes.
func (f *finder) endsWithMark(marks []mark, of family) bool {
	m := marks[len(marks)-1]
	if m.family != of || m.side&closes == 0 {
		return false
	}
	for _, t := range f.d.Tokens[m.last:f.last] {
		if t.Kind == text.Word || t.Kind == text.Number {
			return false
		}
	}
	return true
}

// terminal reports whether the paragraph ends as a sentence does.
func (f *finder) terminal() bool {
	s := strings.TrimRight(f.d.Text[:f.d.Tokens[f.last-1].End], "'’)] ")
	r := lastRune(s)
	return strings.ContainsRune(".?!…:—–", r)
}

// laterMark reports whether another mark of the family of marks[i] follows.
func (f *finder) laterMark(marks []mark, i int) bool {
	for _, m := range marks[i+1 : min(len(marks), i+maxMarks)] {
		if m.family == marks[i].family {
			return true
		}
	}
	return false
}

// closing is the mark that closes the one at i, or -1. Marks of the same family nest.
func (f *finder) closing(marks []mark, i int) int {
	if marks[i].family == single {
		return closingSingle(f.d, marks, i)
	}
	depth := 1
	for k := i + 1; k < len(marks) && k < i+maxMarks; k++ {
		m := marks[k]
		switch {
		case m.family != marks[i].family:
		case m.side == opens && !(depth == 1 && f.closesLate(m)):
			depth++
		case m.inch && depth == 1 && f.closesLater(marks, k): // the 5" pipe
		default:
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return -1
}

// closesLate reports whether mark m closes though the blank stands on its wrong side: our brand, "said Hale
func (f *finder) closesLate(m mark) bool {
	head := strings.TrimRight(f.d.Text[:m.Start], " ")
	return m.char == '"' && len(head) < m.Start && strings.ContainsRune(",?!", lastRune(head)) && f.says(m.last) && f.tag(m.last)
}

// closesLater reports whether the next mark of the family of mark k only closes.
func (f *finder) closesLater(marks []mark, k int) bool {
	for _, m := range marks[k+1 : min(len(marks), k+maxMarks)] {
		if m.family == marks[k].family {
			return m.side == closes
		}
	}
	return false
}

// overOdd is the mark that closes the one at i when an odd opening mark stands in the middle of its sentence, else -1:
// "He told me "no and left," Hale said. Otherwise the one at i is the odd one.
func (f *finder) overOdd(marks []mark, i int) int {
	if marks[i].family == single || !utterance(f.d, marks[i]) {
		return -1
	}
	odd := false
	for k := i + 1; k < len(marks) && k < i+maxMarks; k++ {
		m := marks[k]
		switch {
		case m.family != marks[i].family:
		case m.side != opens:
			if odd {
				return k
			}
			return -1
		case odd || strings.ContainsAny(f.d.Text[marks[i].End:m.Start], ".!?,;:"):
			return -1
		default:
			odd = true
		}
	}
	return -1
}

// forgotten reports whether the quotation that mark i opens runs to the paragraph's end, where its closing mark was
// forgotten: it is the last mark and begins an utterance, announced or closed by a full stop, or it stands in the
// paragraph's last sentence.
func (f *finder) forgotten(p text.Span, marks []mark, i int) bool {
	m := marks[i]
	if m.family != double || f.laterMark(marks, i) {
		return false
	}
	if !utterance(f.d, m) {
		return m.Start > p.Start && f.terminal() && f.d.SentenceAt(m.Start) == f.d.SentenceAt(p.End-1)
	}
	return m.Start > p.Start && says(f.d.Text[p.Start:m.Start]) || f.terminal() && (m.Start == p.Start || f.sentenceStart(m))
}

func (f *finder) sentenceStart(m mark) bool {
	s := f.d.SentenceAt(m.Start)
	return s >= 0 && f.d.Sentences[s].Start == m.Start
}

// maxTag is how many tokens the name in an attribution has at most where marks are missing.
const maxTag = 4

// beforeTag ends a quotation whose closing mark was forgotten where an attribution follows: "We go now, said Hale.
func (f *finder) beforeTag(q *quoted) {
	for i := q.open + 1; i+1 < q.end; i++ {
		switch f.d.Text[f.d.Tokens[i].Start] {
		case ',', '?', '!':
			if f.tag(i + 1) {
				q.End, q.outer.End, q.end = f.d.Tokens[i].End, f.d.Tokens[i].End, i+1
				return
			}
		}
	}
}

// tag reports whether an attribution begins at token i: said Hale, Hale said, the ministry said.
func (f *finder) tag(i int) bool {
	if i >= f.last {
		return false
	}
	if f.says(i) {
		w := f.word(i + 1)
		c, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(c) || w == "the" || w == "a" || w == "he" || w == "she" || w == "one"
	}
	w := f.word(i)
	if c, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(c) && w != "he" && w != "she" && w != "they" && w != "the" && w != "one" && w != "a" {
		return false
	}
	for k := i + 1; k < f.last && k <= i+maxTag; k++ {
		if f.says(k) {
			return true
		}
		if f.d.Tokens[k].Kind != text.Word {
			return false
		}
	}
	return false
}

// says reports whether token i is a verb of saying, in the past or the third person.
func (f *finder) says(i int) bool {
	c, ok := cues[f.word(i)]
	return ok && c.kind == sayCue && (c.form == pastForm || c.form == thirdForm)
}

func (f *finder) word(i int) string {
	if i >= f.last {
		return ""
	}
	return f.d.Slice(f.d.Tokens[i].Span)
}

// unopened is the quotation that mark i closes and whose opening mark was forgotten: We go now," said Hale. It must be the
// paragraph's first mark, behind punctuation, with an attribution right behind it and none before it in its sentence.
func (f *finder) unopened(p text.Span, marks []mark, i, first int) (quoted, bool) {
	m := marks[i]
	if i > 0 || m.family != double || m.inch || !strings.ContainsRune(",?!", lastRune(f.d.Text[p.Start:m.Start])) || !f.tag(m.last) {
		return quoted{}, false
	}
	s := f.d.Sentences[f.d.SentenceAt(m.Start)]
	if c, _ := utf8.DecodeRuneInString(f.d.Text[s.Start:]); s.First < first || s.First >= m.first || !unicode.IsUpper(c) {
		return quoted{}, false
	}
	for k := s.First; k < m.first; k++ {
		if f.says(k) {
			return quoted{}, false
		}
	}
	q := f.made(mark{Span: text.Span{Start: s.Start, End: s.Start}, first: s.First, last: s.First}, &m)
	q.char = '“'
	return q, true
}

// made is the quotation between two marks; without a closing one it ends with the paragraph.
func (f *finder) made(open mark, end *mark) quoted {
	d := f.d
	q := quoted{open: open.first, end: f.last, single: open.family == single, char: open.char}
	q.outer = text.Span{Start: open.Start, End: d.Tokens[f.last-1].End}
	q.Span = text.Span{Start: open.End, End: q.outer.End}
	if end != nil {
		q.end = end.last
		q.outer.End, q.Span.End = end.End, end.Start
	}
	for end != nil && q.end < f.last && d.Tokens[q.end-1].End == d.Tokens[q.end].Start && dress(d.Text[d.Tokens[q.end].Start:]) {
		q.end++ // emphasis and unseen characters belong to the mark
	}
	q.Span = trimmed(d, q.Span)
	for end != nil { // marks set twice: ““so””
		inner := d.Slice(q.Span)
		a, w := utf8.DecodeRuneInString(inner)
		z, v := utf8.DecodeLastRuneInString(inner)
		o, _ := utf8.DecodeRuneInString(d.Text[open.Start:])
		c, _ := utf8.DecodeRuneInString(d.Text[end.Start:])
		if len(inner) < w+v || a != o || z != c || open.family != double || strings.ContainsRune(inner[w:len(inner)-v], a) {
			break
		}
		q.Span = trimmed(d, text.Span{Start: q.Start + w, End: q.End - v})
	}
	return q
}

// dress reports whether s begins with a character of emphasis or one that is not seen.
func dress(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '*' || r == '_' || unicode.Is(unicode.Cf, r)
}

// trimmed is s without blanks and unseen characters at its ends.
func trimmed(d *text.Document, s text.Span) text.Span {
	inner := d.Slice(s)
	s.End -= len(inner) - len(strings.TrimRightFunc(inner, unseen))
	inner = d.Slice(s)
	s.Start += len(inner) - len(strings.TrimLeftFunc(inner, unseen))
	return s
}

func unseen(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }
