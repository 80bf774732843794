package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// byline is the people who wrote the page: JSON-LD first, then meta. A site's name, a desk or an address is nobody, and so
// is a name that the page's readers do not see where authors are named: such names are accounts of the publishing system.
func (m *meta) byline(site, host string) []string {
	visible, host := letters(m.credits), folded(host)
	for _, names := range [][]string{m.article.authors, m.authors} {
		var out []string
		seen := map[string]bool{}
		for _, raw := range names {
			for _, name := range splitNames(raw) {
				if isPerson(name, site) && !seen[letters(name)] && strings.Contains(visible, letters(name)) && !strings.Contains(host, folded(name)) {
					seen[letters(name)] = true
					out = append(out, name)
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// folded is a name as host names spell it: letters without marks, ü as ue.
func folded(s string) string {
	s = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(s))
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// splitNames cuts "By A. Marsh, Bea Holt and C. Voss" into names.
func splitNames(s string) []string {
	s = plain(s)
	for _, by := range []string{"by ", "von ", "por ", "par "} {
		if len(s) > len(by) && strings.EqualFold(s[:len(by)], by) {
			s = s[len(by):]
		}
	}
	s = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", "|", ",").Replace(s)
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// MaxNameWords is how many words a person's name has at most: longer ones were titles, addresses or sentences.
const MaxNameWords = 5

func isPerson(name, site string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > MaxNameWords || strings.ContainsAny(name, "/@:<>0123456789") || site != "" && sameName(name, site) {
		return false
	}
	if first, last := []rune(words[0])[0], []rune(words[len(words)-1])[0]; !unicode.IsUpper(first) || !unicode.IsUpper(last) {
		return false
	}
	for _, w := range words {
		switch strings.ToLower(strings.Trim(w, ".")) {
		case "staff", "editor", "editors", "editorial", "news", "newsroom", "desk", "team", "admin", "press", "agency", "writer", "writers", "reporter", "correspondent", "contributor", "media", "the", "service", "online":
			return false
		}
	}
	return true
}

// MaxCredit is how many bytes a place that names authors has at most: longer ones hold the article.
const MaxCredit = 400

// credits is the text of the places where pages name their authors: elements that are marked so, and short texts that
// begin like a byline.
func credits(doc *html.Node) string {
	var b strings.Builder
	for n := range doc.Descendants() {
		var t string
		switch {
		case n.Type == html.ElementNode && marksAuthor(n):
			t = textOf(n)
		case n.Type == html.TextNode && n.Parent != nil && beginsByline(n.Data):
			t = textOf(n.Parent)
			if len(t) < len("by ")+MaxNameWords && n.Parent.Parent != nil {
				t = textOf(n.Parent.Parent) // <span>By</span> <a>Name</a>
			}
		}
		if t != "" && len(t) <= MaxCredit {
			b.WriteString(t)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func marksAuthor(n *html.Node) bool {
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return false
	}
	marks := strings.ToLower(attr(n, "class") + " " + attr(n, "rel") + " " + attr(n, "itemprop") + " " + attr(n, "id") + " " + attr(n, "data-testid"))
	for _, word := range []string{"author", "byline", "autor", "writer", "contributor"} {
		if strings.Contains(marks, word) {
			return true
		}
	}
	return n.DataAtom == atom.A && strings.Contains(attr(n, "href"), "/author")
}

func beginsByline(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, word := range []string{"by", "von", "por", "par", "di", "door"} {
		if rest, ok := strings.CutPrefix(s, word); ok && (rest == "" || rest[0] == ' ' || rest[0] == ':') && len(s) < MaxCredit {
			return true
		}
	}
	return false
}
