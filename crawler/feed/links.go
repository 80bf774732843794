package feed

import (
	"net/url"
	"strings"
)

// resolve makes every link absolute against base, the address the feed was read from, and fills in what items leave to
// their reader: the identifier where only a link is given.
func (f *Feed) resolve(base string) {
	root, err := url.Parse(strings.TrimSpace(base))
	if err != nil || !isWeb(base) {
		root = nil
	}
	f.Link, f.Links = absolute(root, f.Link), allAbsolute(root, f.Links)
	for i := range f.Items {
		item := &f.Items[i]
		item.Link, item.Links = absolute(root, item.Link), allAbsolute(root, item.Links)
		if item.GUID == "" {
			item.GUID = item.Link
		}
	}
}

// absolute resolves one reference (RFC 3986); what is no reference stays as printed, and what a browser would run
// ("javascript:", "data:") is dropped.
func absolute(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	u, err := url.Parse(ref)
	switch {
	case err == nil && (u.Scheme == "javascript" || u.Scheme == "data" || u.Scheme == "vbscript"):
		return ""
	case ref == "" || err != nil || u.IsAbs() || base == nil:
		return ref
	}
	return base.ResolveReference(u).String()
}

func allAbsolute(base *url.URL, refs []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, ref := range refs {
		if ref = absolute(base, ref); ref != "" && !seen[ref] {
			seen[ref] = true
			out = append(out, ref)
		}
	}
	return out
}

// isWeb reports whether s is an absolute http(s) address.
func isWeb(s string) bool {
	u, err := url.Parse(strings.TrimSpace(s))
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
