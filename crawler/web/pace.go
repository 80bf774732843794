package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// MaxCrawlDelay is the longest Crawl-delay that is kept: some sites ask for hours, which would stop a host's queue.
const MaxCrawlDelay = 60 * time.Second

// pace is the RoundTripper that waits for a host's turn, before every hop and before robots.txt.
type pace struct {
	wait func(ctx context.Context, host string, minGap time.Duration) error
	next http.RoundTripper
}

func (p pace) RoundTrip(req *http.Request) (*http.Response, error) {
	x := exchangeOf(req)
	if p.wait != nil {
		if err := p.wait(req.Context(), hostKey(req.URL), x.gap); err != nil {
			state := Unreachable
			if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
				state = Timeout
			}
			return nil, &Error{State: state, URL: shown(req.URL), Err: fmt.Errorf("wait for the host's turn: %w", err)}
		}
	}
	return p.next.RoundTrip(req)
}
