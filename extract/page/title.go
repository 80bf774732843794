package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// title is the headline that readers see. What JSON-LD, og:title and <title> hold is often written for search engines and
// shared links, and shorter or other than the headline: they say which h1 is the article's, and stand in for it where there is none.
func (m *meta) title(site, host, listed string) string {
	c := titler{site: letters(site), host: hostName(host)}
	stated := make([]string, 0, 4)
	for _, t := range []string{m.article.headline, m.first("og:title", "twitter:title", "dc.title"), m.pageTitle} {
		if t = c.withoutSite(plain(t)); t != "" && !c.isSite(t) {
			stated = append(stated, t)
		}
	}
	if h1 := c.seen(m.h1, stated); h1 != "" {
		return h1
	}
	if len(stated) == 0 {
		return c.withoutSite(plain(listed))
	}
	best := stated[0]
	for _, t := range stated[1:] {
		if isCut(best, t) {
			best = t
		}
	}
	return best
}

// titler knows the names of the site, as letters, that are no part of a headline.
type titler struct{ site, host string }

// sureWords is how many words a page's only h1 has at least when it is believed to be the headline although nothing that the
// page states has a word in common with it: shorter ones are names of sections.
const sureWords = 3

// seen is the h1 that is the article's headline: the one that has most words in common with what the page states; a page's
// only h1 when it is long enough to be a headline; else none.
func (c *titler) seen(h1, stated []string) string {
	best, most := "", 0.0
	own := 0
	for _, t := range h1 {
		if c.isSite(t) {
			continue
		}
		own++
		for _, s := range stated {
			shared := sharedWords(t, s)
			if strings.HasPrefix(letters(s), letters(t)) {
				shared += atStart
			}
			if shared > most {
				best, most = t, shared
			}
		}
	}
	if best == "" && own == 1 {
		for _, t := range h1 {
			if !c.isSite(t) && (len(strings.Fields(t)) >= sureWords || len(stated) == 0) {
				best = t
			}
		}
	}
	return withoutSection(c.withoutSite(best))
}

// withoutSection cuts what a bar parts from the headline when it is one or two words: "Opinion | We should sail | Editorial".
func withoutSection(t string) string {
	const most = 2 // words
	parts := strings.Split(t, " | ")
	if len(parts) == 1 {
		return t
	}
	for len(parts) > 1 && len(strings.Fields(parts[0])) <= most {
		parts = parts[1:]
	}
	for len(parts) > 1 && len(strings.Fields(parts[len(parts)-1])) <= most {
		parts = parts[:len(parts)-1]
	}
	return strings.Join(parts, " | ")
}

// atStart is what it counts for that a stated title begins with an h1: behind the headline stands the site's motto.
const atStart = 0.1

// sharedWords is the share of the shorter text's words that the longer one has too, and a little for each of them: of two
// texts that are shared whole, the longer is the headline.
func sharedWords(a, b string) float64 {
	short, long := wordSet(a), wordSet(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	n := 0
	for w := range short {
		if long[w] {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	const forEach = 0.001
	return float64(n)/float64(len(short)) + forEach*float64(n)
}

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		if w = letters(w); w != "" {
			set[w] = true
		}
	}
	return set
}

// isCut reports whether whole goes on where t was cut, as titles are for shared links.
func isCut(t, whole string) bool {
	t = strings.TrimRight(t, ".… ")
	return len(whole) > len(t) && strings.HasPrefix(whole, t)
}

// separators stand between a headline and the site's name.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " › ", " · ", " • ", " // "}

// withoutSite cuts the site's name off both ends of a title, with the section's name between them: "Pilots strike - Ports - Post".
func (c *titler) withoutSite(t string) string {
	for again := true; again; {
		again = false
		for _, sep := range separators {
			if i := strings.LastIndex(t, sep); i > 0 && c.isSite(t[i+len(sep):]) {
				t, again = strings.TrimSpace(t[:i]), true
			}
			if i := strings.Index(t, sep); i > 0 && c.isSite(t[:i]) {
				t, again = strings.TrimSpace(t[i+len(sep):]), true
			}
		}
	}
	return t
}

// siteName is what the page calls its site, else the end or the beginning of the page's title that its host's name confirms.
func (m *meta) siteName(host string) string {
	if name := m.first("og:site_name", "application-name"); name != "" {
		return name
	}
	c := titler{host: hostName(host)}
	t := plain(m.pageTitle)
	for _, sep := range separators {
		if i := strings.LastIndex(t, sep); i > 0 && c.isHost(t[i+len(sep):]) {
			return strings.TrimSpace(t[i+len(sep):])
		}
		if i := strings.Index(t, sep); i > 0 && c.isHost(t[:i]) {
			return strings.TrimSpace(t[:i])
		}
	}
	return ""
}

// isHost reports whether a text is the host's name spelled out, but for a third of its letters.
func (c *titler) isHost(s string) bool {
	f := folded(s)
	return len(f) >= minHostName && 3*len(f) >= 2*len(c.host) && 2*len(f) <= 3*len(c.host) && (strings.Contains(c.host, f) || strings.Contains(f, c.host))
}

// minHostName is how many letters of a host's name a text has at least to be taken for it.
const minHostName = 4

// isSite reports whether a text is the site's name, or its host's. Text that goes on behind the name by more than half is a headline
// that begins with it.
func (c *titler) isSite(s string) bool {
	n := letters(s)
	if n == "" {
		return true
	}
	size := utf8.RuneCountInString(n)
	if c.site != "" && (strings.Contains(c.site, n) && size >= minHostName || strings.Contains(n, c.site) && size < 2*utf8.RuneCountInString(c.site)) {
		return true
	}
	f := folded(s)
	return len(f) >= minHostName && c.host != "" && (strings.Contains(c.host, f) || len(c.host) >= minHostName && strings.Contains(f, c.host) && len(f) < 2*len(c.host))
}

// hostName is what a host is called: its letters without www and the suffix.
func hostName(host string) string {
	host = strings.TrimPrefix(host, "www.")
	if i := strings.LastIndexByte(host, '.'); i > 0 {
		host = host[:i]
	}
	return folded(host)
}

// headlineText is the text of an h1, its elements apart.
func headlineText(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.TextNode:
			b.WriteString(n.Data)
			return
		case html.ElementNode:
			if isUnseen(n) {
				return
			}
			if n.DataAtom == atom.Rt || n.DataAtom == atom.Button || n.DataAtom == atom.Time || isKicker(n) {
				return // how a word is pronounced, what can be clicked, when it was, the line above: not the headline
			}
			b.WriteString(gap(n))
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(n)
	return plain(b.String())
}

// gap is a blank where an element begins a line of its own.
func gap(n *html.Node) string {
	if isBlock(n.DataAtom) || n.DataAtom == atom.Br || n.DataAtom == atom.Span && n.PrevSibling != nil && n.PrevSibling.Type == html.ElementNode {
		return " "
	}
	return ""
}

// isKicker reports whether an element of a headline holds the line above it, as its class says.
func isKicker(n *html.Node) bool {
	if n.NextSibling == nil {
		return false
	}
	marks := marksOf(n)
	for _, word := range []string{"kicker", "eyebrow", "dachzeile", "overline", "topline", "roofline", "roof", "supertitle", "spitzmarke", "prefix", "pretitle", "superheadline"} {
		if strings.Contains(marks, word) {
			return true
		}
	}
	return false
}
