package alert

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes foreign text safe for a line of mail: no control characters, no marks that turn the reading direction
// around or cannot be seen, no line breaks. Joiners that scripts and emoji need stay.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c' || r == '\u200d':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// quoted puts a sentence into quotation marks, unless it has some of its own: a statement of somebody's stays one.
func quoted(s string) string {
	if strings.ContainsAny(s, "“”„\"«»") {
		return s
	}
	return "“" + s + "”"
}

// dateline is a place, the day, the outlet or several of them before a dash, at the start of a report: the place in capitals, or
// any with an outlet in parentheses. A word in capitals that a sentence goes on after in lower case is none.
var dateline = regexp.MustCompile(`^(?:\p{Lu}[\p{Lu}.'’/ -]{2,40}(?:,[\p{L}\d. ]{2,30}){0,2}(?: ?\([^()]{2,40}\))?|` +
	`\p{Lu}[\p{L}.'’/ -]{1,40}(?:,[\p{L}\d. ]{2,30}){0,2} ?\([^()]{2,40}\)) ?(?:—|–|--| -) ?(["“‘'«\p{Lu}\d].*)$`)

// withoutDateline is a sentence without the dateline before it.
func withoutDateline(s string) string {
	if m := dateline.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return s
}

// webAddress is u if it may be linked, else "": pages choose their addresses, and javascript: is one.
func webAddress(u string) string {
	p, err := url.Parse(u)
	if err != nil || p.Scheme != "https" && p.Scheme != "http" || p.Host == "" || clean(u) != u || strings.Contains(u, " ") {
		return ""
	}
	return u
}

// cut shortens to n code points, at a word.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	short := string(r[:n-1])
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:") + "…"
}

func plural(n int, one string, many ...string) string {
	if n == 1 {
		return "1 " + one
	}
	if len(many) > 0 {
		return fmt.Sprintf("%d %s", n, many[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
