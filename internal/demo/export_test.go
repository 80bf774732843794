package demo

import "io/fs"

// For tests of this package's readers.
var (
	ParseArticle = parseArticle
	Embedded     = embedded
)

// NewFrom reads a world from other files.
func NewFrom(fsys fs.FS) (*World, error) { return newFrom(fsys) }
