package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// How long an answer to /robots.txt counts, and how far it is followed.
const (
	// MaxRobotsAge is RFC 9309 2.4.
	MaxRobotsAge = 24 * time.Hour
	// MaxRobotsFailureAge is for an answer that says "not now": long enough not to press a server that has trouble, short
	// enough that a host comes back with the next poll.
	MaxRobotsFailureAge = 10 * time.Minute
	// maxRobotsRedirects is RFC 9309 2.3.1.2. What redirects further counts as having no robots.txt.
	maxRobotsRedirects = 5
)

// robotsGate is the RoundTripper that asks robots.txt before every hop. What it asks goes through everything below it:
// pace, headers, caps and guard. The time it takes is the request's own.
type robotsGate struct {
	token string
	now   func() time.Time
	store RobotsStore // nil when only memory is there
	memo  *robotsMemo
	next  http.RoundTripper
}

func newRobotsGate(token string, o Options, next http.RoundTripper) *robotsGate {
	return &robotsGate{token: token, now: o.Now, store: o.Robots, memo: newRobotsMemo(), next: next}
}

func (g *robotsGate) RoundTrip(req *http.Request) (*http.Response, error) {
	x := exchangeOf(req)
	// The owner's permission is for the address that was asked, not for wherever it leads.
	if x.ask.Robots == Permitted && x.sameSite(req.URL) {
		x.gap = 0
		return g.next.RoundTrip(req)
	}
	rules, err := g.rules(req.Context(), x, req.URL)
	if err != nil {
		return nil, err
	}
	if err := rules.refusal(g.token, req.URL); err != nil {
		return nil, err
	}
	x.gap = min(rules.robots.CrawlDelay(g.token), MaxCrawlDelay)
	return g.next.RoundTrip(req)
}

// robotsRules is one answer to /robots.txt, read.
type robotsRules struct {
	status    int
	robots    Robots
	fetchedAt time.Time
	wait      time.Duration // Retry-After of a failure
	size      int           // bytes it was read from
}

func readRules(f RobotsFile) robotsRules {
	r := robotsRules{status: f.Status, fetchedAt: f.FetchedAt, size: len(f.Body)}
	if f.Status == http.StatusOK {
		r.robots = ParseRobots(f.Body)
	}
	return r
}

// failed says that the server did not say what it allows: 5xx (RFC 9309 2.3.1.4), and 429, which is a server asking for
// less. Every other status but 200 is "no robots.txt" (2.3.1.3).
func (r robotsRules) failed() bool {
	return r.status == 0 || r.status >= 500 || r.status == http.StatusTooManyRequests
}

// fresh is not so for times in the future: then the clock was wrong, now or at that time.
func (r robotsRules) fresh(now time.Time) bool {
	age := now.Sub(r.fetchedAt)
	if r.failed() {
		return r.status != 0 && age >= 0 && age < max(MaxRobotsFailureAge, min(r.wait, MaxRobotsAge))
	}
	return age >= 0 && age < MaxRobotsAge
}

// refusal is the error of an address that the rules do not allow, nil of one that they do. It has a Status when it is
// robots.txt itself that could not be had: then asking again later may help.
func (r robotsRules) refusal(token string, u *url.URL) error {
	if r.failed() {
		return &Error{
			State: ByRobots, URL: shown(u), Status: r.status, RetryAfter: r.wait,
			Err: fmt.Errorf("robots.txt answers %d, which means no until it answers otherwise", r.status),
		}
	}
	if !r.robots.Allowed(token, u.RequestURI()) {
		return &Error{State: ByRobots, URL: shown(u), Err: fmt.Errorf("not allowed for %s", token)}
	}
	return nil
}

// rules are those of u's server: from memory, from the store, or asked for. Two requests to one server wait for each
// other here, so that it is asked once.
func (g *robotsGate) rules(ctx context.Context, x *exchange, u *url.URL) (robotsRules, error) {
	key := robotsKey(u)
	unlock, err := g.memo.lock(ctx, key)
	if err != nil {
		return robotsRules{}, wireError(u, err)
	}
	defer unlock()
	if r, ok := g.memo.get(key); ok && r.fresh(g.now()) {
		return r, nil
	}
	if g.store != nil {
		f, ok, err := g.store.LoadRobots(ctx, key)
		if err != nil {
			return robotsRules{}, &Error{State: ByRobots, URL: shown(u), Err: fmt.Errorf("load robots.txt of %s: %w", key, err)}
		}
		if r := readRules(f); ok && r.fresh(g.now()) {
			g.memo.put(key, r)
			return r, nil
		}
	}
	return g.ask(ctx, x, u, key)
}

// robotsKey is the name of u's server in the store: see RobotsStore.
func robotsKey(u *url.URL) string {
	if u.Scheme == "http" && (u.Port() == "" || u.Port() == "80") {
		return hostKey(u) + ":80"
	}
	return hostKey(u)
}

// ask gets robots.txt and keeps the answer. A server that cannot be reached is not remembered: the next request finds
// out by itself whether it is back.
func (g *robotsGate) ask(ctx context.Context, x *exchange, u *url.URL, key string) (robotsRules, error) {
	f, wait, err := g.fetch(ctx, x, u)
	if err != nil {
		e := wireError(u, err)
		switch e.State {
		case Timeout, Unreachable, Forbidden:
			// The page would fare no better: the host is the trouble, not its rules.
		default:
			e.State = ByRobots
		}
		return robotsRules{}, e
	}
	r := readRules(f)
	r.wait = wait
	g.memo.put(key, r)
	if g.store != nil {
		if err := g.store.SaveRobots(ctx, key, f); err != nil {
			return r, &Error{State: ByRobots, URL: shown(u), Err: fmt.Errorf("keep robots.txt of %s: %w", key, err)}
		}
	}
	return r, nil
}

// fetch asks for /robots.txt and follows its redirects, to other hosts too. Beyond the limit the answer is the last one,
// which is a redirect and so no robots.txt.
func (g *robotsGate) fetch(ctx context.Context, x *exchange, u *url.URL) (RobotsFile, time.Duration, error) {
	page := x.maxBody
	x.maxBody, x.cut, x.gap = MaxRobotsSize, true, 0
	defer func() { x.maxBody, x.cut = page, false }()
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: robotsPath}
	for hops := 0; ; hops++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
		if err != nil {
			return RobotsFile{}, 0, err
		}
		req.Header.Set("Accept", "text/plain, */*;q=0.5")
		resp, err := g.next.RoundTrip(req)
		if err != nil {
			return RobotsFile{}, 0, err
		}
		next, err := robotsRedirect(resp)
		if err != nil {
			return RobotsFile{}, 0, wireError(at, err)
		}
		if next != nil && hops < maxRobotsRedirects {
			at = next
			continue
		}
		f := RobotsFile{Status: resp.StatusCode, Body: x.body, FetchedAt: g.now()}
		return f, parseRetryAfter(resp.Header.Get("Retry-After"), f.FetchedAt), nil
	}
}

// robotsRedirect is where an answer sends us, nil when nowhere.
func robotsRedirect(resp *http.Response) (*url.URL, error) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	next, err := resp.Location()
	if errors.Is(err, http.ErrNoLocation) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if next.Scheme != "http" && next.Scheme != "https" || next.Host == "" {
		return nil, errScheme
	}
	return next, nil
}
