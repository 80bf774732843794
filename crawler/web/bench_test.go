package web_test

import (
	"net/http"
	"testing"

	"storywatch/crawler/web"
)

// BenchmarkUnchanged is one poll of a feed that has not changed: a conditional request on a kept connection, its 304,
// and robots.txt from memory.
func BenchmarkUnchanged(b *testing.B) {
	s := serve(b, map[string]http.HandlerFunc{
		"/robots.txt": says(lines("User-agent: *", "Disallow: /search", "Crawl-delay: 2")),
		"/feed.xml":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) },
	})
	c := newClient(b)
	b.ReportAllocs()
	for b.Loop() {
		got, err := c.Get(b.Context(), web.Request{URL: s.URL + "/feed.xml", ETag: `"v1"`})
		if err != nil || !got.NotModified {
			b.Fatal(err)
		}
	}
}

// BenchmarkPage is one page of 100 KiB, packed as most servers send it.
func BenchmarkPage(b *testing.B) {
	page := make([]byte, 100<<10)
	for i := range page {
		page[i] = byte('a' + i*i%23)
	}
	s := serve(b, map[string]http.HandlerFunc{"/a": sendsPacked("gzip", "text/html", gzipped(page))})
	c := newClient(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := c.Get(b.Context(), web.Request{URL: s.URL + "/a"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRobotsAllowed asks a robots.txt of 2,000 rules, larger than nearly all.
func BenchmarkRobotsAllowed(b *testing.B) {
	file := "User-agent: *\n"
	for i := range 2000 {
		file += "Disallow: /section/*/item" + string(rune('a'+i%26)) + "$\n"
	}
	r := web.ParseRobots([]byte(file))
	b.ReportAllocs()
	for b.Loop() {
		if !r.Allowed("storywatch", "/section/2031/05/04/herons-return-to-the-marsh") {
			b.Fatal("not allowed")
		}
	}
}
