// Package dateparser stands in for github.com/markusmobius/go-dateparser, which go-trafilatura pulls in by way of
// go-htmldate: its tables of 300 languages are built at every start of every command, .2 s and 95 MB, and storywatch never
// asks it, because publication dates are read in extract/page and go-trafilatura is told so (HtmlDateOverride).
//
// It has just the names that go-htmldate mentions. Whatever is asked of it, it finds no date and says so.
package dateparser

import (
	"errors"
	"time"
)

// ErrNone is what Parse always answers.
var ErrNone = errors.New("dateparser is left out of this build: dates of pages are read in extract/page")

// ParserType, PreferredDateSource and Configuration are settings that nothing reads.
type (
	ParserType          uint8
	PreferredDateSource uint8
	Configuration       struct {
		PreferredDateSource PreferredDateSource
		StrictParsing       bool
		CurrentTime         time.Time
	}
)

// The settings that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// Past is the other one.
const Past PreferredDateSource = 0

// Parser finds nothing.
type Parser struct{ ParserTypes []ParserType }

// Date is never filled in.
type Date struct{ Time time.Time }

// Parse answers ErrNone.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, ErrNone }
