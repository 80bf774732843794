package feed

import (
	"regexp"
	"strings"
)

// adapt rewrites spellings that gofeed has no place for into ones that it reads. The words stay the same, so this is
// not noted as a repair, but for a missing root.
func (d *document) adapt() {
	switch d.kind {
	case kindAtom:
		d.text = knownAtom(d.text, d.root)
		d.text = atomCreated(d.text)
		d.text = base64Type.ReplaceAllStringFunc(d.text, func(tag string) string { return textType.ReplaceAllString(tag, "") })
	case kindRSS:
		if strings.EqualFold(d.root, "channel") {
			d.note("the rss element was missing")
			d.text, d.root = `<rss version="2.0">`+d.text+"</rss>", "rss"
		}
		d.text = channelAuthor(d.text)
	}
}

var (
	namespace  = regexp.MustCompile(`(?i)\bxmlns(:[\w.-]+)?\s*=\s*("[^"]*"|'[^']*')`)
	base64Type = regexp.MustCompile(`(?i)<[^<>]*\bmode\s*=\s*["']base64["'][^<>]*>`)
	textType   = regexp.MustCompile(`(?i)\btype\s*=\s*["'][^"']*["']`)
	createdTag = regexp.MustCompile(`<(/?)((?:[\w.-]+:)?)created>`)
	authorTag  = regexp.MustCompile(`(?i)<(/?)author>`)
)

// knownAtom gives the root's own namespace Atom's name where it has another: drafts and careless templates use dozens
// of names, and the parser knows two.
func knownAtom(text, root string) string {
	const atom10, atom03 = "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"
	end := strings.IndexByte(text, '>')
	if end < 0 {
		return text
	}
	prefix := ""
	if name, _, found := strings.Cut(root, ":"); found {
		prefix = ":" + name
	}
	tag := namespace.ReplaceAllStringFunc(text[:end], func(attr string) string {
		m := namespace.FindStringSubmatch(attr)
		if uri := strings.TrimSpace(strings.Trim(m[2], `"'`)); m[1] != prefix || uri == atom10 || uri == atom03 {
			return attr
		}
		return "xmlns" + prefix + `="` + atom10 + `"`
	})
	return tag + text[end:]
}

// atomCreated reads Atom 0.3's created as published in feeds that have neither issued nor published.
func atomCreated(text string) string {
	if !strings.Contains(text, "created>") || strings.Contains(text, "issued>") || strings.Contains(text, "published>") {
		return text
	}
	return createdTag.ReplaceAllString(text, "<${1}${2}published>")
}

// channelAuthor reads an author of the channel, which RSS does not have, as its managingEditor.
func channelAuthor(text string) string {
	head := text
	if at := itemStart[kindRSS].FindStringIndex(text); at != nil {
		head = text[:at[0]]
	}
	if !authorTag.MatchString(head) || strings.Contains(strings.ToLower(head), "<managingeditor") {
		return text
	}
	return authorTag.ReplaceAllString(head, "<${1}managingEditor>") + text[len(head):]
}
