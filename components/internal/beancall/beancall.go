// Package beancall is the endpoint that calls a method: what the components bean and class have in common.
package beancall

import (
	"github.com/dromedary-go/dromedary/components"
)

// Options are those of both but the name.
type Options struct {
	Method string `camel:"method" doc:"What is called, with its arguments: length, concat('x'), add(${body}, 1). A method without parentheses that needs an argument gets the body. A bean of one's own may be called without."`
	Scope  string `camel:"scope" default:"Singleton" enum:"Singleton,Request,Prototype" doc:"How long an object lives in Camel. Here it is one for all exchanges."`
}

type endpoint struct {
	uri  string
	call func(*components.Exchange) error
}

// NewEndpoint makes the endpoint that calls a bean by its name, or else a new object of a class.
func NewEndpoint(ctx *components.Context, uri, name, class string, o *Options) (components.Endpoint, error) {
	e := &endpoint{uri: uri}
	if ctx.Invoke == nil { // in tests
		return e, nil
	}
	call, err := ctx.Invoke(name, class, o.Method)
	e.call = call
	return e, err
}

func (e *endpoint) URI() string { return e.uri }

// Producer calls. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process makes what the method answers the body.
func (e *endpoint) Process(ex *components.Exchange) error {
	if e.call == nil {
		return nil
	}
	return e.call(ex)
}
