// Package web is the one HTTP client: everything storywatch asks of a server goes through it. It is built on colly,
// and around colly's transport stand our own RoundTrippers: address guard, robots.txt, pace, caps and decompression.
// It gives raw bytes and a named state; it keeps nothing but what its RobotsStore keeps for it.
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
	URL        string // the hop that failed
	Status     int    // 0 when there was no answer
	RetryAfter time.Duration
	Err        error // cause; may be nil
}

// Options are what a Client needs. Zero values mean the Default constants.
type Options struct {
	UserAgent    string // whole header value; its product token is matched against robots.txt
	Timeout      time.Duration
	MaxBody      int64
	MaxRedirects int
	Allow        []netip.Prefix // private or loopback ranges that may be reached; none by default
	// Pace waits until a request to host (host:port as in the URL) may go out, at least minGap after the one before. It is
	// called for every hop and for robots.txt. nil means no pace.
	Pace   func(ctx context.Context, host string, minGap time.Duration) error
	Robots RobotsStore // nil: kept in memory
	Now    func() time.Time
	// Dial replaces name resolution and connecting, for worlds on loopback; the guard sees the address it connects to.
	Dial func(ctx context.Context, network, address string, dialer *net.Dialer) (net.Conn, error)
}

// RobotsStore keeps robots.txt between processes.
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
	Robots       RobotsPolicy
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
	Duration    time.Duration
	NotModified bool
}
