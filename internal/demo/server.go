package demo

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// headerTimeout ends connections that never send a request; the world is on loopback, so seconds are plenty.
const headerTimeout = 10 * time.Second

// Start listens on a free port of 127.0.0.1 and serves until stop is called. stop closes every connection and returns
// when the server has ended.
func (w *World) Start() (addr netip.AddrPort, stop func(), err error) {
	ctx, cancel := context.WithCancel(context.Background())
	ln, err := w.listen()
	if err != nil {
		cancel()
		return netip.AddrPort{}, nil, err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.serve(ctx, ln) //nolint:errcheck // the caller ends it; there is nobody left to tell
	}()
	return w.Addr(), func() { cancel(); <-done }, nil
}

// Serve listens on a free port of 127.0.0.1 and serves until ctx ends; that is no error. Addr says where.
func (w *World) Serve(ctx context.Context) error {
	ln, err := w.listen()
	if err != nil {
		return err
	}
	return w.serve(ctx, ln)
}

// Addr is where the world listens; the zero value when it does not.
func (w *World) Addr() netip.AddrPort {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.addr
}

func (w *World) listen() (net.Listener, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("demo world: listen on loopback: %w", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.addr = ln.Addr().(*net.TCPAddr).AddrPort()
	return ln, nil
}

func (w *World) serve(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{Handler: w, ReadHeaderTimeout: headerTimeout}
	stopped := context.AfterFunc(ctx, func() { srv.Close() })
	defer stopped()
	err := srv.Serve(ln)
	w.mu.Lock()
	w.addr = netip.AddrPort{}
	w.mu.Unlock()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("demo world: serve: %w", err)
}

// Dial connects to the listener for every host of the world, whatever the port, and knows no other host: the demo is
// offline. It has the shape of web.Options.Dial.
func (w *World) Dial(ctx context.Context, network, address string, dialer *net.Dialer) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("demo world: dial %q: %w", address, err)
	}
	if w.sites[strings.ToLower(host)] == nil {
		return nil, &net.DNSError{Err: "no such host in the demo world", Name: host, IsNotFound: true}
	}
	addr := w.Addr()
	if !addr.IsValid() {
		return nil, errors.New("demo world: not started; call Start before Dial")
	}
	if dialer == nil {
		dialer = &net.Dialer{}
	}
	return dialer.DialContext(ctx, network, addr.String())
}

// answer is one response before conditions and compression.
type answer struct {
	status   int
	kind     string // Content-Type without charset
	body     []byte
	modified time.Time // zero: no Last-Modified
	private  bool      // no validators: an error page, robots.txt
}

// ServeHTTP answers for the site that the Host header names.
func (w *World) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	site := w.sites[strings.ToLower(host)]
	if site == nil {
		w.count(nil, r.URL.Path, r.UserAgent(), http.StatusMisdirectedRequest)
		http.Error(rw, "no such site", http.StatusMisdirectedRequest)
		return
	}
	var a answer
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		a = w.answer(site, r.URL.Path)
	default:
		a = plain(http.StatusMethodNotAllowed, "method not allowed")
	}
	status := w.write(rw, r, site, a)
	w.count(site, r.URL.Path, r.UserAgent(), status)
}

// write sends an answer, or 304 when the client has it, and returns the status.
func (w *World) write(rw http.ResponseWriter, r *http.Request, site *Site, a answer) int {
	h := rw.Header()
	h.Set("Date", w.time().UTC().Format(http.TimeFormat))
	h.Set("Server", "newsworld")
	charset := "utf-8"
	if site.Charset != "" && a.kind == "text/html" {
		charset = site.Charset
		a.body = encode(charset, a.body)
	}
	h.Set("Content-Type", a.kind+"; charset="+charset)
	if !a.private {
		if site.MaxAge > 0 {
			h.Set("Cache-Control", fmt.Sprintf("max-age=%d", site.MaxAge))
		}
		etag := fmt.Sprintf(`"%x"`, sha256.Sum256(a.body))[:18] + `"`
		if site.Validators == "both" || site.Validators == "etag" {
			h.Set("ETag", etag)
		}
		if (site.Validators == "both" || site.Validators == "modified") && !a.modified.IsZero() {
			h.Set("Last-Modified", a.modified.UTC().Format(http.TimeFormat))
		}
		if a.status == http.StatusOK && unchanged(r, h) {
			h.Del("Content-Type")
			rw.WriteHeader(http.StatusNotModified)
			return http.StatusNotModified
		}
	}
	if site.Gzip && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		h.Set("Vary", "Accept-Encoding")
		rw.WriteHeader(a.status)
		z := gzip.NewWriter(rw)
		z.Write(a.body)
		z.Close()
		return a.status
	}
	rw.WriteHeader(a.status)
	rw.Write(a.body)
	return a.status
}

// unchanged applies RFC 9110: If-None-Match rules, If-Modified-Since counts only without it.
func unchanged(r *http.Request, h http.Header) bool {
	if match := r.Header.Get("If-None-Match"); match != "" {
		for _, tag := range strings.Split(match, ",") {
			tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
			if tag == "*" || (tag != "" && tag == h.Get("ETag")) {
				return true
			}
		}
		return false
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	if err != nil || h.Get("Last-Modified") == "" {
		return false
	}
	modified, err := http.ParseTime(h.Get("Last-Modified"))
	return err == nil && !modified.After(since)
}

func encode(charset string, body []byte) []byte {
	enc, err := htmlindex.Get(charset)
	if err != nil {
		enc = charmap.Windows1252
	}
	out, err := enc.NewEncoder().Bytes(body)
	if err != nil { // a character that the charset lacks: send UTF-8, which the test of the world finds
		return body
	}
	return out
}

func plain(status int, text string) answer {
	return answer{status: status, kind: "text/plain", body: []byte(text + "\n"), private: true}
}

func (w *World) time() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// answer finds what stands at a path now.
func (w *World) answer(s *Site, path string) answer {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case path == robotsPath && s.Robots == "":
		return plain(http.StatusNotFound, "not found")
	case path == robotsPath:
		return plain(http.StatusOK, s.Robots)
	case !s.FailsFrom.IsZero() && !w.now.Before(s.FailsFrom):
		return plain(http.StatusInternalServerError, "internal server error: could not reach the content database")
	case path == "/":
		return w.listPage(s, "")
	}
	for _, f := range s.Feeds {
		if f.Path == path {
			return w.feed(s, f)
		}
	}
	for _, a := range w.articles {
		if a.Site != s.Host || a.Path != path || !a.Visible(w.now) {
			continue
		}
		if s.Pages == "refused" {
			return answer{status: http.StatusForbidden, kind: "text/html", body: []byte(refusal), private: true}
		}
		return w.page(s, a)
	}
	if strings.HasPrefix(path, docketPath) {
		return answer{status: http.StatusOK, kind: "text/html", body: []byte(docketLogin), private: true}
	}
	return plain(http.StatusNotFound, "not found")
}

// refusal is what the blocked site says to programs.
const refusal = `<!DOCTYPE html><html lang="en"><head><title>Access denied</title></head><body>
<h1>Access denied</h1><p>Our articles are for subscribers who read them in a browser. If you believe that this is an error, write to our help desk.</p>
</body></html>
`
