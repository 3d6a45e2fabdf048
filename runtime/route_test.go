package runtime

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

func TestExchangeIsProcessedThenCompleted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		send := make(chan *components.Exchange)
		var events []string
		e := engineOf(t, nil, nil, routeOf("cats", feedOf(send), func(ex *components.Exchange) error {
			events = append(events, "process "+ex.FromRoute+" "+ex.FromEndpoint)
			return nil
		}))
		start(t, e)
		ex := components.NewExchange(context.Background(), "miaow")
		ex.OnCompletion(func(_ *components.Exchange, err error) { events = append(events, "complete") })
		send <- ex
		synctest.Wait()
		if want := []string{"process cats feed://test", "complete"}; !slices.Equal(events, want) {
			t.Errorf("got %q, want %q", events, want)
		}
		stop(t, e)
	})
}

func TestFailureIsLoggedOnceAndGoesToTheSource(t *testing.T) {
	at := routes.Pos{File: "routes.yaml", Line: 7, Col: 9}
	boom := &components.Exception{Class: components.ConnectException, Message: "cannot connect to the cat"}
	inner := &routes.StepError{RouteID: "cats", StepID: "to1", Step: "to", Pos: at, Endpoint: "cat://cat", Err: boom}
	for name, tc := range map[string]struct {
		process routes.Processor
		want    []string
		never   string
	}{
		"step": {func(*components.Exchange) error { return inner },
			[]string{"caught: java.net.ConnectException: cannot connect to the cat", "route=cats", "step=to1", "endpoint=cat://cat", "at=routes.yaml:7:9"}, "from="},
		"callee": {func(*components.Exchange) error {
			return &routes.StepError{RouteID: "cats", StepID: "to9", Err: &routes.StepError{RouteID: "callee", StepID: "to1", Pos: at, Err: boom}}
		}, []string{"route=callee", "step=to1", "from=cats"}, "to9"},
		"class only": {func(*components.Exchange) error { return &components.Exception{Class: "java.lang.X"} }, []string{"caught: java.lang.X logger"}, "X: java"},
		"panic":      {func(*components.Exchange) error { panic("whoops") }, []string{"panic: whoops", "stack=", "route_test.go"}, "from="},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				log, send := newLogbook(), make(chan *components.Exchange)
				e := engineOf(t, log, nil, routeOf("cats", feedOf(send), tc.process))
				start(t, e)
				var outcome error
				ex := components.NewExchange(context.Background(), nil)
				ex.SetID("ID-1")
				ex.OnCompletion(func(_ *components.Exchange, err error) { outcome = err })
				send <- ex
				synctest.Wait()
				lines := log.with("ERROR")
				if len(lines) != 1 || outcome == nil {
					t.Fatalf("got %d lines, outcome %v: %q", len(lines), outcome, lines)
				}
				for _, want := range append(tc.want, "Failed delivery for (MessageId: ID-1 on ExchangeId: ID-1). Exhausted after delivery attempt: 1", "logger=dromedary") {
					if !strings.Contains(lines[0], want) {
						t.Errorf("%q does not say %q", lines[0], want)
					}
				}
				if strings.Contains(lines[0], tc.never) {
					t.Errorf("%q says %q", lines[0], tc.never)
				}
				if s := e.Routes()[0]; s.Total != 1 || s.Failed != 1 || s.InFlight != 0 {
					t.Errorf("got %+v", s)
				}
				stop(t, e)
			})
		})
	}
}

func TestPanicInCompletionIsLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, send, processed := newLogbook(), make(chan *components.Exchange), 0
		e := engineOf(t, log, nil, routeOf("cats", feedOf(send), func(*components.Exchange) error { processed++; return nil }))
		start(t, e)
		for range 2 {
			ex := components.NewExchange(context.Background(), nil)
			ex.OnCompletion(func(*components.Exchange, error) { panic("source") })
			send <- ex
		}
		synctest.Wait()
		if lines := log.with("panic: source"); len(lines) != 2 || processed != 2 {
			t.Errorf("processed %d, logged %q", processed, lines)
		}
		stop(t, e)
	})
}

func TestBurstIsProcessedInOrderAndCompletedOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("broken")
		var events []string
		burst := components.NewFeed(func(ctx context.Context, out *components.Outlet) {
			var list []*components.Exchange
			for _, body := range []string{"a", "b", "c"} {
				ex := components.NewExchange(ctx, body)
				ex.OnCompletion(func(ex *components.Exchange, err error) {
					events = append(events, "done "+ex.Body.(string)+map[bool]string{true: " failed"}[err != nil])
				})
				list = append(list, ex)
			}
			_ = out.Send(list[0], list[1:]...)
			<-ctx.Done()
		})
		e := engineOf(t, nil, nil, routeOf("cats", &endpoint{uri: "burst://x", subscriber: burst}, func(ex *components.Exchange) error {
			events = append(events, ex.Body.(string))
			if ex.Body == "b" {
				return broken
			}
			return nil
		}))
		start(t, e)
		synctest.Wait()
		if want := []string{"a", "done a", "b", "done b failed", "c", "done c"}; !slices.Equal(events, want) {
			t.Errorf("got %q, want %q", events, want)
		}
		if s := e.Routes()[0]; s.Total != 3 || s.Failed != 1 {
			t.Errorf("got %+v", s)
		}
		stop(t, e)
	})
}

func TestInlineRouteAnswersItsCallerAndLogsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, in, broken := newLogbook(), &inline{link: "cats"}, errors.New("broken")
		e := engineOf(t, log, nil, routeOf("callee", in, func(ex *components.Exchange) error {
			ex.Body = "reply"
			return broken
		}))
		start(t, e)
		ex := components.NewExchange(context.Background(), "call")
		if err := in.bound()(ex); !errors.Is(err, broken) || ex.Body != "reply" {
			t.Errorf("got %v, %v", err, ex.Body)
		}
		if lines := log.with("ERROR"); len(lines) > 0 {
			t.Errorf("logged %q", lines)
		}
		if s := e.Routes()[0]; s.Total != 1 || s.Failed != 1 || s.State != Started {
			t.Errorf("got %+v", s)
		}
		stop(t, e)
		if in.bound() != nil || e.Routes()[0].State != Stopped {
			t.Error("the link is still bound")
		}
	})
}

func TestConcurrencyBoundsWhatIsInFlight(t *testing.T) {
	for _, concurrency := range []int{0, 1, 3} {
		synctest.Test(t, func(t *testing.T) {
			send := make(chan *components.Exchange, 10)
			var now, most, done atomic.Int64
			source := feedOf(send)
			source.concurrency = concurrency
			e := engineOf(t, nil, nil, routeOf("cats", source, func(*components.Exchange) error {
				n := now.Add(1)
				most.Store(max(n, most.Load()))
				time.Sleep(time.Second)
				now.Add(-1)
				done.Add(1)
				return nil
			}))
			start(t, e)
			for range cap(send) {
				send <- components.NewExchange(context.Background(), nil)
			}
			time.Sleep(time.Minute)
			if want := int64(max(1, concurrency)); most.Load() != want || done.Load() != 10 {
				t.Errorf("concurrency %d: %d in flight, %d done", concurrency, most.Load(), done.Load())
			}
			stop(t, e)
		})
	}
}
