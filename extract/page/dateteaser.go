package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The bytes of a link's text: from minHeadlineLink on it is a headline of another page, and above maxDateLink one that holds
// its date too: a link to a day's archive is short.
const (
	minHeadlineLink = 26
	maxDateLink     = 60
)

// maxTeaserNodes is how many nodes of an element are looked at: a teaser and a date in parts are smaller, and elements nest.
const maxTeaserNodes = 200

// isTeaser reports whether an item of a list leads to another page.
func isTeaser(n *html.Node) bool {
	seen := 0
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && len(strings.TrimSpace(textOf(c))) >= minHeadlineLink {
			return true
		}
		if seen++; seen > maxTeaserNodes {
			break
		}
	}
	return false
}

// headsElsewhere reports whether the first heading of an element is a link, or stands in one.
func headsElsewhere(n *html.Node) bool {
	seen := 0
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5:
			if c.Parent.DataAtom == atom.A {
				return true
			}
			for d := range c.Descendants() {
				if d.DataAtom == atom.A {
					return true
				}
			}
			return false
		}
		if seen++; seen > maxTeaserNodes {
			break
		}
	}
	return false
}
