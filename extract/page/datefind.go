package page

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
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
	monthFirst bool      // how 03/04/2031 is read
	settled    bool      // and that the page's language leaves no doubt of it
	ld         bool      // JSON-LD of this article states a date
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
	if c.settled {
		s.shuffled = false
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
	c := &dateClaims{monthFirst: monthFirst(m.lang, base.Hostname()), settled: dayFirst(m.lang), now: now, days: map[string]map[int64]bool{}}
	c.published(m)
	for _, name := range datePlaces()["created"] {
		c.read("created", m.props[name], false)
	}
	for _, name := range datePlaces()["dated"] {
		c.read("dated", m.props[name], false)
	}
	for _, name := range datePlaces()["modified"] {
		c.read("meta", m.props[name], true)
	}
	if _, after, ok := strings.Cut(m.first("description", "og:description"), "("); ok { // "Pilots strike (11 March 2031)"
		if inside, _, ok := strings.Cut(after, ")"); ok {
			c.read("described", inside, false)
		}
	}
	c.read("ld", m.article.published, false)
	c.ld = len(c.list) > 0 && c.list[len(c.list)-1].kind == "ld"
	c.read("ld", m.article.modified, true)
	if s, ok := urlStamp(base.Path); ok {
		c.add(at("url", s), s, false)
	}
	if image, err := url.Parse(m.first("og:image", "twitter:image")); err == nil {
		if s, ok := urlStamp(image.Path); ok {
			c.add(at("image", s), s, false)
		}
	}
	w := newDateWalk(c)
	w.headline = m.dateHeadline()
	w.body(doc)
	c.localize()
	return c
}

// published reads the names of the publication date, the earliest day first: programs that write several let some of them
// follow the changes.
func (c *dateClaims) published(m *meta) {
	var stamps []stamp
	for _, name := range datePlaces()["meta"] {
		if s, ok := parseStamp(m.props[name], c.monthFirst); ok && s.day > 0 {
			stamps = append(stamps, s)
		}
	}
	slices.SortStableFunc(stamps, func(a, b stamp) int { return a.on().Compare(b.on()) })
	for _, s := range stamps {
		c.add("meta", s, false)
	}
}

// at tells an address's day from its month.
func at(kind string, s stamp) string {
	if s.day == 0 {
		return kind + ".month"
	}
	return kind
}

// dayFirst reports whether a page says that it is in a language whose writers never put the month first.
func dayFirst(lang string) bool {
	lang, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	return lang != "" && lang != "en"
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
