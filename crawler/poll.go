package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"storywatch/crawler/feed"
	"storywatch/crawler/web"
)

// maxMinInterval is the longest that a server's or feed's own word delays the next poll: a wrong Expires header must not
// silence a source for years.
const maxMinInterval = 24 * time.Hour

// PollSource asks a source for its list. v is what the last poll gave; an unchanged list is State NotModified without
// items. On an error the Poll still carries State, RetryAfter and, where there was an answer, Response. A source of an
// unknown kind or preset is an error that names those there are.
func PollSource(ctx context.Context, g Getter, src Source, v Validators) (Poll, error) {
	kind := src.Kind
	switch {
	case kind == "" && src.Preset != "":
		kind = KindJSON
	case kind == "":
		kind = KindFeed
	}
	poll, ok := Kinds[kind]
	if !ok {
		return Poll{State: web.Unreadable}, fmt.Errorf("kind %q is not one of %s", kind, strings.Join(KindNames(), ", "))
	}
	p, err := poll(ctx, g, src, v)
	if err != nil {
		p.State, p.Items = web.StateOf(err), nil
		if e, ok := errors.AsType[*web.Error](err); ok {
			p.RetryAfter = e.RetryAfter
		}
		return p, err
	}
	limit := src.MaxItems
	if limit <= 0 {
		limit = DefaultMaxItems
	}
	if len(p.Items) > limit {
		p.Repaired = append(p.Repaired, fmt.Sprintf("only the first %d of %d items kept", limit, len(p.Items)))
		p.Items = p.Items[:limit]
	}
	return p, nil
}

// ask gets a source's address and fills in what every kind says of the answer. done is true when there is nothing more
// to do: an error, or an unchanged list.
func ask(ctx context.Context, g Getter, src Source, v Validators, accept string) (p Poll, done bool, err error) {
	res, err := g.Get(ctx, web.Request{URL: src.URL, ETag: v.ETag, LastModified: v.LastModified, Accept: accept, Robots: src.Robots})
	if err != nil {
		return p, true, err
	}
	p = Poll{State: web.OK, Response: res, MovedTo: res.MovedTo, Validators: validators(res, v), MinInterval: freshFor(res)}
	if res.NotModified {
		p.State = web.NotModified
		return p, true, nil
	}
	return p, false, nil
}

// unreadable is an answer whose bytes are not what the kind needs.
func unreadable(res *web.Response, err error) error {
	return &web.Error{State: web.Unreadable, URL: res.FinalURL, Status: res.Status, Err: err}
}

// validators are the answer's own; a 304 that repeats none keeps those that were sent (RFC 9110, section 15.4.5).
func validators(res *web.Response, sent Validators) Validators {
	v := Validators{ETag: res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified")}
	if !res.NotModified {
		return v
	}
	if v.ETag == "" {
		v.ETag = sent.ETag
	}
	if v.LastModified == "" {
		v.LastModified = sent.LastModified
	}
	return v
}

// freshFor is how long the server says its answer stays fresh: max-age, else Expires counted from Date (RFC 9111,
// section 4.2.1).
func freshFor(res *web.Response) time.Duration {
	for _, directive := range strings.Split(res.Header.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(strings.ToLower(directive)), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			seconds, err := strconv.Atoi(strings.Trim(value, `"`))
			if err != nil || seconds < 0 {
				return 0
			}
			return min(time.Duration(min(seconds, int(maxMinInterval/time.Second)))*time.Second, maxMinInterval)
		}
	}
	expires, err := http.ParseTime(res.Header.Get("Expires"))
	if err != nil {
		return 0
	}
	asked, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil {
		asked = res.FetchedAt
	}
	return max(0, min(expires.Sub(asked), maxMinInterval))
}

// fromFeed turns a feed's or listing's item into one of ours. What has no address and no identifier cannot be told
// apart from others and is left out.
func fromFeed(list []feed.Item) []Item {
	out := make([]Item, 0, len(list))
	for _, f := range list {
		if f.GUID == "" && f.Title == "" {
			continue
		}
		item := Item{
			GUID: f.GUID, URL: f.Link, Title: f.Title, Summary: f.SummaryText, ContentHTML: f.ContentHTML,
			Authors: names(f.Authors), PublishedRaw: f.Published.Raw,
		}
		if item.GUID == "" {
			item.GUID = f.Title + " " + f.Published.Raw
		}
		item.Published, item.PublishedPrecision = moment(f.Published)
		item.Updated, _ = moment(f.Updated)
		out = append(out, item)
	}
	return out
}

// moment drops what is known to the month or year only: an Item says minute or day, or nothing.
func moment(d feed.Date) (time.Time, string) {
	if d.Precision == feed.Minute || d.Precision == feed.Day {
		return d.Time.UTC(), string(d.Precision)
	}
	return time.Time{}, ""
}

func names(people []feed.Person) []string {
	var out []string
	for _, p := range people {
		if p.Name != "" {
			out = append(out, p.Name)
		}
	}
	return out
}
