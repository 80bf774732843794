package web

import (
	"context"
	"sync"
)

// Limits of what is kept in memory; a host that was dropped is read from the store or asked again.
const (
	// maxMemoHosts is far above the hosts that one beat reads.
	maxMemoHosts = 4096
	// maxMemoBytes is the size of all robots.txt together; rules take about three times as much.
	maxMemoBytes = 16 << 20
)

// robotsMemo keeps read robots.txt files, within limits, and lets one goroutine at a time look after a host.
type robotsMemo struct {
	mu    sync.Mutex
	rules map[string]robotsRules
	bytes int
	locks map[string]*hostLock
}

type hostLock struct {
	turn  chan struct{} // holds one token while somebody has the host
	users int
}

func newRobotsMemo() *robotsMemo {
	return &robotsMemo{rules: map[string]robotsRules{}, locks: map[string]*hostLock{}}
}

// lock waits for a host's turn or for ctx. The lock of a host that nobody wants is forgotten.
func (m *robotsMemo) lock(ctx context.Context, key string) (unlock func(), err error) {
	m.mu.Lock()
	l := m.locks[key]
	if l == nil {
		l = &hostLock{turn: make(chan struct{}, 1)}
		m.locks[key] = l
	}
	l.users++
	m.mu.Unlock()
	leave := func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if l.users--; l.users == 0 {
			delete(m.locks, key)
		}
	}
	select {
	case l.turn <- struct{}{}:
		return func() { <-l.turn; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}

func (m *robotsMemo) get(key string) (robotsRules, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.rules[key]
	return r, ok
}

// put keeps r and drops whatever hosts come first until it fits.
func (m *robotsMemo) put(key string, r robotsRules) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drop(key)
	for other := range m.rules {
		if len(m.rules) < maxMemoHosts && m.bytes+r.size <= maxMemoBytes {
			break
		}
		m.drop(other)
	}
	m.rules[key] = r
	m.bytes += r.size
}

func (m *robotsMemo) drop(key string) {
	m.bytes -= m.rules[key].size
	delete(m.rules, key)
}
