package seda

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// open subscribes to a URI without working on what comes.
func open(t *testing.T, ctx *components.Context, uri string) (message.Subscriber, <-chan *message.Message) {
	t.Helper()
	sub, topic, err := componenttest.Source(t, ctx, Component, uri).Subscriber(&components.RouteContext{Context: ctx, RouteID: "r"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sub.Close() })
	messages, err := sub.Subscribe(t.Context(), topic)
	if err != nil {
		t.Fatal(err)
	}
	return sub, messages
}

func bodies(exchanges []*components.Exchange) []any {
	all := []any{}
	for _, ex := range exchanges {
		all = append(all, ex.Body)
	}
	return all
}

// taken are the exchanges that ride on msg, all of them taken at once.
func taken(msg *message.Message) []*components.Exchange {
	return slices.Collect(components.Exchanges(msg))
}

func fill(t *testing.T, ctx *components.Context, uri string, n int) {
	t.Helper()
	for i := range n {
		if err := send(t, ctx, uri, exchange(i)); err != nil {
			t.Fatalf("exchange %d: %v", i, err)
		}
	}
}

func TestWaitingExchangesComeAsBurst(t *testing.T) {
	ctx := &components.Context{}
	fill(t, ctx, "seda:cats", maxBurst+36)
	_, messages := open(t, ctx, "seda:cats")
	first := taken(<-messages)
	if got := bodies(first); len(got) != maxBurst || got[0] != 0 || got[maxBurst-1] != maxBurst-1 {
		t.Fatalf("got %v", got)
	}
	select {
	case msg := <-messages:
		t.Fatalf("a second message came before the first was through: %v", bodies(taken(msg)))
	default:
	}
	complete(first, nil)
	if got := bodies(taken(<-messages)); len(got) != 36 || got[0] != maxBurst {
		t.Errorf("got %v", got)
	}
}

func complete(exchanges []*components.Exchange, err error) {
	for _, ex := range exchanges {
		ex.Complete(err)
	}
}

func TestConcurrentConsumersGetOneByOne(t *testing.T) {
	ctx := &components.Context{}
	fill(t, ctx, "seda:cats", 3)
	const uri = "seda:cats?concurrentConsumers=2"
	if got := componenttest.Endpoint(t, ctx, Component, uri).(components.Concurrent).Concurrency(); got != 2 {
		t.Errorf("got concurrency %d", got)
	}
	_, messages := open(t, ctx, uri)
	for i := range 3 { // none is completed meanwhile
		if got := bodies(taken(<-messages)); len(got) != 1 || got[0] != i {
			t.Errorf("got %v", got)
		}
	}
}

// TestBurstFillsTheQueue holds that exchanges taken ahead count as waiting: the bound is exact.
func TestBurstFillsTheQueue(t *testing.T) {
	ctx := &components.Context{}
	const uri = "seda:cats?size=3"
	fill(t, ctx, uri, 3)
	_, messages := open(t, ctx, uri)
	next, stop := iter.Pull(components.Exchanges(<-messages))
	defer stop()
	ex, _ := next()
	fill(t, ctx, uri, 1) // one of the three is being worked on
	if err := send(t, ctx, uri, exchange("too many")); err == nil {
		t.Error("the queue took more than its size")
	}
	ex.Complete(nil)
	next()
	fill(t, ctx, uri, 1)
	if err := send(t, ctx, uri, exchange("too many")); err == nil {
		t.Error("the queue took more than its size")
	}
}

// TestWhatWasNotWorkedOnGoesBack holds that a reader that stops loses nothing and keeps the order.
func TestWhatWasNotWorkedOnGoesBack(t *testing.T) {
	ctx := &components.Context{}
	fill(t, ctx, "seda:cats", 5)
	sub, messages := open(t, ctx, "seda:cats")
	msg := <-messages
	for ex := range components.Exchanges(msg) { // the others go back
		ex.Complete(nil)
		break
	}
	if err := sub.Close(); err != nil {
		t.Fatal(err)
	}
	_, messages = open(t, ctx, "seda:cats")
	if got := bodies(taken(<-messages)); !slices.Equal(got, []any{1, 2, 3, 4}) {
		t.Errorf("got %v", got)
	}
}

func TestFailureIsNotGivenAgain(t *testing.T) {
	ctx := &components.Context{}
	fill(t, ctx, "seda:cats", 2)
	var got []any
	r := componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "seda:cats"), func(ex *components.Exchange) error {
		got = append(got, ex.Body)
		return errors.Join(errors.New("the step failed"), components.ErrStopping) // a cause, not the word of the engine
	})
	if err := componenttest.Endpoint(t, ctx, Component, "seda:cats").(components.Draining).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.Stop()
	if !slices.Equal(got, []any{0, 1}) {
		t.Errorf("got %v", got)
	}
}

func TestEveryRouteGetsACopy(t *testing.T) {
	ctx := &components.Context{}
	const uri = "seda:cats?multipleConsumers=true"
	if err := send(t, ctx, "seda:cats", exchange("waited")); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	got := map[string][]any{}
	reader := func(id string, err error) func(*components.Exchange) error {
		return func(ex *components.Exchange) error {
			mu.Lock()
			defer mu.Unlock()
			got[id] = append(got[id], ex.Body, ex.Properties.Value("CamelMulticastIndex"), ex.Properties.Value("CamelMulticastComplete"))
			ex.Body = "changed by " + id
			return err
		}
	}
	failure := errors.New("b fails")
	componenttest.Read(t, ctx, "a", componenttest.Source(t, ctx, Component, uri), reader("a", nil))
	componenttest.Read(t, ctx, "b", componenttest.Source(t, ctx, Component, uri), reader("b", failure))
	ex := exchange("request")
	ex.Pattern = components.InOut
	if err := send(t, ctx, "seda:cats", ex); !errors.Is(err, failure) || ex.Body != "request" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
	mu.Lock()
	defer mu.Unlock()
	if !slices.Equal(got["a"], []any{"waited", nil, nil, "request", 0, false}) || !slices.Equal(got["b"], []any{"request", 1, true}) {
		t.Errorf("got %v", got)
	}
}

func TestSecondReader(t *testing.T) {
	for _, row := range []struct{ first, second, want string }{
		{"", "", `route "a" reads the queue already; add multipleConsumers=true`},
		{"?multipleConsumers=true", "", `route "a" reads the queue already`},
		{"", "?multipleConsumers=true", `route "a" reads the queue already`},
	} {
		ctx := &components.Context{}
		r := componenttest.Read(t, ctx, "a", componenttest.Source(t, ctx, Component, "seda:cats"+row.first), func(*components.Exchange) error { return nil })
		second := func() (message.Subscriber, error) {
			sub, _, err := componenttest.Source(t, ctx, Component, "seda:cats"+row.second).Subscriber(&components.RouteContext{Context: ctx, RouteID: "b"})
			return sub, err
		}
		if _, err := second(); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%q, %q: got %v", row.first, row.second, err)
		}
		r.Stop()
		sub, err := second()
		if err != nil {
			t.Fatalf("after the first has left: %v", err)
		}
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestDrain(t *testing.T) {
	ctx := &components.Context{}
	source := componenttest.Source(t, ctx, Component, "seda:cats")
	drain := source.(components.Draining).Drain
	if err := drain(t.Context()); err != nil {
		t.Errorf("an empty queue: %v", err)
	}
	fill(t, ctx, "seda:cats", 10)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := drain(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("a queue that nobody reads: got %v", err)
	}
	n := 0
	componenttest.Read(t, ctx, "r", source, func(*components.Exchange) error { n++; return nil })
	if err := drain(t.Context()); err != nil || n != 10 {
		t.Errorf("got %v after %d", err, n)
	}
}

func TestPurgeAndStopTellTheSender(t *testing.T) {
	for name, end := range map[string]func(ctx *components.Context) error{
		"purge": func(ctx *components.Context) error {
			return componenttest.Endpoint(t, ctx, Component, "seda:cats?purgeWhenStopping=true").(components.Draining).Drain(t.Context())
		},
		"stop": func(ctx *components.Context) error { return ctx.Stop(t.Context()) },
	} {
		ctx := &components.Context{}
		e := componenttest.Endpoint(t, ctx, Component, "seda:cats").(*endpoint)
		outcome := make(chan error, 1)
		if sent, err := e.offer(t.Context(), entry{Exchange: exchange("x"), done: func(err error) { outcome <- err }}); !sent || err != nil {
			t.Fatal(sent, err)
		}
		if err := end(ctx); err != nil {
			t.Error(err)
		}
		if err := <-outcome; !errors.Is(err, errDropped) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
