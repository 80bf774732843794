package web

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Limits of robots.txt.
const (
	// MaxRobotsSize is how much of a robots.txt is read, in bytes: the least that RFC 9309 2.5 asks for, and what the
	// large search engines read.
	MaxRobotsSize = 500 << 10
	// maxRobotsLine is where a line is cut, in bytes: eight of the longest addresses that old browsers knew, as in
	// Google's parser.
	maxRobotsLine = 8 * 2083
	// maxDelay is the longest Crawl-delay that is represented.
	maxDelay = 24 * time.Hour
)

// Robots are the rules of one robots.txt by RFC 9309. The zero value has none and allows everything.
type Robots struct {
	groups []robotsGroup
}

// robotsGroup is one block of rules and the product tokens it is for, lower case; "*" is everybody.
type robotsGroup struct {
	tokens []string
	rules  []robotsRule
	delay  time.Duration
}

// robotsRule is one Allow or Disallow line, its path in both readings of percent-encoding (see Allowed).
type robotsRule struct {
	allow         bool
	literal, norm string
}

// ParseRobots reads a robots.txt. It takes what it can and never fails: unknown lines, rules before the first group and
// everything behind MaxRobotsSize are left out. Usual misspellings of "disallow" count.
//
// Rules and Crawl-delay end the list of a group's user agents; other lines (Sitemap, Host, unknown ones) do not. RFC
// 9309 does not know Crawl-delay; where it is written in a group of its own, the group behind it is another one for
// every crawler that honours it.
func ParseRobots(b []byte) Robots {
	var p robotsParser
	for line := range robotsLines(b) {
		p.line(line)
	}
	return Robots{groups: p.groups}
}

type robotsParser struct {
	groups []robotsGroup
	inBody bool // the current group has a rule or a delay, so the next user-agent line begins another
}

func (p *robotsParser) line(line string) {
	field, value := splitRobotsLine(line)
	switch robotsField(field) {
	case fieldAgent:
		if len(p.groups) == 0 || p.inBody {
			p.groups = append(p.groups, robotsGroup{})
			p.inBody = false
		}
		if token := lineToken(value); token != "" {
			g := &p.groups[len(p.groups)-1]
			g.tokens = append(g.tokens, token)
		}
	case fieldAllow:
		p.rule(true, value)
		if dir, ok := indexDirectory(value); ok {
			p.rule(true, dir+"$")
		}
	case fieldDisallow:
		p.rule(false, value)
	case fieldDelay:
		if g := p.body(); g != nil {
			g.delay = max(g.delay, parseDelay(value))
		}
	}
}

// rule adds a line to the current group. An empty path ends the list of user agents and says nothing else.
func (p *robotsParser) rule(allow bool, path string) {
	g := p.body()
	if g == nil || path == "" {
		return
	}
	g.rules = append(g.rules, robotsRule{allow, encodePath(path), normalPath(path)})
}

// body is the current group with its list of user agents ended; nil before the first group.
func (p *robotsParser) body() *robotsGroup {
	if len(p.groups) == 0 {
		return nil
	}
	p.inBody = true
	return &p.groups[len(p.groups)-1]
}

// robotsLines gives the lines of a file: CR, LF or both end one, a byte order mark (whole or cut) is skipped, a line
// that the size limit cuts in two is left out, since half a path forbids or allows more than was meant.
func robotsLines(b []byte) func(yield func(string) bool) {
	s := string(b[:min(len(b), MaxRobotsSize)])
	if len(b) > MaxRobotsSize {
		if end := strings.LastIndexAny(s, "\r\n"); end >= 0 {
			s = s[:end]
		}
	}
	const mark = "\xef\xbb\xbf"
	for i := 0; i < len(mark) && s != "" && s[0] == mark[i]; i++ {
		s = s[1:]
	}
	return func(yield func(string) bool) {
		for s != "" {
			line := s
			if end := strings.IndexAny(s, "\r\n"); end >= 0 {
				line, s = s[:end], s[end+1:]
			} else {
				s = ""
			}
			if len(line) > maxRobotsLine {
				line = line[:maxRobotsLine]
			}
			if !yield(line) {
				return
			}
		}
	}
}

// splitRobotsLine cuts off the comment and splits at the colon. A forgotten colon is read as one when the line has
// exactly two words.
func splitRobotsLine(line string) (field, value string) {
	line, _, _ = strings.Cut(line, "#")
	if field, value, ok := strings.Cut(line, ":"); ok {
		return strings.TrimSpace(field), strings.TrimSpace(value)
	}
	if words := strings.Fields(line); len(words) == 2 {
		return words[0], words[1]
	}
	return "", ""
}

type robotsFieldKind int

const (
	fieldOther robotsFieldKind = iota
	fieldAgent
	fieldAllow
	fieldDisallow
	fieldDelay
)

// fieldNames are the beginnings of field names, as Google's parser reads them ("Disallow all: /" is meant as it looks).
var fieldNames = []struct {
	begins string
	kind   robotsFieldKind
}{
	{"allow", fieldAllow},
	{"crawl delay", fieldDelay},
	{"crawl-delay", fieldDelay},
	{"crawldelay", fieldDelay},
	{"diasllow", fieldDisallow},
	{"disallaw", fieldDisallow},
	{"disallow", fieldDisallow},
	{"disalow", fieldDisallow},
	{"dissallow", fieldDisallow},
	{"dissalow", fieldDisallow},
	{"user agent", fieldAgent},
	{"user-agent", fieldAgent},
	{"useragent", fieldAgent},
}

func robotsField(field string) robotsFieldKind {
	field = strings.ToLower(field)
	for _, f := range fieldNames {
		if strings.HasPrefix(field, f.begins) {
			return f.kind
		}
	}
	return fieldOther
}

// lineToken is the product token of a user-agent line in lower case: "FooBot/2.1 (x)" is for "foobot". "*" stays.
func lineToken(value string) string {
	if value == "*" || strings.HasPrefix(value, "*") && strings.TrimLeft(value[1:2], " \t") == "" {
		return "*"
	}
	return strings.ToLower(agentToken(value))
}

// agentToken is the longest beginning of s that can be a product token (RFC 9309, 2.2.1).
func agentToken(s string) string {
	for i := range len(s) {
		if c := s[i]; (c|0x20) < 'a' || (c|0x20) > 'z' {
			if c != '-' && c != '_' {
				return s[:i]
			}
		}
	}
	return s
}

// indexDirectory gives "/dir/" for "/dir/index.html": who allows a directory's index by name means the directory too.
func indexDirectory(path string) (string, bool) {
	slash := strings.LastIndexByte(path, '/')
	if slash < 0 || !strings.HasPrefix(path[slash:], "/index.htm") {
		return "", false
	}
	return path[:slash+1], true
}

// parseDelay reads seconds, with or without a fraction. What is no number is no delay.
func parseDelay(value string) time.Duration {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(seconds) || seconds <= 0 {
		return 0
	}
	return time.Duration(min(seconds, maxDelay.Seconds()) * float64(time.Second))
}

// CrawlDelay is the longest Crawl-delay of the groups for a product token, or of the groups for "*" when no group
// names it; 0 when there is none.
func (r Robots) CrawlDelay(productToken string) time.Duration {
	var delay time.Duration
	for _, g := range r.groupsFor(productToken) {
		delay = max(delay, g.delay)
	}
	return delay
}

// groupsFor are all groups that name the token, compared without case, else all groups for "*".
func (r Robots) groupsFor(productToken string) []robotsGroup {
	if named := r.groupsNaming(strings.ToLower(productToken)); len(named) > 0 {
		return named
	}
	return r.groupsNaming("*")
}

func (r Robots) groupsNaming(token string) []robotsGroup {
	var found []robotsGroup
	for _, g := range r.groups {
		for _, t := range g.tokens {
			if t == token {
				found = append(found, g)
				break
			}
		}
	}
	return found
}
