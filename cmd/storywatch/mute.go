package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"storywatch/internal/config"
	"storywatch/store"
)

type muteCmd struct {
	Kind string `arg:"" optional:"" help:"story, source or type; nothing lists what is muted."`
	Name string `arg:"" optional:"" help:"s3, a source's name, or a development type."`
	For  string `help:"So long; without it until unmute." placeholder:"2d"`
}

// Help teaches.
func (muteCmd) Help() string {
	return `Sends no alerts about a story, a source or a type of development, for a time or until unmute. It is watched, listed and exported
all the same. What is kept back stays untold when the mute ends.

  storywatch mute story s3 --for 2d
  storywatch mute source "Valley Courier"
  storywatch mute type statement
  storywatch mute`
}

// Run mutes.
func (x *muteCmd) Run(a *app) error {
	return a.withKnown(false, func(c *config.Config, st *store.Store) error {
		if x.Kind == "" {
			return a.showMutes(c, st)
		}
		if err := muteName(c, x.Kind, &x.Name); err != nil {
			return err
		}
		m := store.Mute{Kind: x.Kind, Name: x.Name}
		until := "until `storywatch unmute`"
		if x.For != "" {
			d, err := config.ParseDuration(x.For)
			if err != nil || d <= 0 {
				return usageError("--for: %q is no span of time: write 2d or 12h", cleanLine(x.For))
			}
			m.Until = a.clock.Now().Add(d)
			until = "until " + instant(c, m.Until)
		}
		if err := st.SetMute(a.ctx, m); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s %s is muted %s\n", m.Kind, cleanLine(m.Name), until)
		return nil
	})
}

func (a *app) showMutes(c *config.Config, st *store.Store) error {
	list, err := st.Mutes(a.ctx)
	if err == nil && len(list) == 0 {
		fmt.Fprintln(a.stderr, "nothing is muted: storywatch mute story s3 --for 2d")
	}
	for _, m := range list {
		until := "until `storywatch unmute`"
		if !m.Until.IsZero() {
			until = "until " + instant(c, m.Until)
		}
		fmt.Fprintf(a.stdout, "%s %s, %s\n", m.Kind, cleanLine(m.Name), until)
	}
	return err
}

// muteName finds mistakes in what is to be muted; types must be ones that the config knows.
func muteName(c *config.Config, kind string, name *string) error {
	switch {
	case !slices.Contains([]string{"story", "source", "type"}, kind):
		return usageError("%q cannot be muted: write story, source or type before the name", cleanLine(kind))
	case *name == "":
		return usageError("mute which %s? storywatch mute %s NAME", kind, kind)
	case kind == "story":
		*name = strings.ToLower(*name)
	case kind == "type":
		r, err := reader(c)
		if err != nil {
			return err
		}
		types := slices.Sorted(maps.Keys(r.Ladder()))
		if !slices.Contains(types, *name) {
			return usageError("%q is no type of development: %s", cleanLine(*name), strings.Join(types, ", "))
		}
	}
	return nil
}

type unmuteCmd struct {
	Kind string `arg:"" help:"story, source or type."`
	Name string `arg:"" help:"s3, a source's name, or a development type."`
}

// Help teaches.
func (unmuteCmd) Help() string {
	return `Ends a mute now. What it kept back stays untold; what comes later is told.

  storywatch unmute story s3`
}

// Run ends a mute.
func (x *unmuteCmd) Run(a *app) error {
	return a.withKnown(false, func(c *config.Config, st *store.Store) error {
		if err := muteName(c, x.Kind, &x.Name); err != nil {
			return err
		}
		err := st.Unmute(a.ctx, x.Kind, x.Name)
		if errors.Is(err, store.ErrNotMuted) {
			return fmt.Errorf("%s %s is not muted: `storywatch mute` lists what is", x.Kind, cleanLine(x.Name))
		}
		if err == nil {
			fmt.Fprintf(a.stdout, "%s %s is heard again\n", x.Kind, cleanLine(x.Name))
		}
		return err
	})
}
