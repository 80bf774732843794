package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// segment is a piece of a credit's text as the markup cuts it.
type segment struct {
	text string
	link bool // it is a link, or marked as a name
}

// piece is what stands between two separators.
type piece struct {
	text   string
	joined bool // a comma, an ampersand or "and" stands before it
}

// names reads the people of a credit. Those who took the pictures, edited or checked are none of its authors; what follows a
// name without a comma or an "and" is something else: a button, an office, a place.
func (c *crediter) names(segments []segment, penNames bool) []string {
	var out []string
	var pen string
	author, introduced, linked, inOffice, due := true, false, false, false, false // due: a name must follow
	for _, s := range segments {
		if s.link && isHeadline(s.text) {
			continue
		}
		for _, p := range pieces(s.text) {
			before, name, by := cutBy(p.text)
			if by {
				author = isAuthorship(before)
				if author && !introduced {
					out, pen, introduced = nil, "", true // what stood before "by" were no authors
				}
			}
			name = c.cutName(strings.Trim(name, " .,:;’'*"))
			if name == "" {
				due = by
				continue
			}
			due = due || by
			person := c.isPerson(name)
			if !author {
				due = false
				if person {
					c.helpers = addNames(c.helpers, []string{unshouted(name)})
				}
				continue
			}
			switch {
			case person && !(inOffice && p.joined):
				if len(out) == 0 || by || p.joined && isUpperWord(name) == isUpperWord(out[0]) || s.link && linked {
					out, linked = addNames(out, []string{name}), s.link
				}
			case pen == "" && (due || s.link) && c.isPenName(name):
				pen = name
			}
			due = false
			inOffice = !person && strings.Contains(name, " of ") // "Institute of Allergy and Infectious Diseases"
		}
	}
	if len(out) == 0 && penNames && pen != "" {
		return []string{pen}
	}
	for i := range out {
		out[i] = unshouted(out[i])
	}
	return out
}

// maxLinkWords is how many words a link to authors has at most: longer ones are headlines of other articles.
const maxLinkWords = 8

// isHeadline reports whether a link is too long for names, or has a colon inside.
func isHeadline(link string) bool {
	if _, after, ok := strings.Cut(link, ": "); ok && len(strings.Fields(link)) > MaxNameWords+1 && after != "" {
		return true
	}
	return len(strings.Fields(link)) > maxLinkWords && !strings.Contains(link, ",")
}

// cutName takes off what is written behind a name without a comma: an account ("@rosal"), an agency ("The Harbor Press"), an
// office ("Senior Writer").
func (c *crediter) cutName(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if i >= 2 && (strings.HasPrefix(w, "@") || tailWords[folded(w)]) {
			if head := strings.Join(words[:i], " "); c.isPerson(head) {
				return head
			}
			return name
		}
	}
	return name
}

// isAuthorship reports whether what stands before "by" leaves the writing to whom it names: not "Photography".
func isAuthorship(before string) bool { return !namesOther(before) }

// namesOther reports whether one of the last words is another part than the writer's: "Translated into German".
func namesOther(words string) bool {
	f := strings.Fields(words)
	for _, w := range f[max(0, len(f)-maxCreditWords):] {
		if otherParts[folded(w)] {
			return true
		}
	}
	return false
}

// introduces reports whether what stands before "von" or "van" says that it is no part of a name: nothing, a date, "Text".
func introduces(before string) bool {
	word := folded(lastWord(before))
	if namesOther(before) {
		return true
	}
	return word == "" || creditWords[word] || otherParts[word] || strings.ContainsAny(word, "0123456789")
}

func lastWord(s string) string {
	word := ""
	for w := range strings.FieldsSeq(s) {
		word = w
	}
	return word
}

// cutBy cuts a piece at the last word that introduces an author: "Photography by Piet Oduya" is "Photography" and "Piet Oduya".
// Words that are parts of names as well ("von", "van") introduce only where no name stands before them.
func cutBy(piece string) (before, name string, found bool) {
	at := 0
	for at < len(piece) {
		end := strings.IndexByte(piece[at:], ' ')
		if end < 0 {
			end = len(piece)
		} else {
			end += at
		}
		word := piece[at:end]
		key := folded(word)
		switch {
		case byWords[key] && (key == "by" || introduces(piece[:at])), strings.HasSuffix(word, ":") && creditWords[key], at == 0 && authorWords[key],
			key == "from" && otherParts[folded(lastWord(piece[:at]))], key == "to" && strings.HasSuffix(piece[:at], "as told "):
			before, name, found = piece[:at], strings.TrimSpace(piece[end:]), true
		case key == "for" && at > 0:
			if !found {
				return "", strings.TrimSpace(piece[:at]), false // "Rosa Lindt for The Post"
			}
			return before, strings.TrimSpace(strings.TrimSuffix(name, piece[at:])), true
		}
		at = end + 1
	}
	if !found {
		return "", piece, false
	}
	return before, name, true
}

// pieces cuts a text where lists of names and what surrounds them are cut: commas, bars, dots, dashes and the words for and.
func pieces(s string) []piece {
	var out []piece
	var b strings.Builder
	joined := false
	flush := func(next bool) {
		if t := strings.TrimSpace(b.String()); t != "" {
			out = append(out, piece{t, joined})
			joined = false
		}
		b.Reset()
		joined = joined || next
	}
	for w := range strings.FieldsSeq(s) {
		if andWords[strings.ToLower(w)] {
			flush(w != "-" && w != "on" && w != "am")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		for _, r := range w {
			switch r {
			case ',', ';', '&', '/', '+':
				flush(true)
			case '|', '·', '•', '–', '—':
				flush(false)
			default:
				b.WriteRune(r)
			}
		}
	}
	flush(false)
	return out
}

var andWords = map[string]bool{"and": true, "e": true, "en": true, "et": true, "och": true, "og": true, "on": true, "und": true, "with": true, "y": true, "-": true, "am": true}

// segmentsOf is the text of n as its elements cut it, and how many bytes it has. A comma or an "and" between two elements
// goes with the second.
func segmentsOf(n *html.Node) ([]segment, int) {
	var out []segment
	size, between := 0, ""
	var walk func(n *html.Node, link bool)
	walk = func(n *html.Node, link bool) {
		switch n.Type {
		case html.TextNode:
			t := plain(n.Data)
			if t == "" {
				return
			}
			size += len(t)
			if isSeparator(t) {
				between = t + " "
				return
			}
			end := ""
			if strings.HasSuffix(t, ",") || strings.HasSuffix(t, " and") {
				end = ", "
			}
			out, between = append(out, segment{text: between + t, link: link}), end
			return
		case html.ElementNode:
			if isUnseen(n) || n.DataAtom == atom.Time {
				return
			}
			link = link || n.DataAtom == atom.A || strings.Contains(attr(n, "itemprop"), "name")
		}
		for child := n.FirstChild; child != nil && size <= MaxCredit; child = child.NextSibling {
			walk(child, link)
		}
	}
	walk(n, false)
	return out, size
}

// isSeparator reports whether a text is nothing but what stands between names.
func isSeparator(t string) bool {
	return t == "," || t == "&" || t == ";" || t == "/" || andWords[strings.ToLower(strings.Trim(t, ", "))]
}
