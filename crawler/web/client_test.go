package web_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

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

// world maps host names to servers, so that a test can have several hosts. It connects through the dialer it is given,
// so the guard sees the loopback address.
type world map[string]*httptest.Server

func (w world) dial(ctx context.Context, network, address string, dialer *net.Dialer) (net.Conn, error) {
	host, _, _ := net.SplitHostPort(address)
	s, ok := w[host]
	if !ok {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return dialer.DialContext(ctx, network, s.Listener.Addr().String())
}

// in lets a client live in a world.
func in(w world) func(*web.Options) { return func(o *web.Options) { o.Dial = w.dial } }

// wantState fails unless err is an *Error of that state, and gives it.
func wantState(t testing.TB, err error, want web.State) *web.Error {
	t.Helper()
	var e *web.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want an *Error %q", err, want)
	}
	if e.State != want || web.StateOf(err) != want {
		t.Fatalf("state %q, want %q: %v", e.State, want, err)
	}
	return e
}

func TestHTTP2(t *testing.T) {
	proto := ""
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { proto = r.Proto }))
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	c := newClient(t)
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	c.Trust(pool)
	if _, err := c.Get(t.Context(), web.Request{URL: s.URL + "/a"}); err != nil || proto != "HTTP/2.0" {
		t.Errorf("proto %q: %v", proto, err)
	}
}

func TestCookiesAreNotKept(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "visitor", Value: "7"})
			http.Redirect(w, r, "/b", http.StatusFound)
		},
		"/b": func(_ http.ResponseWriter, r *http.Request) {
			if got := r.Header.Get("Cookie"); got != "" {
				t.Errorf("cookie %q came back", got)
			}
		},
	})
	if _, err := newClient(t).Get(t.Context(), web.Request{URL: s.URL + "/a"}); err != nil {
		t.Fatal(err)
	}
}

func TestNewSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		options web.Options
		want    string
	}{
		"no token":               {web.Options{UserAgent: "(someone)"}, "product token"},
		"token with digits":      {web.Options{UserAgent: "bot2/1.0"}, "product token"},
		"a browser's name":       {web.Options{UserAgent: "Mozilla/5.0 (compatible; storywatch/1.0)"}, "own name"},
		"line break in the name": {web.Options{UserAgent: "storywatch/1.0\r\nX: y"}, "ASCII"},
		"negative timeout":       {web.Options{Timeout: -1}, "timeout"},
		"negative size":          {web.Options{MaxBody: -1}, "body"},
		"negative redirects":     {web.Options{MaxRedirects: -1}, "redirects"},
		"no range":               {web.Options{Allow: []netip.Prefix{{}}}, "10.1.0.0/16"},
		"mapped range":           {web.Options{Allow: []netip.Prefix{netip.MustParsePrefix("::ffff:10.0.0.0/104")}}, "IPv4"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := web.New(c.options); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
	if _, err := web.New(web.Options{}); err != nil {
		t.Errorf("defaults: %v", err)
	}
}

func TestGetRefusesWhatIsNoWebAddress(t *testing.T) {
	c := newClient(t)
	for address, want := range map[string]web.State{
		"":                      web.Unreachable,
		"not an address":        web.Unreachable,
		"http://":               web.Unreachable,
		"file:///etc/passwd":    web.Forbidden,
		"ftp://paper.example/a": web.Forbidden,
		"gopher://127.0.0.1/x":  web.Forbidden,
		"data:text/plain,hello": web.Forbidden,
	} {
		t.Run(address, func(t *testing.T) {
			_, err := c.Get(t.Context(), web.Request{URL: address})
			wantState(t, err, want)
		})
	}
}

func TestGetTurnsPanicsIntoErrors(t *testing.T) {
	s := serve(t, nil)
	t.Run("pace", func(t *testing.T) {
		c := newClient(t, func(o *web.Options) {
			o.Pace = func(context.Context, string, time.Duration) error { panic("out of step") }
		})
		_, err := c.Get(t.Context(), web.Request{URL: s.URL})
		if wantState(t, err, web.Unreadable); !strings.Contains(err.Error(), "client_test.go") {
			t.Errorf("%v does not say where", err)
		}
	})
	t.Run("dial", func(t *testing.T) {
		c := newClient(t, func(o *web.Options) {
			o.Dial = func(context.Context, string, string, *net.Dialer) (net.Conn, error) { panic("cable") }
		})
		_, err := c.Get(t.Context(), web.Request{URL: s.URL})
		wantState(t, err, web.Unreachable)
	})
}

func TestGetStopsWhenItsContextDoes(t *testing.T) {
	reached := make(chan struct{})
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		close(reached)
		<-r.Context().Done()
	}})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-reached; cancel() }()
	_, err := newClient(t).Get(ctx, web.Request{URL: s.URL + "/a"})
	if wantState(t, err, web.Timeout); !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not context.Canceled", err)
	}
}

func TestConnectionsAreReusedAndNothingLeaks(t *testing.T) {
	var mu sync.Mutex
	conns := map[string]bool{}
	note := func(h http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			conns[r.RemoteAddr] = true
			mu.Unlock()
			h(w, r)
		}
	}
	s := serve(t, map[string]http.HandlerFunc{
		"/a":    note(says("text")),
		"/gone": note(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(410); w.Write(make([]byte, 9000)) }),
		"/move": note(sends(302, "/a")),
	})
	before := runtime.NumGoroutine()
	c := newClient(t)
	for range 20 {
		for _, path := range []string{"/a", "/gone", "/move"} {
			_, _ = c.Get(t.Context(), web.Request{URL: s.URL + path})
		}
	}
	if len(conns) != 1 {
		t.Errorf("%d connections for 60 requests, want 1", len(conns))
	}
	c.Close()
	s.CloseClientConnections()
	// Goroutines of closed connections end by themselves, but not at once.
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
		time.Sleep(5 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}
