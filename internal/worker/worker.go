// Package worker does one pass: it claims due work host by host, crawls it, has it read, and hands what was read to the
// store. It decides nothing itself: what is due and what is new the store knows, what a page says extract knows.
package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/extract"
	"storywatch/internal/clock"
	"storywatch/store"
	"storywatch/store/novelty"
)

const (
	// DefaultParallel is how many hosts are asked at once. A pass waits for servers and for the gap between two requests,
	// not for this machine: what is read at once is bounded by the processors.
	DefaultParallel = 64
	// LeaseTime is how long a host stays claimed without a sign of life: longer than the slowest request with its
	// wait for the gap, short enough that a crashed process holds nobody up for long.
	LeaseTime = 5 * time.Minute
	// StopGrace is how long the work in hand may go on once the pass was told to stop.
	StopGrace = 5 * time.Second
	// UnconfirmedBelow is the confidence under which a new development waits for a second independent voice.
	UnconfirmedBelow = 0.5
	// MinCompleteText is how many code points a listed text has at least to be taken for the whole article, so that
	// its page need not be asked for: longer than any teaser, shorter than nearly any article.
	MinCompleteText = 1500
	// HoldTime is how long a host that answers 429 without a Retry-After is left alone.
	HoldTime = 10 * time.Minute
	// MaxHold is the longest Retry-After that holds a whole host: what one path asks for is not always meant for all.
	MaxHold = store.MaxHold
)

// Source is a source with what the worker needs to know of it besides how to poll it.
type Source struct {
	crawler.Source
	Owner   string
	Primary bool
	Every   time.Duration // fixed interval; 0: adaptive
	Body    string        // auto, feed, page: where an item's text comes from
	Parse   string        // "contracts": every award becomes a record, whatever the topics
}

// Options are what a worker stands on. All but the numbers must be given.
type Options struct {
	Store    *store.Store
	Web      crawler.Getter
	Reader   *extract.Reader
	Clock    clock.Clock
	Log      *slog.Logger
	Sources  []Source
	Parallel int // hosts at once; 0 means DefaultParallel
	// ImportBatch is how many documents an import writes together; 0 means DefaultImportBatch. The result is the same.
	ImportBatch int
	Every       time.Duration   // interval of sources that fix none
	Recheck     []time.Duration // after its publication became known, when a page is looked at again for silent changes
	Topics      bool            // items that match no topic are left out
	Quiet       bool            // what a source's first poll brings is learned without alerting
	// StoryWindow is how long a story waits for its next article; 0 means the store's default.
	StoryWindow time.Duration
	Progress    func(Progress) // called after each piece of work; may be nil; from several goroutines
}

// Progress is one piece of work done.
type Progress struct {
	Kind    store.WorkKind
	Source  string
	URL     string
	State   web.State
	Outcome string // of a document: store.OutcomeNew and so on
	Items   int    // of a poll: listed
	New     int    // of a poll: not known before
}

// Failure is a source that could not be read.
type Failure struct {
	Source, State, Error string
	Changed              bool // it was well at the last poll, or failed another way
}

// Report is what one pass did.
type Report struct {
	Polled, Listed, NewItems int
	Tally
	Refused  int // pages that could not be had: the listing is all there is
	Failures []Failure
}

// Tally counts documents by what became of them.
type Tally struct {
	Documents, Revised, Copies, Unchanged, OffTopic int
	Events                                          int
}

func (t *Tally) add(done store.Recorded) {
	t.Documents++
	t.Events += len(done.Events)
	switch done.Outcome {
	case store.OutcomeRevised:
		t.Revised++
	case store.OutcomeCopy:
		t.Copies++
	case store.OutcomeUnchanged:
		t.Unchanged++
	case store.OutcomeOffTopic:
		t.OffTopic++
	}
}

// Worker does passes.
type Worker struct {
	Options
	sources map[string]Source
	ladder  novelty.Ladder
	readers chan struct{} // one token for every document that is read at once
}

// New makes a worker.
func New(o Options) *Worker {
	if o.Parallel <= 0 {
		o.Parallel = DefaultParallel
	}
	if o.ImportBatch <= 0 {
		o.ImportBatch = DefaultImportBatch
	}
	w := &Worker{Options: o, sources: map[string]Source{}, ladder: novelty.Ladder(o.Reader.Ladder()), readers: make(chan struct{}, runtime.GOMAXPROCS(0))}
	for _, s := range o.Sources {
		w.sources[s.Name] = s
	}
	return w
}

// Sync tells the store which sources there are now.
func (w *Worker) Sync(ctx context.Context) error {
	specs := make([]store.SourceSpec, 0, len(w.Sources))
	for _, s := range w.Sources {
		specs = append(specs, store.SourceSpec{Name: s.Name, Kind: s.Kind, URL: s.URL, Owner: s.Owner, Primary: s.Primary, Every: s.Every})
	}
	return w.Store.SyncSources(ctx, specs)
}

// pass is the state of one pass.
type pass struct {
	*Worker
	cutoff time.Time
	queue  queue

	mu     sync.Mutex
	report Report
}

// Pass does what is due at its start, each source once, and every page that this brings. It ends when nothing is left, or
// with the first error of the store; a source that fails is part of the report, not an error.
func (w *Worker) Pass(ctx context.Context) (Report, error) {
	p := &pass{Worker: w, cutoff: w.Clock.Now(), queue: newQueue()}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	for range w.Parallel {
		wg.Go(func() {
			if err := p.hosts(ctx); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return p.report, err
	}
	return p.report, nil
}

// hosts claims and serves hosts until there is nothing due and nobody at work who could bring more.
func (p *pass) hosts(ctx context.Context) error {
	claim := func() (*store.Lease, error) { return p.Store.ClaimHost(ctx, p.Clock.Now(), LeaseTime, p.cutoff) }
	for {
		lease, err := p.queue.next(ctx, claim)
		if lease == nil || err != nil {
			return err
		}
		err = p.host(ctx, lease)
		p.queue.done()
		if err != nil {
			return err
		}
	}
}

// host does everything that is due at one host, and gives it back however that ends, so that the next pass need not
// wait for the lease to run out.
func (p *pass) host(ctx context.Context, lease *store.Lease) (err error) {
	stop := p.keep(ctx, *lease)
	defer func() {
		stop()
		err = errors.Join(lost(err), lost(p.Store.Release(context.WithoutCancel(ctx), lease)))
	}()
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if now := p.Clock.Now(); lease.Until.Sub(now) < LeaseTime/2 {
			if err := p.Store.Renew(ctx, lease, now.Add(LeaseTime)); err != nil {
				return err
			}
		}
		work, err := p.Store.NextWork(ctx, lease, p.Clock.Now(), p.cutoff)
		if work == nil || err != nil {
			return err
		}
		if err := p.finish(ctx, lease, work); err != nil {
			return err
		}
		if work.Kind == store.Poll {
			p.queue.changed() // its pages may be another host's
		}
	}
}

// keep renews the lease while one piece of work waits for its turn longer than a lease lasts: behind a long Crawl-delay,
// or behind others that are redirected to the same host. It counts in real time. stop ends it.
func (p *pass) keep(ctx context.Context, lease store.Lease) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(LeaseTime / 3)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if err := p.Store.Renew(ctx, &lease, p.Clock.Now().Add(LeaseTime)); errors.Is(err, store.ErrLostLease) {
				return // the write that completes the work will find out
			}
		}
	})
	return func() { cancel(); wg.Wait() }
}

// throttled leaves a host alone that answered that it is asked too much: not only the address that it said so of.
func (p *pass) throttled(ctx context.Context, lease *store.Lease, state web.State, asked time.Duration) error {
	if state != web.Throttled {
		return nil
	}
	if asked <= 0 {
		asked = HoldTime
	}
	if asked <= web.MaxCrawlDelay { // no longer than the gap that some ask for always
		return p.Clock.Sleep(ctx, asked)
	}
	now := p.Clock.Now()
	return p.Store.HoldHost(ctx, lease, now.Add(min(asked, MaxHold)), now)
}

// lost makes nothing of a lost lease: the other worker does the work.
func lost(err error) error {
	if errors.Is(err, store.ErrLostLease) {
		return nil
	}
	return err
}

// understand reads a document, as many at once as there are processors: more would only take more memory.
func (w *Worker) understand(in extract.Input) extract.Facts {
	w.readers <- struct{}{}
	defer func() { <-w.readers }()
	return w.Reader.Read(in)
}

// judged fills in what the store needs to judge an observation by.
func (w *Worker) judged(o store.Observation) store.Observation {
	o.UnconfirmedBelow, o.StoryWindow = UnconfirmedBelow, w.StoryWindow
	return o
}

// finish does one piece of work, and when ctx ends meanwhile gives it StopGrace to come to its end.
func (p *pass) finish(ctx context.Context, lease *store.Lease, work *store.Work) error {
	inHand, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(StopGrace, func() { cancel(context.Cause(ctx)) })
	})
	defer stop()
	err := p.do(inHand, lease, work)
	if err == nil || work.Kind == store.Poll || inHand.Err() != nil || errors.Is(err, store.ErrLostLease) {
		return err
	}
	// One document that cannot be remembered must not keep all others from being read, pass after pass. Putting it aside is
	// a write too: when that fails as well, it is the store that is in trouble, and the pass ends.
	if p.giveUp(inHand, lease, work, "could not be remembered: "+err.Error()) != nil {
		return err
	}
	p.Log.Error("a document could not be remembered; it is marked failed", "source", work.Source, "url", work.URL, "error", err)
	return nil
}

// do does one piece of work. A panic in a room is one document's failure, not the program's end.
func (p *pass) do(ctx context.Context, lease *store.Lease, work *store.Work) (err error) {
	defer func() {
		if r := recover(); r != nil {
			p.Log.Error("a room of the program failed on this input; please report it", "source", work.Source, "url", work.URL, "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
			err = p.giveUp(ctx, lease, work, fmt.Sprintf("the program failed on this input: %v", r))
		}
	}()
	switch work.Kind {
	case store.Poll:
		return p.poll(ctx, lease, work)
	case store.Fetch:
		return p.fetch(ctx, lease, work)
	case store.Read:
		return p.read(ctx, lease, work)
	}
	return fmt.Errorf("work of unknown kind %q", work.Kind)
}

// giveUp puts a piece of work aside that cannot be done at all.
func (p *pass) giveUp(ctx context.Context, lease *store.Lease, work *store.Work, why string) error {
	now := p.Clock.Now()
	if work.Kind == store.Poll {
		p.fail(Failure{Source: work.Source, State: string(web.Unreadable), Error: why, Changed: work.Attempts == 0})
		_, err := p.Store.CompletePoll(ctx, lease, store.PollResult{SourceID: work.SourceID, At: now, State: string(web.Unreadable), Error: why, NextDue: now.Add(retryAfter(work.Attempts, 0, p.Every))})
		return err
	}
	return p.Store.FailFetch(ctx, lease, store.FetchFailure{ItemID: work.ItemID, At: now, State: string(web.Unreadable), Error: why, Final: true})
}

func (p *pass) fail(f Failure) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report.Failures = append(p.report.Failures, f)
}

func (p *pass) count(f func(*Report)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f(&p.report)
}

func (p *pass) tell(x Progress) {
	if p.Progress != nil {
		p.Progress(x)
	}
}
