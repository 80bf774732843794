package page

import (
	"encoding/json"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
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
	times     []timeElement
	credits   string // what stands where pages name their authors
}

// timeElement is a <time datetime>, in document order.
type timeElement struct {
	value     string
	published bool // marked as publication date
	modified  bool
}

// ldArticle is the part of a JSON-LD Article that is used.
type ldArticle struct {
	headline, published, modified string
	authors                       []string
	live, notFree                 bool
}

func readMeta(doc *html.Node) meta {
	m := meta{props: map[string]string{}}
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
			if t := plain(textOf(n)); t != "" {
				m.h1 = append(m.h1, t)
			}
		case atom.Time:
			m.addTime(n)
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
				nodes = append(nodes, readLD(textOf(n))...)
			}
		}
	}
	m.article = m.ownArticle(nodes)
	m.credits = credits(doc)
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

func (m *meta) addTime(n *html.Node) {
	value := strings.TrimSpace(attr(n, "datetime"))
	if value == "" {
		value = strings.TrimSpace(attr(n, "content"))
	}
	if value == "" {
		return
	}
	about := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class") + " " + attr(n, "pubdate"))
	m.times = append(m.times, timeElement{
		value:     value,
		published: strings.Contains(about, "publish") || hasAttr(n, "pubdate") || strings.Contains(about, "entry-date"),
		modified:  strings.Contains(about, "modif") || strings.Contains(about, "updated"),
	})
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

// title prefers what is written for this purpose, and cuts the site's name off its end.
func (m *meta) title(site, listed string) string {
	h1 := ""
	if len(m.h1) == 1 {
		h1 = m.h1[0]
	}
	for _, t := range []string{m.article.headline, m.first("og:title", "twitter:title", "dc.title"), h1, m.pageTitle, listed} {
		if t = withoutSite(plain(t), site, h1); t != "" && !strings.EqualFold(t, site) {
			return t
		}
	}
	return ""
}

// withoutSite cuts " | Site" and the like: when what follows is the site's name, or when what stands before is the h1.
func withoutSite(t, site, h1 string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » "} {
		i := strings.LastIndex(t, sep)
		if i <= 0 {
			continue
		}
		head, tail := strings.TrimSpace(t[:i]), strings.TrimSpace(t[i+len(sep):])
		if site != "" && sameName(tail, site) || h1 != "" && letters(head) == letters(h1) {
			return head
		}
	}
	return t
}

func sameName(a, b string) bool {
	a, b = letters(a), letters(b)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

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

func (m *meta) state() string {
	switch {
	case m.article.live:
		return Live
	case m.article.notFree || strings.EqualFold(m.first("article:content_tier"), "locked"):
		return Partial
	}
	return Full
}

// readLD is every article node of one JSON-LD script; broken JSON is none.
func readLD(source string) []ldArticle {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(source)), &v) != nil {
		return nil
	}
	var out []ldArticle
	walkLD(v, 0, &out)
	return out
}

// maxLDDepth is how deep JSON-LD is followed: a graph of articles with nested authors is five deep.
const maxLDDepth = 12

func walkLD(v any, depth int, out *[]ldArticle) {
	if depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			walkLD(x, depth+1, out)
		}
	case map[string]any:
		if live := hasType(v, "LiveBlogPosting"); live || hasType(v, "Article") || hasType(v, "NewsArticle") || hasType(v, "BlogPosting") || hasType(v, "ReportageNewsArticle") || hasType(v, "AnalysisNewsArticle") {
			*out = append(*out, ldArticle{
				headline: plain(str(v["headline"])), published: str(v["datePublished"]), modified: str(v["dateModified"]),
				authors: ldNames(v["author"]), live: live, notFree: isFalse(v["isAccessibleForFree"]),
			})
			return
		}
		for _, x := range v {
			walkLD(x, depth+1, out)
		}
	}
}

func hasType(v map[string]any, want string) bool {
	switch t := v["@type"].(type) {
	case string:
		return t == want
	case []any:
		for _, x := range t {
			if x == want {
				return true
			}
		}
	}
	return false
}

func ldNames(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		if hasType(v, "Organization") || hasType(v, "NewsMediaOrganization") {
			return nil
		}
		return ldNames(v["name"])
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, ldNames(x)...)
		}
		return out
	}
	return nil
}

func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(v, "false")
	}
	return false
}

func str(v any) string { s, _ := v.(string); return s }

// plain is a string without markup, entities or doubled spaces.
func plain(s string) string {
	if strings.ContainsAny(s, "&") {
		s = html.UnescapeString(s)
	}
	return strings.Join(strings.Fields(s), " ")
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

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
