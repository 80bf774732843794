package main

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/extract"
	"storywatch/extract/entity"
	"storywatch/extract/event"
	"storywatch/extract/topic"
	"storywatch/internal/config"
	"storywatch/internal/worker"
	"storywatch/store"
)

// This file turns the config's words into the rooms' settings. It is the only place that knows all of them.

// loadConfig reads the config that the command line names.
func (a *app) loadConfig() (*config.Config, error) {
	c, err := config.Load(a.cli.Config, a.getenv)
	if err != nil {
		return nil, &exitError{exitUsage, err}
	}
	return c, nil
}

// openStore opens the config's store.
func (a *app) openStore(c *config.Config, readOnly bool) (*store.Store, error) {
	return store.Open(a.ctx, c.Store, store.Options{Clock: a.clock, ReadOnly: readOnly})
}

// withStore loads the config, opens the store and hands both to f.
func (a *app) withStore(readOnly bool, f func(*config.Config, *store.Store) error) (err error) {
	c, err := a.loadConfig()
	if err != nil {
		return err
	}
	st, err := a.openStore(c, readOnly)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := st.Close(); err == nil {
			err = cerr
		}
	}()
	return f(c, st)
}

// reader makes the reader of a config; nil is a reader that knows no beat.
func reader(c *config.Config) (*extract.Reader, error) {
	if c == nil {
		return extract.New(extract.Lexicon{})
	}
	l := extract.Lexicon{
		Zone:   c.Timezone.Location,
		Awards: extract.AwardRule{Entities: c.Awards.Alert.Entities, Any: c.Awards.Alert.Any},
		Levels: levels(c.Developments),
	}
	for _, e := range c.Entities {
		l.Entities = append(l.Entities, entity.Entry{Name: e.Name, Kind: entity.Kind(e.Kind), Aliases: e.Aliases, Of: e.Of})
	}
	for _, t := range c.Topics {
		l.Topics = append(l.Topics, topic.Topic{Name: t.Name, Entities: t.Entities.Of, AtLeast: t.Entities.AtLeast, Any: t.Any, None: t.None, Within: t.Within})
	}
	for _, t := range c.Developments.Types {
		l.Types = append(l.Types, event.TypeDef{Type: t.Type, Phrases: t.Phrases, Statuses: t.Statuses, Level: level(t.Alert)})
	}
	if err := typesAreKnown(c); err != nil {
		return nil, err
	}
	r, err := extract.New(l)
	if err != nil {
		return nil, usageError("%s: developments: %w", c.File, err)
	}
	return r, nil
}

// typesAreKnown finds development types in the config that neither the program nor the config defines.
func typesAreKnown(c *config.Config) error {
	if !c.Developments.Given() {
		return nil
	}
	builtIn, err := extract.New(extract.Lexicon{})
	if err != nil {
		return err
	}
	return c.TypesMustBe(slices.Sorted(maps.Keys(builtIn.Ladder())))
}

// levels is what the config says of each type; nil when it says nothing.
func levels(d config.Developments) map[string]event.Level {
	if !d.Given() {
		return nil
	}
	m := map[string]event.Level{}
	for _, t := range d.Now {
		m[t] = event.Now
	}
	for _, t := range d.Digest {
		m[t] = event.Digest
	}
	for _, t := range d.Never {
		m[t] = event.Never
	}
	return m
}

func level(word string) event.Level {
	if word == "never" {
		return event.Never
	}
	return event.Level(word)
}

// sources are the config's sources as the worker takes them.
func sources(c *config.Config) []worker.Source {
	out := make([]worker.Source, 0, len(c.Sources))
	for _, s := range c.Sources {
		policy := web.Obey
		if s.Robots == "permitted" {
			policy = web.Permitted
		}
		out = append(out, worker.Source{
			Source: crawler.Source{
				Name: s.Name, Kind: s.Kind, URL: string(s.URL), LinkPattern: s.LinkPattern.String(), Links: s.Links, Select: s.Select, Ignore: s.Ignore,
				Docket: s.Docket, Robots: policy, Preset: s.Preset, Query: s.Query,
				Paths: crawler.Paths{Items: s.Paths.Items, ID: s.Paths.ID, Title: s.Paths.Title, URL: s.Paths.URL, Date: s.Paths.Date, Summary: s.Paths.Summary},
			},
			Owner: s.Owner, Primary: s.Primary, Every: s.Every.Std(), Body: s.Body, Parse: s.Parse,
		})
	}
	return out
}

// webClient makes the HTTP client. st keeps the pace and robots.txt across processes; without one this process
// keeps them alone.
func (a *app) webClient(c *config.Config, st *store.Store) (*web.Client, error) {
	return web.New(a.webOptions(c, st))
}

func (a *app) webOptions(c *config.Config, st *store.Store) web.Options {
	o := web.Options{
		UserAgent: userAgent(c.Contact), Timeout: c.Fetch.Timeout.Std(), MaxBody: int64(c.Fetch.MaxBody), Now: a.clock.Now, Dial: a.dial,
	}
	for _, p := range c.Fetch.AllowAddresses {
		o.Allow = append(o.Allow, netip.Prefix(p.Prefix))
	}
	own := newPacer(a.clock)
	o.Pace = func(ctx context.Context, host string, minGap time.Duration) error {
		gap := max(minGap, c.Fetch.Gap.Std())
		if st != nil {
			at, err := st.Slot(ctx, host, gap, a.clock.Now())
			if err != nil {
				return err
			}
			if err := a.clock.Sleep(ctx, at.Sub(a.clock.Now())); err != nil {
				return err
			}
		}
		return own.wait(ctx, host, gap)
	}
	if st != nil {
		o.Robots = robotsKeeper{st}
	}
	return o
}

// userAgent says who asks and how to reach them.
func userAgent(contact string) string {
	if contact == "" || contact == "none" {
		return "storywatch/1.0 (news monitor; no contact given)"
	}
	return "storywatch/1.0 (+" + strings.TrimPrefix(contact, "+") + ")"
}

// robotsKeeper keeps robots.txt in the store.
type robotsKeeper struct{ *store.Store }

// LoadRobots returns what is kept of a host.
func (k robotsKeeper) LoadRobots(ctx context.Context, host string) (web.RobotsFile, bool, error) {
	status, body, at, err := k.Store.LoadRobots(ctx, host)
	return web.RobotsFile{Status: status, Body: body, FetchedAt: at}, !at.IsZero(), err
}

// SaveRobots keeps an answer.
func (k robotsKeeper) SaveRobots(ctx context.Context, host string, r web.RobotsFile) error {
	return k.Store.SaveRobots(ctx, host, r.Status, r.Body, r.FetchedAt)
}

// worker puts a worker together.
func (a *app) worker(c *config.Config, st *store.Store, progress func(worker.Progress)) (*worker.Worker, error) {
	r, err := reader(c)
	if err != nil {
		return nil, err
	}
	client, err := a.webClient(c, st)
	if err != nil {
		return nil, fmt.Errorf("HTTP client: %w", err)
	}
	recheck := make([]time.Duration, 0, len(c.Fetch.Recheck))
	for _, d := range c.Fetch.Recheck {
		recheck = append(recheck, d.Std())
	}
	w := worker.New(worker.Options{
		Store: st, Web: client, Reader: r, Clock: a.clock, Log: a.log, Sources: sources(c), Every: c.Fetch.Every.Std(),
		Recheck: recheck, Topics: len(c.Topics) > 0, Quiet: c.FirstRun == "quiet", Progress: progress, Parallel: a.parallel, StoryWindow: c.Stories.Window.Std(),
	})
	return w, w.Sync(a.ctx)
}
