package web

import "strings"

// robotsPath is where robots.txt itself is; RFC 9309 2.2.2 allows it always.
const robotsPath = "/robots.txt"

// Allowed says whether a crawler of that product token may get a path (with its query, as it goes over the wire). The
// longest matching rule decides, allow before disallow; without one the answer is yes.
//
// Two readings of percent-encoding are in use: by RFC 9309 2.2.2 "%7Euser" and "~user" are one path, in Google's own
// parser they are two. Where they differ a path must be allowed under both: a site cannot know whom it has to do with.
func (r Robots) Allowed(productToken, path string) bool {
	path, _, _ = strings.Cut(path, "#")
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	if path == robotsPath {
		return true
	}
	literal, norm := upperHex(path), normalPath(path)
	var byLiteral, byNorm verdict
	for _, g := range r.groupsFor(productToken) {
		for _, rule := range g.rules {
			byLiteral.weigh(rule.allow, rule.literal, literal)
			byNorm.weigh(rule.allow, rule.norm, norm)
		}
	}
	return byLiteral.allowed() && byNorm.allowed()
}

// verdict is the length of the longest rule for and against; 0 when none matched.
type verdict struct{ allow, disallow int }

func (v *verdict) weigh(allow bool, pattern, path string) {
	longest := &v.disallow
	if allow {
		longest = &v.allow
	}
	if len(pattern) > *longest && matchPath(pattern, path) {
		*longest = len(pattern)
	}
}

func (v verdict) allowed() bool { return v.allow >= v.disallow }

// matchPath matches a rule's path from the beginning: * is any run of bytes, $ at the end is the end, all else is itself.
// Taking the first place for every piece between the stars is enough, since a later one leaves less room; so it runs
// once over the path, whatever a hostile file says.
func matchPath(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	first, rest, stars := strings.Cut(pattern, "*")
	if !strings.HasPrefix(path, first) {
		return false
	}
	path = path[len(first):]
	if !stars {
		return !anchored || path == ""
	}
	for {
		piece, after, more := strings.Cut(rest, "*")
		if !more {
			if anchored {
				return strings.HasSuffix(path, piece)
			}
			return strings.Contains(path, piece)
		}
		at := strings.Index(path, piece)
		if at < 0 {
			return false
		}
		path, rest = path[at+len(piece):], after
	}
}

// encodePath percent-encodes what is not ASCII and puts hex digits in capitals.
func encodePath(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] >= 0x80 {
			writeEncoded(&b, s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return upperHex(b.String())
}

// upperHex puts the hex digits of percent-encoded bytes in capitals.
func upperHex(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if _, ok := encodedByte(s[i:]); ok {
			copy(b[i:], strings.ToUpper(s[i:i+3]))
		}
	}
	return string(b)
}

// normalPath is RFC 9309 2.2.2: bytes outside ASCII encoded, encoded letters, digits and -._~ decoded, hex in capitals.
func normalPath(s string) string {
	s = encodePath(s)
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c, ok := encodedByte(s[i:]); ok && isUnreserved(c) {
			b.WriteByte(c)
			i += 2
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

const upperHexDigits = "0123456789ABCDEF"

func writeEncoded(b *strings.Builder, c byte) {
	b.WriteByte('%')
	b.WriteByte(upperHexDigits[c>>4])
	b.WriteByte(upperHexDigits[c&15])
}

// encodedByte reads %XX at the beginning of s.
func encodedByte(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	hi, lo := hexValue(s[1]), hexValue(s[2])
	if hi < 0 || lo < 0 {
		return 0, false
	}
	return byte(hi<<4 | lo), true
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case (c|0x20) >= 'a' && (c|0x20) <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func isUnreserved(c byte) bool {
	return c >= '0' && c <= '9' || (c|0x20) >= 'a' && (c|0x20) <= 'z' || strings.IndexByte("-._~", c) >= 0
}
