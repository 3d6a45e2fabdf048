package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// queue is an endpoint that holds messages in memory, as seda: does.
type queue struct {
	name string
	mu   sync.Mutex
	size int
	in   chan *components.Exchange
	idle chan struct{} // gets a token each time that the queue is empty
	endpoint
}

func newQueue(name string) *queue {
	q := &queue{name: name, in: make(chan *components.Exchange, 100), idle: make(chan struct{}, 1000)}
	q.subscriber = components.NewFeed(func(ctx context.Context, out *components.Outlet) {
		for {
			select {
			case ex := <-q.in:
				_ = out.Send(ex)
				q.add(-1)
			case <-ctx.Done():
				return
			}
		}
	})
	q.produce = func(ex *components.Exchange) error {
		q.add(1)
		q.in <- ex.Clone()
		return nil
	}
	return q
}

func (q *queue) add(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.size += n
	if q.size == 0 {
		q.idle <- struct{}{}
	}
}

func (q *queue) URI() string  { return "queue://" + q.name + "?size=100" }
func (q *queue) Link() string { return "queue:" + q.name }

func (q *queue) Drain(ctx context.Context) error {
	for {
		q.mu.Lock()
		size := q.size
		q.mu.Unlock()
		if size == 0 {
			return nil
		}
		select {
		case <-q.idle:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func TestStopWorksOffWhatIsQueued(t *testing.T) {
	for range 20 {
		synctest.Test(t, func(t *testing.T) {
			a, b := newQueue("a"), newQueue("b")
			send := make(chan *components.Exchange, 1)
			var mu sync.Mutex
			sent, got, cancelled := 0, 0, 0
			e := engineWith(t, nil, nil, func(env *routes.Environment) []*routes.Route {
				toA, toB := env.Producer(a.URI(), a), env.Producer(b.URI(), b)
				return []*routes.Route{
					routeOf("source", feedOf(send), func(ex *components.Exchange) error {
						for range 10 {
							if err := toA.Process(ex); err != nil {
								return err
							}
							mu.Lock()
							sent++
							mu.Unlock()
							time.Sleep(time.Millisecond)
						}
						env.Go(func() { // as wireTap
							time.Sleep(50 * time.Millisecond)
							if err := toB.Process(ex.Clone()); err != nil {
								t.Error(err)
							}
						})
						return nil
					}, a.URI(), b.URI()),
					routeOf("a-to-b", a, func(ex *components.Exchange) error {
						time.Sleep(3 * time.Millisecond)
						return toB.Process(ex)
					}, b.URI()),
					routeOf("b", b, func(ex *components.Exchange) error {
						time.Sleep(5 * time.Millisecond)
						mu.Lock()
						defer mu.Unlock()
						if ex.Err() != nil {
							cancelled++
						}
						got++
						return nil
					}),
				}
			})
			start(t, e)
			send <- components.NewExchange(context.Background(), nil)
			time.Sleep(5 * time.Millisecond)
			stop(t, e)
			mu.Lock()
			defer mu.Unlock()
			if sent != 10 || got != 11 || cancelled > 0 {
				t.Errorf("sent %d and one beside, got %d, %d contexts cancelled", sent, got, cancelled)
			}
		})
	}
}

func TestReadersStartBeforeWritersAndStopAfterThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var events []string
		source := func(name string) *endpoint {
			return &endpoint{uri: name, subscriber: watched{feedOf(nil).subscriber, func(event string) { events = append(events, event+" "+name) }}}
		}
		middle := &inline{link: "middle"}
		e := engineWith(t, nil, nil, func(env *routes.Environment) []*routes.Route {
			env.Producer(middle.URI(), linkedTarget{middle})
			env.Context.OnStart(func(context.Context) error { events = append(events, "components start"); return nil })
			env.Context.OnStop(func(context.Context) error { events = append(events, "components stop"); return nil })
			return []*routes.Route{
				routeOf("first", source("cats://in"), nothing, "inline://middle"),
				routeOf("second", middle, nothing, "topic://x?ttl=1", "topic://nobody"),
				routeOf("third", source("topic://x?prefetch=5"), nothing, "topic://y"),
				routeOf("fourth", source("topic://y"), nothing),
			}
		})
		start(t, e)
		stop(t, e)
		want := "components start, start topic://y, start topic://x?prefetch=5, start cats://in, " +
			"stop cats://in, stop topic://x?prefetch=5, stop topic://y, components stop"
		if got := strings.Join(events, ", "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// linkedTarget sends to an inline endpoint.
type linkedTarget struct{ *inline }

func (l linkedTarget) Producer() (components.Producer, error) {
	return &sender{process: l.bound()}, nil
}

func TestStartupOrder(t *testing.T) {
	e := engineOf(t, nil, nil,
		&routes.Route{ID: "a", From: &endpoint{uri: "x://a"}, Targets: []string{"x://b"}},
		&routes.Route{ID: "b", From: &endpoint{uri: "x://b"}, Targets: []string{"x://a"}}, // a circle
		&routes.Route{ID: "c", From: &endpoint{uri: "x://c"}, StartupOrder: 2},
		&routes.Route{ID: "d", From: &endpoint{uri: "x://d"}, StartupOrder: 1},
		&routes.Route{ID: "e", From: &endpoint{uri: "x://e"}, StartupOrder: 5000},
	)
	var ids []string
	for _, r := range e.order {
		ids = append(ids, r.ID)
	}
	if want := []string{"d", "c", "b", "a", "e"}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
}

func TestStopIsForced(t *testing.T) {
	for name, tc := range map[string]struct {
		heedful bool // whether the step heeds its context
		force   func(e *Engine) error
		took    time.Duration
	}{
		"after the timeout": {true, func(e *Engine) error { return e.Stop(context.Background()) }, 45 * time.Second},
		"by the context": {true, func(e *Engine) error {
			ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
			defer cancel()
			return e.Stop(ctx)
		}, 3 * time.Second},
		"by a second call": {true, func(e *Engine) error {
			first := make(chan error)
			go func() { first <- e.Stop(context.Background()) }()
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			defer cancel()
			synctest.Wait()
			return errors.Join(e.Stop(ctx), <-first)
		}, 2 * time.Second},
		"with a step that heeds nothing": {false, func(e *Engine) error { return e.Stop(context.Background()) }, 46 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				send := make(chan *components.Exchange, 1)
				log, never := newLogbook(), make(chan struct{})
				e := engineOf(t, log, nil, routeOf("cats", feedOf(send), func(ex *components.Exchange) error {
					if !tc.heedful {
						<-never
						return nil
					}
					<-ex.Done()
					return ex.Err()
				}))
				start(t, e)
				ex := components.NewExchange(context.Background(), nil)
				var outcome error
				ex.OnCompletion(func(_ *components.Exchange, err error) { outcome = err })
				send <- ex
				synctest.Wait()
				began := time.Now()
				if err := tc.force(e); !errors.Is(err, errForced) {
					t.Errorf("got %v", err)
				}
				if took := time.Since(began).Truncate(time.Second); took != tc.took {
					t.Errorf("took %v, want %v", took, tc.took)
				}
				if tc.heedful && !errors.Is(outcome, context.Canceled) || !tc.heedful && outcome != nil {
					t.Errorf("the source was told %v", outcome)
				}
				if lines := log.with("forcing the shutdown: 1 exchanges"); len(lines) != 1 {
					t.Errorf("logged %q", log.all())
				}
				close(never)
			})
		})
	}
}

func TestStopTwiceAndUnstarted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := engineOf(t, nil, nil, routeOf("cats", feedOf(nil), nothing))
		stop(t, e)
		stop(t, e)
		if err := e.Start(t.Context()); err == nil {
			t.Error("a stopped engine starts")
		}
	})
}

func TestStopWhileStarting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := engineWith(t, nil, nil, func(env *routes.Environment) []*routes.Route {
			env.Context.OnStart(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
			return []*routes.Route{routeOf("cats", feedOf(nil), nothing)}
		})
		started := make(chan error)
		go func() { started <- e.Start(context.Background()) }()
		synctest.Wait()
		stopped := make(chan error)
		go func() { stopped <- e.Stop(context.Background()) }()
		if err := <-started; err == nil {
			t.Error("it started")
		}
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
}

func TestErrorsOfAStopAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("cannot close")
		from := feedOf(nil)
		from.subscriber = brokenCloser{from.subscriber, broken}
		e := engineOf(t, nil, nil, routeOf("cats", from, nothing))
		start(t, e)
		if err := e.Stop(context.Background()); !errors.Is(err, broken) || !strings.Contains(fmt.Sprint(err), "route cats: cannot close") {
			t.Errorf("got %v", err)
		}
	})
}

type brokenCloser struct {
	message.Subscriber
	err error
}

func (b brokenCloser) Close() error { return errors.Join(b.Subscriber.Close(), b.err) }

// watched tells when a source is subscribed and closed.
type watched struct {
	message.Subscriber
	tell func(event string)
}

func (w watched) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	w.tell("start")
	return w.Subscriber.Subscribe(ctx, topic)
}

func (w watched) Close() error {
	w.tell("stop")
	return w.Subscriber.Close()
}
