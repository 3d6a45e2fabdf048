package routes

import "github.com/dromedary-go/dromedary/components"

// stop ends the routing of the exchange, in this route and in those that called it, without an error.
// See https://camel.apache.org/components/4.18.x/eips/stop-eip.html
type stop struct{ common }

func (s *stop) compile(*compiler, *stepNode) Processor {
	return func(ex *components.Exchange) error {
		ex.Stopped = true
		return nil
	}
}
