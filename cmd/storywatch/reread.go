package main

import (
	"fmt"

	"storywatch/internal/config"
	"storywatch/internal/worker"
	"storywatch/store"
)

type rereadCmd struct {
	Since string `help:"Texts from this date or time on, or so long back; without it all." placeholder:"2031-03-14|30d"`
	All   bool   `help:"Also what present rules have read before: after a change of the config's names."`
}

// Help teaches.
func (rereadCmd) Help() string {
	return `Reads the kept texts again that rules of an older version have read, and renews their quotes, speakers, dates, sums, docket numbers and
awards. What is still read the same keeps its id. Texts, copies, stories and developments stay as they were decided, nothing is alerted, and
quotes that you judged stay as they are. Stopped in the middle, it goes on where it was when it is started again.

  storywatch reread --since 90d
  storywatch reread --all                   (after new names or aliases in the config)`
}

// Run reads.
func (x *rereadCmd) Run(a *app) error {
	return a.withKnown(false, func(c *config.Config, st *store.Store) error {
		since, err := moment(x.Since, a.clock.Now(), c.Timezone.Location, false)
		if err != nil {
			return usageError("--since: %w", err)
		}
		w, err := a.worker(c, st, nil)
		if err != nil {
			return err
		}
		done, err := w.Reread(a.ctx, since, x.All, func(done, of int) {
			if a.terminal && done%20 == 0 {
				fmt.Fprintf(a.stderr, "\r%d of %d texts", done, of)
			}
		})
		if a.terminal {
			fmt.Fprint(a.stderr, "\r\x1b[K")
		}
		fmt.Fprintln(a.stdout, rereadSummary(done))
		if err != nil {
			return fmt.Errorf("%w; what was read again is kept, and starting reread again goes on from there", err)
		}
		return nil
	})
}

func rereadSummary(r worker.Reread) string {
	if r.Texts == 0 {
		return "nothing to read again: present rules have read every text"
	}
	return fmt.Sprintf("%s read again, %d changed: quotes %d new, %d changed, %d gone; dates, sums and docket numbers %d new, %d gone; awards %d new, %d changed, %d gone",
		plural(r.Texts, "text"), r.Changed, r.QuotesNew, r.QuotesChanged, r.QuotesGone, r.FactsNew, r.FactsGone, r.AwardsNew, r.AwardsChanged, r.AwardsGone)
}
