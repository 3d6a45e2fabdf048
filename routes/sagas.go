package routes

import (
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// sagas are the long running actions of one engine.
type sagas struct {
	mu      sync.Mutex
	running map[string]*action
}

type sagasKey struct{}

// sagas answers those of the engine; once asked for they serve component saga, too.
func (env *Environment) sagas() *sagas {
	return components.Shared(env.Context, sagasKey{}, func() *sagas {
		s := &sagas{running: map[string]*action{}}
		components.SagasOf(env.Context).End = func(id string, complete bool) (bool, error) {
			a, how := s.find(id), compensating
			if complete {
				how = completingAll
			}
			if a == nil {
				return false, nil
			}
			return true, s.end(env, a, how)
		}
		return s
	})
}

// sagaServiceBean stands for Camel's service that keeps sagas in memory, as the engine does without it.
type sagaServiceBean struct{}

func newSagaService(*compiler, map[string]string) (any, error) { return sagaServiceBean{}, nil }

// action is one saga.
type action struct {
	id string

	mu     sync.Mutex
	status sagaStatus
	parts  []sagaPart
	timers []*time.Timer
}

type sagaStatus int

const (
	sagaRunning sagaStatus = iota
	compensating
	completingAll
)

func (s sagaStatus) String() string { return [...]string{"RUNNING", "COMPENSATING", "COMPLETING"}[s] }

// sagaPart is what is called for one step of a saga when the whole ends.
type sagaPart struct {
	compensation, completion Processor
	options                  []sagaValue
}

type sagaValue struct {
	name  string
	value any
}

func (s *sagas) begin() *action {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := &action{id: components.NewID()}
	s.running[a.id] = a
	return a
}

// find answers the action of a header's value, nil where there is none.
func (s *sagas) find(id any) *action {
	if id == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running[components.Text(id)]
}

func (a *action) current() sagaStatus {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.status
}

// add makes a part of the action; false where that is ending already.
func (a *action) add(p sagaPart) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.status != sagaRunning {
		return false
	}
	a.parts = append(a.parts, p)
	return true
}

func (a *action) after(d time.Duration, f func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.timers = append(a.timers, time.AfterFunc(d, f))
}

// A call that ends a part is tried again so often.
const (
	sagaTries = 6
	sagaPause = 5 * time.Second
)

// end completes or compensates an action: its parts are called, the last first. One that is ending already is left alone,
// unless it ends the other way.
func (s *sagas) end(env *Environment, a *action, how sagaStatus) error {
	a.mu.Lock()
	was := a.status
	if was == sagaRunning {
		a.status = how
	}
	for _, t := range a.timers {
		t.Stop()
	}
	parts := slices.Clone(a.parts)
	a.mu.Unlock()
	if was == how {
		return nil
	}
	if was != sagaRunning {
		verb := map[sagaStatus]string{compensating: "compensate", completingAll: "complete"}[how]
		return components.NewException("java.lang.IllegalStateException", "Cannot "+verb+": status is "+was.String())
	}
	var failures []error
	for _, p := range slices.Backward(parts) {
		call := p.completion
		if how == compensating {
			call = p.compensation
		}
		if call != nil {
			failures = append(failures, a.call(env, call, p))
		}
	}
	s.mu.Lock()
	delete(s.running, a.id)
	s.mu.Unlock()
	if err := errors.Join(failures...); err != nil {
		return &components.Exception{Class: "java.util.concurrent.CompletionException", Message: err.Error(), Cause: err}
	}
	return nil
}

// call sends what ends a part, again after a pause where that fails.
func (a *action) call(env *Environment, send Processor, p sagaPart) error {
	var err error
	for try := range sagaTries {
		ex := components.NewExchange(env.work(), nil)
		ex.Headers.Set(sagaHeader, a.id)
		for _, o := range p.options {
			ex.Headers.Set(o.name, o.value)
		}
		if try > 0 {
			if sleep(ex, sagaPause) != nil {
				return err
			}
		}
		err = send(ex)
		ex.Complete(err)
		if err == nil {
			return nil
		}
	}
	return err
}
