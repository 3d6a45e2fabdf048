package activemq

import (
	"context"
	"errors"
	"math"
	"net"
	"strconv"
	"sync"

	"github.com/go-stomp/stomp/v3"
	"github.com/go-stomp/stomp/v3/frame"

	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// readAhead is how many messages the broker sends ahead for each concurrent consumer: few, so that other consumers of
// a queue get their share, and enough that a quick route does not wait for the network.
const readAhead = 10

// stompSubscription is a subscription with its connection. What the broker sent waits in a queue of this side. As in
// ActiveMQ's Java client it is this side that delivers a message again when the route failed: to NACK a message means
// to ActiveMQ that it belongs on the dead letter queue.
type stompSubscription struct {
	protocol *stompProtocol
	conn     *stompConn
	queue    *broker.Queue
	consumer *broker.Consumer
	pumping  sync.WaitGroup

	mu     sync.Mutex
	reason error // the broker's words when it ended the subscription
}

func (p *stompProtocol) subscribe(ctx context.Context) (subscription, error) {
	prefetch := p.url.prefetch
	if prefetch == 0 {
		prefetch = p.opts.ConcurrentConsumers * readAhead
	}
	conn, err := p.dial(ctx, prefetch)
	if err != nil {
		return nil, err
	}
	s := &stompSubscription{protocol: p, conn: conn}
	// The broker sends no more than prefetch: the queue needs no bounds of its own, and Put never waits.
	s.queue = broker.NewQueue(p.destination, broker.Limits{Messages: math.MaxInt, Bytes: math.MaxInt}, p.ctx.Now)
	s.queue.Acked = func(m *broker.Message) { s.answer(conn.Ack, m) }
	s.queue.Dead = func(m *broker.Message, _ error) bool { s.answer(conn.Nack, m); return true }
	policy := p.url.policy
	policy.Prefetch = p.opts.ConcurrentConsumers
	if s.consumer, err = s.queue.Consume(policy); err == nil {
		err = s.start(ctx, prefetch)
	}
	if err != nil {
		s.Close()
		return nil, lost(plain(err), "cannot read %s of ActiveMQ at %s", p.destination, p.url)
	}
	return s, nil
}

// start subscribes and waits until the broker has done so.
func (s *stompSubscription) start(ctx context.Context, prefetch int) error {
	// When its next heart-beat is due go-stomp waits no longer for a receipt, but hangs when that comes.
	patience := s.protocol.beatOut / 3
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errNoAnswer{patience})
	defer cancel()
	options := []func(*frame.Frame) error{
		stomp.SubscribeOpt.Id("0"), stomp.SubscribeOpt.Header("activemq.prefetchSize", strconv.Itoa(prefetch)),
	}
	if s.protocol.opts.Selector != "" {
		options = append(options, stomp.SubscribeOpt.Header("selector", s.protocol.opts.Selector))
	}
	sub, err := s.conn.Subscribe(wirePath(s.protocol.destination), stomp.AckClientIndividual, options...)
	if err != nil {
		s.conn.link.readOn()
		return err
	}
	s.pumping.Go(func() { s.pump(sub.C) })
	// go-stomp does not tell of the receipt for SUBSCRIBE. The broker works frames off in order: when an empty transaction is
	// confirmed the subscription is there, or was refused.
	err = s.conn.await(ctx, func() error {
		return s.conn.link.call(frame.ABORT, func() error {
			tx, err := s.conn.BeginWithError()
			if err != nil {
				return err
			}
			return tx.AbortWithReceipt()
		})
	})
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	return s.why(err)
}

// why closes the connection and answers the reason that the broker or the network gave for its end, else err.
func (s *stompSubscription) why(err error) error {
	_ = s.conn.link.Close()
	s.pumping.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reason != nil {
		return s.reason
	}
	if cause := s.conn.link.cause; !errors.Is(cause, net.ErrClosed) {
		return cause
	}
	return err
}

// pump moves what comes into the queue, so that go-stomp's reading never waits for the route.
func (s *stompSubscription) pump(in <-chan *stomp.Message) {
	defer s.queue.Close()
	for received := range in {
		s.take(received)
	}
}

func (s *stompSubscription) take(received *stomp.Message) {
	if received.Err != nil {
		if text, ok := refusal(received.Err); ok {
			s.mu.Lock()
			s.reason = errors.New(text)
			s.mu.Unlock()
		}
		return
	}
	m := fromFrame(received)
	received.Body = nil // it is kept for its acknowledgement alone
	m.Tag = received
	_ = s.queue.Put(context.Background(), m) // an error means that the queue is closed: the message goes back to the broker
}

// answer acknowledges or refuses a message. Where that fails the connection is lost, and the broker delivers it again.
func (s *stompSubscription) answer(how func(*stomp.Message) error, m *broker.Message) {
	if err := how(m.Tag.(*stomp.Message)); err != nil {
		s.protocol.ctx.Log().Debug("a message will be delivered again", "message", m.ID, "error", err)
	}
}

// Receive waits for the next message.
func (s *stompSubscription) Receive(ctx context.Context) (*broker.Delivery, error) {
	d, err := s.consumer.Receive(ctx)
	if errors.Is(err, broker.ErrClosed) {
		return nil, lost(s.why(err), "lost the connection to ActiveMQ at %s", s.protocol.url)
	}
	return d, err
}

// Close ends the subscription: what the broker sent and nobody acknowledged goes back to it.
func (s *stompSubscription) Close() {
	if s.consumer != nil {
		s.consumer.Close()
	}
	s.conn.disconnect()
	s.pumping.Wait()
	s.queue.Close()
}
