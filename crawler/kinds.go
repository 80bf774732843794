package crawler

import (
	"context"
	"maps"
	"slices"

	"storywatch/crawler/web"
)

// The kinds of source.
const (
	KindDocket  = "docket"
	KindFeed    = "feed"
	KindJSON    = "json"
	KindPage    = "page"
	KindSitemap = "sitemap"
)

// Kinds says how each kind of source is polled. A new kind is a file with its PollFunc and a row here.
var Kinds = map[string]PollFunc{
	KindDocket:  pollDocket,
	KindFeed:    pollFeed,
	KindJSON:    pollJSON,
	KindPage:    pollPage,
	KindSitemap: pollSitemap,
}

// KindNames are the kinds' names, sorted.
func KindNames() []string { return slices.Sorted(maps.Keys(Kinds)) }

// PollFunc polls a source of one kind. Errors of the way come back as they are; bytes that are not what the kind needs
// come back as unreadable(…).
type PollFunc func(ctx context.Context, g Getter, src Source, v Validators) (Poll, error)

// Getter asks a server for one thing. *web.Client is the one that the program uses. An answer that is no answer is an
// error holding a *web.Error.
type Getter interface {
	Get(ctx context.Context, req web.Request) (*web.Response, error)
}
