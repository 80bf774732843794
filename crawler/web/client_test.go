package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"storywatch/crawler/web"
)

// loopback lets a client reach the test's servers.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// newClient is a client that may reach loopback; change, when given, sets other options.
func newClient(t testing.TB, change ...func(*web.Options)) *web.Client {
	t.Helper()
	o := web.Options{UserAgent: "storywatch/1.0 (+mailto:desk@paper.example)", Allow: loopback}
	for _, f := range change {
		f(&o)
	}
	c, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// serve starts a server with the given pages; robots.txt is missing unless it is one of them.
func serve(t testing.TB, pages map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for path, h := range pages {
		mux.HandleFunc(path, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// says answers 200 with a text.
func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(text)) }
}

// sends answers with a redirect.
func sends(status int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, status) }
}

func TestGetGivesTheBytesAsTheyCame(t *testing.T) {
	raw := "\x93quoted\x94 in windows-1252"
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1252")
		w.Header().Set("ETag", `"v1"`)
		w.Write([]byte(raw))
	}})
	got, err := newClient(t).Get(t.Context(), web.Request{URL: s.URL + "/a"})
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Body) != raw || got.Status != 200 || got.NotModified {
		t.Errorf("got %d %q", got.Status, got.Body)
	}
	if got.Header.Get("ETag") != `"v1"` || got.URL != s.URL+"/a" || got.FinalURL != s.URL+"/a" || got.MovedTo != "" {
		t.Errorf("got %+v", got)
	}
	if got.FetchedAt.IsZero() || got.Duration <= 0 {
		t.Errorf("no time: %v %v", got.FetchedAt, got.Duration)
	}
}

func TestGetSaysWhoAsks(t *testing.T) {
	var seen http.Header
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) { seen = r.Header.Clone() }})
	if _, err := newClient(t).Get(t.Context(), web.Request{URL: s.URL + "/a", Accept: "text/html"}); err != nil {
		t.Fatal(err)
	}
	if ua := seen.Get("User-Agent"); !strings.HasPrefix(ua, "storywatch/1.0 (+") {
		t.Errorf("User-Agent %q", ua)
	}
	if seen.Get("Accept") != "text/html" || seen.Get("Cookie") != "" {
		t.Errorf("headers %v", seen)
	}
}
