package page_test

import (
	"slices"
	"strings"
	"testing"

	"storywatch/extract/page"
)

// article is an invented page with what surrounds real ones.
func article(head, body string) string {
	return `<!doctype html><html lang="en"><head><title>Harbor pilots vote to strike | The Tidewater Post</title>
<meta property="og:site_name" content="The Tidewater Post">` + head + `</head><body>
<nav><a href="/">Home</a> <a href="/ports">Ports</a></nav>
<article><h1>Harbor pilots vote to strike</h1>` + body + `
<p>The harbor pilots of Port Maren voted on Tuesday to stop work for three days, after talks with the port authority over rest hours ended without a result.</p>
<p>“We have asked for eleven hours between shifts since the spring,” said Odile Farrant, who leads the pilots’ guild. “Nobody has answered us in writing.”</p>
<blockquote><p>The authority regrets the vote and remains ready to talk at any hour.</p></blockquote>
<p>Some forty ships are expected this week. The authority said tugs would be sent from two neighboring ports, and that perishable cargo would be unloaded first.</p>
</article><footer><p>© The Tidewater Post. All rights reserved. Terms and privacy.</p></footer></body></html>`
}

func read(t *testing.T, html, url string) page.Page {
	t.Helper()
	p, err := page.Read(html, page.Hint{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTextIsTheArticleAlone(t *testing.T) {
	p := read(t, article("", ""), "https://tidewater.example/ports/strike")
	for _, want := range []string{"voted on Tuesday", "eleven hours between shifts", "Some forty ships"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("%q is missing from %q", want, p.Text)
		}
	}
	for _, not := range []string{"All rights reserved", "Home"} {
		if strings.Contains(p.Text, not) {
			t.Errorf("%q does not belong to the article", not)
		}
	}
	if p.Title != "Harbor pilots vote to strike" {
		t.Errorf("title %q", p.Title)
	}
	if p.Language != "en" || p.State != page.Full {
		t.Errorf("language %q, state %q", p.Language, p.State)
	}
}

func TestShortPageKeepsItsParagraphs(t *testing.T) {
	p := read(t, `<html><body><nav><p>Menu</p></nav><article><h1>Beds close</h1><p>The Lagoon Clinic sued over beds.</p><p>“We had no choice,” said Ines Okoro.</p></article></body></html>`, "")
	if p.Text != "The Lagoon Clinic sued over beds.\n“We had no choice,” said Ines Okoro." {
		t.Errorf("text %q", p.Text)
	}
}

func TestBlockQuotesAreMarked(t *testing.T) {
	p := read(t, article("", ""), "")
	if len(p.Blocks) != 1 || !strings.HasPrefix(p.Text[p.Blocks[0].Start:p.Blocks[0].End], "The authority regrets") {
		t.Errorf("blocks %v in %q", p.Blocks, p.Text)
	}
}

func TestByline(t *testing.T) {
	for name, tc := range map[string]struct {
		head, body string
		want       []string
	}{
		"seen and stated":             {`<meta name="author" content="Rosa Lindt">`, `<p class="byline">By Rosa Lindt</p>`, []string{"Rosa Lindt"}},
		"two people":                  {`<meta name="author" content="Rosa Lindt and Piet Oduya">`, `<p class="byline">By Rosa Lindt and Piet Oduya</p>`, []string{"Rosa Lindt", "Piet Oduya"}},
		"an account nobody sees":      {`<meta name="author" content="Rosa Lindt">`, "", nil},
		"staff is nobody":             {`<meta name="author" content="Tidewater Staff">`, `<p class="byline">By Tidewater Staff</p>`, nil},
		"the site is nobody":          {`<meta name="author" content="The Tidewater Post">`, `<p class="byline">The Tidewater Post</p>`, nil},
		"an organisation in JSON-LD":  {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbor pilots vote to strike","author":{"@type":"Organization","name":"Maren Wire"}}</script>`, `<p class="byline">Maren Wire</p>`, nil},
		"a person in JSON-LD, linked": {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbor pilots vote to strike","author":[{"@type":"Person","name":"Rosa Lindt"}]}</script>`, `<a href="/author/rosa">Rosa Lindt</a>`, []string{"Rosa Lindt"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, article(tc.head, tc.body), "https://tidewater.example/a").Byline; !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestStateOfPaywallAndLiveBlog(t *testing.T) {
	p := read(t, article(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbor pilots vote to strike","isAccessibleForFree":"False"}</script>`, ""), "")
	if p.State != page.Partial {
		t.Errorf("state %q", p.State)
	}
	p = read(t, article(`<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Harbor pilots vote to strike"}</script>`, ""), "")
	if p.State != page.Live {
		t.Errorf("state %q", p.State)
	}
}

// A canonical address on another host is somebody else's page; a front page as canonical address is a template's mistake.
func TestCanonical(t *testing.T) {
	for link, want := range map[string]string{
		"/ports/strike":                       "https://www.tidewater.example/ports/strike",
		"https://tidewater.example/a":         "https://tidewater.example/a",
		"https://other.example/ports/strike":  "",
		"https://www.tidewater.example/":      "",
		"javascript:alert(1)":                 "",
		"http://www.tidewater.example/strike": "http://www.tidewater.example/strike",
	} {
		if got := read(t, article(`<link rel="canonical" href="`+link+`">`, ""), "https://www.tidewater.example/ports/strike?from=feed").Canonical; got != want {
			t.Errorf("%s: got %q, want %q", link, got, want)
		}
	}
}

// A feed's article ends where its writer ended it, not with what the publishing system adds.
func TestFragmentWithoutFooter(t *testing.T) {
	s, blocks, err := page.Fragment(`<p>The tugs came in.</p><blockquote>We waited.</blockquote><p>The post <a href="/a">Tugs come in</a> appeared first on <a href="/">The Tidewater Post</a>.</p>`)
	if err != nil || s != "The tugs came in.\nWe waited." {
		t.Errorf("%q, %v", s, err)
	}
	if len(blocks) != 1 || s[blocks[0].Start:blocks[0].End] != "We waited." {
		t.Errorf("blocks %v", blocks)
	}
}

func TestDeepNestingIsRefused(t *testing.T) {
	if p, err := page.Read(strings.Repeat("<div>", 10*page.MaxDepth)+"deep", page.Hint{}); err == nil && p.Text != "" {
		t.Errorf("text of %d bytes from %d levels", len(p.Text), 10*page.MaxDepth)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(article(`<meta name="author" content="Rosa Lindt">`, ""), "https://tidewater.example/2031/03/11/strike")
	f.Add("<table><script type='application/ld+json'>[[{\"@type\":[1,\"Article\"]}]]", "::")
	f.Add("<p>by<p>\xff<blockquote>", "")
	f.Fuzz(func(t *testing.T, html, url string) {
		p, err := page.Read(html, page.Hint{URL: url})
		if err != nil {
			return
		}
		for _, b := range p.Blocks {
			if b.Start < 0 || b.End > len(p.Text) || b.Empty() {
				t.Fatalf("block %v of a text of %d bytes", b, len(p.Text))
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	html := article(`<meta property="article:published_time" content="2031-03-11T09:30:00-05:00">`, strings.Repeat("<p>The tugs came in before noon, and the first of the ships was unloaded under lamps.</p>", 40))
	b.SetBytes(int64(len(html)))
	for b.Loop() {
		if _, err := page.Read(html, page.Hint{URL: "https://tidewater.example/a"}); err != nil {
			b.Fatal(err)
		}
	}
}
