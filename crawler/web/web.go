// Package web is the one HTTP client: everything storywatch asks of a server goes through it. It is built on colly,
// and around colly's transport stand our own RoundTrippers: address guard, robots.txt, pace, caps and decompression.
// It gives raw bytes and a named state; it keeps nothing but what its RobotsStore keeps for it. It does not decode
// charsets, does not retry, keeps no cookies and uses no proxy: behind a proxy the address guard would see the proxy's
// address and no other, so HTTP_PROXY and its like are not looked at.
package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// State is how a request ended, in a word that `storywatch sources` shows.
type State string

// The states. Everything but OK and NotModified comes as an *Error.
const (
	OK          State = "ok"
	NotModified State = "not-modified"
	Blocked     State = "blocked"         // 401, 403, 451: refused, or a wrong address behind a wall
	ByRobots    State = "robots"          // robots.txt does not allow it
	NotFound    State = "not-found"       // 404
	Gone        State = "gone"            // 410
	Throttled   State = "throttled"       // 429, or 503 with Retry-After
	ServerError State = "server-error"    // 5xx
	BadStatus   State = "bad-status"      // any other status that is no answer
	Timeout     State = "timeout"         // no whole answer in time
	Unreachable State = "unreachable"     // DNS, connection, TLS
	Forbidden   State = "address-refused" // outside the allowed address ranges
	TooLarge    State = "too-large"       // over MaxBody after decompression
	TooManyHops State = "redirect-loop"   // too many redirects, or back to where it came from
	Unreadable  State = "unreadable"      // bytes that are not what the source's kind needs
)

// RobotsPolicy says whether robots.txt is asked.
type RobotsPolicy string

// The policies.
const (
	Obey      RobotsPolicy = ""          // the default
	Permitted RobotsPolicy = "permitted" // the owner offers this address to programs: an API, a subscriber's feed
)

// Error is a request that gave no usable answer. Its text says what, where and what to do.
type Error struct {
	State      State
	URL        string        // the hop that failed, without password
	Status     int           // 0 when there was no answer
	RetryAfter time.Duration // asked for by the server; 0 when not
	Err        error         // cause; may be nil
}

// The limits of a Client whose Options say nothing else.
const (
	DefaultUserAgent = "storywatch/1.0"
	// DefaultTimeout is for one Get with its redirects and its robots.txt: slow newsroom servers answer within 10 s.
	DefaultTimeout = 20 * time.Second
	// DefaultMaxBody is in bytes after decompression: the largest news feeds and article pages have 2 to 4 MiB.
	DefaultMaxBody = 8 << 20
	// DefaultMaxRedirects is what Go's own client and most browsers' users live with: honest chains have 1 to 4 hops.
	DefaultMaxRedirects = 10
)

// Options are what a Client needs. Zero values mean the Default constants.
type Options struct {
	// UserAgent is the whole header value. It begins with the product token that robots.txt is matched against, as in
	// "storywatch/1.0 (+mailto:desk@paper.example)".
	UserAgent    string
	Timeout      time.Duration  // of one Get: network time over all hops, headers and body; waits for Pace are not counted
	MaxBody      int64          // bytes, after decompression
	MaxRedirects int            // hops after the first
	Allow        []netip.Prefix // private or loopback ranges that may be reached; none by default
	// Pace waits until a request to host (host:port as in the URL, lower case, no default port) may go out, at least minGap after the one before. It is
	// called for every hop and for robots.txt. nil means no pace.
	Pace   func(ctx context.Context, host string, minGap time.Duration) error
	Robots RobotsStore // nil: kept in memory
	// Now tells the time for FetchedAt, Retry-After and the age of robots.txt; nil means the system's. Timeouts are not
	// counted on it but on the machine's stopwatch, so a clock that jumps cuts no answer short.
	Now func() time.Time
	// Dial replaces name resolution and connecting, for worlds on loopback; the guard sees the address it connects to.
	Dial func(ctx context.Context, network, address string, dialer *net.Dialer) (net.Conn, error)
}

// RobotsStore keeps robots.txt between processes. host is host:port as in the URL, lower case; since http and https are
// two servers with a robots.txt each, plain http without a port is "host:80" and https without a port is "host".
type RobotsStore interface {
	// LoadRobots returns what was kept for a host, or ok=false.
	LoadRobots(ctx context.Context, host string) (r RobotsFile, ok bool, err error)
	SaveRobots(ctx context.Context, host string, r RobotsFile) error
}

// RobotsFile is one answer to /robots.txt.
type RobotsFile struct {
	Status    int // 0 when the server could not be reached
	Body      []byte
	FetchedAt time.Time
}

// Request is one thing to get.
type Request struct {
	URL          string
	ETag         string
	LastModified string
	Accept       string // "" means anything
	// Authorization is the value of that header, for an API with the user's key. Like the validators it is told to the
	// asked host alone, not to one that it redirects to, and never over http when https was asked.
	Authorization string
	Robots        RobotsPolicy
}

// Response is an answer: 200 with a body, or 304 without.
type Response struct {
	URL         string // asked
	FinalURL    string // after redirects
	MovedTo     string // the final address when every hop was permanent (301, 308); else ""
	Status      int
	Header      http.Header
	Body        []byte // decompressed, not decoded
	FetchedAt   time.Time
	Duration    time.Duration // network time, waits for Pace not counted
	NotModified bool
}
