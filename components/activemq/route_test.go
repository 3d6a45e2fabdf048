package activemq

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// properties configure the component in a test.
type properties map[string]string

func newContext(t testing.TB, p properties) *components.Context {
	t.Helper()
	ctx := &components.Context{Property: func(key string) (string, bool) { v, ok := p[key]; return v, ok }}
	t.Cleanup(func() {
		if err := ctx.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return ctx
}

// overBroker is a context whose endpoints speak to the broker at url.
func overBroker(t testing.TB, url string) *components.Context {
	t.Helper()
	return newContext(t, properties{"camel.component.activemq.brokerURL": url})
}

func newEndpoint(t testing.TB, ctx *components.Context, text string) *endpoint {
	t.Helper()
	uri, err := components.ParseURI(text)
	if err != nil {
		t.Fatal(err)
	}
	e, err := Component.Endpoint(ctx, uri)
	if err != nil {
		t.Fatal(err)
	}
	return e.(*endpoint)
}

func newProducer(t testing.TB, e *endpoint) components.Producer {
	t.Helper()
	p, err := e.Producer()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func sendTo(t testing.TB, p components.Producer, bodies ...any) {
	t.Helper()
	for _, body := range bodies {
		if err := p.Process(components.NewExchange(t.Context(), body)); err != nil {
			t.Fatal(err)
		}
	}
}

// route stands for the engine's side of a source.
type route struct {
	t       testing.TB
	sub     message.Subscriber
	in      <-chan *message.Message
	mu      sync.Mutex
	trouble error
}

func newRoute(t testing.TB, e *endpoint) *route {
	t.Helper()
	r := &route{t: t}
	sub, _, err := e.Subscriber(&components.RouteContext{Context: e.ctx, Trouble: r.tell})
	if err != nil {
		t.Fatal(err)
	}
	r.sub = sub
	t.Cleanup(r.close)
	r.subscribe()
	return r
}

func (r *route) tell(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trouble = err
}

func (r *route) lastTrouble() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.trouble
}

func (r *route) subscribe() {
	r.t.Helper()
	in, err := r.sub.Subscribe(context.Background(), "")
	if err != nil {
		r.t.Fatal(err)
	}
	r.in = in
}

func (r *route) close() {
	if err := r.sub.Close(); err != nil {
		r.t.Error(err)
	}
}

const patience = 20 * time.Second

// next answers the next exchange; the test settles it by Complete.
func (r *route) next() *components.Exchange {
	r.t.Helper()
	select {
	case m, ok := <-r.in:
		if !ok {
			r.t.Fatal("the subscription ended: ", r.lastTrouble())
		}
		return components.ExchangeOf(m)
	case <-time.After(patience):
		r.t.Fatal("no message came")
	}
	return nil
}

// expect wants these bodies and acknowledges them.
func (r *route) expect(bodies ...any) {
	r.t.Helper()
	for _, want := range bodies {
		ex := r.next()
		if ex.Body != want {
			r.t.Fatalf("got %v, want %v", ex.Body, want)
		}
		ex.Complete(nil)
	}
}

// ended waits until the subscription has ended.
func (r *route) ended() {
	r.t.Helper()
	select {
	case m, ok := <-r.in:
		if ok {
			r.t.Fatalf("got %v", components.ExchangeOf(m).Body)
		}
	case <-time.After(patience):
		r.t.Fatal("the subscription did not end")
	}
}

// eventually waits until a condition holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never came true: ", what)
		}
	}
}
