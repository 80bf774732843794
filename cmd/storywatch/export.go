package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"storywatch/internal/config"
	"storywatch/internal/export"
	"storywatch/store"
)

type exportCmd struct {
	What string `arg:"" optional:"" help:"items, quotes, developments, awards, dates or copies."`
	narrowing
	New     exportName `help:"--new or --new=NAME: only what no earlier export of that NAME gave, and what changed since. Without =NAME the name is \"default\"." placeholder:"NAME"`
	Format  string     `help:"csv or jsonl." default:"csv" enum:"csv,jsonl"`
	Output  string     `help:"Write this file, whole or not at all; - is standard output." short:"o" placeholder:"FILE"`
	Excel   bool       `help:"Begin CSV with a byte order mark, so that Excel reads UTF-8. The config's export.excel does the same."`
	Columns bool       `help:"List the columns of WHAT and what they mean."`
}

// Help teaches.
func (exportCmd) Help() string {
	return `Writes what is known as CSV (RFC 4180, UTF-8, columns that never move) or JSON Lines, for other programs. A cell that a
spreadsheet would take for a formula begins with an apostrophe.

  storywatch export developments -o developments.csv
  storywatch export quotes --new=weekly -o new-quotes.csv      (what the last export named "weekly" did not have)
  storywatch export quotes --format jsonl --speaker Okafor
  storywatch export awards --columns

The name's place moves on only when the file, or the output, was written whole.`
}

// exportName is the value of --new: the name behind "=", "default" for the flag alone, "" without the flag.
type exportName string

// IsBool makes the value optional.
func (exportName) IsBool() bool { return true }

// Decode reads it.
func (n *exportName) Decode(ctx *kong.DecodeContext) error {
	*n = "default"
	if ctx.Scan.Peek().Type != kong.FlagValueToken {
		return nil
	}
	name := fmt.Sprint(ctx.Scan.Pop().Value)
	if strings.TrimSpace(name) == "" || cleanLine(name) != name {
		return fmt.Errorf("%q is no name for an export", name)
	}
	*n = exportName(name)
	return nil
}

// Run exports.
func (x *exportCmd) Run(a *app) error {
	if x.What == "" {
		return usageError("export what? One of %s: storywatch export quotes -o quotes.csv", strings.Join(export.Kinds, ", "))
	}
	columns, err := export.Columns(x.What)
	switch {
	case err != nil:
		return usageError("%w", err)
	case x.Columns:
		return printColumns(a, columns)
	case x.New != "" && x.Until != "":
		return usageError("--new and --until do not go together: what came after --until would never be exported under this name")
	}
	return a.withKnown(x.New == "", func(c *config.Config, st *store.Store) error {
		f, err := x.filter(a.clock.Now(), c.Timezone.Location)
		if err != nil {
			return err
		}
		r := export.Request{What: x.What, Format: x.Format, Filter: f, Excel: x.Excel || c.Export.Excel}
		write := func(r export.Request) (n int, err error) { return x.write(a, st, r) }
		if x.New == "" {
			_, err = write(r)
			return err
		}
		_, err = export.New(a.ctx, st, r, string(x.New), a.clock.Now(), write)
		return err
	})
}

func (x *exportCmd) write(a *app, st *store.Store, r export.Request) (n int, err error) {
	if x.Output == "" || x.Output == "-" {
		if n, err = export.Write(a.ctx, a.stdout, st, r); err != nil {
			err = fmt.Errorf("export %s: %w", r.What, err)
		}
		return n, err
	}
	err = export.File(x.Output, func(w io.Writer) error {
		n, err = export.Write(a.ctx, w, st, r)
		return err
	})
	return n, err
}

func printColumns(a *app, columns []export.Column) error {
	t := newTable(a, []tableColumn{{name: "column"}, {name: "meaning", grow: 1}})
	for _, c := range columns {
		if err := t.add([]string{c.Name, c.Meaning}); err != nil {
			return err
		}
	}
	return t.flush()
}
