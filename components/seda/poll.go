package seda

import (
	"context"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Poll takes the next exchange of the queue, as pollEnrich does.
func (e *endpoint) Poll(ctx context.Context, timeout time.Duration) (*components.Exchange, error) {
	e.mu.Lock()
	l := e.lanes[0]
	e.mu.Unlock()
	r := &reading{queue: e.queue, lane: l, through: make(chan struct{}, 1)}
	var late <-chan time.Time
	if timeout > 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		late = timer.C
	}
	for {
		if msg := r.take(1); msg != nil {
			l.ahead.Add(-1)
			return components.ExchangeOf(msg), nil
		}
		if timeout == 0 {
			return nil, nil
		}
		select {
		case <-l.ready:
		case <-late:
			return nil, nil
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}
