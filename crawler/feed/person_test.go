package feed_test

import (
	"fmt"
	"strings"
	"testing"

	"storywatch/crawler/feed"
)

func TestAuthors(t *testing.T) {
	for _, c := range []struct{ printed, want string }{
		{"Ada Holm", "Ada Holm|"},
		{"ada@ledger.example", "|ada@ledger.example"},
		{"ada@ledger.example (Ada Holm)", "Ada Holm|ada@ledger.example"},
		{"Ada Holm (ada@ledger.example)", "Ada Holm|ada@ledger.example"},
		{"Ada Holm &lt;ada@ledger.example&gt;", "Ada Holm|ada@ledger.example"},
		{"\"Holm, Ada\" &lt;ada@ledger.example&gt;", "Holm, Ada|ada@ledger.example"},
		{"mailto:ada@ledger.example", "|ada@ledger.example"},
		{"Ada Holm (Easthaven)", "Ada Holm (Easthaven)|"},
		{" ", ""},
	} {
		t.Run(c.printed, func(t *testing.T) {
			body := fmt.Sprintf("<rss><channel><item><title>x</title><author>%s</author></item></channel></rss>", c.printed)
			f, err := feed.Parse([]byte(body), "", "")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range f.Items[0].Authors {
				got = append(got, p.Name+"|"+p.Email)
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPlainText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"words", "a quiet day", "a quiet day"},
		{"inline tags join", "a qu<b>ie</b>t day", "a quiet day"},
		{"blocks part", "<p>one</p><p>two</p>", "one two"},
		{"scripts go", "one<script>var two</script> three<style>p{}</style>", "one three"},
		{"entities", "caf&eacute; &#8220;x&#8221;", "café “x”"},
		{"escaped twice", "Food &amp;amp; Water", "Food & Water"},
		{"escaped markup", "&lt;p&gt;one&lt;/p&gt;", "one"},
		{"comparison", "1 < 2, 3 > 2", "1 < 2, 3 > 2"},
		{"a tag that is meant", "<p>History of the &lt;blink&gt; tag</p>", "History of the <blink> tag"},
		{"white space", " a \n\u00a0 b ", "a b"},
		{"unclosed", "one <a href='x", "one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := feed.PlainText(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
