package routes

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// recipientList sends a copy of the exchange to each endpoint that its expression names. The message behind it is what the
// strategy makes of the replies: the last one where it has none.
// See https://camel.apache.org/components/4.18.x/eips/recipientList-eip.html
type recipientList struct {
	common
	fanOut
	Expr                   expression `yaml:",inline"`
	Delimiter              text       `yaml:"delimiter"`
	IgnoreInvalidEndpoints bool       `yaml:"ignoreInvalidEndpoints"`
	CacheSize              int        `yaml:"cacheSize"`
	AllowedSchemes         text       `yaml:"allowedSchemes"`
}

func (s *recipientList) compile(c *compiler, n *stepNode) Processor {
	f := s.compileFan(c, n, useLatest{})
	value := s.Expr.compile(c)
	if f == nil || value == nil {
		return nil
	}
	delimiter := delimiterOf(s.Delimiter)
	endpoints, guard := c.dynamicEndpoints(s.CacheSize, s.AllowedSchemes.Value), c.guard(n)
	ignore := s.IgnoreInvalidEndpoints
	return func(ex *components.Exchange) error {
		v, err := value(ex)
		if err != nil {
			return err
		}
		var all []*dynamicEndpoint
		for _, address := range addresses(v, delimiter) {
			e, err := endpoints.get(address)
			if err != nil && !ignore {
				return err
			}
			if err == nil {
				all = append(all, e)
			}
		}
		i := 0
		return f.run(ex, func(child *components.Exchange) (Processor, error) {
			if i == len(all) {
				return nil, nil
			}
			e := all[i]
			multicastIndex(child, i, len(all))
			child.Properties.Set("CamelRecipientListEndpoint", e.URI())
			i++
			return guard(e.URI(), e.sendAs), nil
		})
	}
}

// delimiterOf answers what a step says its text is cut at: a comma unless said, nothing where it says "false".
func delimiterOf(t text) string {
	switch {
	case !t.set():
		return ","
	case strings.EqualFold(t.Value, "false"):
		return ""
	}
	return t.Value
}

// addresses are the URIs that an expression named.
func addresses(v any, delimiter string) []string {
	var all []string
	for _, part := range components.Parts(v, delimiter) {
		if a := strings.TrimSpace(components.Text(part)); part != nil && a != "" {
			all = append(all, a)
		}
	}
	return all
}

// guard makes the route's error handler see to what a step does for one endpoint.
func (c *compiler) guard(n *stepNode) func(uri string, process Processor) Processor {
	route, handler := c.route.ID, c.handler
	return func(uri string, process Processor) Processor {
		node := *n
		node.endpoint = uri
		return (&pipeline{route: route, links: []link{{node: &node, id: n.id, process: process, handler: handler}}}).run
	}
}
