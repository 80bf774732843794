package worker

import (
	"context"
	"fmt"
	"hash/fnv"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/store"
)

const (
	// MaxBackoff is the longest wait after failures in a row: a source that comes back is noticed within a day.
	MaxBackoff = 24 * time.Hour
	// GoneRetry is how long a source that said 410 is left alone.
	GoneRetry = 30 * 24 * time.Hour
	// MinInterval and MaxInterval bound what a server's caching headers can make of the interval.
	MinInterval = 5 * time.Minute
	MaxInterval = 24 * time.Hour
)

// poll asks a source for its list and has the items remembered together with what to ask with next time.
func (p *pass) poll(ctx context.Context, lease *store.Lease, work *store.Work) error {
	src, ok := p.sources[work.Source]
	if !ok {
		return p.giveUp(ctx, lease, work, "the source is not in the config")
	}
	got, err := crawler.PollSource(ctx, p.Web, src.Source, crawler.Validators{ETag: work.ETag, LastModified: work.LastModified})
	if ctx.Err() != nil {
		return context.Cause(ctx) // stopped in the middle: the poll stays due
	}
	now := p.Clock.Now()
	result := store.PollResult{
		SourceID: work.SourceID, At: now, State: string(got.State), ETag: got.Validators.ETag, LastModified: got.Validators.LastModified,
		MovedTo: got.MovedTo, Repaired: got.Repaired, Quiet: work.First && p.Quiet,
	}
	if r := got.Response; r != nil {
		result.Status, result.Bytes, result.Duration = r.Status, int64(len(r.Body)), r.Duration
		if err == nil && !r.NotModified {
			result.Body = &store.Body{Bytes: r.Body, Header: r.Header, ContentType: r.Header.Get("Content-Type"), URL: r.FinalURL, FetchedAt: r.FetchedAt}
		}
	}
	if err != nil {
		result.State, result.Error = string(web.StateOf(err)), err.Error()
		result.NextDue = now.Add(retryAfter(work.Attempts, got.RetryAfter, interval(src, p.Every, 0)))
		if got.State == web.Gone {
			result.NextDue = now.Add(GoneRetry)
		}
	} else {
		result.NextDue = now.Add(jitter(src.Name, interval(src, p.Every, got.MinInterval)))
		for _, it := range got.Items {
			result.Items = append(result.Items, listed(src, it))
		}
	}
	sum, cerr := p.Store.CompletePoll(ctx, lease, result)
	if cerr != nil {
		return fmt.Errorf("poll source %s: %w", work.Source, cerr)
	}
	p.count(func(r *Report) { r.Polled++; r.Listed += len(got.Items); r.NewItems += sum.New })
	if err != nil {
		p.fail(Failure{Source: work.Source, State: result.State, Error: result.Error, Changed: sum.StateChanged})
	}
	p.tell(Progress{Kind: store.Poll, Source: work.Source, URL: src.URL, State: web.State(result.State), Items: len(got.Items), New: sum.New})
	if err != nil {
		return p.throttled(ctx, lease, web.StateOf(err), got.RetryAfter)
	}
	return nil
}

// interval is how long until the next good poll.
func interval(src Source, usual, asked time.Duration) time.Duration {
	if src.Every > 0 {
		return src.Every
	}
	if usual <= 0 {
		usual = 30 * time.Minute
	}
	return min(max(usual, asked, MinInterval), max(MaxInterval, usual))
}

// jitter moves an interval by up to a twentieth, always the same for one name, so that sources that began together drift apart.
func jitter(name string, d time.Duration) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(name))
	return d - time.Duration(h.Sum32()%1000)*d/20000
}

// retryAfter doubles the wait with every failure in a row, and never asks earlier than the server wants.
func retryAfter(failures int, asked, usual time.Duration) time.Duration {
	if usual <= 0 {
		usual = 30 * time.Minute
	}
	wait := usual
	for range min(failures, 10) {
		wait *= 2
	}
	return max(min(wait, MaxBackoff), min(asked, GoneRetry))
}

// listed is an item as the store takes it.
func listed(src Source, it crawler.Item) store.ListedItem {
	out := store.ListedItem{
		GUID: it.GUID, URL: it.URL, Title: it.Title, Summary: it.Summary, ContentHTML: it.ContentHTML, Authors: it.Authors,
		PublishedAt: it.Published, Precision: it.PublishedPrecision, PublishedRaw: it.PublishedRaw, UpdatedAt: it.Updated,
		CanonicalURL: store.CanonicalURL(it.URL),
	}
	if u, err := url.Parse(it.URL); err == nil && u.Host != "" {
		out.Host = strings.ToLower(u.Host)
	}
	switch {
	case it.Complete:
		out.NoFetch = true
	case src.Body == "feed", out.Host == "":
		out.NoFetch = true
	case src.Body != "page":
		out.NoFetch = utf8.RuneCountInString(it.ContentHTML) >= MinCompleteText && looksWhole(it)
	}
	if out.NoFetch && out.ContentHTML == "" {
		out.ContentHTML = it.Summary
	}
	return out
}

// looksWhole leaves out contents that end in a link to the rest.
func looksWhole(it crawler.Item) bool {
	tail := strings.ToLower(it.ContentHTML[max(0, len(it.ContentHTML)-300):])
	for _, more := range []string{"read more", "continue reading", "[…]", "[&#8230;]", "[...]", "read the full", "full story"} {
		if strings.Contains(tail, more) {
			return false
		}
	}
	return true
}
