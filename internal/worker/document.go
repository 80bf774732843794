package worker

import (
	"context"
	"errors"
	"fmt"
	"time"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/extract"
	"storywatch/store"
)

// MaxAttempts is how often a page that fails for a passing reason is asked for before the listing is all there is.
const MaxAttempts = 5

// fetch gets an item's page, reads it and has it remembered.
func (p *pass) fetch(ctx context.Context, lease *store.Lease, work *store.Work) error {
	src := p.sources[work.Source]
	doc, err := crawler.FetchPage(ctx, p.Web, work.URL, src.Robots, crawler.Validators{ETag: work.ETag, LastModified: work.LastModified})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	now := p.Clock.Now()
	switch {
	case err != nil:
		return p.fetchFailed(ctx, lease, work, err)
	case doc.NotModified:
		p.tell(Progress{Kind: store.Fetch, Source: work.Source, URL: work.URL, State: web.NotModified})
		return p.Store.FailFetch(ctx, lease, store.FetchFailure{ItemID: work.ItemID, At: now, State: string(web.NotModified), Status: 304, NextDue: p.recheck(work, now)})
	}
	facts := p.understand(extract.Input{
		URL: doc.FinalURL, Title: work.Title, HTML: doc.Body, ContentType: doc.ContentType,
		Published: work.PublishedAt, PublishedPrecision: work.Precision, Source: work.Source, Byline: work.Authors, Now: now,
	})
	o := Observe(facts)
	o.ItemID, o.URL, o.SeenAt, o.ObservedBy = work.ItemID, doc.FinalURL, now, "fetch"
	o.Canonical = store.CanonicalURL(firstNonEmpty(facts.Canonical, doc.FinalURL))
	o.Body = &store.Body{Bytes: doc.Body, Header: doc.Header, ContentType: doc.ContentType, URL: doc.FinalURL, FetchedAt: doc.FetchedAt}
	o.ETag, o.LastModified = doc.Validators.ETag, doc.Validators.LastModified
	o.NextDue = p.recheck(work, now)
	return p.record(ctx, lease, work, src, o)
}

// read reads the text that came with the list.
func (p *pass) read(ctx context.Context, lease *store.Lease, work *store.Work) error {
	facts := p.understand(extract.Input{
		URL: work.URL, Title: work.Title, HTML: []byte(work.Content), ContentType: "text/html; charset=utf-8", Fragment: true,
		Published: work.PublishedAt, PublishedPrecision: work.Precision, Source: work.Source, Byline: work.Authors,
	})
	if work.Title != "" {
		facts.Title = work.Title
	}
	o := Observe(facts)
	o.ItemID, o.URL, o.Canonical, o.SeenAt, o.ObservedBy = work.ItemID, work.URL, store.CanonicalURL(work.URL), p.Clock.Now(), "feed"
	return p.record(ctx, lease, work, p.sources[work.Source], o)
}

// fetchFailed decides between trying again and living with the listing. What refuses us for good still is an item: its
// title is read as the text that it is.
func (p *pass) fetchFailed(ctx context.Context, lease *store.Lease, work *store.Work, err error) error {
	now := p.Clock.Now()
	var e *web.Error
	state, status, asked := web.StateOf(err), 0, time.Duration(0)
	if errors.As(err, &e) {
		status, asked = e.Status, e.RetryAfter
	}
	p.tell(Progress{Kind: store.Fetch, Source: work.Source, URL: work.URL, State: state})
	failure := store.FetchFailure{ItemID: work.ItemID, At: now, State: string(state), Error: err.Error(), Status: status}
	passing := state == web.Timeout || state == web.Unreachable || state == web.ServerError || state == web.Throttled
	if state == web.ByRobots && status != 0 {
		passing = true // robots.txt itself could not be had: that is a no for now, not for ever
	}
	if passing && work.Attempts+1 < MaxAttempts {
		failure.NextDue = now.Add(retryAfter(work.Attempts, asked, p.Every))
		if err := p.Store.FailFetch(ctx, lease, failure); err != nil {
			return err
		}
		return p.throttled(ctx, lease, state, asked)
	}
	// What the list said is remembered first: a process that dies in between asks again, and nothing is lost.
	facts := p.understand(extract.Input{URL: work.URL, Title: work.Title, HTML: []byte(work.Content), ContentType: "text/html; charset=utf-8", Fragment: true, Published: work.PublishedAt, PublishedPrecision: work.Precision, Source: work.Source, Byline: work.Authors})
	facts.Title = work.Title
	o := Observe(facts)
	o.ItemID, o.URL, o.Canonical, o.SeenAt, o.ObservedBy, o.State = work.ItemID, work.URL, store.CanonicalURL(work.URL), now, "feed", itemState(state)
	if err := p.record(ctx, lease, work, p.sources[work.Source], o); err != nil {
		return err
	}
	p.count(func(r *Report) { r.Refused++ })
	failure.Final = true
	if err := p.Store.FailFetch(ctx, lease, failure); err != nil {
		return err
	}
	return p.throttled(ctx, lease, state, asked)
}

// itemState is a request's end as an item's state.
func itemState(s web.State) string {
	switch s {
	case web.Blocked, web.ByRobots, web.Forbidden:
		return "blocked"
	case web.Gone, web.NotFound:
		return "gone"
	}
	return "failed"
}

// record hands a reading to the store and counts what became of it.
func (p *pass) record(ctx context.Context, lease *store.Lease, work *store.Work, src Source, o store.Observation) error {
	o.Quiet = work.First && p.Quiet
	o.OffTopic = p.Topics && len(o.Topics) == 0 && !alwaysOnTopic(src, o)
	done, err := p.Store.Record(ctx, lease, p.judged(o), p.ladder)
	if err != nil {
		return fmt.Errorf("record %s: %w", o.URL, err)
	}
	p.count(func(r *Report) { r.Tally.add(done) })
	p.tell(Progress{Kind: work.Kind, Source: work.Source, URL: o.URL, State: web.OK, Outcome: done.Outcome})
	return nil
}

// alwaysOnTopic: a docket was chosen by its number, and an award is kept as a record whether or not it makes news.
func alwaysOnTopic(src Source, o store.Observation) bool {
	return src.Kind == "docket" || src.Parse == "contracts" && len(o.Awards) > 0
}

// recheck is when a page is looked at again: at the config's ages, counted from its publication; never when it is older
// than all of them. What is published on some day, or at a time that is not known, is as old as our knowledge of it.
func (p *pass) recheck(work *store.Work, now time.Time) time.Time {
	from, seen := work.PublishedAt, work.FirstSeen
	switch {
	case from.IsZero(), from.After(now):
		from = seen
	case work.Precision == "day" && from.After(seen.Add(-24*time.Hour)):
		from = seen
	}
	for _, age := range p.Recheck {
		if at := from.Add(age); at.After(now.Add(MinInterval)) {
			return at
		}
	}
	return time.Time{}
}

func firstNonEmpty(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
