package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"storywatch/extract"
	"storywatch/extract/quote"
)

// A document made to be troublesome costs no more than a long one, and says what was left out.
func TestLimits(t *testing.T) {
	for name, in := range map[string]extract.Input{
		"a long text":    {Text: strings.Repeat("Die Fähre läuft aus. The ferry leaves. ", 50_000)},
		"a long title":   {Title: strings.Repeat("Fähre ", 1000), Text: "The ferry leaves."},
		"a lot of dates": {Text: strings.Repeat("May 6, 2031 ", 6000)},
		"a lot of money": {Text: strings.Repeat("It costs $5 million. ", 6000)},
	} {
		t.Run(name, func(t *testing.T) {
			f := reader(t, extract.Lexicon{}).Read(in)
			if len(f.Text) > extract.MaxText || len(f.Title) > extract.MaxTitle || len(f.Dates) > extract.MaxMentions || len(f.Amounts) > extract.MaxMentions {
				t.Errorf("text %d bytes, title %d bytes, %d dates, %d sums", len(f.Text), len(f.Title), len(f.Dates), len(f.Amounts))
			}
			if len(f.Notes) == 0 || !utf8.ValidString(f.Text) || !utf8.ValidString(f.Title) {
				t.Errorf("notes %q, valid text %v", f.Notes, utf8.ValidString(f.Text))
			}
		})
	}
}

// What has more quotations than any real document is read in part, and soon.
func TestQuotesAreBounded(t *testing.T) {
	f := reader(t, extract.Lexicon{}).Read(extract.Input{ID: "x", Text: strings.Repeat("“We sued the agency,” said Ada Marsh of Norvane.\n", 2*quote.MaxQuotes)})
	if len(f.Quotes) == 0 || len(f.Quotes) > quote.MaxQuotes {
		t.Errorf("%d quotes", len(f.Quotes))
	}
}
