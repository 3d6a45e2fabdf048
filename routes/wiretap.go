package routes

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// wireTap sends a copy of the exchange (the exchange as it is now, InOnly) and goes on at once. What fails there is logged
// and does not touch the route.
// See https://camel.apache.org/components/4.18.x/eips/wireTap-eip.html
type wireTap struct {
	common
	endpointRef
	sending
	Copy                     *bool `yaml:"copy"`
	DynamicURI               *bool `yaml:"dynamicUri"`
	OnPrepare                text  `yaml:"onPrepare"`
	ExecutorService          text  `yaml:"executorService"`
	CacheSize                int   `yaml:"cacheSize"`
	IgnoreInvalidEndpoint    bool  `yaml:"ignoreInvalidEndpoint"`
	AllowOptimisedComponents *bool `yaml:"allowOptimisedComponents"`
	AllowedSchemes           text  `yaml:"allowedSchemes"`
	AutoStartComponents      *bool `yaml:"autoStartComponents"`
}

func (s *wireTap) decodeNode(d *decoder, n *yaml.Node, what string) {
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" { // Camel takes no lone text here
		d.report(d.pos(n), "wireTap must be a map, not a text", fmt.Sprintf("write wireTap: {uri: %q}", n.Value))
		return
	}
	type plain wireTap
	d.valueOf((*plain)(s), n, what)
}

func (s *wireTap) compile(c *compiler, n *stepNode) Processor {
	if f := s.OnPrepare; f.set() {
		c.add(needed(f.pos(), "bean", f.Value, "onPrepare names a Java object, which cannot run here"))
		return nil
	}
	if s.VariableReceive != "" {
		c.atStart(n.pos(), "wireTap waits for no reply, so variableReceive has nothing to receive", "leave it out, or write to:")
		return nil
	}
	send, pool := s.target(c, n), c.threadPool(s.ExecutorService)
	if send == nil || pool == nil {
		return nil
	}
	send = s.wrap(c, send)
	copied, route, env := given(s.Copy, true), c.route.ID, c.env
	tap := &pipeline{route: route, links: []link{{node: n, id: n.id, process: send}}}
	return func(ex *components.Exchange) error {
		tapped := ex.Share()
		if !copied {
			tapped.Body, tapped.Headers = nil, components.Headers{}
			tapped.Properties, tapped.Variables = components.Map{}, components.Map{}
		}
		tapped.Pattern = components.InOnly
		return pool.run(env, tapped, func() {
			err := tap.run(tapped)
			tapped.Complete(err)
			if err != nil {
				env.Context.Log().Error("wire tap failed", "route", route, "error", err)
			}
		})
	}
}

func (s *wireTap) target(c *compiler, n *stepNode) Processor {
	if dynamic := s.DynamicURI == nil || *s.DynamicURI; dynamic && strings.Contains(s.URI.Value, "${") {
		d := c.dynamic(&s.endpointRef, s.CacheSize, s.AllowedSchemes.Value)
		if d == nil {
			return nil
		}
		n.endpoint = s.URI.Value
		d.ignoreInvalid = s.IgnoreInvalidEndpoint
		return d.send
	}
	p := c.target(&s.endpointRef, n)
	if p == nil {
		return nil
	}
	return p.Process
}
