package routes

import "github.com/dromedary-go/dromedary/components"

// filter lets an exchange into its steps only where the predicate holds.
// See https://camel.apache.org/components/4.18.x/eips/filter-eip.html
type filter struct {
	common
	Expr               expression `yaml:",inline"`
	Steps              steps      `yaml:"steps"`
	StatusPropertyName string     `yaml:"statusPropertyName"`
}

func (s *filter) children() *steps { return &s.Steps }

func (s *filter) compile(c *compiler, _ *stepNode) Processor {
	matches, inner := s.Expr.predicate(c), s.Steps.compile(c)
	if matches == nil || inner == nil {
		return nil
	}
	status := s.StatusPropertyName
	return func(ex *components.Exchange) error {
		ok, err := matches(ex)
		if err != nil {
			return err
		}
		if status != "" {
			ex.Properties.Set(status, ok)
		}
		if !ok {
			return nil
		}
		return inner(ex)
	}
}
