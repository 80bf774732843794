// Package text cuts running text into paragraphs, sentences and tokens and knows where each of them stands. It
// finds no facts; the other rooms of extract read what it cut.
//
// Inside extract all offsets are bytes into the UTF-8 text. Only Document.Points turns them into the Unicode
// code points that facts carry to the outside.
package text

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Span is a stretch of a text: byte offsets, end excluded. The zero Span means "nowhere".
type Span struct{ Start, End int }

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Document is a text with its paragraphs, sentences and tokens, all in text order and none overlapping another of
// its own sort.
type Document struct {
	Text       string
	Paragraphs []Span     // without the line breaks around them
	Sentences  []Sentence // never across a paragraph's end
	Tokens     []Token

	ascii  bool
	points []int // code points before byte i*pointStride
}

// Sentence is one sentence and the tokens in it.
type Sentence struct {
	Span
	Paragraph   int // index into Document.Paragraphs
	First, Last int // tokens [First, Last)
}

// pointStride is how many bytes lie between two entries of the code point index: small enough that counting the
// rest is cheap, large enough that the index is not the size of the text.
const pointStride = 128

// bytesPerToken is what a token of English news takes with its blank; a little less, so that Tokens seldom grows.
const bytesPerToken = 5

// New cuts a text. Runs of invalid UTF-8 become one U+FFFD each: Document.Text, not s, is what offsets point into.
func New(s string) *Document {
	s = strings.ToValidUTF8(s, "\uFFFD")
	d := &Document{Text: s, ascii: isASCII(s)}
	if !d.ascii {
		d.points = make([]int, 0, len(s)/pointStride+2)
		n := 0
		next := 0
		for i := range s {
			for i >= next {
				d.points = append(d.points, n)
				next += pointStride
			}
			n++
		}
	}
	d.Paragraphs = paragraphs(s)
	d.Tokens = make([]Token, 0, len(s)/bytesPerToken+8)
	for i, p := range d.Paragraphs {
		first := len(d.Tokens)
		d.Tokens = appendTokens(d.Tokens, s, p)
		d.Sentences = appendSentences(d.Sentences, d, i, first)
	}
	return d
}

// Points is the number of code points before byte offset off.
func (d *Document) Points(off int) int {
	if off > len(d.Text) {
		off = len(d.Text)
	}
	if off <= 0 {
		return 0
	}
	if d.ascii {
		return off
	}
	// The index holds, for the first rune start at or after i*pointStride, how many runes came before it.
	i := off / pointStride
	if i >= len(d.points) {
		i = len(d.points) - 1
	}
	start := i * pointStride
	for start < off && start < len(d.Text) && !utf8.RuneStart(d.Text[start]) {
		start++
	}
	if start >= off {
		return d.points[i] // off is inside the rune that straddles the stride
	}
	return d.points[i] + utf8.RuneCountInString(d.Text[start:off])
}

// Bytes is the byte offset of code point n, or the text's length when it has fewer.
func (d *Document) Bytes(n int) int {
	if d.ascii {
		return min(max(n, 0), len(d.Text))
	}
	i := 0
	for off := range d.Text {
		if i == n {
			return off
		}
		i++
	}
	return len(d.Text)
}

// Slice is the text of a span.
func (d *Document) Slice(s Span) string {
	if s.Start < 0 || s.End > len(d.Text) || s.Empty() {
		return ""
	}
	return d.Text[s.Start:s.End]
}

// SentenceAt is the index of the sentence that holds byte offset off, or the last one that begins before it; -1 when there is none.
func (d *Document) SentenceAt(off int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Start > off }) - 1
}

// ParagraphAt is the same for paragraphs.
func (d *Document) ParagraphAt(off int) int {
	return sort.Search(len(d.Paragraphs), func(i int) bool { return d.Paragraphs[i].Start > off }) - 1
}

// TokenAt is the index of the first token that ends after byte offset off; len(Tokens) when there is none.
func (d *Document) TokenAt(off int) int {
	return sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > off })
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// paragraphs are the non-empty lines: what page extraction and news wires both write one paragraph a line, with or
// without blank lines between.
func paragraphs(s string) []Span {
	var out []Span
	for start := 0; start <= len(s); {
		end := strings.IndexByte(s[start:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += start
		}
		line := s[start:end]
		trimmed := strings.TrimSpace(line)
		if trimmed != "" {
			at := start + strings.Index(line, trimmed)
			out = append(out, Span{at, at + len(trimmed)})
		}
		start = end + 1
	}
	return out
}
