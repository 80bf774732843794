// Package page reads an HTML page: title, byline, publication date and the article's text. It is given UTF-8; bytes
// are decoded in internal/charset.
package page

import (
	"time"

	"storywatch/extract/text"
)

// The states of a page.
const (
	Full    = "full"
	Partial = "partial" // a teaser before a paywall
	Live    = "live"    // a live blog: entries are added at the top
	List    = "list"    // mostly links to other pages
)

// Date is a date of the page's and where it came from.
type Date struct {
	Value      string  // 2026-02-28, or 2026-02-28T14:05:00Z; "" when not known
	Precision  string  // minute, day, month, year
	From       string  // meta, json-ld, time, url, text, feed
	Confidence float64 // 0 to 1
}

// Page is what a page says of itself, and its text.
type Page struct {
	Title     string
	Byline    []string // people only
	Published Date
	Modified  Date
	Site      string
	Language  string // ISO 639-1; "" when not known
	State     string
	Canonical string // rel=canonical, absolute; "" when absent or on another host
	Text      string // paragraphs, one a line
	// Blocks are the paragraphs of Text that stood in a block quote: byte offsets.
	Blocks []text.Span
}

// Hint is what is known of a page before it is read.
type Hint struct {
	URL   string // absolute; "" when not known
	Title string // as a source listed it
	// Now is when the page was fetched: dates that are later are not believed. Zero when not known.
	Now time.Time
}
