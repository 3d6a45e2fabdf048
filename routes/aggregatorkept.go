package routes

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// aggregatedTimeout is how long, in milliseconds, a kept group waits for more: a timeout begins anew with the process.
const aggregatedTimeout = "CamelAggregatedTimeout"

// keptGroups are the groups of an aggregate in a repository, where they outlive the process. A nil one does nothing: groups are in
// memory then.
type keptGroups struct {
	a          *aggregator
	repository components.AggregationRepository
	deadLetter components.Producer // nil: what fails is tried again without end

	mu      sync.Mutex
	busy    map[string]bool // ids of complete exchanges that are being worked on
	tries   map[string]int  // how often an exchange was recovered
	timer   *time.Timer
	stopped bool
}

// keepIn has a's groups kept in a repository. It is opened with the engine.
func (a *aggregator) keepIn(repository components.AggregationRepository) {
	a.kept = &keptGroups{a: a, repository: repository, busy: map[string]bool{}, tries: map[string]int{}}
	a.env.Context.OnStart(a.kept.start)
}

// start finds what was kept by the process before.
func (k *keptGroups) start(context.Context) error {
	recovery := k.repository.Recovery()
	if recovery.DeadLetterURI != "" {
		var err error
		if k.deadLetter, err = k.a.env.Sender(recovery.DeadLetterURI); err != nil {
			return fmt.Errorf("deadLetterUri of an aggregation repository: %w", err)
		}
	}
	keys, err := k.repository.Keys()
	if err != nil {
		return err
	}
	k.a.mu.Lock()
	defer k.a.mu.Unlock()
	for _, key := range keys {
		g, err := k.a.current(key)
		if err != nil {
			return err
		}
		if g == nil {
			continue
		}
		if ms, err := components.Int(g.ex.Properties.Value(aggregatedTimeout)); err == nil && ms > 0 {
			g.deadline = k.a.env.Context.Now().Add(time.Duration(ms) * time.Millisecond)
		}
		g.ex = nil
	}
	k.a.arm()
	if recovery.Interval > 0 {
		k.look(min(recovery.Interval, time.Second))
	}
	return nil
}

func (k *keptGroups) get(key string) (*components.Exchange, int64, error) {
	return k.repository.Get(key)
}

// add keeps what a group is now; it is no longer in memory then.
func (k *keptGroups) add(g *group, timeout time.Duration) error {
	if k == nil {
		return nil
	}
	if timeout > 0 {
		g.ex.Properties.Set(aggregatedTimeout, timeout.Milliseconds())
	}
	err := k.repository.Add(g.key, g.ex, g.version)
	g.ex = nil
	if err != nil && g.version == 0 { // it never was there
		k.a.forget(g.key)
	}
	return err
}

// remove takes out a group that is complete: what was made of it is kept until it is confirmed.
func (k *keptGroups) remove(g *group) error {
	if k == nil {
		return nil
	}
	k.setBusy(g.ex.ID(), true)
	err := k.repository.Remove(g.key, g.ex, g.version)
	if err != nil {
		k.setBusy(g.ex.ID(), false)
		if g.version == 0 {
			k.a.forget(g.key)
		}
		g.ex = nil
	}
	return err
}

func (k *keptGroups) discard(g *group) error {
	if k == nil {
		return nil
	}
	_, version, err := k.repository.Get(g.key)
	if err != nil || version == 0 {
		return err
	}
	return k.repository.Remove(g.key, nil, version)
}

func (k *keptGroups) setBusy(id string, busy bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if busy {
		k.busy[id] = true
	} else {
		delete(k.busy, id)
	}
}

// begin has a complete exchange confirmed once its work is done, wherever that ends. One that fails is recovered.
func (k *keptGroups) begin(ex *components.Exchange) {
	if k == nil {
		return
	}
	id := ex.ID()
	ex.OnEnd(func(_ *components.Exchange, failure error) {
		if failure == nil {
			k.confirm(id)
		}
		k.setBusy(id, false)
	})
}

func (k *keptGroups) confirm(id string) {
	if err := k.repository.Confirm(id); err != nil {
		k.a.env.Context.Log().Error("a complete group could not be confirmed: it may be processed again", "route", k.a.route, "exchange", id, "error", err)
		return
	}
	k.mu.Lock()
	delete(k.tries, id)
	k.mu.Unlock()
}

// look recovers after a time, and from then on at each interval.
func (k *keptGroups) look(after time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.stopped {
		return
	}
	k.timer = time.AfterFunc(after, func() {
		k.a.env.Go(func() {
			k.recover()
			k.look(k.repository.Recovery().Interval)
		})
	})
}

func (k *keptGroups) stop() {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stopped = true
	if k.timer != nil {
		k.timer.Stop()
	}
}

// recover takes the complete exchanges that nobody has confirmed, nor works on, through the steps again.
func (k *keptGroups) recover() {
	ids, err := k.repository.Scan()
	if err != nil {
		k.a.env.Context.Log().Error("an aggregation repository could not be searched for exchanges to recover", "route", k.a.route, "error", err)
		return
	}
	for _, id := range ids {
		if ex := k.claim(id); ex != nil {
			k.again(ex)
		}
	}
}

// claim answers an exchange to recover, nil where there is nothing to do.
func (k *keptGroups) claim(id string) *components.Exchange {
	k.mu.Lock()
	if k.busy[id] || k.stopped {
		k.mu.Unlock()
		return nil
	}
	k.busy[id] = true
	k.mu.Unlock()
	ex, err := k.repository.Recover(id)
	if err != nil {
		k.a.env.Context.Log().Error("an exchange could not be recovered", "route", k.a.route, "exchange", id, "error", err)
	}
	if ex == nil {
		k.setBusy(id, false)
	}
	return ex
}

// again processes a recovered exchange, or gives it to the dead letter endpoint where that was done often enough.
func (k *keptGroups) again(ex *components.Exchange) {
	most := k.repository.Recovery().MaximumRedeliveries
	k.mu.Lock()
	tries := k.tries[ex.ID()]
	exhausted := k.deadLetter != nil && tries >= most
	if !exhausted {
		tries++
		k.tries[ex.ID()] = tries
	}
	k.mu.Unlock()
	ex.Context = k.a.env.work()
	ex.Headers.Set("CamelRedelivered", true)
	ex.Headers.Set("CamelRedeliveryCounter", tries)
	if !exhausted {
		if most > 0 {
			ex.Headers.Set("CamelRedeliveryMaxCounter", most)
		}
		k.a.run([]*components.Exchange{ex})
		return
	}
	ex.Headers.Set("CamelRedeliveryExhausted", true)
	uri := k.repository.Recovery().DeadLetterURI
	k.a.env.Context.Log().Warn(fmt.Sprintf("a recovered exchange is exhausted after %d attempts, it goes to the dead letter channel: %s", tries, uri), "route", k.a.route, "exchange", ex.ID())
	if strategy, ok := k.a.strategy.(completing); ok {
		strategy.complete(ex)
	}
	k.begin(ex)
	err := k.deadLetter.Process(ex)
	if err != nil {
		k.a.env.Context.Log().Error("a recovered exchange could not be given to the dead letter channel", "route", k.a.route, "exchange", ex.ID(), "error", err)
	}
	ex.Complete(err)
}

// Camel's pauses between attempts to change a group that another process has changed.
const (
	lockRetryDelay   = 50 * time.Millisecond
	lockRetryMaximum = time.Second
)

// pause waits before a group is tried again; its error ends that.
func (a *aggregator) pause(ctx context.Context, delay time.Duration) error {
	if !a.optimistic {
		return components.NewException("org.apache.camel.spi.OptimisticLockingAggregationRepository$OptimisticLockingException", "")
	}
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(delay):
		return nil
	}
}
