package routes

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// setHeader gives a header a value. The name may be a Simple expression.
// See https://camel.apache.org/components/4.18.x/eips/setHeader-eip.html
type setHeader struct {
	common
	Name text       `yaml:"name,required"`
	Expr expression `yaml:",inline"`
}

func (s *setHeader) compile(c *compiler, _ *stepNode) Processor {
	return c.assign(s.Name, &s.Expr, nullHeader, func(ex *components.Exchange, name string, v any) { ex.Headers.Set(name, v) })
}

// assign makes a processor that puts an expression's value under a name, both asked of the exchange.
func (c *compiler) assign(name text, value *expression, onNull string, put func(ex *components.Exchange, name string, v any)) Processor {
	v := value.compile(c)
	if v == nil || !name.set() {
		return nil
	}
	if !strings.Contains(name.Value, "${") {
		fixed := name.Value
		return func(ex *components.Exchange) error {
			value, err := v(ex)
			if err != nil {
				return err
			}
			put(ex, fixed, value)
			return nil
		}
	}
	dynamic := c.template(name)
	if dynamic == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		value, err := v(ex)
		if err != nil {
			return err
		}
		name, err := nameOf(dynamic, ex, onNull)
		if err != nil {
			return err
		}
		put(ex, name, value)
		return nil
	}
}
