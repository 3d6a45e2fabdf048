package routes

import "github.com/dromedary-go/dromedary/components"

// toD sends the exchange to the endpoint that its URI, a Simple expression, names for this exchange.
// See https://camel.apache.org/components/4.18.x/eips/toD-eip.html
type toD struct {
	common
	endpointRef
	sending
	CacheSize                int   `yaml:"cacheSize"`
	IgnoreInvalidEndpoint    bool  `yaml:"ignoreInvalidEndpoint"`
	AllowOptimisedComponents *bool `yaml:"allowOptimisedComponents"`
	AllowedSchemes           text  `yaml:"allowedSchemes"`
	AutoStartComponents      *bool `yaml:"autoStartComponents"`
}

func (s *toD) compile(c *compiler, n *stepNode) Processor {
	d := c.dynamic(&s.endpointRef, s.CacheSize, s.AllowedSchemes.Value)
	if d == nil {
		return nil
	}
	n.endpoint = s.URI.Value
	d.ignoreInvalid = s.IgnoreInvalidEndpoint
	return s.wrap(c, d.send)
}

// dynamicParameter is an option whose value is a Simple expression.
type dynamicParameter struct {
	name  string
	value components.Expression
}

// dynamicTarget sends to the endpoint that an expression names.
type dynamicTarget struct {
	uri           components.Expression
	params        []dynamicParameter
	endpoints     *dynamicEndpoints
	ignoreInvalid bool // what cannot be resolved is not sent to
}

func (c *compiler) dynamic(ref *endpointRef, size int, allowed string) *dynamicTarget {
	if !ref.URI.set() {
		return nil
	}
	uri := c.template(ref.URI)
	if uri == nil {
		return nil
	}
	d := &dynamicTarget{uri: uri, endpoints: c.dynamicEndpoints(size, allowed)}
	d.endpoints.strict = true
	for _, p := range ref.Parameters.list {
		value := c.template(p.value)
		if value == nil {
			return nil
		}
		d.params = append(d.params, dynamicParameter{p.key.Value, value})
	}
	return d
}

// send sends the exchange; where the expression gives nothing it goes nowhere.
func (d *dynamicTarget) send(ex *components.Exchange) error {
	e, err := d.find(ex)
	if err != nil || e == nil {
		return err
	}
	return e.sendAs(ex)
}

// find answers the endpoint for an exchange; nil where the expression gives none or one that does not matter.
func (d *dynamicTarget) find(ex *components.Exchange) (*dynamicEndpoint, error) {
	address, err := d.uri(ex)
	if err != nil || address == nil {
		return nil, err
	}
	var params []components.Param
	for _, p := range d.params {
		v, err := textOf(p.value, ex)
		if err != nil {
			return nil, err
		}
		params = append(params, components.Param{Name: p.name, Value: v, Offset: -1})
	}
	e, err := d.endpoints.get(components.Text(address), params...)
	if err != nil && d.ignoreInvalid {
		return nil, nil
	}
	return e, err
}
