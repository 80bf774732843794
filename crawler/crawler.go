// Package crawler says what is out there: a Source polled gives Items, an Item fetched gives a Document. It has no
// memory and no judgement; what is due, what is new and what it means are decided elsewhere.
package crawler

import (
	"net/http"
	"time"

	"storywatch/crawler/listing"
	"storywatch/crawler/web"
)

// Source is one thing to poll, as the config describes it.
type Source struct {
	Name        string
	Kind        string // a key of Kinds; "" means feed
	URL         string
	LinkPattern string   // regular expression on absolute links (page, sitemap)
	Links       string   // CSS selector of links (page)
	Select      string   // CSS selector of what is watched as a whole (page)
	Ignore      []string // CSS selectors removed before comparing (page)
	Docket      string   // docket number to keep (docket)
	Preset      string   // a known API (json)
	Query       string   // what the preset is asked for (json)
	Paths       Paths    // where the answer keeps what an item needs, without a preset (json)
	Robots      web.RobotsPolicy
	MaxItems    int // 0 means DefaultMaxItems
}

// Paths are where a JSON answer keeps what an item needs.
type Paths = listing.Paths

// DefaultMaxItems is how many items of one poll are looked at: the largest news feeds list 100 to 500, a whole
// court's docket feed 3,000; a list that is longer is a mistake or an attack.
const DefaultMaxItems = 5000

// Validators are what a server gave to ask "changed since?" with.
type Validators struct{ ETag, LastModified string }

// Item is one thing a source listed. Fields that the source does not state are empty.
type Item struct {
	GUID               string // the source's own identifier, else the link
	URL                string // absolute
	Title              string // plain text
	Summary            string // plain text
	ContentHTML        string // the whole article when the source carries it
	Published          time.Time
	PublishedPrecision string // minute or day; "" when Published is zero
	PublishedRaw       string // as printed, also when it could not be read
	Updated            time.Time
	Authors            []string
	Docket             *DocketEntry // for docket feeds
	// Complete means that the item carries all there is and its URL is not to be fetched: a watched page was just read, and
	// the documents behind docket entries cost money.
	Complete bool
}

// DocketEntry is one filing in a case.
type DocketEntry struct {
	Court, Number, CaseName string
	Entry                   string // document number; "" when the court gives none
	Text                    string
}

// Poll is what polling a source gave. Items are in the source's order.
type Poll struct {
	State       web.State
	Title       string // of the feed or page
	Items       []Item
	Validators  Validators
	MovedTo     string        // address of a permanent redirect
	RetryAfter  time.Duration // asked for by the server; 0 when not
	MinInterval time.Duration // Cache-Control, Expires or feed TTL; 0 when not stated
	Repaired    []string      // what had to be mended before the bytes could be read
	Response    *web.Response // nil when there was none
}

// Document is the bytes of one page.
type Document struct {
	URL         string // as asked
	FinalURL    string // after redirects
	ContentType string
	Header      http.Header
	Body        []byte
	FetchedAt   time.Time
	NotModified bool
	Validators  Validators
}
