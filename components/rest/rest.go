// Package rest is the component that answers and calls REST services by method and path.
package rest

import (
	"fmt"
	"strings"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers rest: URIs, after Camel's component of this name. It stands on two others: platform-http answers, http
// calls.
var Component = components.Of(components.Info{
	Scheme: "rest",
	Title:  "Answers and calls REST services by method and path.",
	Syntax: "rest:method:path:uriTemplate",
}, build)

// Options of rest: URIs.
type Options struct {
	Method          string `camel:"method,path,required" enum:"get,post,put,delete,patch,head,trace,connect,options" doc:"HTTP method."`
	Path            string `camel:"path,path,required" doc:"Path, such as orders/{id}."`
	URITemplate     string `camel:"uriTemplate,path" doc:"What stands behind the path, such as /{id}."`
	Consumes        string `camel:"consumes" doc:"Content types that a route takes; for a call what it accepts."`
	Produces        string `camel:"produces" doc:"Content types that a route answers with; for a call the type of what it sends."`
	Host            string `camel:"host" doc:"Host that is called, such as https://api.example.org. Without it that of restConfiguration."`
	QueryParameters string `camel:"queryParameters" doc:"Query of a call, such as q={q}&limit={limit?}: {name} is the header or variable, and {name?} may be missing."`
	BindingMode     string `camel:"bindingMode" enum:"off,auto,json" default:"off" doc:"Whether a call sends maps and lists as JSON, and makes such of the response."`
	Producer        string `camel:"producerComponentName" doc:"Component that calls. Only http is there."`
	Consumer        string `camel:"consumerComponentName" doc:"Component that answers. It is platform-http, whatever is said."`
	APIDoc          string `camel:"apiDoc" doc:"Taken for Camel's sake: calls are not checked against an API's document."`
	RouteID         string `camel:"routeId" doc:"Taken for Camel's sake: the route says its id itself."`
	Description     string `camel:"description" doc:"For people."`
	InType          string `camel:"inType" doc:"Taken for Camel's sake: it names a Java class."`
	OutType         string `camel:"outType" doc:"Taken for Camel's sake: it names a Java class."`
}

type endpoint struct {
	*Options
	ctx    *components.Context
	uri    string
	source components.Source // set once a route is to start here
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	if o.Producer != "" && o.Producer != "http" {
		return nil, components.OptionErrors{{Option: "producerComponentName", Offset: -1, Msg: fmt.Sprintf("component %s does not call for rest", o.Producer), Hint: "write http"}}
	}
	return &endpoint{Options: o, ctx: ctx, uri: uri}, nil
}

func (e *endpoint) URI() string { return e.uri }

// path is all of the path, from restConfiguration's context path on.
func (e *endpoint) path(from string) string {
	path := ""
	for _, part := range []string{from, e.Path, e.URITemplate} {
		if part = strings.Trim(part, "/"); part != "" {
			path += "/" + part
		}
	}
	if path == "" {
		return "/"
	}
	return path
}

// said answers a word of restConfiguration.
func (e *endpoint) said(key string) string {
	if e.ctx.Rest == nil {
		return ""
	}
	return e.ctx.Rest(key)
}

// Prepare makes the platform-http endpoint that a route starts from.
func (e *endpoint) Prepare() error {
	address := "platform-http:" + e.path(e.said("contextPath")) + "?httpMethodRestrict=" + strings.ToUpper(e.Method)
	if e.Consumes != "" {
		address += "&consumes=RAW(" + e.Consumes + ")"
	}
	if e.Produces != "" {
		address += "&produces=RAW(" + e.Produces + ")"
	}
	if e.ctx.Endpoint == nil {
		return fmt.Errorf("%s: nothing answers", e.uri)
	}
	made, err := e.ctx.Endpoint(address)
	if err != nil {
		return err
	}
	source, ok := made.(components.Source)
	if !ok {
		return fmt.Errorf("one cannot read from %s", made.URI())
	}
	e.source = source
	return nil
}

// Subscriber answers requests with one route.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	if e.source == nil {
		if err := e.Prepare(); err != nil {
			return nil, "", err
		}
	}
	return e.source.Subscriber(rc)
}

// Concurrency is that of platform-http.
func (e *endpoint) Concurrency() int {
	if c, ok := e.source.(components.Concurrent); ok {
		return c.Concurrency()
	}
	return 1
}
