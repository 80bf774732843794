package page

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// stagePage is a page as news sites make them: a head with metadata, menus, an article, a box of teasers, comments.
var stagePage = `<!doctype html><html lang="en"><head><title>Harbor pilots vote to strike | The Quay Post</title><meta name="author" content="Mara Holm">
<meta property="article:published_time" content="2031-03-11T09:30:00-05:00"><script>window.a=1</script>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbor pilots vote to strike","datePublished":"2031-03-11T09:30:00-05:00"}</script></head><body>` +
	"<nav><ul>" + strings.Repeat(`<li><a href="/ports">Ports</a></li>`, 60) + "</ul></nav><main><article><h1>Harbor pilots vote to strike</h1><p class=byline>By Mara Holm</p>" +
	strings.Repeat("<p>The tugs came in before noon, and the first of the ships was unloaded under lamps while the pilots were <a href=/x>still in their meeting</a>.</p>", 40) +
	"</article></main><aside>" + strings.Repeat(`<div class="card"><h3><a href="/a">Ferry line orders two new ships</a></h3><time>March 3, 2031</time></div>`, 30) +
	`</aside><div id="comments">` + strings.Repeat("<p>I was there and saw it, says a reader.</p>", 60) + "</div></body></html>"

// BenchmarkStages says where the time of Read goes.
func BenchmarkStages(b *testing.B) {
	base, _ := url.Parse("https://www.thequaypost.example/ports/1")
	now := time.Date(2031, 3, 12, 0, 0, 0, 0, time.UTC)
	parse := func(b *testing.B) *html.Node {
		doc, err := html.Parse(strings.NewReader(stagePage))
		if err != nil {
			b.Fatal(err)
		}
		return doc
	}
	doc := parse(b)
	m := readMeta(doc)
	text, _ := body(parse(b), base)
	for _, s := range []struct {
		name string
		run  func()
	}{
		{"parse", func() { parse(b) }},
		{"meta", func() { readMeta(doc) }},
		{"byline", func() { m.byline("The Quay Post", base.Hostname()) }},
		{"dates", func() { m.dates(doc, base, now) }},
		{"state", func() { outlined(doc) }},
		{"parse and body", func() { body(parse(b), base) }},
		{"language", func() { DetectLanguage(text) }},
	} {
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(int64(len(stagePage)))
			for b.Loop() {
				s.run()
			}
		})
	}
}
