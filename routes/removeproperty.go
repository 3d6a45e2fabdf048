package routes

import "github.com/dromedary-go/dromedary/components"

// removeProperty takes a property of the exchange out.
// See https://camel.apache.org/components/4.18.x/eips/removeProperty-eip.html
type removeProperty struct {
	common
	Name text `yaml:"name,required,shorthand"`
}

func (s *removeProperty) compile(*compiler, *stepNode) Processor {
	name := s.Name.Value
	return func(ex *components.Exchange) error {
		ex.Properties.Remove(name)
		return nil
	}
}
