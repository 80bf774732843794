package page

import (
	"bufio"
	_ "embed"
	"sort"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed boilerplate.txt
var boilerplateText string

// boilerplate are the beginnings of lines that publishers put between and behind an article's paragraphs, sorted, in lower case.
var boilerplate = readBoilerplate(boilerplateText)

func readBoilerplate(source string) []string {
	var out []string
	sc := bufio.NewScanner(strings.NewReader(source))
	for sc.Scan() {
		if line := strings.TrimSpace(sc.Text()); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	sort.Strings(out)
	return out
}

// MaxBoilerplate is how many bytes a line has at most that is left out for how it begins: longer ones are sentences.
const MaxBoilerplate = 220

// withoutBoilerplate leaves out the lines that belong to the page and not to the article: calls to subscribe, teasers of
// other articles, rules. What stands in quotation marks is never left out.
func withoutBoilerplate(s string) string {
	kept := make([]string, 0, strings.Count(s, "\n")+1)
	for line := range strings.SplitSeq(s, "\n") {
		if letters(line) == "" || isBoilerplate(line) {
			continue
		}
		kept = append(kept, line)
	}
	if len(kept) == 0 {
		return s
	}
	return strings.Join(kept, "\n")
}

func isBoilerplate(line string) bool {
	if len(line) > MaxBoilerplate || strings.ContainsAny(line, "“”\"«»„") {
		return false
	}
	l := strings.ToLower(strings.TrimLeft(line, "[(*•-–>» "))
	// the last beginning that is not behind the line: if any is its prefix, it is that one or a shorter one before it
	for i := sort.SearchStrings(boilerplate, l+"\xff") - 1; i >= 0; i-- {
		if strings.HasPrefix(l, boilerplate[i]) {
			return true
		}
		if boilerplate[i][0] != l[0] {
			return false
		}
	}
	return false
}

// prune takes comments and lists of other articles out of the tree, unless the headline or most of the text is among them.
func prune(doc *html.Node) {
	var out []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && isComments(n) && !holdsHeadline(n) {
			out = append(out, n)
			return
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(doc)
	for _, n := range out {
		n.Parent.RemoveChild(n)
	}
}

// lighten takes out what holds no text, so that the extractor's copies of the tree are small, and answers beforehand what it
// would look for in the whole tree and we have read ourselves: authors, sections, tags.
func lighten(doc *html.Node) {
	var out []*html.Node
	var head *html.Node
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Meta, atom.Link, atom.Style, atom.Svg, atom.Template:
			out = append(out, n)
		case atom.Script:
			if !strings.Contains(attr(n, "type"), "ld+json") { // the last resort reads an article's text in there
				out = append(out, n)
			}
		case atom.Head:
			head = n
		}
	}
	for _, n := range out {
		n.Parent.RemoveChild(n)
	}
	if head == nil {
		return
	}
	for _, name := range []string{"author", "article:section", "article:tag"} {
		head.AppendChild(&html.Node{Type: html.ElementNode, DataAtom: atom.Meta, Data: "meta", Attr: []html.Attribute{
			{Key: "property", Val: name}, {Key: "name", Val: name}, {Key: "content", Val: "Nobody Known"},
		}})
	}
}

// isComments reports whether an element is marked as holding what readers wrote.
func isComments(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	}
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for token := range strings.FieldsSeq(a.Val) {
			switch token = strings.ToLower(token); {
			case token == "comments", token == "respond", token == "disqus_thread":
				return true
			}
			for _, start := range []string{"comment-list", "commentlist", "comments-area", "comments-section", "comments_", "comment-section", "disqus", "livefyre", "viafoura"} {
				if strings.HasPrefix(token, start) {
					return true
				}
			}
		}
	}
	return false
}

func holdsHeadline(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.H1 {
			return true
		}
	}
	return false
}
