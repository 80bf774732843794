package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// How much of an answer that nobody wants is read, in bytes and time, so that its connection can be used again: error
// pages are smaller and come at once; for more a new connection is cheaper.
const (
	maxDrain     = 64 << 10
	maxDrainTime = time.Second
)

// bodies is the RoundTripper that gets whole answers: headers and body within what is left of the time, unpacked, and
// within the size limit. The bytes go into the exchange and past colly, which would decode their charset and unpack
// them by rules of its own; colly gets an empty body that says it is unpacked.
type bodies struct{ next http.RoundTripper }

func (b bodies) RoundTrip(req *http.Request) (*http.Response, error) {
	x := exchangeOf(req)
	start := time.Now()
	ctx, cancel := context.WithTimeout(req.Context(), x.left)
	defer func() {
		cancel()
		took := time.Since(start)
		x.left -= took
		x.spent += took
	}()
	resp, err := b.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, wireError(req.URL, inTime(ctx, err))
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		drain(resp.Body, cancel)
		x.body = nil
	} else if x.body, err = x.read(resp); err != nil {
		return nil, bodyError(req, inTime(ctx, err))
	}
	resp.Body, resp.ContentLength, resp.Uncompressed, resp.Request = http.NoBody, 0, true, req
	return resp, nil
}

// inTime says of a failure that the time was over, when that is why: a reader only sees its connection closed.
func inTime(ctx context.Context, err error) error {
	if cause := ctx.Err(); cause != nil && !errors.Is(err, cause) {
		return fmt.Errorf("%w: %w", cause, err)
	}
	return err
}

// drain reads what nobody wants. Its errors are of no interest: the answer is known, and a broken connection is not
// used again.
func drain(body io.Reader, cancel context.CancelFunc) {
	enough := time.AfterFunc(maxDrainTime, cancel)
	defer enough.Stop()
	_, _ = io.CopyN(io.Discard, body, maxDrain)
}

// read is the whole body, unpacked.
func (x *exchange) read(resp *http.Response) ([]byte, error) {
	if resp.ContentLength > x.maxBody && !x.cut {
		return nil, tooLarge(x.maxBody)
	}
	r, err := decode(resp.Body, resp.Header.Values("Content-Encoding"), x.maxBody)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	if resp.ContentLength > 0 && resp.ContentLength <= x.maxBody {
		buf.Grow(int(resp.ContentLength) + bytes.MinRead)
	}
	n, err := buf.ReadFrom(io.LimitReader(r, x.maxBody+1))
	if n > x.maxBody {
		if !x.cut {
			return nil, tooLarge(x.maxBody)
		}
		buf.Truncate(int(x.maxBody))
		return buf.Bytes(), nil
	}
	if err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func tooLarge(limit int64) error { return fmt.Errorf("%w of %d bytes", ErrTooLarge, limit) }

func bodyError(req *http.Request, err error) *Error {
	e := wireError(req.URL, err)
	switch {
	case errors.Is(err, ErrTooLarge):
		e.State = TooLarge
	case errors.Is(err, errPacked) && e.State != Timeout:
		e.State = Unreadable
	}
	return e
}
