package feed

import (
	"fmt"
	"regexp"
	"strings"
)

// salvage parses a document as it is; where that fails, with stray '<' escaped; and where that fails too, item by
// item, so that one broken item or a cut-off end costs no whole feed. The error is the first attempt's.
func salvage(d document, parse func(string) (Feed, error)) (Feed, error) {
	f, err := parse(d.text)
	if err == nil {
		if len(f.Items) >= countItems(d) {
			return f, nil
		}
		// A wrong end tag does not stop the parser; it closes elements around it and passes over the items that follow.
		if saved, ok := itemByItem(d, parse); ok && len(saved.Items) > len(f.Items) {
			return saved, nil
		}
		return f, nil
	}
	if escaped := escapeStray(d.text); escaped != d.text {
		if f, err := parse(escaped); err == nil {
			f.Repaired = append(f.Repaired, "'<' that opens no element escaped")
			return f, nil
		}
		d.text = escaped
	}
	if f, ok := itemByItem(d, parse); ok {
		return f, nil
	}
	return Feed{}, err
}

var (
	stray     = regexp.MustCompile(`<([^A-Za-z_/!?])`)
	itemStart = map[kind]*regexp.Regexp{
		kindRSS:  regexp.MustCompile(`(?i)<(?:[a-z][\w.-]*:)?item(?:\s[^>]*)?>`),
		kindAtom: regexp.MustCompile(`(?i)<(?:[a-z][\w.-]*:)?entry(?:\s[^>]*)?>`),
	}
	itemEnd = map[kind]*regexp.Regexp{
		kindRSS:  regexp.MustCompile(`(?i)</(?:[a-z][\w.-]*:)?item\s*>`),
		kindAtom: regexp.MustCompile(`(?i)</(?:[a-z][\w.-]*:)?entry\s*>`),
	}
	startTag = regexp.MustCompile(`^<[^>]*>`)
)

// countItems counts start tags of items outside CDATA and comments.
func countItems(d document) int {
	n := 0
	for rest := d.text; rest != ""; {
		open := strings.Index(rest, "<!")
		if open < 0 {
			return n + len(itemStart[d.kind].FindAllStringIndex(rest, -1))
		}
		n += len(itemStart[d.kind].FindAllStringIndex(rest[:open], -1))
		rest = rest[open:]
		end := ">"
		switch {
		case strings.HasPrefix(rest, "<![CDATA["):
			end = "]]>"
		case strings.HasPrefix(rest, "<!--"):
			end = "-->"
		}
		at := strings.Index(rest, end)
		if at < 0 {
			return n
		}
		rest = rest[at+len(end):]
	}
	return n
}

func escapeStray(text string) string { return stray.ReplaceAllString(text, "&lt;$1") }

// maxRootTag is in bytes: the root's start tag goes around every item that is parsed on its own. Feeds that declare thirty
// modules have 2,000.
const maxRootTag = 8 << 10

// itemByItem parses what stands before the first item and every whole item on its own. ok is false when nothing at all
// could be read.
func itemByItem(d document, parse func(string) (Feed, error)) (Feed, bool) {
	open := startTag.FindString(d.text)
	if open == "" || len(open) > maxRootTag || strings.HasSuffix(open, "/>") {
		return Feed{}, false
	}
	openChannel, closeChannel := "", ""
	if d.kind == kindRSS {
		openChannel, closeChannel = "<channel>", "</channel>"
	}
	wrap := func(part string) (Feed, error) {
		return parse(open + openChannel + part + closeChannel + "</" + d.root + ">")
	}
	head, items := splitItems(d)
	out, headErr := wrap(head)
	out.Items = nil
	broken := 0
	for _, item := range items {
		one, err := wrap(item)
		if err != nil {
			one, err = wrap(escapeStray(item))
		}
		if err != nil || len(one.Items) != 1 {
			broken++
			continue
		}
		out.Items = append(out.Items, one.Items[0])
	}
	if headErr != nil && len(out.Items) == 0 {
		return Feed{}, false
	}
	note := fmt.Sprintf("broken XML: %d whole items saved", len(out.Items))
	if broken > 0 {
		note += fmt.Sprintf(", %d lost", broken)
	}
	out.Repaired = append(out.Repaired, note)
	return out, true
}

// splitItems returns the channel's own elements before the first item (without the channel's start tag, which a cut-off
// feed never closes) and the items that are whole, at most MaxItems+1.
func splitItems(d document) (head string, items []string) {
	rest := d.text[len(startTag.FindString(d.text)):]
	first := itemStart[d.kind].FindStringIndex(rest)
	if first == nil {
		return headOf(rest), nil
	}
	head, rest = headOf(rest[:first[0]]), rest[first[0]:]
	for len(items) <= MaxItems {
		at := itemStart[d.kind].FindStringIndex(rest)
		if at == nil {
			break
		}
		end := itemEnd[d.kind].FindStringIndex(rest[at[1]:])
		if end == nil {
			break
		}
		items = append(items, rest[at[0]:at[1]+end[1]])
		rest = rest[at[1]+end[1]:]
	}
	return head, items
}

var (
	channelTag  = regexp.MustCompile(`(?i)</?(?:[a-z][\w.-]*:)?channel(?:\s[^>]*)?>`)
	lastElement = regexp.MustCompile(`(?s)^.*(</[^>]*>|/>)`)
)

// headOf drops the channel's own tags and an element that was cut in half at the end.
func headOf(text string) string {
	return lastElement.FindString(channelTag.ReplaceAllString(text, ""))
}
