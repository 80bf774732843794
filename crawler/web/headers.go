package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// acceptEncoding is what decode can undo.
const acceptEncoding = "gzip, deflate"

// headers is the RoundTripper that says who asks. It stands below robots, so robots.txt is asked under the same name.
type headers struct {
	userAgent string
	next      http.RoundTripper
}

func (h headers) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("User-Agent", h.userAgent)
	req.Header.Set("Accept-Encoding", acceptEncoding)
	return h.next.RoundTrip(req)
}

// productToken is the first word of a User-Agent up to "/" or a space, as RFC 9309 2.2.1 defines it: letters, "-", "_".
func productToken(userAgent string) (string, error) {
	token := agentToken(userAgent)
	rest := userAgent[len(token):]
	if token == "" || rest != "" && rest[0] != '/' && rest[0] != ' ' {
		return "", fmt.Errorf("user agent %q: it must begin with a product token of letters, - and _, as in %q", userAgent, DefaultUserAgent)
	}
	if strings.EqualFold(token, "mozilla") {
		return "", fmt.Errorf("user agent %q: it must begin with this program's own name, not a browser's; robots.txt is matched against it", userAgent)
	}
	for _, r := range userAgent {
		if r < ' ' || r > '~' {
			return "", errors.New("user agent: only printable ASCII may stand in it")
		}
	}
	return token, nil
}
