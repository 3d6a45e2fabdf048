package runtime

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

const (
	// forceGrace is how long what is in flight may take to notice that it is given up.
	forceGrace = time.Second
	// httpGrace is how long requests may take to end once everything behind them has.
	httpGrace = 3 * time.Second
)

// errForced is in the chain of Stop's error where not everything in flight was finished.
var errForced = errors.New("stopped by force before everything in flight was done")

// Stop ends the engine: sources first, then, once they have worked off what waits inside the process, the routes that read
// from others. Exchanges in flight finish. After camel.main.shutdownTimeout (45 s), or when ctx ends, what is in flight is
// given up: its context ends and its source is not told that it is done. A second call waits for the first.
func (e *Engine) Stop(ctx context.Context) error {
	e.mu.Lock()
	was := e.phase
	e.phase = stopping
	e.mu.Unlock()
	switch was {
	case stopping:
		select {
		case <-e.stopped:
			return nil
		case <-ctx.Done():
			e.force()
			<-e.stopped
			return errForced
		}
	case starting:
		e.abortStart()
		<-e.startDone
	}
	return e.end(ctx)
}

func (e *Engine) end(ctx context.Context) error {
	defer close(e.stopped)
	began := time.Now()
	e.log.Info(fmt.Sprintf("%s is shutting down (timeout:%s)", e.title(), e.settings.shutdownTimeout))
	soft, cancel := context.WithTimeout(ctx, e.settings.shutdownTimeout)
	defer cancel()
	unforce := context.AfterFunc(soft, e.force)
	err := e.shutdown(soft)
	unforce()
	if e.life.work.Err() != nil {
		err = errors.Join(errForced, err)
	}
	e.giveUp()
	e.leaveBehind()
	if e.abortStart != nil {
		e.abortStart() // frees the context of a start that is long over
	}
	e.log.Info(fmt.Sprintf("%s shutdown in %s (uptime:%s)", e.title(), shortDuration(time.Since(began)), shortDuration(e.uptime())))
	return err
}

// force gives up what is in flight.
func (e *Engine) force() {
	e.forced.Do(func() {
		n := 0
		for _, r := range e.routes {
			n += r.working.count()
		}
		e.log.Warn(fmt.Sprintf("forcing the shutdown: %d exchanges in flight are given up", n))
		e.giveUp()
		time.AfterFunc(forceGrace, e.leaveBehind)
	})
}

func (e *Engine) shutdown(soft context.Context) error {
	if e.limit != nil {
		e.limit.Stop()
	}
	err := e.stopRoutes(soft)
	_ = e.besides.wait(e.life.patience)
	for _, unbind := range e.unbinds {
		unbind()
	}
	e.log.Info(fmt.Sprintf("Routes stopped (total:%d)", len(e.routes)))
	closing := guard(func() error { return e.producers.close(e.life.patience) })
	ended := guard(func() error { return e.context.Stop(e.life.patience) })
	requests, cancel := context.WithTimeout(e.life.patience, httpGrace)
	defer cancel()
	serving := e.http.stop(requests)
	if e.static != nil {
		serving = errors.Join(serving, e.static.Close())
	}
	return errors.Join(err, closing, ended, serving)
}

// stopRoutes stops those that nobody in the program feeds all at once, and then the others one by one, against the order of
// the start: each when what waits for it has been worked off.
func (e *Engine) stopRoutes(soft context.Context) error {
	var mu sync.Mutex
	var errs []error
	stop := func(r *route) {
		err := r.stop()
		if r.Drain != nil {
			r.Drain(soft)
		}
		mu.Lock()
		defer mu.Unlock()
		errs = append(errs, err)
	}
	var later []*route
	var group sync.WaitGroup
	for i := len(e.order) - 1; i >= 0; i-- {
		r := e.order[i]
		if _, draining := r.From.(components.Draining); draining || e.flow.fed[r] {
			later = append(later, r)
			continue
		}
		group.Go(func() { stop(r) })
	}
	group.Wait()
	for _, r := range later {
		_ = e.besides.wait(soft) // what is forced goes on without waiting
		e.drain(soft, r)
		stop(r)
	}
	return errors.Join(errs...)
}

// drain lets a route work off what waits for it inside this process.
func (e *Engine) drain(soft context.Context, r *route) {
	source, ok := r.From.(components.Draining)
	if state, _, _ := r.state.get(); !ok || state != Started {
		return
	}
	if err := guard(func() error { return source.Drain(soft) }); err != nil {
		e.log.Warn(fmt.Sprintf("route %s stops before it has read all that waits: %v", r.ID, err), "route", r.ID)
	}
}
