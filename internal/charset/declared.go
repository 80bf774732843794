package charset

import (
	"bytes"
	"regexp"
)

// maxHead is how far into a document its declaration is looked for, in bytes. Real pages carry up to some hundred
// kilobytes of scripts before it; the 1,024 bytes that browsers read damage one news page in six.
const maxHead = 1 << 20

var (
	comment     = regexp.MustCompile(`(?s)<!--.*?-->`)
	headEnd     = regexp.MustCompile(`(?i)</head\b|<body\b`)
	metaCharset = regexp.MustCompile(`(?i)<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.+-]+)`)
	xmlEncoding = regexp.MustCompile(`(?i)<\?xml\b[^>]*?\bencoding\s*=\s*["']\s*([A-Za-z0-9_:.+-]+)`)
	headerLoose = regexp.MustCompile(`(?i)\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.+-]+)`)
)

// inDocument returns the labels that the document names for itself: the XML declaration's, then those of meta elements
// in the head that are not commented out.
func inDocument(body []byte) []string {
	head := body[:min(len(body), maxHead)]
	var labels []string
	if m := xmlEncoding.FindSubmatch(head); m != nil {
		labels = append(labels, string(m[1]))
	}
	if !bytes.Contains(bytes.ToLower(head), []byte("<meta")) {
		return labels
	}
	head = comment.ReplaceAll(head, nil)
	if end := headEnd.FindIndex(head); end != nil {
		head = head[:end[0]]
	}
	for _, m := range metaCharset.FindAllSubmatch(head, -1) {
		labels = append(labels, string(m[1]))
	}
	return labels
}

// looseCharset finds the charset parameter of a header that does not keep to the grammar ("text/html;;charset='x").
func looseCharset(contentType string) string {
	if m := headerLoose.FindStringSubmatch(contentType); m != nil {
		return m[1]
	}
	return ""
}
