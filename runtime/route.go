package runtime

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// route is one route of a running engine: a Watermill router of its own with one handler, which is the whole chain.
// A router for each keeps a route's end from touching the others.
type route struct {
	*routes.Route
	engine *Engine
	state  routeState
	// total and failed count the exchanges that are through, working those that are not.
	total, failed atomic.Int64
	working       tally

	gate   *gate
	router *message.Router
	tried  chan struct{} // closed after the first attempt to subscribe
	ended  chan struct{} // closed when the router has returned
}

func newRoute(e *Engine, r *routes.Route) *route {
	rt := &route{Route: r, engine: e, tried: make(chan struct{})}
	rt.state.route, rt.state.log = r.ID, e.log
	return rt
}

// bind makes an inline route answer its callers; it answers how to undo that.
func (r *route) bind(inline components.Inline) (unbind func(), err error) {
	unbind, err = inline.Bind(func(ex *components.Exchange) error {
		r.working.add(1)
		defer r.working.add(-1)
		err := r.run(ex)
		r.count(err) // whoever called has the error and logs it
		return err
	})
	if err != nil {
		return nil, err
	}
	r.state.reading()
	return unbind, nil
}

// start makes the route's subscriber and runs the router. It returns before the source is subscribed; see tried.
func (r *route) start(source components.Source) error {
	sub, topic, err := source.Subscriber(&components.RouteContext{
		Context: r.engine.context, RouteID: r.ID, End: r.state.end, Trouble: r.state.trouble,
	})
	if err != nil {
		return err
	}
	concurrency := 1
	if c, ok := r.From.(components.Concurrent); ok {
		concurrency = c.Concurrency()
	}
	first := true // changed is called by one goroutine
	supervisor := &supervisor{sub: sub, ended: r.state.hasEnded, changed: func(err error, pause time.Duration) {
		if err == nil {
			r.state.reading()
		} else {
			r.state.lost(err, pause)
		}
		if first {
			first = false
			close(r.tried)
		}
	}}
	r.gate = newGate(supervisor, &r.engine.life, concurrency)
	// The gate has waited for what is in flight before the router is closed: the timeout is for what ignores its context.
	r.router, err = message.NewRouter(message.RouterConfig{CloseTimeout: time.Second}, routerLog{r.engine.log, r.isEnding})
	if err != nil {
		return err
	}
	r.router.AddMiddleware(r.gate.settle)
	r.router.AddConsumerHandler(r.ID, topic, r.gate, r.handle)
	r.ended = make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		defer close(r.ended)
		if err := r.router.Run(context.Background()); err != nil {
			failed <- err
		}
	}()
	select {
	case <-r.router.Running():
		return nil
	case err := <-failed:
		return err
	}
}

func (r *route) isEnding() bool { return r.state.hasEnded() || r.gate.intake.Err() != nil }

// stop ends the route: it takes no more, lets what is in flight finish and closes the source.
func (r *route) stop() error {
	if r.gate == nil {
		return nil
	}
	err := r.gate.Close()
	if r.router != nil && r.ended != nil {
		if n := r.working.count(); n > 0 {
			go r.router.Close() // it would wait for what was given up
			return fmt.Errorf("route %s: %d exchanges in flight were given up", r.ID, n)
		}
		if closing := r.router.Close(); err == nil {
			err = closing
		}
		<-r.ended
	}
	r.state.stopped()
	if err != nil {
		return fmt.Errorf("route %s: %w", r.ID, err)
	}
	return nil
}

// handle is the route's Watermill handler. An error concerns plain messages only: exchanges are completed one by one.
func (r *route) handle(msg *message.Message) error {
	deepen(0)
	if components.ExchangeOf(msg) == nil {
		return r.process(components.FromMessage(r.engine.life.work, msg))
	}
	if r.engine.detaches {
		r.handleApart(msg)
		return nil
	}
	for ex := range r.gate.exchanges(msg) {
		_ = r.process(ex)
	}
	return nil
}

// process takes one exchange through the route and completes it. A failure is logged here and nowhere else.
func (r *route) process(ex *components.Exchange) error {
	r.working.add(1)
	defer r.working.add(-1)
	ex.FromRoute, ex.FromEndpoint = r.ID, r.From.URI()
	err := r.run(ex)
	if err != nil {
		logFailure(r.engine.log, r.ID, ex, err)
	}
	r.count(err)
	if lost := complete(ex, err); lost != nil {
		logFailure(r.engine.log, r.ID, ex, fmt.Errorf("completing the exchange: %w", lost))
	}
	r.engine.completed()
	return err
}

func (r *route) run(ex *components.Exchange) (err error) {
	if r.engine.life.work.Err() != nil { // the rest of a burst at a forced stop
		return components.ErrStopping
	}
	defer catch(&err)
	return r.Process(ex)
}

func complete(ex *components.Exchange, outcome error) (err error) {
	defer catch(&err)
	ex.Complete(outcome)
	return nil
}

func (r *route) count(err error) {
	r.total.Add(1)
	if err != nil {
		r.failed.Add(1)
	}
}
