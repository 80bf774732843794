package crawler

// The kinds of source.
const (
	KindFeed   = "feed"
	KindDocket = "docket"
)
