package listing

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"storywatch/crawler/feed"
	"storywatch/internal/charset"
)

// maxTitleClimb is how many elements above a link its headline and date are looked for: a link in a card's footer is
// rarely deeper.
const maxTitleClimb = 4

// Links reads a page's links as items, each address once, in the page's order. selector (CSS) names the links, or what
// holds them; pattern is matched against absolute addresses without fragment; either may be empty. The title is the
// link's text or headline, else that of the element around it; the date is a time element's there. ErrNothing when no
// link fits.
func Links(body []byte, contentType, address, selector, pattern string) (title string, items []Item, err error) {
	match, err := compile(pattern)
	if err != nil {
		return "", nil, err
	}
	doc, base, err := page(body, contentType, address)
	if err != nil {
		return "", nil, err
	}
	title = pageTitle(doc)
	found, err := anchors(doc, selector)
	if err != nil {
		return "", nil, err
	}
	seen := map[string]int{}
	self := withoutFragment(address)
	around := surroundings{}
	found.Each(func(_ int, a *goquery.Selection) {
		if len(items) >= feed.MaxItems {
			return
		}
		link := target(a, base)
		if link == "" || link == self || match != nil && !match.MatchString(link) {
			return
		}
		item := Item{GUID: link, Link: link, Links: []string{link}, Title: around.title(a), Published: around.date(a)}
		at, known := seen[link]
		if !known {
			seen[link] = len(items)
			items = append(items, item)
			return
		}
		if len(item.Title) > len(items[at].Title) {
			items[at].Title = item.Title // the picture's link comes before the headline's
		}
		if items[at].Published.Raw == "" {
			items[at].Published = item.Published
		}
	})
	if len(items) == 0 {
		return title, nil, fmt.Errorf("%w: no link on %s fits %s; the page was laid out anew, or builds its list with a script",
			ErrNothing, address, wanted(selector, pattern))
	}
	return title, items, nil
}

func compile(pattern string) (*regexp.Regexp, error) {
	if pattern == "" {
		return nil, nil
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("link_pattern: %w", err)
	}
	return re, nil
}

func wanted(selector, pattern string) string {
	var parts []string
	if selector != "" {
		parts = append(parts, fmt.Sprintf("links %q", selector))
	}
	if pattern != "" {
		parts = append(parts, fmt.Sprintf("link_pattern %q", pattern))
	}
	return strings.Join(parts, " and ")
}

// page parses HTML and returns what its relative links stand on (its base element, else address). Bytes that are no
// page are ErrWrongKind.
func page(body []byte, contentType, address string) (*goquery.Document, *url.URL, error) {
	text, _ := charset.UTF8(body, contentType)
	if !strings.Contains(text, "<") || strings.HasPrefix(strings.TrimSpace(text), "{") {
		return nil, nil, fmt.Errorf("%w: needed an HTML page, the bytes look like %s", ErrWrongKind, feed.Describe(body, contentType))
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrWrongKind, err)
	}
	base, err := url.Parse(address)
	if err != nil {
		return nil, nil, fmt.Errorf("address %q: %w", address, err)
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if u, err := base.Parse(strings.TrimSpace(href)); err == nil {
			base = u
		}
	}
	return doc, base, nil
}

func pageTitle(doc *goquery.Document) string {
	for _, where := range []string{"head title", "title", "h1"} {
		if t := tidy(doc.Find(where).First().Text()); t != "" {
			return t
		}
	}
	return ""
}

// anchors are the links a selector names: the elements themselves, or the links inside them. "" means all of them.
func anchors(doc *goquery.Document, selector string) (*goquery.Selection, error) {
	if selector == "" {
		return doc.Find("a[href]"), nil
	}
	matcher, err := cascadia.Compile(selector)
	if err != nil {
		return nil, fmt.Errorf("links %q is no CSS selector: %w", selector, err)
	}
	found := doc.FindMatcher(matcher)
	links := found.Filter("a[href]")
	if links.Length() == 0 {
		links = found.Find("a[href]")
	}
	return links, nil
}

// target is a link's absolute http(s) address without fragment, or "".
func target(a *goquery.Selection, base *url.URL) string {
	href, _ := a.Attr("href")
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") {
		return ""
	}
	u, err := base.Parse(href)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

func withoutFragment(address string) string {
	before, _, _ := strings.Cut(address, "#")
	return before
}

const headings = "h1,h2,h3,h4,h5,h6"

// generic are link texts that are no titles, in lower case.
var generic = map[string]bool{
	"": true, "continue reading": true, "details": true, "full story": true, "learn more": true, "more": true,
	"read": true, "read more": true, "read the full story": true, "view": true, "view all": true, "see more": true,
}

// surroundings remembers what an element holds, so that a page with thousands of links in one element is walked once.
type surroundings map[*html.Node]held

type held struct {
	headings, times       int
	firstHeading, oneTime *goquery.Selection
}

func (m surroundings) of(s *goquery.Selection) held {
	n := s.Get(0)
	h, ok := m[n]
	if !ok {
		hs, ts := s.Find(headings), s.Find("time")
		h = held{headings: hs.Length(), times: ts.Length(), firstHeading: hs.First(), oneTime: ts.First()}
		m[n] = h
	}
	return h
}

// climb calls visit with the elements around a link, nearest first, until it returns true or the list itself is reached.
func climb(a *goquery.Selection, visit func(*goquery.Selection) bool) {
	for up, n := a.Parent(), 0; n < maxTitleClimb && up.Length() > 0 && !up.Is("body,html,main,ul,ol,table"); up, n = up.Parent(), n+1 {
		if visit(up) {
			return
		}
	}
}

// title is the headline inside the link; its text; a headline around it; its title, label or picture's text.
func (m surroundings) title(a *goquery.Selection) string {
	if h := words(a.Find(headings).First()); h != "" {
		return h
	}
	if t := words(a); !generic[strings.ToLower(strings.Trim(t, " .…→»>"))] {
		return t
	}
	title := ""
	climb(a, func(up *goquery.Selection) bool {
		if h := m.of(up); h.headings == 1 {
			title = words(h.firstHeading)
		} else if h.headings == 0 {
			return false
		}
		return true // one headline is this link's; several are others' too
	})
	for _, t := range []string{title, a.AttrOr("title", ""), a.AttrOr("aria-label", ""), a.Find("img").AttrOr("alt", "")} {
		if t = tidy(t); t != "" {
			return t
		}
	}
	return ""
}

// date is that of a time element in the link, or of the only one in the element around it.
func (m surroundings) date(a *goquery.Selection) feed.Date {
	if t := a.Find("time").First(); t.Length() > 0 {
		return timeOf(t)
	}
	var d feed.Date
	climb(a, func(up *goquery.Selection) bool {
		h := m.of(up)
		if h.times == 1 {
			d = timeOf(h.oneTime)
		}
		return h.times > 0
	})
	return d
}

func timeOf(t *goquery.Selection) feed.Date {
	if d := feed.ParseDate(t.AttrOr("datetime", "")); d.Precision != "" {
		return d
	}
	return feed.ParseDate(tidy(t.Text()))
}

// words is an element's text with blanks between its blocks.
func words(s *goquery.Selection) string {
	if s.Length() == 0 {
		return ""
	}
	var b strings.Builder
	for _, n := range s.Nodes {
		if html.Render(&b, n) != nil {
			return tidy(s.Text())
		}
		b.WriteByte(' ')
	}
	return tidy(feed.PlainText(b.String()))
}

func tidy(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxTitle {
		s = strings.TrimSpace(string(r[:maxTitle])) + "…"
	}
	return s
}
