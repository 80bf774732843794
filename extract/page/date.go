package page

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
)

// What a date is worth by where it stands, before other places confirm or contradict it. Set by how often each place
// was right on the pages it was tried on.
const (
	worthMeta   = 0.93
	worthLD     = 0.9
	worthTime   = 0.8
	worthURL    = 0.85
	worthSeen   = 0.8 // a short text in an element that is marked as a date
	worthText   = 0.6
	worthTied   = 0.97 // two places say the same day
	worthRivals = 0.7  // two places name different days
)

// dates are the page's publication and modification dates. Every place that names a publication date is asked; the first in
// the order meta, JSON-LD, marked time element, address, any time element, text wins, and the others raise or lower
// its confidence.
func (m *meta) dates(doc *html.Node, base *url.URL) (published, modified Date) {
	var found []Date
	add := func(raw, from string, worth float64) {
		if d, ok := ParseDate(raw); ok {
			d.From, d.Confidence = from, worth
			found = append(found, d)
		}
	}
	add(m.first("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date",
		"dc.date.issued", "dcterms.created", "dc.date", "article.published", "cxenseparse:recs:publishtime", "og:published_time", "date"), "meta", worthMeta)
	add(m.article.published, "json-ld", worthLD)
	for _, t := range m.times {
		if t.published {
			add(t.value, "time", worthTime)
			break
		}
	}
	add(urlDate(base.Path), "url", worthURL)
	if len(found) == 0 {
		for _, t := range m.times {
			if !t.modified {
				add(t.value, "time", worthTime)
				break
			}
		}
	}
	if len(found) == 0 {
		add(visibleDate(doc), "text", worthSeen)
	}
	if len(found) == 0 {
		if r, err := htmldate.FromDocument(doc, htmldate.Options{UseOriginalDate: true, URL: base.String(), SkipExtensiveSearch: false}); err == nil && !r.DateTime.IsZero() && r.DateTime.YearDay() > 1 {
			// The first of January is what the library makes of a bare year, as in "founded in 2024".
			found = append(found, Date{Value: r.DateTime.Format(time.DateOnly), Precision: "day", From: "text", Confidence: worthText})
		}
	}
	if len(found) > 0 {
		published = found[0]
		for _, other := range found[1:] {
			if day(other.Value) == day(published.Value) {
				published.Confidence = max(published.Confidence, worthTied)
			} else {
				published.Confidence = min(published.Confidence, worthRivals)
			}
		}
	}
	for _, raw := range []string{m.first("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified"), m.article.modified} {
		if d, ok := ParseDate(raw); ok {
			d.From, d.Confidence = "meta", worthMeta
			return published, d
		}
	}
	return published, Date{}
}

// MaxDateText is how many bytes the text of an element that is marked as a date has at most.
const MaxDateText = 60

// visibleDate is the first date in an element whose class or itemprop says that it holds one: <p class="date">March 7, 2031</p>.
func visibleDate(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		marks := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n, "id"))
		if !strings.Contains(marks, "date") && !strings.Contains(marks, "publish") && !strings.Contains(marks, "timestamp") || strings.Contains(marks, "update") || strings.Contains(marks, "modif") {
			continue
		}
		t := plain(textOf(n))
		if len(t) > MaxDateText {
			continue
		}
		for _, label := range []string{"Published", "Posted", "on", "Date"} {
			t = strings.TrimLeft(strings.TrimPrefix(t, label), " :")
		}
		if _, ok := ParseDate(t); ok {
			return t
		}
	}
	return ""
}

func day(v string) string {
	if len(v) > len(time.DateOnly) {
		return v[:len(time.DateOnly)]
	}
	return v
}

// zonedLayouts carry a zone; localLayouts do not, and only their day is taken.
var (
	zonedLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.000Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04Z0700", time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700"}
	localLayouts = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "20060102", "Monday, January 2, 2006"}
)

// ParseDate reads a date as pages write it in attributes. With a zone the value is a UTC time of minute precision; without, a day.
func ParseDate(raw string) (Date, bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return Date{}, false
	}
	for _, l := range zonedLayouts {
		if t, err := time.Parse(l, raw); err == nil && plausible(t) {
			return Date{Value: t.UTC().Format("2006-01-02T15:04:05Z"), Precision: "minute"}, true
		}
	}
	for _, l := range localLayouts {
		if t, err := time.Parse(l, raw); err == nil && plausible(t) {
			return Date{Value: t.Format(time.DateOnly), Precision: "day"}, true
		}
	}
	if len(raw) > 10 {
		if t, err := time.Parse(time.DateOnly, raw[:10]); err == nil && plausible(t) {
			return Date{Value: t.Format(time.DateOnly), Precision: "day"}, true
		}
	}
	return Date{}, false
}

// plausible leaves out epoch zeros and template dates: the web has no news pages before 1991.
func plausible(t time.Time) bool { return t.Year() >= 1991 && t.Year() < 2100 }

var urlDatePattern = regexp.MustCompile(`/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01])(?:/|-|_|$)`)

// urlDate is a date in an address: /2026/02/28/, /2026-02-28-, /2026/feb/28/.
func urlDate(path string) string {
	m := urlDatePattern.FindStringSubmatch(strings.ToLower(path))
	if m == nil {
		return ""
	}
	if len(m[2]) == 3 {
		if t, err := time.Parse("2006/Jan/02", m[1]+"/"+strings.ToUpper(m[2][:1])+m[2][1:]+"/"+m[3]); err == nil {
			return t.Format(time.DateOnly)
		}
		return ""
	}
	return m[1] + "-" + m[2] + "-" + m[3]
}
