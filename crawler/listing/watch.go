package listing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"storywatch/crawler/feed"
)

// unseen is what never counts as a page's content: it is not shown, or differs at every fetch (hidden form fields).
const unseen = "script,style,noscript,template,iframe,svg,input[type=hidden],link,meta"

// Watch reads a page as one item whose ContentHTML is what selector (CSS; "" means body) names, without what the ignore
// selectors name. The item's GUID is the address with a hash of the content's text, white space aside, so a change of
// the text is a new item and a change of markup is none. ErrNothing when selector matches nothing or no text is left.
func Watch(body []byte, contentType, address, selector string, ignore []string) (Item, error) {
	doc, _, err := page(body, contentType, address)
	if err != nil {
		return Item{}, err
	}
	if selector == "" {
		selector = "body"
	}
	matcher, err := cascadia.Compile(selector)
	if err != nil {
		return Item{}, fmt.Errorf("select %q is no CSS selector: %w", selector, err)
	}
	title := pageTitle(doc)
	doc.Find(unseen).Remove()
	for _, s := range ignore {
		drop, err := cascadia.Compile(s)
		if err != nil {
			return Item{}, fmt.Errorf("ignore %q is no CSS selector: %w", s, err)
		}
		doc.FindMatcher(drop).Remove()
	}
	content, err := outer(doc.FindMatcher(matcher))
	if err != nil {
		return Item{}, err
	}
	text := feed.PlainText(content)
	if text == "" {
		return Item{}, fmt.Errorf("%w: select %q leaves no text of %s; the page was laid out anew, or is built by a script", ErrNothing, selector, address)
	}
	sum := sha256.Sum256([]byte(text))
	return Item{
		GUID:        withoutFragment(address) + "#" + hex.EncodeToString(sum[:8]),
		Title:       title,
		Link:        address,
		Links:       []string{address},
		ContentHTML: content,
	}, nil
}

// outer renders the selected elements; one inside another is rendered once.
func outer(found *goquery.Selection) (string, error) {
	var b strings.Builder
	chosen := map[*html.Node]bool{}
	for _, n := range found.Nodes {
		chosen[n] = true
	}
	for _, n := range found.Nodes {
		inside := false
		for up := n.Parent; up != nil; up = up.Parent {
			inside = inside || chosen[up]
		}
		if inside {
			continue
		}
		if err := html.Render(&b, n); err != nil {
			return "", fmt.Errorf("render selected HTML: %w", err)
		}
		b.WriteByte('\n')
	}
	return strings.TrimSpace(b.String()), nil
}
