package routes

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// wireTap sends a copy of the exchange (the exchange as it is now, InOnly) and goes on at once. What fails there is logged
// and does not touch the route.
// See https://camel.apache.org/components/4.18.x/eips/wireTap-eip.html
type wireTap struct {
	common
	endpointRef
	Copy                  *bool  `yaml:"copy"`
	DynamicURI            *bool  `yaml:"dynamicUri"`
	CacheSize             int    `yaml:"cacheSize"`
	IgnoreInvalidEndpoint bool   `yaml:"ignoreInvalidEndpoint"`
	AllowedSchemes        text   `yaml:"allowedSchemes"`
	Pattern               string `yaml:"pattern"`
}

func (s *wireTap) compile(c *compiler, n *stepNode) Processor {
	send := s.target(c, n)
	if send == nil {
		return nil
	}
	keepBody := s.Copy == nil || *s.Copy
	route, env := c.route.ID, c.env
	failed := &pipeline{route: route, links: []link{{node: n, id: n.step.base().ID.Value, process: send}}}
	return func(ex *components.Exchange) error {
		tapped := ex.Clone()
		tapped.Pattern = components.InOnly
		if !keepBody {
			tapped.Body = nil
		}
		env.Go(func() {
			err := failed.run(tapped)
			tapped.Complete(err)
			if err != nil {
				env.Context.Log().Error("wire tap failed", "route", route, "error", err)
			}
		})
		return nil
	}
}

func (s *wireTap) target(c *compiler, n *stepNode) Processor {
	if dynamic := s.DynamicURI == nil || *s.DynamicURI; dynamic && strings.Contains(s.URI.Value, "${") {
		d := c.dynamic(&s.endpointRef, s.CacheSize, s.AllowedSchemes.Value)
		if d == nil {
			return nil
		}
		n.endpoint = s.URI.Value
		return d.send
	}
	p := c.target(&s.endpointRef, n)
	if p == nil {
		return nil
	}
	return p.Process
}
