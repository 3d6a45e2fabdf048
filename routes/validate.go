package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// validate fails unless its predicate holds.
// See https://camel.apache.org/components/4.18.x/eips/validate-eip.html
type validate struct {
	common
	Expr                      expression `yaml:",inline"`
	PredicateExceptionFactory text       `yaml:"predicateExceptionFactory"`
}

func (s *validate) compile(c *compiler, _ *stepNode) Processor {
	if f := s.PredicateExceptionFactory; f.set() {
		c.add(needed(f.pos(), "bean", f.Value, "predicateExceptionFactory names a Java object, which cannot run here"))
		return nil
	}
	holds := s.Expr.predicate(c)
	if holds == nil {
		return nil
	}
	shown := s.Expr.shownPredicate()
	return func(ex *components.Exchange) error {
		ok, err := holds(ex)
		if err != nil || ok {
			return err
		}
		return components.NewException("org.apache.camel.support.processor.PredicateValidationException",
			fmt.Sprintf("Validation failed for Predicate[%s]. %s", shown, ex.Name()))
	}
}
