package page_test

import (
	"fmt"
	"strings"
	"testing"

	"storywatch/extract/page"
)

const sectionHead = `<!doctype html><html lang="en"><head><title>Ports | The Tidewater Post</title>
<meta property="og:type" content="website"></head><body><nav><a href="/">Home</a></nav><main><h1>Ports</h1>`

// cards are n links to articles, each with a teaser.
func cards(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<div class="card"><h3><a href="/ports/%d">Pilots of harbor number %d vote to strike</a></h3><p>The guild asked for rest hours that the port authority has refused since the spring of last year, said its leader.</p></div>`, i, i)
	}
	return b.String()
}

// entries are n posts, each with its time.
func entries(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<div class="post"><time datetime="2031-03-11T%02d:00">%d:00</time><p>The tugs have left the outer harbor, and the first of the ships is now at the northern pier, say the pilots.</p></div>`, i, i)
	}
	return b.String()
}

// Boxes in boxes, as deep as a page may be: each is looked at from above only so far.
func BenchmarkNestedBoxes(b *testing.B) {
	for _, boxes := range []int{50, 100, 200} {
		row := strings.Repeat("<div>", boxes) + "<a href=/1>Pilots of the harbor vote to strike</a>" + strings.Repeat("</div>", boxes)
		source := sectionHead + strings.Repeat(row, 4000/boxes*10) + closing
		b.Run(fmt.Sprint(boxes), func(b *testing.B) {
			b.SetBytes(int64(len(source)))
			for b.Loop() {
				if _, err := page.Read(source, page.Hint{URL: "https://tidewater.example/ports"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

const closing = "</main></body></html>"

// A page is full unless something clear says that it is a list, a live blog or the beginning of a paid text.
func TestState(t *testing.T) {
	paid := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbor pilots vote to strike","isAccessibleForFree":false}</script>`
	long := strings.Repeat("<p>The tugs came in before noon, and the first of the ships was unloaded under lamps while the pilots were still in their meeting.</p>", 30)
	teaser := `<!doctype html><html lang="en"><head><title>Pilots vote</title></head><body><main><article><h1>Pilots vote</h1><p>The harbor pilots of Port Maren voted on Tuesday to stop work for three days, after talks with the port authority over rest hours ended without a result, as their guild said in the evening…</p></article>`
	for name, tc := range map[string]struct{ html, url, want string }{
		"an article":                              {article("", ""), "/a", page.Full},
		"an article with related links":           {article("", cards(12)), "/a", page.Full},
		"a section front":                         {sectionHead + cards(12) + closing, "/ports", page.List},
		"a few links are no list":                 {sectionHead + cards(5) + closing, "/ports", page.Full},
		"cards below a text":                      {sectionHead + long + cards(12) + closing, "/ports", page.Full},
		"cards, but it says it is an article":     {strings.Replace(sectionHead, "website", "article", 1) + cards(12) + closing, "/ports", page.Full},
		"entries, and the address says live":      {sectionHead + entries(9) + closing, "/live/strike", page.Live},
		"entries of something else":               {sectionHead + entries(9) + closing, "/ports/log", page.Full},
		"a word that only holds live":             {sectionHead + entries(9) + closing, "/delivery/olive", page.Full},
		"not free, and short":                     {article(paid, ""), "/a", page.Partial},
		"not free, but all of it is there":        {article(paid, long), "/a", page.Full},
		"a wall behind a short text":              {teaser + `<div>Subscribe to continue reading.</div>` + closing, "/a", page.Partial},
		"a wall behind the whole text":            {article("", long+`<div>Subscribe to continue reading.</div>`), "/a", page.Full},
		"a short text with a way to subscribe":    {teaser + `<div>Subscribe to our newsletter.</div>` + closing, "/a", page.Full},
		"a wall that only a script would uncover": {teaser + `<script>wall("Subscribe to continue reading")</script>` + closing, "/a", page.Full},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, tc.html, "https://tidewater.example"+tc.url).State; got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
