package worker

import (
	"context"
	"time"
)

const (
	// MaxIdle is the longest that Watch sleeps without looking: another process may have brought work.
	MaxIdle = time.Minute
	// MinIdle keeps a source that is always due from making a busy loop.
	MinIdle = time.Second
)

// Watch does passes for ever: after each it calls after, which delivers what is pending, and sleeps until the next work is
// due. It returns nil when ctx is cancelled, or the first error of the store or of after.
func (w *Worker) Watch(ctx context.Context, after func(context.Context, Report) error) error {
	for {
		report, err := w.Pass(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if err := after(ctx, report); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		wait := MaxIdle
		if due, ok, err := w.Store.NextDue(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		} else if ok {
			wait = min(max(due.Sub(w.Clock.Now()), MinIdle), MaxIdle)
		}
		if w.Clock.Sleep(ctx, wait) != nil {
			return nil
		}
	}
}
