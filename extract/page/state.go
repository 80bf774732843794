package page

import (
	_ "embed"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

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
	b := boxed(doc)
	o.cards, o.entries, o.running = b.cards, b.entries, b.running
	return o
}

// box is what is in an element: all that is counted once, from its children's counts.
type box struct {
	letters, linked, longest int // letters; those in links; those in the longest link
	heading, timed           bool
	cards, entries, running  int // as in outline
}

// boxed counts what is in n.
func boxed(n *html.Node) box {
	var b box
	type row struct{ cards, entries, inside, deep, running int }
	var rows map[string]row // children by shape
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			l := letterCount(c.Data)
			if b.letters += l; l >= minRun {
				b.running += l
			}
			continue
		}
		if c.Type != html.ElementNode && c.Type != html.DocumentNode {
			continue
		}
		in := boxed(c)
		b.letters += in.letters
		b.linked += in.linked
		b.longest = max(b.longest, in.longest)
		b.heading = b.heading || in.heading
		b.timed = b.timed || in.timed
		if isAside(c) {
			continue
		}
		card, entry := in.kind(c)
		if !card && !entry {
			b.cards, b.entries, b.running = b.cards+in.cards, b.entries+in.entries, b.running+in.running
			continue
		}
		if rows == nil {
			rows = map[string]row{}
		}
		r := rows[shapeOf(c)]
		if card {
			r.cards++
			r.inside, r.deep, r.running = r.inside+in.cards, r.deep+in.entries, r.running+in.running
		} else {
			r.entries++
			b.cards, b.entries, b.running = b.cards+in.cards, b.entries+in.entries, b.running+in.running
		}
		rows[shapeOf(c)] = r
	}
	for _, r := range rows {
		if r.cards >= minRow {
			b.cards += r.cards
		} else { // no row: what is in them counts by itself
			b.cards, b.entries, b.running = b.cards+r.inside, b.entries+r.deep, b.running+r.running
		}
		if r.entries >= minEntries {
			b.entries += r.entries
		}
	}
	switch n.DataAtom {
	case atom.A:
		b.linked, b.longest = b.letters, b.letters
	case atom.H2, atom.H3, atom.H4:
		b.heading = true
	case atom.Time:
		b.timed = true
	}
	return b
}

// isAside reports whether an element is no part of what the page is for.
func isAside(n *html.Node) bool {
	return isUnseen(n) || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || n.DataAtom == atom.Head
}

func shapeOf(n *html.Node) string {
	class, _, _ := strings.Cut(strings.TrimSpace(attr(n, "class")), " ")
	return n.Data + "." + class
}

// kind reports whether an element with this in it is a card, which links to an article by its headline, or an entry of a live
// blog, which has a time and a text and no such link.
func (b box) kind(n *html.Node) (card, entry bool) {
	switch n.DataAtom {
	case atom.Li, atom.Article, atom.Div, atom.Section, atom.A, atom.Tr:
	default:
		return false, false
	}
	if b.letters > maxCard*4 {
		return false, false
	}
	if b.longest >= minCardLink && b.letters <= maxCard && (b.heading || b.linked*minCardShare >= b.letters) {
		return true, false
	}
	return false, b.timed && b.letters >= minEntryText
}

// letterCount is how many letters and digits s has, in code points.
func letterCount(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
				n++
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			n++
		}
	}
	return n
}
