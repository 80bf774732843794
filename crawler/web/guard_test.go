package web_test

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"testing"

	"storywatch/crawler/web"
)

// TestGuard starts a server on loopback and asks for it under every name it has; nothing may arrive.
func TestGuard(t *testing.T) {
	reached := false
	s := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached = true }})
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := newClient(t, func(o *web.Options) { o.Allow = nil })
	for _, host := range []string{
		"127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "[::1]", "[::]", "127.1", "2130706433", "0x7f.0.0.1",
		"10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fd00::1]", "[fe80::1]",
		"[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "255.255.255.255",
	} {
		for _, policy := range []web.RobotsPolicy{web.Obey, web.Permitted} {
			t.Run(host+" "+string(policy), func(t *testing.T) {
				_, err := c.Get(t.Context(), web.Request{URL: "http://" + host + ":" + u.Port() + "/", Robots: policy})
				e := wantState(t, err, web.Forbidden)
				if text := e.Error(); !strings.Contains(text, "is not a public address") || !strings.Contains(text, "allow_addresses") {
					t.Errorf("%v does not say why, or what to do", e)
				}
			})
		}
	}
	if reached {
		t.Error("the server was reached")
	}
}

func TestGuardOnRedirects(t *testing.T) {
	reached := false
	w := world{
		"open.example":  serve(t, map[string]http.HandlerFunc{"/a": sends(302, "http://inner.example/secret"), "/b": sends(302, "http://127.0.0.2:9/")}),
		"robot.example": serve(t, map[string]http.HandlerFunc{"/robots.txt": sends(302, "http://inner.example/secret")}),
	}
	inner := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached = true }})
	// The world below resolves inner.example to an address that is not allowed, as a hostile name server would.
	dial := func(ctx context.Context, network, address string, dialer *net.Dialer) (net.Conn, error) {
		if strings.HasPrefix(address, "inner.") {
			_, port, _ := net.SplitHostPort(inner.Listener.Addr().String())
			return dialer.DialContext(ctx, network, "127.0.0.2:"+port)
		}
		if strings.HasPrefix(address, "127.") {
			return dialer.DialContext(ctx, network, address)
		}
		return w.dial(ctx, network, address, dialer)
	}
	c := newClient(t, func(o *web.Options) {
		o.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
		o.Dial = dial
	})
	for _, address := range []string{"http://open.example/a", "http://open.example/b", "http://robot.example/", "http://inner.example/"} {
		t.Run(address, func(t *testing.T) {
			_, err := c.Get(t.Context(), web.Request{URL: address})
			wantState(t, err, web.Forbidden)
		})
	}
	if reached {
		t.Error("the inner server was reached")
	}
}

// A Dial that connects by itself is looked at afterwards.
func TestGuardLooksAtConnectionsMadeWithoutIt(t *testing.T) {
	reached := false
	s := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached = true }})
	c := newClient(t, func(o *web.Options) {
		o.Allow = nil
		o.Dial = func(ctx context.Context, network, _ string, _ *net.Dialer) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, s.Listener.Addr().String())
		}
	})
	_, err := c.Get(t.Context(), web.Request{URL: "http://marsh.example/"})
	if wantState(t, err, web.Forbidden); reached {
		t.Error("the server was reached")
	}
}

// mapped is a connection whose address comes in its IPv6 form.
type mapped struct{ net.Conn }

func (m mapped) RemoteAddr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1).To16(), Port: 80}
}

func TestGuardTakesMappedAddressesForWhatTheyAre(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/": says("text")})
	for allowed, want := range map[string]web.State{"127.0.0.0/8": web.OK, "127.0.0.2/32": web.Forbidden, "::/0": web.Forbidden} {
		t.Run(allowed, func(t *testing.T) {
			c := newClient(t, func(o *web.Options) {
				o.Allow = []netip.Prefix{netip.MustParsePrefix(allowed)}
				o.Dial = func(ctx context.Context, network, _ string, _ *net.Dialer) (net.Conn, error) {
					conn, err := new(net.Dialer).DialContext(ctx, network, s.Listener.Addr().String())
					return mapped{conn}, err
				}
			})
			_, err := c.Get(t.Context(), web.Request{URL: "http://marsh.example/"})
			if got := web.StateOf(err); got != want {
				t.Errorf("state %q, want %q: %v", got, want, err)
			}
		})
	}
}

// TestMain sets a proxy that nobody runs. Behind a proxy the guard would see the proxy's address only; the client must
// not look at it, and no test can pass that does.
func TestMain(m *testing.M) {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		if err := os.Setenv(name, "http://127.0.0.1:9"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
