package broker

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

var topic = Destination{Topic: true, Name: "cats"}

func TestTopicGivesEverySubscriberAll(t *testing.T) {
	b := newBroker(t)
	send(t, b, topic, "before anybody listens")
	first, second := subscribe(t, b, topic, DefaultPolicy), subscribe(t, b, topic, DefaultPolicy)
	send(t, b, topic, 1, 2)
	expect(t, first, 1, 2)
	expect(t, second, 1, 2)
	second.Close()
	send(t, b, topic, 3)
	expect(t, first, 3)
	first.Close()
	if len(b.topics) != 0 {
		t.Errorf("topics left: %v", b.topics)
	}
	if len(b.queues) != 0 {
		t.Errorf("queues made: %v", b.queues)
	}
}

func TestASlowSubscriberHoldsThePublisherBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		fast, slow := subscribe(t, b, topic, DefaultPolicy), subscribe(t, b, topic, DefaultPolicy)
		done := make(chan error, 1)
		count := SubscriptionLimits.Messages + 10
		go func() {
			for i := range count {
				if err := b.Send(t.Context(), &Message{Destination: topic, Body: i}); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
		for i := range SubscriptionLimits.Messages {
			expect(t, fast, i)
		}
		synctest.Wait()
		if len(done) > 0 {
			t.Fatal("the publisher did not wait for the slow subscriber")
		}
		for i := range 10 {
			expect(t, slow, i)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		for i := SubscriptionLimits.Messages; i < count; i++ {
			expect(t, fast, i)
		}
	})
}

func TestAPublisherGoesOnWhenTheSlowSubscriberLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		slow := subscribe(t, b, topic, DefaultPolicy)
		for i := range SubscriptionLimits.Messages {
			send(t, b, topic, i)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := b.Send(ctx, &Message{Destination: topic}); !errors.Is(err, ErrFull) {
			t.Fatalf("got %v", err)
		}
		sent := make(chan error, 1)
		go func() { sent <- b.Send(t.Context(), &Message{Destination: topic}) }()
		synctest.Wait()
		slow.Close()
		if err := <-sent; err != nil {
			t.Error(err)
		}
	})
}

func TestDrain(t *testing.T) {
	for _, d := range []Destination{cats, topic} {
		t.Run(d.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBroker(t)
				c := subscribe(t, b, d, DefaultPolicy)
				send(t, b, d, 1, 2)
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				if err := b.Drain(ctx, d); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v", err)
				}
				drained := make(chan error, 1)
				go func() { drained <- b.Drain(t.Context(), d) }()
				expect(t, c, 1)
				synctest.Wait()
				if len(drained) > 0 {
					t.Fatal("drained with a message left")
				}
				expect(t, c, 2)
				if err := <-drained; err != nil {
					t.Error(err)
				}
			})
		})
	}
}
