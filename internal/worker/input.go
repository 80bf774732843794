package worker

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"storywatch/extract"
)

// InputLine is one document as `extract --jsonl` and `import` take it: one JSON object a line.
type InputLine struct {
	ID          string  `json:"id"`
	URL         string  `json:"url"`
	Title       string  `json:"title"`
	Text        string  `json:"text"`
	HTML        string  `json:"html"`
	HTMLBase64  []byte  `json:"html_b64"`
	ContentType string  `json:"content_type"`
	Published   *string `json:"published"` // a date or a time
	Source      string  `json:"source"`
	Byline      Strings `json:"byline"`
}

// Strings is a list that may be written as one string.
type Strings []string

// UnmarshalJSON takes "a; b" and ["a", "b"].
func (s *Strings) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		if one != "" {
			*s = strings.Split(one, extract.BylineSeparator)
		}
		return nil
	}
	var many []string
	if err := json.Unmarshal(b, &many); err != nil {
		return errors.New("byline is a name or a list of names")
	}
	*s = many
	return nil
}

// ParseLine reads one line. Its errors say which field is wrong; the caller says which line.
func ParseLine(line []byte) (extract.Input, error) {
	var l InputLine
	if err := json.Unmarshal(line, &l); err != nil {
		var typ *json.UnmarshalTypeError
		if errors.As(err, &typ) {
			return extract.Input{}, fmt.Errorf("%q must be %s, not %s", typ.Field, typ.Type, typ.Value)
		}
		return extract.Input{}, fmt.Errorf("not a JSON object: %w", err)
	}
	in := extract.Input{ID: l.ID, URL: l.URL, Title: l.Title, Text: l.Text, ContentType: l.ContentType, Source: l.Source, Byline: l.Byline}
	switch {
	case len(l.HTMLBase64) > 0:
		in.HTML = l.HTMLBase64
	case l.HTML != "":
		in.HTML = []byte(l.HTML)
		in.ContentType = "text/html; charset=utf-8" // JSON is UTF-8, whatever the page says of itself
	}
	if l.Published != nil && strings.TrimSpace(*l.Published) != "" {
		t, precision, err := ParseTime(*l.Published)
		if err != nil {
			return extract.Input{}, fmt.Errorf("\"published\": %w", err)
		}
		in.Published, in.PublishedPrecision = t, precision
	}
	return in, nil
}

// timeLayouts carry a zone, or are taken as UTC.
var timeLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"}

// ParseTime reads a date ("2006-01-02", precision day) or a time (RFC 3339 and near it, precision minute; without a zone UTC).
// The zone that was written is kept: "Friday" is counted in it.
func ParseTime(s string) (time.Time, string, error) {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, "day", nil
	}
	for _, l := range timeLayouts {
		if t, err := time.Parse(l, s); err == nil {
			return t, "minute", nil
		}
	}
	return time.Time{}, "", fmt.Errorf("%q is no date: write 2006-01-02 or 2006-01-02T15:04:05Z", s)
}
