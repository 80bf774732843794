package main

import (
	"fmt"
	"strings"

	"storywatch/internal/config"
	"storywatch/store"
)

// storyCmd is what the user decides of stories.
type storyCmd struct {
	Merge storyMergeCmd `cmd:"" help:"Make the second story part of the first: story merge s1 s4."`
	Split storySplitCmd `cmd:"" help:"Make a new story of some items of one: story split s1 i7 i9."`
	Hold  storyHoldCmd  `cmd:"" help:"Keep a story open beyond its window; opens a closed one again: story hold s1."`
	Close storyCloseCmd `cmd:"" help:"Close a story; a later article begins a new one: story close s1."`
}

// Help teaches.
func (storyCmd) Help() string {
	return `What belongs together is decided article by article; this is for where it is wrong. What is done by hand stays.

  storywatch story merge s1 s4
  storywatch story split s1 i7 i9
  storywatch story hold s1`
}

type storyMergeCmd struct {
	Into string `arg:"" help:"The story that stays: s1."`
	From string `arg:"" help:"The story that becomes part of it: s4. Its id then names the other."`
}

// Run merges.
func (x *storyMergeCmd) Run(a *app) error {
	return a.withKnown(false, func(_ *config.Config, st *store.Store) error {
		into, from := strings.ToLower(x.Into), strings.ToLower(x.From)
		if err := st.MergeStories(a.ctx, into, from); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%s is part of %s now\n", from, into)
		return nil
	})
}

type storySplitCmd struct {
	ID    string   `arg:"" help:"The story: s1."`
	Items []string `arg:"" help:"The items that are another story: i7, an imported id or an address. Copies go with them."`
}

// Run splits.
func (x *storySplitCmd) Run(a *app) error {
	return a.withKnown(false, func(_ *config.Config, st *store.Store) error {
		id, err := st.SplitStory(a.ctx, strings.ToLower(x.ID), x.Items)
		if err == nil {
			fmt.Fprintf(a.stdout, "%s is the new story: storywatch show %s\n", id, id)
		}
		return err
	})
}

type storyHoldCmd struct {
	ID string `arg:"" help:"The story: s1."`
}

// Run holds.
func (x *storyHoldCmd) Run(a *app) error {
	return a.withKnown(false, func(_ *config.Config, st *store.Store) error {
		err := st.HoldStory(a.ctx, strings.ToLower(x.ID))
		if err == nil {
			fmt.Fprintf(a.stdout, "%s stays open\n", strings.ToLower(x.ID))
		}
		return err
	})
}

type storyCloseCmd struct {
	ID string `arg:"" help:"The story: s1."`
}

// Run closes.
func (x *storyCloseCmd) Run(a *app) error {
	return a.withKnown(false, func(_ *config.Config, st *store.Store) error {
		err := st.CloseStory(a.ctx, strings.ToLower(x.ID))
		if err == nil {
			fmt.Fprintf(a.stdout, "%s is closed: a later article begins a new story; `storywatch story hold` opens it again\n", strings.ToLower(x.ID))
		}
		return err
	})
}
