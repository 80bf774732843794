package feed

import (
	"encoding/xml"
	"strings"
)

// isCDF tells a Channel Definition Format root (https://www.w3.org/TR/NOTE-CDFsubmit.html), which says things in
// attributes, from an RSS channel whose rss element is missing.
func isCDF(text string) bool {
	tag := strings.ToUpper(startTag.FindString(text))
	return strings.Contains(tag, "HREF=") || strings.Contains(tag, "LASTMOD=") || strings.HasPrefix(text, "<CHANNEL")
}

// parseCDF reads a CDF channel up to its end or first mistake; gofeed does not know the format.
func parseCDF(text string) Feed {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.Strict = false
	var f Feed
	var item *Item
	content := ""
	for {
		token, err := decoder.Token()
		if err != nil { // the end, or broken XML: what is read so far is whole
			return f
		}
		switch t := token.(type) {
		case xml.StartElement:
			content = ""
			switch strings.ToUpper(t.Name.Local) {
			case "CHANNEL":
				f.Link, f.Updated = attribute(t, "HREF"), date(attribute(t, "LASTMOD"))
				f.Links = append(f.Links, f.Link)
			case "ITEM":
				item = &Item{Link: attribute(t, "HREF"), Updated: date(attribute(t, "LASTMOD"))}
				item.Links = []string{item.Link}
			}
		case xml.CharData:
			content += string(t)
		case xml.EndElement:
			name := strings.ToUpper(t.Name.Local)
			switch {
			case name == "ITEM" && item != nil:
				f.Items = append(f.Items, *item)
				item = nil
			case name == "TITLE" && item != nil:
				item.Title = PlainText(content)
			case name == "TITLE":
				f.Title = PlainText(content)
			case name == "ABSTRACT" && item != nil:
				item.SummaryHTML, item.SummaryText = strings.TrimSpace(content), PlainText(content)
			}
			content = ""
		}
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
