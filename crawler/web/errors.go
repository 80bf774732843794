package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// ErrTooLarge is the cause of a TooLarge error: the answer has more bytes than MaxBody, counted after decompression.
var ErrTooLarge = errors.New("more bytes than the limit")

// errScheme is the cause when an address is of another kind than http and https.
var errScheme = errors.New("not an http or https address")

// wording says a state in plain words: what happened, and what the reader can do about it.
type wording struct{ what, do string }

var wordings = map[State]wording{
	Blocked: {
		"blocked, or a wrong address behind a wall",
		"open it in a browser; when it opens there, the site refuses programs: look for its feed, or add pages by hand",
	},
	ByRobots: {
		"not fetched because of robots.txt",
		"look for an address that programs may read, or ask the owner; set `robots: permitted` where the owner offers this one",
	},
	NotFound:    {"nothing at this address", "open the site and look for the new address"},
	Gone:        {"removed for good", "take it out of the config, or look for its successor"},
	Throttled:   {"asked too often, or too busy", "nothing to do now; when it stays so, poll this source less often"},
	ServerError: {"the server failed", "nothing to do now; when it stays so, tell the site"},
	BadStatus:   {"an answer that is neither a document nor a known refusal", "open it in a browser and look at what comes"},
	Timeout:     {"no whole answer in time", "nothing to do now; when it stays so, raise `timeout` or look at the site"},
	Unreachable: {"cannot be reached", "check the address and the network"},
	Forbidden: {
		"address refused",
		"only public http and https addresses are asked; list the range in `allow_addresses` if it is meant",
	},
	TooLarge:    {"answer too large", "raise `max_body` if this size is right for the source"},
	TooManyHops: {"redirects lead nowhere", "open it in a browser and use the address where it ends"},
	Unreadable:  {"answer cannot be read", "open it in a browser and look at what comes"},
}

// Error is the failure in one line: where, what, cause, what to do.
func (e *Error) Error() string {
	w := wordings[e.State]
	var b strings.Builder
	b.WriteString(e.URL)
	if e.Status != 0 {
		fmt.Fprintf(&b, ": %d", e.Status)
	}
	b.WriteString(": " + w.what)
	if e.Err != nil {
		fmt.Fprintf(&b, " (%v)", e.Err)
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, ", asks to wait %s", e.RetryAfter.Round(time.Second))
	}
	b.WriteString(": " + w.do)
	return b.String()
}

// Unwrap is the cause, nil when the answer itself was the failure.
func (e *Error) Unwrap() error { return e.Err }

// StateOf names how a request ended: OK for nil, the State of an *Error, Unreachable for any other error.
func StateOf(err error) State {
	if err == nil {
		return OK
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.State
	}
	return Unreachable
}

// statusState sorts the answers that are neither 200 nor 304. 503 with Retry-After is a server that is busy, not broken.
func statusState(status int, retryAfter time.Duration) State {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusUnavailableForLegalReasons:
		return Blocked
	case status == http.StatusNotFound:
		return NotFound
	case status == http.StatusGone:
		return Gone
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable && retryAfter > 0:
		return Throttled
	case status >= 500 && status <= 599:
		return ServerError
	}
	return BadStatus
}

// wireError turns what the network, the guard or TLS said about a hop into an *Error. An *Error inside err is kept.
func wireError(u *url.URL, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	// Both name the address again, which the *Error's own text begins with.
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return &Error{State: wireState(err), URL: shown(u), Err: plain(err)}
}

func wireState(err error) State {
	if errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedNetwork) || errors.Is(err, errScheme) {
		return Forbidden
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return Unreachable // also when the name server was slow: the source is not to blame
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return Timeout
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() {
		return Timeout
	}
	return Unreachable
}

// explained is a cause in words of ours; what the library said stays underneath for errors.Is.
type explained struct {
	words string
	error
}

func (e explained) Error() string { return e.words }
func (e explained) Unwrap() error { return e.error }

// plain puts the usual network failures in words; what it does not know stays as it is.
func plain(err error) error {
	if e, ok := errors.AsType[explained](err); ok {
		return e // the guard's, inside what the dialer made of it
	}
	if e, ok := errors.AsType[*net.DNSError](err); ok {
		if e.IsNotFound {
			return explained{"no such host name: " + e.Name, err}
		}
		return explained{"the name server does not answer for " + e.Name, err}
	}
	if e, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return explained{"its certificate is not valid: " + e.Err.Error(), err}
	}
	if e, ok := errors.AsType[x509.HostnameError](err); ok {
		return explained{"its certificate is not valid: " + e.Error(), err}
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return explained{"it does not speak TLS: http:// may be meant", err}
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return explained{"the time limit was reached", err}
	case errors.Is(err, context.Canceled):
		return explained{"stopped before the answer came", err}
	case errors.Is(err, syscall.ECONNREFUSED):
		return explained{"nobody listens there: connection refused", err}
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return explained{"no way to this network", err}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET),
		errors.Is(err, syscall.EPIPE):
		return explained{"the connection was cut before the answer was whole", err}
	}
	return err
}

// shown is an address as people may see it: without the password.
func shown(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Redacted()
}
