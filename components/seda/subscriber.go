package seda

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Subscriber makes a reader of the queue for one route. A second route is refused unless both say multipleConsumers.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	l, err := e.join(rc.RouteID, e.MultipleConsumers)
	if err != nil {
		return nil, "", fmt.Errorf("cannot read %s: %w", e.uri, err)
	}
	s := &subscriber{queue: e.queue, lane: l, workers: e.ConcurrentConsumers, closed: make(chan struct{})}
	return s, e.Name, nil
}

// join gives a route a lane of the queue.
func (q *queue) join(route string, multiple bool) (*lane, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lanes[0]
	if i := slices.IndexFunc(q.lanes, func(l *lane) bool { return l.route == route }); i >= 0 {
		l = q.lanes[i]
	} else if l.readers > 0 {
		if !multiple || !q.multiple {
			return nil, fmt.Errorf("route %q reads the queue already; add multipleConsumers=true to both for a copy each", l.route)
		}
		l = newLane()
		q.lanes = append(q.lanes, l)
	}
	q.multiple = multiple
	l.route = route
	l.readers++
	return l, nil
}

// leave ends what join began. Copies for a route that no longer reads are given up; what waits for the last route stays.
func (q *queue) leave(l *lane) {
	q.mu.Lock()
	var left []entry
	l.readers--
	if l.readers == 0 && len(q.lanes) > 1 {
		q.lanes = slices.DeleteFunc(q.lanes, func(o *lane) bool { return o == l })
		left, l.entries = l.entries, nil
	}
	q.notify()
	q.mu.Unlock()
	for _, e := range left {
		e.finish(errDropped)
	}
}

// maxBurst is how many waiting exchanges ride on one message where a route works on one after the other.
const maxBurst = 128

type subscriber struct {
	queue   *queue
	lane    *lane
	workers int
	running sync.WaitGroup
	once    sync.Once
	closed  chan struct{}
}

// Subscribe reads until ctx ends or the subscriber is closed. What was not taken over by then goes back to its place.
func (s *subscriber) Subscribe(ctx context.Context, _ string) (<-chan *message.Message, error) {
	select {
	case <-s.closed:
		return nil, errors.New("the subscriber is closed")
	default:
	}
	out := make(chan *message.Message)
	s.running.Go(func() {
		defer close(out)
		s.read(ctx, out)
	})
	return out, nil
}

func (s *subscriber) read(ctx context.Context, out chan<- *message.Message) {
	limit := maxBurst
	if s.workers > 1 {
		limit = 1
	}
	r := &reading{queue: s.queue, lane: s.lane, through: make(chan struct{}, 1)}
	for {
		select {
		case <-s.lane.ready:
		case <-ctx.Done():
			return
		case <-s.closed:
			return
		}
		msg := r.take(limit)
		if msg == nil {
			continue
		}
		if s.workers == 1 { // the route waits for it; with more, it may have to wait for one of them
			r.begun(1)
		}
		select {
		case out <- msg:
			if s.workers > 1 {
				r.begun(1)
			}
		case <-ctx.Done():
			s.refuse(r, msg)
			return
		case <-s.closed:
			s.refuse(r, msg)
			return
		}
		if s.workers > 1 {
			continue
		}
		select { // one burst at a time: what waits meanwhile rides on the next
		case <-r.through:
		case <-ctx.Done():
			return
		case <-s.closed:
			return
		}
	}
}

// refuse gives back what nobody took.
func (s *subscriber) refuse(r *reading, msg *message.Message) {
	if s.workers > 1 {
		r.begun(1)
	}
	components.Refuse(msg)
}

// Close ends the subscriptions and waits for their goroutines.
func (s *subscriber) Close() error {
	s.once.Do(func() {
		close(s.closed)
		s.running.Wait()
		s.queue.leave(s.lane)
	})
	return nil
}

// reading is one subscription.
type reading struct {
	queue   *queue
	lane    *lane
	through chan struct{} // gets a token when the route has taken all of a burst and goes on
}

// take makes a message of what waits, nil where that is nothing.
func (r *reading) take(limit int) *message.Message {
	r.queue.mu.Lock()
	taken := r.lane.take(limit)
	r.queue.mu.Unlock()
	if len(taken) == 0 {
		return nil
	}
	exchanges := make([]*components.Exchange, len(taken))
	settle := r.settler(taken)
	for i, e := range taken {
		e.OnCompletion(settle)
		exchanges[i] = e.Exchange
	}
	rest := exchanges[1:]
	return components.BurstOf(exchanges[0], func() (next *components.Exchange) {
		if len(rest) > 0 {
			next, rest = rest[0], rest[1:]
			r.lane.ahead.Add(-1) // when it is settled, senders that wait are told
		}
		return next
	}, func() {
		r.begun(len(rest))
		for _, ex := range rest {
			ex.Complete(components.ErrStopping)
		}
		select {
		case r.through <- struct{}{}:
		default:
		}
	})
}

// begun notes that nobody has to begin with n exchanges any more, which makes room for senders that wait.
func (r *reading) begun(n int) {
	r.queue.mu.Lock()
	defer r.queue.mu.Unlock()
	r.lane.ahead.Add(-int64(n))
	r.queue.notify()
}

// settler answers what settles each of the entries, which are worked on in order.
func (r *reading) settler(taken []entry) func(ex *components.Exchange, err error) {
	next := 0
	return func(ex *components.Exchange, err error) {
		if taken[next].Exchange != ex {
			next = slices.IndexFunc(taken, func(e entry) bool { return e.Exchange == ex })
		}
		e := taken[next]
		next = (next + 1) % len(taken)
		r.settle(e, err)
	}
}

// settle is told the outcome of an exchange. One that was not worked on, because its route stops, goes back into the queue.
func (r *reading) settle(e entry, err error) {
	r.queue.mu.Lock()
	r.lane.flight--
	// Only the bare error says that nobody worked on it: a failed step may have this one as its cause.
	stopped := err == components.ErrStopping //nolint:errorlint
	back := stopped && slices.Contains(r.queue.lanes, r.lane)
	if back {
		r.lane.restore(e)
	}
	r.queue.notify()
	r.queue.mu.Unlock()
	switch {
	case back:
	case stopped:
		e.finish(errDropped)
	default:
		e.finish(err)
	}
}
