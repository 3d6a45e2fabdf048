package seda

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Classes of the exceptions that a sender gets, as in Camel.
const (
	NotAvailable = "org.apache.camel.component.seda.SedaConsumerNotAvailableException"
	TimedOut     = "org.apache.camel.ExchangeTimedOutException"
	IllegalState = "java.lang.IllegalStateException"
)

// Producer makes what sends to the queue. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process puts a copy of ex into the queue and, where the options and the pattern say so, waits for its outcome.
func (e *endpoint) Process(ex *components.Exchange) error {
	if (e.FailIfNoConsumers || e.DiscardIfNoConsumers) && !e.isRead() {
		if e.FailIfNoConsumers {
			return components.NewException(NotAvailable, fmt.Sprintf("No consumers available on endpoint: %s. Exchange[%s]", e.uri, ex.ID()))
		}
		return nil
	}
	copied := ex.Share()
	copied.Properties.Set(components.CorrelationID, ex.ID())
	if e.WaitForTaskToComplete == "Never" || e.WaitForTaskToComplete == "IfReplyExpected" && ex.Pattern != components.InOut {
		return e.handOver(ex, copied)
	}
	outcome := make(chan error, 1)
	sent, err := e.offer(ex, entry{Exchange: copied, done: func(err error) { outcome <- err }})
	if err != nil || !sent {
		return err
	}
	return e.await(ex, copied, outcome)
}

// handOver puts copied into the queue, with what waits for the end of ex's work: it waits for that of copied from now on.
func (e *endpoint) handOver(ex, copied *components.Exchange) error {
	en := entry{Exchange: copied}
	end := ex.HandOver()
	if end != nil {
		en.done = func(err error) { end(copied, err) }
	}
	sent, err := e.offer(ex, en)
	if end != nil && !sent {
		ex.OnEnd(end)
	}
	return err
}

// offer puts an entry into the queue; sent is false where it was dropped.
func (e *endpoint) offer(ctx context.Context, en entry) (sent bool, err error) {
	switch {
	case e.put(en):
		return true, nil
	case e.DiscardWhenFull:
		return false, nil
	case !e.BlockWhenFull:
		return false, components.NewException(IllegalState, "Queue full")
	case e.OfferTimeout <= 0:
		err := e.putWait(ctx, en)
		return err == nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, e.OfferTimeout, errFull)
	defer cancel()
	if err := e.putWait(ctx, en); !errors.Is(err, errFull) {
		return err == nil, err
	}
	return false, components.NewException(IllegalState, fmt.Sprintf("Fails to insert element into queue, after timeout of %d milliseconds", e.OfferTimeout.Milliseconds()))
}

var errFull = errors.New("the queue is full")

// await waits for the outcome of copied and makes it that of ex.
func (e *endpoint) await(ex, copied *components.Exchange, outcome <-chan error) error {
	var late <-chan time.Time
	if e.Timeout > 0 {
		timer := time.NewTimer(e.Timeout)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case err := <-outcome:
		ex.Body, ex.Headers, ex.Variables = copied.Body, copied.Headers, copied.Variables
		ex.Stopped, ex.Handled, ex.RollbackOnly = copied.Stopped, copied.Handled, copied.RollbackOnly
		for k, v := range copied.Properties.All() {
			ex.Properties.Set(k, v)
		}
		return err
	case <-late:
		e.remove(copied)
		return components.NewException(TimedOut, fmt.Sprintf("The OUT message was not received within: %d millis. Exchange[%s]", e.Timeout.Milliseconds(), ex.ID()))
	case <-ex.Done():
		e.remove(copied)
		return context.Cause(ex)
	}
}
