// Package clock is where time comes from: the system's in the program, a hand-moved one in the demo and
// in replays. Nothing else in storywatch asks the operating system what time it is.
package clock

import (
	"context"
	"sync"
	"time"
)

// Clock tells the time and waits. Now is in UTC.
type Clock interface {
	Now() time.Time
	// Sleep returns after d, or earlier with ctx's error. A d of zero or less returns at once.
	Sleep(ctx context.Context, d time.Duration) error
}

// System is the machine's clock.
type System struct{}

// Now is the machine's time in UTC.
func (System) Now() time.Time { return time.Now().UTC() }

// Sleep waits for d or for ctx.
func (System) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Manual is a clock that moves only when told to, or when somebody sleeps on it: a sleeper moves it to the end of
// its sleep and goes on at once. It is safe for use by several goroutines.
type Manual struct {
	mu  sync.Mutex
	now time.Time
}

// NewManual returns a clock that stands at t.
func NewManual(t time.Time) *Manual { return &Manual{now: t.UTC()} }

// Now is where the clock stands.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Sleep moves the clock to the end of the sleep, unless it is already later.
func (m *Manual) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if d > 0 {
		m.mu.Lock()
		m.now = m.now.Add(d)
		m.mu.Unlock()
	}
	return nil
}

// Set moves the clock forward to t; a t in the clock's past changes nothing.
func (m *Manual) Set(t time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if t.After(m.now) {
		m.now = t.UTC()
	}
}
