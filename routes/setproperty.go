package routes

import "github.com/dromedary-go/dromedary/components"

// setProperty gives a property of the exchange a value. The name may be a Simple expression.
// See https://camel.apache.org/components/4.18.x/eips/setProperty-eip.html
type setProperty struct {
	common
	Name text       `yaml:"name,required"`
	Expr expression `yaml:",inline"`
}

func (s *setProperty) compile(c *compiler, _ *stepNode) Processor {
	return c.assign(s.Name, &s.Expr, nullProperty, func(ex *components.Exchange, name string, v any) { ex.Properties.Set(name, v) })
}
