package routes

import "github.com/dromedary-go/dromedary/components"

// removeProperties takes out the properties whose names match a pattern, but for those that match excludePattern.
// See https://camel.apache.org/components/4.18.x/eips/removeProperties-eip.html
type removeProperties struct {
	common
	namePatterns
}

func (s *removeProperties) compile(c *compiler, _ *stepNode) Processor {
	meant := s.namePatterns.compile(c)
	if meant == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		for _, name := range ex.Properties.Keys() {
			if meant(name) {
				ex.Properties.Remove(name)
			}
		}
		return nil
	}
}
