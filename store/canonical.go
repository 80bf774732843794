package store

import (
	_ "embed"
	"sort"
	"strings"

	"github.com/nlnwa/whatwg-url/url"
	"golang.org/x/net/publicsuffix"
)

// maxURL is the longest address, in bytes, that is folded. Servers and browsers agree on about 8,000; what is longer is
// an attack or a data: address that lost its scheme.
const maxURL = 8192

//go:embed tracking.txt
var trackingList string

var trackingNames, trackingPrefixes = parseTracking(trackingList)

// CanonicalURL folds the addresses under which one page is known into one: http and https, "www.", the fragment,
// credentials, default ports, parameters that only track (tracking.txt), AMP forms and caches, the order of the query,
// needless percent-encoding, and a slash at the end. Index pages (/index.html) are left alone: which name a server
// uses for them is not known. It is a key, not necessarily an address that answers. Folding twice changes nothing.
//
// It returns "" for what is no http or https address. Parsing and host names follow the WHATWG URL Standard
// (https://url.spec.whatwg.org), percent-encoding RFC 3986 section 6.2.2.
func CanonicalURL(raw string) string {
	// An AMP cache wraps one address in another: a few layers are unwrapped, a hostile onion is not.
	const maxLayers = 3
	for range maxLayers {
		if len(raw) > maxURL {
			return ""
		}
		u, err := url.Parse(raw)
		if err != nil || u.Hostname() == "" || u.Scheme() != "http" && u.Scheme() != "https" {
			return ""
		}
		if inner := unwrapAMP(u.Hostname(), u.Pathname(), u.Query()); inner != "" {
			raw = inner
			continue
		}
		return fold(u)
	}
	return ""
}

func fold(u *url.Url) string {
	host := foldHost(u.Hostname())
	if host == "" {
		return ""
	}
	if port := u.Port(); port != "" && port != "443" && port != "80" {
		host += ":" + port
	}
	s := "https://" + host + foldPath(unescapeUnreserved(u.Pathname()))
	if q := foldQuery(unescapeUnreserved(u.Query())); q != "" {
		s += "?" + q
	}
	return s
}

// foldHost drops "www." and "amp." where a registrable domain is left. A host with an empty label is none: "".
func foldHost(host string) string {
	host = strings.TrimSuffix(host, ".")
	if strings.HasPrefix(host, ".") || strings.HasSuffix(host, ".") || strings.Contains(host, "..") {
		return ""
	}
	for {
		rest, ok := strings.CutPrefix(host, "www.")
		if !ok {
			rest, ok = strings.CutPrefix(host, "amp.")
		}
		if !ok {
			return host
		}
		if _, err := publicsuffix.EffectiveTLDPlusOne(rest); err != nil {
			return host
		}
		host = rest
	}
}

// foldPath drops the AMP marks of a path and its last slash.
func foldPath(path string) string {
	for {
		before := path
		path = strings.TrimRight(path, "/")
		path = strings.TrimSuffix(path, "/amp")
		path = strings.TrimSuffix(path, ".amp")
		if s, ok := strings.CutSuffix(path, ".amp.html"); ok {
			path = s + ".html"
		}
		if s, ok := strings.CutPrefix(path, "/amp/"); ok {
			path = "/" + s
		}
		if path == before {
			break
		}
	}
	if path == "" {
		return "/"
	}
	return path
}

// foldQuery drops what tracks and sorts the rest by name; values of one name keep their order, which may mean something.
func foldQuery(query string) string {
	if query == "" {
		return ""
	}
	type pair struct{ name, text string }
	var kept []pair
	for part := range strings.SplitSeq(query, "&") {
		for strings.HasPrefix(part, "amp;") { // an HTML escape that was never undone: a=1&amp;b=2
			part = part[len("amp;"):]
		}
		name, value, _ := strings.Cut(part, "=")
		if part == "" || tracks(strings.ToLower(name)) || ampOutput(name, value) {
			continue
		}
		kept = append(kept, pair{name, part})
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].name < kept[j].name })
	parts := make([]string, len(kept))
	for i, p := range kept {
		parts[i] = p.text
	}
	return strings.Join(parts, "&")
}

func ampOutput(name, value string) bool {
	return strings.EqualFold(value, "amp") && (strings.EqualFold(name, "outputType") || strings.EqualFold(name, "output"))
}

func tracks(name string) bool {
	if trackingNames[name] {
		return true
	}
	for _, p := range trackingPrefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// unwrapAMP is the address inside an AMP cache's or viewer's, or "".
//
//	https://www.google.com/amp/s/paper.example/story          → https://paper.example/story
//	https://paper-example.cdn.ampproject.org/c/s/paper.example/story
func unwrapAMP(host, path, query string) string {
	var rest string
	switch {
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		if r, ok := strings.CutPrefix(path, "/c/"); ok {
			rest = r
		} else if r, ok := strings.CutPrefix(path, "/v/"); ok {
			rest = r
		}
	case strings.HasPrefix(host, "www.google."):
		rest, _ = strings.CutPrefix(path, "/amp/")
		if rest == path {
			rest = ""
		}
	}
	rest = strings.TrimPrefix(rest, "s/")
	if first, _, _ := strings.Cut(rest, "/"); !strings.Contains(first, ".") {
		return ""
	}
	if query != "" {
		rest += "?" + query
	}
	return "https://" + rest
}

// unescapeUnreserved decodes %xx of letters, digits, "-", "_", "~" and writes the others in upper case. A text
// with a stray "%" is left as it is: decoding beside it could make a new escape.
func unescapeUnreserved(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			return s
		}
		c := unhex(s[i+1])<<4 | unhex(s[i+2])
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '~' {
			b.WriteByte(c)
		} else {
			b.WriteString(strings.ToUpper(s[i : i+3]))
		}
		i += 2
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

func parseTracking(list string) (names map[string]bool, prefixes []string) {
	names = make(map[string]bool)
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if p, ok := strings.CutSuffix(line, "*"); ok {
			prefixes = append(prefixes, p)
		} else {
			names[line] = true
		}
	}
	return names, prefixes
}
