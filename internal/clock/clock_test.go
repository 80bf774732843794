package clock_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"storywatch/internal/clock"
)

var day0 = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func TestManual(t *testing.T) {
	c := clock.NewManual(day0.In(time.FixedZone("east", 3600)))
	if !c.Now().Equal(day0) || c.Now().Location() != time.UTC {
		t.Errorf("it stands at %s", c.Now())
	}
	if err := c.Sleep(t.Context(), time.Hour); err != nil || !c.Now().Equal(day0.Add(time.Hour)) {
		t.Errorf("a sleeper moves it: %s, %v", c.Now(), err)
	}
	c.Set(day0)
	if err := c.Sleep(t.Context(), -time.Hour); err != nil || !c.Now().Equal(day0.Add(time.Hour)) {
		t.Errorf("it never goes back: %s, %v", c.Now(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) || !c.Now().Equal(day0.Add(time.Hour)) {
		t.Errorf("a sleep that was ended moves nothing: %s, %v", c.Now(), err)
	}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { c.Sleep(context.Background(), time.Minute) })
	}
	wg.Wait()
	if want := day0.Add(70 * time.Minute); !c.Now().Equal(want) {
		t.Errorf("ten sleepers: %s, want %s", c.Now(), want)
	}
}

func TestSystem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := clock.System{}
		begin := c.Now()
		if begin.Location() != time.UTC {
			t.Errorf("now is in %s", begin.Location())
		}
		if err := c.Sleep(t.Context(), time.Hour); err != nil || c.Now().Sub(begin) != time.Hour {
			t.Errorf("slept %s, %v", c.Now().Sub(begin), err)
		}
		if err := c.Sleep(t.Context(), 0); err != nil || c.Now().Sub(begin) != time.Hour {
			t.Errorf("a sleep of nothing: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) || c.Now().Sub(begin) != time.Hour+time.Minute {
			t.Errorf("ended after %s: %v", c.Now().Sub(begin), err)
		}
	})
}
