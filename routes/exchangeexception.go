package routes

import (
	"errors"
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// exchangeException is what Camel raises where an EIP itself cannot go on with an exchange: the message names the exchange and the
// cause.
func exchangeException(message string, ex *components.Exchange, cause error) error {
	message = fmt.Sprintf("%s. Exchange[%s]", message, ex.ID())
	if cause != nil {
		text := cause.Error()
		var e *components.Exception
		if errors.As(cause, &e) {
			text = e.Message
		}
		message = fmt.Sprintf("%s. Caused by: [%s - %s]", message, components.Class(cause), text)
	}
	return &components.Exception{Class: components.CamelExchangeException, Message: message, Cause: cause}
}
