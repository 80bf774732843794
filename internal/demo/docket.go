package demo

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// docketEntry is one line of the court's feed of all cases.
type docketEntry struct {
	At     time.Time `yaml:"at"`
	Number string    `yaml:"number"`
	Name   string    `yaml:"name"`
	Case   int       `yaml:"case"`  // the court's internal number, in links
	Event  string    `yaml:"event"` // as the clerk's menu calls it
	Doc    int       `yaml:"doc"`   // document number; 0 for none
}

// docketPath begins the links of docket feeds. They lead to a login, as they do at real courts.
const docketPath = "/cgi-bin/DktRpt.pl"

const docketLogin = `<html><head><title>Sign in</title></head><body><form><h2>Electronic Case Files</h2>
<p>An account is needed to view docket sheets.</p><input name="login"><input name="key" type="password"></form></body></html>
`

// docketWindow is how far back a court's feed reaches: courts list the entries of the last day.
const docketWindow = 24 * time.Hour

// docketFeed writes the feed in the form that courts' case systems use: one item an entry, newest first, the same
// address for all entries of a case, and the document's number only in the description.
func (w *World) docketFeed(s *Site, f Feed) answer {
	a := answer{status: http.StatusOK, kind: "application/xml"}
	var items strings.Builder
	for i := len(w.docket) - 1; i >= 0; i-- {
		e := w.docket[i]
		if e.At.After(w.now) || w.now.Sub(e.At) > docketWindow {
			continue
		}
		if e.At.After(a.modified) {
			a.modified = e.At
		}
		link := fmt.Sprintf("http://%s%s?%d", s.Host, docketPath, e.Case)
		doc := ""
		if e.Doc > 0 {
			doc = fmt.Sprintf(` (<a href="http://%s/doc1/%d%03d">%d</a>)`, s.Host, e.Case, e.Doc, e.Doc)
		}
		fmt.Fprintf(&items, "\t<item>\n\t\t<title><![CDATA[%s %s]]></title>\n\t\t<pubDate>%s</pubDate>\n\t\t<author></author>\n"+
			"\t\t<guid isPermaLink=\"true\">%s</guid>\n\t\t<description><![CDATA[[%s]%s]]></description>\n\t\t<link>%s</link>\n\t</item>\n",
			e.Number, e.Name, e.At.UTC().Format(http.TimeFormat), link, e.Event, doc, link)
	}
	built := a.modified
	if built.IsZero() {
		built = w.now.Truncate(docketWindow)
	}
	a.body = []byte(fmt.Sprintf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n\t<title>%s</title>\n"+
		"\t<link>http://%s</link>\n\t<description>Public filings in the last 24 hours</description>\n\t<lastBuildDate>%s</lastBuildDate>\n%s</channel>\n</rss>\n",
		xmlText(f.Title), s.Host, built.UTC().Format(http.TimeFormat), items.String()))
	return a
}
