package main

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"storywatch/internal/clock"
	"storywatch/internal/config"
	"storywatch/store"
)

// The gap counts from when a request went out, also when its turn in the store came late.
func TestGapCountsFromWhenARequestWentOut(t *testing.T) {
	for name, withStore := range map[string]bool{"with a store": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				late := &lateClock{late: 800 * time.Millisecond}
				a := &app{ctx: t.Context(), clock: late}
				var st *store.Store
				if withStore {
					var err error
					if st, err = store.Open(t.Context(), t.TempDir()+"/s.db", store.Options{Clock: late}); err != nil {
						t.Fatal(err)
					}
					defer st.Close()
				}
				c := config.Defaults()
				pace := a.webOptions(&c, st).Pace
				if err := pace(t.Context(), "a.example", 0); err != nil {
					t.Fatal(err)
				}
				first := time.Now()
				if err := pace(t.Context(), "a.example", 0); err != nil {
					t.Fatal(err)
				}
				if gap := time.Since(first); gap < c.Fetch.Gap.Std() {
					t.Errorf("two requests went out %s apart, want %s", gap, c.Fetch.Gap.Std())
				}
			})
		})
	}
}

// lateClock takes its time over the first sleep, as a machine with too much to do.
type lateClock struct {
	clock.System
	late time.Duration
}

func (c *lateClock) Sleep(ctx context.Context, d time.Duration) error {
	err := c.System.Sleep(ctx, max(d, 0)+c.late)
	c.late = 0
	return err
}
