package contract

import (
	"regexp"
	"strings"
)

// unnamed is a head that only says how many are awarded: "The following four firms".
var unnamed = regexp.MustCompile(`(?i)^(?:the |these )?(?:following\b.*|(?:[a-z-]+ ){1,4}(?:firms|companies|contractors|businesses|vendors|awardees))$`)

// namedBehind moves the names of a pool that stand behind a colon in the text to the head, where others have them:
// "The following firms are each being awarded a contract for dredging: A Inc., Reno, Nevada (…); and B LLC, …".
func namedBehind(head, body string) (names, rest string, ok bool) {
	if !unnamed.MatchString(strings.TrimRight(head, " ,")) {
		return "", "", false
	}
	for from := 0; ; {
		colon := strings.IndexByte(body[from:], ':')
		if colon < 0 {
			return "", "", false
		}
		colon += from
		if end := listEnd(body[colon+1:]); end > 0 {
			return strings.TrimSpace(body[colon+1 : colon+1+end]), body[:colon] + "." + body[colon+1+end:], true
		}
		from = colon + 1
	}
}

// awardedTo turns "A $9,000,000 contract (…) was awarded to Hale Corp., Dover, Delaware, for buoys" into the order that
// others have.
func awardedTo(head, body string) (names, rest string, ok bool) {
	behind, ok := strings.CutPrefix(body, " to ")
	if !ok || !contractHead.MatchString(head) {
		return "", "", false
	}
	end := nameEnd(behind)
	return behind[:end], " " + strings.TrimRight(head, ", ") + behind[end:], true
}

// listEnd is where a list of awardees with their numbers in brackets ends: behind the last bracket with a number that a
// semicolon, a comma or "and" ties to the one before. 0 when s does not begin with such a list.
func listEnd(s string) int {
	end := 0
	for _, m := range numberedBracket.FindAllStringIndex(s, -1) {
		if end > 0 && !strings.HasPrefix(s[end:], ";") && !strings.HasPrefix(s[end:], ",") && !strings.HasPrefix(s[end:], " and ") {
			break
		}
		if m[0]-end > longestAwardee {
			break
		}
		end = m[1]
	}
	return end
}

var numberedBracket = regexp.MustCompile(bracket)
