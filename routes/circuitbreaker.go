package routes

import (
	"errors"
	"fmt"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// circuitBreaker runs its steps as long as they mostly end well. Too many failures, or slow calls, open it: for a while nothing is
// tried. onFallback has the exchange, as it was before the steps, where they fail or are not tried. The route's error handler sees
// neither.
// See https://camel.apache.org/components/4.18.x/eips/circuitBreaker-eip.html
type circuitBreaker struct {
	common
	InheritErrorHandler         bool            `yaml:"inheritErrorHandler"` // without effect: what its steps fail with is its own matter
	Configuration               text            `yaml:"configuration"`
	Resilience4jConfiguration   *resilience4j   `yaml:"resilience4jConfiguration"`
	FaultToleranceConfiguration *faultTolerance `yaml:"faultToleranceConfiguration"`
	OnFallback                  *onFallback     `yaml:"onFallback"`
	Steps                       steps           `yaml:"steps"`
}

type onFallback struct {
	common
	FallbackViaNetwork bool  `yaml:"fallbackViaNetwork"`
	Steps              steps `yaml:"steps"`
}

func (s *circuitBreaker) children() *steps {
	if s.OnFallback != nil {
		return &s.OnFallback.Steps
	}
	return &s.Steps
}

func (s *circuitBreaker) selfReliant() bool { return true }

func (s *circuitBreaker) compile(c *compiler, n *stepNode) Processor {
	if len(s.Steps.list) == 0 {
		c.report(n.pos(), "circuitBreaker has no steps", "write what it guards under steps:")
		return nil
	}
	b := &breakerStep{env: c.env, id: n.id}
	ok := true
	c.unguarded(func() {
		b.inner = s.Steps.compile(c)
		ok = b.inner != nil
		if s.OnFallback != nil && !s.OnFallback.Disabled {
			b.fallback = s.OnFallback.Steps.compile(c)
			ok = ok && b.fallback != nil
		}
	})
	o := c.breakerOptions(s, n, &ok)
	if !ok {
		return nil
	}
	b.options = o
	b.breaker = newBreaker(n.id, o, c.env.Context.Now)
	if o.bulkhead > 0 {
		b.slots = make(chan struct{}, o.bulkhead)
	}
	return b.process
}

// Properties that tell what became of a call.
const (
	breakerState          = "CamelCircuitBreakerState"
	breakerSuccessful     = "CamelCircuitBreakerSuccessfulExecution"
	breakerFromFallback   = "CamelCircuitBreakerResponseFromFallback"
	breakerShortCircuited = "CamelCircuitBreakerResponseShortCircuited"
	breakerTimedOut       = "CamelCircuitBreakerResponseTimedOut"
	breakerRejected       = "CamelCircuitBreakerResponseRejected"
	breakerIgnored        = "CamelCircuitBreakerResponseIgnored"
)

const (
	callNotPermitted = "io.github.resilience4j.circuitbreaker.CallNotPermittedException"
	bulkheadFull     = "io.github.resilience4j.bulkhead.BulkheadFullException"
	timeoutException = "java.util.concurrent.TimeoutException"
)

// breakerStep is a compiled circuitBreaker.
type breakerStep struct {
	env             *Environment
	id              string
	options         *breakerOptions
	breaker         *breaker
	slots           chan struct{} // of the bulkhead; nil for none
	inner, fallback Processor
}

func (b *breakerStep) process(ex *components.Exchange) error {
	ex.Properties.Set(tryRouteBlock, true)
	defer ex.Properties.Remove(tryRouteBlock)
	err := b.call(ex)
	if errors.Is(err, components.ErrStopping) {
		return err
	}
	ex.Properties.Set(breakerState, b.breaker.currentState().String())
	tell := func(name string, v bool) { ex.Properties.Set(name, v) }
	if err == nil {
		tell(breakerSuccessful, true)
		tell(breakerFromFallback, false)
		return nil
	}
	class := components.Class(err)
	switch {
	case matchesClasses(b.options.ignore, err):
		tell(breakerSuccessful, false)
		tell(breakerFromFallback, false)
		tell(breakerShortCircuited, false)
		tell(breakerIgnored, true)
		return nil
	case len(b.options.record) > 0 && !matchesClasses(b.options.record, err):
		tell(breakerSuccessful, true)
		tell(breakerFromFallback, false)
		tell(breakerShortCircuited, false)
		return nil
	}
	tell(breakerSuccessful, false)
	tell(breakerFromFallback, b.fallback != nil)
	tell(breakerShortCircuited, b.fallback != nil || class != timeoutException)
	if b.fallback == nil {
		if class == timeoutException {
			tell(breakerTimedOut, true)
			return err
		}
		tell(breakerRejected, true)
		if class == callNotPermitted && !b.options.throwWhenOpen {
			return nil
		}
		return unchecked(err)
	}
	if class == callNotPermitted || class == bulkheadFull || class == timeoutException {
		ex.Properties.Remove(exceptionCaught)
	} else {
		ex.Properties.Set(exceptionCaught, components.AsException(err))
	}
	return b.fallback(ex)
}

// call runs the steps on a copy, if they may be tried; what they made of it is the exchange's where they end well.
func (b *breakerStep) call(ex *components.Exchange) error {
	if err := b.breaker.acquire(); err != nil {
		return err
	}
	began := b.env.Context.Now()
	err := b.guarded(ex)
	outcome := callSucceeded
	switch {
	case errors.Is(err, components.ErrStopping), err != nil && matchesClasses(b.options.ignore, err):
		outcome = callIgnored
	case err != nil && (len(b.options.record) == 0 || matchesClasses(b.options.record, err)):
		outcome = callFailed
	}
	b.breaker.done(outcome, b.env.Context.Now().Sub(began))
	return err
}

// guarded runs the steps within the bulkhead and the time limit.
func (b *breakerStep) guarded(ex *components.Exchange) error {
	if b.slots != nil {
		if !b.enter(ex) {
			return components.NewException(bulkheadFull, fmt.Sprintf("Bulkhead '%s' is full and does not permit further calls", b.id))
		}
		defer func() { <-b.slots }()
	}
	copy := ex.Clone()
	copy.Properties.Set(components.CorrelationID, ex.ID())
	if b.options.timeout == 0 {
		return adopt(ex, copy, b.run(copy))
	}
	copy.Context = b.env.work() // it may outlive the exchange
	ex.Shared, copy.Shared = true, true
	done := make(chan error, 1)
	b.env.Go(func() {
		done <- b.run(copy)
	})
	timer := time.NewTimer(b.options.timeout)
	defer timer.Stop()
	select {
	case err := <-done:
		return adopt(ex, copy, err)
	case <-timer.C: // the steps go on, on their copy
		return components.NewException(timeoutException, fmt.Sprintf("TimeLimiter '%s' recorded a timeout exception.", b.id))
	}
}

func (b *breakerStep) run(copy *components.Exchange) error {
	err := b.inner(copy)
	copy.Complete(err)
	return err
}

// enter takes a place in the bulkhead; it waits no longer than the options say.
func (b *breakerStep) enter(ex *components.Exchange) bool {
	select {
	case b.slots <- struct{}{}:
		return true
	default:
	}
	timer := time.NewTimer(b.options.bulkheadWait)
	defer timer.Stop()
	select {
	case b.slots <- struct{}{}:
		return true
	case <-timer.C:
	case <-ex.Context.Done():
	}
	return false
}

// adopt makes the exchange what its copy became, where that ended well.
func adopt(ex, copy *components.Exchange, err error) error {
	if err != nil {
		return err
	}
	ex.Body, ex.Headers, ex.Properties, ex.Variables = copy.Body, copy.Headers, copy.Properties, copy.Variables
	ex.Stopped, ex.Handled, ex.RollbackOnly = copy.Stopped, copy.Handled, copy.RollbackOnly
	return nil
}

// unchecked wraps what Java code could not throw without saying so, as Camel does where no fallback has the failure.
func unchecked(err error) error {
	e := components.AsException(err)
	if components.ExceptionDistance(e.Class, "java.lang.RuntimeException") >= 0 || e.Class == bulkheadFull || e.Class == callNotPermitted {
		return err
	}
	return &components.Exception{Class: "org.apache.camel.RuntimeCamelException", Message: components.Text(e), Cause: e}
}
