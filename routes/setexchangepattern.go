package routes

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// setExchangePattern says whether the sender of the exchange waits for a reply from here on.
// See https://camel.apache.org/components/4.18.x/eips/setExchangePattern-eip.html
type setExchangePattern struct {
	common
	Pattern text `yaml:"pattern,required,shorthand" enum:"InOnly,InOut"`
}

func (s *setExchangePattern) compile(c *compiler, _ *stepNode) Processor {
	if strings.ContainsAny(s.Pattern.node.Value, "-_") {
		c.report(s.Pattern.pos(), fmt.Sprintf("unknown pattern %q", s.Pattern.node.Value), "write InOnly or InOut")
		return nil
	}
	pattern := components.InOnly
	if s.Pattern.Value == "InOut" {
		pattern = components.InOut
	}
	return func(ex *components.Exchange) error {
		ex.Pattern = pattern
		return nil
	}
}
