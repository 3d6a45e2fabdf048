package routes

import (
	"errors"
	"fmt"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Headers that tell a step that it is tried again.
const (
	redelivered          = "CamelRedelivered"
	redeliveryCounter    = "CamelRedeliveryCounter"
	redeliveryMaxCounter = "CamelRedeliveryMaxCounter"
	exceptionCaught      = "CamelExceptionCaught"
	failureRouteID       = "CamelFailureRouteId"
	failureEndpoint      = "CamelFailureEndpoint"
	// deadLetters is the property that counts the dead letter channels which work on the exchange.
	deadLetters = "CamelDeadLetterDepth"
)

// handle deals with a step's failure: the step is tried again as the policy says, then the clause that is meant for the
// exception, or the dead letter channel, has the exchange. before is the message that the step had at first.
func (h *errorHandler) handle(p *pipeline, step int, ex *components.Exchange, before *components.Message, err error) error {
	f := &failure{h: h, ex: ex, err: err, policy: &h.policy}
	for {
		if f.err == nil || isExhausted(f.err) || errors.Is(f.err, components.ErrStopping) {
			return f.err
		}
		again, err := f.caught()
		if err != nil {
			return exhausted(p.wrap(&p.links[step], err))
		}
		if !again || before == nil || !f.wait() {
			return f.deliver()
		}
		f.prepare(before)
		_, _, f.err = p.attempt(ex, step, step+1)
	}
}

// failure is one step's failure on its way through an error handler.
type failure struct {
	h      *errorHandler
	ex     *components.Exchange
	err    error
	clause *onException
	policy *redeliveryPolicy
	tries  int // made again, the next one included
	paused time.Duration
}

// caught notes a failed try and tells whether another one is to be made.
func (f *failure) caught() (bool, error) {
	f.ex.Properties.Set(exceptionCaught, components.AsException(f.err))
	if f.h.plain() {
		return false, nil
	}
	clause, err := f.h.clause(f.ex, f.err)
	if err != nil {
		return false, err
	}
	if clause != nil {
		f.clause, f.policy = clause, &clause.policy
	}
	f.tries = 1
	if n, ok := f.ex.Headers.Value(redeliveryCounter).(int); ok {
		f.tries = n + 1
	}
	f.ex.Headers.Set(redeliveryCounter, f.tries)
	f.ex.Headers.Set(redelivered, true)
	if f.policy.maximum > 0 {
		f.ex.Headers.Set(redeliveryMaxCounter, f.policy.maximum)
	}
	return again(f.policy, f.clause, f.tries, f.ex)
}

// plain tells that there is nothing to do about a failure but to pass it on.
func (h *errorHandler) plain() bool {
	return h.deadLetter == nil && !h.redelivers && len(h.clauses) == 0
}

// wait pauses before the next try; it answers false where the work is to be given up.
func (f *failure) wait() bool {
	f.paused = f.policy.pause(f.tries, f.paused)
	if f.policy.logRetry {
		f.h.c.env.Context.Log().Debug(fmt.Sprintf("Failed delivery for ExchangeId: %s. On delivery attempt: %d caught: %s",
			f.ex.ID(), f.tries-1, components.Text(components.AsException(f.err))), "logger", "dromedary")
	}
	if f.paused <= 0 {
		return f.ex.Err() == nil
	}
	if f.policy.async {
		f.ex.Detach()
	}
	timer := time.NewTimer(f.paused)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-f.ex.Done():
		return false
	}
}

// prepare gives the exchange the message back that the step had at first.
func (f *failure) prepare(before *components.Message) {
	ex := f.ex
	most, hasMost := ex.Headers.Get(redeliveryMaxCounter)
	ex.SetMessage(before)
	ex.RollbackOnly = false
	ex.Headers.Set(redelivered, true)
	ex.Headers.Set(redeliveryCounter, f.tries)
	if hasMost {
		ex.Headers.Set(redeliveryMaxCounter, most)
	}
}

// deliver gives the exchange to the clause or to the dead letter channel and answers what the caller is to know.
func (f *failure) deliver() error {
	h, ex := f.h, f.ex
	var o onException
	if f.clause != nil {
		o = *f.clause
	}
	handled, err := holds(o.handled, ex)
	if err != nil {
		return exhaustedBy(f.err, err)
	}
	continued, err := holds(o.continued, ex)
	if err != nil {
		return exhaustedBy(f.err, err)
	}
	target, message, dead := o.run, o.message, false
	if f.clause == nil {
		message = h.message
	}
	if target == nil && h.deadLetter != nil {
		target, dead = h.deadLetter, true
		// A dead letter route that fails has a second chance in its own dead letter channel, and no third.
		before, _ := ex.Properties.Value(deadLetters).(int)
		if before == 2 {
			target = nil
		}
		ex.Properties.Set(deadLetters, before+1)
		defer ex.Properties.Set(deadLetters, before)
	}
	if handled || continued || dead {
		ex.Headers.Remove(redelivered)
		ex.Headers.Remove(redeliveryCounter)
		ex.Headers.Remove(redeliveryMaxCounter)
		ex.RollbackOnly = false
	} else if !h.plain() {
		ex.Headers.Set(redeliveryCounter, f.tries-1)
		ex.Headers.Set(redelivered, f.tries > 1)
	}
	var failed error
	if target != nil && !(continued && dead) {
		noteFailure(ex, h.routeOf(f.err))
		if failed = message.restore(h.c, ex); failed == nil {
			failed = target(ex)
		}
	}
	switch {
	case failed != nil && dead && !h.passNewException:
		ex.Properties.Set(exceptionCaught, components.AsException(failed))
		h.c.env.Context.Log().Warn(fmt.Sprintf("the dead letter channel failed too, the exchange counts as handled: %v", failed),
			"logger", "dromedary", "route", h.routeOf(f.err))
	case failed != nil:
		ex.Properties.Set(exceptionCaught, components.AsException(failed))
		return exhaustedBy(f.err, failed)
	case ex.Handled: // by the handler of a route that the clause called
		return nil
	}
	switch {
	case continued:
		f.log(f.policy.logContinued)
		return nil
	case handled || dead:
		f.log(f.policy.logHandled)
		ex.Handled = true
		return nil
	}
	ex.Properties.Set(exceptionCaught, components.AsException(f.err))
	return exhausted(f.err)
}

// noteFailure says on the exchange where it failed: in which route, and to what it was sent last.
func noteFailure(ex *components.Exchange, route string) {
	if route != "" {
		ex.Properties.Set(failureRouteID, route)
	}
	if sent, ok := ex.Properties.Get(components.ToEndpoint); ok {
		ex.Properties.Set(failureEndpoint, sent)
	}
}

func (f *failure) log(wanted bool) {
	if wanted {
		f.h.c.env.Context.Log().Error(fmt.Sprintf("Failed delivery for ExchangeId: %s. Exhausted after delivery attempt: %d caught: %s",
			f.ex.ID(), f.tries, components.Text(components.AsException(f.err))), "logger", "dromedary", "route", f.h.routeOf(f.err))
	}
}

func (h *errorHandler) routeOf(err error) string {
	if step := innermost(err); step != nil {
		return step.RouteID
	}
	return ""
}

// holds asks a predicate that may be missing, which counts as false.
func holds(p components.Predicate, ex *components.Exchange) (bool, error) {
	if p == nil {
		return false, nil
	}
	return p(ex)
}

// innermost is the step error that names the step that failed.
func innermost(err error) *StepError {
	var step *StepError
	errors.As(err, &step)
	return step
}

// isExhausted tells whether an error handler has done what it could about err.
func isExhausted(err error) bool {
	for err != nil {
		var step *StepError
		if !errors.As(err, &step) {
			return false
		}
		if step.Exhausted {
			return true
		}
		err = step.Err
	}
	return false
}

// exhausted marks err as one that an error handler could do nothing about.
func exhausted(err error) error {
	if isExhausted(err) {
		return err
	}
	marked := StepError{Err: err}
	if step, ok := err.(*StepError); ok {
		marked = *step
	} else if step := innermost(err); step != nil {
		marked = *step
		marked.Err = err
	}
	marked.Exhausted = true
	return &marked
}

// exhaustedBy is a new failure that came up while an older one was dealt with.
func exhaustedBy(old, failed error) error {
	if step := innermost(failed); step != nil {
		return exhausted(failed)
	}
	step := StepError{}
	if was := innermost(old); was != nil {
		step = *was
	}
	step.Err, step.Exhausted = failed, true
	return &step
}
