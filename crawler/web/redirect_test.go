package web_test

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"storywatch/crawler/web"
)

func TestMovedTo(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/end":       says("text"),
		"/301":       sends(301, "/end"),
		"/308":       sends(308, "/301"),
		"/302":       sends(302, "/end"),
		"/307":       sends(307, "/end"),
		"/301to302":  sends(301, "/302"),
		"/302to301":  sends(302, "/301"),
		"/301tonone": sends(301, "/none"),
	})
	c := newClient(t)
	for path, moved := range map[string]bool{
		"/end": false, "/301": true, "/308": true, "/302": false, "/307": false, "/301to302": false, "/302to301": false,
	} {
		t.Run(path, func(t *testing.T) {
			got, err := c.Get(t.Context(), web.Request{URL: s.URL + path})
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			if moved {
				want = s.URL + "/end"
			}
			if got.MovedTo != want || got.FinalURL != s.URL+"/end" || got.URL != s.URL+path || string(got.Body) != "text" {
				t.Errorf("moved to %q, want %q; final %s, body %q", got.MovedTo, want, got.FinalURL, got.Body)
			}
		})
	}
	_, err := c.Get(t.Context(), web.Request{URL: s.URL + "/301tonone"})
	if e := wantState(t, err, web.NotFound); e.URL != s.URL+"/none" {
		t.Errorf("failed at %s", e.URL)
	}
}

func TestRedirectsEnd(t *testing.T) {
	pages := map[string]http.HandlerFunc{
		"/self": sends(302, "/self"),
		"/ping": sends(302, "/pong"),
		"/pong": sends(301, "/ping"),
		"/ftp":  sends(302, "ftp://reed.example/a"),
		"/file": sends(302, "file:///etc/passwd"),
		"/none": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(302) },
		"/0":    says("text"),
	}
	for i := 1; i <= 4; i++ {
		pages[fmt.Sprintf("/%d", i)] = sends(302, fmt.Sprintf("/%d", i-1))
	}
	s := serve(t, pages)
	c := newClient(t, func(o *web.Options) { o.MaxRedirects = 3 })
	for path, want := range map[string]web.State{
		"/self": web.TooManyHops, "/ping": web.TooManyHops, "/ftp": web.Forbidden, "/file": web.Forbidden,
		"/none": web.BadStatus, "/3": web.OK, "/4": web.TooManyHops,
	} {
		t.Run(path, func(t *testing.T) {
			_, err := c.Get(t.Context(), web.Request{URL: s.URL + path})
			if got := web.StateOf(err); got != want {
				t.Errorf("state %q, want %q: %v", got, want, err)
			}
		})
	}
}

// What is meant for one host is not told to another: validators, credentials, where we come from.
func TestRedirectsKeepSecrets(t *testing.T) {
	var seen http.Header
	page := func(w http.ResponseWriter, r *http.Request) { seen = r.Header.Clone(); w.Write([]byte("text")) }
	here := map[string]http.HandlerFunc{
		"/end": page, "/here": sends(302, "/end"), "/there": sends(302, "http://reed.example/end"),
		"/back": sends(302, "http://reed.example/back"), "/trap": sends(302, "http://who:what@reed.example/end"),
	}
	w := world{
		"marsh.example": serve(t, here),
		"reed.example":  serve(t, map[string]http.HandlerFunc{"/end": page, "/back": sends(302, "http://marsh.example/end")}),
	}
	c := newClient(t, in(w))
	for path, same := range map[string]bool{"/end": true, "/here": true, "/there": false, "/trap": false, "/back": true} {
		t.Run(path, func(t *testing.T) {
			_, err := c.Get(t.Context(), web.Request{
				URL: "http://anna:secret@marsh.example" + path + "?key=k", ETag: `"v1"`, LastModified: "Sun, 04 May 2031 09:00:00 GMT",
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := seen.Get("If-None-Match") != "" && seen.Get("If-Modified-Since") != ""; got != same {
				t.Errorf("validators sent: %v, want %v", got, same)
			}
			if path != "/back" && (seen.Get("Authorization") != "") != same {
				t.Errorf("credentials sent: %q", seen.Get("Authorization"))
			}
			if seen.Get("Referer") != "" {
				t.Errorf("referer sent: %q", seen.Get("Referer"))
			}
		})
	}
	_, err := c.Get(t.Context(), web.Request{URL: "http://anna:secret@marsh.example/nowhere"})
	if e := wantState(t, err, web.NotFound); strings.Contains(e.Error(), "secret") {
		t.Errorf("%v tells the password", e)
	}
}

// Credentials of an https address do not go out where others can listen; a step up to https is the same site.
func TestRedirectsBetweenSchemes(t *testing.T) {
	var seen http.Header
	page := func(w http.ResponseWriter, r *http.Request) { seen = r.Header.Clone(); w.Write([]byte("text")) }
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/down":
			http.Redirect(w, r, "http://example.com/end", http.StatusFound)
		case "/end":
			page(w, r)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(secure.Close)
	open := serve(t, map[string]http.HandlerFunc{"/end": page, "/up": sends(301, "https://example.com/end")})
	c := newClient(t, func(o *web.Options) {
		o.Dial = func(ctx context.Context, network, address string, dialer *net.Dialer) (net.Conn, error) {
			if strings.HasSuffix(address, ":443") {
				return dialer.DialContext(ctx, network, secure.Listener.Addr().String())
			}
			return dialer.DialContext(ctx, network, open.Listener.Addr().String())
		}
	})
	pool := x509.NewCertPool()
	pool.AddCert(secure.Certificate()) // it is made out to example.com
	c.Trust(pool)
	for address, same := range map[string]bool{"https://example.com/end": true, "https://example.com/down": false, "http://example.com/up": true} {
		t.Run(address, func(t *testing.T) {
			_, err := c.Get(t.Context(), web.Request{URL: address, ETag: `"v1"`, Authorization: "Token abc"})
			if err != nil {
				t.Fatal(err)
			}
			if got := seen.Get("Authorization") != "" && seen.Get("If-None-Match") != ""; got != same {
				t.Errorf("told %v, want %v: %v", got, same, seen)
			}
		})
	}
}
