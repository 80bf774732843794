package contract

import (
	"strings"

	"storywatch/extract/text"
)

// Bytes of a line that was wrapped for a screen or a mail; paragraphs of announcements are longer, headings shorter.
const (
	shortestWrapped = 45
	longestWrapped  = 100
)

// wrapped reports whether line number i of d, the last of what began at p, goes on in the next line: old lists and mails
// break their paragraphs at a fixed width.
func wrapped(d *text.Document, p text.Span, i int) bool {
	line, next := d.Paragraphs[i], d.Paragraphs[i+1]
	if n := line.End - line.Start; n < shortestWrapped || n > longestWrapped || strings.Count(d.Text[line.End:next.Start], "\n") != 1 {
		return false
	}
	if _, ok := heading(d.Slice(next)); ok {
		return false
	}
	if c := d.Text[next.Start]; c >= 'a' && c <= 'z' {
		return true
	}
	switch d.Text[line.End-1] {
	case '.', ':', ')', '*', '!', '?': // may end the paragraph: it does when nothing was wrapped yet or the announcement is whole
		return p.Start != line.Start && !activity.MatchString(d.Slice(p))
	}
	return true
}
