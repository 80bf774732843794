package main

import (
	"fmt"
	"strings"

	"storywatch/crawler"
	"storywatch/crawler/web"
	"storywatch/extract"
	"storywatch/internal/config"
	"storywatch/internal/worker"
)

type checkCmd struct {
	Offline bool   `help:"Only read the config; ask no server."`
	Source  string `help:"Try this source alone." placeholder:"NAME"`
}

// Help teaches.
func (checkCmd) Help() string {
	return `Explains every mistake in the config with its line. Then asks every source once, and one of its pages, and says what would be
kept; where a site refuses, what can be done. Stores and sends nothing. Exit 2: the config is wrong. Exit 3: a source fails.

  storywatch check
  storywatch check --offline --config merger.yaml`
}

// Run checks.
func (x *checkCmd) Run(a *app) error {
	c, err := a.loadConfig()
	if err != nil {
		return err
	}
	r, err := reader(c)
	if err != nil {
		return err
	}
	if err := x.sourceMustBe(c); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %s, entities: %d, topics: %d; rules for languages: %s\n", a.cli.Config, plural(len(c.Sources), "source"), len(c.Entities), len(c.Topics), strings.Join(extract.Languages, ", "))
	if len(c.Sources) == 0 {
		fmt.Fprintln(a.stdout, "advice: no sources: `storywatch run` asks nobody; add one under `sources`")
	}
	if c.Contact == "none" || c.Contact == "" {
		fmt.Fprintln(a.stdout, "advice: no `contact`: a server's owner who minds cannot reach you, and some sites (sec.gov) refuse who gives none")
	}
	if c.Alerts.Email == nil && c.Alerts.Webhook == nil && len(c.Alerts.Exec) == 0 {
		fmt.Fprintln(a.stdout, "advice: no alerts.email, webhook or exec: what is new is kept and listed, and sent to nobody")
	}
	if x.Offline {
		return nil
	}
	return x.trySources(a, c, r)
}

// sourceMustBe reports a --source that the config does not have.
func (x *checkCmd) sourceMustBe(c *config.Config) error {
	var names []string
	for _, s := range c.Sources {
		if s.Name == x.Source {
			return nil
		}
		names = append(names, s.Name)
	}
	if x.Source == "" {
		return nil
	}
	hint := ""
	if best := config.Nearest(x.Source, names); best != "" {
		hint = fmt.Sprintf("; did you mean %q?", best)
	}
	return usageError("no source is called %q%s", x.Source, hint)
}

// trySources asks every source and shows what came back.
func (x *checkCmd) trySources(a *app, c *config.Config, r *extract.Reader) error {
	client, err := a.webClient(c, nil)
	if err != nil {
		return err
	}
	failed, tried := 0, 0
	for _, s := range sources(c) {
		if x.Source != "" && s.Name != x.Source {
			continue
		}
		tried++
		if !trySource(a, client, r, s, len(c.Topics) > 0) {
			failed++
		}
		if a.ctx.Err() != nil {
			return a.ctx.Err()
		}
	}
	if failed > 0 {
		return &exitError{exitSources, fmt.Errorf("%d of %d sources fail", failed, tried)}
	}
	return nil
}

// trySource asks one source and one of its pages.
func trySource(a *app, client crawler.Getter, r *extract.Reader, s worker.Source, topics bool) bool {
	got, err := crawler.PollSource(a.ctx, client, s.Source, crawler.Validators{})
	if err != nil {
		fmt.Fprintf(a.stdout, "\n✗ %s: %s\n  %s\n", s.Name, web.StateOf(err), indent(err.Error()))
		fmt.Fprintf(a.stdout, "  what to do: %s\n", advice(web.StateOf(err), s.Kind))
		return false
	}
	fmt.Fprintf(a.stdout, "\n✓ %s: %s", s.Name, plural(len(got.Items), "item"))
	if len(got.Repaired) > 0 {
		fmt.Fprintf(a.stdout, " (repaired: %s)", cleanList(got.Repaired, ", "))
	}
	fmt.Fprintln(a.stdout)
	if len(got.Items) == 0 {
		fmt.Fprintf(a.stdout, "  nothing is listed: %s\n", advice("empty", s.Kind))
		return s.Kind == "docket" // a quiet docket is not a fault
	}
	kept := 0
	for _, it := range got.Items {
		if topics && len(r.Read(extract.Input{Title: it.Title, Text: it.Title + "\n" + it.Summary}).Topics) > 0 {
			kept++
		}
	}
	if topics && s.Kind != "docket" && s.Parse == "" {
		fmt.Fprintf(a.stdout, "  %d of them match a topic by title and teaser alone\n", kept)
	}
	tryPage(a, client, r, s, got.Items[0])
	return true
}

// tryPage reads the first listed page, to show what would be known of it.
func tryPage(a *app, client crawler.Getter, r *extract.Reader, s worker.Source, it crawler.Item) {
	if it.Docket != nil || s.Body == "feed" || it.URL == "" {
		fmt.Fprintf(a.stdout, "  newest: %s\n", cleanLine(it.Title))
		return
	}
	doc, err := crawler.FetchPage(a.ctx, client, it.URL, s.Robots, crawler.Validators{})
	if err != nil {
		state := web.StateOf(err)
		fmt.Fprintf(a.stdout, "  its pages: %s: %s\n  what to do: %s\n", state, indent(err.Error()), advice(state, "item"))
		return
	}
	f := r.Read(extract.Input{URL: doc.FinalURL, Title: it.Title, HTML: doc.Body, ContentType: doc.ContentType, Published: it.Published, PublishedPrecision: it.PublishedPrecision, Source: s.Name})
	published := "no publication date found"
	if f.Published.Value != "" {
		published = fmt.Sprintf("published %s (from %s)", f.Published.Value, f.Published.From)
	}
	fmt.Fprintf(a.stdout, "  a page: “%s”, %s, %s, %s\n", cleanLine(f.Title), plural(f.Words, "word"), plural(len(f.Quotes), "quote"), published)
	for _, n := range f.Notes {
		fmt.Fprintf(a.stdout, "  note: %s\n", cleanLine(n))
	}
}

// advice is what a user can do about a state.
func advice(s web.State, kind string) string {
	switch s {
	case web.Blocked:
		if kind == "item" {
			return "titles still become items, marked blocked; save a page in your browser and give it with `storywatch add page.html --url …`"
		}
		if kind == "docket" {
			return "three ways lead to a docket: the court's own RSS feed with `docket:`, an API with your own token (`robots: permitted`), or adding documents with `storywatch add`"
		}
		return "open the address in a browser: if it is wrong there too, correct it; if it is right, the site refuses programs: look for its feed, its sitemap or another outlet"
	case web.ByRobots:
		return "robots.txt does not allow it; if the owner offers this address to you (an API with your token, a subscriber's feed), set `robots: permitted` at the source"
	case web.NotFound, web.Gone:
		return "correct the address: the site's front page often links its feed; a page's address will do, its feed is looked for"
	case web.Unreadable:
		return "this is no feed: give `kind: page` with `link_pattern`, or `kind: sitemap`, or the address of the feed itself"
	case web.Forbidden:
		return "the address is private: if that is meant, add its range to fetch.allow_addresses"
	case web.Unreachable:
		return "if the address is right and you are online it is probably passing; `storywatch run` tries again by itself"
	case web.Timeout, web.ServerError, web.Throttled:
		return "probably passing; `storywatch run` tries again by itself"
	case web.TooLarge:
		return "raise fetch.max_body, or look for a smaller feed"
	case "empty":
		return "link_pattern, links or docket fit nothing that is there now"
	}
	return "see the message above"
}

func indent(s string) string { return strings.ReplaceAll(clean(s), "\n", "\n  ") }

func orNone(s string) string {
	if s == "" {
		return "not known"
	}
	return s
}
