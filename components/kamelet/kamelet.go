// Package kamelet is the component where a template's instance and the route that uses it meet.
package kamelet

import (
	"fmt"
	"sync/atomic"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers kamelet: URIs, after Camel's component of this name. What stands behind a URI, a route made of a
// template, is the business of package routes: it hands the instance's name over.
var Component = components.Of(components.Info{
	Scheme: "kamelet",
	Title:  "A route made of a template, as a source, a step or a sink.",
	Syntax: "kamelet:templateId/routeId",
}, build)

// Options of kamelet: URIs.
type Options struct {
	TemplateID string `camel:"templateId,path,required" doc:"Name of the template: a routeTemplate, or a document of kind Kamelet."`
	RouteID    string `camel:"routeId,path" doc:"Id of the route that is made; by default the template's name and a number."`
	Location   string `camel:"location,component" default:"classpath:kamelets" doc:"Folders to look for NAME.kamelet.yaml in, with commas between."`
}

// NotAvailable is the class of the exception that a call gets while the route does not run.
const NotAvailable = "org.apache.camel.component.kamelet.KameletConsumerNotAvailableException"

type linkKey struct{ name string }

// link is what an instance and the route that uses it share.
type link struct {
	process atomic.Pointer[func(*components.Exchange) error]
}

type endpoint struct {
	name string
	uri  string
	*link
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	l := components.Shared(ctx, linkKey{o.TemplateID}, func() *link { return &link{} })
	return &endpoint{o.TemplateID, uri, l}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Link is what the instance and the route that uses it share.
func (e *endpoint) Link() string { return "kamelet:" + e.name }

// Bind makes process answer the calls. It fails where another route does already.
func (e *endpoint) Bind(process func(*components.Exchange) error) (unbind func(), err error) {
	if !e.process.CompareAndSwap(nil, &process) {
		return nil, fmt.Errorf("kamelet:%s is answered by another route already", e.name)
	}
	return func() { e.process.CompareAndSwap(&process, nil) }, nil
}

// Producer makes what calls the route. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process runs the route's steps on ex in the caller's goroutine and answers their error.
func (e *endpoint) Process(ex *components.Exchange) error {
	process := e.process.Load()
	if process == nil {
		return components.NewException(NotAvailable, fmt.Sprintf("No consumers available on endpoint: %s. Exchange[%s]", e.uri, ex.ID()))
	}
	return (*process)(ex)
}
