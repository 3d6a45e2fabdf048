package activemq

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// errNoAnswer is the cause of a context that ended with requestTimeout.
type errNoAnswer struct{ after time.Duration }

func (e errNoAnswer) Error() string { return fmt.Sprintf("no answer within %s", e.after) }

func (e errNoAnswer) Unwrap() error { return context.DeadlineExceeded }

// subscriber reads for one route: it hands exchanges over and settles each message as its exchange ends.
type subscriber struct {
	*endpoint
	rc      *components.RouteContext
	closing context.Context // ends when the subscriber is closed
	close   context.CancelFunc

	mu      sync.Mutex // so that nothing starts behind a close
	running sync.WaitGroup
}

func newSubscriber(e *endpoint, rc *components.RouteContext) *subscriber {
	s := &subscriber{endpoint: e, rc: rc}
	s.closing, s.close = context.WithCancel(context.Background())
	return s
}

// Subscribe opens a subscription. Its channel closes when ctx ends or the broker is lost.
func (s *subscriber) Subscribe(ctx context.Context, _ string) (<-chan *message.Message, error) {
	s.mu.Lock()
	if s.closing.Err() != nil {
		s.mu.Unlock()
		return nil, errors.New("the subscriber is closed")
	}
	s.running.Add(1)
	s.mu.Unlock()

	ctx, cancel := context.WithCancel(ctx)
	forget := context.AfterFunc(s.closing, cancel)
	end := func() {
		forget()
		cancel()
		s.running.Done()
	}
	opening, stop := s.withTimeout(ctx)
	sub, err := s.protocol.subscribe(opening)
	stop()
	s.reading.set(err)
	if err != nil {
		end()
		return nil, err
	}
	s.rc.Trouble(nil)
	out := make(chan *message.Message)
	go func() {
		defer end()
		defer close(out)
		defer sub.Close()
		s.read(ctx, sub, out)
	}()
	return out, nil
}

func (s *subscriber) read(ctx context.Context, sub subscription, out chan<- *message.Message) {
	work := context.WithoutCancel(ctx)
	for {
		d, err := sub.Receive(ctx)
		if ctx.Err() != nil {
			if err == nil {
				d.Release()
			}
			return
		}
		if err != nil {
			s.reading.set(err)
			s.rc.Trouble(err)
			return
		}
		ex := decode(work, s.ctx.Now(), d.Message)
		ex.OnCompletion(func(_ *components.Exchange, err error) { settle(d, err) })
		select {
		case out <- ex.Msg():
		case <-ctx.Done():
			d.Release()
			return
		}
	}
}

func settle(d *broker.Delivery, err error) {
	switch {
	case err == nil:
		d.Ack()
	case errors.Is(err, components.ErrStopping):
		d.Release()
	default:
		d.Nack(err)
	}
}

// Close ends the subscriptions and waits for their end.
func (s *subscriber) Close() error {
	s.mu.Lock()
	s.close()
	s.mu.Unlock()
	s.running.Wait()
	return nil
}
