package routes

import "github.com/dromedary-go/dromedary/components"

// removeVariable takes a variable of the exchange out, or all with "*".
// See https://camel.apache.org/components/4.18.x/eips/removeVariable-eip.html
type removeVariable struct {
	common
	Name text `yaml:"name,required,shorthand"`
}

func (s *removeVariable) compile(*compiler, *stepNode) Processor {
	name := s.Name.Value
	return func(ex *components.Exchange) error {
		if name == "*" {
			ex.Variables = components.Map{}
			return nil
		}
		ex.RemoveVariable(name)
		return nil
	}
}
