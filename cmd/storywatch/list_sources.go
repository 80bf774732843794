package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"storywatch/crawler/web"
	"storywatch/internal/config"
	"storywatch/store"
)

type sourcesCmd struct {
	State string `help:"Of this state only: ok, blocked, timeout, …" placeholder:"STATE"`
	JSON  bool   `name:"json" help:"One JSON object a line."`
}

// Help teaches.
func (sourcesCmd) Help() string {
	return `Shows how every source does: when it last answered, how many of its items were kept, when it is asked next, and what is wrong.

  storywatch sources
  storywatch sources --json | jq 'select(.failures > 2) | .name'`
}

// sourceLine is one source for programs. Times are RFC 3339 UTC, "" when it never was.
type sourceLine struct {
	Name        string  `json:"name"`
	Kind        string  `json:"kind"`
	URL         string  `json:"url"`
	MovedTo     string  `json:"moved_to"`
	Owner       string  `json:"owner"`
	Primary     bool    `json:"primary"`
	Configured  bool    `json:"configured"`
	State       string  `json:"state"`
	StateSince  string  `json:"state_since"`
	LastPollAt  string  `json:"last_poll_at"`
	LastGoodAt  string  `json:"last_good_at"`
	LastItemAt  string  `json:"last_item_at"`
	NextPollAt  string  `json:"next_poll_at"`
	Failures    int     `json:"failures"`
	Error       string  `json:"error"`
	Items       int     `json:"items"`
	Kept        int     `json:"kept"`
	Blocked     int     `json:"blocked"`
	OffTopic    int     `json:"off_topic"`
	ItemsPerDay float64 `json:"items_per_day"`
	Repaired    string  `json:"repaired"`
}

func sourceJSON(w io.Writer, s store.SourceRow) error {
	return jsonLine(w, sourceLine{
		Name: s.Name, Kind: s.Kind, URL: s.URL, MovedTo: s.MovedTo, Owner: s.Owner, Primary: s.Primary, Configured: s.Configured, State: s.State,
		StateSince: stamp(s.StateSince), LastPollAt: stamp(s.LastPoll), LastGoodAt: stamp(s.LastGood), LastItemAt: stamp(s.LastItem), NextPollAt: stamp(s.Next),
		Failures: s.Failures, Error: s.Error, Items: s.Items, Kept: s.Kept, Blocked: s.Blocked, OffTopic: s.OffTopic, ItemsPerDay: s.ItemsPerDay, Repaired: s.Repaired,
	})
}

// Run shows them.
func (x *sourcesCmd) Run(a *app) error {
	return a.withKnown(true, func(c *config.Config, st *store.Store) error {
		var all []store.SourceRow
		err := st.EachSource(a.ctx, store.Filter{State: x.State}, func(s store.SourceRow) error {
			all = append(all, s)
			return nil
		})
		switch {
		case err != nil:
			return err
		case len(all) == 0 && x.State != "":
			fmt.Fprintf(a.stderr, "no source is in state %q\n", cleanLine(x.State))
			return nil
		case len(all) == 0:
			fmt.Fprintln(a.stderr, "no sources yet: name some under `sources:` in the config, then run `storywatch run`")
			return nil
		}
		t := newTable(a, []tableColumn{
			{name: "source", grow: 2},
			{name: "state", grow: 1},
			{name: "last good"},
			{name: "kept/listed", right: true},
			{name: "a day", right: true},
			{name: "blocked", right: true},
			{name: "off topic", right: true},
			{name: "next"},
			{name: "failures", right: true},
		})
		for _, s := range all {
			if x.JSON {
				err = sourceJSON(a.stdout, s)
			} else {
				err = t.add(sourceCells(a, c, s))
			}
			if err != nil {
				return err
			}
		}
		if err := t.flush(); err != nil || x.JSON {
			return err
		}
		if err := tellTroubles(a, c, all); err != nil {
			return err
		}
		line, err := a.precision(c, st)
		if line != "" {
			fmt.Fprintf(a.stdout, "\n%s\n", line)
		}
		return err
	})
}

func sourceCells(a *app, c *config.Config, s store.SourceRow) []string {
	return []string{
		cleanLine(s.Name), sourceState(s), ago(a, c, s.LastGood), fmt.Sprintf("%d/%d", s.Kept, s.Items), strconv.FormatFloat(s.ItemsPerDay, 'f', 1, 64),
		strconv.Itoa(s.Blocked), strconv.Itoa(s.OffTopic), nextPoll(a, c, s), strconv.Itoa(s.Failures),
	}
}

// stateWords are the states in words.
var stateWords = map[string]string{
	"": "not asked yet", "new": "not asked yet", string(web.OK): "ok", string(web.NotModified): "ok, unchanged", string(web.Blocked): "refuses programs",
	string(web.ByRobots): "robots.txt forbids", string(web.NotFound): "not found", string(web.Gone): "gone", string(web.Throttled): "asks us to wait",
	string(web.ServerError): "server error", string(web.BadStatus): "odd answer", string(web.Timeout): "too slow", string(web.Unreachable): "unreachable",
	string(web.Forbidden): "address not allowed", string(web.TooLarge): "too large", string(web.TooManyHops): "redirects in a circle", string(web.Unreadable): "unreadable",
}

func sourceState(s store.SourceRow) string {
	words, ok := stateWords[s.State]
	switch {
	case !s.Configured && (s.Kind == "import" || s.Kind == "hand"):
		return "by " + s.Kind
	case !s.Configured:
		return "not in the config"
	case !ok:
		return cleanLine(s.State)
	}
	return words
}

func nextPoll(a *app, c *config.Config, s store.SourceRow) string {
	switch wait := s.Next.Sub(a.clock.Now()); {
	case !s.Configured:
		return ""
	case wait <= 0:
		return "now"
	case wait > farAway:
		return s.Next.In(c.Timezone.Location).Format(time.DateOnly)
	default:
		return "in " + span(wait)
	}
}

func ago(a *app, c *config.Config, t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	age := a.clock.Now().Sub(t)
	if age < 0 || age > farAway {
		return t.In(c.Timezone.Location).Format(time.DateOnly)
	}
	return span(age) + " ago"
}

// farAway is how far from now a time is told as a date.
const farAway = 30 * 24 * time.Hour

// span is a length of time in its largest unit.
func span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh", int(d.Hours()))
	}
	return fmt.Sprintf("%dd", int(d.Hours()/24))
}

// tellTroubles says below the table what is wrong with whom, and what to do.
func tellTroubles(a *app, c *config.Config, all []store.SourceRow) error {
	var b strings.Builder
	for _, s := range all {
		if !s.Configured {
			continue
		}
		if s.Error != "" && s.State != string(web.OK) && s.State != string(web.NotModified) {
			fmt.Fprintf(&b, "\n%s, since %s:\n%s\n%s\n", a.bold(cleanLine(s.Name)), instant(c, s.StateSince), a.wrap("  ", cleanLine(s.Error)),
				a.hang("  what to do: ", "  ", advice(web.State(s.State), s.Kind)))
		}
		if s.MovedTo != "" && s.MovedTo != s.URL {
			fmt.Fprintf(&b, "\n%s has moved to %s: write that in the config\n", a.bold(cleanLine(s.Name)), cleanLine(s.MovedTo))
		}
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}
