package broker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

var cats = Destination{Name: "cats"}

func newBroker(t *testing.T) *Broker {
	t.Helper()
	b := New(time.Now)
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func send(t *testing.T, b *Broker, d Destination, bodies ...any) {
	t.Helper()
	for _, body := range bodies {
		if err := b.Send(t.Context(), &Message{Destination: d, Body: body}); err != nil {
			t.Fatal(err)
		}
	}
}

func subscribe(t *testing.T, b *Broker, d Destination, policy Policy) *Consumer {
	t.Helper()
	c, err := b.Subscribe(d, policy)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func receive(t *testing.T, c *Consumer) *Delivery {
	t.Helper()
	d, err := c.Receive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// expect takes and acknowledges messages and wants these bodies.
func expect(t *testing.T, c *Consumer, bodies ...any) {
	t.Helper()
	for _, want := range bodies {
		d := receive(t, c)
		if d.Body != want {
			t.Fatalf("got %v, want %v", d.Body, want)
		}
		d.Ack()
	}
}

// expectNothing wants that the consumer waits. It belongs into a synctest bubble.
func expectNothing(t *testing.T, c *Consumer) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if d, err := c.Receive(ctx); err == nil {
		t.Fatalf("got %v", d.Body)
	}
}

func TestQueueKeepsWhatNobodyReads(t *testing.T) {
	b := newBroker(t)
	send(t, b, cats, "a", "b", "c")
	expect(t, subscribe(t, b, cats, DefaultPolicy), "a", "b", "c")
	if n, _ := b.Queues(cats)[0].Stats(); n != 0 {
		t.Errorf("%d messages left", n)
	}
}

func TestQueueGivesEachMessageToOneConsumer(t *testing.T) {
	const senders, consumers, each = 4, 5, 500
	b := newBroker(t)
	got := make(chan any, senders*each)
	for range consumers {
		c := subscribe(t, b, cats, Policy{Prefetch: 3})
		go func() {
			for {
				d, err := c.Receive(context.Background())
				if err != nil {
					return
				}
				got <- d.Body
				d.Ack()
			}
		}()
	}
	var sending sync.WaitGroup
	for s := range senders {
		sending.Go(func() {
			for i := range each {
				if err := b.Send(t.Context(), &Message{Destination: cats, Body: s*each + i}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	sending.Wait()
	seen := map[any]bool{}
	for range senders * each {
		body := <-got
		if seen[body] {
			t.Fatalf("%v came twice", body)
		}
		seen[body] = true
	}
	if err := b.Drain(t.Context(), cats); err != nil {
		t.Error(err)
	}
}

func TestQueueKeepsTheOrderOfASender(t *testing.T) {
	b := newBroker(t)
	c := subscribe(t, b, cats, DefaultPolicy)
	go func() {
		for i := range 5000 {
			if err := b.Send(context.Background(), &Message{Destination: cats, Body: i}); err != nil {
				return
			}
		}
	}()
	for i := range 5000 {
		expect(t, c, i)
	}
}

func TestPrefetchBoundsWhatAConsumerHolds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		send(t, b, cats, 1, 2, 3)
		c := subscribe(t, b, cats, Policy{Prefetch: 2})
		first, second := receive(t, c), receive(t, c)
		expectNothing(t, c)
		got := make(chan any)
		go func() {
			d, err := c.Receive(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			got <- d.Body
		}()
		synctest.Wait()
		second.Ack()
		if body := <-got; body != 3 {
			t.Errorf("got %v", body)
		}
		first.Ack()
	})
}

func TestWhatAClosedConsumerHeldGoesBackToItsPlace(t *testing.T) {
	b := newBroker(t)
	send(t, b, cats, 1, 2, 3, 4)
	c := subscribe(t, b, cats, Policy{Prefetch: 3})
	for range 3 {
		receive(t, c)
	}
	late := c.outstanding[1]
	c.Close()
	other := subscribe(t, b, cats, Policy{Prefetch: 9})
	late.Ack() // too late: the message has a new owner
	for want := 1; want <= 4; want++ {
		d := receive(t, other)
		if d.Body != want || d.Redelivered {
			t.Errorf("got %v (redelivered %v), want %v", d.Body, d.Redelivered, want)
		}
		d.Ack()
	}
	if _, err := c.Receive(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v", err)
	}
}

// A nudge to a consumer that goes away must reach another.
func TestNoWakeUpIsLost(t *testing.T) {
	b := newBroker(t)
	steady := subscribe(t, b, cats, DefaultPolicy)
	for i := range 2000 {
		flaky, err := b.Subscribe(cats, DefaultPolicy)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var work sync.WaitGroup
		work.Go(func() {
			if d, err := flaky.Receive(ctx); err == nil {
				d.Release()
			}
		})
		work.Go(func() {
			if err := b.Send(t.Context(), &Message{Destination: cats, Body: i}); err != nil {
				t.Error(err)
			}
		})
		work.Go(cancel)
		if i%2 == 0 {
			work.Go(flaky.Close)
		}
		expect(t, steady, i)
		work.Wait()
		flaky.Close()
	}
}

func TestMessagesAreCopies(t *testing.T) {
	b := newBroker(t)
	body := components.NewMap("list", []any{components.NewMap("a", 1)})
	m := &Message{Destination: cats, Body: body}
	m.Headers.Set("color", "black")
	if err := b.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	change := func(m *Message) {
		list := m.Body.(*components.Map).Value("list").([]any)
		list[0].(*components.Map).Set("a", 2)
		list[0] = nil
		m.Headers.Set("color", "white")
	}
	change(m)
	c := subscribe(t, b, cats, Policy{Prefetch: 1})
	for range 2 { // the second delivery does not see what the first receiver did
		d := receive(t, c)
		if got := fmt.Sprint(components.Text(d.Body), d.Headers.Text("color")); got != "{list=[{a=1}]}black" {
			t.Errorf("got %s", got)
		}
		change(d.Message)
		d.Release()
	}
}

func TestUnusedQueuesAreForgotten(t *testing.T) {
	b := newBroker(t)
	for i := range 3 * maxDestinations {
		c, err := b.Subscribe(Destination{Name: fmt.Sprint(i)}, DefaultPolicy)
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
	for i := range maxDestinations {
		send(t, b, Destination{Name: fmt.Sprint(i)}, "x")
	}
	err := b.Send(t.Context(), &Message{Destination: cats})
	if err == nil {
		t.Fatal("there is no limit to destinations")
	}
}

func TestCloseEndsEverybody(t *testing.T) {
	b := New(time.Now)
	c := subscribe(t, b, cats, DefaultPolicy)
	topic := subscribe(t, b, Destination{Topic: true, Name: "cats"}, DefaultPolicy)
	var waiting sync.WaitGroup
	for _, c := range []*Consumer{c, topic} {
		waiting.Go(func() {
			if _, err := c.Receive(context.Background()); !errors.Is(err, ErrClosed) {
				t.Errorf("got %v", err)
			}
		})
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	waiting.Wait()
	for _, d := range []Destination{cats, {Topic: true, Name: "cats"}} {
		if err := b.Send(t.Context(), &Message{Destination: d}); !errors.Is(err, ErrClosed) {
			t.Errorf("send to %s: %v", d, err)
		}
		if _, err := b.Subscribe(d, DefaultPolicy); !errors.Is(err, ErrClosed) {
			t.Errorf("subscribe to %s: %v", d, err)
		}
	}
}

func TestFifo(t *testing.T) {
	var f fifo
	var want []uint64
	next := uint64(0)
	for round := range 200 {
		for range round {
			next++
			f.push(&entry{sequence: next})
			want = append(want, next)
		}
		for range round * 2 / 3 {
			if e := f.pop(); e.sequence != want[0] {
				t.Fatalf("got %d, want %d", e.sequence, want[0])
			}
			want = want[1:]
		}
		f.deleteFunc(func(e *entry) bool { return e.sequence%7 == 0 })
		want = slices.DeleteFunc(want, func(s uint64) bool { return s%7 == 0 })
	}
	for range want {
		f.pop()
	}
	if f.pop() != nil || len(f.entries) != 0 {
		t.Errorf("%d entries left", len(f.entries))
	}
}
