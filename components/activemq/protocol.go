package activemq

import (
	"context"
	"fmt"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// protocol is how one endpoint speaks to its broker.
type protocol interface {
	// subscribe opens a subscription to the endpoint's destination; once it returns no message is missed.
	subscribe(ctx context.Context) (subscription, error)
	// connect opens what sends.
	connect(ctx context.Context) (sender, error)
	// drain waits until what was sent to the destination is settled, where it would be lost with this process.
	drain(ctx context.Context) error
	// describe adds figures to the endpoint's health.
	describe(detail *components.Map)
}

// subscription gives the messages of one subscription.
type subscription interface {
	// Receive waits for a message. An error that is not the context's tells why the subscription has ended.
	Receive(ctx context.Context) (*broker.Delivery, error)
	// Close ends the subscription. What is not settled goes back to the broker.
	Close()
}

// sender sends messages; it is safe for concurrent use.
type sender interface {
	// send returns once the broker has confirmed m.
	send(ctx context.Context, m *broker.Message) error
	close()
}

// protocols makes an endpoint's protocol, by the scheme of the broker's URL.
var protocols = map[string]func(*endpoint) (protocol, components.OptionErrors){
	"vm":        newVM,
	"stomp":     newStomp,
	"stomp+ssl": newStomp,
}

// connectionError is an error that is a [components.ErrConnection] without its words.
type connectionError struct {
	text  string
	cause error
}

func (e *connectionError) Error() string   { return e.text }
func (e *connectionError) Unwrap() []error { return []error{components.ErrConnection, e.cause} }

func lost(cause error, format string, args ...any) error {
	return &connectionError{fmt.Sprintf(format, args...) + ": " + cause.Error(), cause}
}
