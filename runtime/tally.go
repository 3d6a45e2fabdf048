package runtime

import (
	"context"
	"sync"
	"sync/atomic"
)

// tally counts what is under way and lets others wait until nothing is. Unlike a [sync.WaitGroup] it may be waited for
// with a deadline and while more begins.
type tally struct {
	n       atomic.Int64
	awaited atomic.Bool // somebody may be waiting

	mu   sync.Mutex
	idle chan struct{} // made by who waits, closed at zero
}

func (t *tally) add(n int) {
	if t.n.Add(int64(n)) != 0 || !t.awaited.Load() {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.idle != nil && t.n.Load() == 0 {
		close(t.idle)
		t.idle = nil
		t.awaited.Store(false)
	}
}

func (t *tally) count() int { return int(t.n.Load()) }

// wait returns once nothing is under way, or with ctx's error.
func (t *tally) wait(ctx context.Context) error {
	t.mu.Lock()
	t.awaited.Store(true) // before looking at n: who makes it zero looks at this afterwards
	if t.n.Load() == 0 {
		t.mu.Unlock()
		return nil
	}
	if t.idle == nil {
		t.idle = make(chan struct{})
	}
	idle := t.idle
	t.mu.Unlock()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
