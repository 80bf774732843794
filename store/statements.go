package store

import (
	"context"
	"database/sql"
	"strconv"
	"sync"
)

// query is a statement of recording. Recording runs some forty small ones a document; parsing them anew each time
// would cost more than running them.
type query int

var recordQueries []string

// statement registers a query at program start.
func statement(text string) query {
	recordQueries = append(recordQueries, text)
	return query(len(recordQueries) - 1)
}

// statements are the prepared queries of one store. They belong to the one writing connection.
type statements struct {
	mu       sync.Mutex
	prepared []*sql.Stmt
}

// prepare must be called outside a transaction: the transaction holds the only connection.
func (p *statements) prepare(ctx context.Context, db *sql.DB) ([]*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.prepared) < len(recordQueries) {
		st, err := db.PrepareContext(ctx, recordQueries[len(p.prepared)])
		if err != nil {
			return nil, err
		}
		p.prepared = append(p.prepared, st)
	}
	return p.prepared, nil
}

// batch runs prepared queries in one transaction.
type batch struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared []*sql.Stmt
	mine     []*sql.Stmt // of this transaction
}

func newBatch(ctx context.Context, tx *sql.Tx, prepared []*sql.Stmt) *batch {
	// A transaction is short and ends as a whole. Without cancellation the driver needs no watcher for each statement.
	return &batch{ctx: context.WithoutCancel(ctx), tx: tx, prepared: prepared, mine: make([]*sql.Stmt, len(prepared))}
}

func (b *batch) stmt(q query) *sql.Stmt {
	if b.mine[q] == nil {
		b.mine[q] = b.tx.StmtContext(b.ctx, b.prepared[q])
	}
	return b.mine[q]
}

func (b *batch) exec(q query, args ...any) error {
	_, err := b.stmt(q).ExecContext(b.ctx, args...)
	return err
}

// changed is exec that tells whether a row was written.
func (b *batch) changed(q query, args ...any) (bool, error) {
	res, err := b.stmt(q).ExecContext(b.ctx, args...)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

func (b *batch) row(q query, args ...any) *sql.Row { return b.stmt(q).QueryRowContext(b.ctx, args...) }

// rows calls scan for every row.
func (b *batch) rows(q query, scan func(scanner) error, args ...any) error {
	rows, err := b.stmt(q).QueryContext(b.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// jsonNumbers writes integers as a JSON array, for json_each.
func jsonNumbers(list []int64) string {
	out := make([]byte, 1, 2+20*len(list))
	out[0] = '['
	for i, n := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(out, n, 10)
	}
	return string(append(out, ']'))
}
