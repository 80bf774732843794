package feed

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

type kind int

const (
	kindNone kind = iota
	kindRSS       // rss and rdf roots
	kindAtom
	kindJSON
	kindCDF
)

// document is text on its way to the parser.
type document struct {
	text     string // from the root's start tag on
	root     string // the root's name as written, with its prefix
	kind     kind
	repaired []string
}

func (d *document) note(repair string) { d.repaired = append(d.repaired, repair) }

var (
	rootTag      = regexp.MustCompile(`(?i)<((?:[a-z][\w.-]*:)?(rss|rdf|feed|channel))(?:[\s>]|/>)`)
	beforeRoot   = regexp.MustCompile(`(?s)<!--.*?-->|<\?.*?\?>`)
	htmlRoot     = regexp.MustCompile(`(?i)<(?:!doctype\s+html|html|head|body)\b`)
	pageParts    = regexp.MustCompile(`(?i)<(?:html|head|body|meta|title)\b`)
	numericRef   = regexp.MustCompile(`&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));`)
	jsonFeedMark = regexp.MustCompile(`"(?:version|items)"\s*:`)
)

// clean finds the root, drops what stands before it (declaration, comments, warnings of a broken server) and removes
// what no XML parser accepts.
func clean(text string) document {
	trimmed := strings.TrimSpace(text)
	if strings.HasPrefix(trimmed, "{") && jsonFeedMark.MatchString(trimmed) {
		return document{text: trimmed, kind: kindJSON}
	}
	var d document
	start := d.findRoot(trimmed)
	if start < 0 {
		return d
	}
	if junk(trimmed[:start]) {
		d.note("text before the root dropped")
	}
	d.text = trimmed[start:]
	if cleaned := dropInvalid(d.text); cleaned != d.text {
		d.note("characters that XML forbids dropped")
		d.text = cleaned
	}
	d.adapt()
	return d
}

// findRoot sets root and kind and returns where the root's start tag begins, or -1.
func (d *document) findRoot(text string) int {
	masked := text
	if first := rootTag.FindStringIndex(text); first != nil && strings.Contains(text[:first[0]], "<!--") {
		masked = beforeRoot.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	}
	m := rootTag.FindStringSubmatchIndex(masked)
	if m == nil {
		return -1
	}
	if pageParts.MatchString(masked[:m[0]]) {
		return -1 // a page that talks about feeds
	}
	d.root = text[m[2]:m[3]]
	switch name := strings.ToLower(text[m[4]:m[5]]); {
	case name == "feed":
		d.kind = kindAtom
	case name == "channel" && isCDF(text[m[0]:]):
		d.kind = kindCDF
	default:
		d.kind = kindRSS
	}
	return m[0]
}

// junk reports whether anything but declarations, comments and a DOCTYPE stands before the root.
func junk(prolog string) bool {
	rest := strings.TrimSpace(beforeRoot.ReplaceAllString(prolog, ""))
	return rest != "" && !strings.HasPrefix(strings.ToUpper(rest), "<!DOCTYPE")
}

// dropInvalid removes characters outside XML 1.0's Char production, and references to them.
func dropInvalid(text string) string {
	text = strings.Map(func(r rune) rune {
		if xmlChar(r) {
			return r
		}
		return -1
	}, text)
	if !strings.Contains(text, "&#") {
		return text
	}
	return numericRef.ReplaceAllStringFunc(text, func(ref string) string {
		m := numericRef.FindStringSubmatch(ref)
		digits, base := m[2], 10
		if m[1] != "" {
			digits, base = m[1], 16
		}
		n, err := strconv.ParseInt(digits, base, 32)
		if err != nil || !xmlChar(rune(n)) {
			return ""
		}
		if strings.HasPrefix(ref, "&#X") {
			return "&#x" + ref[3:]
		}
		return ref
	})
}

// xmlChar is the Char production of XML 1.0.
func xmlChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd ||
		r >= 0x10000 && r <= utf8.MaxRune
}
