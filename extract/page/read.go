package page

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/net/html"
)

// MaxDepth is how deep elements may nest before a page is refused: real pages stay under 100, and the tree walkers here and in
// the libraries are recursive.
const MaxDepth = 2000

// Read reads a page that is already UTF-8. A page without an article gives what could be read, never an error; an
// error means the bytes are no HTML that can be walked.
func Read(source string, hint Hint) (Page, error) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return Page{}, fmt.Errorf("parse HTML: %w", err)
	}
	if deeper(doc, MaxDepth) {
		return Page{}, fmt.Errorf("parse HTML: elements nest deeper than %d", MaxDepth)
	}
	m := readMeta(doc)
	base, _ := url.Parse(hint.URL)
	if base == nil {
		base = &url.URL{}
	}

	var p Page
	p.Site = m.siteName(base.Hostname())
	p.Title = m.title(p.Site, base.Hostname(), hint.Title)
	p.Byline = m.byline(p.Site, base.Hostname())
	p.Canonical = m.canonicalURL(base)
	p.Published, p.Modified = m.dates(doc, base, hint.Now)
	shape := outlined(doc)
	p.Text, p.Blocks = body(doc, base)
	p.Text, p.Blocks = withoutEdges(p.Text, p.Blocks, p.Title, p.Byline)
	p.State = m.state(shape, p.Text, base)
	p.Language = language(m.lang, p.Text)
	return p, nil
}

// MinLanguageSample is how many bytes of text the statistics need to be better than the page's own word for its language.
const MinLanguageSample = 200

// language is what the text looks like when there is enough of it, else what the page says.
func language(declared, text string) string {
	declared = strings.ToLower(declared)
	declared, _, _ = strings.Cut(strings.ReplaceAll(declared, "_", "-"), "-")
	if found := DetectLanguage(text); found != "" {
		return found
	}
	if len(declared) == 2 {
		return declared
	}
	return ""
}

// DetectLanguage is the ISO 639-1 code of a text's language by its letters and trigrams; "" when the text is too
// short or too mixed to say.
func DetectLanguage(text string) string {
	if len(text) < MinLanguageSample {
		return ""
	}
	const sample = 2000 // bytes: trigram statistics settle long before, and the cost is linear
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "")
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}

// deeper reports whether the tree below n has more than limit levels, without recursion.
func deeper(n *html.Node, limit int) bool {
	depth := 0
	for at := n; at != nil; {
		if at.FirstChild != nil {
			at = at.FirstChild
			if depth++; depth > limit {
				return true
			}
			continue
		}
		for at != n && at.NextSibling == nil {
			at = at.Parent
			depth--
		}
		if at == n {
			return false
		}
		at = at.NextSibling
	}
	return false
}
