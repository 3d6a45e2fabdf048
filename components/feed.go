package components

import (
	"context"
	"errors"
	"sync"

	"github.com/ThreeDotsLabs/watermill/message"
)

// ErrStopping is what a source gets for an exchange that it could not hand over because its route stops.
var ErrStopping = errors.New("the route is stopping")

// NewFeed makes the subscriber of a source that is one loop: run is called once a subscription, hands exchanges to out
// and returns when ctx ends or the source is exhausted (after [RouteContext.End]).
func NewFeed(run func(ctx context.Context, out *Outlet)) message.Subscriber {
	return &feed{run: run}
}

// Outlet is where a [NewFeed] loop hands its exchanges over.
type Outlet struct {
	ctx      context.Context
	messages chan *message.Message
}

// Send hands exchanges over, several as a [Burst], and returns as soon as the route has taken them. Where the
// subscription ends first it completes each exchange so and answers [ErrStopping].
func (o *Outlet) Send(first *Exchange, rest ...*Exchange) error { return o.hand(Burst(first, rest...)) }

// SendBurst is Send for a [BurstOf].
func (o *Outlet) SendBurst(first *Exchange, more func() *Exchange, end func()) error {
	return o.hand(BurstOf(first, more, end))
}

func (o *Outlet) hand(msg *message.Message) error {
	select {
	case o.messages <- msg:
		return nil
	case <-o.ctx.Done():
		Refuse(msg)
		return ErrStopping
	}
}

// Process hands one exchange over, waits until its route is through with it and answers how that ended.
func (o *Outlet) Process(ex *Exchange) error {
	done := make(chan error, 1)
	ex.OnCompletion(func(_ *Exchange, err error) { done <- err })
	if err := o.Send(ex); err != nil {
		return err
	}
	return <-done
}

// Deliver is a [Outlet.Process] for who need not know the outcome before the next exchange: it returns as soon as the route is
// through with this one or lets its source go on.
func (o *Outlet) Deliver(ex *Exchange) error {
	gone := make(chan struct{}, 1)
	err := o.SendBurst(ex, nil, func() { gone <- struct{}{} })
	<-gone
	return err
}

type feed struct {
	run     func(ctx context.Context, out *Outlet)
	mu      sync.Mutex
	cancels []context.CancelFunc
	running sync.WaitGroup
	closed  bool
}

func (f *feed) Subscribe(ctx context.Context, _ string) (<-chan *message.Message, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, errors.New("the subscriber is closed")
	}
	ctx, cancel := context.WithCancel(ctx)
	f.cancels = append(f.cancels, cancel)
	out := &Outlet{ctx, make(chan *message.Message)}
	f.running.Go(func() {
		defer cancel()
		defer close(out.messages)
		f.run(ctx, out)
	})
	return out.messages, nil
}

// Close ends the subscriptions and waits for their loops.
func (f *feed) Close() error {
	f.mu.Lock()
	f.closed = true
	for _, cancel := range f.cancels {
		cancel()
	}
	f.mu.Unlock()
	f.running.Wait()
	return nil
}
