package seda

import (
	"context"
	"sync"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/tests"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// TestPubSub runs Watermill's own suite over a queue: what it publishes is sent by a producer, and a message that it
// refuses is given back, as a route that stops does.
func TestPubSub(t *testing.T) {
	ctx := &components.Context{}
	tests.TestPubSub(t, tests.Features{Persistent: true, GuaranteedOrder: true, GuaranteedOrderWithSingleSubscriber: true},
		func(*testing.T) (message.Publisher, message.Subscriber) {
			return &publisher{t, ctx}, &plain{t: t, ctx: ctx, closed: make(chan struct{})}
		}, nil)
}

type publisher struct {
	t   *testing.T
	ctx *components.Context
}

func (p *publisher) Publish(topic string, messages ...*message.Message) error {
	target := componenttest.Endpoint(p.t, p.ctx, Component, "seda:"+topic+"?size=10000").(components.Target)
	producer, err := target.Producer()
	if err != nil {
		return err
	}
	for _, m := range messages {
		ex := components.NewExchange(context.Background(), []byte(m.Payload))
		ex.SetID(m.UUID)
		for k, v := range m.Metadata {
			ex.Headers.Set(k, v)
		}
		if err := producer.Process(ex); err != nil {
			return err
		}
	}
	return producer.Close()
}

func (*publisher) Close() error { return nil }

// plain turns the exchanges of a queue into plain messages.
type plain struct {
	t       *testing.T
	ctx     *components.Context
	mu      sync.Mutex
	subs    []message.Subscriber
	closed  chan struct{}
	once    sync.Once
	running sync.WaitGroup
}

func (s *plain) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	source := componenttest.Source(s.t, s.ctx, Component, "seda:"+topic+"?size=10000")
	sub, topic, err := source.Subscriber(&components.RouteContext{Context: s.ctx, RouteID: "suite"})
	if err != nil {
		return nil, err
	}
	in, err := sub.Subscribe(ctx, topic)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.subs = append(s.subs, sub)
	s.mu.Unlock()
	out := make(chan *message.Message)
	s.running.Go(func() {
		defer close(out)
		for msg := range in {
			stopped := false
			for ex := range components.Exchanges(msg) {
				stopped = stopped || !s.deliver(ctx, ex, out)
				if stopped {
					ex.Complete(components.ErrStopping)
				}
			}
		}
	})
	return out, nil
}

// deliver hands an exchange over until it is acknowledged; false means that the subscription ended first.
func (s *plain) deliver(ctx context.Context, ex *components.Exchange, out chan<- *message.Message) bool {
	for {
		id, _ := ex.Properties.Get("CamelCorrelationId")
		m := message.NewMessage(id.(string), ex.Body.([]byte))
		for k, v := range ex.Headers.All() {
			m.Metadata.Set(k, v.(string))
		}
		work, cancel := context.WithCancel(ctx)
		defer cancel()
		m.SetContext(work)
		select {
		case out <- m:
		case <-ctx.Done():
			return false
		case <-s.closed:
			return false
		}
		select {
		case <-m.Acked():
			ex.Complete(nil)
			return true
		case <-m.Nacked():
			cancel()
		case <-ctx.Done():
			return false
		case <-s.closed:
			return false
		}
	}
}

func (s *plain) Close() error {
	s.once.Do(func() {
		close(s.closed)
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, sub := range s.subs {
			if err := sub.Close(); err != nil {
				s.t.Error(err)
			}
		}
		s.running.Wait()
	})
	return nil
}
