package timer

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// racing is a timer without a delay, its route's part played by the test.
func racing(t *testing.T, options string) (sub message.Subscriber, topic string, ended *bool) {
	ended = new(bool)
	ctx := &components.Context{}
	sub, topic, err := componenttest.Source(t, ctx, Component, "timer:t?delay=-1&includeMetadata=true"+options).Subscriber(
		&components.RouteContext{Context: ctx, End: func(error) { *ended = true }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
	})
	return sub, topic, ended
}

// TestRaceRidesInBursts holds that a fast route gets bursts, a slow one single exchanges, and that each has its number.
func TestRaceRidesInBursts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sub, topic, ended := racing(t, "&repeatCount=1000")
		messages, err := sub.Subscribe(t.Context(), topic)
		if err != nil {
			t.Fatal(err)
		}
		count, largest, last := int64(0), 0, 0
		for msg := range messages {
			last = 0
			for ex := range components.Exchanges(msg) {
				last++
				if count++; ex.Properties.Value("CamelTimerCounter") != count {
					t.Fatalf("exchange %d says %v", count, ex.Properties.Value("CamelTimerCounter"))
				}
				if count > 500 {
					time.Sleep(time.Second)
				}
				if age := time.Since(ex.Created); age > time.Duration(2*burst)*time.Second {
					t.Fatalf("exchange %d was made %v before it is worked on", count, age)
				}
				ex.Complete(nil)
			}
			largest = max(largest, last)
		}
		if count != 1000 || !*ended || largest != burst || last != 1 {
			t.Errorf("got %d exchanges, ended %v, in bursts of up to %d, at last of %d", count, *ended, largest, last)
		}
	})
}

// TestRaceStops holds that one burst is out at a time, and that a subscription which ends meanwhile loses no count.
func TestRaceStops(t *testing.T) {
	sub, topic, ended := racing(t, "&repeatCount=2")
	subscription, cancel := context.WithCancel(t.Context())
	messages, err := sub.Subscribe(subscription, topic)
	if err != nil {
		t.Fatal(err)
	}
	first := <-messages
	cancel() // while the burst is out: the subscription ends all the same
	if _, open := <-messages; open {
		t.Error("a second burst came while the first was out")
	}
	if messages, err = sub.Subscribe(t.Context(), topic); err != nil {
		t.Fatal(err)
	}
	second := <-messages
	if n := components.ExchangeOf(second).Properties.Value("CamelTimerCounter"); n != int64(2) {
		t.Errorf("the second has number %v", n)
	}
	complete(first) // the old burst answers late
	complete(second)
	if _, open := <-messages; open || !*ended {
		t.Errorf("after the last: open %v, ended %v", open, *ended)
	}
}

func complete(msg *message.Message) {
	for ex := range components.Exchanges(msg) {
		ex.Complete(nil)
	}
}
