package page

import (
	_ "embed"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed walls.txt
var wallsText string

// walls are the words before which a text ends for those who do not pay, in lower case.
var walls = readBoilerplate(wallsText)

// What makes a page a list. An article is full of links to others as well, so all must hold.
const (
	minCards      = 8   // cards: a box of related articles has four to six
	minRow        = 4   // cards of one shape beside one another: fewer look alike by chance
	minCardLink   = 20  // letters in a card's link: menus have less, headlines more
	maxCard       = 700 // letters in a card: more is an article among others
	maxCardNodes  = 400 // nodes in a card or an entry: bounds what looking at nested boxes costs
	minCardShare  = 3   // a card without a heading has one letter in so many in its link, else it is a paragraph with a link
	minRun        = 80  // letters without an element between them: running text
	maxListText   = 200 // letters of running text outside all cards: a section's own words, not an article
	minEntries    = 6   // entries of a live blog
	minEntryText  = 60  // letters in one: less is a line of a program
	maxTeaser     = 150 // words before an ellipsis or a wall: the free beginning of an article
	maxPaidTeaser = 300 // words where the page says that it is not free: many such pages are whole, and metered by a script
)

// outline is what is counted in a page's tree before its text is taken out of it.
type outline struct {
	cards, entries, running int  // cards, live entries, letters of running text outside them
	wall                    bool // readers are told to pay for the rest
}

// state is what kind of page this is: full when nothing clear says otherwise.
func (m *meta) state(o outline, text string, base *url.URL) string {
	switch {
	case m.article.live || o.entries >= minEntries && m.saysLive(base):
		return Live
	case m.isList(o):
		return List
	case m.isTeaser(o, text):
		return Partial
	}
	return Full
}

// isList: many cards, next to no running text, and nothing that says it is an article.
func (m *meta) isList(o outline) bool {
	own := m.article.headline != "" || m.article.published != "" || m.first("article:published_time", "datepublished") != "" ||
		strings.Contains(strings.ToLower(m.first("og:type")), "article")
	return !own && o.cards >= minCards && o.running <= maxListText
}

// isTeaser: the text is short, and it breaks off or the page says that the rest is paid for.
func (m *meta) isTeaser(o outline, text string) bool {
	words := len(strings.Fields(text))
	if m.article.notFree || strings.EqualFold(m.first("article:content_tier"), "locked") {
		return words < maxPaidTeaser || o.wall && breaksOff(text)
	}
	return words > 0 && words < maxTeaser && o.wall
}

// breaksOff reports whether a text ends in an ellipsis.
func breaksOff(text string) bool {
	text = strings.TrimRight(text, " \n]")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// liveWords in a headline or an address promise entries as things happen.
var liveWords = regexp.MustCompile(`(?i)(^|[^\pL])(live|live-?blog|live-?ticker|ticker|as it happened)($|[^\pL])`)

func (m *meta) saysLive(base *url.URL) bool {
	return liveWords.MatchString(m.first("og:title") + " " + m.pageTitle + " " + base.Path)
}

// outlined counts cards, entries and running text.
func outlined(doc *html.Node) outline {
	var o outline
	seen := strings.ToLower(strings.Join(strings.Fields(visibleText(doc)), " "))
	seen = strings.ReplaceAll(seen, "’", "'")
	for _, w := range walls {
		o.wall = o.wall || strings.Contains(seen, w)
	}
	o.count(doc)
	return o
}

func (o *outline) count(n *html.Node) {
	var shapes map[string][2]int // of n's children: how many are cards and entries
	var inCard map[*html.Node]bool
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if card, entry := kindOf(c); card || entry {
			if shapes == nil {
				shapes, inCard = map[string][2]int{}, map[*html.Node]bool{}
			}
			s := shapes[shapeOf(c)]
			if inCard[c] = card; card {
				s[0]++
			} else {
				s[1]++
			}
			shapes[shapeOf(c)] = s
		}
	}
	for _, s := range shapes {
		if s[0] >= minRow {
			o.cards += s[0]
		}
		if s[1] >= minEntries {
			o.entries += s[1]
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if l := len(letters(c.Data)); l >= minRun {
				o.running += l
			}
		case c.Type != html.ElementNode && c.Type != html.DocumentNode || c.Type == html.ElementNode && isAside(c):
		default:
			if inCard[c] && shapes[shapeOf(c)][0] >= minRow {
				continue
			}
			o.count(c)
		}
	}
}

// isAside reports whether an element is no part of what the page is for.
func isAside(n *html.Node) bool {
	return isUnseen(n) || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || n.DataAtom == atom.Head
}

func shapeOf(n *html.Node) string {
	class, _, _ := strings.Cut(strings.TrimSpace(attr(n, "class")), " ")
	return n.Data + "." + class
}

// kindOf reports whether an element is a card, which links to an article by its headline, or an entry of a live blog, which
// has a time and a text and no such link.
func kindOf(n *html.Node) (card, entry bool) {
	if n.Type != html.ElementNode || isAside(n) {
		return false, false
	}
	switch n.DataAtom {
	case atom.Li, atom.Article, atom.Div, atom.Section, atom.A, atom.Tr:
	default:
		return false, false
	}
	var all, linked, longest, nodes int
	heading, timed := false, false
	for c := range n.Descendants() {
		if nodes++; nodes > maxCardNodes {
			return false, false
		}
		if c.Type == html.TextNode {
			if all += letterCount(c.Data); all > maxCard*4 {
				return false, false
			}
			continue
		}
		switch c.DataAtom {
		case atom.A:
			l := letterCount(textOf(c))
			linked += l
			longest = max(longest, l)
		case atom.H2, atom.H3, atom.H4:
			heading = true
		case atom.Time:
			timed = true
		}
	}
	if n.DataAtom == atom.A {
		linked, longest = all, all
	}
	if longest >= minCardLink && all <= maxCard && (heading || linked*minCardShare >= all) {
		return true, false
	}
	return false, timed && all >= minEntryText
}

func letterCount(s string) int { return len(letters(s)) }
