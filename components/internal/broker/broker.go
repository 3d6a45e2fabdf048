// Package broker is a message broker inside the process with ActiveMQ's semantics: queues whose consumers compete and
// that keep what nobody reads, topics that give every subscriber its own copy, acknowledgement, redelivery and a dead
// letter queue. Everything is bounded; a sender waits where there is no room.
//
// It knows no wire protocol. [Queue] also serves clients of other brokers: what a connection delivered waits in one,
// is redelivered from it and settled through its hooks.
package broker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// DeadLetterQueue is the queue for messages that nobody could work on or that expired; the name is ActiveMQ's.
const DeadLetterQueue = "ActiveMQ.DLQ"

// FailureCause is the property that tells why a message is on [DeadLetterQueue]; the name is ActiveMQ's.
const FailureCause = "dlqDeliveryFailureCause"

// Limits of what a queue and a topic's subscription hold, waiting and not yet acknowledged together. A subscription
// holds less: its publisher is to feel early that a subscriber is slow.
var (
	QueueLimits        = Limits{Messages: 100_000, Bytes: 64 << 20}
	SubscriptionLimits = Limits{Messages: 1_000, Bytes: 16 << 20}
)

// maxDestinations keeps names that come out of messages (toD) from filling the memory.
const maxDestinations = 10_000

var (
	// ErrClosed is what senders and consumers get from a broker, queue or consumer that has been closed.
	ErrClosed = errors.New("the broker inside the process is closed")
	errGone   = errors.New("the queue was removed")
)

// Broker keeps queues and topics by name. It is safe for concurrent use.
type Broker struct {
	now func() time.Time

	mu     sync.Mutex
	queues map[string]*Queue
	topics map[string][]*Queue // the slices are replaced, never changed
	closed bool
}

type sharedKey struct{ name string }

// Of answers the broker of that name, one for each engine; it is closed when the engine has stopped.
func Of(ctx *components.Context, name string) *Broker {
	return components.Shared(ctx, sharedKey{name}, func() *Broker {
		b := New(ctx.Now)
		ctx.OnStop(func(context.Context) error { return b.Close() })
		return b
	})
}

// New makes a broker that takes the time for timestamps and expiry from now.
func New(now func() time.Time) *Broker {
	return &Broker{now: now, queues: map[string]*Queue{}, topics: map[string][]*Queue{}}
}

// Send gives a copy of m to its destination. While a queue, or a subscription of a topic, is full it waits for room
// until ctx ends, and then answers an [ErrFull]; some of a topic's subscribers may have got the message by then.
// A topic without subscribers drops the message.
func (b *Broker) Send(ctx context.Context, m *Message) error {
	m = m.Clone()
	if m.ID == "" {
		m.ID = "ID:" + components.NewID()
	}
	if m.Timestamp.IsZero() {
		m.Timestamp = b.now()
	}
	if !m.Destination.Topic {
		return b.sendToQueue(ctx, m)
	}
	b.mu.Lock()
	subscriptions, closed := b.topics[m.Destination.Name], b.closed
	b.mu.Unlock()
	if closed {
		return ErrClosed
	}
	for _, q := range subscriptions {
		if err := q.Put(ctx, m); err != nil && !errors.Is(err, errGone) {
			return err
		}
	}
	return nil
}

func (b *Broker) sendToQueue(ctx context.Context, m *Message) error {
	for {
		q, err := b.queue(m.Destination)
		if err != nil {
			return err
		}
		if err = q.Put(ctx, m); !errors.Is(err, errGone) {
			return err
		}
	}
}

// queue answers the queue of that name and makes it where there is none.
func (b *Broker) queue(d Destination) (*Queue, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if q, ok := b.queues[d.Name]; ok {
		return q, nil
	}
	if err := b.room(d); err != nil {
		return nil, err
	}
	q := NewQueue(d, QueueLimits, b.now)
	if d.Name != DeadLetterQueue { // what fails there stays there
		q.Dead = b.deadLetter
	}
	b.queues[d.Name] = q
	return q, nil
}

func (b *Broker) room(d Destination) error {
	if b.closed {
		return ErrClosed
	}
	if len(b.queues)+len(b.topics) >= maxDestinations {
		return fmt.Errorf("cannot make %s: the broker inside the process has %d destinations already", d, maxDestinations)
	}
	return nil
}

// deadLetter puts m on the dead letter queue; false where that is full.
func (b *Broker) deadLetter(m *Message, reason error) bool {
	dead := m.Clone()
	dead.Destination = Destination{Name: DeadLetterQueue}
	dead.Expiration = time.Time{}
	dead.Headers.Set("originalDestination", m.Destination.String())
	dead.Headers.Set(FailureCause, reason.Error())
	q, err := b.queue(dead.Destination)
	return err == nil && q.offer(dead)
}

// Subscribe makes a consumer of a queue or a subscription of a topic.
func (b *Broker) Subscribe(d Destination, policy Policy) (*Consumer, error) {
	if d.Topic {
		return b.subscribeTopic(d, policy)
	}
	for {
		q, err := b.queue(d)
		if err != nil {
			return nil, err
		}
		c, err := q.Consume(policy)
		if errors.Is(err, errGone) {
			continue
		}
		if err == nil {
			c.closing = func() { b.removeUnused(d.Name, q) }
		}
		return c, err
	}
}

func (b *Broker) subscribeTopic(d Destination, policy Policy) (*Consumer, error) {
	q := NewQueue(d, SubscriptionLimits, b.now)
	q.Dead = b.deadLetter
	c, err := q.Consume(policy)
	if err != nil {
		return nil, err
	}
	c.closing = func() { b.unsubscribeTopic(d.Name, q) }
	b.mu.Lock()
	defer b.mu.Unlock()
	old := b.topics[d.Name]
	if len(old) == 0 {
		if err := b.room(d); err != nil {
			return nil, err
		}
	} else if b.closed {
		return nil, ErrClosed
	}
	b.topics[d.Name] = append(old[:len(old):len(old)], q)
	return c, nil
}

func (b *Broker) unsubscribeTopic(name string, q *Queue) {
	b.mu.Lock()
	var rest []*Queue
	for _, other := range b.topics[name] {
		if other != q {
			rest = append(rest, other)
		}
	}
	if len(rest) == 0 {
		delete(b.topics, name)
	} else {
		b.topics[name] = rest
	}
	b.mu.Unlock()
	q.close(errGone) // publishers that wait for room go on without it
}

// removeUnused forgets a queue that has neither messages nor consumers.
func (b *Broker) removeUnused(name string, q *Queue) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if q.closeUnused() && b.queues[name] == q {
		delete(b.queues, name)
	}
}

// Queues answers what stands behind a destination: the queue, or the subscriptions of the topic.
func (b *Broker) Queues(d Destination) []*Queue {
	b.mu.Lock()
	defer b.mu.Unlock()
	if d.Topic {
		return b.topics[d.Name]
	}
	if q, ok := b.queues[d.Name]; ok {
		return []*Queue{q}
	}
	return nil
}

// Drain waits until everything sent to a destination so far and meanwhile is settled, or ctx ends.
func (b *Broker) Drain(ctx context.Context, d Destination) error {
	for _, q := range b.Queues(d) {
		if err := q.drain(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Close ends all: who waits to send or to receive gets [ErrClosed]. What is still on the queues is gone.
func (b *Broker) Close() error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil
	}
	b.closed = true
	var all []*Queue
	for _, q := range b.queues {
		all = append(all, q)
	}
	for _, qs := range b.topics {
		all = append(all, qs...)
	}
	clear(b.queues)
	clear(b.topics)
	b.mu.Unlock()
	for _, q := range all {
		q.close(ErrClosed)
	}
	return nil
}
