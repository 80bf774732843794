// Package topic decides whether a text is about what the user watches. A topic is a condition on entities and words,
// and on how near to each other they stand.
package topic

// Topic is one condition; all parts that are given must hold.
type Topic struct {
	Name     string
	Entities []string // canonical names
	AtLeast  int      // how many different ones of Entities
	Any      []string // at least one of these words or phrases; whole words, case ignored unless an acronym
	None     []string // none of these anywhere in the document
	Within   string   // "document" or "paragraph": how near the parts must stand
}
