package main

import (
	"fmt"
	"io"

	"storywatch/internal/config"
	"storywatch/internal/worker"
	"storywatch/store"
)

type importCmd struct {
	Files []string `arg:"" optional:"" help:"Documents as JSON Lines, in time order; - is standard input."`
	Alert bool     `help:"Send alerts for what is new in the file."`
}

// Help teaches.
func (importCmd) Help() string {
	return `Reads a back file as if each document had been seen when it was published: one JSON object a line with id, url, title,
text (or html, html_b64), published and source. What would have alerted is recorded, not sent, unless --alert is given. Importing the
same file again changes nothing.

  storywatch import archive.jsonl
  storywatch developments --json`
}

// Run imports.
func (x *importCmd) Run(a *app) error {
	return a.withStore(false, func(c *config.Config, st *store.Store) error {
		w, err := a.worker(c, st, nil)
		if err != nil {
			return err
		}
		sender, err := a.sender(c, st)
		if err != nil {
			return err
		}
		err = eachInput(a, x.Files, func(name string, in io.Reader) error {
			var progress func(int)
			if a.terminal {
				progress = func(n int) {
					if n%100 == 0 {
						fmt.Fprintf(a.stderr, "\r%d documents", n)
					}
				}
			}
			report, err := w.Import(a.ctx, in, x.Alert, progress)
			if a.terminal {
				fmt.Fprint(a.stderr, "\r")
			}
			fmt.Fprintln(a.stdout, importSummary(report))
			if err != nil {
				return fmt.Errorf("%s: %w; what came before is kept, and importing the whole file again is safe", name, err)
			}
			return nil
		})
		if err != nil || !x.Alert {
			return err
		}
		return a.deliver(a.ctx, sender)
	})
}

func importSummary(r worker.Tally) string {
	return fmt.Sprintf("%d documents: %d copies, %d revised, %d unchanged, %d off topic; %d events", r.Documents, r.Copies, r.Revised, r.Unchanged, r.OffTopic, r.Events)
}
