// Package saga is the component that ends long running actions.
package saga

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers saga: URIs, after Camel's component of this name. The actions are those of the step saga.
var Component = components.Of(components.Info{
	Scheme: "saga",
	Title:  "Completes or compensates the saga that a message is part of.",
	Syntax: "saga:action",
}, build)

// Options of saga: URIs.
type Options struct {
	Action string `camel:"action,path,required" enum:"COMPLETE,COMPENSATE" doc:"What becomes of the saga."`
}

type endpoint struct {
	uri      string
	complete bool
	service  *components.SagaService
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return &endpoint{uri, strings.EqualFold(o.Action, "COMPLETE"), components.SagasOf(ctx)}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Producer makes what ends sagas. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process ends the saga that ex is part of, which calls what its parts have for that; it answers their failure.
func (e *endpoint) Process(ex *components.Exchange) error {
	if id := ex.Headers.Value(components.SagaHeader); id != nil && e.service.End != nil {
		if found, err := e.service.End(components.Text(id), e.complete); found {
			return err
		}
	}
	verb := "compensate"
	if e.complete {
		verb = "complete"
	}
	return components.NewException("java.lang.IllegalStateException", fmt.Sprintf("Current exchange is not bound to a saga context: cannot %s", verb))
}
