package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// convertBodyTo converts the body to a type.
// See https://camel.apache.org/components/4.18.x/eips/convertBodyTo-eip.html
type convertBodyTo struct {
	common
	Type      text  `yaml:"type,required,shorthand"`
	Charset   text  `yaml:"charset"`
	Mandatory *bool `yaml:"mandatory"`
}

func (s *convertBodyTo) compile(c *compiler, _ *stepNode) Processor {
	convert := c.converter(s.Type, s.Charset)
	if convert == nil {
		return nil
	}
	to, mandatory := s.Type.Value, s.Mandatory == nil || *s.Mandatory
	return func(ex *components.Exchange) error {
		v, err := convert(ex, ex.Body)
		switch {
		case err != nil && mandatory:
			return invalidPayload(ex, ex.Body, to, err)
		case err != nil && components.Class(err) != components.NoTypeConversion:
			return err
		}
		ex.Body = v
		return nil
	}
}

// invalidPayload is what Camel raises for a body that cannot become what a step needs.
func invalidPayload(ex *components.Exchange, body any, to string, cause error) error {
	return &components.Exception{Class: "org.apache.camel.InvalidPayloadException", Cause: cause, Message: fmt.Sprintf(
		"No body available of type: %s but has type: %s on: Message. Caused by: %s. %s. Caused by: [%s - %s]",
		to, components.JavaType(body), cause, ex.Name(), components.Class(cause), cause)}
}
