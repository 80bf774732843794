package contract

import "storywatch/extract/text"

// Find returns the awards of the announcement paragraphs in d.
func Find(d *text.Document, announced string) []Award { return nil }
