package web

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// Limits of a connection.
const (
	// keepAlive probes an idle connection, so that a server that vanished is noticed.
	keepAlive = 30 * time.Second
	// idleTimeout is how long a connection waits for its host's next request: longer than any Crawl-delay.
	idleTimeout = 90 * time.Second
	// maxIdle is for all hosts together; each costs a file handle and some KiB.
	maxIdle = 100
	// maxIdlePerHost: one host is asked one thing at a time.
	maxIdlePerHost = 2
	// maxHeaderBytes is far above what honest servers send (some KiB).
	maxHeaderBytes = 256 << 10
)

// guard decides which addresses may be connected to. It is asked by the dialer after name resolution, so a name that
// points inside is refused just like the number; no check on names could do that.
type guard struct{ inner *ssrf.Guardian }

// newGuard allows the public internet and the given ranges. IPv4 ranges are written as IPv4.
func newGuard(allow []netip.Prefix) (guard, error) {
	var v4, v6 []netip.Prefix
	for _, p := range allow {
		switch {
		case !p.IsValid():
			return guard{}, fmt.Errorf("allowed address range %v: not a range; write it like 10.1.0.0/16", p)
		case p.Addr().Is4In6():
			return guard{}, fmt.Errorf("allowed address range %v: write the IPv4 range itself, like 10.1.0.0/16", p)
		case p.Addr().Is4():
			v4 = append(v4, p)
		default:
			v6 = append(v6, p)
		}
	}
	return guard{ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))}, nil
}

// control is net.Dialer.Control: the address is the one that is about to be connected to.
func (g guard) control(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ssrf.ErrProhibitedIP, address, err)
	}
	return g.check(ap.Addr())
}

// check looks at ::ffff:10.1.2.3 as at 10.1.2.3, which is what the kernel connects to.
func (g guard) check(ip netip.Addr) error {
	if err := g.inner.SafeAddr(ip.Unmap()); err != nil {
		return explained{ip.Unmap().String() + " is not a public address", err}
	}
	return nil
}

type dialFunc = func(ctx context.Context, network, address string, dialer *net.Dialer) (net.Conn, error)

// newTransport is the wire: HTTP/1.1 and HTTP/2 over guarded connections, without proxy and without unpacking.
func newTransport(g guard, dial dialFunc) *http.Transport {
	dialer := &net.Dialer{Control: g.control, KeepAlive: keepAlive}
	return &http.Transport{
		Proxy: nil, // see the package comment
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if dial == nil {
				return dialer.DialContext(ctx, network, address)
			}
			return g.dialWith(ctx, dial, network, address, dialer)
		},
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		DisableCompression:     true,
		ForceAttemptHTTP2:      true, // a DialContext of one's own switches it off otherwise
		MaxIdleConns:           maxIdle,
		MaxIdleConnsPerHost:    maxIdlePerHost,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
	}
}

// dialWith calls the caller's dial, which runs in a goroutine of net/http: a panic there would end the process. What it
// connected to without the dialer it was given is looked at afterwards.
func (g guard) dialWith(ctx context.Context, dial dialFunc, network, address string, dialer *net.Dialer) (conn net.Conn, err error) {
	defer func() {
		if r := recover(); r != nil {
			conn, err = nil, fmt.Errorf("dial %s: panic: %v", address, r)
		}
	}()
	conn, err = dial(ctx, network, address, dialer)
	if err != nil {
		return nil, err
	}
	if tcp, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		if err := g.check(tcp.AddrPort().Addr()); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return conn, nil
}
