package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

const rollbackException = "org.apache.camel.RollbackExchangeException"

// rollback makes the exchange fail, or, where it only marks, end at once without an exception. The message is no expression.
// See https://camel.apache.org/components/4.18.x/eips/rollback-eip.html
type rollback struct {
	common
	Message              text `yaml:"message,shorthand"`
	MarkRollbackOnly     bool `yaml:"markRollbackOnly"`
	MarkRollbackOnlyLast bool `yaml:"markRollbackOnlyLast"`
}

func (s *rollback) compile(*compiler, *stepNode) Processor {
	if s.MarkRollbackOnly || s.MarkRollbackOnlyLast {
		return func(ex *components.Exchange) error {
			ex.RollbackOnly = true
			return nil
		}
	}
	message := "Intended rollback"
	if s.Message.Value != "" {
		message = s.Message.Value
	}
	return func(ex *components.Exchange) error {
		ex.RollbackOnly = true // a doCatch has the exchange, and yet it fails
		return components.NewException(rollbackException, fmt.Sprintf("%s. %s", message, ex.Name()))
	}
}
