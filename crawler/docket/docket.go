// Package docket reads court docket feeds (the RSS of PACER courts and CourtListener's Atom) into cases with their
// entries. It knows how clerks' software prints a filing, not what the filing means.
package docket

import (
	"regexp"
	"slices"
	"strings"

	"storywatch/crawler/feed"
)

// Case is what one item, or several items of one filing, say of a case. The feed's order is kept, so a case with two
// filings in a feed appears twice.
type Case struct {
	Number  string // docket number without judges' initials: "1:18-cv-03365", "22-1214"; "" when not recognised
	Printed string // the number as printed, with initials
	Name    string // "X v. Y" as printed, without "et al"
	Link    string // the docket sheet; documents behind it cost money and are never followed
	Entries []Entry
}

// Entry is one filing.
type Entry struct {
	GUID     string
	Link     string
	Document string // document number; the document's identifier where the court prints no number; "" when none
	Text     string // what was filed, plain text; the parts of a merged filing are sorted and joined with " AND "
	Filed    feed.Date
	Updated  feed.Date

	parts []string // the events that Text joins
}

// Feed is a docket feed read.
type Feed struct {
	Title    string
	Court    string // "sdny", "cadc": from the server's name (ecf.sdny.…); "" when it does not say
	Cases    []Case
	Repaired []string
}

// Parse reads a docket feed. A server named ecf.<court>.… names the court. Items that share
// time, title, link and guid are one filing with several events and become one entry. Bytes that are no feed give
// feed.ErrNotFeed.
func Parse(body []byte, contentType, url string) (Feed, error) {
	f, err := feed.Parse(body, contentType, url)
	if err != nil {
		return Feed{}, err
	}
	out := Feed{Title: f.Title, Court: court(url, f.Link), Repaired: f.Repaired}
	seen := map[string]int{}
	for _, item := range f.Items {
		c := fromItem(item)
		key := strings.Join([]string{item.GUID, item.Published.Raw, item.Link, item.Title}, "\x00")
		if at, ok := seen[key]; ok && sameFiling(out.Cases[at].Entries[0], c.Entries[0]) {
			out.Cases[at].Entries[0] = merge(out.Cases[at].Entries[0], c.Entries[0])
			continue
		}
		seen[key] = len(out.Cases)
		out.Cases = append(out.Cases, c)
	}
	return out, nil
}

func fromItem(item feed.Item) Case {
	c, e := readTitle(item.Title), Entry{GUID: item.GUID, Link: item.Link, Filed: item.Published, Updated: item.Updated}
	c.Link = item.Link
	if n := courtListener.FindStringSubmatch(item.Title); n != nil {
		c = readCourtListener(n)
		c.Link = item.Link
		e.Document, e.Text = n[1], item.SummaryText
		// CourtListener knows the day only and prints its midnight on the West Coast.
		e.Filed, e.Updated = dayOf(e.Filed), dayOf(e.Updated)
	} else {
		e.Document, e.Text = readDescription(item.SummaryHTML, item.SummaryText)
	}
	if e.Text != "" {
		e.parts = []string{e.Text}
	}
	c.Entries = []Entry{e}
	return c
}

// dayOf keeps the printed day of a date whose time means nothing.
func dayOf(d feed.Date) feed.Date {
	if len(d.Raw) < len("2006-01-02") {
		return d
	}
	day := feed.ParseDate(d.Raw[:len("2006-01-02")])
	if day.Precision == "" {
		return d
	}
	day.Raw = d.Raw
	return day
}

var (
	courtListener = regexp.MustCompile(`^(?:Entry #(\d+)|Minute entry from \S+) in (.+), (\S+)$`)
	docketNumber  = regexp.MustCompile(`^((?:\d{1,2}:)?\d{2}-(?:[a-zA-Z]{2,4}-)?\d{1,6})((?:-[A-Za-z]{1,4}\d?)*)(?:[-.]\d{1,3})?$`)
	courtHost     = regexp.MustCompile(`(?i)^https?://ecf\.([a-z0-9]+)\.`)
	etAl          = regexp.MustCompile(`(?i),?\s+et\.?\s+al\b\.?,?`)
)

// readTitle splits "1:18-cv-03365-ABC Doe v. Roe et al".
func readTitle(title string) Case {
	printed, name, _ := strings.Cut(strings.TrimSpace(title), " ")
	m := docketNumber.FindStringSubmatch(printed)
	if m == nil {
		return Case{Name: strings.TrimSpace(title)}
	}
	return Case{Number: m[1], Printed: printed, Name: caseName(name)}
}

func readCourtListener(m []string) Case {
	c := readTitle(m[3])
	if c.Number == "" {
		c.Number, c.Printed = m[3], m[3]
	}
	c.Name = caseName(m[2])
	return c
}

func caseName(printed string) string {
	return strings.TrimRight(strings.TrimSpace(etAl.ReplaceAllString(printed, "")), " ,")
}

var (
	event    = regexp.MustCompile(`(?s)\[(.*)\]`)
	docLink  = regexp.MustCompile(`(?is)<a\b[^>]*href\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(.*?)</a>`)
	docID    = regexp.MustCompile(`/docs1/(\d+)`)
	allDigit = regexp.MustCompile(`^\d+$`)
)

// docID matches appellate courts' document addresses: several of these courts number nothing, so the document's own
// identifier stands in. In district and bankruptcy courts an entry without a number is docketed without one.

// readDescription reads "[Order filed] (<a href=…/docs1/0040>95</a>)", also with a chapter and trustee before it.
func readDescription(markup, text string) (document, what string) {
	if m := docLink.FindStringSubmatch(markup); m != nil {
		if n := feed.PlainText(m[2]); allDigit.MatchString(n) {
			document = n
		} else if id := docID.FindStringSubmatch(m[1]); id != nil {
			document = id[1]
		}
	}
	if m := event.FindStringSubmatch(text); m != nil {
		return document, strings.TrimSpace(m[1])
	}
	return document, strings.TrimSpace(text)
}

// sameFiling reports whether two entries with equal guid, time, title and link are one: their document numbers agree
// or one has none.
func sameFiling(a, b Entry) bool {
	return a.Document == b.Document || a.Document == "" || b.Document == ""
}

func merge(a, b Entry) Entry {
	if a.Document == "" {
		a.Document = b.Document
	}
	if b.Text != "" {
		a.parts = append(a.parts, b.Text)
	}
	// Courts print the events of a filing in no fixed order; sorted, the text stays the same from poll to poll.
	slices.Sort(a.parts)
	a.Text = strings.Join(a.parts, " AND ")
	return a
}

func court(urls ...string) string {
	for _, u := range urls {
		if m := courtHost.FindStringSubmatch(u); m != nil {
			return strings.ToLower(m[1])
		}
	}
	return ""
}

// Keep reports whether a case is the one asked for: number is compared without case, judges' initials and leading
// zeros of the serial; an office ("1:") counts only where both have one. An empty number keeps everything.
func Keep(c Case, number string) bool {
	want := normal(number)
	have := normal(c.Number)
	if want == "" {
		return true
	}
	if !strings.Contains(want, ":") || !strings.Contains(have, ":") {
		want, have = afterOffice(want), afterOffice(have)
	}
	return want == have
}

var serial = regexp.MustCompile(`-0*(\d+)$`)

func normal(number string) string {
	number = strings.ToLower(strings.TrimSpace(number))
	if m := docketNumber.FindStringSubmatch(number); m != nil {
		number = m[1]
	}
	return serial.ReplaceAllString(number, "-$1")
}

func afterOffice(number string) string {
	if _, rest, ok := strings.Cut(number, ":"); ok {
		return rest
	}
	return number
}

// ID identifies a filing within its feed. Some courts print the case's address as every entry's guid; there the
// document number is added, or the time where there is none.
func (e Entry) ID(c Case) string {
	id := e.GUID
	if id == "" {
		id = c.Number
	} else if id != c.Link || strings.Contains(id, "#") {
		return id
	}
	if e.Document != "" {
		return id + "#" + e.Document
	}
	return id + "#" + e.Filed.Raw
}

// Title says in a line what was filed where: "Doe v. Roe, 1:26-cv-00001, entry 12: Order on Motion".
func (c Case) Title(e Entry) string {
	title := c.Name
	if c.Number != "" {
		title = strings.TrimPrefix(title+", "+c.Number, ", ")
	}
	if e.Document != "" {
		title += ", entry " + e.Document
	}
	if e.Text != "" {
		title += ": " + e.Text
	}
	return title
}
