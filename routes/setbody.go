package routes

import "github.com/dromedary-go/dromedary/components"

// setBody replaces the body.
// See https://camel.apache.org/components/4.18.x/eips/setBody-eip.html
type setBody struct {
	common
	Expr expression `yaml:",inline"`
}

func (s *setBody) compile(c *compiler, _ *stepNode) Processor { return bodyFrom(s.Expr.compile(c)) }

func bodyFrom(value components.Expression) Processor {
	if value == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		v, err := value(ex)
		if err != nil {
			return err
		}
		ex.Body = v
		return nil
	}
}
