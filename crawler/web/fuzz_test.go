package web_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"storywatch/crawler/web"
)

// Whatever a body says it is, unpacking does not panic; and what was packed comes out as it was.
func FuzzDecode(f *testing.F) {
	f.Add("gzip", gzipped([]byte("text")))
	f.Add("deflate, gzip", gzipped([]byte("\x78\x9c")))
	f.Add("br", []byte("text"))
	f.Fuzz(func(t *testing.T, encoding string, body []byte) {
		const limit = 1 << 20
		if r, err := web.Decode(bytes.NewReader(body), []string{encoding}, limit); err == nil {
			_, _ = io.Copy(io.Discard, io.LimitReader(r, limit)) // damaged bytes may fail here
		}
		if len(body) > limit/2 {
			return
		}
		r, err := web.Decode(bytes.NewReader(gzipped(body)), []string{"gzip"}, limit)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, body) {
			t.Errorf("%d bytes came out as %d: %v", len(body), len(got), err)
		}
	})
}

func FuzzParseRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Sun, 04 May 2031 09:05:00 GMT")
	f.Fuzz(func(t *testing.T, value string) {
		now := time.Date(2031, 5, 4, 9, 0, 0, 0, time.UTC)
		if d := web.ParseRetryAfter(value, now); d < 0 || d > 31*24*time.Hour {
			t.Errorf("%q is %v", value, d)
		}
	})
}
