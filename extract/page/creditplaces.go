package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
	for _, part := range []string{"/author/", "/authors/", "/autor/", "/auteur/", "/autore/", "/staff/", "/by/", "/autor?", "/autores/", "/contributor/", "/contributors/", "/people/", "/reporter/", "/reporters/", "/writer/", "/writers/"} {
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
	return marksElsewhere(marksOf(n))
}

// marksElsewhere reports whether attribute values mark what is not the article, and none of them what is said of it: "entry-meta
// share-comments" is a line of the article.
func marksElsewhere(marks string) bool {
	found := false
	for token := range strings.FieldsSeq(marks) {
		if tokenElsewhere(token) {
			found = true
			continue
		}
		switch {
		case strings.Contains(token, "meta"), strings.Contains(token, "byline"), strings.Contains(token, "author"):
			return false
		}
	}
	return found
}

// tokenElsewhere reports whether a part of a class or an identifier is one of elsewhere: "comment-list", not "commentary".
func tokenElsewhere(token string) bool {
	for part := range strings.FieldsFuncSeq(token, func(r rune) bool { return r == '-' || r == '_' || r == ':' || r == '.' }) {
		for _, word := range elsewhere {
			if strings.HasPrefix(part, word) && !strings.HasPrefix(part, "commentary") {
				return !aroundSidebar(token)
			}
		}
	}
	return strings.HasSuffix(token, "footer") && !strings.Contains(token, "entry") && !strings.Contains(token, "article") && !strings.Contains(token, "post")
}

// aroundSidebar reports whether a token only says that there is a sidebar: "right-sidebar-active", "has-sidebar".
func aroundSidebar(token string) bool {
	return strings.Contains(token, "sidebar") && (strings.Contains(token, "active") || strings.Contains(token, "has") || strings.Contains(token, "with") || strings.Contains(token, "no-") || strings.Contains(token, "layout"))
}

// elsewhere begin the parts of attribute values by which pages mark what is not the article.
var elsewhere = []string{"caption", "carousel", "comment", "copyright", "disqus", "license", "menu", "most", "navigation", "newsletter", "outbrain", "popular", "promo", "recent", "recirc", "recommend", "related", "respond", "sidebar", "taboola", "trending", "widget"}

func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Svg:
		return true
	}
	return false
}

// isHidden reports whether the page's own style hides an element: what stands there is for programs.
func isHidden(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if style := attr(n, "style"); strings.Contains(style, "display") && strings.Contains(strings.ReplaceAll(style, " ", ""), "display:none") {
			return true
		}
	}
	return false
}
