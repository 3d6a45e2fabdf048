package broker

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func fill(t *testing.T, limits Limits) *Queue {
	t.Helper()
	q := NewQueue(cats, limits, time.Now)
	t.Cleanup(q.Close)
	for i := range limits.Messages {
		if err := q.Put(t.Context(), &Message{Body: i}); err != nil {
			t.Fatal(err)
		}
	}
	return q
}

func TestAFullQueueHoldsTheSenderBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := fill(t, Limits{Messages: 2, Bytes: 1 << 20})
		sent := make(chan error, 1)
		go func() { sent <- q.Put(t.Context(), &Message{Body: 2}) }()
		synctest.Wait()
		select {
		case err := <-sent:
			t.Fatalf("sent into a full queue: %v", err)
		default:
		}
		c, err := q.Consume(DefaultPolicy)
		if err != nil {
			t.Fatal(err)
		}
		d := receive(t, c)
		synctest.Wait()
		if len(sent) > 0 {
			t.Fatal("a message that is not acknowledged made room")
		}
		d.Ack()
		if err := <-sent; err != nil {
			t.Fatal(err)
		}
		expect(t, c, 1, 2)
	})
}

func TestASenderThatWaitsInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := fill(t, Limits{Messages: 2, Bytes: 1 << 20})
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		start := time.Now()
		err := q.Put(ctx, &Message{})
		if !errors.Is(err, ErrFull) || !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 20*time.Second {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		if want := "queue://cats is full (its limits are 2 messages and 1 MiB)"; !strings.HasPrefix(fmt.Sprint(err), want) {
			t.Errorf("got %v", err)
		}
	})
}

func TestBytesAreBounded(t *testing.T) {
	q := NewQueue(cats, Limits{Messages: 100, Bytes: 10_000}, time.Now)
	defer q.Close()
	if !q.offer(&Message{Body: strings.Repeat("x", 50_000)}) {
		t.Error("a large message alone must pass")
	}
	if q.offer(&Message{Body: []byte("y")}) {
		t.Error("a message beyond the limit passed")
	}
	c, err := q.Consume(DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	receive(t, c).Ack()
	for i := range 9 {
		if !q.offer(&Message{Body: make([]byte, 800)}) {
			t.Errorf("message %d did not fit", i)
		}
	}
	if q.offer(&Message{Body: make([]byte, 800)}) {
		t.Error("a message beyond the limit passed")
	}
}

func TestExpiredMessagesMakeRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewQueue(cats, Limits{Messages: 2, Bytes: 1 << 20}, time.Now)
		defer q.Close()
		soon := time.Now().Add(time.Second)
		for _, m := range []*Message{{Body: "a", Expiration: soon}, {Body: "b"}} {
			if err := q.Put(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Second)
		if err := q.Put(t.Context(), &Message{Body: "c"}); err != nil {
			t.Fatal(err)
		}
		c, err := q.Consume(DefaultPolicy)
		if err != nil {
			t.Fatal(err)
		}
		expect(t, c, "b", "c")
	})
}

func TestCloseWhileASenderWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := fill(t, Limits{Messages: 1, Bytes: 1 << 20})
		sent := make(chan error, 1)
		go func() { sent <- q.Put(t.Context(), &Message{}) }()
		synctest.Wait()
		q.Close()
		if err := <-sent; !errors.Is(err, ErrClosed) {
			t.Errorf("got %v", err)
		}
	})
}
