// Package listing reads lists that are no feeds: pages with links, pages watched as a whole, sitemaps and JSON APIs. It
// takes bytes and gives items; what a sitemap index points at is fetched by its caller.
package listing

import (
	"errors"

	"storywatch/crawler/feed"
)

// Item is a listed thing; the fields mean what they mean in a feed.
type Item = feed.Item

// ErrNothing means that the bytes could be read and hold nothing of what was asked for; the error's text says what was
// looked for. A list that is empty for good reason (a sitemap without entries) is no error.
var ErrNothing = errors.New("nothing found")

// ErrWrongKind means that the bytes are not what the kind of source needs; the error's text says what they look like.
var ErrWrongKind = errors.New("wrong kind of document")

// maxTitle is how many characters of a link's text are a title; links around whole cards hold the teaser too.
const maxTitle = 300
