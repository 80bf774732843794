package crawler

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"storywatch/crawler/feed"
	"storywatch/internal/charset"
)

const feedTypes = "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"

// pollFeed reads a feed. An address that turns out to be a page which names its feed is followed there, once.
func pollFeed(ctx context.Context, g Getter, src Source, v Validators) (Poll, error) {
	p, done, err := ask(ctx, g, src, v, feedTypes)
	if done {
		return p, err
	}
	f, err := feed.Parse(p.Response.Body, p.Response.Header.Get("Content-Type"), base(p.Response.FinalURL, p.Response.Header.Get("Content-Location")))
	if errors.Is(err, feed.ErrNotFeed) {
		if named := namedFeed(p.Response.Body, p.Response.Header.Get("Content-Type"), p.Response.FinalURL); named != "" {
			return pollNamed(ctx, g, src, named)
		}
	}
	if err != nil {
		return p, unreadable(p.Response, err)
	}
	return withFeed(p, f), nil
}

// pollNamed reads the feed that a page names. The page's address stays the source's, so no validators are kept: they
// would be sent to the page.
func pollNamed(ctx context.Context, g Getter, src Source, address string) (Poll, error) {
	src.URL = address
	p, done, err := ask(ctx, g, src, Validators{}, feedTypes)
	if done {
		return p, err
	}
	f, err := feed.Parse(p.Response.Body, p.Response.Header.Get("Content-Type"), p.Response.FinalURL)
	if err != nil {
		return p, unreadable(p.Response, err)
	}
	p = withFeed(p, f)
	p.Validators, p.MovedTo = Validators{}, ""
	p.Repaired = append(p.Repaired, "the address is a page; its feed is "+address+": put that in the config")
	return p, nil
}

func withFeed(p Poll, f feed.Feed) Poll {
	p.Title, p.Items, p.Repaired = f.Title, fromFeed(f.Items), f.Repaired
	p.MinInterval = min(max(p.MinInterval, f.TTL), maxMinInterval)
	return p
}

// base is what relative links stand on: Content-Location where the server sends one and it is of the web.
func base(final, location string) string {
	u, err := url.Parse(final)
	if err != nil || location == "" {
		return final
	}
	l, err := u.Parse(location)
	if err != nil || l.Scheme != "http" && l.Scheme != "https" {
		return final
	}
	return l.String()
}

// namedFeed returns the first feed that a page's link elements name, absolute; "" when there is none.
func namedFeed(body []byte, contentType, address string) string {
	at, err := url.Parse(address)
	if err != nil {
		return ""
	}
	text, _ := charset.UTF8(body, contentType)
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			switch token.Data {
			case "body":
				return ""
			case "link":
				if href := feedLink(token.Attr); href != "" {
					if u, err := at.Parse(href); err == nil && u.String() != address {
						return u.String()
					}
				}
			}
		}
	}
}

// feedLink is the address of a link element that is an alternate in a feed's type.
func feedLink(attrs []html.Attribute) string {
	var rel, kind, href string
	for _, a := range attrs {
		switch a.Key {
		case "rel":
			rel = strings.ToLower(a.Val)
		case "type":
			kind = strings.ToLower(strings.TrimSpace(a.Val))
		case "href":
			href = strings.TrimSpace(a.Val)
		}
	}
	if !strings.Contains(rel, "alternate") {
		return ""
	}
	switch kind {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
		return href
	}
	return ""
}
