package routes

import "github.com/dromedary-go/dromedary/components"

// removeVariable takes a variable out, or with "*" all of the exchange. The name may be a Simple expression.
// See https://camel.apache.org/components/4.18.x/eips/removeVariable-eip.html
type removeVariable struct {
	common
	Name text `yaml:"name,required,shorthand"`
}

func (s *removeVariable) compile(c *compiler, _ *stepNode) Processor {
	named := c.template(s.Name)
	if named == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		name, err := textOf(named, ex)
		if err != nil {
			return err
		}
		if name == "*" {
			ex.Variables = components.Map{}
			return nil
		}
		ex.RemoveVariable(name)
		return nil
	}
}
