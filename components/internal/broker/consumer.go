package broker

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Policy is how a consumer takes messages; the names are ActiveMQ's.
type Policy struct {
	// Prefetch is the most messages that the consumer has and has not settled; 1 keeps their order. 0 means 1.
	Prefetch int
	// RedeliveryDelay is the time between a [Delivery.Nack] and the next delivery.
	RedeliveryDelay time.Duration
	// MaximumRedeliveries is how often a message is given again before it is given up; negative: for ever.
	MaximumRedeliveries int
}

// DefaultPolicy is ActiveMQ's redelivery policy: six times, one second apart; and one message at a time.
var DefaultPolicy = Policy{Prefetch: 1, RedeliveryDelay: time.Second, MaximumRedeliveries: 6}

// Consumer takes messages from a queue, in competition with the queue's other consumers.
type Consumer struct {
	queue   *Queue
	policy  Policy
	closing func() // after the close, for whom the consumer belongs to
	nudged  chan struct{}

	// Under the queue's lock.
	waiting     bool
	outstanding []*Delivery
	closed      bool
}

// Consume adds a consumer.
func (q *Queue) Consume(policy Policy) (*Consumer, error) {
	policy.Prefetch = max(policy.Prefetch, 1)
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed != nil {
		return nil, q.closed
	}
	c := &Consumer{queue: q, policy: policy, nudged: make(chan struct{}, 1)}
	q.consumers = append(q.consumers, c)
	return c, nil
}

func (c *Consumer) nudge() {
	select {
	case c.nudged <- struct{}{}:
	default: // it will look anyway
	}
}

// Receive waits for the next message; it answers the error of ctx, or [ErrClosed]. One goroutine may call it.
func (c *Consumer) Receive(ctx context.Context) (*Delivery, error) {
	q := c.queue
	for {
		q.mu.Lock()
		if c.closed || q.closed != nil {
			q.mu.Unlock()
			return nil, ErrClosed
		}
		var e *entry
		var expired []*entry
		free := len(c.outstanding) < c.policy.Prefetch
		if free {
			e, expired = q.take()
		}
		if e != nil {
			d := c.deliver(e)
			q.mu.Unlock()
			q.bury(expired)
			return d, nil
		}
		c.waiting = true
		if free && !slices.Contains(q.idle, c) {
			q.idle = append(q.idle, c)
		}
		q.mu.Unlock()
		q.bury(expired)
		select {
		case <-c.nudged:
		case <-ctx.Done():
			c.giveUp()
			return nil, ctx.Err()
		}
	}
}

// giveUp ends the waiting. A nudge may have come just now: it is for somebody else then.
func (c *Consumer) giveUp() {
	q := c.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	c.waiting = false
	if i := slices.Index(q.idle, c); i >= 0 {
		q.idle = slices.Delete(q.idle, i, i+1)
		return
	}
	q.wake()
}

func (c *Consumer) deliver(e *entry) *Delivery {
	c.waiting = false
	m := e.message.Clone()
	m.Redeliveries = e.redeliveries
	m.Redelivered = m.Redelivered || e.redeliveries > 0
	d := &Delivery{Message: m, entry: e, consumer: c}
	c.outstanding = append(c.outstanding, d)
	return d
}

// drop takes d from what the consumer has in hand.
func (c *Consumer) drop(d *Delivery) {
	i := slices.Index(c.outstanding, d)
	c.outstanding = slices.Delete(c.outstanding, i, i+1)
	if c.waiting {
		c.nudge()
	}
}

// Close ends the consumer. What it has not settled goes back to where it was in the queue.
func (c *Consumer) Close() {
	q := c.queue
	q.mu.Lock()
	if c.closed {
		q.mu.Unlock()
		return
	}
	c.closed = true
	if i := slices.Index(q.idle, c); i >= 0 {
		q.idle = slices.Delete(q.idle, i, i+1)
	} else {
		q.wake() // a nudge that it got and will not follow
	}
	if i := slices.Index(q.consumers, c); i >= 0 {
		q.consumers = slices.Delete(q.consumers, i, i+1)
	}
	for _, d := range c.outstanding {
		if d.timer != nil {
			d.timer.Stop()
		}
		if d.state != settling { // who settles it now sees that the consumer is closed
			d.state = settled
			q.giveBack(d.entry)
		}
	}
	c.outstanding = slices.DeleteFunc(c.outstanding, func(d *Delivery) bool { return d.state == settled })
	c.nudge()
	q.mu.Unlock()
	if c.closing != nil {
		c.closing()
	}
}

// Delivery is a message in a consumer's hands. It is settled once, by Ack, Nack or Release; after that, and after the
// consumer's end, they do nothing.
type Delivery struct {
	// Message is the receiver's own copy.
	*Message

	entry    *entry
	consumer *Consumer

	// Under the queue's lock.
	state state
	timer *time.Timer
}

type state uint8

const (
	inHand   state = iota
	delayed        // was nacked and waits for its next delivery; it still counts for Prefetch, which keeps the order
	settling       // a hook is called
	settled
)

// Ack tells that the message is done with.
func (d *Delivery) Ack() {
	if d.begin(inHand) {
		if q := d.consumer.queue; q.Acked != nil {
			q.Acked(d.entry.message)
		}
		d.leave()
	}
}

// Nack tells that the message could not be worked on and why: it is delivered again after [Policy.RedeliveryDelay], or
// given up.
func (d *Delivery) Nack(reason error) {
	if reason == nil {
		reason = errors.New("no reason given")
	}
	if !d.begin(inHand) {
		return
	}
	q, policy := d.consumer.queue, d.consumer.policy
	if q.Dead != nil && policy.MaximumRedeliveries >= 0 && d.entry.redeliveries >= policy.MaximumRedeliveries &&
		q.Dead(d.entry.message, reason) {
		d.leave()
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	d.entry.redeliveries++
	if d.consumer.closed {
		d.back()
		return
	}
	d.state = delayed
	d.timer = time.AfterFunc(policy.RedeliveryDelay, func() {
		if d.begin(delayed) {
			q.mu.Lock()
			defer q.mu.Unlock()
			d.back()
		}
	})
}

// Release gives the message back to the queue as if it had not been delivered.
func (d *Delivery) Release() {
	if d.begin(inHand) {
		d.consumer.queue.mu.Lock()
		defer d.consumer.queue.mu.Unlock()
		d.back()
	}
}

func (d *Delivery) begin(from state) bool {
	q := d.consumer.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	if d.state != from {
		return false
	}
	d.state = settling
	return true
}

func (d *Delivery) back() {
	d.state = settled
	d.consumer.queue.giveBack(d.entry)
	d.consumer.drop(d)
}

func (d *Delivery) leave() {
	c := d.consumer
	c.queue.mu.Lock()
	d.state = settled
	c.queue.remove(d.entry)
	c.drop(d)
	late := c.closed && c.closing != nil
	c.queue.mu.Unlock()
	if late { // the close could not forget the queue because of this message
		c.closing()
	}
}
