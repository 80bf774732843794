// Package quote says who said what: the words in quotation marks or block quotes that somebody said or wrote, their
// speaker, and apart from them indirect speech. Titles, scare quotes and terms in quotation marks are not quotes.
package quote

import "storywatch/extract/text"

// The kinds of quote.
const (
	Direct   = "direct"   // a whole sentence or more of somebody's words
	Mixed    = "mixed"    // part of a sentence that is otherwise the reporter's
	Block    = "block"    // set off without marks, or a post shown whole
	Indirect = "indirect" // "X said that …": the reporter's words for what X said
)

// Quote is somebody's words and whose they are.
type Quote struct {
	text.Span            // without the marks
	Kind       string    // Direct, Mixed, Block or Indirect
	Speaker    string    // canonical name; "" when not known, never a guess; "Ada Hale and Otto Berg" for two who speak together
	Speakers   []string  // the canonical names of those who speak together, in text order; nil when one speaks
	Mention    text.Span // the words that name the speaker or speakers: "he", "the company", "Lindqvist"; empty when nothing does
	Cue        string    // the verb or noun that attributes: "said", "wrote", "memo"
	Venue      string    // where it was said when named: "X", "memo", "court", "statement"
	ReportedBy string    // "told Reuters": the outlet
	Confidence float64   // that Speaker is right, 0 to 1; 0 when Speaker is ""
	Candidates []Candidate
}

// Candidate is one possible speaker and what spoke for it, for `storywatch why`.
type Candidate struct {
	Name    string
	Mention text.Span
	Score   float64
	Why     []string // the rules or features that counted, in plain words
}
