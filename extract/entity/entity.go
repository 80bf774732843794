// Package entity knows names: those a lexicon gives, with their aliases, and those that a text introduces itself
// ("Chief Executive Mara Lindqvist … Lindqvist", "Port Safety Agency (PSA)"). It says which words of a text name whom.
package entity

import "storywatch/extract/text"

// Kind is what a name stands for.
type Kind string

// The kinds of entity. A name the text introduces without saying what it is has kind Unknown.
const (
	Person  Kind = "person"
	Company Kind = "company"
	Agency  Kind = "agency"
	Place   Kind = "place"
	Outlet  Kind = "outlet" // a publisher that reports what others say
	Unknown Kind = ""
)

// Entry is one name of the lexicon.
type Entry struct {
	Name    string // canonical
	Kind    Kind
	Aliases []string
	Of      string // the company or agency a person speaks for
}

// Mention is one place where a text names somebody.
type Mention struct {
	text.Span
	Name    string // canonical: the lexicon's, else the fullest form in the text
	Kind    Kind
	Known   bool   // from the lexicon
	Of      string // the organisation a person belongs to, when known
	Gender  Gender
	Role    string // the title or apposition the text gives at this place or earlier: "Defense Secretary"
	Genuine bool   // the words themselves are a name, not a role that stands for one ("the company")
}

// Gender is how the text or a licensed list of first names lets one refer to a person.
type Gender uint8

// The genders that pronouns tell apart; Any when nothing is known.
const (
	Any Gender = iota
	Female
	Male
)

// Names is what Find returns: every mention in text order, none overlapping another.
type Names struct {
	Mentions []Mention

	byToken []int32 // 1 + place in Mentions of the mention that holds the token; 0 for none
}
