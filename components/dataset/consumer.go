package dataset

import (
	"context"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/exchangelog"
)

// Subscriber sends the data set to one route, each message when the route is through with the last. A failure of the route
// changes nothing.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	next := int64(0) // of all subscriptions
	rate := exchangelog.NewThroughput(rc.Now)
	rate.Action = "Sent"
	return components.NewFeed(func(ctx context.Context, out *components.Outlet) {
		for ; next < e.set.Size; next++ {
			if next == max(e.PreloadSize, 0) && !sleep(ctx, e.InitialDelay) {
				return
			}
			if out.Process(e.exchange(ctx, next)) != nil && ctx.Err() != nil || !sleep(ctx, e.ProduceDelay) {
				return
			}
			if line := rate.Add(e.set.Group()); line != "" {
				e.log.Info(line)
			}
		}
		if rc.End != nil {
			rc.End(nil)
		}
	}), e.Name, nil
}

// exchange makes the message of an index.
func (e *endpoint) exchange(ctx context.Context, index int64) *components.Exchange {
	ex := components.NewExchange(ctx, e.set.Body(index))
	ex.Created = e.ctx.Now()
	if e.set.Headers != nil {
		for name, v := range e.set.Headers.All() {
			ex.Headers.Set(name, v)
		}
	}
	if e.DataSetIndex != "off" {
		ex.Headers.Set(indexHeader, index)
	}
	return ex
}

// sleep answers false where ctx ends first.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
