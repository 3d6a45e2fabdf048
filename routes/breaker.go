package routes

import (
	"fmt"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// breaker decides by what became of the latest calls whether the next may be tried, as Resilience4j's circuit breaker does.
type breaker struct {
	name    string
	options *breakerOptions
	now     func() time.Time

	mu        sync.Mutex
	state     circuitState
	since     time.Time // of the state
	calls     []callRecord
	permitted int // of the half-open state, still to be given
}

type circuitState int

const (
	circuitClosed circuitState = iota
	circuitOpen
	circuitHalfOpen
)

func (s circuitState) String() string { return [...]string{"CLOSED", "OPEN", "HALF_OPEN"}[s] }

type callOutcome int

const (
	callSucceeded callOutcome = iota
	callFailed
	callIgnored // counts for nothing
)

// callRecord is a call that counts.
type callRecord struct {
	at           time.Time
	failed, slow bool
}

func newBreaker(name string, o *breakerOptions, now func() time.Time) *breaker {
	return &breaker{name: name, options: o, now: now, since: now()}
}

func (b *breaker) currentState() circuitState {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.state
}

// acquire asks whether a call may be tried. After the wait in the open state some calls are let through to see.
func (b *breaker) acquire() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.state == circuitOpen && b.now().Sub(b.since) >= b.options.waitOpen {
		b.enter(circuitHalfOpen)
	}
	switch {
	case b.state == circuitClosed:
		return nil
	case b.state == circuitHalfOpen && b.permitted > 0:
		b.permitted--
		return nil
	}
	return components.NewException(callNotPermitted, fmt.Sprintf("CircuitBreaker '%s' is %s and does not permit further calls", b.name, b.state))
}

func (b *breaker) enter(s circuitState) {
	b.state, b.since, b.calls = s, b.now(), nil
	b.permitted = b.options.halfOpenCalls
}

// done tells how a call that was let through ended.
func (b *breaker) done(outcome callOutcome, took time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if outcome == callIgnored {
		if b.state == circuitHalfOpen {
			b.permitted++
		}
		return
	}
	if b.state == circuitOpen { // it began before
		return
	}
	now := b.now()
	b.calls = append(b.calls, callRecord{now, outcome == callFailed, took > b.options.slowCall})
	needed := b.options.minimumCalls
	switch {
	case b.state == circuitHalfOpen:
		needed = b.options.halfOpenCalls
	case b.options.timeBased:
		for now.Sub(b.calls[0].at) >= time.Duration(b.options.window)*time.Second {
			b.calls = b.calls[1:]
		}
	default:
		needed = min(needed, b.options.window)
		b.calls = b.calls[max(0, len(b.calls)-b.options.window):]
	}
	if len(b.calls) < needed {
		return
	}
	switch tooBad := b.tooBad(); {
	case tooBad:
		b.enter(circuitOpen)
	case b.state == circuitHalfOpen:
		b.enter(circuitClosed)
	}
}

// tooBad tells whether the failures or the slow calls reach their share.
func (b *breaker) tooBad() bool {
	failures, slow := 0, 0
	for _, c := range b.calls {
		if c.failed {
			failures++
		}
		if c.slow {
			slow++
		}
	}
	all := float64(len(b.calls)) / 100
	return float64(failures) >= b.options.failureRate*all || float64(slow) >= b.options.slowRate*all
}
