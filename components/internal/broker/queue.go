package broker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Limits bound what a queue holds. A message that is larger than Bytes passes when it is alone.
type Limits struct {
	Messages int
	Bytes    int
}

// ErrFull is in the chain of the error that a sender gets who waited for room in vain.
var ErrFull = errors.New("full")

var errExpired = errors.New("the message expired")

// Queue holds messages in the order they came and gives each to one of its consumers. What a consumer gives back keeps
// its place before everything that came later. It is safe for concurrent use.
type Queue struct {
	// Acked, unless nil, is told of each message that was acknowledged. Set it before the first use, as Dead.
	Acked func(m *Message)
	// Dead, unless nil, takes a message that was given up or that expired; false means that it cannot take it now.
	// Where it is nil a message is never given up.
	Dead func(m *Message, reason error) bool

	destination Destination
	limits      Limits
	now         func() time.Time

	mu        sync.Mutex
	fresh     fifo        // not given to anybody yet
	returned  []*entry    // given back, by sequence; all of them are older than the fresh ones
	idle      []*Consumer // waiting for a message, longest first
	consumers []*Consumer
	sequence  uint64
	messages  int
	bytes     int
	left      chan struct{} // closed when a message leaves; nil while nobody waits for that
	closed    error
}

// entry is a message in a queue; nobody changes the message itself.
type entry struct {
	message      *Message
	sequence     uint64
	size         int
	redeliveries int
}

// NewQueue makes a queue; now answers the time for expiry.
func NewQueue(d Destination, limits Limits, now func() time.Time) *Queue {
	return &Queue{destination: d, limits: limits, now: now}
}

// Put appends m, which nobody may change from then on. While the queue is full it waits for room; where ctx ends first
// the error is an [ErrFull].
func (q *Queue) Put(ctx context.Context, m *Message) error {
	e := &entry{message: m, size: m.size()}
	for {
		q.mu.Lock()
		if q.closed != nil {
			q.mu.Unlock()
			return q.closed
		}
		if q.fits(e) {
			q.push(e)
			q.mu.Unlock()
			return nil
		}
		expired := q.sweep()
		left := q.leaving()
		q.mu.Unlock()
		if q.bury(expired) {
			continue
		}
		select {
		case <-left:
		case <-ctx.Done():
			return fmt.Errorf("%s is %w (its limits are %d messages and %d MiB) and its consumers made no room: %w",
				q.destination, ErrFull, q.limits.Messages, q.limits.Bytes>>20, context.Cause(ctx))
		}
	}
}

// offer is Put without waiting.
func (q *Queue) offer(m *Message) bool {
	e := &entry{message: m, size: m.size()}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed != nil || !q.fits(e) {
		return false
	}
	q.push(e)
	return true
}

func (q *Queue) fits(e *entry) bool {
	return q.messages == 0 || q.messages < q.limits.Messages && q.bytes+e.size <= q.limits.Bytes
}

func (q *Queue) push(e *entry) {
	q.sequence++
	e.sequence = q.sequence
	q.messages++
	q.bytes += e.size
	q.fresh.push(e)
	q.wake()
}

// wake has the consumer that waits longest look again.
func (q *Queue) wake() {
	if len(q.idle) > 0 {
		c := q.idle[0]
		q.idle = slices.Delete(q.idle, 0, 1)
		c.nudge()
	}
}

// take answers the next message, nil where there is none, and those that expired before it.
func (q *Queue) take() (next *entry, expired []*entry) {
	for {
		var e *entry
		if len(q.returned) > 0 {
			e = q.returned[0]
			q.returned = slices.Delete(q.returned, 0, 1)
		} else if e = q.fresh.pop(); e == nil {
			return nil, expired
		}
		if !e.message.expired(q.now) {
			return e, expired
		}
		q.remove(e)
		expired = append(expired, e)
	}
}

// giveBack puts e in its old place.
func (q *Queue) giveBack(e *entry) {
	i, _ := slices.BinarySearchFunc(q.returned, e.sequence, func(e *entry, s uint64) int {
		return int(int64(e.sequence - s))
	})
	q.returned = slices.Insert(q.returned, i, e)
	q.wake()
}

// remove accounts for a message that leaves.
func (q *Queue) remove(e *entry) {
	q.messages--
	q.bytes -= e.size
	if q.left != nil {
		close(q.left)
		q.left = nil
	}
}

// leaving answers a channel that is closed when the next message leaves.
func (q *Queue) leaving() <-chan struct{} {
	if q.left == nil {
		q.left = make(chan struct{})
	}
	return q.left
}

// sweep takes out what has expired among the waiting.
func (q *Queue) sweep() (expired []*entry) {
	gone := func(e *entry) bool {
		if !e.message.expired(q.now) {
			return false
		}
		q.remove(e)
		expired = append(expired, e)
		return true
	}
	q.returned = slices.DeleteFunc(q.returned, gone)
	q.fresh.deleteFunc(gone)
	return expired
}

// bury hands expired messages to Dead; one that it cannot take is dropped, as its sender wished. Call it unlocked.
func (q *Queue) bury(expired []*entry) bool {
	for _, e := range expired {
		if q.Dead != nil {
			q.Dead(e.message, errExpired)
		}
	}
	return len(expired) > 0
}

// Stats are a queue's figures: what waits or is not acknowledged yet, and how many consume.
func (q *Queue) Stats() (messages, consumers int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.messages, len(q.consumers)
}

func (q *Queue) drain(ctx context.Context) error {
	for {
		q.mu.Lock()
		if q.messages == 0 || q.closed != nil {
			q.mu.Unlock()
			return nil
		}
		left := q.leaving()
		q.mu.Unlock()
		select {
		case <-left:
		case <-ctx.Done():
			return fmt.Errorf("%s still holds messages: %w", q.destination, context.Cause(ctx))
		}
	}
}

// Close ends the queue: who waits on it gets [ErrClosed].
func (q *Queue) Close() { q.close(ErrClosed) }

func (q *Queue) close(reason error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.end(reason)
}

// closeUnused closes the queue if it has neither messages nor consumers and tells whether it did.
func (q *Queue) closeUnused() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.messages > 0 || len(q.consumers) > 0 {
		return false
	}
	q.end(errGone)
	return true
}

func (q *Queue) end(reason error) {
	if q.closed != nil {
		return
	}
	q.closed = reason
	if q.left != nil {
		close(q.left)
		q.left = nil
	}
	q.idle = nil
	for _, c := range q.consumers {
		c.nudge()
	}
}
