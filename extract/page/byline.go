package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// byline is the people who wrote the page. What readers see is believed first: the credit nearest to the headline that names
// somebody. Names that JSON-LD or meta state choose among several credits, and stand alone only when the page shows them
// somewhere: accounts of the publishing system are often stated and never shown. A site's name, a desk or an address is nobody.
func (m *meta) byline(site, host string) []string {
	c := crediter{site: site, host: folded(host), label: folded(ownLabel(host))}
	stated := c.stated(m.article.authors)
	if len(stated) == 0 {
		stated = c.stated(m.authors)
	}
	credits := c.find(m.doc, m.headline)
	for _, credit := range credits {
		if shareName(credit.names, stated) {
			return c.joined(credit.names, stated, m.doc)
		}
	}
	if shown := c.shown(stated, m.doc); len(shown) > 0 {
		return shown
	}
	if len(credits) == 0 {
		return c.accounts(append(slices.Clone(m.article.authors), m.authors...), m.doc)
	}
	names := credits[0].names
	for _, credit := range credits[1:] {
		if len(names) == 1 && strings.HasPrefix(credit.names[0], names[0]+" ") {
			return credit.names[:1] // "by Rosa" above the text, "Rosa Lindt" below it
		}
	}
	if isPen(names) && c.label != "" && strings.Contains(folded(visibleText(m.doc)), folded(names[0])+c.label) {
		return []string{names[0] + " " + strings.ToUpper(c.label[:1]) + c.label[1:]} // "by Rosa" at lindt.example, where "Rosa Lindt" is shown
	}
	return names
}

// joined are the names of a credit, and those stated beside them that the page shows elsewhere, but for those who did another
// part: blocks of two authors are often two credits.
func (c *crediter) joined(names, stated []string, doc *html.Node) []string {
	var more []string
	for _, name := range stated {
		if !shareName(names, []string{name}) && !shareName(c.helpers, []string{name}) {
			more = append(more, name)
		}
	}
	return addNames(names, c.shown(more, doc))
}

// ownLabel is the part of a host name that its owner chose: "globaltides" of de.globaltides.example.
func ownLabel(host string) string {
	parts := strings.Split(host, ".")
	if len(parts) < 2 {
		return host
	}
	label := parts[len(parts)-2]
	if len(label) <= 3 && len(parts) > 2 {
		label = parts[len(parts)-3] // co.uk
	}
	return label
}

// shown are those names that readers see somewhere on the page.
func (c *crediter) shown(names []string, doc *html.Node) []string {
	if len(names) == 0 {
		return nil
	}
	var out []string
	visible := letters(visibleText(doc))
	for _, name := range names {
		if !c.isSiteName(name) && strings.Contains(visible, letters(name)) { // a site's name stands on each of its pages
			out = append(out, name)
		}
	}
	return out
}

// stated is the people among names that the page states in its metadata.
func (c *crediter) stated(raws []string) []string {
	var out []string
	for _, raw := range raws {
		if strings.Contains(raw, "://") {
			continue
		}
		out = addNames(out, c.names([]segment{{text: raw}}, false))
	}
	return out
}

func shareName(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if letters(x) == letters(y) {
				return true
			}
		}
	}
	return false
}

func addNames(list, more []string) []string {
	for _, name := range more {
		if !shareName(list, []string{name}) {
			list = append(list, name)
		}
	}
	return list
}

// visibleText is all that readers see of the page, comments and scripts left out.
func visibleText(doc *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode && n.DataAtom != atom.Body && n.DataAtom != atom.Html {
			if marks := marksOf(n); isUnseen(n) || strings.Contains(marks, "comment") && marksElsewhere(marks) || strings.Contains(marks, "copyright") {
				return
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(doc)
	return b.String()
}

// MaxNameWords is how many words a person's name has at most: longer ones were titles, addresses or sentences.
const MaxNameWords = 5

// isPerson reports whether words can be the name of a person: two to five words, capitals at both ends, nothing that offices
// and outlets are called.
func (c *crediter) isPerson(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > MaxNameWords || strings.ContainsAny(name, "/@:<>()[]{}!?\"0123456789") || c.isSite(name) {
		return false
	}
	if first, last := firstRune(words[0]), firstRune(words[len(words)-1]); !unicode.IsUpper(first) || !unicode.IsUpper(last) {
		return false
	}
	if last := words[len(words)-1]; len(last) > 2 && isUpperWord(last) && !isUpperWord(name) && !suffixes[last] {
		return false // "Harbor Search API"
	}
	for i, w := range words {
		if notNames[folded(w)] || i > 0 && !unicode.IsUpper(firstRune(w)) && !particles[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// suffixes stand behind a name in capitals.
var suffixes = map[string]bool{"III": true, "MD": true, "VIII": true}

// particles are the small words inside names.
var particles = map[string]bool{
	"al": true, "af": true, "av": true, "ben": true, "bin": true, "d’": true, "da": true, "das": true, "de": true, "degli": true, "dei": true, "del": true, "della": true, "den": true, "der": true,
	"di": true, "do": true, "dos": true, "du": true, "e": true, "el": true, "ibn": true, "la": true, "le": true, "ten": true, "ter": true, "v.": true, "van": true, "von": true, "y": true, "zu": true, "zum": true, "zur": true,
}

// The length of a pen name in letters.
const (
	minPenName = 3
	maxPenName = 24
)

// isPenName reports whether one word can be what a writer calls himself: only where the page marks it as the author.
func (c *crediter) isPenName(name string) bool {
	n := 0
	for i, r := range name {
		if i == 0 && !unicode.IsLetter(r) || i > 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.' && r != '-' {
			return false
		}
		n++
	}
	return n >= minPenName && n <= maxPenName && !strings.Contains(folded(name), "admin") && !c.isSite(name) && !notNames[folded(name)] && !creditWords[folded(name)] && !isUpperWord(name)
}

// isSite reports whether a name is the site's or its host's. A site that is called after its writer ("Rosa Lindt's diary") is
// not his name; a name that is a person's by its first name is the writer's also where it is the site's.
func (c *crediter) isSite(name string) bool {
	return c.isSiteName(name) && !isKnownPerson(name)
}

// isKnownPerson reports whether a name begins with a first name that many people have.
func isKnownPerson(name string) bool {
	if len(strings.Fields(name)) < 2 {
		return false
	}
	var none *entity.Lexicon
	found := none.Find(text.New(name + " wrote it.")).Mentions
	return len(found) == 1 && found[0].Kind == entity.Person && found[0].Gender != entity.Any
}

func (c *crediter) isSiteName(name string) bool {
	n, site := letters(name), letters(c.site)
	if label := c.label; len(label) > minLabel && strings.Contains(folded(name), label) {
		return true // "Global Tides Latin America" at globaltides.example
	}
	return site != "" && (n == site || len(site) > minSite && strings.Contains(n, site)) || c.host != "" && strings.Contains(c.host, folded(name))
}

// minLabel is how many letters a host's own label has at least when it is looked for inside a name.
const minLabel = 6

// minSite is how many letters a site's name has at least when it is looked for inside another name.
const minSite = 3

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func isUpperWord(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// unshouted writes a name that the page sets in capitals as names are written.
func unshouted(name string) string {
	if !isUpperWord(name) || len(name) <= 4 {
		return name
	}
	start := true
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			start = true
			return r
		}
		if start {
			start = false
			return r
		}
		return unicode.ToLower(r)
	}, name)
}
