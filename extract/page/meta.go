package page

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says of itself outside its running text.
type meta struct {
	props     map[string]string // <meta> by lower-case name, property or itemprop: the first of each
	authors   []string          // every meta author
	article   ldArticle         // the JSON-LD node that is about this page
	h1        []string
	pageTitle string
	canonical string
	lang      string
	doc       *html.Node
	headline  *html.Node // the h1 that is the page's title, else its first; nil when there is none
}

func readMeta(doc *html.Node) meta {
	m := meta{props: map[string]string{}, doc: doc}
	var h1 []*html.Node
	var nodes []ldArticle
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.lang = attr(n, "lang")
		case atom.Title:
			if m.pageTitle == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
				m.pageTitle = plain(textOf(n))
			}
		case atom.Meta:
			m.addMeta(n)
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" {
				m.canonical = strings.TrimSpace(attr(n, "href"))
			}
		case atom.H1:
			if t := headlineText(n); t != "" {
				m.h1, h1 = append(m.h1, t), append(h1, n)
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
				nodes = append(nodes, readLD(textOf(n))...)
			}
		}
	}
	m.article = m.ownArticle(nodes)
	m.headline = m.ownHeadline(h1)
	return m
}

func (m *meta) addMeta(n *html.Node) {
	value := plain(attr(n, "content"))
	if value == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		name := strings.ToLower(strings.TrimSpace(attr(n, key)))
		if name == "" {
			continue
		}
		if _, ok := m.props[name]; !ok {
			m.props[name] = value
		}
		switch name {
		case "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl":
			m.authors = append(m.authors, value)
		}
	}
}

// first is the first of the named properties that has a value.
func (m *meta) first(names ...string) string {
	for _, n := range names {
		if v := m.props[n]; v != "" {
			return v
		}
	}
	return ""
}

// ownArticle picks the JSON-LD article that this page is about. The first node is often a related item, so a node counts
// when its headline is the page's, or when it is the only one.
func (m *meta) ownArticle(nodes []ldArticle) ldArticle {
	titles := append([]string{m.first("og:title", "twitter:title"), m.pageTitle}, m.h1...)
	for _, n := range nodes {
		for _, t := range titles {
			if sameHeadline(n.headline, t) {
				return n
			}
		}
	}
	if len(nodes) == 1 {
		return nodes[0]
	}
	return ldArticle{}
}

// ownHeadline is the h1 that the page's title repeats, else the first.
func (m *meta) ownHeadline(h1 []*html.Node) *html.Node {
	for i, t := range m.h1 {
		for _, title := range []string{m.article.headline, m.first("og:title", "twitter:title"), m.pageTitle} {
			if sameHeadline(t, title) {
				return h1[i]
			}
		}
	}
	if len(h1) > 0 {
		return h1[0]
	}
	return nil
}

// sameHeadline reports whether one headline holds the other, by letters and digits alone.
func sameHeadline(a, b string) bool {
	a, b = letters(a), letters(b)
	const long = 8 // letters: shorter headlines are inside others by chance
	return len(a) >= long && len(b) >= long && (strings.Contains(a, b) || strings.Contains(b, a))
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// canonicalURL is rel=canonical made absolute; a canonical address on another host is somebody else's page.
func (m *meta) canonicalURL(base *url.URL) string {
	if m.canonical == "" || base.Host == "" {
		return ""
	}
	u, err := base.Parse(m.canonical)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.EqualFold(strings.TrimPrefix(u.Hostname(), "www."), strings.TrimPrefix(base.Hostname(), "www.")) {
		return ""
	}
	if u.Path == "/" && base.Path != "/" && base.Path != "" {
		return "" // a template that names its front page on every page
	}
	return u.String()
}

// plain is a string without markup, entities or doubled spaces.
func plain(s string) string {
	if strings.ContainsAny(s, "&") {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, softHyphen) {
		s = strings.ReplaceAll(s, softHyphen, "")
	}
	return strings.Join(strings.Fields(s), " ")
}

// softHyphen says where a word may be broken; it is no letter of it.
const softHyphen = "\u00ad"

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
