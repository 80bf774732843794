package page

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dateClaim is one place of a page that names a day, by kind: "meta", "ld", "time.near", "seen.marked.far". The kinds are
// the rows of dateworth.txt.
type dateClaim struct {
	kind string
	stamp
	modified bool // of a change, not of the publication
}

// dateClaims are all places of a page that name its publication or its change, the first of each kind.
type dateClaims struct {
	monthFirst bool
	now        time.Time // zero, or when the page was fetched
	list       []dateClaim
	days       map[string]map[int64]bool // the days that claims of a kind name
}

func (c *dateClaims) read(kind, raw string, modified bool) {
	if s, ok := parseStamp(raw, c.monthFirst); ok {
		c.add(kind, s, modified)
	}
}

// maxSameKind is how many claims of one kind are kept: more are a list of other pages, comments or events.
const maxSameKind = 3

func (c *dateClaims) add(kind string, s stamp, modified bool) {
	if !c.now.IsZero() && s.on().Sub(c.now) > MaxOffset {
		return // later than today in any zone: an event, or a template
	}
	if modified { // only where it stands matters: near the headline or elsewhere
		f, where, _ := strings.Cut(kind, ".")
		kind = "modified." + f
		if strings.HasSuffix(where, "near") || strings.HasSuffix(where, "above") {
			kind += ".near"
		}
	}
	days := c.days[kind]
	if days == nil {
		days = map[int64]bool{}
		c.days[kind] = days
	}
	day := s.on().Unix()
	switch n := len(days); {
	case days[day] || n >= maxSameKind:
		return
	case n > 0:
		kind, _, _ = strings.Cut(strings.TrimPrefix(kind, "modified."), ".")
		kind += ".later"
	}
	days[day] = true
	c.list = append(c.list, dateClaim{kind: kind, stamp: s, modified: modified})
}

// claims collects them from head, JSON-LD, scripts, address and body.
func (m *meta) claims(doc *html.Node, base *url.URL, now time.Time) *dateClaims {
	c := &dateClaims{monthFirst: monthFirst(m.lang, base.Hostname()), now: now, days: map[string]map[int64]bool{}}
	for _, name := range datePlaces()["meta"] {
		c.read("meta", m.props[name], false)
	}
	for _, name := range datePlaces()["created"] {
		c.read("created", m.props[name], false)
	}
	for _, name := range datePlaces()["dated"] {
		c.read("dated", m.props[name], false)
	}
	for _, name := range datePlaces()["modified"] {
		c.read("meta", m.props[name], true)
	}
	c.read("ld", m.article.published, false)
	c.read("ld", m.article.modified, true)
	if s, ok := urlStamp(base.Path); ok {
		c.add(at("url", s), s, false)
	}
	if image, err := url.Parse(m.first("og:image", "twitter:image")); err == nil {
		if s, ok := urlStamp(image.Path); ok {
			c.add(at("image", s), s, false)
		}
	}
	newDateWalk(c).body(doc)
	return c
}

// at tells an address's day from its month.
func at(kind string, s stamp) string {
	if s.day == 0 {
		return kind + ".month"
	}
	return kind
}

// monthFirst reports whether 03/04/2031 is the fourth of March: on pages of the United States, and on English ones of no country.
func monthFirst(lang, host string) bool {
	lang = strings.ReplaceAll(strings.ToLower(lang), "_", "-")
	if lang != "" && lang != "en" && !strings.HasPrefix(lang, "en-us") {
		return false
	}
	top := host[strings.LastIndexByte(host, '.')+1:]
	return len(top) != 2 || top == "us" || top == "io" || top == "tv" || top == "co"
}

// dateWalk goes through a page once, in document order, and notes where dates stand.
type dateWalk struct {
	claims   *dateClaims
	places   map[string][]string // rows of dateplaces.txt
	headline *html.Node          // the h1 of the article
	holds    map[*html.Node]bool // the elements around the headline: no sidebar, whatever their class says
	read     int                 // bytes of visible text so far
	headAt   int                 // where the headline ended; -1 before it
	early    []seenDate          // dates before the headline: near or far is known when it comes
	label    string              // the text right before the current node
}

// seenDate is a date of the body that waits for the headline.
type seenDate struct {
	at       int
	form     string
	modified bool
	stamp
}

// NearHeadline is how many bytes of text may stand between headline and date: a standfirst, a byline and share buttons.
const NearHeadline = 700

// AboveHeadline is the same for a date above: a section's name or a kicker.
const AboveHeadline = 150

func newDateWalk(c *dateClaims) *dateWalk {
	return &dateWalk{claims: c, places: datePlaces(), headAt: -1}
}

// around is what the ancestors of a node say of it.
type around struct {
	aside, article, modified, marked, dated, link bool
}

func (w *dateWalk) body(doc *html.Node) {
	w.headline, w.holds = mainHeadline(doc), map[*html.Node]bool{}
	for p := w.headline; p != nil; p = p.Parent {
		w.holds[p] = true
	}
	w.node(doc, around{})
	for _, d := range w.early {
		w.claims.add(d.form+".far", d.stamp, d.modified)
	}
}

// mainHeadline is the first h1 with text inside an article or main element, else the first h1 with text.
func mainHeadline(doc *html.Node) *html.Node {
	var first *html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.H1 || strings.TrimSpace(textOf(n)) == "" {
			continue
		}
		if first == nil {
			first = n
		}
		for p := n.Parent; p != nil; p = p.Parent {
			if p.DataAtom == atom.Article || p.DataAtom == atom.Main {
				return n
			}
		}
	}
	return first
}

func (w *dateWalk) node(n *html.Node, in around) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data, in)
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Style, atom.Noscript, atom.Iframe, atom.Svg, atom.Template, atom.Select, atom.Option:
			return
		case atom.Script:
			w.script(n)
			return
		}
		in = w.enter(n, in)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, in)
	}
	if n == w.headline {
		w.headAt = w.read
		for _, d := range w.early {
			w.claims.add(d.form+w.distance(w.headAt-d.at, AboveHeadline), d.stamp, d.modified)
		}
		w.early = nil
	}
}

func (w *dateWalk) distance(bytes, limit int) string {
	if bytes <= limit {
		return ".above"
	}
	return ".far"
}

// enter reads an element's marks and attributes.
func (w *dateWalk) enter(n *html.Node, in around) around {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
		in.article = in.article || n.DataAtom == atom.Article || n.DataAtom == atom.Main
		in.marked, in.dated, in.modified = false, false, false
	case atom.Aside, atom.Footer, atom.Nav:
		in.aside = in.aside || !w.holds[n]
	case atom.A:
		in.link = true
	}
	marks := ""
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "property", "data-testid", "data-qa":
			marks += " " + a.Val
		}
	}
	if marks != "" {
		marks = strings.ToLower(marks)
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
	default:
		if marks != "" {
			in.aside = in.aside || !w.holds[n] && has(marks, w.places["aside"])
			in.modified = has(marks, w.places["mark-modified"]) && !has(marks, w.places["mark-published"]) || in.modified
			in.marked = has(marks, w.places["mark-published"]) || in.marked && !in.modified
			in.dated = has(marks, w.places["mark-dated"])
		}
	}
	for _, a := range n.Attr {
		if a.Val == "" {
			continue
		}
		switch a.Key {
		case "datetime":
			w.attribute("time", a.Val, n, in)
		case "content", "title":
			if n.DataAtom != atom.Meta && strings.Contains(marks, "date") || n.DataAtom == atom.Abbr {
				w.attribute("time", a.Val, n, in)
			}
		default:
			if slices.Contains(w.places["data"], a.Key) {
				w.attribute("data", a.Val, n, in)
			}
		}
	}
	return in
}

func has(marks string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(marks, p) {
			return true
		}
	}
	return false
}

// attribute notes a date in an attribute; the text before it may say that it is a date of change.
func (w *dateWalk) attribute(form, value string, n *html.Node, in around) {
	s, ok := parseStamp(value, w.claims.monthFirst)
	if !ok {
		return
	}
	if in.marked {
		form += ".marked"
	}
	label := w.label + " " + firstText(n)
	w.place(form, s, in, in.modified || saysModified(label))
}

// firstText is the first text in an element, at most some forty bytes of it: the label of a date.
func firstText(n *html.Node) string {
	for c := range n.Descendants() {
		if t := strings.TrimSpace(c.Data); c.Type == html.TextNode && t != "" {
			return t[:min(40, len(t))]
		}
	}
	return ""
}

// place notes a date by where it stands.
func (w *dateWalk) place(form string, s stamp, in around, modified bool) {
	switch {
	case in.aside || in.link && !in.marked && !in.dated:
		w.claims.add(form+".aside", s, modified)
	case w.headAt < 0:
		w.early = append(w.early, seenDate{w.read, form, modified, s})
	case w.read-w.headAt <= NearHeadline:
		w.claims.add(form+".near", s, modified)
	case in.article:
		w.claims.add(form+".article", s, modified)
	default:
		w.claims.add(form+".far", s, modified)
	}
}

// MaxDateText is how many bytes a text has at most in which a date is looked for: a label, not a paragraph.
const MaxDateText = 160

func (w *dateWalk) text(data string, in around) {
	t := strings.TrimSpace(data)
	if t == "" {
		return
	}
	defer func() { w.read += len(t); w.label = t[max(0, len(t)-60):] }()
	if len(t) > MaxDateText {
		return
	}
	s, start, end, ok := findStamp(t, w.claims.monthFirst)
	if !ok || s.day == 0 {
		return
	}
	label := t[:start]
	if strings.TrimSpace(label) == "" {
		label = w.label
	}
	form := "seen"
	bare := start+len(t)-end <= 30
	switch {
	case saysOther(label):
		return
	case in.marked || saysPublished(label):
		form += ".marked"
	case in.dated && bare:
		form += ".dated"
	case !bare:
		form += ".prose"
	}
	w.place(form, s, in, in.modified && !saysPublished(label) || saysModified(label))
}

func saysModified(label string) bool  { return says(label, words().modified) }
func saysPublished(label string) bool { return says(label, words().published) }
func saysOther(label string) bool     { return says(label, words().other) }

// labelWords is how many words before a date may be its label.
const labelWords = 4

// says reports whether one of the last words of a label is in the set.
func says(label string, set map[string]bool) bool {
	f := strings.FieldsFunc(strings.ToLower(label[max(0, len(label)-60):]), func(r rune) bool { return r <= ' ' || strings.ContainsRune(":,.;|()[]\u00a0–—•·", r) })
	for _, word := range f[max(0, len(f)-labelWords):] {
		if set[word] {
			return true
		}
	}
	return false
}

// script looks for them in a script: JSON-LD that is broken or of another type, and the data of the page's own programs.
func (w *dateWalk) script(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	source, kind := n.FirstChild.Data, "script"
	if strings.Contains(attr(n, "type"), "ld+json") {
		kind = "ldtext"
	}
	for _, key := range datePlaces()["script"] {
		i := strings.Index(source, key)
		if i < 0 {
			continue
		}
		rest := source[i+len(key) : min(len(source), i+len(key)+60)]
		rest = strings.TrimLeft(rest, `\": `)
		if end := strings.IndexAny(rest, `"\,}`); end > 0 {
			w.claims.read(kind, rest[:end], false)
		}
	}
	if i := strings.Index(source, `"dateModified"`); i >= 0 {
		rest := strings.TrimLeft(source[i+14:min(len(source), i+80)], `\": `)
		if end := strings.IndexAny(rest, `"\,}`); end > 0 {
			w.claims.read(kind, rest[:end], true)
		}
	}
}
