package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"storywatch/internal/config"
	"storywatch/internal/worker"
	"storywatch/store"
)

// sweepEvery is how often watch looks for bytes that are too old to keep: their age is counted in days.
const sweepEvery = 6 * time.Hour

type watchCmd struct {
	NoAlert bool `help:"Do not send anything; what is new stays pending."`
}

// Help teaches.
func (watchCmd) Help() string {
	return `Does what run does, again and again, each source when it is due. Ends on SIGTERM or Ctrl-C after the request in hand.

  storywatch watch --verbose`
}

// Run does passes until it is told to stop. What cannot be delivered is said and tried again; it does not end the watch.
func (w *watchCmd) Run(a *app) error {
	return a.withStore(false, func(c *config.Config, st *store.Store) error {
		wk, err := a.worker(c, st, a.progress())
		if err != nil {
			return err
		}
		sender, err := a.sender(c, st)
		if err != nil {
			return err
		}
		var swept time.Time
		return wk.Watch(a.ctx, func(ctx context.Context, r worker.Report) error {
			var result error
			if now := a.clock.Now(); now.Sub(swept) >= sweepEvery {
				swept = now
				result = dropOldBodies(ctx, a, c, st)
			}
			if a.tellFailures(r) {
				result = &exitError{code: exitSources}
			}
			if !w.NoAlert {
				if err := a.deliver(ctx, sender); err != nil {
					result = err
				}
			}
			a.heartbeat(c, result)
			var exit *exitError
			if result != nil && !errors.As(result, &exit) {
				fmt.Fprintf(a.stderr, "storywatch: %v; trying again\n", result)
			}
			return nil
		})
	})
}
