package activemq

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Connections are cut again and again while messages pass a queue: each arrives, and nothing hangs.
func TestStompConnectionsAreCut(t *testing.T) {
	const count, cuts = 600, 40
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats?concurrentConsumers=3&requestTimeout=5s")
	e.protocol.(*stompProtocol).beatOut = 6 * time.Second // go-stomp gives up waiting in half of it
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	p := newProducer(t, e)
	progress := make(chan struct{}, count)
	var work sync.WaitGroup
	for sender := range 3 {
		work.Go(func() {
			for i := sender; i < count; {
				err := p.Process(components.NewExchange(ctx, strconv.Itoa(i)))
				switch {
				case err == nil:
					progress <- struct{}{}
					i += 3
				case !errors.Is(err, components.ErrConnection):
					t.Error(err)
					return
				}
			}
		})
	}
	r := newRoute(t, e)
	seen := map[string]bool{}
	work.Go(func() {
		for len(seen) < count && ctx.Err() == nil {
			m, ok := <-r.in
			if !ok {
				if in, err := r.sub.Subscribe(ctx, ""); err == nil {
					r.in = in
				}
				continue
			}
			ex := components.ExchangeOf(m)
			seen[ex.Body.(string)] = true
			ex.Complete(nil)
		}
	})
	for i := range count {
		select {
		case <-progress:
		case <-ctx.Done():
			t.Fatal("sending hangs")
		}
		if i%(count/cuts) == 0 {
			fake.drop()
		}
	}
	work.Wait()
	if len(seen) != count {
		t.Errorf("%d of %d messages arrived", len(seen), count)
	}
}

func TestStompBrokerThatThrowsClientsOut(t *testing.T) {
	fake := startFake(t, func(f *fakeActiveMQ) { f.full = true })
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats")
	e.protocol.(*stompProtocol).beatOut = 6 * time.Second
	for range 30 {
		if _, err := e.protocol.subscribe(t.Context()); !errors.Is(err, components.ErrConnection) {
			t.Fatalf("got %v", err)
		}
		if s, err := e.protocol.connect(t.Context()); err == nil {
			s.close()
		}
	}
}
