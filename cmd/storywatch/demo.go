package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"storywatch/internal/clock"
	"storywatch/internal/config"
	"storywatch/internal/demo"
	"storywatch/internal/worker"
	"storywatch/store"
)

type demoCmd struct {
	Dir   string `help:"Folder for the demo's config and store." default:"storywatch-demo" placeholder:"DIR"`
	Mails bool   `help:"Print every mail whole, as it arrived."`
}

// Help teaches.
func (demoCmd) Help() string {
	return `Starts a small invented news world on loopback (a dozen sites, some thirty articles over nine days), lets the real worker poll it
day by day, takes the alerts with a mail server of its own, and shows what came of it. Nothing leaves this machine. The config and the
store stay in a folder, so that every other command can be tried on them.

  storywatch demo
  storywatch quotes --config storywatch-demo/config.yaml`
}

// Run plays the world.
func (x *demoCmd) Run(a *app) error {
	world, err := demo.New()
	if err != nil {
		return fmt.Errorf("the demo's world: %w", err)
	}
	_, err = a.play(world, x.Dir, x.Mails)
	return err
}

// demoMarker is in the first line of a config that the demo wrote; a folder without it is never emptied.
const demoMarker = "storywatch demo"

// played is what a demo left, for tests.
type played struct {
	mails  []demo.Mail
	passes []worker.Report
}

// play runs the world from its first day to its last in folder dir, and shows it.
func (a *app) play(world *demo.World, dir string, mails bool) (played, error) {
	var result played
	file, err := prepareDemo(dir, world.Config())
	if err != nil {
		return result, err
	}
	server, err := demo.StartMailServer()
	if err != nil {
		return result, fmt.Errorf("the demo's mail server: %w", err)
	}
	defer server.Close()
	_, stop, err := world.Start()
	if err != nil {
		return result, fmt.Errorf("the demo's world: %w", err)
	}
	defer stop()

	days := world.Days()
	clk := clock.NewManual(days[0])
	world.SetClock(clk.Now)
	d := *a // the demo is the same program with another clock, network and environment
	d.clock, d.dial, d.cli = clk, world.Dial, &cli{Config: file, LogFormat: a.cli.LogFormat, Verbose: a.cli.Verbose}
	d.parallel = 1 // one host after the other, so that two demos of one world show the same
	d.getenv = func(k string) (string, bool) {
		if k == "STORYWATCH_DEMO_SMTP" {
			return "smtp://" + server.Addr(), true
		}
		return a.getenv(k)
	}
	err = d.withStore(false, func(c *config.Config, st *store.Store) error {
		fmt.Fprintf(a.stdout, "An invented news world: %d sites, %d articles, %s to %s. The worker polls it; nothing leaves this machine.\n\n",
			len(world.Hosts()), len(world.Articles()), days[0].Format("2 January"), days[len(days)-1].Format("2 January 2006"))
		for _, day := range days {
			clk.Set(day)
			world.SetTime(day)
			report, err := d.demoDay(c, st, world, server, &result, mails)
			if err != nil {
				return err
			}
			result.passes = append(result.passes, report)
		}
		return d.showDemo(c, st, dir)
	})
	result.mails = server.Mails()
	return result, err
}

// demoDay does one pass, as `run` does, and shows what it brought.
func (a *app) demoDay(c *config.Config, st *store.Store, world *demo.World, server *demo.MailServer, result *played, whole bool) (worker.Report, error) {
	var mu sync.Mutex
	asked := 0
	w, err := a.worker(c, st, func(worker.Progress) {
		mu.Lock()
		defer mu.Unlock()
		if asked++; a.terminal {
			fmt.Fprintf(a.stderr, "\r  %d requests and readings …", asked)
		}
	})
	if err != nil {
		return worker.Report{}, err
	}
	sender, err := a.sender(c, st)
	if err != nil {
		return worker.Report{}, err
	}
	before := len(server.Mails())
	started := a.clock.Now()
	report, err := w.Pass(a.ctx)
	if err != nil {
		return report, err
	}
	if _, err := sender.Deliver(a.ctx); err != nil {
		return report, err
	}
	if a.terminal {
		fmt.Fprint(a.stderr, "\r\033[K")
	}
	fmt.Fprintf(a.stdout, "%s  %d sources read, %d new items, %d documents (%d copies, %d revised, %d off topic, %d refused)\n",
		started.In(c.Timezone.Location).Format("Mon 2 Jan 15:04"), report.Polled-len(report.Failures), report.NewItems, report.Documents, report.Copies, report.Revised, report.OffTopic, report.Refused)
	for _, f := range report.Failures {
		if f.Changed {
			fmt.Fprintf(a.stdout, "  ! %s: %s\n", f.Source, f.State)
		}
	}
	for _, m := range server.Mails()[before:] {
		fmt.Fprintf(a.stdout, "  ✉ %s\n", m.Subject)
		if whole {
			fmt.Fprintln(a.stdout, "\n"+indentBy("    ", m.Text))
		}
	}
	return report, nil
}

func indentBy(by, s string) string {
	return by + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n"+by)
}

// prepareDemo makes the folder anew. It removes only files that an earlier demo wrote.
func prepareDemo(dir, text string) (file string, err error) {
	file = filepath.Join(dir, "config.yaml")
	old, err := os.ReadFile(file)
	switch {
	case err == nil && !strings.Contains(firstLine(string(old)), demoMarker):
		return "", usageError("%s holds a config that the demo did not write: name another folder with --dir", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", err
	case err != nil:
		if entries, derr := os.ReadDir(dir); derr == nil && len(entries) > 0 {
			return "", usageError("%s is not empty: name another folder with --dir", dir)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for _, name := range []string{"storywatch.db", "storywatch.db-wal", "storywatch.db-shm"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	// Later commands on this store need no mail server: the variable has a default that goes nowhere.
	text = strings.ReplaceAll(text, "${STORYWATCH_DEMO_SMTP}", "${STORYWATCH_DEMO_SMTP:-smtp://127.0.0.1:1}")
	return file, os.WriteFile(file, []byte(text), 0o644)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// showDemo shows what is known at the end.
func (a *app) showDemo(c *config.Config, st *store.Store, dir string) error {
	w := a.stdout
	for _, part := range []struct {
		title string
		show  func(context.Context, io.Writer, *store.Store) error
	}{
		{"What happened (storywatch developments)", a.demoTimeline},
		{"Who said what (storywatch quotes)", demoQuotes},
		{"Folded and left out (storywatch items)", demoLeftOut},
		{"Sources (storywatch sources)", demoSources},
	} {
		fmt.Fprintf(w, "\n── %s\n", part.title)
		if err := part.show(a.ctx, w, st); err != nil {
			return err
		}
	}
	conf := filepath.Join(dir, "config.yaml")
	fmt.Fprintf(w, "\nTry next:\n  storywatch developments --config %[1]s\n  storywatch quotes --speaker Castellane --config %[1]s\n  storywatch why e1 --config %[1]s\n  storywatch export developments --new --config %[1]s\n  storywatch awards --config %[1]s\n", conf)
	return nil
}

// demoTimeline is one line an event, by the day it happened.
func (a *app) demoTimeline(ctx context.Context, w io.Writer, st *store.Store) error {
	var events []store.EventRow
	err := st.EachEvent(ctx, store.Filter{}, func(e store.EventRow) error {
		events = append(events, e)
		return nil
	})
	sort.SliceStable(events, func(i, j int) bool { return eventDay(events[i]) < eventDay(events[j]) })
	for _, e := range events {
		mark := " "
		switch {
		case e.Alert == "now":
			mark = "✉"
		case e.Alert == "digest":
			mark = "·"
		}
		fmt.Fprintf(w, "%s %s  %-10s %s (%s): %s\n", mark, eventDay(e), e.Change, e.Type, e.Status, shorten(strings.Join(e.Actors, ", "), 60))
	}
	fmt.Fprintln(w, "✉ mailed at once   · in the digest   (unmarked: kept, told to nobody: from a first poll, or no watched name in it)")
	return err
}

func eventDay(e store.EventRow) string {
	if e.Date != "" {
		return e.Date[:min(len(e.Date), len(time.DateOnly))]
	}
	return e.SeenAt.Format(time.DateOnly)
}

func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n-1]), " ,;") + "…"
}

// demoQuoteCount is how many quotes the demo shows: enough to see every sort of speaker.
const demoQuoteCount = 12

func demoQuotes(ctx context.Context, w io.Writer, st *store.Store) error {
	total, shown := 0, 0
	err := st.EachQuote(ctx, store.Filter{}, func(q store.QuoteRow) error {
		if q.Kind == "indirect" {
			return nil
		}
		total++
		if q.Speaker == "" || q.Confidence < 0.8 || shown >= demoQuoteCount || len(q.Quote) < 40 {
			return nil
		}
		shown++
		fmt.Fprintf(w, "%s: “%s” (%s, read in %d)\n", q.Speaker, shorten(q.Quote, 100), q.FirstPublishedBy, q.Attestations)
		return nil
	})
	fmt.Fprintf(w, "%d of %d quotes\n", shown, total)
	return err
}

func demoLeftOut(ctx context.Context, w io.Writer, st *store.Store) error {
	offTopic := map[string]int{}
	err := st.EachItem(ctx, store.Filter{State: "all"}, func(i store.ItemRow) error {
		switch {
		case i.State == "off-topic":
			offTopic[i.Source]++
		case i.CopyOf != "":
			fmt.Fprintf(w, "copy      %s: %s (of %s)\n", i.Source, shorten(i.Title, 70), i.CopyOf)
		case i.Revision > 1:
			fmt.Fprintf(w, "revised   %s: %s (text %d; storywatch show %s)\n", i.Source, shorten(i.Title, 60), i.Revision, i.ID)
		case i.State != "ok":
			fmt.Fprintf(w, "%-9s %s: %s\n", i.State, i.Source, shorten(i.Title, 80))
		}
		return nil
	})
	names := make([]string, 0, len(offTopic))
	for n := range offTopic {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Fprintf(w, "off topic %s: %d items\n", n, offTopic[n])
	}
	return err
}

func demoSources(ctx context.Context, w io.Writer, st *store.Store) error {
	return st.EachSource(ctx, store.Filter{}, func(s store.SourceRow) error {
		if !s.Configured {
			return nil
		}
		line := fmt.Sprintf("%-30s %-12s %3d items, %3d kept", s.Name, s.State, s.Items, s.Kept)
		if s.Blocked > 0 {
			line += fmt.Sprintf(", %d blocked", s.Blocked)
		}
		if s.Failures > 0 {
			line += fmt.Sprintf(", failed %d times in a row", s.Failures)
		}
		_, err := fmt.Fprintln(w, line)
		return err
	})
}
