package routes

import (
	"github.com/dromedary-go/dromedary/components"
)

// to sends the exchange to an endpoint; a reply becomes the message.
// See https://camel.apache.org/components/4.18.x/eips/to-eip.html
type to struct {
	common
	endpointRef
	sending
}

// sending is how to and toD may send.
type sending struct {
	Pattern         text   `yaml:"pattern" enum:"InOnly,InOut"`
	VariableSend    string `yaml:"variableSend"`
	VariableReceive string `yaml:"variableReceive"`
}

func (s *to) compile(c *compiler, n *stepNode) Processor {
	producer := c.target(&s.endpointRef, n)
	if producer == nil {
		return nil
	}
	send := producer.Process
	if pattern, given := s.uri.Pattern(); given {
		send = withPattern(pattern, send)
	}
	return s.wrap(c, send)
}

// wrap puts the exchange pattern and the variables around a call, where the step says any.
func (s *sending) wrap(c *compiler, send Processor) Processor {
	if p := s.Pattern.Value; p != "" {
		pattern := components.InOnly
		if p == "InOut" {
			pattern = components.InOut
		}
		send = withPattern(pattern, send)
	}
	if s.VariableSend == "" && s.VariableReceive == "" {
		return send
	}
	from, into := s.VariableSend, s.VariableReceive
	return func(ex *components.Exchange) error {
		body, headers := ex.Body, ex.Headers.Clone()
		if from != "" {
			ex.Body, _ = ex.Variable(from)
		}
		err := send(ex)
		if into == "" || err != nil {
			if from != "" && err != nil {
				ex.Body = body
			}
			return err
		}
		receiveVariable(ex, into, ex.Body, &ex.Headers)
		ex.Body, ex.Headers = body, headers
		return nil
	}
}

// withPattern sets the exchange pattern for one call.
func withPattern(pattern components.Pattern, send Processor) Processor {
	return func(ex *components.Exchange) error {
		before := ex.Pattern
		ex.Pattern = pattern
		err := send(ex)
		ex.Pattern = before
		return err
	}
}
