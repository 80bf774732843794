package listing

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"storywatch/crawler/feed"
	"storywatch/internal/charset"
)

const (
	// maxUnpacked is in bytes: the sitemap protocol's own limit for one file.
	maxUnpacked = 50 << 20
	// maxEntries is the sitemap protocol's own limit for one file.
	maxEntries = 50_000
)

// SitemapFile is one sitemap: entries, or for an index the sitemaps it points at.
type SitemapFile struct {
	Items    []Item // in the file's order
	Children []Child
	Repaired []string
}

// Child is a sitemap that an index points at.
type Child struct {
	URL      string
	Modified feed.Date
}

// Sitemap reads a sitemap, a news sitemap (Google's, in either spelling of its namespace), an index or a plain list of
// addresses (https://www.sitemaps.org/protocol.html); gzip is unpacked. lastmod is an item's Updated, a news
// publication_date its Published. A file that ends in the middle keeps its whole entries. ErrWrongKind when the bytes
// are none of these.
func Sitemap(body []byte, contentType, address string) (SitemapFile, error) {
	body, err := unpack(body)
	if err != nil {
		return SitemapFile{}, fmt.Errorf("%w: %w", ErrWrongKind, err)
	}
	text, _ := charset.UTF8(body, contentType)
	text = strings.TrimSpace(text)
	base, err := url.Parse(address)
	if err != nil {
		return SitemapFile{}, fmt.Errorf("address %q: %w", address, err)
	}
	if !strings.HasPrefix(text, "<") {
		if f, ok := addressList(text); ok {
			return f, nil
		}
	}
	r := sitemapReader{base: base}
	if err := r.read(text); err != nil {
		return SitemapFile{}, err
	}
	if !r.root {
		return SitemapFile{}, fmt.Errorf("%w: needed a sitemap, the bytes look like %s", ErrWrongKind, feed.Describe(body, contentType))
	}
	return r.out, nil
}

// Newest sorts items by their newest date, newest first; those without a date keep their order at the end.
func Newest(items []Item) {
	slices.SortStableFunc(items, func(a, b Item) int { return latest(b).Time.Compare(latest(a).Time) })
}

func latest(i Item) feed.Date {
	if i.Updated.Time.After(i.Published.Time) {
		return i.Updated
	}
	return i.Published
}

// NewestChildren sorts an index by lastmod, newest first; those without one come last, in the index's order.
func NewestChildren(children []Child) {
	slices.SortStableFunc(children, func(a, b Child) int { return cmp.Compare(b.Modified.Time.Unix(), a.Modified.Time.Unix()) })
}

func unpack(body []byte) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("gzip: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnpacked+1))
	if len(out) > maxUnpacked {
		return nil, fmt.Errorf("more than %d bytes when unpacked", maxUnpacked)
	}
	if err != nil && len(out) == 0 {
		return nil, fmt.Errorf("gzip: %w", err)
	}
	return out, nil // a cut-off archive gives what it has
}

// addressList reads a text file with one address a line.
func addressList(text string) (SitemapFile, bool) {
	var f SitemapFile
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		u, err := url.Parse(line)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return SitemapFile{}, false
		}
		if len(f.Items) < maxEntries {
			f.Items = append(f.Items, Item{GUID: line, Link: line, Links: []string{line}})
		}
	}
	return f, len(f.Items) > 0
}

// sitemapReader walks a sitemap by local names: prefixes and namespaces are spelled in every way.
type sitemapReader struct {
	base  *url.URL
	root  bool
	path  []string
	text  strings.Builder
	item  Item
	child Child
	out   SitemapFile
}

func (r *sitemapReader) read(text string) error {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.Strict = false
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			if !r.root {
				return nil
			}
			r.out.Repaired = append(r.out.Repaired, fmt.Sprintf("broken XML: %d whole entries saved", len(r.out.Items)+len(r.out.Children)))
			return nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !r.open(strings.ToLower(t.Name.Local)) {
				return nil
			}
		case xml.CharData:
			r.text.Write(t)
		case xml.EndElement:
			r.close()
		}
	}
}

// open notes an element; false when the root is none of a sitemap's.
func (r *sitemapReader) open(name string) bool {
	if len(r.path) == 0 {
		if r.root = name == "urlset" || name == "sitemapindex"; !r.root {
			return false
		}
	}
	r.path = append(r.path, name)
	r.text.Reset()
	switch r.where() {
	case "urlset/url":
		r.item = Item{}
	case "sitemapindex/sitemap":
		r.child = Child{}
	}
	return true
}

// maxDepth is how many elements deep a sitemap says anything: urlset/url/news/publication/language.
const maxDepth = 5

// where is the path of the open elements, "" where a sitemap says nothing.
func (r *sitemapReader) where() string {
	if len(r.path) > maxDepth {
		return ""
	}
	return strings.Join(r.path, "/")
}

func (r *sitemapReader) close() {
	if len(r.path) == 0 {
		return
	}
	text := strings.TrimSpace(r.text.String())
	switch r.where() {
	case "urlset/url/loc":
		r.item.Link = r.absolute(text)
	case "urlset/url/lastmod":
		r.item.Updated = feed.ParseDate(text)
	case "urlset/url/news/title":
		r.item.Title = feed.PlainText(text)
	case "urlset/url/news/publication_date":
		r.item.Published = feed.ParseDate(text)
	case "urlset/url/news/publication/language":
		r.item.Language = text
	case "urlset/url":
		if r.item.Link != "" && len(r.out.Items) < maxEntries {
			r.item.GUID, r.item.Links = r.item.Link, []string{r.item.Link}
			r.out.Items = append(r.out.Items, r.item)
		}
	case "sitemapindex/sitemap/loc":
		r.child.URL = r.absolute(text)
	case "sitemapindex/sitemap/lastmod":
		r.child.Modified = feed.ParseDate(text)
	case "sitemapindex/sitemap":
		if r.child.URL != "" && len(r.out.Children) < maxEntries {
			r.out.Children = append(r.out.Children, r.child)
		}
	}
	r.path = r.path[:len(r.path)-1]
	r.text.Reset()
}

func (r *sitemapReader) absolute(ref string) string {
	u, err := r.base.Parse(ref)
	if ref == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
