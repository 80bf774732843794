package listing

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"storywatch/crawler/feed"
	"storywatch/internal/charset"
)

// Paths say where in a JSON answer things stand: keys with dots between them. A key on a list means that key of each of
// its elements ("agencies.name"). Items "" means that the answer is itself the list.
type Paths struct {
	Items   string `yaml:"items"`
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	URL     string `yaml:"url"`
	Date    string `yaml:"date"`
	Summary string `yaml:"summary"`
	Authors string `yaml:"authors"`
}

// API reads a JSON answer. An answer that is not JSON (throttling in plain text with status 200, an error page) or has
// no list at Items is ErrWrongKind, never an empty list; a list with no entries is no error.
func API(body []byte, contentType, address string, p Paths) ([]Item, error) {
	text, _ := charset.UTF8(body, contentType)
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var root any
	if err := decoder.Decode(&root); err != nil {
		return nil, fmt.Errorf("%w: needed JSON, the bytes look like %s", ErrWrongKind, feed.Describe(body, contentType))
	}
	list, ok := at(root, p.Items).([]any)
	if !ok {
		return nil, fmt.Errorf("%w: no list at %q in the JSON answer: %s", ErrWrongKind, p.Items, excerpt(body))
	}
	base, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", address, err)
	}
	var items []Item
	for _, entry := range list {
		if len(items) == feed.MaxItems {
			break
		}
		if item := p.item(entry, base); item.GUID != "" {
			items = append(items, item)
		}
	}
	if len(list) > 0 && len(items) == 0 {
		return nil, fmt.Errorf("%w: none of %d entries has an id at %q or an address at %q", ErrNothing, len(list), p.ID, p.URL)
	}
	return items, nil
}

func (p Paths) item(entry any, base *url.URL) Item {
	item := Item{
		GUID:        said(entry, p.ID),
		Title:       feed.PlainText(said(entry, p.Title)),
		Published:   feed.ParseDate(said(entry, p.Date)),
		SummaryHTML: said(entry, p.Summary),
	}
	item.SummaryText = feed.PlainText(item.SummaryHTML)
	if ref := said(entry, p.URL); ref != "" {
		if u, err := base.Parse(ref); err == nil {
			item.Link = u.String()
			item.Links = []string{item.Link}
		}
	}
	if item.GUID == "" {
		item.GUID = item.Link
	}
	for _, name := range leaves(at(entry, p.Authors), nil) {
		if p.Authors != "" && name != "" {
			item.Authors = append(item.Authors, feed.Person{Name: name})
		}
	}
	return item
}

// at follows a path. On a list, a number is a place in it and any other key is taken of each element.
func at(node any, path string) any {
	if path == "" {
		return node
	}
	key, rest, _ := strings.Cut(path, ".")
	switch n := node.(type) {
	case map[string]any:
		return at(n[key], rest)
	case []any:
		if i, err := strconv.Atoi(key); err == nil {
			if i < 0 || i >= len(n) {
				return nil
			}
			return at(n[i], rest)
		}
		var all []any
		for _, element := range n {
			all = append(all, at(element, path))
		}
		return all
	}
	return nil
}

// said is the text at a path: the first one when there are several, "" when there is none or no path.
func said(node any, path string) string {
	if path == "" {
		return ""
	}
	for _, text := range leaves(at(node, path), nil) {
		if text != "" {
			return text
		}
	}
	return ""
}

// leaves are the texts and numbers of a node, in order.
func leaves(node any, out []string) []string {
	switch n := node.(type) {
	case string:
		return append(out, strings.TrimSpace(n))
	case json.Number:
		return append(out, n.String())
	case []any:
		for _, element := range n {
			out = leaves(element, out)
		}
	}
	return out
}

func excerpt(body []byte) string {
	const shown = 80 // bytes
	body = bytes.Join(bytes.Fields(body), []byte(" "))
	if len(body) > shown {
		return strings.ToValidUTF8(string(body[:shown]), "") + "…"
	}
	return strings.ToValidUTF8(string(body), "")
}
