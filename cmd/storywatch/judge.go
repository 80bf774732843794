package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"storywatch/internal/config"
	"storywatch/store"
)

type judgeCmd struct {
	ID      string `arg:"" help:"e5 an event, d3 a development's newest event, q7 a quote."`
	Verdict string `arg:"" help:"right, wrong, not-news, wrong-speaker, wrong-date, duplicate; undo takes it back."`
	Note    string `help:"Your reason, kept with it." placeholder:"TEXT"`
}

// Help teaches.
func (judgeCmd) Help() string {
	return `Says whether a development or quote was right. It is remembered, and counts in this month's precision (sources, digest). Who was
already told of what is wrong gets a correction (wrong-date, wrong-speaker) or a withdrawal (wrong, not-news, duplicate) with the next
delivery; what waits to be told is not told. A quote with the wrong speaker has none from then on.

  storywatch judge e5 not-news --note "an opinion piece"
  storywatch judge q7 wrong-speaker
  storywatch judge e5 right
  storywatch judge e5 undo`
}

// Run judges.
func (x *judgeCmd) Run(a *app) error {
	return a.withKnown(false, func(c *config.Config, st *store.Store) error {
		if strings.EqualFold(x.Verdict, "undo") {
			done, err := st.Unjudge(a.ctx, x.ID)
			switch {
			case errors.Is(err, store.ErrNotJudged):
				return fmt.Errorf("%s: there is nothing to undo", cleanLine(err.Error()))
			case err != nil:
				return err
			}
			fmt.Fprintf(a.stdout, "%s: the judgement is taken back\n", done.Target)
			if done.EventID != "" {
				fmt.Fprintf(a.stdout, "who got the correction is told so (%s) with the next delivery\n", done.EventID)
			}
			return nil
		}
		done, err := st.Judge(a.ctx, x.ID, strings.ToLower(x.Verdict), x.Note)
		if errors.Is(err, store.ErrVerdict) {
			return usageError("%w", err)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s: %s, noted\n", done.Target, strings.ToLower(x.Verdict))
		switch {
		case done.EventID != "" && done.Told > 0:
			fmt.Fprintf(a.stdout, "a correction (%s) goes with the next delivery to %s that got it; `storywatch send` sends it now\n", done.EventID, plural(done.Told, "recipient"))
		case done.EventID != "":
			fmt.Fprintf(a.stdout, "it was not told yet; %s tells it without what is wrong\n", done.EventID)
		case done.Waited && strings.ToLower(x.Verdict) != store.VerdictRight:
			fmt.Fprintln(a.stdout, "it was not told yet, and will not be")
		}
		line, err := a.precision(c, st)
		if line != "" {
			fmt.Fprintln(a.stdout, line)
		}
		return err
	})
}

// precision is this month's in one line; "" when nothing was judged.
func (a *app) precision(c *config.Config, st *store.Store) (string, error) {
	now := a.clock.Now().In(c.Timezone.Location)
	judged, right, err := st.Precision(a.ctx, time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location()))
	if err != nil || judged == 0 {
		return "", err
	}
	return fmt.Sprintf("Judged this month: %d, right %d (%d %%)", judged, right, 100*right/judged), nil
}
