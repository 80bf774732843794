package worker_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/extract"
	"storywatch/internal/clock"
	"storywatch/internal/worker"
	"storywatch/store"
)

// A server that says "less" says it for all its pages.
func TestThrottledHostIsLeftAlone(t *testing.T) {
	d := newDesk(t, nil)
	second := pageURL + "-2"
	d.site.set(feedURL, gives("application/rss+xml", rss([3]string{"Norvane sues Port Agency", pageURL, ""}, [3]string{"Norvane asks again", second, ""})))
	d.site.set(pageURL, refuses(web.Error{State: web.Throttled, Status: 429, RetryAfter: time.Hour}))
	d.site.set(second, gives("text/html; charset=utf-8", pageHTML))
	d.pass(t)
	if n := d.site.times(pageURL) + d.site.times(second); n != 1 {
		t.Errorf("%d pages were asked for, want 1: the host said that it is too much", n)
	}
	if due, ok, err := d.Store.NextDue(t.Context()); !ok || err != nil || due.Before(day0.Add(time.Hour)) {
		t.Errorf("the next work is due at %v, %v, %v: inside the hour", due, ok, err)
	}
	d.clock.Set(day0.Add(59 * time.Minute))
	if d.pass(t); d.site.times(feedURL) != 1 || d.site.times(second) != 0 {
		t.Error("the host was asked inside the hour that it wants for itself")
	}
	d.clock.Set(day0.Add(61 * time.Minute))
	if d.pass(t); d.site.times(feedURL) != 2 || d.site.times(second) != 1 {
		t.Error("the host was not asked after its hour")
	}
}

// A page without a date is looked at again at the config's ages, counted from when it was first seen, and then no more.
func TestRecheckEnds(t *testing.T) {
	for name, date := range map[string]string{"no date": "", "a day": "<pubDate>2031-05-06</pubDate>", "a time": "<pubDate>Tue, 06 May 2031 12:00:00 +0000</pubDate>", "the future": "<pubDate>Tue, 06 May 2036 12:00:00 +0000</pubDate>"} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, func(o *worker.Options) { o.Recheck = []time.Duration{6 * time.Hour, 24 * time.Hour, 72 * time.Hour} })
			d.site.set(feedURL, gives("application/rss+xml", `<rss version="2.0"><channel><item><title>Norvane sues</title><link>`+pageURL+`</link>`+date+`</item></channel></rss>`))
			var asked []int
			for hour := range 10 * 24 {
				d.clock.Set(day0.Add(time.Duration(hour) * time.Hour))
				before := d.site.times(pageURL)
				if d.pass(t); d.site.times(pageURL) > before {
					asked = append(asked, hour)
				}
			}
			if got := fmt.Sprint(asked); got != "[0 6 24 72]" {
				t.Errorf("asked at hours %s", got)
			}
		})
	}
}

// However a pass ends, it holds no host.
func TestCancelledPassHoldsNoLease(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("told to stop")
	d := newDesk(t, func(o *worker.Options) { o.Progress = func(worker.Progress) { cancel(stop) } })
	if _, err := d.Pass(ctx); !errors.Is(err, stop) {
		t.Errorf("the pass ended with %v", err)
	}
	if l, err := d.Store.ClaimHost(t.Context(), day0, time.Minute, day0); l == nil || err != nil {
		t.Errorf("the host is still held: %v, %v", l, err)
	}
}

// Workers that have nothing to do wait for those that may bring more, and end with them.
func TestManyWorkersShareAPass(t *testing.T) {
	const hosts = 30
	d := newDesk(t, func(o *worker.Options) {
		o.Parallel, o.Sources = 64, nil
		for i := range hosts {
			o.Sources = append(o.Sources, worker.Source{Source: crawler.Source{Name: fmt.Sprint(i), URL: fmt.Sprintf("http://s%d.example/feed", i)}})
		}
	})
	for i := range hosts {
		page := fmt.Sprintf("http://pages%d.example/a", i)
		d.site.set(fmt.Sprintf("http://s%d.example/feed", i), gives("application/rss+xml", rss([3]string{fmt.Sprintf("Norvane sues %d", i), page, ""})))
		d.site.set(page, gives("text/html", fmt.Sprintf("<html><body><article><h1>No %d</h1><p>Pier %d was closed on Tuesday.</p></article></body></html>", i, i)))
	}
	if r := d.pass(t); r.Polled != hosts || r.Documents != hosts {
		t.Errorf("report: %+v", r)
	}
}

// A request that waits longer than a lease lasts keeps its host.
func TestLeaseOutlivesALongWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t, func(o *worker.Options) { o.Clock = clock.System{} })
		d.site.set(pageURL, func(r web.Request) (*web.Response, error) {
			time.Sleep(4 * worker.LeaseTime)
			now := time.Now().UTC()
			if l, err := d.Store.ClaimHost(context.Background(), now, time.Minute, now); l != nil || err != nil {
				t.Errorf("the host was given to somebody else: %v, %v", l, err)
			}
			return gives("text/html; charset=utf-8", pageHTML)(r)
		})
		if r := d.pass(t); r.Documents != 1 {
			t.Errorf("report: %+v", r)
		}
		if i := d.item(t); i.State != store.ItemOK {
			t.Errorf("the item is %s", i.State)
		}
		d.Store.Close()
	})
}

// A text without a full stop is not kept once for every date in it.
func TestSentenceBesideAFactIsShort(t *testing.T) {
	r := extract.Facts{Text: strings.Repeat("ä", 100_000), Sentences: []extract.Span{{End: 100_000, Text: strings.Repeat("ä", 100_000)}}, Dates: []extract.DateMention{{Span: extract.Span{Start: 5, End: 6}}}}
	if o := worker.Observe(r); len(o.Dates) != 1 || len(o.Dates[0].Sentence) > worker.MaxSentence+3 {
		t.Errorf("a sentence of %d bytes was kept", len(o.Dates[0].Sentence))
	}
}
