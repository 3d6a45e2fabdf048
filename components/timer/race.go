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

// race makes exchanges as fast as the route takes them. A fast route gets them in bursts, each exchange made when the one
// before is done, in the route's goroutine; a slow route gets them one by one, each fired when it is taken.
func (c *clock) race(ctx context.Context, out *components.Outlet) (ended bool) {
	size := 1
	for !c.exhausted() {
		began := time.Now()
		now, left := c.fired(), size
		if !c.fire(ctx, out, c.exchange(ctx, &now), func() *components.Exchange {
			if left--; left == 0 || ctx.Err() != nil {
				return nil
			}
			return c.exchange(ctx, &now)
		}) {
			return false
		}
		size = resize(size, time.Since(began))
	}
	return true
}

// resize answers the size of the next burst after one that took so long.
func resize(size int, took time.Duration) int {
	fits := int64(size) * int64(pace) / max(1, int64(took))
	return int(max(1, min(burst, 2*int64(size), fits)))
}
