package activemq

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/tests"

	"github.com/dromedary-go/dromedary/components"
)

// Watermill's suite for Pub/Subs, over the component's queues.
func TestVMIsAWatermillPubSub(t *testing.T) {
	conform(t, "vm://localhost?jms.redeliveryPolicy.redeliveryDelay=5&jms.redeliveryPolicy.maximumRedeliveries=-1", false)
}

func TestStompIsAWatermillPubSub(t *testing.T) {
	conform(t, startFake(t, nil).url()+"?jms.redeliveryPolicy.redeliveryDelay=5&jms.redeliveryPolicy.maximumRedeliveries=-1", true)
}

func conform(t *testing.T, url string, short bool) {
	ctx := overBroker(t, url)
	tests.TestPubSub(t, tests.Features{
		Persistent: true, GuaranteedOrder: true, GuaranteedOrderWithSingleSubscriber: true, ForceShort: short,
	}, func(t *testing.T) (message.Publisher, message.Subscriber) {
		return &publisher{t: t, ctx: ctx, producers: map[string]components.Producer{}}, &plainSubscriber{t: t, ctx: ctx}
	}, nil)
}

// uuidHeader carries a Watermill message's id.
const uuidHeader = "watermill_uuid"

// publisher sends plain Watermill messages through the component's producers.
type publisher struct {
	t   *testing.T
	ctx *components.Context

	mu        sync.Mutex
	producers map[string]components.Producer
}

func (p *publisher) Publish(topic string, messages ...*message.Message) error {
	producer, err := p.producer(topic)
	if err != nil {
		return err
	}
	for _, m := range messages {
		ex := components.NewExchange(context.Background(), []byte(m.Payload))
		ex.Headers.Set(uuidHeader, m.UUID)
		for k, v := range m.Metadata {
			ex.Headers.Set(k, v)
		}
		if err := producer.Process(ex); err != nil {
			return err
		}
	}
	return nil
}

func (p *publisher) producer(topic string) (components.Producer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.producers == nil {
		return nil, errors.New("the publisher is closed")
	}
	if producer, ok := p.producers[topic]; ok {
		return producer, nil
	}
	producer, err := newEndpoint(p.t, p.ctx, "activemq:queue:"+topic).Producer()
	if err == nil {
		p.producers[topic] = producer
	}
	return producer, err
}

func (p *publisher) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for _, producer := range p.producers {
		errs = append(errs, producer.Close())
	}
	p.producers = nil
	return errors.Join(errs...)
}

// plainSubscriber makes plain Watermill messages of the exchanges, and completes these as the messages are settled.
type plainSubscriber struct {
	t   *testing.T
	ctx *components.Context

	mu     sync.Mutex
	subs   []message.Subscriber
	closed bool
}

func (s *plainSubscriber) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errors.New("the subscriber is closed")
	}
	sub, _, err := newEndpoint(s.t, s.ctx, "activemq:queue:"+topic).Subscriber(&components.RouteContext{Context: s.ctx, Trouble: func(error) {}})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	in, err := sub.Subscribe(ctx, topic)
	if err != nil {
		cancel()
		return nil, err
	}
	out := make(chan *message.Message)
	plain := &plainSubscription{Subscriber: sub, cancel: cancel}
	plain.passing.Go(func() {
		defer cancel()
		defer close(out)
		for m := range in {
			pass(ctx, components.ExchangeOf(m), out)
		}
	})
	s.subs = append(s.subs, plain)
	return out, nil
}

// plainSubscription ends the context of what it handed out when it is closed.
type plainSubscription struct {
	message.Subscriber
	cancel  context.CancelFunc
	passing sync.WaitGroup
}

func (s *plainSubscription) Close() error {
	s.cancel()
	err := s.Subscriber.Close()
	s.passing.Wait()
	return err
}

func pass(ctx context.Context, ex *components.Exchange, out chan<- *message.Message) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m := message.NewMessage(ex.Headers.Text(uuidHeader), ex.Body.([]byte))
	for k, v := range ex.Headers.All() {
		if k != uuidHeader && !internalHeader(k) {
			m.Metadata.Set(k, components.Text(v))
		}
	}
	m.SetContext(ctx)
	select {
	case out <- m:
	case <-ctx.Done():
		ex.Complete(components.ErrStopping)
		return
	}
	select {
	case <-m.Acked():
		ex.Complete(nil)
	case <-m.Nacked():
		ex.Complete(errSick)
	case <-ctx.Done():
		ex.Complete(components.ErrStopping)
	}
}

func (s *plainSubscriber) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var errs []error
	for _, sub := range s.subs {
		errs = append(errs, sub.Close())
	}
	s.subs = nil
	return errors.Join(errs...)
}
