package config

import (
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// The kinds of scalar below read themselves, so that a mistake is reported at its own line and column.

// Duration is a span of time written as 90s, 30m, 2h30m or 14d.
type Duration time.Duration

// Std is the duration as the standard library has it.
func (d Duration) Std() time.Duration { return time.Duration(d) }

// ParseDuration reads 90s, 30m, 2h30m, 14d or 1d12h. Days are 24 hours.
func ParseDuration(s string) (time.Duration, error) {
	rest, days := s, 0
	if head, tail, ok := strings.Cut(s, "d"); ok {
		n, err := strconv.Atoi(head)
		if err != nil || n < 0 || n > 36500 {
			return 0, fmt.Errorf("bad duration %q: write it as 90s, 15m, 2h30m or 14d", s)
		}
		days, rest = n, tail
		if rest == "" {
			return time.Duration(days) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(rest)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("bad duration %q: write it as 90s, 15m, 2h30m or 14d", s)
	}
	return d + time.Duration(days)*24*time.Hour, nil
}

// UnmarshalYAML reads the duration.
func (d *Duration) UnmarshalYAML(n ast.Node) error {
	v, err := ParseDuration(scalar(n))
	if err != nil {
		return at(n, err.Error())
	}
	*d = Duration(v)
	return nil
}

// Size is a number of bytes written as 500KB, 8MB or 1GB (powers of 1024).
type Size int64

// UnmarshalYAML reads the size.
func (s *Size) UnmarshalYAML(n ast.Node) error {
	raw := strings.ToUpper(strings.ReplaceAll(scalar(n), " ", ""))
	unit := int64(1)
	for suffix, u := range map[string]int64{"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30} {
		if rest, ok := strings.CutSuffix(raw, suffix); ok {
			raw, unit = rest, u
			break
		}
	}
	v, err := strconv.ParseInt(raw, 10, 64)
	if err != nil || v <= 0 || v > (1<<40)/unit {
		return at(n, fmt.Sprintf("bad size %q: write it as 500KB, 8MB or 1GB", scalar(n)))
	}
	*s = Size(v * unit)
	return nil
}

// URL is an absolute http or https address.
type URL string

// UnmarshalYAML reads and checks the address.
func (u *URL) UnmarshalYAML(n ast.Node) error {
	raw := scalar(n)
	if raw == "" {
		*u = ""
		return nil
	}
	if err := checkURL(raw); err != nil {
		return at(n, err.Error())
	}
	*u = URL(raw)
	return nil
}

func checkURL(raw string) error {
	v, err := url.Parse(raw)
	switch {
	case err != nil:
		return fmt.Errorf("bad URL %q: %s", raw, strings.TrimPrefix(err.Error(), "parse "))
	case v.Scheme == "" && v.Host == "":
		return fmt.Errorf("bad URL %q: it needs a scheme; did you mean %q?", raw, "https://"+strings.TrimPrefix(raw, "//"))
	case v.Scheme != "http" && v.Scheme != "https":
		return fmt.Errorf("bad URL %q: only http:// and https:// can be read", raw)
	case v.Hostname() == "":
		return fmt.Errorf("bad URL %q: it names no host", raw)
	case strings.ContainsAny(v.Hostname(), " <>"):
		return fmt.Errorf("bad URL %q: %q is no host name", raw, v.Hostname())
	case v.User != nil:
		return fmt.Errorf("bad URL: a name or password in the address would be stored and shown; use a source that needs none, or a token in the query from the environment")
	}
	return nil
}

// Pattern is a regular expression in Go's syntax (RE2).
type Pattern struct{ *regexp.Regexp }

// UnmarshalYAML compiles the pattern.
func (p *Pattern) UnmarshalYAML(n ast.Node) error {
	re, err := regexp.Compile(scalar(n))
	if err != nil {
		return at(n, fmt.Sprintf("bad pattern: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: ")))
	}
	p.Regexp = re
	return nil
}

// String is the pattern's source; "" when there is none.
func (p Pattern) String() string {
	if p.Regexp == nil {
		return ""
	}
	return p.Regexp.String()
}

// Prefix is an address range: 10.1.0.0/16, or one address.
type Prefix struct{ netip.Prefix }

// UnmarshalYAML reads the range.
func (p *Prefix) UnmarshalYAML(n ast.Node) error {
	raw := scalar(n)
	if v, err := netip.ParsePrefix(raw); err == nil {
		p.Prefix = v.Masked()
		return nil
	}
	if a, err := netip.ParseAddr(raw); err == nil {
		p.Prefix = netip.PrefixFrom(a, a.BitLen())
		return nil
	}
	return at(n, fmt.Sprintf("bad address range %q: write it as 10.1.0.0/16", raw))
}

// Zone is an IANA time zone.
type Zone struct{ *time.Location }

// UnmarshalYAML loads the zone.
func (z *Zone) UnmarshalYAML(n ast.Node) error {
	l, err := time.LoadLocation(scalar(n))
	if err != nil || scalar(n) == "" {
		return at(n, fmt.Sprintf("unknown time zone %q: write an IANA name such as America/New_York, Europe/Berlin or UTC", scalar(n)))
	}
	z.Location = l
	return nil
}

// TimeOfDay is 24-hour wall time.
type TimeOfDay struct{ Hour, Minute int }

// Minutes since midnight.
func (t TimeOfDay) Minutes() int { return t.Hour*60 + t.Minute }

func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", t.Hour, t.Minute) }

// UnmarshalYAML reads "07:30".
func (t *TimeOfDay) UnmarshalYAML(n ast.Node) error {
	v, err := time.Parse("15:04", scalar(n))
	if err != nil {
		return at(n, fmt.Sprintf("bad time of day %q: write it as \"07:30\" (24 hours, in quotes)", scalar(n)))
	}
	t.Hour, t.Minute = v.Hour(), v.Minute()
	return nil
}

// Address is a mail address, with or without a name.
type Address string

// UnmarshalYAML checks the address.
func (a *Address) UnmarshalYAML(n ast.Node) error {
	raw := scalar(n)
	if _, err := mail.ParseAddress(raw); err != nil {
		return at(n, fmt.Sprintf("bad mail address %q: write it as desk@example.org or Desk <desk@example.org>", raw))
	}
	*a = Address(raw)
	return nil
}

// Server is a mail server's address: smtp://user:password@host:587 or smtps://host:465.
type Server struct{ *url.URL }

// UnmarshalYAML reads the address. Its errors never repeat the value: it may hold a password.
func (s *Server) UnmarshalYAML(n ast.Node) error {
	const form = "write it as smtp://user:password@host:587 or smtps://host:465, with ${NAME} for secrets; a special character in a password is written %XX"
	v, err := url.Parse(scalar(n))
	if err != nil || v.Scheme != "smtp" && v.Scheme != "smtps" || v.Hostname() == "" {
		return at(n, "bad mail server: "+form)
	}
	s.URL = v
	return nil
}

// String is the server without its password.
func (s Server) String() string {
	if s.URL == nil {
		return ""
	}
	return s.Redacted()
}

// scalar is the text of a scalar node; "" for null and for anything that is no scalar.
func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(n.Value)
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case *ast.NullNode:
		return ""
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	case *ast.TagNode:
		return scalar(n.Value)
	}
	return n.String()
}

// at is a mistake at a node.
func at(n ast.Node, message string) error {
	return &yaml.SyntaxError{Message: message, Token: n.GetToken()}
}
