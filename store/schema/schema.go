// Package schema holds the numbered SQL migrations of the store. It knows no Go types; a file that was released is
// never edited, the next number changes it.
package schema

import "embed"

// Files are the migrations, in goose's format.
//
//go:embed *.sql
var Files embed.FS
