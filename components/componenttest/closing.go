package componenttest

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// patience is how long something may take that ought to happen at once.
const patience = 10 * time.Second

// examineClosing opens what the endpoint has, in the ways in which an engine ends it.
func examineClosing(t *testing.T, c components.Component, spec Spec, text string) {
	if e, ok := Endpoint(t, newContext(t, spec), c, text).(components.Target); ok {
		t.Run("producer", func(t *testing.T) { examineProducer(t, c, spec, e.URI()) })
	}
	if _, ok := Endpoint(t, newContext(t, spec), c, text).(components.Source); !ok {
		return
	}
	for _, way := range []struct {
		name string
		end  func(t *testing.T, sub message.Subscriber, cancel context.CancelFunc)
	}{
		{"the context ends", func(_ *testing.T, _ message.Subscriber, cancel context.CancelFunc) { cancel() }},
		{"close while nobody reads", func(t *testing.T, sub message.Subscriber, _ context.CancelFunc) { mustClose(t, sub) }},
	} {
		t.Run(way.name, func(t *testing.T) {
			before := goroutines()
			ctx := newContext(t, spec)
			source := Source(t, ctx, c, text)
			sub, messages, cancel := subscribe(t, ctx, source)
			defer cancel()
			way.end(t, sub, cancel)
			mustEnd(t, messages)
			cancel()
			mustClose(t, sub)
			mustClose(t, sub)
			if err := ctx.Stop(t.Context()); err != nil {
				t.Errorf("stopping the component: %v", err)
			}
			before.noMore(t, "everything ends")
		})
	}
}

func examineProducer(t *testing.T, c components.Component, spec Spec, text string) {
	before := goroutines()
	ctx := newContext(t, spec)
	target := Endpoint(t, ctx, c, text).(components.Target)
	if err := ctx.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := target.Producer()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := within(t, "closing the producer", p.Close); err != nil {
			t.Errorf("closing the producer: %v", err)
		}
	}
	if err := ctx.Stop(t.Context()); err != nil {
		t.Errorf("stopping the component: %v", err)
	}
	before.noMore(t, "everything ends")
}

func subscribe(t *testing.T, ctx *components.Context, source components.Source) (message.Subscriber, <-chan *message.Message, context.CancelFunc) {
	t.Helper()
	if err := ctx.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	sub, topic, err := source.Subscriber(&components.RouteContext{
		Context: ctx, RouteID: "exam", End: func(error) {}, Trouble: func(error) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	subscription, cancel := context.WithCancel(t.Context())
	messages, err := sub.Subscribe(subscription, topic)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	return sub, messages, cancel
}

// mustEnd waits until the channel is closed; what comes meanwhile is given back.
func mustEnd(t *testing.T, messages <-chan *message.Message) {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case msg, ok := <-messages:
			if !ok {
				return
			}
			giveBack(msg)
		case <-late:
			t.Fatal("the subscription does not end")
		}
	}
}

func giveBack(msg *message.Message) {
	components.Refuse(msg)
	msg.Nack()
}

func mustClose(t *testing.T, sub message.Subscriber) {
	t.Helper()
	if err := within(t, "closing the subscriber", sub.Close); err != nil {
		t.Errorf("closing the subscriber: %v", err)
	}
}

func within(t *testing.T, what string, f func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		t.Fatalf("%s does not end", what)
		return nil
	}
}

// count is a number of goroutines.
type count int

func goroutines() count { return count(runtime.NumGoroutine()) }

// noMore waits until there are no more goroutines than at the count.
func (c count) noMore(t *testing.T, rule string) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for runtime.NumGoroutine() > int(c) {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%s, but there are goroutines left:\n%s", rule, stacks[:runtime.Stack(stacks, true)])
		}
		time.Sleep(time.Millisecond) // there is no event for the end of a goroutine
	}
}
