package routes

import "github.com/dromedary-go/dromedary/components"

// routingSlip sends the exchange to the endpoints that its expression names, from one to the next.
// See https://camel.apache.org/components/4.18.x/eips/routingSlip-eip.html
type routingSlip struct {
	common
	Expr expression `yaml:",inline"`
	slip
}

// dynamicRouter asks its expression for the next endpoint again and again, until it gives nothing.
// See https://camel.apache.org/components/4.18.x/eips/dynamicRouter-eip.html
type dynamicRouter struct {
	common
	Expr expression `yaml:",inline"`
	slip
}

// slip is what both have in common.
type slip struct {
	URIDelimiter           text `yaml:"uriDelimiter"`
	IgnoreInvalidEndpoints bool `yaml:"ignoreInvalidEndpoints"`
	CacheSize              int  `yaml:"cacheSize"`
	AllowedSchemes         text `yaml:"allowedSchemes"`
}

// slipEndpoint is the property that holds the URI of the endpoint which the exchange was last sent to.
const slipEndpoint = "CamelSlipEndpoint"

func (s *routingSlip) compile(c *compiler, n *stepNode) Processor {
	follow := s.follow(c, n, &s.Expr)
	if follow == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		ex.Properties.Remove(slipEndpoint)
		_, err := follow(ex)
		return err
	}
}

func (s *dynamicRouter) compile(c *compiler, n *stepNode) Processor {
	follow := s.follow(c, n, &s.Expr)
	if follow == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		ex.Properties.Remove(slipEndpoint) // its expression asks for what it named last
		for {
			more, err := follow(ex)
			if err != nil || !more {
				return err
			}
			if err := ex.Err(); err != nil {
				return err
			}
		}
	}
}

// follow compiles what sends to the endpoints that the expression names now; more is false where there were none, or the
// exchange has ended.
func (s *slip) follow(c *compiler, n *stepNode, named *expression) func(ex *components.Exchange) (more bool, err error) {
	value := named.compile(c)
	if value == nil {
		return nil
	}
	delimiter := delimiterOf(s.URIDelimiter)
	endpoints, guard := c.dynamicEndpoints(s.CacheSize, s.AllowedSchemes.Value), c.guard(n)
	ignore := s.IgnoreInvalidEndpoints
	return func(ex *components.Exchange) (bool, error) {
		v, err := value(ex)
		if err != nil {
			return false, err
		}
		all := addresses(v, delimiter)
		for _, address := range all {
			e, err := endpoints.get(address)
			if err != nil && ignore {
				continue
			}
			if err != nil {
				return false, err
			}
			ex.Properties.Set(slipEndpoint, e.URI())
			if err := guard(e.URI(), e.send)(ex); err != nil || ex.Ended() {
				return false, err
			}
		}
		return len(all) > 0, nil
	}
}
