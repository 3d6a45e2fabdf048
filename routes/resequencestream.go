package routes

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// streamResequencer runs exchanges in the order of their numbers as soon as there is no gap before them. One behind a gap waits for
// so long; it goes on without what is missing at the next look: when another exchange comes, or after the interval.
type streamResequencer struct {
	env                      *Environment
	number                   components.Expression
	run                      func(ex *components.Exchange)
	capacity                 int
	timeout, interval        time.Duration
	ignoreInvalid, rejectOld bool

	space chan struct{} // a token for each exchange that waits
	mu    sync.Mutex
	queue []*numbered // by number
	last  *int64      // delivered
	look  *time.Timer // the next look
	busy  bool        // someone delivers
	ended bool        // nothing waits any more
}

// numbered is an exchange that waits for its turn.
type numbered struct {
	ex    *components.Exchange
	n     int64
	timer *time.Timer // running while it waits for what is missing before it
}

const messageRejected = "org.apache.camel.processor.resequencer.MessageRejectedException"

func (r *streamResequencer) process(ex *components.Exchange) error {
	v, err := r.number(ex)
	if err != nil {
		return err
	}
	n, err := components.Int(v)
	if v == nil || err != nil {
		if r.ignoreInvalid {
			return nil
		}
		return exchangeException("Exchange is not valid to be used by the StreamResequencer: it has no number", ex, nil)
	}
	copy := ex.Share()
	copy.Properties.Set(components.CorrelationID, ex.ID())
	copy.Context = r.env.work()
	select {
	case r.space <- struct{}{}:
	case <-ex.Context.Done():
		return ex.Context.Err()
	}
	kept, err := r.insert(copy, n)
	if !kept {
		<-r.space
	}
	if err != nil {
		return exchangeException("Error processing the exchange in the StreamResequencer", ex, err)
	}
	r.env.Go(r.deliver)
	return nil
}

// insert puts an exchange into the queue; one whose number is there already is thrown away.
func (r *streamResequencer) insert(ex *components.Exchange, n int64) (kept bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rejectOld && r.last != nil && n < *r.last {
		return false, components.NewException(messageRejected, fmt.Sprintf("rejecting message %d, it should have been sent before the last delivered message %d", n, *r.last))
	}
	i, found := slices.BinarySearchFunc(r.queue, n, func(e *numbered, n int64) int { return int(min(1, max(-1, e.n-n))) })
	if found {
		return false, nil
	}
	e := &numbered{ex: ex, n: n}
	r.queue = slices.Insert(r.queue, i, e)
	if i+1 < len(r.queue) && r.queue[i+1].n == n+1 {
		r.queue[i+1].free()
	}
	follows := r.last != nil && *r.last == n-1 || i > 0 && r.queue[i-1].n == n-1
	if !follows && !r.ended {
		e.timer = time.AfterFunc(r.timeout, func() { r.expire(e) })
	}
	return true, nil
}

func (e *numbered) free() {
	if e.timer != nil {
		e.timer.Stop()
		e.timer = nil
	}
}

func (r *streamResequencer) expire(e *numbered) {
	r.mu.Lock()
	e.timer = nil
	r.mu.Unlock()
}

// deliver runs what is first in the queue until that waits for its timeout. One at a time delivers: order is what this is for.
func (r *streamResequencer) deliver() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.busy {
		return
	}
	r.busy = true
	for len(r.queue) > 0 && r.queue[0].timer == nil {
		e := r.queue[0]
		r.queue = r.queue[1:]
		r.last = &e.n
		r.mu.Unlock()
		r.run(e.ex)
		<-r.space
		r.mu.Lock()
	}
	r.busy = false
	if r.look != nil {
		r.look.Stop()
	}
	if len(r.queue) > 0 {
		r.look = time.AfterFunc(r.interval, func() { r.env.Go(r.deliver) })
	}
}

// drain runs all that waits, in order: what is missing does not come any more.
func (r *streamResequencer) drain(context.Context) {
	r.mu.Lock()
	r.ended = true
	for _, e := range r.queue {
		e.free()
	}
	r.mu.Unlock()
	r.deliver()
}
