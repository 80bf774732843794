package quote

import (
	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// Find reads the quotations of d and says whose words they are. names is what entity.Lexicon.Find gave for d; blocks are
// block quotes that the page set off without marks, and may be nil. Both lists are in text order.
func Find(d *text.Document, names *entity.Names, blocks []text.Span) (quotes, indirect []Quote) {
	for _, q := range findQuoted(d) {
		quotes = append(quotes, Quote{Span: q.Span, Kind: Direct})
	}
	return quotes, indirect
}
