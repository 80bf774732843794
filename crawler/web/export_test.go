package web

import (
	"crypto/x509"
)

// Trust lets a client accept the certificates of a test's servers.
func (c *Client) Trust(pool *x509.CertPool) { c.transport.TLSClientConfig.RootCAs = pool }

// For fuzzing.
var (
	Decode          = decode
	ParseRetryAfter = parseRetryAfter
)
