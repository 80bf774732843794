package main

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// tableColumn is one column of a table.
type tableColumn struct {
	name  string
	right bool // numbers
	grow  int  // share of the width that the other columns leave; 0 is as wide as its cells
}

// pageRows is how many rows are laid out at once, so that a listing of everything needs no more memory than one of a few.
const pageRows = 500

// rows writes a table page by page, all pages in the widths of the first.
type rows struct {
	a       *app
	w       io.Writer
	columns []tableColumn
	widths  []int
	page    [][]string
}

func newTable(a *app, columns []tableColumn) *rows { return &rows{a: a, w: a.stdout, columns: columns} }

// add takes one row; its cells must be clean.
func (t *rows) add(cells []string) error {
	t.page = append(t.page, cells)
	if len(t.page) < pageRows {
		return nil
	}
	return t.flush()
}

// flush writes what was added.
func (t *rows) flush() error {
	if len(t.page) == 0 {
		return nil
	}
	first := t.widths == nil
	if first {
		t.fit()
	}
	w := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	style.Format.Header = text.FormatDefault
	if t.a.color() {
		style.Color.Header = text.Colors{text.Bold}
	}
	w.SetStyle(style)
	configs := make([]table.ColumnConfig, len(t.columns))
	header := make(table.Row, len(t.columns))
	for i, c := range t.columns {
		header[i] = c.name
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMin: t.widths[i], WidthMax: t.widths[i], WidthMaxEnforcer: text.WrapSoft}
		if c.right {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	w.SetColumnConfigs(configs)
	if first {
		w.AppendHeader(header)
	}
	for _, cells := range t.page {
		row := make(table.Row, len(cells))
		for i, c := range cells {
			row[i] = c
		}
		w.AppendRow(row)
	}
	t.page = t.page[:0]
	var b strings.Builder
	for _, line := range strings.Split(w.Render(), "\n") {
		b.WriteString(strings.TrimRight(line, " "))
		b.WriteByte('\n')
	}
	_, err := io.WriteString(t.w, b.String())
	return err
}

// fit chooses the widths: fixed columns as wide as their widest cell, within reason; the growing ones share the rest.
func (t *rows) fit() {
	const gap = 2
	t.widths = make([]int, len(t.columns))
	left, shares := t.a.width()-gap*(len(t.columns)-1), 0
	most := make([]int, len(t.columns))
	for i, c := range t.columns {
		most[i] = text.StringWidthWithoutEscSequences(c.name)
		for _, row := range t.page {
			most[i] = max(most[i], text.LongestLineLen(row[i]))
		}
		if c.grow > 0 {
			shares += c.grow
			continue
		}
		t.widths[i] = min(most[i], max(t.a.width()/4, len(c.name)))
		left -= t.widths[i]
	}
	// A growing column that needs less than its share leaves the rest to the others.
	for settled := false; !settled && shares > 0; {
		settled = true
		for i, c := range t.columns {
			if c.grow > 0 && t.widths[i] == 0 && most[i] <= left*c.grow/shares {
				t.widths[i], settled = most[i], false
				left, shares = left-most[i], shares-c.grow
				break
			}
		}
	}
	for i, c := range t.columns {
		if c.grow > 0 && t.widths[i] == 0 {
			t.widths[i] = max(left*c.grow/shares, len(c.name), minGrow)
		}
	}
}

// minGrow is how narrow a column of text may become.
const minGrow = 10
