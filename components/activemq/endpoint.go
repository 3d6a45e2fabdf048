package activemq

import (
	"context"
	"sync"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// endpoint is a queue or topic of a broker.
type endpoint struct {
	ctx         *components.Context
	uri         string
	opts        *Options
	url         *brokerURL
	destination broker.Destination
	protocol    protocol
	reading     condition
	sending     condition
}

func (e *endpoint) URI() string { return e.uri }

// Link is the broker and the destination.
func (e *endpoint) Link() string { return e.url.String() + " " + e.destination.String() }

// Concurrency is the number of concurrent consumers.
func (e *endpoint) Concurrency() int { return e.opts.ConcurrentConsumers }

// Drain waits until the messages of the broker inside the process are settled; those of other brokers outlive it.
func (e *endpoint) Drain(ctx context.Context) error { return e.protocol.drain(ctx) }

// Subscriber reads the destination for one route.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	return newSubscriber(e, rc), e.opts.DestinationName, nil
}

// Producer opens a connection to send through.
func (e *endpoint) Producer() (components.Producer, error) {
	ctx, cancel := e.withTimeout(context.Background())
	defer cancel()
	s, err := e.protocol.connect(ctx)
	e.sending.set(err)
	if err != nil {
		return nil, err
	}
	return &producer{endpoint: e, sender: s}, nil
}

// withTimeout bounds ctx by requestTimeout.
func (e *endpoint) withTimeout(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, e.opts.RequestTimeout, errNoAnswer{e.opts.RequestTimeout})
}

// Health tells why the broker cannot be used, as far as is known.
func (e *endpoint) Health() components.Health {
	h := components.Health{Up: true, Detail: components.NewMap("broker", e.url.String())}
	for _, c := range []*condition{&e.reading, &e.sending} {
		if err := c.get(); err != nil {
			h.Up, h.Reason = false, err.Error()
			return h
		}
	}
	e.protocol.describe(h.Detail)
	return h
}

// condition is why something does not work; nil while it does.
type condition struct {
	mu  sync.Mutex
	err error
}

func (c *condition) get() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

func (c *condition) set(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.err = err
}
