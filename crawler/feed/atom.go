package feed

import (
	"encoding/xml"
	"mime"
	"strings"

	"github.com/mmcdole/gofeed/atom"
)

func fromAtom(a *atom.Feed) Feed {
	f := Feed{
		Title:     PlainText(a.Title),
		Language:  a.Language,
		Updated:   date(first(a.Updated, value(a.Extensions, "dc", "date"))),
		Published: date(value(a.Extensions, "dcterms", "created")),
		Authors:   atomPeople(a.Authors),
	}
	f.Link, f.Links = atomLinks(a.Links)
	if len(f.Authors) == 0 {
		f.Authors = authors(a.Extensions, "")
	}
	for _, entry := range a.Entries {
		f.Items = append(f.Items, fromAtomEntry(entry))
	}
	return f
}

func fromAtomEntry(a *atom.Entry) Item {
	item := Item{
		GUID:        a.ID,
		Title:       PlainText(first(a.Title, value(a.Extensions, "dc", "title"))),
		Published:   date(first(a.Published, value(a.Extensions, "dcterms", "created"))),
		Updated:     date(first(a.Updated, value(a.Extensions, "dc", "date"))),
		Authors:     atomPeople(a.Authors),
		SummaryHTML: a.Summary,
	}
	item.Link, item.Links = atomLinks(a.Links)
	if item.Link == "" && isWeb(a.ID) {
		item.Link = a.ID
	}
	if len(item.Authors) == 0 {
		item.Authors = authors(a.Extensions, "")
	}
	if len(item.Authors) == 0 && a.Source != nil {
		item.Authors = atomPeople(a.Source.Authors)
	}
	item.SummaryText = PlainText(item.SummaryHTML)
	if c := a.Content; c != nil {
		switch {
		case isData(c.Type):
			text, link := dataText(c.Value)
			item.SummaryText, item.Link = first(item.SummaryText, text), first(item.Link, link)
		case strings.HasPrefix(strings.ToLower(c.Type), "image/") || strings.HasPrefix(strings.ToLower(c.Type), "audio/") || strings.HasPrefix(strings.ToLower(c.Type), "video/"):
		default:
			item.ContentHTML = c.Value
		}
		if item.Link == "" {
			item.Link = c.Src
		}
	}
	return item
}

// atomLinks returns the page that a list of links leads to, and all of them. The page is the first alternate, HTML
// before other types; a list without one has none (self is the feed's own address).
func atomLinks(links []*atom.Link) (page string, all []string) {
	other := ""
	for _, l := range links {
		all = append(all, l.Href)
		if !strings.EqualFold(l.Rel, "alternate") {
			continue
		}
		if l.Type == "" || strings.Contains(strings.ToLower(l.Type), "html") {
			page = first(page, l.Href)
		}
		other = first(other, l.Href)
	}
	return first(page, other), all
}

func atomPeople(list []*atom.Person) []Person {
	var out []Person
	for _, a := range list {
		p := person(a.Name)
		if email := strings.TrimSpace(a.Email); email != "" {
			p.Email = email
		}
		out = addPerson(out, p)
	}
	return out
}

// isData reports whether an Atom content type means XML elements for programs rather than text for people (RFC 4287,
// section 4.1.3.3): securities filings, for one, put their fields there.
func isData(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil || strings.Contains(media, "xhtml") {
		return false
	}
	return media == "text/xml" || media == "application/xml" || strings.HasSuffix(media, "+xml")
}

// dataText lists the fields of XML data: "filing-type: 8-K; filing-date: 2026-08-03". link is the first field that is a
// web address.
func dataText(markup string) (text, link string) {
	decoder := xml.NewDecoder(strings.NewReader("<data>" + markup + "</data>"))
	decoder.Strict = false
	var fields []string
	name, content := "", ""
	for {
		token, err := decoder.Token()
		if err != nil { // the end, or markup that is no XML: what was read so far is whole fields
			return strings.Join(fields, "; "), link
		}
		switch t := token.(type) {
		case xml.StartElement:
			name, content = t.Name.Local, ""
		case xml.CharData:
			content += string(t)
		case xml.EndElement:
			if content = PlainText(content); t.Name.Local == name && content != "" {
				fields = append(fields, name+": "+content)
				if link == "" && isWeb(content) {
					link = content
				}
			}
			name, content = "", ""
		}
	}
}
