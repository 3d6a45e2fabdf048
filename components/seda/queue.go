package seda

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

type queuesKey struct{}

// queues are the queues of one engine by link.
type queues struct {
	mu     sync.Mutex
	byLink map[string]*queue
}

// queueOf answers the queue of a link. The first URI that says a size decides; it fails where another says a different one.
func queueOf(ctx *components.Context, link string, o *Options) (*queue, error) {
	all := components.Shared(ctx, queuesKey{}, func() *queues {
		all := &queues{byLink: map[string]*queue{}}
		ctx.OnStop(func(context.Context) error { all.close(); return nil })
		return all
	})
	all.mu.Lock()
	defer all.mu.Unlock()
	q, ok := all.byLink[link]
	if !ok {
		q = &queue{size: o.QueueSize, lanes: []*lane{newLane()}}
		all.byLink[link] = q
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if o.Size > 0 && q.sized && q.size != o.Size {
		return nil, fmt.Errorf("queue %s has size %d elsewhere, not %d", link, q.size, o.Size)
	}
	if o.Size > 0 {
		q.size, q.sized = o.Size, true
	}
	return q, nil
}

// close gives up what no route has read, so that nobody waits for it.
func (all *queues) close() {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, q := range all.byLink {
		q.purge()
	}
}

// queue holds the exchanges of one name. There is one lane, or, where several routes each get everything, one for each.
type queue struct {
	mu       sync.Mutex
	size     int
	sized    bool    // an option said so
	lanes    []*lane // never empty: the last reader leaves its lane behind
	multiple bool    // what the readers said
	sent     uint64
	changed  chan struct{} // closed when something was worked off or dropped; nil while nobody waits for that
}

// fill answers how many exchanges wait in the fullest lane.
func (q *queue) fill() (waiting, size int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting(), q.size
}

// pending answers how many exchanges wait or are worked on.
func (q *queue) pending() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := 0
	for _, l := range q.lanes {
		n += len(l.entries) + l.flight
	}
	return n
}

func (q *queue) waiting() int {
	n := 0
	for _, l := range q.lanes {
		n = max(n, l.waiting())
	}
	return n
}

// isRead tells whether a route reads the queue.
func (q *queue) isRead() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.lanes[0].readers > 0
}

// put adds an entry unless the queue is full.
func (q *queue) put(e entry) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.add(e)
}

// putWait adds an entry, and waits while the queue is full until ctx ends.
func (q *queue) putWait(ctx context.Context, e entry) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.add(e) {
		if err := q.wait(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (q *queue) add(e entry) bool {
	if q.waiting() >= q.size {
		return false
	}
	q.sent++
	e.number = q.sent
	if q.multiple {
		e.addCopies(q.lanes)
	} else {
		q.lanes[0].add(e)
	}
	return true
}

// remove takes out an exchange that nobody has read yet.
func (q *queue) remove(ex *components.Exchange) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, l := range q.lanes {
		l.remove(ex)
	}
	q.notify()
}

// errDropped is what a sender that waits gets when its exchange is given up.
var errDropped = errors.New("the reading route has stopped")

// purge drops what nobody has read yet.
func (q *queue) purge() {
	q.mu.Lock()
	var dropped []entry
	for _, l := range q.lanes {
		dropped = append(dropped, l.entries...)
		l.drop(len(l.entries))
	}
	q.notify()
	q.mu.Unlock()
	for _, e := range dropped {
		e.finish(errDropped)
	}
}

// drained returns once nothing waits nor is worked on.
func (q *queue) drained(ctx context.Context) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.idle() {
		if err := q.wait(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (q *queue) idle() bool {
	for _, l := range q.lanes {
		if len(l.entries) > 0 || l.flight > 0 {
			return false
		}
	}
	return true
}

// wait releases the lock until something was worked off or dropped, or ctx ends.
func (q *queue) wait(ctx context.Context) error {
	if q.changed == nil {
		q.changed = make(chan struct{})
	}
	changed := q.changed
	q.mu.Unlock()
	defer q.mu.Lock()
	select {
	case <-changed:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// notify wakes those who wait. The lock is held.
func (q *queue) notify() {
	if q.changed != nil {
		close(q.changed)
		q.changed = nil
	}
}
