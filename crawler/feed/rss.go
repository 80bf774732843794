package feed

import (
	"strconv"
	"strings"
	"time"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

func fromRSS(r *rss.Feed) Feed {
	f := Feed{
		Title:     PlainText(first(r.Title, value(r.Extensions, "dc", "title"))),
		Links:     append(r.Links, hrefs(r.Extensions)...),
		Language:  first(r.Language, value(r.Extensions, "dc", "language")),
		Published: date(first(r.PubDate, value(r.Extensions, "dc", "date"), value(r.Extensions, "dcterms", "issued"), value(r.Extensions, "dcterms", "created"))),
		Updated:   date(first(r.LastBuildDate, value(r.Extensions, "dcterms", "modified"), value(r.Extensions, "atom", "updated"))),
		Authors:   authors(r.Extensions, r.ManagingEditor),
		TTL:       ttl(r),
	}
	f.Link = first(append([]string{r.Link}, f.Links...)...)
	if owner := one(r.Extensions, "itunes", "owner"); owner != nil && len(f.Authors) == 0 {
		f.Authors = addPerson(nil, Person{Name: PlainText(child(owner, "name")), Email: child(owner, "email")})
	}
	if len(f.Authors) == 0 {
		f.Authors = people(r.WebMaster)
	}
	for _, item := range r.Items {
		f.Items = append(f.Items, fromRSSItem(item))
	}
	return f
}

func fromRSSItem(r *rss.Item) Item {
	custom := func(name string) string { return r.Custom[name] }
	item := Item{
		Title:       PlainText(first(r.Title, value(r.Extensions, "dc", "title"), value(r.Extensions, "media", "title"))),
		Links:       append(r.Links, hrefs(r.Extensions)...),
		Published:   date(first(r.PubDate, value(r.Extensions, "dc", "date"), value(r.Extensions, "dcterms", "issued"), value(r.Extensions, "dcterms", "created"), value(r.Extensions, "atom", "published"), custom("pubdate"), custom("date"))),
		Updated:     date(first(value(r.Extensions, "dcterms", "modified"), value(r.Extensions, "atom", "updated"))),
		Authors:     authors(r.Extensions, r.Author),
		SummaryHTML: first(r.Description, value(r.Extensions, "dc", "description"), value(r.Extensions, "itunes", "summary"), value(r.Extensions, "media", "description")),
		ContentHTML: first(r.Content, custom("encoded"), value(r.Extensions, "xhtml", "body")),
		Language:    value(r.Extensions, "dc", "language"),
	}
	item.SummaryText = PlainText(item.SummaryHTML)
	if r.GUID != nil {
		item.GUID = r.GUID.Value
		if !strings.EqualFold(r.GUID.IsPermalink, "false") && isWeb(r.GUID.Value) {
			item.Links = append(item.Links, r.GUID.Value)
		}
	}
	item.Link = first(append([]string{r.Link, value(r.Extensions, "feedburner", "origLink")}, item.Links...)...)
	return item
}

// authors reads RSS's own author element and those of the Dublin Core, iTunes and Atom modules.
func authors(e ext.Extensions, own string) []Person {
	list := people(own)
	for _, module := range [][2]string{{"dc", "creator"}, {"dc", "author"}, {"itunes", "author"}} {
		for _, x := range e[module[0]][module[1]] {
			if module[0] == "itunes" && len(list) > 0 {
				continue // repeats the author element, or names the show
			}
			list = addPerson(list, person(x.Value))
		}
	}
	for _, x := range e["atom"]["author"] {
		list = addPerson(list, Person{Name: PlainText(child(&x, "name")), Email: child(&x, "email")})
	}
	return joinHalves(list)
}

// joinHalves makes one person of an address and a name that a feed prints in two elements.
func joinHalves(list []Person) []Person {
	if len(list) == 2 && list[0].Name == "" && list[1].Email == "" {
		return []Person{{Name: list[1].Name, Email: list[0].Email}}
	}
	return list
}

// ttl is RSS's ttl (minutes) or the syndication module's period and frequency.
func ttl(r *rss.Feed) time.Duration {
	if minutes, err := strconv.Atoi(strings.TrimSpace(r.TTL)); err == nil && minutes > 0 && minutes <= maxTTL {
		return time.Duration(minutes) * time.Minute
	}
	period := map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour}[strings.ToLower(value(r.Extensions, "sy", "updatePeriod"))]
	if times, err := strconv.Atoi(value(r.Extensions, "sy", "updateFrequency")); err == nil && times > 1 {
		period /= time.Duration(times)
	}
	return period
}

// maxTTL in minutes is a month: what is longer is a unit mistaken.
const maxTTL = 31 * 24 * 60

// hrefs are the addresses of Atom link elements inside RSS that lead to a page.
func hrefs(e ext.Extensions) []string {
	var out []string
	for _, x := range e["atom"]["link"] {
		if rel := x.Attrs["rel"]; rel == "" || rel == "alternate" {
			out = append(out, x.Attrs["href"])
		}
	}
	return out
}

func one(e ext.Extensions, module, name string) *ext.Extension {
	if found := e[module][name]; len(found) > 0 {
		return &found[0]
	}
	return nil
}

func value(e ext.Extensions, module, name string) string {
	if x := one(e, module, name); x != nil {
		return strings.TrimSpace(x.Value)
	}
	return ""
}

func child(x *ext.Extension, name string) string {
	if found := x.Children[name]; len(found) > 0 {
		return strings.TrimSpace(found[0].Value)
	}
	return ""
}

// first returns the first of its arguments that says something.
func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
