package routes

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// surely are the steps that always let the next one run, or fail: none of them can end a recursion.
var surely = []string{
	"convertBodyTo", "convertHeaderTo", "convertVariableTo", "delay", "log", "marshal", "removeHeader", "removeHeaders", "removeProperties",
	"removeProperty", "removeVariable", "setBody", "setExchangePattern", "setHeader", "setHeaders", "setProperty", "setVariable",
	"setVariables", "transform", "unmarshal", "wireTap",
}

// recursionCheck looks for routes that call each other whatever the message holds: such a call never ends. Calls behind a
// choice, a filter or anything else that can end the recursion are the author's business.
type recursionCheck struct {
	c      *compiler
	routes map[string]*routeDefinition // by the link that they read
	links  map[*yaml.Node]string       // what steps call, by the place of their URI
	seen   map[string]bool
}

func (c *compiler) checkRecursion(routes []*routeDefinition, compiled []*Route) {
	r := &recursionCheck{c, map[string]*routeDefinition{}, map[*yaml.Node]string{}, map[string]bool{}}
	for _, call := range c.calls {
		r.links[call.place.node] = call.link
	}
	for i, def := range routes {
		if in, ok := compiled[i].From.(components.Inline); ok && def.From != nil {
			r.routes[in.Link()] = def
		}
	}
	for _, route := range compiled {
		if in, ok := route.From.(components.Inline); ok {
			r.follow(in.Link(), nil)
		}
	}
}

// follow goes along the calls that a route makes for sure.
func (r *recursionCheck) follow(link string, path []string) {
	if r.seen[link] {
		return
	}
	r.seen[link] = true
	path = append(path, link)
	def := r.routes[link]
	if def == nil {
		return
	}
	for _, n := range def.From.Steps.list {
		base := n.step.base()
		if base.Disabled {
			continue
		}
		send, isTo := n.step.(*to)
		if !isTo {
			if !slices.Contains(surely, n.kind) {
				return
			}
			continue
		}
		called := r.links[send.URI.node]
		if called == "" {
			continue
		}
		if i := slices.Index(path, called); i >= 0 {
			r.report(send, append(path[i:len(path):len(path)], called))
			return
		}
		r.follow(called, path)
		return // what it calls may stop the exchange
	}
}

func (r *recursionCheck) report(call *to, loop []string) {
	msg := fmt.Sprintf("%s calls itself without end", loop[0])
	if len(loop) > 2 {
		msg = fmt.Sprintf("routes call each other without end: %s", strings.Join(loop, " -> "))
	}
	r.c.atStart(call.URI.pos(), msg, "put the call into a filter or a choice that ends it, or call another route")
}
