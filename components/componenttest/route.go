package componenttest

import (
	"context"
	"sync"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Route reads a source as an engine does: it takes message by message, runs process on each exchange and completes it.
type Route struct {
	// Ended gets what the source gave to RouteContext.End.
	Ended chan error
	// Closed is closed when the source has closed its channel and all that came is worked off.
	Closed <-chan struct{}

	t      testing.TB
	sub    message.Subscriber
	cancel context.CancelFunc
	stop   sync.Once
}

// Read starts a route that reads a source; it is stopped when the test ends, or by [Route.Stop].
func Read(t testing.TB, ctx *components.Context, id string, source components.Source, process func(*components.Exchange) error) *Route {
	t.Helper()
	r := &Route{Ended: make(chan error, 1), t: t}
	sub, topic, err := source.Subscriber(&components.RouteContext{
		Context: ctx, RouteID: id,
		End:     func(reason error) { r.Ended <- reason },
		Trouble: func(error) {},
	})
	if err != nil {
		t.Fatalf("%s: %v", source.URI(), err)
	}
	r.sub = sub
	subscription, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	in, err := sub.Subscribe(subscription, topic)
	if err != nil {
		cancel()
		t.Fatalf("%s: %v", source.URI(), err)
	}
	work, closed := 1, make(chan struct{})
	if c, ok := source.(components.Concurrent); ok {
		work = max(1, c.Concurrency())
	}
	r.Closed = closed
	var running sync.WaitGroup
	for range work {
		running.Go(func() {
			for msg := range in {
				handle(msg, process)
			}
		})
	}
	go func() {
		running.Wait()
		close(closed)
	}()
	t.Cleanup(r.Stop)
	return r
}

func handle(msg *message.Message, process func(*components.Exchange) error) {
	if components.ExchangeOf(msg) == nil { // a plain message of a broker
		if process(components.FromMessage(msg.Context(), msg)) != nil {
			msg.Nack()
			return
		}
		msg.Ack()
		return
	}
	for ex := range components.Exchanges(msg) {
		ex.Complete(process(ex))
	}
	msg.Ack()
}

// Stop ends the subscription, closes the subscriber and waits until its channel is closed and all is worked off.
func (r *Route) Stop() {
	r.stop.Do(func() {
		r.cancel()
		if err := r.sub.Close(); err != nil {
			r.t.Errorf("closing the subscriber: %v", err)
		}
		<-r.Closed
	})
}
