// Package feed reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed and old CDF out of the bytes that servers really send:
// it cleans them, lets gofeed parse, repairs and tries again where that fails, and says what it repaired. It fetches
// nothing and remembers nothing.
package feed

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/atom"
	gofeedjson "github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"

	"storywatch/internal/charset"
)

// MaxItems is how many items of one feed are kept, in the feed's order. News feeds list 10 to 500, a court's docket
// feed up to 3,000; more is a mistake or an attack.
const MaxItems = 5000

// ErrNotFeed means that the bytes are no feed at all; the error's text says what they look like.
var ErrNotFeed = errors.New("not a feed")

// Feed is what a feed says of itself, and its items in its own order. What it does not state is empty.
type Feed struct {
	Title     string        `json:"title,omitzero"` // plain text
	Link      string        `json:"link,omitzero"`  // the site, absolute
	Links     []string      `json:"links,omitzero"`
	Language  string        `json:"language,omitzero"`
	Published Date          `json:"published,omitzero"`
	Updated   Date          `json:"updated,omitzero"`
	Authors   []Person      `json:"authors,omitzero"`
	Items     []Item        `json:"items,omitzero"`
	TTL       time.Duration `json:"ttl,omitzero"`      // how long the feed says it stays as it is; 0 when it does not
	Repaired  []string      `json:"repaired,omitzero"` // what had to be mended, in plain words
}

// Item is one entry. GUID falls back to the link; it is empty when there is neither.
type Item struct {
	GUID        string   `json:"guid,omitzero"`
	Title       string   `json:"title,omitzero"` // plain text
	Link        string   `json:"link,omitzero"`  // absolute
	Links       []string `json:"links,omitzero"`
	Published   Date     `json:"published,omitzero"`
	Updated     Date     `json:"updated,omitzero"`
	Authors     []Person `json:"authors,omitzero"`
	SummaryText string   `json:"summary_text,omitzero"` // plain text
	SummaryHTML string   `json:"summary_html,omitzero"` // as the feed gave it, not cleaned
	ContentHTML string   `json:"content_html,omitzero"` // the whole article where the feed carries it, not cleaned
	Language    string   `json:"language,omitzero"`
}

// Date is a date as printed, and read where it could be read.
type Date struct {
	Time      time.Time `json:"time,omitzero"`      // in the zone that was printed, else UTC; zero when Raw could not be read
	Precision Precision `json:"precision,omitzero"` // "" when Raw could not be read
	Raw       string    `json:"raw,omitzero"`
}

// Person is a name with a mail address; either may be empty.
type Person struct {
	Name  string `json:"name,omitzero"`
	Email string `json:"email,omitzero"`
}

// Parse reads a feed. contentType is the HTTP header's value or ""; url is where the bytes came from, against which
// relative links without xml:base are resolved. Bytes that are no feed give ErrNotFeed.
func Parse(body []byte, contentType, url string) (Feed, error) {
	text, encoding := charset.UTF8(body, contentType)
	doc := clean(text)
	if encoding == "utf-8" && strings.Contains(text, "\ufffd") {
		doc.note("bytes that are not UTF-8 replaced")
	}
	var f Feed
	var err error
	switch doc.kind {
	case kindRSS:
		f, err = salvage(doc, parseRSS)
	case kindAtom:
		f, err = salvage(doc, parseAtom)
	case kindCDF:
		f = parseCDF(doc.text)
	case kindJSON:
		f, err = parseJSON(doc.text)
	default:
		return Feed{}, fmt.Errorf("%w: the bytes look like %s", ErrNotFeed, Describe(body, contentType))
	}
	if err != nil {
		return Feed{}, err
	}
	f.Repaired = append(doc.repaired, f.Repaired...)
	if len(f.Items) > MaxItems {
		f.Repaired = append(f.Repaired, fmt.Sprintf("only the first %d of %d items kept", MaxItems, len(f.Items)))
		f.Items = f.Items[:MaxItems]
	}
	f.resolve(url)
	return f, nil
}

func parseRSS(text string) (Feed, error) {
	parsed, err := (&rss.Parser{}).Parse(strings.NewReader(text))
	if err != nil {
		return Feed{}, fmt.Errorf("parse RSS: %w", err)
	}
	return fromRSS(parsed), nil
}

func parseAtom(text string) (Feed, error) {
	parsed, err := (&atom.Parser{}).Parse(strings.NewReader(text))
	if err != nil {
		return Feed{}, fmt.Errorf("parse Atom: %w", err)
	}
	return fromAtom(parsed), nil
}

func parseJSON(text string) (Feed, error) {
	parsed, err := (&gofeedjson.Parser{}).Parse(strings.NewReader(text))
	if err == nil {
		return fromJSON(parsed), nil
	}
	if mended, ok := mendJSON(text); ok {
		if parsed, merr := (&gofeedjson.Parser{}).Parse(strings.NewReader(mended)); merr == nil {
			f := fromJSON(parsed)
			f.Repaired = append(f.Repaired, "fields of a wrong type mended or left out")
			return f, nil
		}
	}
	return Feed{}, fmt.Errorf("parse JSON Feed: %w", err)
}
