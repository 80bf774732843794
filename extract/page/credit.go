package page

import (
	"bufio"
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// credit is one place where the page shows who wrote something.
type credit struct {
	names  []string
	marked bool // the page marks it as its author, in an attribute
	after  bool // it stands behind the headline, or around it
	parent *html.Node
}

// crediter finds credits and reads names from them.
type crediter struct {
	site, host string
	headline   map[*html.Node]bool // the headline and the elements around it
	passed     bool                // the headline has been walked over
	found      []credit
}

// segment is a piece of a credit's text as the markup cuts it.
type segment struct {
	text string
	link bool // it is a link, or marked as a name
}

// piece is what stands between two separators.
type piece struct {
	text   string
	joined bool // a comma, an ampersand or "and" stands before it
}

// MaxCredit is how many bytes a place that names authors has at most: longer ones hold the article, or a life.
const MaxCredit = 300

// find is the page's credits: those behind the headline first, marked ones before those that only say "by", each in the order of
// the page. Credits of comments, of other articles' teasers and of pictures are none.
func (c *crediter) find(doc, headline *html.Node) []credit {
	c.headline = map[*html.Node]bool{}
	for n := headline; n != nil; n = n.Parent {
		c.headline[n] = true
	}
	c.passed = headline == nil
	c.walk(doc, headline)
	var out []credit
	for _, want := range []struct{ after, marked bool }{{true, true}, {true, false}, {false, true}} {
		for _, f := range c.found {
			if f.after != want.after || f.marked != want.marked {
				continue
			}
			if k := len(out) - 1; k >= 0 && out[k].marked == f.marked && out[k].parent == f.parent {
				out[k].names = addNames(out[k].names, f.names) // each author in an element of his own
				continue
			}
			out = append(out, f)
		}
	}
	return out
}

func (c *crediter) walk(n, headline *html.Node) {
	if n == headline {
		c.passed = true
	}
	switch n.Type {
	case html.TextNode:
		c.textCredit(n)
		return
	case html.ElementNode:
		if isUnseen(n) || c.isElsewhere(n) {
			return
		}
		if c.markedCredit(n) {
			return
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, headline)
	}
}

// markedCredit takes an element that the page marks as naming its author.
func (c *crediter) markedCredit(n *html.Node) bool {
	if !marksAuthor(n) || c.headline[n] {
		return false
	}
	segments, size := segmentsOf(n)
	if size == 0 || size > MaxCredit {
		return false
	}
	names := c.names(segments, true)
	if len(names) == 0 {
		return false
	}
	c.found = append(c.found, credit{names: names, marked: true, after: c.passed, parent: n.Parent})
	return true
}

// textCredit takes a short text that begins like a byline: "By Rosa Lindt".
func (c *crediter) textCredit(n *html.Node) {
	word, rest := firstWord(n.Data)
	if key := folded(word); !byWords[key] || key != "von" && particles[key] || n.Parent == nil || c.headline[n.Parent] {
		return
	}
	place := n.Parent
	if strings.TrimSpace(rest) == "" && place.Parent != nil && place.FirstChild == n && place.LastChild == n {
		place = place.Parent // <span>By</span> <a>Rosa Lindt</a>
	}
	segments, size := segmentsOf(place)
	if size > MaxTextCredit {
		return
	}
	if names := c.names(segments, false); len(names) > 0 {
		c.found = append(c.found, credit{names: names, after: c.passed, parent: place})
	}
}

// MaxTextCredit is how many bytes a text has at most that names its author without being marked so: longer ones are sentences.
const MaxTextCredit = 150

// names reads the people of a credit. Those who took the pictures, edited or checked are none of its authors; what follows a
// name without a comma or an "and" is something else: a button, an office, a place.
func (c *crediter) names(segments []segment, penNames bool) []string {
	var out []string
	var pen string
	author, introduced, linked := true, false, false
	for _, s := range segments {
		for _, p := range pieces(s.text) {
			before, name, by := cutBy(p.text)
			if by {
				author = isAuthorship(before)
				if author && !introduced {
					out, pen, introduced = nil, "", true // what stood before "by" were no authors
				}
			}
			if name = strings.Trim(name, " .,:;’'*"); name == "" || !author {
				continue
			}
			switch {
			case c.isPerson(name):
				if len(out) == 0 || by || p.joined && isUpperWord(name) == isUpperWord(out[0]) || s.link && linked {
					out, linked = addNames(out, []string{name}), s.link
				}
			case pen == "" && (introduced || s.link) && c.isPenName(name):
				pen = name
			}
		}
	}
	if len(out) == 0 && penNames && pen != "" {
		return []string{pen}
	}
	for i := range out {
		out[i] = unshouted(out[i])
	}
	return out
}

// isAuthorship reports whether what stands before "by" leaves the writing to whom it names: not "Photography".
func isAuthorship(before string) bool { return !otherParts[folded(lastWord(before))] }

// introduces reports whether what stands before "von" or "van" says that it is no part of a name: nothing, a date, "Text".
func introduces(before string) bool {
	word := folded(lastWord(before))
	return word == "" || creditWords[word] || otherParts[word] || strings.ContainsAny(word, "0123456789")
}

func lastWord(s string) string {
	word := ""
	for w := range strings.FieldsSeq(s) {
		word = w
	}
	return word
}

// cutBy cuts a piece at the last word that introduces an author: "Photography by Piet Oduya" is "Photography" and "Piet Oduya".
// Words that are parts of names as well ("von", "van") introduce only where no name stands before them.
func cutBy(piece string) (before, name string, found bool) {
	at := 0
	for at < len(piece) {
		end := strings.IndexByte(piece[at:], ' ')
		if end < 0 {
			end = len(piece)
		} else {
			end += at
		}
		word := piece[at:end]
		key := folded(word)
		switch {
		case byWords[key] && (key == "by" || introduces(piece[:at])), strings.HasSuffix(word, ":") && creditWords[key]:
			before, name, found = piece[:at], strings.TrimSpace(piece[end:]), true
		case key == "for" && at > 0:
			if !found {
				return "", strings.TrimSpace(piece[:at]), false // "Rosa Lindt for The Post"
			}
			return before, strings.TrimSpace(strings.TrimSuffix(name, piece[at:])), true
		}
		at = end + 1
	}
	if !found {
		return "", piece, false
	}
	return before, name, true
}

// pieces cuts a text where lists of names and what surrounds them are cut: commas, bars, dots, dashes and the words for and.
func pieces(s string) []piece {
	var out []piece
	var b strings.Builder
	joined := false
	flush := func(next bool) {
		if t := strings.TrimSpace(b.String()); t != "" {
			out = append(out, piece{t, joined})
			joined = false
		}
		b.Reset()
		joined = joined || next
	}
	for w := range strings.FieldsSeq(s) {
		if andWords[strings.ToLower(w)] {
			flush(w != "-" && w != "on" && w != "am")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		for _, r := range w {
			switch r {
			case ',', ';', '&', '/', '+':
				flush(true)
			case '|', '·', '•', '–', '—':
				flush(false)
			default:
				b.WriteRune(r)
			}
		}
	}
	flush(false)
	return out
}

var andWords = map[string]bool{"and": true, "e": true, "en": true, "et": true, "och": true, "og": true, "on": true, "und": true, "with": true, "y": true, "-": true, "am": true}

// segmentsOf is the text of n as its elements cut it, and how many bytes it has. A comma or an "and" between two elements
// goes with the second.
func segmentsOf(n *html.Node) ([]segment, int) {
	var out []segment
	size, between := 0, ""
	var walk func(n *html.Node, link bool)
	walk = func(n *html.Node, link bool) {
		switch n.Type {
		case html.TextNode:
			t := plain(n.Data)
			if t == "" {
				return
			}
			size += len(t)
			if isSeparator(t) {
				between = t + " "
				return
			}
			end := ""
			if strings.HasSuffix(t, ",") || strings.HasSuffix(t, " and") {
				end = ", "
			}
			out, between = append(out, segment{text: between + t, link: link}), end
			return
		case html.ElementNode:
			if isUnseen(n) || n.DataAtom == atom.Time {
				return
			}
			link = link || n.DataAtom == atom.A || strings.Contains(attr(n, "itemprop"), "name")
		}
		for child := n.FirstChild; child != nil && size <= MaxCredit; child = child.NextSibling {
			walk(child, link)
		}
	}
	walk(n, false)
	return out, size
}

// isSeparator reports whether a text is nothing but what stands between names.
func isSeparator(t string) bool {
	return t == "," || t == "&" || t == ";" || t == "/" || andWords[strings.ToLower(strings.Trim(t, ", "))]
}

// marksOf is where pages write what an element is for, in lower case.
func marksOf(n *html.Node) string {
	var b strings.Builder
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "rel", "itemprop", "id", "data-testid":
			b.WriteString(strings.ToLower(a.Val))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func marksAuthor(n *html.Node) bool {
	if n.DataAtom == atom.A && linksAuthor(attr(n, "href")) {
		return true
	}
	marks := marksOf(n)
	if marks == "" {
		return false
	}
	for _, word := range []string{"author", "byline", "autor", "auteur", "writer", "contributor", "vcard"} {
		if strings.Contains(marks, word) {
			return !strings.Contains(marks, "photo") && !strings.Contains(marks, "copyright") && !strings.Contains(marks, "image-author")
		}
	}
	return false
}

// linksAuthor reports whether an address is that of an author's page.
func linksAuthor(href string) bool {
	for _, part := range []string{"/author/", "/authors/", "/autor/", "/auteur/", "/autore/", "/staff/", "/by/", "/contributor/", "/contributors/", "/people/"} {
		if _, rest, ok := strings.Cut(href, part); ok && rest != "" {
			return true
		}
	}
	return false
}

// isElsewhere reports whether an element holds what is not this article: comments, teasers of others, menus. What
// is around the headline never is.
func (c *crediter) isElsewhere(n *html.Node) bool {
	if c.headline[n] {
		return false
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	case atom.Nav, atom.Form, atom.Figure, atom.Blockquote:
		return true
	}
	marks := marksOf(n)
	if marks == "" {
		return false
	}
	for _, word := range elsewhere {
		if strings.Contains(marks, word) {
			return true
		}
	}
	return strings.Contains(marks, "footer") && !strings.Contains(marks, "entry-footer") && !strings.Contains(marks, "article") && !strings.Contains(marks, "post")
}

// elsewhere are parts of attribute values by which pages mark what is not the article.
var elsewhere = []string{"caption", "carousel", "comment", "copyright", "disqus", "menu", "most-", "navigation", "newsletter", "outbrain", "popular", "promo", "recent", "recirc", "recommend", "related", "respond", "sidebar", "taboola", "trending", "widget"}

func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Svg:
		return true
	}
	return false
}

func firstWord(s string) (word, rest string) {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ':' })
	if end < 0 {
		return s, ""
	}
	_, size := utf8.DecodeRuneInString(s[end:])
	return s[:end], s[end+size:]
}

// folded is a name as host names spell it: letters without marks, ü as ue.
func folded(s string) string {
	s = unmarked.Replace(strings.ToLower(s))
	ascii := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFD.String(s)
	}
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, s)
}

var unmarked = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

//go:embed bylinewords.txt
var bylineWords string

// byWords introduce an author, creditWords stand before them or label a credit, otherParts say that somebody did something else,
// notNames are words that no person's name has.
var byWords, creditWords, otherParts, notNames = readBylineWords()

func readBylineWords() (by, label, other, not map[string]bool) {
	by, label, other, not = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	lists := map[string]map[string]bool{"by": by, "label": label, "other": other, "not": not}
	sc := bufio.NewScanner(strings.NewReader(bylineWords))
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		list, words, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			lists[strings.TrimSpace(list)][w] = true
		}
	}
	return by, label, other, not
}
