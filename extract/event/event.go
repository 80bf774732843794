// Package event finds claims that something happened: which type of development, how far it has come (status), who,
// to whom, when, in whose words. The words it looks for are data: rules.yaml beside this file, extended by a config.
// Whether a claim is new is not known here; store/novelty decides that.
package event

import (
	"storywatch/extract/text"
	"storywatch/extract/when"
)

// Level is what a development of a type does when it is new.
type Level string

// The levels.
const (
	Now    Level = "now"
	Digest Level = "digest"
	Never  Level = ""
)

// Claim is one statement in a text that something happened, will happen, or might.
type Claim struct {
	Type         string
	Status       string   // from the type's closed list
	Actors       []string // canonical names, the doer first
	Object       string   // what it is about: "supply chain risk designation", "classified networks deal"; "" when not said
	Court        string
	Docket       string         // docket or contract number that ties the claim firmly
	Date         string         // event date, as when.Mention.Value
	Precision    when.Precision // of Date
	DateInferred bool           // Date is the publication's, or counted from it
	Evidence     text.Span      // the sentence that says most
	Also         []text.Span    // the other sentences of the document that say it, in text order
	Trigger      text.Span      // the words that made it a claim
	AttributedTo string         // whose claim it is: a speaker or an outlet; "" for the article's own voice
	Confidence   float64
	Parts        []Part // what the confidence is made of
	Level        Level  // what would happen, were it new
	// Ignored says why this is no development though its words look like one: "background", "conditional", "denied",
	// "forecast", "habitual", "hearsay", "in passing", "negated", "not done", "opinion", "question", "urged". Empty for a real claim. Ignored
	// claims have Level Never; Status is then what the words would say were it real.
	Ignored string
	// Corrects says that the evidence is a note of correction: an earlier version of the document told this wrong.
	Corrects bool
	Rule     string // the name of the frame in rules.yaml that matched
}

// Part is one addend of a confidence, in words a user can read.
type Part struct {
	Name  string
	Value float64
}

// TypeDef is a development type that a config adds, or an existing type that it extends.
type TypeDef struct {
	Type     string
	Phrases  []string // "test flight of *": the words, * for a name or a few words
	Statuses []string // in order; "|" between opposite ends, as in "granted|denied"
	Level    Level
}
