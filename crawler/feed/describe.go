package feed

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"

	"storywatch/internal/charset"
)

var (
	titleTag = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
	xmlRoot  = regexp.MustCompile(`<((?:[A-Za-z][\w.-]*:)?[A-Za-z][\w.-]*)[\s/>]`)
)

// Describe says in words what bytes look like, for the error of whoever needed something else: "an HTML page titled
// …", "a sitemap", "JSON", "plain text: …", "nothing".
func Describe(body []byte, contentType string) string {
	if len(bytes.TrimSpace(body)) == 0 {
		return "nothing (an empty answer)"
	}
	sniffed := http.DetectContentType(body)
	if !strings.HasPrefix(sniffed, "text/") && sniffed != "application/octet-stream" {
		return "a file of type " + sniffed
	}
	text, _ := charset.UTF8(body, contentType)
	text = strings.TrimSpace(text)
	if json.Valid([]byte(text)) {
		return "JSON of another shape"
	}
	masked := beforeRoot.ReplaceAllString(text, "")
	if htmlRoot.MatchString(masked[:min(len(masked), 2048)]) || strings.HasPrefix(sniffed, "text/html") {
		if m := titleTag.FindStringSubmatch(text); m != nil && PlainText(m[1]) != "" {
			return "an HTML page titled " + quoted(PlainText(m[1]))
		}
		return "an HTML page without a title"
	}
	if strings.HasPrefix(masked, "<") || strings.HasPrefix(strings.TrimSpace(masked), "<") {
		if m := xmlRoot.FindStringSubmatch(masked); m != nil {
			switch m[1] {
			case "urlset", "sitemapindex":
				return "a sitemap (kind: sitemap)"
			}
			return "XML whose root is <" + m[1] + ">"
		}
	}
	if sniffed == "application/octet-stream" {
		return "binary data"
	}
	return "plain text: " + quoted(text)
}

// maxQuoted is how many characters of a text an error shows.
const maxQuoted = 80

func quoted(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxQuoted {
		s = string(r[:maxQuoted]) + "…"
	}
	return "“" + s + "”"
}
