package page_test

import (
	"strings"
	"testing"

	"storywatch/extract/page"
)

// The text is the article's own words: what its page says of it above and of its authors below are facts of their own.
func TestEdgesOfTheText(t *testing.T) {
	middle := strings.Repeat("<p>The tugs came in before noon, and the first of the ships was unloaded under lamps while the pilots were still in their meeting.</p>", 6)
	for name, tc := range map[string]struct{ top, bottom, gone, kept string }{
		"headline again":             {"<p>Harbor pilots vote to strike</p>", "", "vote to strike", ""},
		"a date by itself":           {"<p>Sunday 17 March 2031 17:23, UK</p>", "", "17:23", ""},
		"who wrote it":               {"<p>By Mara Holm</p>", "", "Mara Holm", ""},
		"a dateline with news":       {"<p>On March 17 the pilots of the northern pier stopped all work at noon.</p>", "", "", "northern pier stopped"},
		"about the author":           {"", "<p>Mara Holm covers harbors and fisheries for the paper from its office in Maren.</p>", "fisheries", ""},
		"about another author":       {"", "<p>Ines Okoro is a senior shipping reporter for the Tidewater Post.</p>", "Okoro", ""},
		"how to reach them":          {"", "<p>Ines Okoro can be reached at ines@tidewater.example or by letter.</p>", "Okoro", ""},
		"tags below":                 {"", "<p>The guild will meet again on Friday in the evening.</p><p>Harbor strikes</p><p>Pilots</p>", "Harbor strikes", "meet again"},
		"a short last sentence":      {"", "<p>They left.</p>", "", "They left."},
		"somebody in the story":      {"", "<p>Ines Okoro is a pilot of thirty years who voted against the strike on Tuesday.</p>", "", "Okoro"},
		"a quotation of a reporter":  {"", "<p>“Ines Okoro is a reporter for the enemy,” the guild said in a post on Tuesday.</p>", "", "Okoro"},
		"an author within the story": {"", "<p>Holm said the guild would meet again.</p>", "", "meet again"},
	} {
		t.Run(name, func(t *testing.T) {
			html := `<!doctype html><html lang="en"><head><title>Harbor pilots vote to strike</title><meta name="author" content="Mara Holm"></head><body><main><article><h1>Harbor pilots vote to strike</h1><p class="byline">By Mara Holm</p>` +
				tc.top + middle + tc.bottom + `</article></main></body></html>`
			got := read(t, html, "https://tidewater.example/ports/1").Text
			if tc.gone != "" && strings.Contains(got, tc.gone) {
				t.Errorf("%q is in the text: %q", tc.gone, got)
			}
			if tc.kept != "" && !strings.Contains(got, tc.kept) {
				t.Errorf("%q is lost: %q", tc.kept, got)
			}
		})
	}
}

// Block quotes keep their places when lines before them go.
func TestEdgesMoveBlocks(t *testing.T) {
	middle := strings.Repeat("<p>The tugs came in before noon, and the first of the ships was unloaded under lamps while the pilots were still in their meeting.</p>", 6)
	html := `<!doctype html><html lang="en"><head><title>Harbor pilots vote to strike</title></head><body><main><article><h1>Harbor pilots vote to strike</h1><p>Sunday 17 March 2031</p>` + middle +
		`<blockquote><p>We will not sail before the hours are cut, and not after.</p></blockquote>` + middle + `</article></main></body></html>`
	p, err := page.Read(html, page.Hint{URL: "https://tidewater.example/ports/1"})
	if err != nil || len(p.Blocks) != 1 {
		t.Fatalf("%v, blocks %v in %q", err, p.Blocks, p.Text)
	}
	if got := p.Text[p.Blocks[0].Start:p.Blocks[0].End]; got != "We will not sail before the hours are cut, and not after." {
		t.Errorf("the block is %q", got)
	}
}
