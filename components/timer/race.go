package timer

import (
	"context"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

const (
	// burst is how many exchanges ride on one message at most when there is nothing to wait for.
	burst = 128
	// pace is how long a route may work on a burst: the exchanges of one say that they were fired together.
	pace = 2 * time.Millisecond
)

// race makes exchanges as fast as the route takes them. A fast route gets them in bursts, the next of which is made while it
// works on one; a slow route gets them one by one, each fired when it is taken.
func (c *clock) race(ctx context.Context, out *components.Outlet) (ended bool) {
	size := int64(1)
	exchanges := c.exchanges(ctx, size)
	for len(exchanges) > 0 {
		began := time.Now()
		var next []*components.Exchange
		through := c.fire(ctx, out, func() {
			if size > 1 {
				next = c.exchanges(ctx, size)
			}
		}, exchanges...)
		if !through {
			c.count -= int64(len(next))
			return false
		}
		size = resize(size, time.Since(began))
		if next == nil {
			next = c.exchanges(ctx, size)
		}
		exchanges = next
	}
	return true
}

// resize answers the size of the next burst after one that took so long.
func resize(size int64, took time.Duration) int64 {
	fits := size * int64(pace) / max(1, int64(took))
	return max(1, min(burst, 2*size, fits))
}

// exchanges makes the next exchanges, at most limit.
func (c *clock) exchanges(ctx context.Context, limit int64) []*components.Exchange {
	list := make([]*components.Exchange, c.remaining(limit))
	now := c.fired()
	for i := range list {
		list[i] = c.exchange(ctx, &now)
	}
	return list
}
