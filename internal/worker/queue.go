package worker

import (
	"context"
	"sync"

	"storywatch/store"
)

// queue hands hosts to the workers of one pass. A worker that finds nothing due waits for one that is at work, which may
// bring more; when nobody is at work, the pass is over.
type queue struct {
	mu    sync.Mutex
	busy  int           // workers that have a host
	empty bool          // nothing was to be had, and nothing has changed since
	news  chan struct{} // closed when that may have changed
}

func newQueue() queue { return queue{news: make(chan struct{})} }

// next claims a host, or returns nil when the pass is over. Whoever gets one calls done after its work.
func (q *queue) next(ctx context.Context, claim func() (*store.Lease, error)) (*store.Lease, error) {
	for {
		lease, wait, err := q.try(claim)
		if lease != nil || err != nil || wait == nil {
			return lease, err
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// try claims unless it is known to be in vain. Without a host it returns what to wait for; nil when the pass is over.
func (q *queue) try(claim func() (*store.Lease, error)) (lease *store.Lease, wait <-chan struct{}, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.empty {
		if lease, err = claim(); err != nil {
			return nil, nil, err
		}
	}
	if lease != nil {
		q.busy++
		return lease, nil, nil
	}
	q.empty = true
	if q.busy == 0 {
		return nil, nil, nil
	}
	return nil, q.news, nil
}

// done says that a worker is through with its host.
func (q *queue) done() {
	q.mu.Lock()
	q.busy--
	q.mu.Unlock()
	q.changed()
}

// changed says that there may be something to claim.
func (q *queue) changed() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.empty = false
	close(q.news)
	q.news = make(chan struct{})
}
