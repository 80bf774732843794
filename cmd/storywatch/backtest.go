package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"storywatch/internal/config"
	"storywatch/store"
)

type backtestCmd struct {
	Since   string `help:"From this date or time on, or so long back." default:"30d" placeholder:"2031-03-14|30d"`
	Against string `help:"Compare with what this config would have alerted, not with what was alerted." placeholder:"FILE" type:"path"`
	Store   string `help:"The store to try it on; without it the one that the config names." placeholder:"FILE" type:"path"`
	JSON    bool   `name:"json" help:"One JSON object a line for each alert gained, lost or moved."`
}

// Help teaches.
func (backtestCmd) Help() string {
	return `Tries a config on what the store has kept: every text since then is read again as --config says, in the order in which it came,
and what would have been alerted is compared with what was. It lists the alerts gained, lost, and moved between mail and digest, each with
the reason. The store is only read, nothing is sent and no source is asked. What the new config would ask that the old one did not is not
known; of articles that matched no topic only title and summary are kept.

After an update of the program the rules may read old texts otherwise: --against the present config shows the effect of the config alone.

  storywatch backtest --config new.yaml --since 30d
  storywatch backtest --config new.yaml --against config.yaml --json`
}

// memory is how long before --since texts are replayed too, so that what was known then is known: longer than a story
// waits, than a report can be background, and than a copy is sure to be recognised.
const memory = 60 * 24 * time.Hour

// Run compares.
func (x *backtestCmd) Run(a *app) error {
	c, err := a.loadConfig()
	if err != nil {
		return err
	}
	since, err := moment(x.Since, a.clock.Now(), c.Timezone.Location, false)
	if err != nil || since.IsZero() {
		return usageError("--since: %w", cmp.Or(err, errors.New("say from when on")))
	}
	path := cmp.Or(x.Store, c.Store)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no store at %s: --store names the one to try the config on", path)
	}
	st, err := store.Open(a.ctx, path, store.Options{Clock: a.clock, ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	trial, err := a.replay(c, st, since)
	if err != nil {
		return err
	}
	defer trial.close()
	was := &history{Store: st}
	if x.Against != "" {
		old, err := config.Load(x.Against, a.getenv)
		if err != nil {
			return &exitError{exitUsage, err}
		}
		if was, err = a.replay(old, st, since); err != nil {
			return err
		}
		defer was.close()
	}
	b := &backtest{a: a, c: c, was: was, now: trial, since: since}
	if err := b.compare(); err != nil {
		return err
	}
	if x.JSON {
		return b.printJSON()
	}
	return b.print()
}

// history is a store with what was, or would have been, alerted.
type history struct {
	*store.Store
	folder  string         // "" for the user's own store
	read    int            // texts that were read again
	skipped map[string]int // texts of sources that the config does not have
}

func (h *history) close() {
	if h.folder == "" {
		return
	}
	if h.Store != nil {
		h.Store.Close()
	}
	os.RemoveAll(h.folder)
}

// replay makes a store of its own with what a config makes of the kept texts.
func (a *app) replay(c *config.Config, from *store.Store, since time.Time) (_ *history, err error) {
	h := &history{}
	if h.folder, err = os.MkdirTemp("", "storywatch-backtest-"); err != nil {
		return nil, fmt.Errorf("backtest needs room for a store of its own, TMPDIR says where: %w", err)
	}
	defer func() {
		if err != nil {
			h.close()
		}
	}()
	if h.Store, err = store.Open(a.ctx, filepath.Join(h.folder, "trial.db"), store.Options{Clock: a.clock}); err != nil {
		return nil, err
	}
	w, err := a.worker(c, h.Store, nil)
	if err != nil {
		return nil, err
	}
	t, skipped, err := w.Replay(a.ctx, from, since.Add(-memory), func(done, of int) {
		if a.terminal && done%100 == 0 {
			fmt.Fprintf(a.stderr, "\r%d of %d texts", done, of)
		}
	})
	if a.terminal {
		fmt.Fprint(a.stderr, "\r\x1b[K")
	}
	h.read, h.skipped = t.Documents, skipped
	return h, err
}

// alerts are the events since then that alerted, or would have.
func (h *history) alerts(ctx context.Context, since time.Time) (list []store.EventRow, err error) {
	err = h.EachEvent(ctx, store.Filter{Since: since}, func(e store.EventRow) error {
		if e.Alert != "" && e.Verdict == "" {
			list = append(list, e)
		}
		return nil
	})
	return list, err
}

// backtest is what was alerted beside what would have been.
type backtest struct {
	a        *app
	c        *config.Config
	was, now *history
	since    time.Time

	before, after []store.EventRow
	changes       []alertChange
}

// alertChange is an alert that one has and the other has not, or that reaches people another way.
type alertChange struct {
	what  string // gained, lost, moved
	event store.EventRow
	was   string // of moved: now or digest
	why   string
}

func (b *backtest) compare() (err error) {
	if b.before, err = b.was.alerts(b.a.ctx, b.since); err != nil {
		return err
	}
	if b.after, err = b.now.alerts(b.a.ctx, b.since); err != nil {
		return err
	}
	pairs := pairAlerts(b.before, b.after)
	taken := map[int]bool{}
	for i, e := range b.before {
		j, ok := pairs[i]
		taken[j] = taken[j] || ok
		switch {
		case !ok:
			why, err := b.untold(b.now, e)
			if err != nil {
				return err
			}
			b.changes = append(b.changes, alertChange{what: "lost", event: e, why: why})
		case b.after[j].Alert != e.Alert:
			b.changes = append(b.changes, alertChange{what: "moved", event: b.after[j], was: e.Alert})
		}
	}
	for j, e := range b.after {
		if taken[j] {
			continue
		}
		why, err := b.untold(b.was, e)
		if err != nil {
			return err
		}
		b.changes = append(b.changes, alertChange{what: "gained", event: e, why: why})
	}
	slices.SortStableFunc(b.changes, func(x, y alertChange) int {
		return cmp.Or(cmp.Compare(x.what, y.what), x.event.SeenAt.Compare(y.event.SeenAt), cmp.Compare(x.event.ItemID, y.event.ItemID))
	})
	return nil
}

// sameAlertWithin is how far two alerts of one happening may lie apart that stand in different articles.
const sameAlertWithin = 3 * 24 * time.Hour

// pairAlerts says which alert of b is which of a: of the same article and status, then of the same article, then of the
// same happening told by another article.
func pairAlerts(a, b []store.EventRow) map[int]int {
	pairs, taken := map[int]int{}, map[int]bool{}
	for _, same := range []func(x, y *store.EventRow) bool{
		func(x, y *store.EventRow) bool {
			return x.ItemID == y.ItemID && x.Status == y.Status && x.Change == y.Change && x.Sentence == y.Sentence
		},
		func(x, y *store.EventRow) bool { return x.ItemID == y.ItemID && x.Status == y.Status },
		func(x, y *store.EventRow) bool { return x.ItemID == y.ItemID },
		func(x, y *store.EventRow) bool {
			return x.SeenAt.Sub(y.SeenAt).Abs() <= sameAlertWithin && (x.Docket != "" && x.Docket == y.Docket ||
				slices.ContainsFunc(x.Actors, func(n string) bool { return slices.Contains(y.Actors, n) }))
		},
	} {
		for i := range a {
			if _, ok := pairs[i]; ok {
				continue
			}
			for j := range b {
				if !taken[j] && a[i].Type == b[j].Type && same(&a[i], &b[j]) {
					pairs[i], taken[j] = j, true
					break
				}
			}
		}
	}
	return pairs
}

// untold is why an alert is not in a history.
func (b *backtest) untold(h *history, e store.EventRow) (string, error) {
	if h.skipped[e.Source] > 0 {
		return "its source is not in the config", nil
	}
	d, err := h.Item(b.a.ctx, e.ItemID)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "the article was not read", nil
	case err != nil:
		return "", err
	case d.State == store.ItemOffTopic:
		return "the article matches no topic", nil
	}
	var best *store.ClaimRow
	for i := range d.Claims {
		c := &d.Claims[i]
		if c.Type != e.Type && c.Sentence != e.Sentence {
			continue
		}
		if best == nil || claimRank(c, &e) > claimRank(best, &e) {
			best = c
		}
	}
	if best == nil {
		return "nothing in the article is read as " + e.Type, nil
	}
	if best.EventID != "" {
		ev, err := h.Event(b.a.ctx, best.EventID)
		if err != nil {
			return "", err
		}
		return untoldEvent(&ev.EventRow, e.Type)
	}
	reason, err := claimReason(*best)
	if err != nil {
		return "", err
	}
	outcome := best.Outcome
	if best.DevelopmentID != "" && outcome != "" { // its number means nothing in a store that is gone afterwards
		k, err := h.Event(b.a.ctx, best.DevelopmentID)
		if err != nil {
			return "", err
		}
		outcome += fmt.Sprintf(" of %s (%s), known since %s", k.Type, k.Status, day(b.a, b.c, k.History[0].SeenAt))
	}
	return join("; ", outcome, asAnother(best.Type, e.Type), reason), nil
}

// claimRank orders claims by how much they are the one that alerted elsewhere.
func claimRank(c *store.ClaimRow, e *store.EventRow) (n int) {
	if c.Type == e.Type {
		n += 2
	}
	if c.Sentence == e.Sentence {
		n++
	}
	return n
}

func asAnother(is, wanted string) string {
	if is == wanted {
		return ""
	}
	return "read as " + is
}

// untoldEvent is why an event that there is alerted nobody.
func untoldEvent(e *store.EventRow, wanted string) (string, error) {
	d, err := readDecision(e.Why)
	switch {
	case err != nil:
		return "", err
	case e.Alert != "":
		return fmt.Sprintf("told as %s (%s)", e.Type, e.Status), nil
	case d.OffBeat:
		return "it names none of the entities of the config", nil
	case d.Unconfirmed:
		return "it waits for a second independent voice", nil
	}
	return join("; ", asAnother(e.Type, wanted), "its type is never told, or it was learned quietly"), nil
}

// alertHow is how an alert reaches people, in words.
func alertHow(alert string) string {
	if alert == "now" {
		return "mail"
	}
	return alert
}

func countAlerts(list []store.EventRow, alert string) (n int) {
	for _, e := range list {
		if e.Alert == alert {
			n++
		}
	}
	return n
}

func (b *backtest) print() error {
	p := &page{a: b.a, c: b.c}
	p.title(fmt.Sprintf("Alerts since %s", instant(b.c, b.since)))
	for _, alert := range []string{"now", "digest"} {
		p.field(alertHow(alert), fmt.Sprintf("%d, were %d", countAlerts(b.after, alert), countAlerts(b.before, alert)))
	}
	p.field("read", fmt.Sprintf("%s, with those of the %d days before", plural(b.now.read, "text"), int(memory.Hours()/24)))
	for _, name := range slices.Sorted(maps.Keys(b.now.skipped)) {
		p.field("left out", fmt.Sprintf("%s of %s, which is no source of this config", plural(b.now.skipped[name], "text"), name))
	}
	if len(b.changes) == 0 {
		p.head("The same alerts")
		return p.print()
	}
	for _, what := range []string{"gained", "lost", "moved"} {
		n := 0
		for _, c := range b.changes {
			if c.what != what {
				continue
			}
			if n++; n == 1 {
				p.head("%s", strings.ToUpper(what[:1])+what[1:])
			}
			b.line(p, c)
		}
	}
	return p.print()
}

func (b *backtest) line(p *page, c alertChange) {
	e := c.event
	how := alertHow(e.Alert)
	if c.was != "" {
		how = alertHow(c.was) + " → " + how
	}
	p.line(day(b.a, b.c, e.SeenAt)+"  ", join(", ", how, fmt.Sprintf("%s (%s) %s", e.Type, e.Status, strings.Join(e.Actors, ", ")), e.ItemID, e.Source))
	p.sub(inMarks(e.Sentence))
	if c.why != "" {
		p.sub(map[string]string{"gained": "before: ", "lost": "now: "}[c.what] + c.why)
	}
}

func (b *backtest) printJSON() error {
	for _, c := range b.changes {
		e := c.event
		err := jsonLine(b.a.stdout, struct {
			What     string   `json:"what"`
			Alert    string   `json:"alert"`
			Was      string   `json:"alert_before,omitempty"`
			Type     string   `json:"type"`
			Status   string   `json:"status"`
			Change   string   `json:"change"`
			Actors   []string `json:"actors"`
			Date     string   `json:"date"`
			SeenAt   string   `json:"seen_at"`
			ItemID   string   `json:"item_id"`
			Source   string   `json:"source"`
			URL      string   `json:"url"`
			Sentence string   `json:"sentence"`
			Why      string   `json:"why,omitempty"`
		}{c.what, e.Alert, c.was, e.Type, e.Status, e.Change, orEmpty(e.Actors), e.Date, stamp(e.SeenAt), e.ItemID, e.Source, e.URL, e.Sentence, c.why})
		if err != nil {
			return err
		}
	}
	return nil
}
