package demo

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"sort"
	"strings"
	"time"
)

// feedItems is how many items a feed of the world lists: fewer than the story has, as in life.
const feedItems = 12

// listed gives the articles that a feed lists now, newest first.
func (w *World) listed(s *Site, section string) []*Article {
	own := map[string]bool{} // sections with a feed of their own are not in the general one
	for _, f := range s.Feeds {
		if f.Section != "" && f.Section != section {
			own[f.Section] = true
		}
	}
	var out []*Article
	for _, a := range w.articles {
		if a.Site != s.Host || !a.Visible(w.now) || (section != "" && a.Section != section) || own[a.Section] {
			continue
		}
		out = append(out, a)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Published.After(out[j].Published) })
	if len(out) > feedItems {
		out = out[:feedItems]
	}
	return out
}

// feed renders one pollable address.
func (w *World) feed(s *Site, f Feed) answer {
	if f.Kind == "list" {
		return w.listPage(s, f.Section)
	}
	if f.Kind == "docket" {
		return w.docketFeed(s, f)
	}
	list := w.listed(s, f.Section)
	a := answer{status: http.StatusOK}
	for _, art := range list {
		if t := art.touched(w.now); t.After(a.modified) {
			a.modified = t
		}
	}
	title := f.Title
	if title == "" {
		title = s.Name
	}
	var err error
	switch f.Kind {
	case "rss", "rss-full":
		a.kind = "application/rss+xml"
		a.body, err = rssFeed(s, f, title, list, w.now)
	case "atom":
		a.kind = "application/atom+xml"
		a.body, err = atomFeed(s, f, title, list, w.now)
	case "json":
		a.kind = "application/feed+json"
		a.body, err = jsonFeed(s, f, title, list, w.now)
	case "sitemap":
		a.kind = "application/xml"
		a.body, err = newsSitemap(s, list, w.now)
	default:
		err = fmt.Errorf("no feed of kind %q", f.Kind)
	}
	if err != nil {
		return plain(http.StatusInternalServerError, err.Error())
	}
	return a
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	Description string   `xml:"description"`
	Creator     string   `xml:"dc:creator,omitempty"`
	Category    string   `xml:"category,omitempty"`
	GUID        rssGUID  `xml:"guid"`
	PubDate     string   `xml:"pubDate"`
	Content     *rssText `xml:"content:encoded"`
}

type rssGUID struct {
	PermaLink bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

type rssText struct {
	HTML string `xml:",cdata"`
}

type rssDoc struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Content string   `xml:"xmlns:content,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	Channel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Description string    `xml:"description"`
		Language    string    `xml:"language"`
		TTL         int       `xml:"ttl"`
		Items       []rssItem `xml:"item"`
	} `xml:"channel"`
}

// rssTTL is what the world's feeds ask readers to wait, in minutes; less than the demo's poll days lie apart.
const rssTTL = 30

func rssFeed(s *Site, f Feed, title string, list []*Article, now time.Time) ([]byte, error) {
	d := rssDoc{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/", DC: "http://purl.org/dc/elements/1.1/",
		Atom: "http://www.w3.org/2005/Atom",
	}
	d.Channel.Title, d.Channel.Description = title, s.Tagline
	d.Channel.Link, d.Channel.Language, d.Channel.TTL = "http://"+s.Host+"/", "en-us", rssTTL
	for _, a := range list {
		head, body := a.At(now)
		it := rssItem{
			Title: head, Link: a.URL(), Description: summary(a, body), Creator: a.Byline, Category: a.Section,
			GUID: rssGUID{ID: fmt.Sprintf("tag:%s,2031:%s", s.Host, a.Path)}, PubDate: a.Published.In(s.zone).Format(time.RFC1123Z),
		}
		if f.Kind == "rss-full" {
			it.Content = &rssText{HTML: string(bodyHTML(body)) + fmt.Sprintf("\n<p>The post <a href=%q>%s</a> appeared first on %s.</p>",
				a.URL(), xmlText(head), xmlText(s.Name))}
		}
		d.Channel.Items = append(d.Channel.Items, it)
	}
	return marshalXML(d)
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Link      atomLink `xml:"link"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Author    string   `xml:"author>name"`
	Summary   string   `xml:"summary"`
}

type atomDoc struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Sub     string      `xml:"subtitle"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

func atomFeed(s *Site, f Feed, title string, list []*Article, now time.Time) ([]byte, error) {
	d := atomDoc{
		ID: "tag:" + s.Host + ",2031:feed", Title: title, Sub: s.Tagline,
		Links: []atomLink{{Rel: "self", Href: "http://" + s.Host + f.Path}, {Rel: "alternate", Type: "text/html", Href: "http://" + s.Host + "/"}},
	}
	var last time.Time
	for _, a := range list {
		head, body := a.At(now)
		updated := a.Updated(now)
		if updated.After(last) {
			last = updated
		}
		author := a.Byline
		if author == "" {
			author = s.Name
		}
		d.Entries = append(d.Entries, atomEntry{
			ID: "tag:" + s.Host + ",2031:" + a.Path, Title: head,
			Link: atomLink{Rel: "alternate", Type: "text/html", Href: a.URL()}, Author: author, Summary: summary(a, body),
			Published: a.Published.Format(time.RFC3339), Updated: updated.Format(time.RFC3339),
		})
	}
	if last.IsZero() {
		last = now
	}
	d.Updated = last.Format(time.RFC3339)
	return marshalXML(d)
}

type jsonItem struct {
	ID        string           `json:"id"`
	URL       string           `json:"url"`
	Title     string           `json:"title"`
	Summary   string           `json:"summary"`
	HTML      string           `json:"content_html"`
	Published string           `json:"date_published"`
	Modified  string           `json:"date_modified,omitempty"`
	Authors   []map[string]any `json:"authors,omitempty"`
	Tags      []string         `json:"tags,omitempty"`
}

// jsonFeed carries only the first paragraph as content, as sites do that want readers on their pages.
func jsonFeed(s *Site, f Feed, title string, list []*Article, now time.Time) ([]byte, error) {
	items := []jsonItem{}
	for _, a := range list {
		head, body := a.At(now)
		first, _, _ := strings.Cut(body, "\n\n")
		it := jsonItem{
			ID: a.URL(), URL: a.URL(), Title: head, Summary: summary(a, body), HTML: string(bodyHTML(first)),
			Published: a.Published.Format(time.RFC3339),
		}
		if u := a.Updated(now); u.After(a.Published) {
			it.Modified = u.Format(time.RFC3339)
		}
		if a.Byline != "" {
			it.Authors = []map[string]any{{"name": a.Byline}}
		}
		if a.Section != "" {
			it.Tags = []string{a.Section}
		}
		items = append(items, it)
	}
	out, err := json.MarshalIndent(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": title,
		"description": s.Tagline, "home_page_url": "http://" + s.Host + "/", "feed_url": "http://" + s.Host + f.Path,
		"language": "en-US", "items": items,
	}, "", "  ")
	return append(out, '\n'), err
}

type newsURL struct {
	Loc     string    `xml:"loc"`
	LastMod string    `xml:"lastmod"`
	News    *newsData `xml:"news:news"`
}

type newsData struct {
	Name     string `xml:"news:publication>news:name"`
	Language string `xml:"news:publication>news:language"`
	Date     string `xml:"news:publication_date"`
	Title    string `xml:"news:title"`
}

// newsSitemap lists the articles and, like most companies' maps, pages that are no news.
func newsSitemap(s *Site, list []*Article, now time.Time) ([]byte, error) {
	var d struct {
		XMLName xml.Name  `xml:"urlset"`
		NS      string    `xml:"xmlns,attr"`
		News    string    `xml:"xmlns:news,attr"`
		URLs    []newsURL `xml:"url"`
	}
	d.NS, d.News = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.google.com/schemas/sitemap-news/0.9"
	for _, p := range []string{"/", "/careers", "/trust"} {
		d.URLs = append(d.URLs, newsURL{Loc: "http://" + s.Host + p, LastMod: "2031-02-03"})
	}
	for _, a := range list {
		head, _ := a.At(now)
		d.URLs = append(d.URLs, newsURL{Loc: a.URL(), LastMod: a.Updated(now).Format(time.RFC3339), News: &newsData{
			Name:     s.Name,
			Language: "en", Date: a.Published.Format(time.RFC3339), Title: head,
		}})
	}
	return marshalXML(d)
}

func marshalXML(v any) ([]byte, error) {
	out, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(out, '\n')...), nil
}

func xmlText(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}

// summary is what a feed shows of an article: its own summary, else the first paragraph as plain text.
func summary(a *Article, body string) string {
	if a.Summary != "" {
		return a.Summary
	}
	first, _, _ := strings.Cut(body, "\n\n")
	return plainText(first)
}
