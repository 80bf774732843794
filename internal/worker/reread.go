package worker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"storywatch/extract"
	"storywatch/store"
)

// Reread is what reading kept texts again did.
type Reread struct {
	Texts   int // that were read
	Changed int // of them, in some fact
	store.Renewed
}

// Reread reads the texts that became known from since on again by present rules and renews their facts: only those that
// older rules have read, or all. It makes no events and alerts nobody. It may be stopped and started again: what was
// renewed stays so, each text in one transaction.
func (w *Worker) Reread(ctx context.Context, since time.Time, all bool, progress func(done, of int)) (out Reread, err error) {
	below := extract.Version
	if all {
		below++
	}
	ids, err := w.Store.StoredIDs(ctx, since, time.Time{}, below)
	if err != nil {
		return out, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next, done := make(chan store.StoredID), make(chan *importJob)
	var reading sync.WaitGroup
	for range cap(w.readers) {
		reading.Go(func() {
			for id := range next {
				j := &importJob{done: make(chan struct{})}
				if j.kept, j.err = keptIn(ctx, w.Store, id); j.err != nil {
					close(j.done)
				} else {
					j.read(w.Reader)
				}
				select {
				case done <- j:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() {
		defer close(done)
		defer reading.Wait()
		defer close(next)
		for _, id := range ids {
			select {
			case next <- id:
			case <-ctx.Done():
				return
			}
		}
	}()
	for j := range done {
		if ctx.Err() != nil {
			break
		}
		if err := w.renew(context.WithoutCancel(ctx), j, &out); err != nil { // the text in hand is written whole
			return out, err
		}
		if progress != nil {
			progress(out.Texts, len(ids))
		}
	}
	return out, context.Cause(ctx)
}

func (w *Worker) renew(ctx context.Context, j *importJob, out *Reread) error {
	switch {
	case errors.Is(j.err, store.ErrNotFound):
		return nil // gone since it was listed
	case j.err != nil:
		return fmt.Errorf("%s: %w", j.name(), j.err)
	}
	did, ok, err := w.Store.RenewFacts(ctx, j.kept.Stored, Observe(j.facts), j.kept.whole)
	if err != nil {
		return err
	}
	if !ok {
		return nil // another process has renewed it meanwhile
	}
	out.Texts++
	if did != (store.Renewed{}) {
		out.Changed++
	}
	out.Add(did)
	return nil
}
