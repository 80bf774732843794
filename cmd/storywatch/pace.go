package main

import (
	"context"
	"sync"
	"time"

	"storywatch/internal/clock"
)

// pacer keeps the gap between two requests of this process to one host, from when the first one went out: a turn that
// the store gave is only as good as the time at which it is taken.
type pacer struct {
	clock clock.Clock
	mu    sync.Mutex
	went  map[string]time.Time // hosts of one config: it stays small
}

func newPacer(c clock.Clock) *pacer { return &pacer{clock: c, went: map[string]time.Time{}} }

// wait returns when a request to host may go out.
func (p *pacer) wait(ctx context.Context, host string, gap time.Duration) error {
	p.mu.Lock()
	now := p.clock.Now()
	at := now
	if last, ok := p.went[host]; ok && last.Add(gap).After(now) {
		at = last.Add(gap)
	}
	p.went[host] = at
	p.mu.Unlock()
	if err := p.clock.Sleep(ctx, at.Sub(now)); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := p.clock.Now(); now.After(p.went[host]) {
		p.went[host] = now
	}
	return nil
}
