package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// Sender makes the producer for an endpoint that need not stand in a route file, for programs that send by themselves.
// Placeholders in the URI are resolved. Whoever gets it may close it.
func (env *Environment) Sender(address string) (components.Producer, error) {
	address, err := env.Properties.Resolve(address)
	if err != nil {
		return nil, err
	}
	uri, err := components.ParseURI(address)
	if err != nil {
		return nil, err
	}
	e, err := (&compiler{env: env}).resolve(uri)
	if err != nil {
		return nil, err
	}
	t, ok := e.(components.Target)
	if !ok {
		return nil, fmt.Errorf("one cannot send to %s", e.URI())
	}
	return env.producer(e.URI(), t, nil), nil
}
