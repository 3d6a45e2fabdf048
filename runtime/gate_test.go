package runtime

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// commitLog is a plain Pub/Sub in the manner of Kafka: it gives one message after the other, gives a nacked one again at
// once, commits an acked one, and forgets what is under way when it is closed.
type commitLog struct {
	closing   chan struct{}
	running   sync.WaitGroup
	committed []string
	given     int
}

func (c *commitLog) Subscribe(ctx context.Context, _ string) (<-chan *message.Message, error) {
	out := make(chan *message.Message)
	c.running.Go(func() {
		defer close(out)
		for offset := 0; ; {
			id := strconv.Itoa(offset)
			msg := message.NewMessage(id, []byte("body "+id))
			msg.SetContext(ctx)
			select {
			case out <- msg:
				c.given++
			case <-c.closing:
				return
			case <-ctx.Done():
				return
			}
			select {
			case <-msg.Acked():
				c.committed = append(c.committed, id)
				offset++
			case <-msg.Nacked():
			case <-c.closing:
				return
			case <-ctx.Done():
				return
			}
		}
	})
	return out, nil
}

func (c *commitLog) Close() error {
	close(c.closing)
	c.running.Wait()
	return nil
}

func TestNothingHandledStaysUncommitted(t *testing.T) {
	for range 100 {
		synctest.Test(t, func(t *testing.T) {
			source := &commitLog{closing: make(chan struct{})}
			var handled []string
			cancelled := 0
			e := engineOf(t, nil, nil, routeOf("cats", &endpoint{uri: "log://x", subscriber: source}, func(ex *components.Exchange) error {
				time.Sleep(time.Duration(rand.IntN(int(time.Second))))
				if ex.Err() != nil {
					cancelled++
				}
				handled = append(handled, ex.ID())
				return nil
			}))
			start(t, e)
			time.Sleep(time.Duration(rand.IntN(int(5 * time.Second))))
			stop(t, e)
			if !slices.Equal(handled, source.committed) || cancelled > 0 {
				t.Errorf("handled %v, committed %v, %d contexts cancelled", handled, source.committed, cancelled)
			}
		})
	}
}

func TestPlainMessageBecomesAnExchange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &commitLog{closing: make(chan struct{})}
		block := make(chan struct{})
		var got string
		e := engineOf(t, nil, nil, routeOf("cats", &endpoint{uri: "log://x", subscriber: source}, func(ex *components.Exchange) error {
			got = ex.ID() + " " + components.Text(ex.Body) + " " + ex.FromRoute
			<-block
			return nil
		}))
		start(t, e)
		synctest.Wait()
		if got != "0 body 0 cats" {
			t.Errorf("got %q", got)
		}
		close(block)
		stop(t, e)
	})
}

func TestFailingMessageIsHeldBackBeforeItIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &commitLog{closing: make(chan struct{})}
		began := time.Now()
		var at []time.Duration
		e := engineOf(t, nil, nil, routeOf("cats", &endpoint{uri: "log://x", subscriber: source}, func(ex *components.Exchange) error {
			at = append(at, time.Since(began))
			return errors.New("never")
		}))
		start(t, e)
		time.Sleep(95 * time.Second)
		stop(t, e)
		want := []time.Duration{0, 1, 3, 7, 15, 31, 61, 91}
		for i := range want {
			want[i] *= time.Second
		}
		if !slices.Equal(at, want) {
			t.Errorf("tried at %v, want %v", at, want)
		}
		if len(source.committed) > 0 || time.Since(began) > 96*time.Second {
			t.Errorf("committed %v; stopped after %v", source.committed, time.Since(began))
		}
	})
}

func TestStopGivesBackWhatWasTakenButNotHandedOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// A gate that nobody reads: what it takes can only be given back.
		ctx := t.Context()
		var outcomes []error
		feed := components.NewFeed(func(ctx context.Context, out *components.Outlet) {
			a, b := components.NewExchange(ctx, "a"), components.NewExchange(ctx, "b")
			for _, ex := range []*components.Exchange{a, b} {
				ex.OnCompletion(func(_ *components.Exchange, err error) { outcomes = append(outcomes, err) })
			}
			_ = out.Send(a, b)
			_ = out.Process(components.NewExchange(ctx, "c"))
		})
		g := newGate(&supervisor{sub: feed, ended: func() bool { return false }, changed: func(error, time.Duration) {}},
			&lifetime{work: ctx, patience: ctx}, 1)
		if _, err := g.Subscribe(ctx, "topic"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
		if want := []error{components.ErrStopping, components.ErrStopping}; !slices.Equal(outcomes, want) {
			t.Errorf("got %v, want %v", outcomes, want)
		}
		if err := g.Close(); err != nil {
			t.Errorf("closing twice: %v", err)
		}
	})
}

func TestGateThatWasNeverReadClosesItsSource(t *testing.T) {
	source := &commitLog{closing: make(chan struct{})}
	g := newGate(&supervisor{sub: source}, &lifetime{work: t.Context(), patience: t.Context()}, 1)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-source.closing:
	default:
		t.Error("the source is open")
	}
}

func TestRedeliveryForgets(t *testing.T) {
	r := redelivery{pause: pauseAfter}
	for i := range 3 * maxFailures {
		if pause := r.failed(strconv.Itoa(i)); pause != time.Second {
			t.Fatalf("message %d: pause %v", i, pause)
		}
	}
	if len(r.failures) > maxFailures {
		t.Errorf("%d messages kept", len(r.failures))
	}
	r.failed("x")
	if pause := r.failed("x"); pause != 2*time.Second {
		t.Errorf("second pause %v", pause)
	}
	r.succeeded("x")
	if pause := r.failed("x"); pause != time.Second {
		t.Errorf("pause after success %v", pause)
	}
}
