package routes

import "github.com/dromedary-go/dromedary/components"

// removeHeader takes a header out.
// See https://camel.apache.org/components/4.18.x/eips/removeHeader-eip.html
type removeHeader struct {
	common
	Name text `yaml:"name,required,shorthand"`
}

func (s *removeHeader) compile(*compiler, *stepNode) Processor {
	name := s.Name.Value
	return func(ex *components.Exchange) error {
		ex.Headers.Remove(name)
		return nil
	}
}
