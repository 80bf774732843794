package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/gocolly/colly/v2"
)

// Client gets documents. It is safe for use by several goroutines; one is enough for a program, since connections,
// robots.txt and limits are kept in it.
type Client struct {
	options   Options
	base      *colly.Collector // cloned for every request, never used itself
	transport *http.Transport
}

// New returns a Client, or an error that says which option is wrong and how to write it.
func New(o Options) (*Client, error) {
	o = withDefaults(o)
	token, err := productToken(o.UserAgent)
	if err != nil {
		return nil, err
	}
	switch {
	case o.Timeout < 0:
		return nil, fmt.Errorf("timeout %s: it must be more than 0", o.Timeout)
	case o.MaxBody < 0:
		return nil, fmt.Errorf("largest body %d bytes: it must be more than 0", o.MaxBody)
	case o.MaxRedirects < 0:
		return nil, fmt.Errorf("most redirects %d: it must be more than 0", o.MaxRedirects)
	}
	g, err := newGuard(o.Allow)
	if err != nil {
		return nil, err
	}
	c := &Client{options: o, transport: newTransport(g, o.Dial)}
	c.base = newCollector(o, c.chain(token))
	return c, nil
}

func withDefaults(o Options) Options {
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxBody == 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.MaxRedirects == 0 {
		o.MaxRedirects = DefaultMaxRedirects
	}
	if o.Now == nil {
		o.Now = func() time.Time { return time.Now().UTC() }
	}
	return o
}

// chain is what a request passes, outermost first: hop, robots, pace, headers, bodies, and the wire with its guard.
// robots asks for robots.txt through everything below it.
func (c *Client) chain(token string) http.RoundTripper {
	var rt http.RoundTripper = bodies{c.transport}
	rt = headers{c.options.UserAgent, rt}
	rt = pace{c.options.Pace, rt}
	rt = newRobotsGate(token, c.options, rt)
	return hop{rt}
}

// newCollector switches off what colly does by itself and we do below it: robots, cookies, limits, visited addresses.
func newCollector(o Options, rt http.RoundTripper) *colly.Collector {
	base := colly.NewCollector(
		colly.UserAgent(o.UserAgent),
		colly.AllowURLRevisit(),
		colly.ParseHTTPErrorResponse(),
		colly.MaxBodySize(0),
		colly.IgnoreRobotsTxt(),
	)
	base.DisableCookies()
	base.SetRequestTimeout(0) // bodies counts the time, without the waits for pace
	base.WithTransport(rt)
	base.SetRedirectHandler(followRedirect(o.MaxRedirects))
	return base
}

// Get asks for one address and follows its redirects. It returns a 200 with its body or a 304 without; everything else
// is an *Error whose State says what it was. The call lasts as long as Pace lets it wait, and Timeout on top.
func (c *Client) Get(ctx context.Context, r Request) (answer *Response, err error) {
	x := &exchange{ask: r, permanent: true, left: c.options.Timeout, maxBody: c.options.MaxBody}
	defer func() {
		if p := recover(); p != nil {
			answer = nil
			err = &Error{State: Unreadable, URL: x.where(), Err: fmt.Errorf("panic at %s: %v", panicSite(), p)}
		}
	}()
	collector := c.base.Clone()
	collector.Context = withExchange(ctx, x)
	collector.OnResponse(func(got *colly.Response) { x.current = got.Request.URL })
	if err := collector.Request(http.MethodGet, r.URL, nil, nil, requestHeader(r)); err != nil {
		return nil, x.failure(err)
	}
	return c.answer(x)
}

// Close ends the connections that are kept for later requests. The Client can still be used.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

func requestHeader(r Request) http.Header {
	h := http.Header{}
	h.Set("Accept", "*/*")
	setIf(h, "Accept", r.Accept)
	return h
}

// answer turns what came back into a Response, or into the Error that its status means.
func (c *Client) answer(x *exchange) (*Response, error) {
	now := c.options.Now()
	notModified := x.status == http.StatusNotModified && x.asked304()
	if x.status != http.StatusOK && !notModified {
		wait := parseRetryAfter(x.header.Get("Retry-After"), now)
		return nil, &Error{State: statusState(x.status, wait), URL: shown(x.current), Status: x.status, RetryAfter: wait}
	}
	final := x.current.String()
	moved := ""
	if x.hops > 0 && x.permanent {
		moved = final
	}
	return &Response{
		URL: x.ask.URL, FinalURL: final, MovedTo: moved, Status: x.status, Header: x.header, Body: x.body,
		FetchedAt: now, Duration: x.spent, NotModified: notModified,
	}, nil
}

// asked304 says whether the last hop was asked "changed since?": a 304 without the question leaves us with nothing.
func (x *exchange) asked304() bool {
	return (x.ask.ETag != "" || x.ask.LastModified != "") && x.sameSite(x.current)
}

// failure is an error of colly or net/http with the state and the hop it belongs to.
func (x *exchange) failure(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	if x.current == nil { // it never came to a request
		return &Error{State: Unreachable, URL: x.where(), Err: fmt.Errorf("not a web address: %w", err)}
	}
	return wireError(x.current, err)
}

// where is the address under way, as people may see it.
func (x *exchange) where() string {
	if x.current != nil {
		return shown(x.current)
	}
	if u, err := url.Parse(x.ask.URL); err == nil {
		return shown(u)
	}
	return x.ask.URL
}

// panicSite is the file and line that panicked, for whoever has to mend it.
func panicSite() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for panicking := false; ; {
		f, more := frames.Next()
		if panicking && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.File[strings.LastIndexByte(f.File, '/')+1:], f.Line)
		}
		panicking = panicking || f.Function == "runtime.gopanic"
		if !more {
			return "unknown place"
		}
	}
}
