package entity

import (
	"sort"

	"storywatch/extract/text"
)

// In is the mentions that lie within span.
func (n *Names) In(span text.Span) []Mention {
	if n == nil {
		return nil
	}
	from := sort.Search(len(n.Mentions), func(i int) bool { return n.Mentions[i].Start >= span.Start })
	to := from
	for to < len(n.Mentions) && n.Mentions[to].End <= span.End {
		to++
	}
	return n.Mentions[from:to]
}

// At is the mention that holds token i.
func (n *Names) At(i int) (Mention, bool) {
	k := n.Index(i)
	if k < 0 {
		return Mention{}, false
	}
	return n.Mentions[k], true
}

// Index is the place in Mentions of the one that holds token i, or -1.
func (n *Names) Index(i int) int {
	if n == nil || i < 0 || i >= len(n.byToken) {
		return -1
	}
	return int(n.byToken[i]) - 1
}
