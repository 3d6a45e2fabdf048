package runtime

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/tests"
)

// store is a Pub/Sub that keeps each topic's messages in order until they are acked.
type store struct {
	mu     sync.Mutex
	topics map[string]chan *message.Message
}

func (s *store) topic(name string) chan *message.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.topics[name] == nil {
		s.topics[name] = make(chan *message.Message, 10000)
	}
	return s.topics[name]
}

// handle is what one reader or writer holds of a store.
type handle struct {
	*store
	closing chan struct{}
	once    sync.Once
	running sync.WaitGroup
}

func (s *store) handle() *handle { return &handle{store: s, closing: make(chan struct{})} }

func (h *handle) Publish(topic string, messages ...*message.Message) error {
	for _, m := range messages {
		h.topic(topic) <- m.Copy()
	}
	return nil
}

func (h *handle) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	in, out := h.topic(topic), make(chan *message.Message)
	h.running.Go(func() {
		defer close(out)
		for {
			select {
			case m := <-in:
				if !h.give(ctx, m, out) {
					in <- m
					return
				}
			case <-ctx.Done():
				return
			case <-h.closing:
				return
			}
		}
	})
	return out, nil
}

// give hands m over until it is acked; it answers whether it was.
func (h *handle) give(ctx context.Context, m *message.Message, out chan<- *message.Message) bool {
	for {
		given := m.Copy()
		given.SetContext(ctx)
		select {
		case out <- given:
		case <-ctx.Done():
			return false
		case <-h.closing:
			return false
		}
		select {
		case <-given.Acked():
			return true
		case <-given.Nacked():
		case <-h.closing:
			return false
		}
	}
}

func (h *handle) Close() error {
	h.once.Do(func() { close(h.closing) })
	h.running.Wait()
	return nil
}

// gated is a Subscriber made of gates and routers: each subscription has its own, over a handle of its own, with a handler
// that hands the message to the reader and waits for what the reader says.
type gated struct {
	store  *store
	mu     sync.Mutex
	ends   []func()
	closed bool
}

var errNacked = errors.New("nacked")

func (g *gated) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return nil, errors.New("closed")
	}
	gate := newGate(&supervisor{sub: g.store.handle(), ended: func() bool { return false }, changed: func(error, time.Duration) {}},
		&lifetime{work: context.Background(), patience: context.Background()}, 1)
	gate.redelivery.pause = func(int) time.Duration { return time.Millisecond }
	router, err := message.NewRouter(message.RouterConfig{}, nil)
	if err != nil {
		return nil, err
	}
	out, quit := make(chan *message.Message), make(chan struct{})
	router.AddMiddleware(gate.settle)
	router.AddConsumerHandler("handler", topic, gate, func(m *message.Message) error {
		given := m.Copy()
		life, cancel := context.WithCancel(ctx)
		defer cancel()
		given.SetContext(life)
		select {
		case out <- given:
		case <-quit:
			return errNacked
		}
		select {
		case <-given.Acked():
			return nil
		case <-given.Nacked():
		case <-quit:
		}
		return errNacked
	})
	go router.Run(context.Background())
	<-router.Running()
	end := sync.OnceFunc(func() {
		close(quit)
		_ = gate.Close()
		_ = router.Close()
		close(out)
	})
	context.AfterFunc(ctx, end)
	g.ends = append(g.ends, end)
	return out, nil
}

func (g *gated) Close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for _, end := range g.ends {
		end()
	}
	return nil
}

// TestGateKeepsWhatWatermillPromises runs Watermill's own suite for Pub/Subs over a gate and a router.
func TestGateKeepsWhatWatermillPromises(t *testing.T) {
	s := &store{topics: map[string]chan *message.Message{}} // outlives the handles
	tests.TestPubSub(t, tests.Features{Persistent: true, GuaranteedOrder: true, GuaranteedOrderWithSingleSubscriber: true},
		func(t *testing.T) (message.Publisher, message.Subscriber) {
			return s.handle(), &gated{store: s}
		}, nil)
}
