// Package direct is the component that calls another route as a function.
package direct

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers direct: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "direct",
	Title:  "Calls another route and waits for its answer.",
	Syntax: "direct:name",
}, build)

// Options of direct: URIs.
type Options struct {
	Name              string        `camel:"name,path,required" doc:"Name that the caller and the called route share."`
	Block             bool          `camel:"block" default:"true" doc:"Whether a call waits for a route that has not started yet."`
	Timeout           time.Duration `camel:"timeout" default:"30000" doc:"Longest time that a call waits for the route to start. A number alone is milliseconds."`
	FailIfNoConsumers bool          `camel:"failIfNoConsumers" default:"true" doc:"Whether a call without a route to answer it fails; else it does nothing."`
}

// NotAvailable is the class of the exception that a call gets when no route answers.
const NotAvailable = "org.apache.camel.component.direct.DirectConsumerNotAvailableException"

type linkKey struct{ name string }

// link is what the callers of a name and its route share.
type link struct {
	process atomic.Pointer[func(*components.Exchange) error]

	mu    sync.Mutex
	bound chan struct{} // closed when a route is bound; nil while nobody waits for one
}

type endpoint struct {
	*Options
	*link
	uri string
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	l := components.Shared(ctx, linkKey{o.Name}, func() *link { return &link{} })
	return &endpoint{o, l, uri}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Link is what caller and route share.
func (e *endpoint) Link() string { return "direct:" + e.Name }

// Bind makes process answer the calls. It fails where another route does already.
func (e *endpoint) Bind(process func(*components.Exchange) error) (unbind func(), err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.process.CompareAndSwap(nil, &process) {
		return nil, fmt.Errorf("direct:%s is answered by another route already", e.Name)
	}
	if e.bound != nil {
		close(e.bound)
		e.bound = nil
	}
	return func() { e.process.CompareAndSwap(&process, nil) }, nil
}

// Producer makes what calls the route. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

// Process runs the route's steps on ex in the caller's goroutine and answers their error.
func (e *endpoint) Process(ex *components.Exchange) error {
	if process := e.process.Load(); process != nil {
		return (*process)(ex)
	}
	process, err := e.wait(ex)
	if process == nil || err != nil {
		return err
	}
	return (*process)(ex)
}

func (e *endpoint) Close() error { return nil }

// wait waits for a route; where the option says so it answers neither a route nor an error.
func (e *endpoint) wait(ex *components.Exchange) (*func(*components.Exchange) error, error) {
	if e.Block && e.Timeout > 0 {
		timeout := time.NewTimer(e.Timeout)
		defer timeout.Stop()
		for waiting := true; waiting; {
			process, bound := e.arrival()
			if process != nil {
				return process, nil
			}
			select {
			case <-bound:
			case <-timeout.C:
				waiting = false
			case <-ex.Done():
				return nil, context.Cause(ex)
			}
		}
	}
	if !e.FailIfNoConsumers {
		return nil, nil
	}
	return nil, components.NewException(NotAvailable, fmt.Sprintf("No consumers available on endpoint: %s. Exchange[%s]", e.uri, ex.ID()))
}

// arrival answers the route, or where there is none a channel that is closed when one is bound.
func (l *link) arrival() (*func(*components.Exchange) error, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if process := l.process.Load(); process != nil {
		return process, nil
	}
	if l.bound == nil {
		l.bound = make(chan struct{})
	}
	return nil, l.bound
}
