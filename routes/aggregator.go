package routes

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Properties of an aggregated exchange, and what a message says to complete groups.
const (
	aggregatedSize           = "CamelAggregatedSize"
	aggregatedCompletedBy    = "CamelAggregatedCompletedBy"
	aggregatedCorrelationKey = "CamelAggregatedCorrelationKey"
	batchSize                = "CamelBatchSize"

	completeCurrentGroup       = "CamelAggregationCompleteCurrentGroup"
	completeAllGroups          = "CamelAggregationCompleteAllGroups"
	completeAllGroupsInclusive = "CamelAggregationCompleteAllGroupsInclusive"
)

// aggregator keeps the groups of one aggregate. All of it but the steps happens under its lock: messages of one key are
// aggregated one after the other.
type aggregator struct {
	env      *Environment
	route    string
	inner    Processor
	key      components.Expression
	strategy aggregationStrategy

	size      int
	sizeOf    components.Expression
	timeout   time.Duration
	timeoutOf components.Expression
	interval  time.Duration
	complete  components.Predicate
	closed    *closedKeys // nil: keys are not closed

	// checkEvery is how often timeouts are looked at: a group may live that much longer than its timeout.
	checkEvery time.Duration

	eager, ignoreInvalid, fromBatch, onNewGroup bool
	discardOnTimeout                            bool
	forceOnStop, completeOnStop                 bool
	pool                                        *threadPool // nil: whoever completes a group works on it
	optimistic                                  bool

	kept *keptGroups // nil: groups are in memory only

	mu      sync.Mutex
	groups  map[string]*group
	order   []string // keys of groups, oldest first
	batch   int      // messages of the batch so far
	began   time.Time
	timer   *time.Timer
	changed chan struct{} // closed when a group is complete
}

// group is what was gathered under a key.
type group struct {
	key      string
	ex       *components.Exchange // nil where a repository has it
	version  int64                // of ex in the repository
	deadline time.Time            // zero: none
}

func newAggregator(env *Environment, route string, inner Processor) *aggregator {
	return &aggregator{env: env, route: route, inner: inner, groups: map[string]*group{}, changed: make(chan struct{}), began: env.Context.Now()}
}

func (a *aggregator) process(ex *components.Exchange) error {
	if a.takeFlag(ex, completeAllGroups) {
		a.run(a.finishAll("force"))
		return nil
	}
	v, err := a.key(ex)
	if err != nil {
		return err
	}
	key := components.Text(v)
	if v == nil || key == "" {
		if a.ignoreInvalid {
			return nil
		}
		return exchangeException("Invalid correlation key", ex, nil)
	}
	if err := a.gather(key, ex); err != nil {
		return err
	}
	if flag, _ := ex.Headers.Remove(completeAllGroupsInclusive); components.Truth(flag) {
		a.run(a.finishAll("force"))
	}
	return nil
}

// gather aggregates a copy, which has a life of its own: it may be worked on after its source has settled the original. Where
// another process changes the group meanwhile, it is done again.
func (a *aggregator) gather(key string, ex *components.Exchange) error {
	for delay := lockRetryDelay; ; delay = min(2*delay, lockRetryMaximum) {
		copy := ex.Share()
		copy.Properties.Set(components.CorrelationID, ex.ID())
		copy.Context = a.env.work()
		copy.Headers.Remove(completeAllGroupsInclusive)
		whole, err := a.add(key, copy)
		a.run(whole)
		if !errors.Is(err, components.ErrAggregationConflict) {
			return err
		}
		if err := a.pause(ex, delay); err != nil {
			return err
		}
	}
}

// takeFlag removes a flag that is a header or a property and tells whether it was set.
func (a *aggregator) takeFlag(ex *components.Exchange, name string) bool {
	header, _ := ex.Headers.Remove(name)
	property, _ := ex.Properties.Remove(name)
	return components.Truth(header) || components.Truth(property)
}

// add aggregates ex and answers the groups that are whole now.
func (a *aggregator) add(key string, ex *components.Exchange) ([]*components.Exchange, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed.has(key) {
		return nil, components.NewException("org.apache.camel.processor.aggregate.ClosedCorrelationKeyException",
			fmt.Sprintf("The correlation key [%s] has been closed. Exchange[%s]", key, ex.ID()))
	}
	g, err := a.current(key)
	if err != nil {
		return nil, err
	}
	size := 1
	var old *components.Exchange
	if g != nil {
		old = g.ex
		if n, ok := old.Properties.Value(aggregatedSize).(int); ok {
			size = n + 1
		}
	}
	by := ""
	var whole []*components.Exchange
	if a.eager {
		ex.Properties.Set(aggregatedSize, size)
		ex.Properties.Set(aggregatedCorrelationKey, key)
		if by, err = a.isComplete(ex); err != nil {
			return nil, err
		}
		ex.Properties.Remove(aggregatedSize)
		ex.Properties.Remove(aggregatedCorrelationKey)
	}
	ex.Properties.Remove(completeCurrentGroup)
	made := a.strategy.aggregate(old, ex)
	if made == nil { // there is no original where exchanges come one by one
		return nil, exchangeException("AggregationStrategy UseOriginalAggregationStrategy returned null which is not allowed", ex, nil)
	}
	if a.takeFlag(made, completeAllGroups) || a.onNewGroup && g == nil {
		whole = a.takeAll("force")
	}
	made.Properties.Set(aggregatedSize, size)
	if !a.eager {
		if by, err = a.isComplete(made); err != nil {
			return whole, err
		}
	}
	if a.groups[key] == nil { // new, or completed by force just now
		g = &group{key: key}
		a.groups[key] = g
		a.order = append(a.order, key)
	}
	g.ex = made
	if by == "" {
		return whole, a.keep(g, ex)
	}
	if by == "consumer" {
		if err := a.keep(g, ex); err != nil {
			return whole, err
		}
		return append(whole, a.takeAll(by)...), nil
	}
	done, err := a.take(g, by)
	if err != nil {
		return whole, err
	}
	return append(whole, done), nil
}

// keep leaves a group that ex has joined for the next one, and sets its timeout anew.
func (a *aggregator) keep(g *group, ex *components.Exchange) error {
	timeout, err := a.timeoutFor(ex)
	if err != nil {
		return err
	}
	if timeout > 0 {
		g.deadline = a.env.Context.Now().Add(timeout)
	}
	if err := a.kept.add(g, timeout); err != nil {
		return err
	}
	a.arm()
	return nil
}

// timeoutFor is how long a group waits for more once ex has joined it; 0 is for ever.
func (a *aggregator) timeoutFor(ex *components.Exchange) (time.Duration, error) {
	d := a.timeout
	if a.timeoutOf != nil {
		v, err := a.timeoutOf(ex)
		if err != nil {
			return 0, err
		}
		if v != nil {
			ms, err := components.Int(v)
			if err != nil {
				return 0, err
			}
			if ms > 0 {
				d = time.Duration(ms) * time.Millisecond
			}
		}
	}
	return max(d, 0), nil
}

// isComplete answers what makes a group whole, "" where nothing does.
func (a *aggregator) isComplete(ex *components.Exchange) (string, error) {
	if a.fromBatch {
		a.batch++
		if n, err := components.Int(ex.Properties.Value(batchSize)); err == nil && n > 0 && a.batch >= int(n) {
			a.batch = 0
			return "consumer", nil
		}
	}
	if flag, _ := ex.Properties.Remove(completeCurrentGroup); components.Truth(flag) {
		return "strategy", nil
	}
	if a.complete != nil {
		if ok, err := a.complete(ex); err != nil || ok {
			return "predicate", err
		}
	}
	most := a.size
	if a.sizeOf != nil {
		v, err := a.sizeOf(ex)
		if err != nil {
			return "", err
		}
		if v != nil {
			n, err := components.Int(v)
			if err != nil {
				return "", err
			}
			if n > 0 {
				most = int(n)
			}
		}
	}
	if n, _ := ex.Properties.Value(aggregatedSize).(int); most > 0 && n >= most {
		return "size", nil
	}
	return "", nil
}

// take removes a whole group and answers its exchange.
func (a *aggregator) take(g *group, by string) (*components.Exchange, error) {
	g.ex.Properties.Set(aggregatedCorrelationKey, g.key)
	g.ex.Properties.Set(aggregatedCompletedBy, by)
	if err := a.kept.remove(g); err != nil {
		return nil, err
	}
	a.forget(g.key)
	a.closed.add(g.key)
	return g.ex, nil
}

// takeKept is take for a group that nobody waits for: it stays where its repository cannot be written, and answers nil then.
func (a *aggregator) takeKept(key, by string) *components.Exchange {
	g, err := a.current(key)
	if err == nil && g != nil {
		var ex *components.Exchange
		if ex, err = a.take(g, by); err == nil {
			return ex
		}
	}
	if err != nil && !errors.Is(err, components.ErrAggregationConflict) {
		a.env.Context.Log().Error("a group could not be completed and is kept", "route", a.route, "key", key, "error", err)
	}
	return nil
}

// current answers what was gathered under key, nil where there is nothing.
func (a *aggregator) current(key string) (*group, error) {
	g := a.groups[key]
	if a.kept == nil {
		return g, nil
	}
	ex, version, err := a.kept.get(key)
	switch {
	case err != nil:
		return nil, err
	case ex == nil && g != nil: // another process has completed it
		a.forget(key)
		return nil, nil
	case ex == nil:
		return nil, nil
	case g == nil:
		g = &group{key: key}
		a.groups[key] = g
		a.order = append(a.order, key)
	}
	ex.Context = a.env.work()
	g.ex, g.version = ex, version
	return g, nil
}

func (a *aggregator) forget(key string) {
	delete(a.groups, key)
	a.order = slices.DeleteFunc(a.order, func(k string) bool { return k == key })
	close(a.changed)
	a.changed = make(chan struct{})
}

// takeAll removes all groups.
func (a *aggregator) takeAll(by string) []*components.Exchange {
	var whole []*components.Exchange
	for _, key := range slices.Clone(a.order) {
		if ex := a.takeKept(key, by); ex != nil {
			whole = append(whole, ex)
		}
	}
	return whole
}

func (a *aggregator) finishAll(by string) []*components.Exchange {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.takeAll(by)
}

// run takes whole groups through the steps. What fails there is nobody else's: it is logged.
func (a *aggregator) run(whole []*components.Exchange) {
	for _, ex := range whole {
		if strategy, ok := a.strategy.(completing); ok {
			strategy.complete(ex)
		}
		a.kept.begin(ex)
		work := func() {
			err := a.inner(ex)
			ex.Complete(err)
			if err != nil {
				a.env.Context.Log().Error("processing an aggregated exchange failed", "route", a.route, "error", err)
			}
		}
		if a.pool == nil {
			work()
		} else if err := a.pool.run(a.env, ex, work); err != nil {
			a.env.Context.Log().Error("an aggregated exchange was rejected", "route", a.route, "error", err)
		}
	}
}
