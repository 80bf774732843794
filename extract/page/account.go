package page

import (
	"strings"

	"golang.org/x/net/html"
)

// accounts are the people whose accounts of the publishing system the page states ("rosa.lindt") and whose names it shows
// ("Rosa M. Lindt").
func (c *crediter) accounts(stated []string, doc *html.Node) []string {
	var out, shown []string
	for _, raw := range stated {
		first, last, ok := strings.Cut(raw, ".")
		if !ok || first == "" || last == "" || strings.ToLower(raw) != raw || strings.ContainsAny(raw, " @/:") || strings.Contains(last, ".") {
			continue
		}
		if shown == nil {
			shown = strings.Fields(visibleText(doc))
		}
		if name := c.spelled(folded(first), folded(last), shown); name != "" {
			out = addNames(out, []string{name})
		}
	}
	return out
}

// spelled is the name of a first and a last name, folded, as it stands among words, perhaps with an initial between.
func (c *crediter) spelled(first, last string, words []string) string {
	for i, w := range words {
		if folded(w) != first {
			continue
		}
		for j := i + 1; j < len(words) && j <= i+2; j++ {
			name := strings.Trim(strings.Join(words[i:j+1], " "), "()[],;:*+\"“”„»«|")
			if folded(words[j]) == last && c.isPerson(name) {
				return name
			}
			if len(folded(words[j])) > 1 {
				break
			}
		}
	}
	return ""
}
