package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// throwException makes the exchange fail with an exception of a class that the route names; the message is a Simple template.
// See https://camel.apache.org/components/4.18.x/eips/throwException-eip.html
type throwException struct {
	common
	ExceptionType text `yaml:"exceptionType"`
	Message       text `yaml:"message"`
	Ref           text `yaml:"ref"`
}

func (s *throwException) compile(c *compiler, n *stepNode) Processor {
	if s.Ref.set() {
		failure, ok := c.bean(s.Ref).(error)
		if !ok {
			c.report(s.Ref.pos(), fmt.Sprintf("bean %q is no exception", s.Ref.Value), "name the class instead: exceptionType and message")
			return nil
		}
		return func(*components.Exchange) error { return failure }
	}
	if !s.ExceptionType.set() {
		c.atStart(n.pos(), `throwException needs "exceptionType"`, "write, for example, exceptionType: java.lang.IllegalArgumentException")
		return nil
	}
	c.exceptionClass(s.ExceptionType)
	class := s.ExceptionType.Value
	if !s.Message.set() {
		return func(ex *components.Exchange) error { return newException(ex, class, "", false) }
	}
	message := c.template(s.Message)
	if message == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		text, err := textOf(message, ex)
		if err != nil {
			return notThrown(ex, class, err)
		}
		return newException(ex, class, text, true)
	}
}
