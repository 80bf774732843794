package web

import (
	"errors"
	"fmt"
	"net/http"
)

// followRedirect is the check that colly's redirect handler runs before every hop after the first. It replaces colly's
// own, which follows ten and then hands out the eleventh answer as if it were the document.
func followRedirect(limit int) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		x := exchangeOf(req)
		x.hops = len(via)
		if len(via) > limit {
			return &Error{State: TooManyHops, URL: shown(req.URL), Err: fmt.Errorf("more than %d redirects", limit)}
		}
		for _, before := range via {
			if before.URL.String() == req.URL.String() {
				// There are no cookies, so the same question gets the same answer.
				return &Error{State: TooManyHops, URL: shown(req.URL), Err: errors.New("back to where it came from")}
			}
		}
		status := req.Response.StatusCode
		if status != http.StatusMovedPermanently && status != http.StatusPermanentRedirect {
			x.permanent = false
		}
		// An address may carry a subscriber's key: nobody else is told where we come from.
		req.Header.Del("Referer")
		if !x.sameSite(req.URL) {
			req.URL.User = nil
		}
		return nil
	}
}
