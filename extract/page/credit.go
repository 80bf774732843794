package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// credit is one place where the page shows who wrote something.
type credit struct {
	names  []string
	marked bool // the page marks it as its author, in an attribute
	after  bool // it stands behind the headline, or around it
	parent *html.Node
}

// crediter finds credits and reads names from them.
type crediter struct {
	site, host string
	label      string              // the part of the host that its owner chose, folded
	headline   map[*html.Node]bool // the headline and the elements around it
	passed     bool                // the headline has been walked over
	found      []credit
	helpers    []string // who took pictures, edited, checked or contributed
}

// MaxCredit is how many bytes a place that names authors has at most: longer ones hold the article, or a life.
const MaxCredit = 300

// find is the page's credits: those behind the headline first, marked ones before those that only say "by", each in the order of
// the page. Credits of comments, of other articles' teasers and of pictures are none.
func (c *crediter) find(doc, headline *html.Node) []credit {
	c.headline = map[*html.Node]bool{}
	for n := headline; n != nil; n = n.Parent {
		c.headline[n] = true
	}
	c.passed = headline == nil
	c.walk(doc, headline)
	var out []credit
	for _, want := range []struct{ after, marked bool }{{true, true}, {true, false}, {false, true}} {
		for _, f := range c.found {
			if f.after != want.after || f.marked != want.marked {
				continue
			}
			if k := len(out) - 1; k >= 0 && out[k].marked == f.marked && out[k].parent == f.parent {
				if isPen(f.names) && !isPen(out[k].names) {
					continue // the account of the one who is named
				}
				out[k].names = addNames(out[k].names, f.names) // each author in an element of his own
				continue
			}
			out = append(out, f)
		}
	}
	return out
}

// isPen reports whether a credit is a single word.
func isPen(names []string) bool { return len(names) == 1 && !strings.Contains(names[0], " ") }

func (c *crediter) walk(n, headline *html.Node) {
	if n == headline {
		c.passed = true
	}
	switch n.Type {
	case html.TextNode:
		c.textCredit(n)
		return
	case html.ElementNode:
		if isUnseen(n) || c.isElsewhere(n) {
			return
		}
		if c.markedCredit(n) {
			return
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, headline)
	}
}

// markedCredit takes an element that the page marks as naming its author.
func (c *crediter) markedCredit(n *html.Node) bool {
	if !marksAuthor(n) || c.headline[n] {
		return false
	}
	segments, size := segmentsOf(n)
	if size == 0 || size > MaxCredit {
		return false
	}
	names := c.names(segments, !isHidden(n))
	if len(names) == 0 {
		return false
	}
	c.found = append(c.found, credit{names: names, marked: true, after: c.passed, parent: n.Parent})
	return true
}

// textCredit takes a short text that begins like a byline: "By Rosa Lindt", "Written by Rosa Lindt", "Author: Rosa Lindt".
func (c *crediter) textCredit(n *html.Node) {
	if n.Parent == nil || c.headline[n.Parent] || !beginsCredit(n.Data) {
		return
	}
	place := n.Parent
	if endsOpen(n.Data) && place.Parent != nil && place.FirstChild == n && place.LastChild == n {
		place = place.Parent // <span>By</span> <a>Rosa Lindt</a>
	}
	segments, size := segmentsOf(place)
	if size > MaxTextCredit {
		return
	}
	word, _ := firstWord(n.Data)
	penName := !byWords[folded(word)] && !isHidden(place) && slices.ContainsFunc(segments, func(s segment) bool { return s.link }) // not "By night"
	if names := c.names(segments, penName); len(names) > 0 {
		c.found = append(c.found, credit{names: names, after: c.passed, parent: place})
	}
}

// maxCreditWords is how many words may stand before the one that introduces the author: "Blog post by", "Geschrieben von".
const maxCreditWords = 3

// beginsCredit reports whether a text begins with words that credit an author: "by", "written by", "authors".
func beginsCredit(text string) bool {
	if len(text) > 2*MaxTextCredit { // with the blanks of its source
		return false
	}
	credited, i := false, -1
	for word := range strings.FieldsSeq(text) {
		i++
		key := folded(word)
		switch {
		case byWords[key]:
			return credited || i == 0 && (key == "von" || !particles[key])
		case authorWords[key] && i == 0:
			return allCapital(strings.Fields(text)[1:])
		case i >= maxCreditWords:
			return false
		}
		credited = credited || phraseWords[key]
	}
	return false
}

// allCapital reports whether words are a list of names, not a sentence.
func allCapital(words []string) bool {
	for _, w := range words {
		if !unicode.IsUpper(firstRune(w)) && !andWords[w] && !particles[w] {
			return false
		}
	}
	return true
}

// endsOpen reports whether nothing follows the word that introduces the author.
func endsOpen(text string) bool {
	last := folded(lastWord(text))
	return byWords[last] || authorWords[last]
}

// MaxTextCredit is how many bytes a text has at most that names its author without being marked so: longer ones are sentences.
const MaxTextCredit = 150
