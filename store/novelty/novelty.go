// Package novelty decides whether a claim is something new, an upgrade or a reversal of what is known, one more voice,
// or a correction. It is pure: the claim, what is known and the rules go in, a decision with its reasons comes out.
// It does not look for what might be compared (the store does) and knows nothing of words: extract has read them.
package novelty

import "time"

// Kind is what a claim is to what is known.
type Kind string

// The kinds of decision. All but Coverage and Ignore make an event.
const (
	New        Kind = "new"
	Upgrade    Kind = "upgrade"    // a later status, or the confirmation of what one voice had said
	Reversal   Kind = "reversal"   // the opposite end: granted, then denied, in one court
	Coverage   Kind = "coverage"   // said again
	Correction Kind = "correction" // what was said is corrected, and still happened
	Withdrawn  Kind = "withdrawn"  // what was said is taken back
	Ignore     Kind = "ignore"     // no development
)

// Actor is somebody who takes part.
type Actor struct {
	Name string // canonical
	Kind string // person, company, agency, place, outlet, or "" when not known
}

// Voice is who reports.
type Voice struct {
	Article      int64   // pages with the same writing share one
	Contains     []int64 // articles that this one, a round-up, holds
	Source       int64
	SourceName   string
	Owner        string // of the source; "" when not known
	Primary      bool   // the source speaks for itself: a court, an agency
	AttributedTo string // whose claim the article says it is; "" for its own
}

// Claim is a statement that something happened.
type Claim struct {
	Type, Status  string
	Actors        []Actor // the doer first
	Object        string
	Court, Docket string // Docket: docket or contract number
	Date          string // event date, ISO, cut to its precision; "" when not known
	DateInferred  bool
	Confidence    float64 // 0 to 1
	Withdraws     bool    // takes back what it names
	Ignored       string  // why the reader holds it for no development
	Passing       bool    // said down in the text, without a date: it tells what is known more often than what is new
	Story         int64   // 0 when it belongs to none yet
	SeenAt        time.Time
	Voice         Voice
	// Start and End are the sentence's place in its document: what one sentence says may be one happening.
	Start, End int
}

// Development is something that is known to have happened.
type Development struct {
	ID, Story     int64
	Type, Status  string
	Actors        []Actor
	Object        string
	Court, Docket string
	Date          string
	DateInferred  bool
	FirstSeen     time.Time
	LastSeen      time.Time // last coverage
	Unconfirmed   bool
	Withdrawn     bool
	Voices        []Voice // of its coverage so far, oldest first
}

// Rules are what a user may set.
type Rules struct {
	Ladder Ladder
	// UnconfirmedBelow is the confidence under which a claim waits for a second independent voice.
	UnconfirmedBelow float64
	// Window is how long after its last coverage a development can still be taken further; 0 means DefaultWindow.
	Window time.Duration
}

const (
	// DefaultWindow is how long a story is open after its last article.
	DefaultWindow = 14 * 24 * time.Hour
	// DateSlack is how far two reports of one happening may lie apart in their event dates: "Friday" is counted wrong
	// by a week's end, zones by a day.
	DateSlack = 3 * 24 * time.Hour
	// UndatedFits is how long after first sight a claim without a date can be one more voice.
	UndatedFits = 10 * 24 * time.Hour
	// StaleAfter is the age of an event date from which a first report of it is background, not news.
	StaleAfter = 30 * 24 * time.Hour
	// maxCompared bounds the comparisons kept for `why`.
	maxCompared = 8
)

// Comparison is how a claim stood to one known development.
type Comparison struct {
	Development int64    `json:"development"`
	Score       float64  `json:"score"` // 0 when it does not fit
	Fits        bool     `json:"fits"`
	Why         []string `json:"why"`
}

// Decision is what a claim is, and why.
type Decision struct {
	Kind         Kind         `json:"kind"`
	Development  int64        `json:"development,omitempty"` // the known one, 0 for New and Ignore
	StatusBefore string       `json:"status_before,omitempty"`
	Reason       string       `json:"reason"`
	Voice        Independence `json:"voice,omitempty"`       // how the claim's voice stands to those before
	Confirms     bool         `json:"confirms,omitempty"`    // the development was unconfirmed and no longer is
	Unconfirmed  bool         `json:"unconfirmed,omitempty"` // what the development says now waits for a second voice
	Nameless     bool         `json:"nameless,omitempty"`    // not all who took part are named: it is not told before somebody names them
	Refines      bool         `json:"refines,omitempty"`     // the claim names the same happening by a more specific type
	Compared     []Comparison `json:"compared"`              // best first
}
