package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
)

// selection is a SELECT in the making. Conditions are written with ? and get their numbers when they are added.
type selection struct {
	columns, from string
	where         []string
	args          []any
	order         string
	limit         int
}

func (q *selection) and(condition string, args ...any) {
	var b strings.Builder
	for _, part := range strings.SplitAfter(condition, "?") {
		before, found := strings.CutSuffix(part, "?")
		b.WriteString(before)
		if found {
			q.args = append(q.args, args[0])
			args = args[1:]
			b.WriteString("$" + strconv.Itoa(len(q.args)))
		}
	}
	q.where = append(q.where, "("+b.String()+")")
}

// seen bounds a time column, and the change sequence of the same table when there is one.
func (q *selection) seen(f Filter, timeColumn, seqColumn string) {
	if !f.Since.IsZero() {
		q.and(timeColumn+" >= ?", ms(f.Since))
	}
	if !f.Until.IsZero() {
		q.and(timeColumn+" < ?", ms(f.Until))
	}
	if seqColumn != "" && f.AfterSeq > 0 {
		q.and(seqColumn+" > ?", f.AfterSeq)
	}
	if seqColumn != "" && f.UpToSeq > 0 {
		q.and(seqColumn+" <= ?", f.UpToSeq)
	}
	q.limit = f.Limit
	table, _, _ := strings.Cut(timeColumn, ".")
	if f.AfterSeq > 0 {
		timeColumn = "+" + timeColumn // the few new rows are found by their sequence and then sorted, not the other way round
	}
	q.order = timeColumn + ", " + table + ".id"
	if f.Newest {
		q.order = timeColumn + " DESC, " + table + ".id DESC"
	}
}

// contains keeps rows whose text has part in it, in any case.
func (q *selection) contains(text, part string) {
	if part != "" {
		q.and("instr(lower("+text+"), lower(?)) > 0", part)
	}
}

// search joins a full text index: every word must occur, the best rows come first. weights are those of the index's
// columns.
func (q *selection) search(f Filter, index, id, weights string) {
	if strings.TrimSpace(f.Search) == "" {
		return
	}
	match := matchExpression(f.Search)
	if match == "" {
		q.and("0")
		return
	}
	q.from += " JOIN " + index + " ON " + index + ".rowid = " + id
	q.and(index+" MATCH ?", match)
	q.order = "bm25(" + index + ", " + weights + "), " + id + " DESC"
}

func (q *selection) sql() string {
	var b strings.Builder
	b.WriteString("SELECT " + q.columns + " FROM " + q.from)
	if len(q.where) > 0 {
		b.WriteString(" WHERE " + strings.Join(q.where, " AND "))
	}
	if q.order != "" {
		b.WriteString(" ORDER BY " + q.order)
	}
	if q.limit > 0 {
		b.WriteString(" LIMIT " + strconv.Itoa(q.limit))
	}
	return b.String()
}

// scanner is a row to be read: *sql.Row and *sql.Rows.
type scanner interface{ Scan(...any) error }

// each hands the rows of a selection to fn one by one; they are never all in memory. fn's error ends it and is
// returned as it is. A context that has ended is asked for before each row: database/sql closes the rows of an ended
// one on its own time, and until then goes on handing out what it has read.
func each[T any](ctx context.Context, db *sql.DB, what string, q *selection, scan func(scanner) (T, error), fn func(T) error) error {
	rows, err := db.QueryContext(ctx, q.sql(), q.args...)
	if err != nil {
		return explain(what, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return explain(what, err)
		}
		row, err := scan(rows)
		if err != nil {
			return explain(what, err)
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	return explain(what, rows.Err())
}

// all is each into a list, for what is known to be short.
func all[T any](ctx context.Context, db *sql.DB, what string, q *selection, scan func(scanner) (T, error)) (list []T, err error) {
	err = each(ctx, db, what, q, scan, func(row T) error { list = append(list, row); return nil })
	return list, err
}
