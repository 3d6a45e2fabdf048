// Package stompws is the component stomp-ws: a gateway that sends what routes publish to web pages, by STOMP over
// WebSocket, so that a stock STOMP client in the page is enough.
//
// There is one gateway (hub) per engine. Routes publish to its topics and never wait: each connection has a bounded queue
// and a goroutine that writes while there is something to write. A message is encoded once for all connections
// with the same version and subscription id.
package stompws

import (
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Component is the component stomp-ws.
var Component = components.Of(components.Info{
	Scheme: "stomp-ws",
	Title:  "Sends messages to web pages by STOMP over WebSocket.",
	Syntax: "stomp-ws:destination",
}, newEndpoint)

type hubKey struct{}

func newEndpoint(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	if errs := o.check(); len(errs) > 0 {
		return nil, errs
	}
	h := components.Shared(ctx, hubKey{}, func() *hub { return newHub(ctx, o.Gateway) })
	if errs := h.differences(&o.Gateway); len(errs) > 0 {
		return nil, errs
	}
	h.register.Do(func() {
		if ctx.Mux != nil {
			ctx.Mux.Handle(o.Path, http.HandlerFunc(h.handshake))
		}
		ctx.OnStop(h.stop)
	})
	return &endpoint{uri: uri, options: o, hub: h}, nil
}

// differences reports options of the gateway that an endpoint gives other values than the first endpoint did.
func (h *hub) differences(o *Gateway) components.OptionErrors {
	var errs components.OptionErrors
	first, second := reflect.ValueOf(h.options), reflect.ValueOf(*o)
	for i := range first.NumField() {
		if a, b := first.Field(i).Interface(), second.Field(i).Interface(); !reflect.DeepEqual(a, b) {
			name, _, _ := strings.Cut(first.Type().Field(i).Tag.Get("camel"), ",")
			errs = append(errs, components.OptionError{
				Option: name, Offset: -1,
				Msg:  fmt.Sprintf("option %q of stomp-ws is %v here and %v in another endpoint, but there is one gateway", name, b, a),
				Hint: "set it once, by the property camel.component.stomp-ws." + name,
			})
		}
	}
	return errs
}

// endpoint is one topic that routes publish to.
type endpoint struct {
	uri     string
	options *Options
	hub     *hub
}

func (e *endpoint) URI() string { return e.uri }

func (e *endpoint) Producer() (components.Producer, error) { return (*producer)(e), nil }

// Health tells the figures of the whole gateway. published counts messages, delivered how often one was put into a
// connection's queue, slowClosed connections that were closed because they did not keep up.
func (e *endpoint) Health() components.Health {
	h := e.hub
	return components.Health{Up: true, Detail: components.NewMap(
		"connections", h.open.Load(), "subscriptions", h.subscriptions.Load(),
		"published", h.published.Load(), "delivered", h.delivered.Load(), "slowClosed", h.slowClosed.Load())}
}

type producer endpoint

// Process publishes the exchange as one message. It never waits for a browser. What it answers is a mistake in the
// message: a body that cannot be converted or that is larger than sendQueueSize.
func (p *producer) Process(ex *components.Exchange) error {
	m, err := newMessage(ex, p.options, p.hub.ctx.Now())
	if err != nil {
		return err
	}
	p.hub.publish(m, p.options.Replay)
	return nil
}

// Close leaves the topic as it is: what it keeps for replay outlives a route's restart.
func (p *producer) Close() error { return nil }
