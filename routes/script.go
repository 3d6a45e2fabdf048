package routes

import "github.com/dromedary-go/dromedary/components"

// script evaluates an expression for what it does and forgets what it gives: body and headers stay.
// See https://camel.apache.org/components/4.18.x/eips/script-eip.html
type script struct {
	common
	Expr expression `yaml:",inline"`
}

func (s *script) compile(c *compiler, _ *stepNode) Processor {
	evaluate := s.Expr.compile(c)
	if evaluate == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		_, err := evaluate(ex)
		return err
	}
}
