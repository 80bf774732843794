package worker_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/extract"
	"storywatch/extract/entity"
	"storywatch/internal/clock"
	"storywatch/internal/worker"
	"storywatch/store"
)

var day0 = time.Date(2031, 5, 6, 12, 0, 0, 0, time.UTC)

// site is a Getter: what stands at each address, and how often it was asked for.
type site struct {
	mu      sync.Mutex
	answers map[string]func(web.Request) (*web.Response, error)
	asked   map[string]int
}

func newSite() *site {
	return &site{answers: map[string]func(web.Request) (*web.Response, error){}, asked: map[string]int{}}
}

// Get answers as web.Client does.
func (s *site) Get(ctx context.Context, r web.Request) (*web.Response, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.asked[r.URL]++
	answer := s.answers[r.URL]
	s.mu.Unlock()
	if answer == nil {
		return nil, &web.Error{State: web.NotFound, URL: r.URL, Status: 404}
	}
	return answer(r)
}

func (s *site) times(url string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[url]
}

func (s *site) set(url string, answer func(web.Request) (*web.Response, error)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[url] = answer
}

// gives is an answer of bytes.
func gives(contentType, body string) func(web.Request) (*web.Response, error) {
	return func(r web.Request) (*web.Response, error) {
		return &web.Response{URL: r.URL, FinalURL: r.URL, Status: 200, Header: http.Header{"Content-Type": {contentType}, "Etag": {`"1"`}}, Body: []byte(body), FetchedAt: day0}, nil
	}
}

// refuses is an answer that is none.
func refuses(e web.Error) func(web.Request) (*web.Response, error) {
	return func(r web.Request) (*web.Response, error) {
		e := e
		e.URL = r.URL
		return nil, &e
	}
}

const (
	feedURL = "http://gull.example/feed.xml"
	pageURL = "http://gull.example/norvane"
)

const pageHTML = `<!DOCTYPE html><html lang="en"><head><title>Norvane sues Port Agency</title></head><body><article><h1>Norvane sues Port Agency</h1>
<p>Norvane sued the Port Agency on Tuesday in the District Court of Carrow over a rule that would close the northern pier to its ferries for a year.</p>
<p>“We asked twice and were told nothing,” said Ilse Marrow, who runs the company. The agency, which has eleven days to answer, said it would read the papers before it spoke about them.</p>
<p>The pier was built in 1904 and has been mended four times since. It carries two railway lines, a market and the cable that feeds the island.</p></article></body></html>`

// rss is a feed of items; content is put into content:encoded where it is not empty.
func rss(items ...[3]string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gull</title><link>http://gull.example/</link>`)
	for _, i := range items {
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>Tue, 06 May 2031 09:00:00 +0000</pubDate>`, i[0], i[1], i[1])
		if i[2] != "" {
			fmt.Fprintf(&b, "<content:encoded><![CDATA[%s]]></content:encoded>", i[2])
		}
		b.WriteString("</item>")
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// desk is a worker on a real store, with invented servers.
type desk struct {
	*worker.Worker
	site  *site
	clock *clock.Manual
	log   *strings.Builder
}

func newDesk(t testing.TB, change func(*worker.Options)) *desk {
	t.Helper()
	clk := clock.NewManual(day0)
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), store.Options{Clock: clk})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	reader, err := extract.New(extract.Lexicon{Zone: time.UTC, Entities: []entity.Entry{{Name: "Norvane", Kind: "company"}, {Name: "Port Agency", Kind: "agency"}}})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{site: newSite(), clock: clk, log: &strings.Builder{}}
	o := worker.Options{
		Store: st, Web: d.site, Reader: reader, Clock: clk, Log: slog.New(slog.NewTextHandler(d.log, nil)), Every: 30 * time.Minute, Parallel: 1,
		Sources: []worker.Source{{Source: crawler.Source{Name: "Gull", URL: feedURL}}},
	}
	if change != nil {
		change(&o)
	}
	d.Worker = worker.New(o)
	if err := d.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.site.set(feedURL, gives("application/rss+xml", rss([3]string{"Norvane sues Port Agency", pageURL, ""})))
	d.site.set(pageURL, gives("text/html; charset=utf-8", pageHTML))
	return d
}

func (d *desk) pass(t testing.TB) worker.Report {
	t.Helper()
	r, err := d.Pass(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// item is the one item there is.
func (d *desk) item(t testing.TB) store.ItemDetail {
	t.Helper()
	items := d.items(t)
	if len(items) != 1 {
		t.Fatalf("%d items, want 1", len(items))
	}
	return items[0]
}

func (d *desk) items(t testing.TB) (all []store.ItemDetail) {
	t.Helper()
	err := d.Store.EachItem(t.Context(), store.Filter{State: "all"}, func(r store.ItemRow) error {
		i, err := d.Store.Item(t.Context(), r.ID)
		all = append(all, i)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPassReadsWhatIsListed(t *testing.T) {
	d := newDesk(t, nil)
	r := d.pass(t)
	if r.Polled != 1 || r.Listed != 1 || r.NewItems != 1 || r.Documents != 1 || len(r.Failures) != 0 {
		t.Errorf("report: %+v", r)
	}
	i := d.item(t)
	if i.State != store.ItemOK || !strings.Contains(i.Text, "northern pier") || i.ObservedBy != "fetch" || i.BodySHA256 == "" {
		t.Errorf("item: state %q, observed by %q, text %q", i.State, i.ObservedBy, i.Text)
	}
	if len(i.Quotes) == 0 || i.Quotes[0].Speaker != "Ilse Marrow" || len(i.Events) == 0 {
		t.Errorf("quotes %+v, events %+v", i.Quotes, i.Events)
	}
	if r := d.pass(t); r.Polled != 0 || d.site.times(feedURL) != 1 {
		t.Errorf("a source was polled again before it was due: %+v", r)
	}
	d.clock.Set(day0.Add(31 * time.Minute))
	if r := d.pass(t); r.Polled != 1 || r.Documents != 0 || d.site.times(pageURL) != 1 {
		t.Errorf("a known page was read again: %+v", r)
	}
}

// What refuses us for good is an item all the same: its listed title is read.
func TestRefusedPageLeavesItsTitle(t *testing.T) {
	for state, want := range map[web.State]string{
		web.Blocked: store.ItemBlocked, web.ByRobots: store.ItemBlocked, web.Forbidden: store.ItemBlocked,
		web.NotFound: store.ItemGone, web.Gone: store.ItemGone, web.TooLarge: store.ItemFailed, web.TooManyHops: store.ItemFailed,
	} {
		t.Run(string(state), func(t *testing.T) {
			d := newDesk(t, nil)
			d.site.set(pageURL, refuses(web.Error{State: state}))
			if r := d.pass(t); r.Refused != 1 || len(r.Failures) != 0 {
				t.Errorf("report: %+v", r)
			}
			i := d.item(t)
			if i.State != want || i.Title != "Norvane sues Port Agency" || i.Error == "" || len(i.Entities) != 2 {
				t.Errorf("state %q, title %q, error %q, entities %q; want state %q", i.State, i.Title, i.Error, i.Entities, want)
			}
			d.clock.Set(day0.Add(48 * time.Hour))
			d.pass(t)
			if n := d.site.times(pageURL); n != 1 {
				t.Errorf("a page that refuses for good was asked for %d times", n)
			}
		})
	}
}

// What fails for a passing reason is asked for again, ever more rarely, and at last taken as its listing.
func TestPassingFailuresAreTriedAgain(t *testing.T) {
	for name, e := range map[string]web.Error{
		"server error":           {State: web.ServerError, Status: 500},
		"timeout":                {State: web.Timeout},
		"robots.txt answers 503": {State: web.ByRobots, Status: 503},
		"asked too often":        {State: web.Throttled, Status: 429, RetryAfter: 2 * time.Hour},
		"network is not there":   {State: web.Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, nil)
			d.site.set(pageURL, refuses(e))
			d.pass(t)
			if i := d.item(t); i.State != store.ItemPending || i.Error == "" {
				t.Errorf("after one failure: state %q, error %q", i.State, i.Error)
			}
			if e.RetryAfter > 0 {
				d.clock.Set(day0.Add(e.RetryAfter - time.Minute))
				d.pass(t)
				if d.site.times(pageURL) != 1 {
					t.Error("asked earlier than the server wants")
				}
			}
			d.clock.Set(d.clock.Now().Add(24 * time.Hour))
			d.site.set(pageURL, gives("text/html; charset=utf-8", pageHTML))
			d.pass(t)
			if i := d.item(t); i.State != store.ItemOK || i.Error != "" || !strings.Contains(i.Text, "northern pier") {
				t.Errorf("the page is back: state %q, error %q", i.State, i.Error)
			}
		})
	}
}

func TestPageThatAlwaysFailsIsItsListing(t *testing.T) {
	d := newDesk(t, nil)
	d.site.set(pageURL, refuses(web.Error{State: web.ServerError, Status: 500}))
	for range worker.MaxAttempts + 3 {
		d.pass(t)
		d.clock.Set(d.clock.Now().Add(25 * time.Hour))
	}
	if n := d.site.times(pageURL); n != worker.MaxAttempts {
		t.Errorf("asked for %d times, want %d", n, worker.MaxAttempts)
	}
	if i := d.item(t); i.State != store.ItemFailed || i.Title != "Norvane sues Port Agency" || i.Error == "" {
		t.Errorf("state %q, title %q, error %q", i.State, i.Title, i.Error)
	}
}

// Where a page was moved to is the page.
func TestRedirectedPage(t *testing.T) {
	d := newDesk(t, nil)
	d.site.set(pageURL, func(r web.Request) (*web.Response, error) {
		res, err := gives("text/html; charset=utf-8", pageHTML)(r)
		res.FinalURL = "http://www.gull.example/2031/05/norvane-sues?utm_source=feed"
		return res, err
	})
	d.pass(t)
	if i := d.item(t); i.State != store.ItemOK || !strings.HasPrefix(i.URL, "http://www.gull.example/2031/05/norvane-sues") || i.CanonicalURL != store.CanonicalURL("http://www.gull.example/2031/05/norvane-sues") {
		t.Errorf("state %q, url %q, canonical %q", i.State, i.URL, i.CanonicalURL)
	}
}

// A failing source is told once, when it changes, and again only when it was well in between.
func TestFailingSourceIsToldWhenItChanges(t *testing.T) {
	d := newDesk(t, nil)
	well := gives("application/rss+xml", rss([3]string{"Norvane sues Port Agency", pageURL, ""}))
	for i, step := range []struct {
		fails, changed bool
	}{{false, false}, {true, true}, {true, false}, {false, false}, {true, true}} {
		d.site.set(feedURL, well)
		if step.fails {
			d.site.set(feedURL, refuses(web.Error{State: web.ServerError, Status: 502}))
		}
		r := d.pass(t)
		if r.Polled != 1 || (len(r.Failures) == 1) != step.fails || step.fails && (r.Failures[0].Changed != step.changed || r.Failures[0].Source != "Gull" || r.Failures[0].State != "server-error") {
			t.Errorf("pass %d: %+v, want failing %v, changed %v", i, r, step.fails, step.changed)
		}
		d.clock.Set(d.clock.Now().Add(25 * time.Hour))
	}
}

// A room that panics fails on one document; the rest is done, and the log says what to report.
func TestPanicIsOneDocumentsFailure(t *testing.T) {
	d := newDesk(t, nil)
	const other = "http://gull.example/other"
	d.site.set(feedURL, gives("application/rss+xml", rss([3]string{"A page that breaks the reader", pageURL, ""}, [3]string{"Norvane sues Port Agency", other, ""})))
	d.site.set(pageURL, func(web.Request) (*web.Response, error) { panic("index out of range") })
	d.site.set(other, gives("text/html; charset=utf-8", pageHTML))
	d.pass(t)
	states := map[string]string{}
	for _, i := range d.items(t) {
		states[i.URL] = i.State
	}
	if states[pageURL] != store.ItemFailed || states[other] != store.ItemOK {
		t.Errorf("states: %v", states)
	}
	if log := d.log.String(); !strings.Contains(log, pageURL) || !strings.Contains(log, "index out of range") {
		t.Errorf("the log does not say what to report: %s", log)
	}
	d.clock.Set(day0.Add(48 * time.Hour))
	d.pass(t)
	if n := d.site.times(pageURL); n != 1 {
		t.Errorf("what breaks the program was asked for %d times", n)
	}
}

func TestPanicWhilePollingIsOneSourcesFailure(t *testing.T) {
	d := newDesk(t, nil)
	d.site.set(feedURL, func(web.Request) (*web.Response, error) { panic("nil map") })
	r := d.pass(t)
	if len(r.Failures) != 1 || !r.Failures[0].Changed || !strings.Contains(r.Failures[0].Error, "nil map") {
		t.Errorf("report: %+v", r)
	}
}

// A list that carries whole articles spares their pages.
func TestWholeArticlesInTheFeedAreNotFetched(t *testing.T) {
	whole := "<p>Norvane sued the Port Agency on Tuesday.</p>" + strings.Repeat("<p>The pier carries two railway lines, a market and the cable that feeds the island.</p>", 30)
	for _, c := range []struct {
		name, body, content string
		fetched             int
	}{
		{"auto, whole", "auto", whole, 0},
		{"auto, teaser", "auto", "<p>Norvane sued the Port Agency.</p>", 1},
		{"auto, long and ends in a link to the rest", "auto", whole + `<p><a href="/norvane">Continue reading</a></p>`, 1},
		{"auto, none", "auto", "", 1},
		{"feed, teaser", "feed", "<p>Norvane sued the Port Agency.</p>", 0},
		{"page, whole", "page", whole, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, func(o *worker.Options) { o.Sources[0].Body = c.body })
			d.site.set(feedURL, gives("application/rss+xml", rss([3]string{"Norvane sues Port Agency", pageURL, c.content})))
			d.pass(t)
			if n := d.site.times(pageURL); n != c.fetched {
				t.Errorf("the page was asked for %d times, want %d", n, c.fetched)
			}
			if i := d.item(t); i.State != store.ItemOK || !strings.Contains(i.Text, "Norvane sued the Port Agency") {
				t.Errorf("state %q, text %.80q", i.State, i.Text)
			}
		})
	}
}

// A source that leaves the config is not asked any more; what it brought stays.
func TestSourceThatLeftTheConfig(t *testing.T) {
	d := newDesk(t, nil)
	d.pass(t)
	o := d.Options
	o.Sources = nil
	left := worker.New(o)
	if err := left.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.clock.Set(day0.Add(48 * time.Hour))
	if r, err := left.Pass(t.Context()); err != nil || r.Polled != 0 || d.site.times(feedURL) != 1 {
		t.Errorf("report %+v, %v", r, err)
	}
	d.item(t)
}

// Stopped in the middle, a poll stays due and the host is free for the next pass at once.
func TestStoppedPassFinishesTheRequestInHandAndNoMore(t *testing.T) {
	d := newDesk(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	d.site.set(feedURL, func(r web.Request) (*web.Response, error) {
		cancel()
		return gives("application/rss+xml", rss([3]string{"Norvane sues Port Agency", pageURL, ""}))(r)
	})
	r, err := d.Pass(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if r.Polled != 1 || r.NewItems != 1 || r.Documents != 0 {
		t.Errorf("the stopped pass: %+v", r)
	}
	if r := d.pass(t); r.Polled != 0 || r.Documents != 1 || len(r.Failures) != 0 {
		t.Errorf("the next pass: %+v", r)
	}
}

func TestQuietFirstPoll(t *testing.T) {
	for _, quiet := range []bool{true, false} {
		d := newDesk(t, func(o *worker.Options) { o.Quiet = quiet })
		d.pass(t)
		for _, e := range d.item(t).Events {
			if (e.Alert == "") != quiet {
				t.Errorf("quiet %v: %s (%s) has alert level %q", quiet, e.Type, e.Status, e.Alert)
			}
		}
		if len(d.item(t).Events) == 0 {
			t.Errorf("quiet %v: no event", quiet)
		}
	}
}

func TestWatchEndsWhenToldTo(t *testing.T) {
	d := newDesk(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	passes := 0
	err := d.Watch(ctx, func(context.Context, worker.Report) error {
		if passes++; passes == 200 {
			cancel()
		}
		return nil
	})
	if err != nil || passes != 200 {
		t.Errorf("%d passes, error %v", passes, err)
	}
	// Half an hour between polls, never more than a minute without looking: the clock says how long it slept.
	slept := d.clock.Now().Sub(day0)
	if polls := d.site.times(feedURL); slept < 2*time.Hour || polls < int(slept/(30*time.Minute)) || polls > int(slept/(25*time.Minute))+1 {
		t.Errorf("%d polls in %s", polls, slept)
	}
}

func TestWatchEndsWithAnError(t *testing.T) {
	d := newDesk(t, nil)
	broken := errors.New("disk full")
	if err := d.Watch(t.Context(), func(context.Context, worker.Report) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

// A server that says "not modified" is the usual poll.
func BenchmarkPollUnchanged(b *testing.B) {
	d := newDesk(b, nil)
	d.pass(b)
	d.site.set(feedURL, func(r web.Request) (*web.Response, error) {
		if r.ETag == "" {
			b.Error("asked without validators")
		}
		return &web.Response{URL: r.URL, FinalURL: r.URL, Status: 304, Header: http.Header{}, NotModified: true, FetchedAt: d.clock.Now()}, nil
	})
	for b.Loop() {
		d.clock.Set(d.clock.Now().Add(time.Hour))
		if r := d.pass(b); r.Polled != 1 {
			b.Fatalf("%+v", r)
		}
	}
}

// A replay makes of polled, fetched and listed texts what was made of them; texts of a source that is gone are left out,
// and an empty config says so by name.
func TestReplay(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		d := newDesk(t, func(o *worker.Options) { o.Quiet = quiet })
		d.pass(t)
		told := func(st *store.Store) (all []string) {
			t.Helper()
			if err := st.EachEvent(t.Context(), store.Filter{}, func(e store.EventRow) error {
				all = append(all, strings.Join([]string{e.Change, e.Type, e.Status, e.Date, e.Alert, e.Sentence, e.ItemID}, "|"))
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return all
		}
		trial := newDesk(t, func(o *worker.Options) { o.Quiet = quiet })
		tally, skipped, err := trial.Replay(t.Context(), d.Store, time.Time{}, nil)
		if err != nil || tally.Documents != 1 || len(skipped) != 0 {
			t.Fatalf("%+v, %v, %v", tally, skipped, err)
		}
		if got, want := told(trial.Store), told(d.Store); !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("quiet %v: replayed\n%q\nwant\n%q", quiet, got, want)
		}
		if got, want := trial.item(t).Quotes[0].Speaker, d.item(t).Quotes[0].Speaker; got != want {
			t.Errorf("speaker %q, want %q", got, want)
		}
		none := newDesk(t, func(o *worker.Options) { o.Sources = nil })
		tally, skipped, err = none.Replay(t.Context(), d.Store, time.Time{}, nil)
		if err != nil || tally.Documents != 0 || skipped["Gull"] != 1 {
			t.Errorf("without the source: %+v, %v, %v", tally, skipped, err)
		}
	}
}
