package legal

import "storywatch/extract/text"

// Find returns the cases and courts that d names.
func Find(d *text.Document) ([]Docket, []Court) { return nil, nil }
