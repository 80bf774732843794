package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"storywatch/crawler/web"
	"storywatch/internal/alert"
	"storywatch/internal/config"
	"storywatch/internal/worker"
	"storywatch/store"
)

type runCmd struct {
	NoAlert bool          `help:"Do not send anything; what is new stays pending."`
	Strict  bool          `help:"Exit 3 for every source that fails, also those known to fail."`
	Timeout time.Duration `help:"Stop after this long; what was begun is finished, the rest stays due." placeholder:"10m"`
}

// Help teaches.
func (runCmd) Help() string {
	return `Asks every source that is due, once; reads the pages that are new; then delivers what is pending and ends.
Prints nothing when all is well. Two runs at once share the work.

  */15 * * * *  storywatch run --config /home/ada/beat/config.yaml      (a line of crontab)

Exit codes: 0 done, 1 failed, 2 config, 3 some sources changed to failing, 4 store damaged, 5 alerts not delivered.`
}

// Run does one pass.
func (r *runCmd) Run(a *app) error {
	return a.withStore(false, func(c *config.Config, st *store.Store) error {
		err := r.pass(a, c, st)
		a.heartbeat(c, err)
		return err
	})
}

func (r *runCmd) pass(a *app, c *config.Config, st *store.Store) error {
	w, err := a.worker(c, st, a.progress())
	if err != nil {
		return err
	}
	sender, err := a.sender(c, st) // before the pass: recipients that are new hear of what this pass finds
	if err != nil {
		return err
	}
	ctx := a.ctx
	if r.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, r.Timeout)
		defer cancel()
	}
	report, err := w.Pass(ctx)
	switch {
	case errors.Is(err, context.DeadlineExceeded) && a.ctx.Err() == nil:
		fmt.Fprintf(a.stderr, "storywatch: stopped after %s; what is left stays due\n", r.Timeout)
	case err != nil:
		return err
	}
	if err := dropOldBodies(ctx, a, c, st); err != nil {
		return err
	}
	failing := false
	if r.Strict {
		if failing, err = a.tellFailing(st); err != nil {
			return err
		}
	} else {
		failing = a.tellFailures(report)
	}
	if !r.NoAlert {
		if err := a.deliver(a.ctx, sender); err != nil {
			return err
		}
	}
	if failing {
		return &exitError{code: exitSources}
	}
	return nil
}

// dropOldBodies forgets raw bytes older than fetch.keep_bodies; those that an event or an award rests on stay.
func dropOldBodies(ctx context.Context, a *app, c *config.Config, st *store.Store) error {
	dropped, err := st.Prune(ctx, a.clock.Now().Add(-c.Fetch.KeepBodies.Std()))
	if err != nil && ctx.Err() == nil {
		return fmt.Errorf("drop bytes older than fetch.keep_bodies: %w", err)
	}
	if dropped.Bodies > 0 {
		a.log.Info("dropped old bytes", "bodies", dropped.Bodies, "bytes", dropped.Bytes)
	}
	return nil
}

// tellFailures prints a line for every source that changed to failing, and reports whether there was one.
func (a *app) tellFailures(r worker.Report) (failing bool) {
	for _, f := range r.Failures {
		if f.Changed {
			failing = true
			fmt.Fprintf(a.stderr, "storywatch: %s: %s: %s\n", f.Source, f.State, cleanLine(f.Error))
		}
	}
	return failing
}

// tellFailing prints a line for every source that fails, also those that were known to and were not asked this time.
func (a *app) tellFailing(st *store.Store) (failing bool, err error) {
	err = st.EachSource(a.ctx, store.Filter{}, func(s store.SourceRow) error {
		if s.Configured && s.Failures > 0 {
			failing = true
			fmt.Fprintf(a.stderr, "storywatch: %s: %s, %s in a row: %s\n", s.Name, s.State, plural(s.Failures, "time"), cleanLine(s.Error))
		}
		return nil
	})
	return failing, err
}

// deliver sends what is pending. What could not be sent is told in one line each and means exit 5.
func (a *app) deliver(ctx context.Context, sender *alert.Sender) error {
	result, err := sender.Deliver(ctx)
	return a.undelivered(result, err)
}

func (a *app) undelivered(result alert.Result, err error) error {
	for _, p := range result.Problems {
		fmt.Fprintf(a.stderr, "storywatch: not delivered: %s\n", cleanLine(p))
	}
	if err != nil {
		return err
	}
	if len(result.Problems) > 0 {
		return &exitError{code: exitUndelivered}
	}
	return nil
}

// progress is the callback that says what is being done, when asked to.
func (a *app) progress() func(worker.Progress) {
	if !a.cli.Verbose {
		return nil
	}
	return func(p worker.Progress) {
		if p.Kind == store.Poll {
			a.log.Info("polled", "source", p.Source, "state", p.State, "listed", p.Items, "new", p.New)
			return
		}
		a.log.Info("read", "source", p.Source, "state", p.State, "outcome", p.Outcome, "url", p.URL)
	}
}

// heartbeat tells the address of alerts.heartbeat how the pass ended, so that silence means trouble.
func (a *app) heartbeat(c *config.Config, err error) {
	if c.Alerts.Heartbeat == "" {
		return
	}
	code := exitOK
	var exit *exitError
	switch {
	case errors.As(err, &exit):
		code = exit.code
	case err != nil:
		code = exitFailed
	}
	client, cerr := a.webClient(c, nil)
	if cerr == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(a.ctx), c.Fetch.Timeout.Std())
		defer cancel()
		_, cerr = client.Get(ctx, web.Request{URL: withCode(string(c.Alerts.Heartbeat), code), Robots: web.Permitted})
	}
	if cerr != nil {
		a.log.Warn("the heartbeat was not heard", "error", cerr)
	}
}

func withCode(u string, code int) string {
	r, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return u
	}
	q := r.URL.Query()
	q.Set("exit", strconv.Itoa(code))
	r.URL.RawQuery = q.Encode()
	return r.URL.String()
}
