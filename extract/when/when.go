// Package when finds dates and times in running text and says which day they mean. Own words where a library exists,
// because every library measured is wrong on news text more often than right (the measure is in the README).
package when

import (
	"time"

	"storywatch/extract/text"
)

// Precision is how exactly a date is known.
type Precision string

// The precisions, coarsest last.
const (
	Minute  Precision = "minute"
	Hour    Precision = "hour"
	Day     Precision = "day"
	Week    Precision = "week"
	Month   Precision = "month"
	Quarter Precision = "quarter"
	Year    Precision = "year"
	Vague   Precision = "" // a stretch of time without a value: "in recent weeks"
)

// Reference is what relative dates are counted from.
type Reference struct {
	Published time.Time      // zero when not known: then only dates that need no reference get a value
	Precision Precision      // Day when Published is a date without a time
	Zone      *time.Location // of times that name none; nil means Published's, else UTC
}

// Mention is one date or time in a text.
type Mention struct {
	text.Span
	// Value is ISO 8601 cut to the precision: 2026-02-27, 2026-02-27T17:01, 2026-02, 2026-Q1, 2026-W09, 2026. Empty when vague.
	// Times of day are local to Zone.
	Value       string
	Precision   Precision
	Role        string // event, deadline, hearing, effective, completion, publication, birth; "" when nothing says so
	Zone        string // IANA name or offset for minute and hour precision, else ""
	ZoneAssumed bool   // the text names no zone
	// Until is the end of a range: its last day ("March 3-5", "from April 1 to April 30"), or its last time of day ("Friday
	// from 2 to 4 p.m."). Value is where it begins.
	Until  string
	Anchor string // what a relative date was counted from: "published", "2026-02-27", "" when absolute
}
