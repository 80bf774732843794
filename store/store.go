// Package store is the memory: what is known, and so what is new. It is the only room that remembers. Everything a
// caller hands it in one call is written in one transaction or not at all.
//
// SQL here is plain ($1, ON CONFLICT, RETURNING) so that another engine can follow; times are integers, Unix
// milliseconds UTC; a date that is known only to the day or coarser is ISO text with its precision beside it.
package store

import "errors"

var (
	// ErrNewer is returned by Open for a store written by a newer version of the program.
	ErrNewer = errors.New("the store was written by a newer storywatch")
	// ErrDamaged is returned by Open for a file that is not a healthy database.
	ErrDamaged = errors.New("the store is damaged")
	// ErrLostLease is returned by a completing write whose host or message was meanwhile claimed by somebody else. The
	// write did not happen; the other one will do the work.
	ErrLostLease = errors.New("the lease was lost to another worker")
	// ErrNotFound is returned for an id that names nothing.
	ErrNotFound = errors.New("not found")
)
