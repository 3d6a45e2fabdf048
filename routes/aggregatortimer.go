package routes

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// arm sets the timer to the next moment that groups may be whole at; without groups nothing ticks. Moments are counted from the
// aggregator's beginning, as those of Camel's checker are.
func (a *aggregator) arm() {
	if a.timer != nil || len(a.groups) == 0 {
		return
	}
	now := a.env.Context.Now()
	every, due := a.checkEvery, time.Time{}
	if a.interval > 0 {
		every, due = a.interval, now
	}
	for _, g := range a.groups {
		if !g.deadline.IsZero() && (due.IsZero() || g.deadline.Before(due)) {
			due = g.deadline
		}
	}
	if due.IsZero() {
		return
	}
	if due.Before(now) {
		due = now
	}
	ticks := due.Sub(a.began)/every + 1
	a.timer = time.AfterFunc(a.began.Add(time.Duration(ticks)*every).Sub(now), func() { a.env.Go(a.tick) })
}

// tick completes the groups whose time is over.
func (a *aggregator) tick() {
	a.mu.Lock()
	a.timer = nil
	whole := a.expired()
	a.arm()
	a.mu.Unlock()
	a.run(whole)
}

func (a *aggregator) expired() []*components.Exchange {
	if a.interval > 0 {
		return a.takeAll("interval")
	}
	now := a.env.Context.Now()
	var due []*group
	for _, key := range a.order {
		if g := a.groups[key]; !g.deadline.IsZero() && !now.Before(g.deadline) {
			due = append(due, g)
		}
	}
	slices.SortStableFunc(due, func(x, y *group) int { return x.deadline.Compare(y.deadline) })
	var whole []*components.Exchange
	for _, g := range due {
		if a.discardOnTimeout {
			a.discard(g)
		} else if ex := a.takeKept(g.key, "timeout"); ex != nil {
			whole = append(whole, ex)
		}
	}
	return whole
}

// discard lets a group go that nobody wants.
func (a *aggregator) discard(g *group) {
	if err := a.kept.discard(g); err != nil {
		a.env.Context.Log().Error("a group could not be discarded and is kept", "route", a.route, "key", g.key, "error", err)
		return
	}
	a.forget(g.key)
	a.closed.add(g.key)
}

// drain is called when nothing comes in any more: groups are completed as the options say; those that no option saves end with the
// program, which is said.
func (a *aggregator) drain(ctx context.Context) {
	a.kept.stop()
	if a.forceOnStop {
		a.run(a.finishAll("force"))
	}
	for {
		a.mu.Lock()
		left, changed := len(a.groups), a.changed
		if left == 0 || !a.completeOnStop || ctx.Err() != nil {
			if a.timer != nil {
				a.timer.Stop()
			}
			a.mu.Unlock()
			if left > 0 && a.kept == nil {
				a.env.Context.Log().Warn(fmt.Sprintf("an aggregate ends with unfinished groups: %d; forceCompletionOnStop: true would complete them", left),
					"logger", "dromedary", "route", a.route)
			}
			return
		}
		a.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// closedKeys remembers keys that take no more, the latest so many.
type closedKeys struct {
	most int
	keys map[string]bool
	line []string
}

// mostClosedKeys bounds a memory that the file does not bound.
const mostClosedKeys = 1_000_000

func newClosedKeys(most int) *closedKeys {
	if most <= 0 {
		most = mostClosedKeys
	}
	return &closedKeys{most: most, keys: map[string]bool{}}
}

func (c *closedKeys) has(key string) bool { return c != nil && c.keys[key] }

func (c *closedKeys) add(key string) {
	if c == nil || c.keys[key] {
		return
	}
	c.keys[key] = true
	if c.line = append(c.line, key); len(c.line) > c.most {
		delete(c.keys, c.line[0])
		c.line = c.line[1:]
	}
}
