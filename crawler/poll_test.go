package crawler_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/crawler"
	"storywatch/crawler/web"
)

// site answers requests from a map and remembers them. A value that begins with '!' is a state: the request fails so.
type site struct {
	pages  map[string]string
	header map[string]http.Header
	asked  []web.Request
}

func (s *site) Get(_ context.Context, req web.Request) (*web.Response, error) {
	s.asked = append(s.asked, req)
	h := s.header[req.URL].Clone()
	if h == nil {
		h = http.Header{}
	}
	body, ok := s.pages[req.URL]
	switch {
	case !ok:
		return nil, &web.Error{State: web.NotFound, URL: req.URL, Status: 404}
	case strings.HasPrefix(body, "!"):
		return nil, &web.Error{State: web.State(body[1:]), URL: req.URL, Status: 503, RetryAfter: 90 * time.Second}
	case req.ETag != "" && req.ETag == h.Get("ETag"):
		return &web.Response{URL: req.URL, FinalURL: req.URL, Status: 304, NotModified: true, Header: h}, nil
	}
	return &web.Response{URL: req.URL, FinalURL: req.URL, Status: 200, Header: h, Body: []byte(body)}, nil
}

func (s *site) urls() []string {
	var out []string
	for _, r := range s.asked {
		out = append(out, r.URL)
	}
	return out
}

func titles(items []crawler.Item) []string {
	var out []string
	for _, i := range items {
		out = append(out, i.Title)
	}
	return out
}

func poll(t *testing.T, s *site, src crawler.Source) crawler.Poll {
	t.Helper()
	p, err := crawler.PollSource(t.Context(), s, src, crawler.Validators{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const harborFeed = `<rss version="2.0"><channel><title>Harbor</title><ttl>120</ttl>
<item><title>One</title><link>/1</link><pubDate>Tue, 03 Mar 2026 17:01:00 -0500</pubDate><author>ada@a.example (Ada Holm)</author></item>
<item><title>Two</title><link>/2</link><pubDate>3 March 2026</pubDate></item>
<item><title>Three</title><link>/3</link><pubDate>March 2026</pubDate></item></channel></rss>`

func TestPollFeed(t *testing.T) {
	const url = "https://a.example/feed"
	s := &site{pages: map[string]string{url: harborFeed}, header: map[string]http.Header{url: {"Etag": {`"v1"`}, "Cache-Control": {"public, max-age=600"}}}}
	p := poll(t, s, crawler.Source{URL: url, Robots: web.Permitted})
	if p.State != web.OK || p.Title != "Harbor" || p.Validators.ETag != `"v1"` || p.MinInterval != 2*time.Hour || p.Response == nil {
		t.Errorf("got %+v", p)
	}
	if s.asked[0].Robots != web.Permitted {
		t.Error("the source's robots policy was not passed on")
	}
	want := []crawler.Item{
		{GUID: "https://a.example/1", URL: "https://a.example/1", Title: "One", Authors: []string{"Ada Holm"}, Published: time.Date(2026, 3, 3, 22, 1, 0, 0, time.UTC), PublishedPrecision: "minute", PublishedRaw: "Tue, 03 Mar 2026 17:01:00 -0500"},
		{GUID: "https://a.example/2", URL: "https://a.example/2", Title: "Two", Published: time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC), PublishedPrecision: "day", PublishedRaw: "3 March 2026"},
		{GUID: "https://a.example/3", URL: "https://a.example/3", Title: "Three", PublishedRaw: "March 2026"},
	}
	for i := range want {
		if got, want := fmt.Sprintf("%+v", p.Items[i]), fmt.Sprintf("%+v", want[i]); got != want {
			t.Errorf("item %d:\ngot  %s\nwant %s", i, got, want)
		}
	}

	again, err := crawler.PollSource(t.Context(), s, crawler.Source{URL: url}, p.Validators)
	if err != nil || again.State != web.NotModified || len(again.Items) != 0 || again.Validators != p.Validators {
		t.Errorf("unchanged: got %+v, %v", again, err)
	}
}

func TestPollFails(t *testing.T) {
	s := &site{pages: map[string]string{
		"https://a.example/busy": "!" + string(web.Throttled), "https://a.example/page": "<html><title>Sorry</title></html>", "https://a.example/feed": harborFeed,
	}}
	for _, c := range []struct {
		name  string
		src   crawler.Source
		state web.State
		says  string
	}{
		{"throttled", crawler.Source{URL: "https://a.example/busy"}, web.Throttled, ""},
		{"missing", crawler.Source{URL: "https://a.example/gone"}, web.NotFound, ""},
		{"a page without a feed", crawler.Source{URL: "https://a.example/page"}, web.Unreadable, "Sorry"},
		{"a docket that is a page", crawler.Source{Kind: "docket", URL: "https://a.example/page"}, web.Unreadable, "Sorry"},
		{"a sitemap that is a feed", crawler.Source{Kind: "sitemap", URL: "https://a.example/feed"}, web.Unreadable, "<rss>"},
		{"an API that is a feed", crawler.Source{Kind: "json", URL: "https://a.example/feed", Paths: crawler.Paths{Items: "x"}}, web.Unreadable, "needed JSON"},
		{"a page without such links", crawler.Source{Kind: "page", URL: "https://a.example/page", LinkPattern: "/news/"}, web.Unreadable, "/news/"},
		{"a kind that is none", crawler.Source{Kind: "carrier-pigeon", URL: "https://a.example/feed"}, web.Unreachable, "docket, feed, json, page, sitemap"},
		{"a preset that is none", crawler.Source{Kind: "json", Preset: "no_such_api"}, web.Unreachable, "federal_register"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := crawler.PollSource(t.Context(), s, c.src, crawler.Validators{})
			if err == nil || web.StateOf(err) != c.state || !strings.Contains(err.Error(), c.says) || len(p.Items) > 0 {
				t.Fatalf("got %+v, %v", p, err)
			}
			if e, ok := errors.AsType[*web.Error](err); ok && (p.State != c.state || p.RetryAfter != e.RetryAfter) {
				t.Errorf("the poll says %s, retry after %s", p.State, p.RetryAfter)
			}
		})
	}
}

func TestPageNamesItsFeed(t *testing.T) {
	const page = `<html><head><link rel="stylesheet" href="x.css"><link rel="alternate" type="application/rss+xml" href="/feed"></head><body></body></html>`
	s := &site{
		pages:  map[string]string{"https://a.example/": page, "https://a.example/feed": harborFeed},
		header: map[string]http.Header{"https://a.example/feed": {"Etag": {`"v1"`}}},
	}
	p := poll(t, s, crawler.Source{URL: "https://a.example/"})
	if len(p.Items) != 3 || len(p.Repaired) != 1 || !strings.Contains(p.Repaired[0], "https://a.example/feed") {
		t.Errorf("got %q, repaired %q", titles(p.Items), p.Repaired)
	}
	if p.Validators != (crawler.Validators{}) {
		t.Error("the feed's validators would be sent to the page")
	}
	// A page that names a page is followed once and no further.
	s = &site{pages: map[string]string{"https://a.example/": page, "https://a.example/feed": strings.Replace(page, "/feed", "/other", 1)}}
	if _, err := crawler.PollSource(t.Context(), s, crawler.Source{URL: "https://a.example/"}, crawler.Validators{}); web.StateOf(err) != web.Unreadable || len(s.asked) != 2 {
		t.Errorf("got %v after %d requests", err, len(s.asked))
	}
}

func TestPollPage(t *testing.T) {
	const url = "https://a.example/news"
	s := &site{pages: map[string]string{url: `<html><head><title>News</title></head><body><main><p>The vote is on Friday.</p><a href="/news/1">Dock seven opens</a></main></body></html>`}}
	if p := poll(t, s, crawler.Source{Kind: "page", URL: url, LinkPattern: "/news/"}); !slices.Equal(titles(p.Items), []string{"Dock seven opens"}) || p.Items[0].Complete {
		t.Errorf("links: got %+v", p.Items)
	}
	p := poll(t, s, crawler.Source{Kind: "page", URL: url, Select: "main p"})
	if len(p.Items) != 1 || !p.Items[0].Complete || p.Items[0].URL != url || p.Items[0].ContentHTML != "<p>The vote is on Friday.</p>" {
		t.Errorf("watched: got %+v", p.Items)
	}
}

func TestPollSitemapIndex(t *testing.T) {
	entry := func(n int) string {
		return fmt.Sprintf("<urlset><url><loc>https://a.example/news/%d</loc><lastmod>2026-03-%02d</lastmod></url><url><loc>https://a.example/shop/%d</loc></url></urlset>", n, n, n)
	}
	var index strings.Builder
	s := &site{pages: map[string]string{}, header: map[string]http.Header{"https://a.example/sitemap.xml": {"Etag": {`"v1"`}}}}
	for n := 1; n <= 15; n++ {
		fmt.Fprintf(&index, "<sitemap><loc>https://a.example/s%d.xml</loc><lastmod>2026-03-%02d</lastmod></sitemap>", n, n)
		s.pages[fmt.Sprintf("https://a.example/s%d.xml", n)] = entry(n)
	}
	s.pages["https://a.example/sitemap.xml"] = "<sitemapindex>" + index.String() + "</sitemapindex>"
	src := crawler.Source{Kind: "sitemap", URL: "https://a.example/sitemap.xml", LinkPattern: "/news/", MaxItems: 4}

	p := poll(t, s, src)
	if len(s.asked) != 11 || len(p.Items) != 4 || p.Items[0].URL != "https://a.example/news/15" || p.Validators.ETag == "" {
		t.Errorf("%d requests, items %+v", len(s.asked), p.Items)
	}

	s.asked, s.pages["https://a.example/s15.xml"] = nil, "!"+string(web.ServerError)
	p = poll(t, s, src)
	if p.Items[0].URL != "https://a.example/news/14" || p.Validators.ETag != "" || !strings.Contains(strings.Join(p.Repaired, " "), "s15.xml") {
		t.Errorf("one sitemap failed: %+v", p)
	}

	s.asked, s.pages["https://a.example/s14.xml"] = nil, "!"+string(web.Throttled)
	if p, err := crawler.PollSource(t.Context(), s, src, crawler.Validators{}); p.State != web.Throttled || err == nil || len(s.asked) != 3 {
		t.Errorf("a server that asks for quiet got %d requests: %v", len(s.asked), err)
	}
}

func TestPollPreset(t *testing.T) {
	const url = "https://www.federalregister.gov/api/v1/documents.json?conditions[term]=%22tidal+power%22&order=newest&per_page=100"
	s := &site{pages: map[string]string{url: `{"results": [{"document_number": "2026-1", "title": "Dredging Permits", "publication_date": "2026-03-03", "html_url": "https://register.example/d/2026-1"}]}`}}
	p := poll(t, s, crawler.Source{Preset: "federal_register", Query: `"tidal power"`})
	if len(p.Items) != 1 || p.Items[0].GUID != "2026-1" || p.Items[0].PublishedPrecision != "day" {
		t.Errorf("asked %q, got %+v", s.urls(), p.Items)
	}
}

func TestPollDocket(t *testing.T) {
	const url = "https://ecf.ehd.example/rss"
	item := func(number, guid, text string) string {
		return fmt.Sprintf(`<item><title>%s Doe v. Roe</title><link>https://ecf.ehd.example/case?1</link><guid>%s</guid><pubDate>Tue, 03 Mar 2026 10:00:00 EST</pubDate><description>%s</description></item>`, number, guid, text)
	}
	s := &site{pages: map[string]string{url: `<rss><channel><title>Court</title>` +
		item("1:26-cv-00417-AB", "https://ecf.ehd.example/case?1-9", `[Order] (&lt;a href='https://ecf.ehd.example/doc1/5'&gt;12&lt;/a&gt;)`) +
		item("1:26-cv-00417-AB", "https://ecf.ehd.example/case?1-9", `[Order] (&lt;a href='https://ecf.ehd.example/doc1/6'&gt;13&lt;/a&gt;)`) +
		item("1:26-cv-00417-AB", "https://ecf.ehd.example/case?1", `[Letter]`) +
		item("1:26-cv-00418", "https://ecf.ehd.example/case?2-1", `[Complaint]`) + `</channel></rss>`}}
	p := poll(t, s, crawler.Source{Kind: "docket", URL: url, Docket: "1:26-cv-417"})
	want := []string{
		"https://ecf.ehd.example/case?1-9 Doe v. Roe, 1:26-cv-00417, entry 12: Order",
		"https://ecf.ehd.example/case?1-9#13 Doe v. Roe, 1:26-cv-00417, entry 13: Order",
		"https://ecf.ehd.example/case?1#Tue, 03 Mar 2026 10:00:00 EST Doe v. Roe, 1:26-cv-00417: Letter",
	}
	var got []string
	for _, i := range p.Items {
		got = append(got, i.GUID+" "+i.Title)
		if !i.Complete || i.Docket == nil || i.Docket.Court != "ehd" || i.Docket.Number != "1:26-cv-00417" {
			t.Errorf("item %+v, docket %+v", i, i.Docket)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestMinInterval(t *testing.T) {
	const url, quiet = "https://a.example/feed", `<rss><channel><title>x</title></channel></rss>`
	for _, c := range []struct {
		name   string
		header http.Header
		want   time.Duration
	}{
		{"nothing said", nil, 0},
		{"max-age", http.Header{"Cache-Control": {"public, Max-Age=600"}}, 10 * time.Minute},
		{"max-age before Expires", http.Header{"Cache-Control": {"max-age=60"}, "Expires": {"Tue, 03 Mar 2026 18:00:00 GMT"}, "Date": {"Tue, 03 Mar 2026 17:00:00 GMT"}}, time.Minute},
		{"Expires", http.Header{"Expires": {"Tue, 03 Mar 2026 18:00:00 GMT"}, "Date": {"Tue, 03 Mar 2026 17:00:00 GMT"}}, time.Hour},
		{"Expires in the past", http.Header{"Expires": {"Tue, 03 Mar 2026 16:00:00 GMT"}, "Date": {"Tue, 03 Mar 2026 17:00:00 GMT"}}, 0},
		{"Expires that is no date", http.Header{"Expires": {"-1"}}, 0},
		{"no-cache", http.Header{"Cache-Control": {"no-cache, max-age=600"}}, 0},
		{"a year", http.Header{"Cache-Control": {"max-age=31536000"}}, 24 * time.Hour},
		{"beyond counting", http.Header{"Cache-Control": {"max-age=99999999999999999999"}}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &site{pages: map[string]string{url: quiet}, header: map[string]http.Header{url: c.header}}
			if p := poll(t, s, crawler.Source{URL: url}); p.MinInterval != c.want {
				t.Errorf("got %s, want %s", p.MinInterval, c.want)
			}
		})
	}
}

func TestFetchPage(t *testing.T) {
	const url = "https://a.example/1"
	s := &site{pages: map[string]string{url: "<p>words"}, header: map[string]http.Header{url: {"Etag": {`"v1"`}, "Content-Type": {"text/html"}}}}
	doc, err := crawler.FetchPage(t.Context(), s, url, web.Obey, crawler.Validators{})
	if err != nil || string(doc.Body) != "<p>words" || doc.ContentType != "text/html" || doc.Validators.ETag != `"v1"` {
		t.Errorf("got %+v, %v", doc, err)
	}
	doc, err = crawler.FetchPage(t.Context(), s, url, web.Obey, doc.Validators)
	if err != nil || !doc.NotModified || doc.Validators.ETag != `"v1"` {
		t.Errorf("unchanged: got %+v, %v", doc, err)
	}
	if _, err := crawler.FetchPage(t.Context(), s, "https://a.example/2", web.Obey, crawler.Validators{}); web.StateOf(err) != web.NotFound {
		t.Errorf("missing: got %v", err)
	}
}

func TestKindNames(t *testing.T) {
	if got := crawler.KindNames(); !slices.Equal(got, []string{"docket", "feed", "json", "page", "sitemap"}) {
		t.Errorf("got %q", got)
	}
}
