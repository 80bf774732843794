package demo_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"storywatch/internal/demo"
)

func TestEveryFeedParses(t *testing.T) {
	p := play(t)
	for _, poll := range p.Days() {
		p.SetTime(poll)
		for _, host := range p.Hosts() {
			site := p.Site(host)
			for _, f := range site.Feeds {
				res, body := p.get("http://" + host + f.Path)
				if !site.FailsFrom.IsZero() && !poll.Before(site.FailsFrom) {
					if res.StatusCode != http.StatusInternalServerError {
						t.Errorf("%s %s: %s, want 500", poll, host, res.Status)
					}
					continue
				}
				if res.StatusCode != http.StatusOK {
					t.Fatalf("%s%s: %s: %s", host, f.Path, res.Status, body)
				}
				checkFeed(t, host, f, res, body)
			}
		}
	}
}

func checkFeed(t *testing.T, host string, f demo.Feed, res *http.Response, body []byte) {
	t.Helper()
	if res.Header.Get("Content-Encoding") == "gzip" {
		t.Errorf("%s%s: compressed for a client that did not ask", host, f.Path)
	}
	switch f.Kind {
	case "list":
		if !strings.Contains(string(body), `<ul class="posts">`) {
			t.Errorf("%s%s: no list of posts", host, f.Path)
		}
		return
	case "sitemap":
		var m struct {
			XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
			URLs    []struct {
				Loc     string `xml:"loc"`
				LastMod string `xml:"lastmod"`
				News    *struct {
					Name  string `xml:"publication>name"`
					Date  string `xml:"publication_date"`
					Title string `xml:"title"`
				} `xml:"http://www.google.com/schemas/sitemap-news/0.9 news"`
			} `xml:"url"`
		}
		if err := xml.Unmarshal(body, &m); err != nil {
			t.Fatalf("%s%s: %v", host, f.Path, err)
		}
		for _, u := range m.URLs {
			if u.Loc == "" || u.LastMod == "" {
				t.Errorf("%s%s: url without loc or lastmod: %+v", host, f.Path, u)
			}
			if u.News != nil && (u.News.Title == "" || u.News.Name == "" || u.News.Date == "") {
				t.Errorf("%s%s: news without title, name or date: %+v", host, f.Path, *u.News)
			}
		}
		return
	case "json":
		if !json.Valid(body) {
			t.Fatalf("%s%s: not JSON", host, f.Path)
		}
	default:
		if err := wellFormed(body); err != nil {
			t.Fatalf("%s%s: %v", host, f.Path, err)
		}
	}
	feed, err := gofeed.NewParser().ParseString(string(body))
	if err != nil {
		t.Fatalf("%s%s: %v", host, f.Path, err)
	}
	for _, it := range feed.Items {
		if it.Title == "" || it.Link == "" || it.GUID == "" || it.PublishedParsed == nil {
			t.Errorf("%s%s: item without title, link, guid or date: %+v", host, f.Path, it)
		}
		if f.Kind == "rss-full" && len(it.Content) < 500 {
			t.Errorf("%s%s: %q carries no whole article", host, f.Path, it.Title)
		}
	}
}

// wellFormed reads XML to its end.
func wellFormed(body []byte) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestDocketFeedHasOtherCasesAndOurs(t *testing.T) {
	p := play(t)
	p.SetTime(at(t, "2031-03-11T20:00:00-04:00"))
	_, body := p.get("http://ecf.tessaly.example/cgi-bin/rss_outside.pl")
	feed, err := gofeed.NewParser().ParseString(string(body))
	if err != nil {
		t.Fatal(err)
	}
	ours := 0
	for _, it := range feed.Items {
		if strings.Contains(it.Title, "3:31-cv-00417") {
			ours++
		}
	}
	if ours != 3 || len(feed.Items) != 4 {
		t.Errorf("%d of %d entries are ours, want 3 of 4:\n%s", ours, len(feed.Items), body)
	}
}

func TestUnchangedIs304(t *testing.T) {
	p := play(t)
	p.SetTime(at(t, "2031-03-05T20:00:00-05:00"))
	for _, c := range []struct{ name, url, send, from string }{
		{"ETag", "http://meridianwire.example/rss/top.xml", "If-None-Match", "ETag"},
		{"Last-Modified", "http://carrowledger.example/atom.xml", "If-Modified-Since", "Last-Modified"},
		{"ETag of a page", p.URL("0305-wire-deadline"), "If-None-Match", "ETag"},
		{"Last-Modified of a page", p.URL("0304-ledger-budget"), "If-Modified-Since", "Last-Modified"},
	} {
		t.Run(c.name, func(t *testing.T) {
			first, _ := p.get(c.url)
			again, body := p.get(c.url, c.send, first.Header.Get(c.from))
			if again.StatusCode != http.StatusNotModified || len(body) != 0 {
				t.Fatalf("asked again: %s, %d bytes, want 304 without body", again.Status, len(body))
			}
		})
	}
	feed := "http://meridianwire.example/rss/top.xml"
	first, _ := p.get(feed)
	p.SetTime(at(t, "2031-03-07T20:00:00-05:00"))
	if later, _ := p.get(feed, "If-None-Match", first.Header.Get("ETag")); later.StatusCode != http.StatusOK {
		t.Errorf("two articles later: %s, want 200", later.Status)
	}
	if bare, _ := p.get("http://www.kestrane.example/news"); bare.Header.Get("ETag")+bare.Header.Get("Last-Modified") != "" {
		t.Error("the site without validators sent some")
	}
}

func TestGzip(t *testing.T) {
	p := play(t)
	p.SetTime(p.Days()[2])
	res, body := p.get("http://signalyard.example/feed.json", "Accept-Encoding", "gzip")
	if res.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("not compressed for a client that asks")
	}
	z, err := gzip.NewReader(strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := io.ReadAll(z); err != nil || !json.Valid(plain) {
		t.Errorf("decompressed feed is no JSON: %v", err)
	}
}

// TestEveryFeedHasAPast: a source that lists nothing at its first poll could not be learned quietly.
func TestEveryFeedHasAPast(t *testing.T) {
	p := play(t)
	p.SetTime(p.Days()[0])
	for _, host := range p.Hosts() {
		for _, f := range p.Site(host).Feeds {
			_, body := p.get("http://" + host + f.Path)
			if f.Kind == "docket" {
				if !strings.Contains(string(body), "<item>") {
					t.Errorf("%s%s lists no entry", host, f.Path)
				}
				continue
			}
			listed := false
			for _, a := range p.Articles() {
				listed = listed || (a.Site == host && strings.Contains(string(body), a.Path))
			}
			if !listed {
				t.Errorf("%s%s lists no article", host, f.Path)
			}
		}
	}
}
