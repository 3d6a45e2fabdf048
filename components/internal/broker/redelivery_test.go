package broker

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

var errSick = errors.New("the cat is sick")

func TestNackDeliversAgainInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		send(t, b, cats, "a", "b")
		c := subscribe(t, b, cats, DefaultPolicy)
		start := time.Now()
		for again := range 3 {
			d := receive(t, c)
			if d.Body != "a" || d.Redeliveries != again || d.Redelivered != (again > 0) {
				t.Fatalf("delivery %d: got %v, %d redeliveries, redelivered %v", again, d.Body, d.Redeliveries, d.Redelivered)
			}
			d.Nack(errSick)
		}
		expect(t, c, "a", "b")
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("three redeliveries took %v", took)
		}
	})
}

func TestADelayedMessageHoldsUpOnlyItsConsumer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		send(t, b, cats, "a", "b", "c")
		first, second := subscribe(t, b, cats, DefaultPolicy), subscribe(t, b, cats, DefaultPolicy)
		receive(t, first).Nack(errSick)
		expectNothing(t, first)
		expect(t, second, "b", "c")
		expectNothing(t, second)
		time.Sleep(time.Second)
		expect(t, second, "a")
	})
}

func TestGivenUpMessagesGoToTheDeadLetterQueue(t *testing.T) {
	for _, d := range []Destination{cats, {Topic: true, Name: "cats"}} {
		t.Run(d.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBroker(t)
				c := subscribe(t, b, d, DefaultPolicy)
				send(t, b, d, "a")
				deliveries := 0
				for {
					if n, _ := b.Queues(d)[0].Stats(); n == 0 {
						break
					}
					receive(t, c).Nack(errSick)
					deliveries++
				}
				if deliveries != 7 {
					t.Errorf("%d deliveries", deliveries)
				}
				dead := receive(t, subscribe(t, b, Destination{Name: DeadLetterQueue}, DefaultPolicy))
				if dead.Body != "a" || dead.Headers.Text(FailureCause) != errSick.Error() || dead.Headers.Text("originalDestination") != d.String() {
					t.Errorf("got %v %v", dead.Body, dead.Headers.Map())
				}
				if dead.Redelivered {
					t.Error("the dead letter starts as redelivered")
				}
			})
		})
	}
}

func TestTheDeadLetterQueueLosesNothing(t *testing.T) {
	limits := QueueLimits
	t.Cleanup(func() { QueueLimits = limits })
	QueueLimits.Messages = 1
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		policy := Policy{Prefetch: 1, RedeliveryDelay: time.Second}
		dlq := Destination{Name: DeadLetterQueue}
		send(t, b, dlq, "old")
		send(t, b, cats, "a")
		c := subscribe(t, b, cats, policy)
		receive(t, c).Nack(errSick) // no room among the dead letters: it stays
		d := receive(t, c)
		dead := subscribe(t, b, dlq, policy)
		for range 20 { // on the dead letter queue itself nothing is given up
			receive(t, dead).Nack(errSick)
		}
		expect(t, dead, "old")
		d.Nack(errSick)
		expect(t, dead, "a")
	})
}

func TestExpiredMessagesAreDeadLetters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		m := &Message{Destination: cats, Body: "old", Expiration: time.Now().Add(time.Minute)}
		if err := b.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		send(t, b, cats, "fresh")
		time.Sleep(time.Minute)
		expect(t, subscribe(t, b, cats, DefaultPolicy), "fresh")
		dead := receive(t, subscribe(t, b, Destination{Name: DeadLetterQueue}, DefaultPolicy))
		if dead.Body != "old" || dead.Headers.Text(FailureCause) != errExpired.Error() || !dead.Expiration.IsZero() {
			t.Errorf("got %+v", dead.Message)
		}
	})
}

func TestCloseWhileAMessageIsDelayed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBroker(t)
		send(t, b, cats, "a", "b")
		c := subscribe(t, b, cats, DefaultPolicy)
		receive(t, c).Nack(errSick)
		c.Close()
		other := subscribe(t, b, cats, DefaultPolicy)
		d := receive(t, other)
		if d.Body != "a" || d.Redeliveries != 1 {
			t.Errorf("got %v after %d redeliveries", d.Body, d.Redeliveries)
		}
		d.Ack()
		expect(t, other, "b")
	})
}

func TestHooks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []any
		q := NewQueue(cats, QueueLimits, time.Now)
		q.Acked = func(m *Message) { told = append(told, "acked", m.Tag) }
		q.Dead = func(m *Message, reason error) bool { told = append(told, "dead", m.Tag); return true }
		defer q.Close()
		for tag := range 2 {
			if err := q.Put(t.Context(), &Message{Tag: tag}); err != nil {
				t.Fatal(err)
			}
		}
		c, err := q.Consume(Policy{Prefetch: 1})
		if err != nil {
			t.Fatal(err)
		}
		receive(t, c).Nack(errSick)
		d := receive(t, c)
		d.Ack()
		d.Ack()
		d.Nack(errSick)
		if len(told) != 4 || told[0] != "dead" || told[1] != 0 || told[2] != "acked" || told[3] != 1 {
			t.Errorf("got %v", told)
		}
	})
}
