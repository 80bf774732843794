package feed_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"storywatch/crawler/feed"
)

var update = flag.Bool("update", false, "write testdata/*.want.json anew; read the difference before you commit it")

// Every testdata/NAME.xml or NAME.json is read as if it came from https://feeds.example/dir/feed and must give
// NAME.want.json.
func TestParseFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".want.json") || strings.HasSuffix(file, "fuzz") {
			continue
		}
		n++
		t.Run(filepath.Base(file), func(t *testing.T) {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := feed.Parse(body, "", "https://feeds.example/dir/feed")
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			out := json.NewEncoder(&got)
			out.SetEscapeHTML(false)
			out.SetIndent("", "  ")
			if err := out.Encode(f); err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, filepath.Ext(file)) + ".want.json"
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
	if n < 10 {
		t.Errorf("%d fixtures found", n)
	}
}

const small = `<rss version="2.0"><channel><title>T</title><item><title>%s</title><link>https://a.example/1</link></item></channel></rss>`

func TestParseBytes(t *testing.T) {
	curly := "The mayor’s “plan”"
	latin := strings.NewReplacer("’", "\x92", "“", "\x93", "”", "\x94").Replace(curly)
	for _, c := range []struct{ name, body, contentType, title string }{
		{"windows-1252 by header", strings.Replace(small, "%s", latin, 1), "text/xml; charset=ISO-8859-1", curly},
		{"windows-1252 by declaration", `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.Replace(small, "%s", latin, 1), "", curly},
		{"both say so: decoded once", `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.Replace(small, "%s", latin, 1), "text/xml; charset=iso-8859-1", curly},
		{"UTF-8 that declares UTF-16", `<?xml version="1.0" encoding="UTF-16"?>` + strings.Replace(small, "%s", curly, 1), "", curly},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + strings.Replace(small, "%s", curly, 1), "", curly},
		{"a long comment before the root", "<!-- " + strings.Repeat("no <rss> here ", 1000) + "-->" + strings.Replace(small, "%s", curly, 1), "", curly},
		{"HTML entities", strings.Replace(small, "%s", "caf&eacute; &ldquo;x&rdquo;", 1), "", "café “x”"},
		{"a bare ampersand", strings.Replace(small, "%s", "R & D &unknown; A&B", 1), "", "R & D &unknown; A&B"},
		{"escaped twice", strings.Replace(small, "%s", "Food &amp;amp; Water", 1), "", "Food & Water"},
		{"less-than is no tag", strings.Replace(small, "%s", "1 &lt; 2 and 3 &gt; 2", 1), "", "1 < 2 and 3 > 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := feed.Parse([]byte(c.body), c.contentType, "")
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Items) != 1 || f.Items[0].Title != c.title {
				t.Errorf("got %+v, want one item %q", f.Items, c.title)
			}
		})
	}
}

func TestNotFeed(t *testing.T) {
	for _, c := range []struct{ name, body, looks string }{
		{"nothing", " \n", "nothing (an empty answer)"},
		{"a page", "<!DOCTYPE html><html><head><title>Harbor &amp; home</title></head><body>about <rss> feeds</body></html>", "an HTML page titled “Harbor & home”"},
		{"a page that shows a feed", "<!DOCTYPE html><title>How to</title><pre><rss><channel></channel></rss></pre>", "an HTML page titled “How to”"},
		{"a page without doctype", "<html><body>hello</body></html>", "an HTML page without a title"},
		{"a sitemap", `<?xml version="1.0"?><urlset xmlns="x"><url/></urlset>`, "a sitemap (kind: sitemap)"},
		{"other XML", `<orders><order/></orders>`, "XML whose root is <orders>"},
		{"JSON", `{"error": "slow down"}`, "JSON of another shape"},
		{"plain text", "Please wait five seconds", "plain text: “Please wait five seconds”"},
		{"a PDF", "%PDF-1.7\n1 0 obj", "a file of type application/pdf"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := feed.Parse([]byte(c.body), "", "https://a.example/")
			if !errors.Is(err, feed.ErrNotFeed) || !strings.Contains(err.Error(), c.looks) {
				t.Errorf("got %v, want ErrNotFeed that says %q", err, c.looks)
			}
		})
	}
}

func TestItemCap(t *testing.T) {
	body := "<rss><channel>" + strings.Repeat("<item><title>x</title></item>", feed.MaxItems+7) + "</channel></rss>"
	f, err := feed.Parse([]byte(body), "", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Items) != feed.MaxItems || len(f.Repaired) != 1 {
		t.Errorf("%d items, repaired %q; want %d and a note", len(f.Items), f.Repaired, feed.MaxItems)
	}
}

func TestUnsafeLinksAreDropped(t *testing.T) {
	f, err := feed.Parse([]byte(`<rss><channel><item><title>x</title><link>javascript:alert(1)</link></item></channel></rss>`), "", "javascript:alert(2)")
	if err != nil {
		t.Fatal(err)
	}
	if f.Items[0].Link != "" || len(f.Items[0].Links) != 0 {
		t.Errorf("kept %q %q", f.Items[0].Link, f.Items[0].Links)
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(files, "testdata/jsonfeed.json") {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "text/xml; charset=utf-8", "https://a.example/feed")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType, url string) {
		got, err := feed.Parse(body, contentType, url)
		if err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		for _, item := range got.Items {
			if !utf8.ValidString(item.Title) || strings.HasPrefix(strings.ToLower(item.Link), "javascript:") {
				t.Errorf("item %+v", item)
			}
			if d := item.Published; (d.Precision == "") != d.Time.IsZero() {
				t.Errorf("date %+v", d)
			}
		}
	})
}

func BenchmarkParse20Items(b *testing.B) {
	item := `<item><title>The board voted &#8220;yes&#8221; on dock %</title><link>https://a.example/2026/%</link><guid isPermaLink="false">g-%</guid>
<pubDate>Tue, 03 Mar 2026 17:01:00 +0000</pubDate><dc:creator>Ada Holm</dc:creator><description>A summary of some length about the vote.</description>
<content:encoded><![CDATA[` + strings.Repeat("<p>The harbor board voted on the dock after a long debate, the chair said.</p>", 30) + `]]></content:encoded></item>`
	var s strings.Builder
	s.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>`)
	for i := range 20 {
		s.WriteString(strings.ReplaceAll(item, "%", string(rune('a'+i))))
	}
	s.WriteString("</channel></rss>")
	body := []byte(s.String())
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if f, err := feed.Parse(body, "text/xml", "https://a.example/feed"); err != nil || len(f.Items) != 20 {
			b.Fatal(err, len(f.Items))
		}
	}
}
