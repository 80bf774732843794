package page

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"storywatch/extract/text"
)

// MinParagraphText is how many bytes of <p> text a page has at least when an empty answer of the extractor is
// doubted: below it there is nothing to find.
const MinParagraphText = 140

// body is the article's text, one paragraph a line, and which of them stood in block quotes. The tree is taken apart.
//
// go-trafilatura finds the article. Only where what it found is doubtful are its other extractors asked as well: they take
// a third of the time. Where nothing finds anything, all paragraphs outside navigation and footers are taken.
func body(doc *html.Node, base *url.URL) (string, []text.Span) {
	prune(doc)
	quoted := quotedLines(doc)
	own, ownBlocks := paragraphsOutsideNavigation(doc)
	if nodes(doc) > MaxNodes {
		return own, ownBlocks
	}
	lighten(doc)
	found := extracted(doc, base, false)
	if size, ownSize := len(letters(found)), len(letters(own)); size < MinArticle || minFoundShare*size < ownSize || size > minOwnShare*ownSize || glued(found, doc) {
		if second := extracted(doc, base, true); second != "" {
			found = second
		}
	}
	if found == "" {
		if len(own) < MinParagraphText {
			return "", nil
		}
		return own, ownBlocks
	}
	if glued(found, doc) && minOwnShare*len(letters(own)) >= len(letters(found)) {
		found = own
	}
	found = withoutBoilerplate(found)
	return found, linesIn(found, quoted)
}

// MaxNodes is how many nodes a page has at most that the extractor is given: it copies the tree several times, and takes seconds
// and a gigabyte for the links of a page that was made to be troublesome. An article has some thousands.
const MaxNodes = 200_000

func nodes(doc *html.Node) int {
	n := 0
	for range doc.Descendants() {
		n++
	}
	return n
}

// What makes an answer of the extractor doubtful: it is short, it has less than one letter in minFoundShare of the page's
// paragraphs, or these have less than one in minOwnShare of it, or it runs paragraphs together.
const (
	MinArticle    = 500 // letters
	minFoundShare = 2
)

// extracted is the article as go-trafilatura finds it, alone or against its fallbacks; "" when it finds none.
func extracted(doc *html.Node, base *url.URL, fallback bool) string {
	result, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL:      base,
		EnableFallback:   fallback,
		ExcludeComments:  true,
		HtmlDateOverride: &htmldate.Result{}, // the date is read by ourselves: see date.go
	})
	if err != nil || result == nil || result.ContentNode == nil {
		return ""
	}
	s, _ := render(result.ContentNode)
	return strings.TrimSpace(s)
}

// glued reports whether the extractor ran paragraphs together: its last resort is all text of the article element, with nothing
// between one paragraph and the next, alone or behind the paragraphs themselves.
func glued(s string, doc *html.Node) bool {
	end := strings.LastIndexByte(s, '\n')
	if end >= 0 {
		last := letters(s[end+1:])
		twice := 0
		for line := range strings.SplitSeq(s[:end], "\n") {
			if l := letters(line); l != "" && len(l) < len(last) && strings.Contains(last, l) {
				twice++
			}
		}
		return twice > 1
	}
	paragraphs := 0
	for n := range doc.Descendants() {
		if n.DataAtom == atom.P && n.Type == html.ElementNode {
			paragraphs++
		}
	}
	return paragraphs > 1
}

// minOwnShare: the page's paragraphs are taken when they hold at least one letter in so many of what the extractor gave.
// Its last resort often gives a text twice, and menus with it.
const minOwnShare = 4

// quotedLines are the lines of the page that stand in block quotes. The extractor keeps their words but not always the
// elements around them, so they are found again by their words.
func quotedLines(doc *html.Node) map[string]bool {
	lines := map[string]bool{}
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Blockquote {
			continue
		}
		s, _ := render(n)
		for line := range strings.SplitSeq(s, "\n") {
			lines[line] = true
		}
	}
	return lines
}

// linesIn are the places of those lines of s that are in the set.
func linesIn(s string, set map[string]bool) []text.Span {
	if len(set) == 0 {
		return nil
	}
	var out []text.Span
	at := 0
	for line := range strings.SplitSeq(s, "\n") {
		if line != "" && set[line] {
			out = append(out, text.Span{Start: at, End: at + len(line)})
		}
		at += len(line) + 1
	}
	return out
}

// Fragment is the text of HTML that is nothing but an article, as feeds carry it: all of it, one paragraph a line.
func Fragment(source string) (string, []text.Span, error) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return "", nil, fmt.Errorf("parse HTML: %w", err)
	}
	if deeper(doc, MaxDepth) {
		return "", nil, fmt.Errorf("parse HTML: elements nest deeper than %d", MaxDepth)
	}
	s, blocks := render(doc)
	return withoutFooter(s, blocks)
}

// withoutFooter cuts the line that a publishing system puts behind every article of a feed: The post “…” appeared first on ….
// It repeats the headline, which would be read as one more sentence of the article.
func withoutFooter(s string, blocks []text.Span) (string, []text.Span, error) {
	at := strings.LastIndexByte(s, '\n') + 1
	if last := s[at:]; strings.HasPrefix(last, "The post ") && strings.Contains(last, " appeared first on ") && at > 0 {
		s = s[:at-1]
		for len(blocks) > 0 && blocks[len(blocks)-1].End > len(s) {
			blocks = blocks[:len(blocks)-1]
		}
	}
	return s, blocks, nil
}

// paragraphsOutsideNavigation is the last resort for pages that the extractor gives up on.
func paragraphsOutsideNavigation(doc *html.Node) (string, []text.Span) {
	var w writer
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Nav, atom.Footer, atom.Aside, atom.Script, atom.Style, atom.Noscript, atom.Form, atom.Head, atom.Template:
				return
			case atom.P:
				w.node(n, false)
				w.flush(false)
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return w.out.String(), w.blocks
}

// render writes the content tree as lines.
func render(n *html.Node) (string, []text.Span) {
	var w writer
	w.node(n, false)
	w.flush(false)
	return w.out.String(), w.blocks
}

// writer collects lines; line is the one being written.
type writer struct {
	out    strings.Builder
	line   strings.Builder
	blocks []text.Span
}

// node writes what is below n; quoted says that an ancestor is a block quote.
func (w *writer) node(n *html.Node, quoted bool) {
	switch n.Type {
	case html.TextNode:
		w.line.WriteString(n.Data)
		return
	case html.ElementNode:
	default:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			w.node(c, quoted)
		}
		return
	}
	name := n.DataAtom
	if name == 0 {
		name = atom.Lookup([]byte(n.Data)) // elements that the extractor made
	}
	switch name {
	case atom.Script, atom.Style, atom.Noscript, atom.Template:
		return
	case atom.Br:
		w.line.WriteByte(' ')
		if n.NextSibling != nil && n.NextSibling.DataAtom == atom.Br {
			w.flush(quoted) // two line breaks are how old pages end a paragraph
		}
		return
	}
	block := isBlock(name)
	if block {
		w.flush(quoted)
	}
	inside := quoted || name == atom.Blockquote
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, inside)
	}
	if block {
		w.flush(inside)
	}
}

// flush ends the line.
func (w *writer) flush(quoted bool) {
	line := strings.Join(strings.Fields(w.line.String()), " ")
	w.line.Reset()
	if line == "" {
		return
	}
	if w.out.Len() > 0 {
		w.out.WriteByte('\n')
	}
	start := w.out.Len()
	w.out.WriteString(line)
	if quoted {
		w.blocks = append(w.blocks, text.Span{Start: start, End: w.out.Len()})
	}
}

// isBlock reports whether an element begins a new line.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Caption, atom.Dd, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr,
		atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody, atom.Td, atom.Th, atom.Tr, atom.Ul:
		return true
	}
	return false
}
