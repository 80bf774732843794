// Package legal finds docket numbers, case names and courts in running text, precision before recall.
package legal

import "storywatch/extract/text"

// Docket is one case as a text names it.
type Docket struct {
	text.Span
	Number   string // as normalised: 3:26-cv-01996
	Court    string // as the text names it; "" when it does not
	CaseName string // "Norvane AI v. Department of Ports"; "" when the text does not say
}

// Court is one place where a text names a court.
type Court struct {
	text.Span
	Name string // "U.S. District Court for the Northern District of California", "Fourth Circuit"
}
