package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"storywatch/internal/config"
	"storywatch/internal/export"
	"storywatch/internal/worker"
	"storywatch/store"
)

// narrowing are the flags that listings and exports share.
type narrowing struct {
	Since   string `help:"From this date or time on, or so long back." placeholder:"2031-03-14|7d"`
	Until   string `help:"Up to and with this date, or before this time." placeholder:"2031-03-20|12h"`
	Story   string `help:"Of this story." placeholder:"s3"`
	Speaker string `help:"By, with or about this name, or a part of it." placeholder:"NAME"`
	Type    string `help:"Of this type: of development, quote (direct, mixed, block, indirect), award or date." placeholder:"TYPE"`
	Source  string `help:"From this source." placeholder:"NAME"`
	Search  string `help:"With all these words, the best match first; \"words in quotation marks\" as a phrase, word* for all that begin so." placeholder:"WORDS"`
}

// filter is what the flags ask for. Dates are days of zone.
func (n narrowing) filter(now time.Time, zone *time.Location) (f store.Filter, err error) {
	if f.Since, err = moment(n.Since, now, zone, false); err != nil {
		return f, usageError("--since: %w", err)
	}
	if f.Until, err = moment(n.Until, now, zone, true); err != nil {
		return f, usageError("--until: %w", err)
	}
	if !f.Since.IsZero() && !f.Until.IsZero() && !f.Since.Before(f.Until) {
		return f, usageError("--since %s is not before --until %s: nothing can lie between", n.Since, n.Until)
	}
	if n.Story != "" {
		letter, id, ok := store.ParseID(strings.ToLower(n.Story))
		if !ok || letter != 's' {
			return f, usageError("--story: %q is no story: their ids look like s3, and `storywatch stories` lists them", n.Story)
		}
		f.Story = id
	}
	f.Speaker, f.Type, f.Source, f.Search = strings.TrimSpace(n.Speaker), strings.TrimSpace(n.Type), strings.TrimSpace(n.Source), strings.TrimSpace(n.Search)
	return f, nil
}

// moment reads a date, a time, or a span of time back from now. A date is its first moment, or with after the first one
// behind it.
func moment(s string, now time.Time, zone *time.Location, after bool) (time.Time, error) {
	if s = strings.TrimSpace(s); s == "" {
		return time.Time{}, nil
	}
	if t, precision, err := worker.ParseTime(s); err == nil {
		if precision != "day" {
			return t, nil
		}
		day := t.Day()
		if after {
			day++
		}
		return time.Date(t.Year(), t.Month(), day, 0, 0, 0, 0, zone), nil
	}
	back, err := config.ParseDuration(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is neither a date (2031-03-14), a time (2031-03-14T15:04:05Z) nor a span back from now (12h, 7d)", s)
	}
	return now.Add(-back), nil
}

// listing are the flags of every listing.
type listing struct {
	narrowing
	Limit int  `help:"At most so many rows; 0 for all. Without it 50 on a terminal, all elsewhere." default:"-1" placeholder:"N"`
	JSON  bool `name:"json" help:"One JSON object a line, as export --format jsonl writes them."`
}

const (
	// terminalRows is how many rows a terminal shows when --limit does not say: two screens.
	terminalRows = 50
	// countedRows is up to how many rows more are counted, so that a large store does not keep the reader waiting.
	countedRows = 5000
)

// limit is how many rows are shown, 0 for all.
func (l listing) limit(a *app) int {
	switch {
	case l.Limit >= 0:
		return l.Limit
	case a.terminal && !l.JSON:
		return terminalRows
	}
	return 0
}

// withKnown hands f the store when there is one. Looking creates none.
func (a *app) withKnown(readOnly bool, f func(*config.Config, *store.Store) error) (err error) {
	c, err := a.loadConfig()
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.Store); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no store yet at %s: run `storywatch run` to ask the sources, or `storywatch import FILE` to read a back file", c.Store)
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

// lister is one kind of row: how it is listed, and how it looks in a table.
type lister[T any] struct {
	noun    string // plural
	what    string // kind of export, "" where encode is given
	each    func(*store.Store) func(context.Context, store.Filter, func(T) error) error
	columns []tableColumn
	cells   func(*app, *config.Config, T) []string
	encode  func(io.Writer, T) error
}

// list prints what the flags ask for, newest first.
func list[T any](a *app, l listing, state string, x lister[T]) error {
	return a.withKnown(true, func(c *config.Config, st *store.Store) error {
		f, err := l.filter(a.clock.Now(), c.Timezone.Location)
		if err != nil {
			return err
		}
		f.State, f.Newest = state, true
		limit := l.limit(a)
		var n, more int
		switch {
		case l.JSON && x.encode == nil:
			f.Limit = limit
			n, err = export.Write(a.ctx, a.stdout, st, export.Request{What: x.what, Format: export.JSONL, Filter: f})
		case l.JSON:
			f.Limit = limit
			err = x.each(st)(a.ctx, f, func(row T) error {
				n++
				return x.encode(a.stdout, row)
			})
		default:
			n, more, err = printTable(a, c, st, f, limit, x)
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return tellEmpty(a, st, l.narrowing, f, x.noun)
		}
		if more > 0 {
			fmt.Fprintf(a.stderr, "%s more %s: --limit 0 lists all, --since and --search fewer\n", counted(more), x.noun)
		}
		return nil
	})
}

func counted(n int) string {
	if n > countedRows {
		return fmt.Sprintf("over %d", countedRows)
	}
	return fmt.Sprint(n)
}

// printTable shows at most limit rows and counts those behind.
func printTable[T any](a *app, c *config.Config, st *store.Store, f store.Filter, limit int, x lister[T]) (n, more int, err error) {
	if limit > 0 {
		f.Limit = limit + countedRows + 1
	}
	t := newTable(a, x.columns)
	err = x.each(st)(a.ctx, f, func(row T) error {
		if limit > 0 && n == limit {
			more++
			return nil
		}
		n++
		return t.add(x.cells(a, c, row))
	})
	if err != nil {
		return n, more, err
	}
	return n, more, t.flush()
}
