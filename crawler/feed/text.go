package feed

import (
	"html"
	"regexp"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxUnescape is how often character references are resolved in a title: feeds that escape twice are common
// ("&amp;amp;"), three times is somebody writing about escaping.
const maxUnescape = 2

var (
	cutTag    = regexp.MustCompile(`<[a-zA-Z][a-zA-Z0-9]*\s+[a-zA-Z-]+\s*=[^<>]*$`) // a summary cut in the middle of a tag
	anyTag    = regexp.MustCompile(`</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>`)
	spaces    = regexp.MustCompile(`[\s\x{00a0}\x{200b}\x{feff}]+`)
	skipInner = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true}
	inline    = map[atom.Atom]bool{
		atom.A: true, atom.Abbr: true, atom.B: true, atom.Cite: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Mark: true,
		atom.Q: true, atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.U: true,
	}
)

// PlainText gives the words of an HTML fragment, or of text that may be one: tags of known elements go, character
// references are resolved, runs of white space become one blank. "1 < 2" stays as it is.
func PlainText(fragment string) string {
	for range maxUnescape {
		if hasTags(fragment) {
			break
		}
		next := html.UnescapeString(fragment)
		if next == fragment {
			break
		}
		fragment = next
	}
	if hasTags(fragment) { // once: what looks like a tag after this is text about tags
		fragment = strip(fragment)
	}
	return strings.TrimSpace(spaces.ReplaceAllString(fragment, " "))
}

// hasTags reports whether text holds a tag or comment of HTML rather than a stray '<'.
func hasTags(text string) bool {
	if !strings.Contains(text, "<") {
		return false
	}
	for _, m := range anyTag.FindAllStringSubmatch(text, -1) {
		if atom.Lookup([]byte(strings.ToLower(m[1]))) != 0 {
			return true
		}
	}
	return strings.Contains(text, "<!--") || cutTag.MatchString(text)
}

// strip walks the fragment's tokens and keeps text; block elements part words.
func strip(fragment string) string {
	var out strings.Builder
	tokens := nethtml.NewTokenizer(strings.NewReader(fragment))
	var skipping atom.Atom
	for {
		switch tokens.Next() {
		case nethtml.ErrorToken: // the end: a tokenizer over a string has no other error
			return out.String()
		case nethtml.TextToken:
			if skipping == 0 {
				out.WriteString(tokens.Token().Data)
			}
		case nethtml.StartTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			if skipping == 0 && skipInner[tag] {
				skipping = tag
			}
			if !inline[tag] {
				out.WriteByte(' ')
			}
		case nethtml.EndTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			if tag == skipping {
				skipping = 0
			}
			if !inline[tag] {
				out.WriteByte(' ')
			}
		case nethtml.SelfClosingTagToken:
			out.WriteByte(' ')
		}
	}
}
