package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// exchange is one Get on its way through colly and our RoundTrippers: what was asked, what is left of its time, and what
// came back. It travels in the request's context and is touched by the calling goroutine alone.
type exchange struct {
	ask       Request
	first     *url.URL // the address as colly parsed it; nil before the first hop
	hops      int      // redirects followed
	permanent bool     // every redirect so far was 301 or 308

	left    time.Duration // of the timeout
	spent   time.Duration // network time
	gap     time.Duration // Crawl-delay for the hop that is next
	maxBody int64         // bytes for the hop that is next
	cut     bool          // robots.txt: take the first maxBody bytes and leave the rest (RFC 9309, 2.5)

	current *url.URL // the hop under way
	status  int
	header  http.Header
	body    []byte // of the last answer that bodies read
}

type exchangeKey struct{}

func withExchange(ctx context.Context, x *exchange) context.Context {
	return context.WithValue(ctx, exchangeKey{}, x)
}

func exchangeOf(req *http.Request) *exchange {
	x, _ := req.Context().Value(exchangeKey{}).(*exchange)
	return x
}

// sameSite says whether what was meant for the first address may be said to u: the same host and port, and no step down
// from https to http, where others can listen.
func (x *exchange) sameSite(u *url.URL) bool {
	if x.first.Scheme == "https" && u.Scheme != "https" {
		return false
	}
	return hostKey(x.first) == hostKey(u)
}

// hostKey is host:port in lower case, without the port that the scheme has anyway.
func hostKey(u *url.URL) string {
	host := strings.ToLower(u.Host)
	switch u.Scheme {
	case "http":
		return strings.TrimSuffix(host, ":80")
	case "https":
		return strings.TrimSuffix(host, ":443")
	}
	return host
}

// hop is the outermost RoundTripper: it refuses what is not http or https, and adds what is meant for the first host
// alone.
type hop struct{ next http.RoundTripper }

func (h hop) RoundTrip(req *http.Request) (*http.Response, error) {
	x := exchangeOf(req)
	x.current = req.URL
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" || req.URL.Host == "" {
		return nil, &Error{State: Forbidden, URL: shown(req.URL), Err: errScheme}
	}
	if x.first == nil {
		x.first = req.URL
	}
	req = req.Clone(req.Context())
	if x.sameSite(req.URL) {
		setIf(req.Header, "Authorization", x.ask.Authorization)
		setIf(req.Header, "If-None-Match", x.ask.ETag)
		setIf(req.Header, "If-Modified-Since", x.ask.LastModified)
	}
	resp, err := h.next.RoundTrip(req)
	if err != nil {
		return nil, wireError(req.URL, err)
	}
	x.status, x.header = resp.StatusCode, resp.Header
	return resp, nil
}

func setIf(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}
