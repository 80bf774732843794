package web_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"storywatch/crawler/web"
)

func gzipped(b []byte) []byte {
	return packed(b, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
}

func packed(b []byte, by func(io.Writer) io.WriteCloser) []byte {
	var buf bytes.Buffer
	w := by(&buf)
	w.Write(b)
	w.Close()
	return buf.Bytes()
}

// sendsPacked answers with a body and what it says about it.
func sendsPacked(encoding, kind string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		w.Header().Set("Content-Type", kind)
		w.Write(body)
	}
}

func TestBodyIsUnpacked(t *testing.T) {
	text := strings.Repeat("reeds and herons ", 100)
	zipped := gzipped([]byte(text))
	deflated := packed([]byte(text), func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 5); return f })
	withHeader := packed([]byte(text), func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	for name, c := range map[string]struct {
		encoding, kind string
		body           []byte
		want           string
		state          web.State
	}{
		"as it is":                    {"", "text/html", []byte(text), text, web.OK},
		"identity":                    {"identity", "text/html", []byte(text), text, web.OK},
		"gzip":                        {"gzip", "text/html", zipped, text, web.OK},
		"GZIP in capitals":            {"GZIP", "text/html", zipped, text, web.OK},
		"x-gzip":                      {"x-gzip", "text/html", zipped, text, web.OK},
		"deflate with header":         {"deflate", "text/html", withHeader, text, web.OK},
		"deflate without":             {"deflate", "text/html", deflated, text, web.OK},
		"packed twice":                {"deflate, gzip", "text/html", gzipped(withHeader), text, web.OK},
		"says gzip and is not":        {"gzip", "text/html", []byte(text), text, web.OK},
		"says gzip and is empty":      {"gzip", "text/html", nil, "", web.OK},
		"a gzip file is left alone":   {"", "application/gzip", zipped, string(zipped), web.OK},
		"a packed gzip file, one off": {"gzip", "application/gzip", gzipped(zipped), string(zipped), web.OK},
		"packed three times":          {"gzip, gzip, gzip", "text/html", zipped, "", web.Unreadable},
		"unknown coding":              {"br", "text/html", []byte(text), "", web.Unreadable},
		"damaged in the middle":       {"gzip", "text/html", append(append(zipped[:20:20], 0xff, 0xff, 0xff, 0xff), zipped[24:]...), "", web.Unreadable},
		"checksum wrong":              {"gzip", "text/html", append(zipped[:len(zipped)-8:len(zipped)-8], make([]byte, 8)...), "", web.Unreadable},
		"cut off":                     {"gzip", "text/html", zipped[:len(zipped)-12], "", web.Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, map[string]http.HandlerFunc{"/list.xml.gz": sendsPacked(c.encoding, c.kind, c.body)})
			got, err := newClient(t).Get(t.Context(), web.Request{URL: s.URL + "/list.xml.gz"})
			if c.state != web.OK {
				wantState(t, err, c.state)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if string(got.Body) != c.want {
				t.Errorf("got %d bytes %.40q, want %d", len(got.Body), got.Body, len(c.want))
			}
		})
	}
}

func TestBodyTooLarge(t *testing.T) {
	const limit = 10_000
	exact, over := bytes.Repeat([]byte("x"), limit), bytes.Repeat([]byte("x"), limit+1)
	bomb := gzipped(make([]byte, 50<<20))
	chunked := func(b []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush()
			w.Write(b)
		}
	}
	for name, c := range map[string]struct {
		page  http.HandlerFunc
		state web.State
	}{
		"exactly the limit":            {chunked(exact), web.OK},
		"one byte over":                {chunked(over), web.TooLarge},
		"one byte over, length stated": {sendsPacked("", "text/html", over), web.TooLarge},
		"packed, exactly":              {sendsPacked("gzip", "text/html", gzipped(exact)), web.OK},
		"packed, over":                 {sendsPacked("gzip", "text/html", gzipped(over)), web.TooLarge},
		"a bomb":                       {sendsPacked("gzip", "text/html", bomb), web.TooLarge},
		"a bomb in a bomb":             {sendsPacked("gzip, gzip", "text/html", gzipped(bomb)), web.TooLarge},
		"much that unpacks to nothing": {sendsPacked("gzip, gzip", "text/html", gzipped(bytes.Repeat(gzipped(nil), 4000))), web.TooLarge},
		"without end":                  {endless, web.TooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, map[string]http.HandlerFunc{"/a": c.page})
			got, err := newClient(t, func(o *web.Options) { o.MaxBody = limit }).Get(t.Context(), web.Request{URL: s.URL + "/a"})
			if c.state == web.OK {
				if err != nil || len(got.Body) != limit {
					t.Fatalf("%v", err)
				}
				return
			}
			if wantState(t, err, c.state); !errors.Is(err, web.ErrTooLarge) || !strings.Contains(err.Error(), "max_body") {
				t.Errorf("error %v", err)
			}
		})
	}
}

func endless(w http.ResponseWriter, r *http.Request) {
	for block := make([]byte, 4096); r.Context().Err() == nil; {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

// A large robots.txt is cut, not refused.
func TestRobotsOverTheSizeLimit(t *testing.T) {
	long := "User-agent: *\nDisallow: /a\n" + strings.Repeat("# reed\n", 1<<18)
	for name, h := range map[string]http.HandlerFunc{
		"plain": sendsPacked("", "text/plain", []byte(long)),
		"length stated": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(long)))
			io.WriteString(w, long)
		},
		"packed":  sendsPacked("gzip", "text/plain", gzipped([]byte(long))),
		"endless": endless,
	} {
		t.Run(name, func(t *testing.T) {
			want := web.ByRobots
			if name == "endless" {
				want = web.OK
			}
			s := serve(t, map[string]http.HandlerFunc{"/robots.txt": h, "/a": says("text"), "/b": says("text")})
			c := newClient(t)
			for path, want := range map[string]web.State{"/a": want, "/b": web.OK} {
				_, err := c.Get(t.Context(), web.Request{URL: s.URL + path})
				if got := web.StateOf(err); got != want {
					t.Errorf("%s: state %q, want %q: %v", path, got, want, err)
				}
			}
		})
	}
}

func TestBodyIsNeverHalf(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "9000")
		w.Write([]byte("<rss>"))
		panic(http.ErrAbortHandler)
	}})
	_, err := newClient(t).Get(t.Context(), web.Request{URL: s.URL + "/a"})
	if e := wantState(t, err, web.Unreachable); !strings.Contains(e.Error(), "cut") {
		t.Errorf("%v", e)
	}
}

// pipe is a network without sockets for synctest: each connection is answered by a script.
func pipe(t *testing.T, script func(conn net.Conn, request string)) func(*web.Options) {
	t.Cleanup(func() { time.Sleep(time.Minute) }) // in the bubble's time: scripts wake up and see that nobody listens
	return func(o *web.Options) {
		o.Dial = func(context.Context, string, string, *net.Dialer) (net.Conn, error) {
			client, server := net.Pipe()
			go func() {
				defer server.Close()
				buf := make([]byte, 4096)
				for {
					n, err := server.Read(buf)
					if err != nil {
						return
					}
					script(server, string(buf[:n]))
				}
			}()
			return client, nil
		}
	}
}

// drip writes a head and then one byte a second for as long as somebody listens.
func drip(conn net.Conn, head string) {
	io.WriteString(conn, head)
	for {
		if _, err := conn.Write([]byte("x")); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// The page of an error is not waited for: its status says all.
func TestErrorPageIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, pipe(t, func(conn net.Conn, _ string) {
			drip(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 999\r\n\r\n")
		}))
		start := time.Now()
		_, err := c.Get(t.Context(), web.Request{URL: "http://marsh.example/a"})
		wantState(t, err, web.NotFound)
		if took := time.Since(start); took > 3*time.Second { // robots.txt and the page
			t.Errorf("took %v", took)
		}
	})
}

func TestTimeout(t *testing.T) {
	const limit = 20 * time.Second
	none := "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
	for name, script := range map[string]func(net.Conn, string){
		"no headers":      func(net.Conn, string) {},
		"dripping header": func(c net.Conn, _ string) { drip(c, "HTTP/1.1 200 OK\r\nX: ") },
		"dripping body":   func(c net.Conn, _ string) { drip(c, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n") },
		"slow redirects": func(c net.Conn, request string) {
			time.Sleep(3 * time.Second)
			var n int
			fmt.Sscanf(request, "GET /%d", &n)
			fmt.Fprintf(c, "HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n", n+1)
		},
	} {
		for _, robots := range []bool{false, true} {
			t.Run(fmt.Sprint(name, ", robots.txt as well: ", robots), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c := newClient(t, pipe(t, func(conn net.Conn, request string) {
						if !robots && strings.HasPrefix(request, "GET /robots.txt ") {
							io.WriteString(conn, none)
							return
						}
						script(conn, request)
					}), func(o *web.Options) { o.Timeout = limit })
					start := time.Now()
					_, err := c.Get(t.Context(), web.Request{URL: "http://marsh.example/0"})
					wantState(t, err, web.Timeout)
					if took := time.Since(start); took > limit {
						t.Errorf("took %v", took)
					}
				})
			})
		}
	}
}

// Waiting for the host's turn is not the server's fault.
func TestTimeoutDoesNotCountThePace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, pipe(t, func(conn net.Conn, _ string) {
			time.Sleep(time.Second)
			io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
		}), func(o *web.Options) {
			o.Timeout = 5 * time.Second
			o.Pace = func(context.Context, string, time.Duration) error { time.Sleep(time.Minute); return nil }
		})
		got, err := c.Get(t.Context(), web.Request{URL: "http://marsh.example/a"})
		if err != nil {
			t.Fatal(err)
		}
		if got.Duration != 2*time.Second { // robots.txt and the page
			t.Errorf("duration %v, want 2s", got.Duration)
		}
	})
}
