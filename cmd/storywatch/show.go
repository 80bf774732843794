package main

import (
	"errors"
	"fmt"
	"strings"

	"storywatch/internal/config"
	"storywatch/store"
)

type showCmd struct {
	ID  string `arg:"" help:"An id as listings show it: i12 item, q7 quote, d3 development, e5 event, s2 story, a4 award; an imported id; or an address."`
	Raw bool   `help:"Write the kept bytes of an item to stdout, as the server sent them."`
}

// Help teaches.
func (showCmd) Help() string {
	return `Shows one thing whole. An item: its text with the quotes marked, who said them, its revisions and what changed between them, its
copies. A story: its timeline and who said what.

  storywatch show i12
  storywatch show i12 --raw > page.html
  storywatch show s3`
}

// Run shows.
func (x *showCmd) Run(a *app) error {
	return a.withKnown(true, func(c *config.Config, st *store.Store) error {
		if x.Raw {
			return x.raw(a, st)
		}
		p := &page{a: a, c: c}
		if err := x.show(p, st); err != nil {
			return err
		}
		return p.print()
	})
}

// show fills p with what the id names. An imported id may look like anything, so an item is looked for last.
func (x *showCmd) show(p *page, st *store.Store) error {
	ctx := p.a.ctx
	var err error
	switch letter, _, _ := store.ParseID(x.ID); letter {
	case 'q':
		var q store.QuoteDetail
		if q, err = st.Quote(ctx, x.ID); err == nil {
			showQuote(p, q)
		}
	case 'd', 'e':
		var e store.EventDetail
		if e, err = st.Event(ctx, x.ID); err == nil {
			showEvent(p, e)
		}
	case 's':
		var s store.StoryDetail
		if s, err = st.Story(ctx, x.ID); err == nil {
			return showStory(p, st, s)
		}
	case 'a':
		var w store.AwardRow
		if w, err = st.Award(ctx, x.ID); err == nil {
			showAward(p, w)
		}
	default:
		return x.showItem(p, st)
	}
	if errors.Is(err, store.ErrNotFound) {
		if x.showItem(p, st) == nil {
			return nil
		}
	}
	return err
}

func (x *showCmd) showItem(p *page, st *store.Store) error {
	d, err := st.Item(p.a.ctx, x.ID)
	if err == nil {
		showItem(p, d)
	}
	return err
}

// raw writes an item's kept bytes.
func (x *showCmd) raw(a *app, st *store.Store) error {
	d, err := st.Item(a.ctx, x.ID)
	if err != nil {
		return err
	}
	if d.BodySHA256 == "" {
		return fmt.Errorf("no bytes were kept of %s (%s, read from %s): `storywatch show %s` shows its text", cleanLine(x.ID), d.State, orNone(d.ObservedBy), cleanLine(x.ID))
	}
	body, err := st.Body(a.ctx, d.BodySHA256)
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(body.Bytes)
	return err
}

// page is what is shown of one thing, section by section.
type page struct {
	a *app
	c *config.Config
	b strings.Builder
}

func (p *page) print() error {
	_, err := fmt.Fprint(p.a.stdout, p.b.String())
	return err
}

// title begins the page.
func (p *page) title(s string) { fmt.Fprintln(&p.b, p.a.bold(p.a.wrap("", cleanLine(s)))) }

// head begins a section.
func (p *page) head(format string, args ...any) {
	fmt.Fprintf(&p.b, "\n%s\n", p.a.bold(cleanLine(fmt.Sprintf(format, args...))))
}

// nameWidth is how wide the names of fields are.
const nameWidth = 14

// field is a named value; an empty one is left out, for what is not known is not said.
func (p *page) field(name, value string) {
	if value = cleanLine(value); value != "" {
		fmt.Fprintln(&p.b, p.a.hang(fmt.Sprintf("%-*s", nameWidth, name), strings.Repeat(" ", nameWidth), value))
	}
}

// line is one entry of a list.
func (p *page) line(mark, s string) {
	fmt.Fprintln(&p.b, p.a.hang("  "+mark, "  "+strings.Repeat(" ", len([]rune(mark))), cleanLine(s)))
}

// sub is more about the entry before.
func (p *page) sub(s string) { fmt.Fprintln(&p.b, p.a.wrap("      ", cleanLine(s))) }
