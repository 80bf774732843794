package web

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxCodings is how often a body may be packed: some servers pack once and their front once more. Each further layer
// would be one more chance for a bomb.
const maxCodings = 2

// errPacked is the cause when a Content-Encoding cannot be undone.
var errPacked = errors.New("unpack the answer")

// decode undoes Content-Encoding: gzip and deflate, the latter with and without its zlib header, as both are in use.
// Every layer may give limit bytes, one more and reading fails with ErrTooLarge: no layer can be a bomb for the next. A
// file that is itself packed (application/gzip, .gz) is not touched, and neither is a body that says gzip and is not.
func decode(body io.Reader, encodings []string, limit int64) (io.Reader, error) {
	codings := splitCodings(encodings)
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("%w: packed %d times: %s", errPacked, len(codings), strings.Join(codings, ", "))
	}
	r := body
	for i := len(codings) - 1; i >= 0; i-- {
		packed := &capped{r: r, left: limit, limit: limit}
		next, err := unpack(bufio.NewReader(packed), codings[i])
		if err != nil {
			return nil, err
		}
		r = next
	}
	return r, nil
}

// splitCodings lists the codings in the order in which they were applied.
func splitCodings(values []string) []string {
	var codings []string
	for _, value := range values {
		for c := range strings.SplitSeq(value, ",") {
			c = strings.ToLower(strings.TrimSpace(c))
			if c != "" && c != "identity" {
				codings = append(codings, c)
			}
		}
	}
	return codings
}

func unpack(r *bufio.Reader, coding string) (io.Reader, error) {
	head, err := r.Peek(2)
	if len(head) < 2 {
		if err != nil && err != io.EOF {
			return nil, err
		}
		return r, nil // empty, or too short to be packed
	}
	switch coding {
	case "gzip", "x-gzip":
		if head[0] != 0x1f || head[1] != 0x8b {
			return r, nil
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errPacked, err)
		}
		return damaged{z}, nil
	case "deflate":
		if head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			z, err := zlib.NewReader(r)
			if err != nil {
				return nil, fmt.Errorf("%w: %w", errPacked, err)
			}
			return damaged{z}, nil
		}
		return damaged{flate.NewReader(r)}, nil
	}
	return nil, fmt.Errorf("%w: Content-Encoding %q was not asked for and is not known", errPacked, coding)
}

// damaged marks what an unpacker says about its input; what the network says passes as it is.
type damaged struct{ r io.Reader }

func (d damaged) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if _, corrupt := errors.AsType[flate.CorruptInputError](err); corrupt ||
		errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, zlib.ErrChecksum) {
		err = fmt.Errorf("%w: %w", errPacked, err)
	}
	return n, err
}

// capped gives limit bytes of r and then fails with ErrTooLarge instead of pretending that there was no more.
type capped struct {
	r           io.Reader
	left, limit int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		var one [1]byte
		n, err := c.r.Read(one[:])
		if n > 0 {
			return 0, tooLarge(c.limit)
		}
		return 0, err
	}
	if int64(len(p)) > c.left {
		p = p[:c.left]
	}
	n, err := c.r.Read(p)
	c.left -= int64(n)
	return n, err
}
