package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
	aside, teaser, article, modified, marked, dated, link bool
}

func (w *dateWalk) body(doc *html.Node) {
	if w.headline == nil {
		w.headline = mainHeadline(doc)
	}
	w.holds = map[*html.Node]bool{}
	for p := w.headline; p != nil; p = p.Parent {
		w.holds[p] = true
	}
	w.node(doc, around{})
	for _, d := range w.early {
		w.claims.add(d.form+".far", d.stamp, d.modified)
	}
}

// dateHeadline is the heading that the page's title repeats: the first h1, else the first of lower rank; nil when none does.
func (m *meta) dateHeadline() *html.Node {
	titles := []string{m.article.headline, m.first("og:title", "twitter:title"), m.pageTitle}
	var lower *html.Node
	for n := range m.doc.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3:
		default:
			continue
		}
		if n.DataAtom != atom.H1 && lower != nil {
			continue
		}
		text := headlineText(n)
		if !slices.ContainsFunc(titles, func(t string) bool { return sameHeadline(text, t) }) {
			continue
		}
		if n.DataAtom == atom.H1 {
			return n
		}
		lower = n
	}
	return lower
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

// enter reads an element's name, marks and attributes.
func (w *dateWalk) enter(n *html.Node, in around) around {
	switch n.DataAtom {
	case atom.Article:
		in.teaser = in.teaser || w.headline != nil && !w.holds[n] && headsElsewhere(n)
	case atom.Aside, atom.Footer, atom.Nav:
		in.aside = in.aside || !w.holds[n]
	case atom.Header:
		in.aside = in.aside || !w.holds[n] && w.headAt < 0 && !in.article // the site's, often with today's date
	case atom.Li:
		in.teaser = in.teaser || !w.holds[n] && isTeaser(n)
	case atom.A:
		in.link = true
		in.teaser = in.teaser || !w.holds[n] && len(strings.TrimSpace(textOf(n))) > maxDateLink
	}
	marks := dateMarks(n)
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article: // their classes tell of the page
		in.article = in.article || n.DataAtom == atom.Article || n.DataAtom == atom.Main
		in.marked, in.dated, in.modified = false, false, false
	default:
		if marks != "" {
			in.aside = in.aside || !w.holds[n] && has(marks, w.places["aside"])
			in.modified = has(marks, w.places["mark-modified"]) && !has(marks, w.places["mark-published"]) || in.modified
			in.marked = has(marks, w.places["mark-published"]) || in.marked && !in.modified
			in.dated = has(marks, w.places["mark-dated"])
		}
	}
	if (in.marked || in.dated || n.DataAtom == atom.Time) && n.FirstChild != n.LastChild {
		w.split(n, in)
	}
	w.attributes(n, marks, in)
	return in
}

// dateMarks is where pages write what an element is for, in lower case.
func dateMarks(n *html.Node) string {
	marks := ""
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "property", "data-testid", "data-qa":
			marks += " " + a.Val
		}
	}
	return strings.ToLower(marks)
}

// attributes notes the dates in an element's attributes.
func (w *dateWalk) attributes(n *html.Node, marks string, in around) {
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
}

// split notes a date whose parts stand in elements of their own: <i>11</i> <b>March</b> 2031.
func (w *dateWalk) split(n *html.Node, in around) {
	var b strings.Builder
	seen := 0
	for c := range n.Descendants() {
		if seen++; seen > maxTeaserNodes {
			return
		}
		if c.Type != html.TextNode {
			continue
		}
		t := strings.TrimSpace(c.Data)
		if t == "" {
			continue
		}
		if b.Len()+len(t) > MaxDateText {
			return
		}
		if s, _, _, ok := findStamp(t, w.claims.monthFirst); ok && s.day > 0 {
			return
		}
		b.WriteString(t)
		b.WriteByte(' ')
	}
	s, _, _, ok := findStamp(b.String(), w.claims.monthFirst)
	if !ok || s.day == 0 {
		return
	}
	form := "seen.dated"
	if in.marked {
		form = "seen.marked"
	}
	w.place(form, s, in, in.modified)
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
	case in.teaser: // another page's
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
	label := t[max(0, len(t)-60):]
	if len(t) <= MaxDateText && w.dates(t, in) {
		label = "" // it belonged to the date in this text
	}
	w.read += len(t)
	w.label = label
}

// maxDatesOfText is how many dates of one text are read: "Published … | Updated …" has two.
const maxDatesOfText = 3

// dates notes the full dates of a short text, each with what stands between it and the one before as its label.
func (w *dateWalk) dates(t string, in around) (some bool) {
	s, start, end, ok := findStamp(t, w.claims.monthFirst)
	for n := 0; ok && s.day > 0 && n < maxDatesOfText; n++ {
		lead, rest := t[:start], t[end:]
		next, nextStart, nextEnd, more := findStamp(rest, w.claims.monthFirst)
		more = more && next.day > 0
		tail := rest
		if more {
			tail = rest[:nextStart]
		}
		w.date(s, lead, tail, more, in)
		t, s, start, end, ok, some = rest, next, nextStart, nextEnd, more, true
	}
	return some
}

// maxBare is how many bytes may stand around a date that is no part of a sentence: a label, a clock, a place.
const maxBare = 30

// date notes a date with what stands before and behind it; more says that what is behind leads to another date.
func (w *dateWalk) date(s stamp, lead, tail string, more bool, in around) {
	label := lead
	if strings.TrimSpace(label) == "" {
		label = w.label
	}
	form := "seen"
	bare := len(lead)+len(tail) <= maxBare
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
	modified := in.modified && !saysPublished(label) || saysModified(label)
	if behind, _, _ := strings.Cut(tail, "."); !more && saysModified(behind) {
		modified = true // "was on 11 March last changed"
	}
	w.place(form, s, in, modified)
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
			if kind == "ldtext" && w.claims.ld {
				w.claims.read("ldtext.other", rest[:end], false)
				continue
			}
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
