package twitter

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

const (
	firstBackoff   = 5 * time.Second // X's advice for errors of its servers
	longestBackoff = 320 * time.Second
	// longestWait bounds what an answer may ask for.
	longestWait = 24 * time.Hour
)

// poller searches for one route. Its fields belong to the goroutine of the subscription; they outlive it, so that what
// waits is not fetched and paid for twice.
type poller struct {
	*endpoint
	rc     *components.RouteContext
	client *client
	store  *store
	idle   func() // gives idle connections back
	fields string // the vocabulary in use

	loaded   bool
	progress progress
	unsaved  bool // progress has a cursor that is not stored
	polls    int64
	failures int       // in a row
	start    time.Time // where the search begins as long as there is no cursor
	blocked  time.Time // until when the rate limit holds
	left     bool      // the last poll left posts out
	pending  []*post   // fetched and not accepted yet
	reached  cursor    // the cursor once pending is empty
}

func newPoller(e *endpoint, rc *components.RouteContext) *poller {
	p := &poller{endpoint: e, rc: rc, store: e.cursorStore(rc.RouteID), fields: newFields}
	if e.FieldsParam == oldFields {
		p.fields = oldFields
	}
	return p
}

// run polls until ctx ends or the source does.
func (p *poller) run(ctx context.Context, out *components.Outlet) {
	if p.idle != nil {
		defer p.idle()
	}
	if !p.load() {
		return
	}
	pause := p.InitialDelay
	for p.wait(ctx, pause) {
		found, err := p.turn(ctx, out)
		if ctx.Err() != nil {
			return
		}
		var stop *fatal
		if errors.As(err, &stop) {
			p.tell(err)
			p.rc.End(err)
			return
		}
		p.tell(err)
		if err == nil && p.RepeatCount > 0 && p.polls >= p.RepeatCount {
			p.rc.End(nil)
			return
		}
		pause = p.pause(found, err)
	}
}

// load reads the stored progress at the first subscription.
func (p *poller) load() bool {
	if p.loaded {
		return true
	}
	var err error
	if p.progress, err = p.store.load(); err != nil {
		p.rc.End(err)
		return false
	}
	p.loaded = true
	p.progress.Cursor = max(p.progress.Cursor, cursor(p.first))
	p.progress.Route, p.progress.Query = p.rc.RouteID, p.query
	p.start = p.rc.Now().Add(-p.Backfill)
	return true
}

// turn hands over what waits, or fetches more and hands that over. It answers whether there was something.
func (p *poller) turn(ctx context.Context, out *components.Outlet) (found bool, err error) {
	if len(p.pending) == 0 {
		if err := p.budget(); err != nil {
			return false, err
		}
		if err := p.poll(ctx); err != nil {
			return false, err
		}
		p.polls++
	}
	found = len(p.pending) > 0
	if !found && p.Idle {
		if err := out.Process(p.exchange(ctx, nil)); err != nil {
			return false, nil // there is nothing to give again
		}
	}
	if err := p.deliver(ctx, out); err != nil {
		return found, err
	}
	return found, p.commit()
}

// commit stores the cursor, after everything up to it was accepted.
func (p *poller) commit() error {
	if p.reached > p.progress.Cursor {
		p.progress.Cursor, p.unsaved = p.reached, true
	}
	if !p.unsaved {
		return nil
	}
	err := p.store.save(p.progress)
	p.unsaved = err != nil
	return err
}

// budget answers an error once the day's posts are used up.
func (p *poller) budget() error {
	now := p.rc.Now()
	if day := today(now); p.progress.Day != day {
		p.progress.Day, p.progress.Items = day, 0
	}
	p.health.update(func(h *health) { h.today = p.progress.Items })
	if p.feed == nil && p.MaxItemsPerDay > 0 && p.progress.Items >= p.MaxItemsPerDay {
		return &limited{fmt.Sprintf("the budget of %d posts for %s (maxItemsPerDay) is used up", p.MaxItemsPerDay, p.progress.Day), tomorrow(now)}
	}
	return nil
}

// spend counts fetched posts, and keeps the count before anything else can fail.
func (p *poller) spend(posts int) error {
	if p.feed != nil || posts == 0 {
		return nil
	}
	p.progress.Items += int64(posts)
	p.health.update(func(h *health) { h.today = p.progress.Items })
	return p.store.save(p.progress)
}

// pause answers how long to wait after a turn.
func (p *poller) pause(found bool, err error) time.Duration {
	now := p.rc.Now()
	var limit *limited
	switch {
	case errors.As(err, &limit):
		// A second more, because clocks differ, and some more, because others wait for the same moment.
		p.failures = 0
		return min(max(limit.until.Sub(now), 0), longestWait) + time.Second + rand.N(time.Second)
	case err != nil:
		p.failures++
		return p.backoff() + rand.N(time.Second)
	}
	p.failures = 0
	pause := p.Delay
	if found && p.Greedy {
		pause = 0
	}
	if wait := p.blocked.Sub(now); wait > 0 {
		pause = max(pause, min(wait, longestWait)+time.Second)
	}
	return pause
}

func (p *poller) backoff() time.Duration {
	return min(firstBackoff<<min(p.failures-1, 10), longestBackoff)
}

// wait waits until the next turn is due; false when ctx ended.
func (p *poller) wait(ctx context.Context, pause time.Duration) bool {
	p.health.update(func(h *health) { h.next = p.rc.Now().Add(pause) })
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// tell shows how the turn went.
func (p *poller) tell(err error) {
	reason := ""
	if err != nil {
		reason = err.Error()
	}
	p.health.update(func(h *health) { h.reason = reason })
	p.rc.Trouble(err)
}
