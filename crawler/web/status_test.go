package web_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"storywatch/crawler/web"
)

func TestStates(t *testing.T) {
	now := time.Date(2031, 5, 4, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		status     int
		retryAfter string
		want       web.State
		wait       time.Duration
		says       string
	}{
		"unauthorized":             {401, "", web.Blocked, 0, "401: blocked, or a wrong address behind a wall"},
		"forbidden":                {403, "", web.Blocked, 0, "open it in a browser"},
		"legal reasons":            {451, "", web.Blocked, 0, "451"},
		"not found":                {404, "", web.NotFound, 0, "nothing at this address"},
		"gone":                     {410, "", web.Gone, 0, "removed"},
		"too many, seconds":        {429, "120", web.Throttled, 2 * time.Minute, "asks to wait 2m0s"},
		"too many, date":           {429, "Sun, 04 May 2031 09:05:00 GMT", web.Throttled, 5 * time.Minute, "wait"},
		"too many, date past":      {429, "Sun, 04 May 2031 08:05:00 GMT", web.Throttled, 0, "too often"},
		"too many, nonsense":       {429, "later", web.Throttled, 0, "too often"},
		"too many, negative":       {429, "-5", web.Throttled, 0, "too often"},
		"too many, for ever":       {429, "99999999999999999999", web.Throttled, 30 * 24 * time.Hour, "too often"},
		"busy with a time":         {503, "30", web.Throttled, 30 * time.Second, "503"},
		"busy without":             {503, "", web.ServerError, 0, "the server failed"},
		"server error":             {500, "", web.ServerError, 0, "500"},
		"bad gateway":              {502, "", web.ServerError, 0, "502"},
		"no content":               {204, "", web.BadStatus, 0, "204"},
		"part of it":               {206, "", web.BadStatus, 0, "206"},
		"teapot":                   {418, "", web.BadStatus, 0, "418"},
		"unchanged, but not asked": {304, "", web.BadStatus, 0, "304"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
				if c.retryAfter != "" {
					w.Header().Set("Retry-After", c.retryAfter)
				}
				w.WriteHeader(c.status)
			}})
			_, err := newClient(t, func(o *web.Options) { o.Now = func() time.Time { return now } }).Get(t.Context(), web.Request{URL: s.URL + "/a"})
			e := wantState(t, err, c.want)
			if e.Status != c.status || e.URL != s.URL+"/a" || e.RetryAfter != c.wait {
				t.Errorf("got %+v", e)
			}
			if text := e.Error(); !strings.HasPrefix(text, s.URL+"/a: ") || !strings.Contains(text, c.says) || strings.Contains(text, "\n") {
				t.Errorf("text %q, want one with %q", text, c.says)
			}
		})
	}
	if web.StateOf(nil) != web.OK || web.StateOf(fmt.Errorf("other")) != web.Unreachable {
		t.Error("StateOf of nil or of a foreign error")
	}
	if got := web.StateOf(fmt.Errorf("poll source 3: %w", &web.Error{State: web.Gone})); got != web.Gone {
		t.Errorf("StateOf of a wrapped error = %q", got)
	}
}

func TestNotModified(t *testing.T) {
	const at = "Sun, 04 May 2031 09:00:00 GMT"
	s := serve(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == `W/"v1"` || r.Header.Get("If-Modified-Since") == at {
				w.Header().Set("ETag", `W/"v1"`)
				w.WriteHeader(304)
				return
			}
			fmt.Fprint(w, "text")
		},
		"/moved": sends(301, "/a"),
	})
	c := newClient(t)
	for name, tc := range map[string]struct {
		ask  web.Request
		want bool
	}{
		"etag":              {web.Request{URL: s.URL + "/a", ETag: `W/"v1"`}, true},
		"date":              {web.Request{URL: s.URL + "/a", LastModified: at}, true},
		"after a redirect":  {web.Request{URL: s.URL + "/moved", ETag: `W/"v1"`}, true},
		"another etag":      {web.Request{URL: s.URL + "/a", ETag: `W/"v0"`}, false},
		"nothing to ask by": {web.Request{URL: s.URL + "/a"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.Get(t.Context(), tc.ask)
			if err != nil {
				t.Fatal(err)
			}
			if got.NotModified != tc.want || tc.want != (got.Status == 304) || tc.want != (len(got.Body) == 0) {
				t.Errorf("not modified %v, status %d, body %q", got.NotModified, got.Status, got.Body)
			}
			if tc.want && got.Header.Get("ETag") != `W/"v1"` {
				t.Errorf("header %v", got.Header)
			}
		})
	}
}

func TestConnectionFailuresInPlainWords(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	secure := httptest.NewUnstartedServer(nil)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // the refused handshake is what is tested
	secure.StartTLS()
	t.Cleanup(secure.Close)
	plain := serve(t, nil)
	c := newClient(t)
	named := newClient(t, in(world{}))
	slow := newClient(t, func(o *web.Options) {
		o.Dial = func(_ context.Context, _, _ string, _ *net.Dialer) (net.Conn, error) {
			return nil, &net.DNSError{Err: "timeout", Name: "marsh.example", IsTimeout: true}
		}
	})
	for name, tc := range map[string]struct {
		client *web.Client
		url    string
		says   string
	}{
		"nobody listens":      {c, closed.URL, "connection refused"},
		"no such name":        {named, "http://nowhere.example/", "no such host name: nowhere.example"},
		"name server silent":  {slow, "http://marsh.example/", "name server"},
		"unknown certificate": {c, secure.URL, "certificate"},
		"no TLS there":        {c, strings.Replace(plain.URL, "http:", "https:", 1), "TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tc.client.Get(t.Context(), web.Request{URL: tc.url + "?x=1", Robots: web.Permitted})
			if e := wantState(t, err, web.Unreachable); !strings.Contains(e.Error(), tc.says) || !strings.HasPrefix(e.Error(), tc.url) {
				t.Errorf("text %q, want one with %q", e, tc.says)
			}
		})
	}
}
