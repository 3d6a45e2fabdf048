package runtime

import (
	"context"
	"fmt"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// Send gives an exchange with this body to any endpoint, as Camel's ProducerTemplate does: the URI need not stand in the route
// files. prepare, which may be nil, sets what else it holds, such as the pattern. It returns once the receiver has it or,
// in the pattern InOut, has answered: the reply is in the exchange, and a failure is the error, which has been logged.
// Where ctx ends first the exchange is nil, since routes still work on it, and the error is why.
func (e *Engine) Send(ctx context.Context, uri string, body any, prepare func(*components.Exchange)) (*components.Exchange, error) {
	ex := components.NewExchange(e.life.work, body)
	if prepare != nil {
		prepare(ex)
	}
	if !e.running() {
		return ex, errClosed
	}
	e.sending.add(1)
	done := make(chan error, 1)
	go func() {
		defer e.sending.add(-1)
		done <- e.send(uri, ex)
	}()
	select {
	case err := <-done:
		return ex, err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (e *Engine) send(uri string, ex *components.Exchange) error {
	err := guard(func() error {
		p, err := e.environment.Sender(uri)
		if err != nil {
			return &components.Exception{
				Class: "org.apache.camel.ResolveEndpointFailedException", Message: fmt.Sprintf("Failed to resolve endpoint: %s due to: %v", uri, err), Cause: err,
			}
		}
		return p.Process(ex)
	})
	if err != nil {
		logFailure(e.log, "", ex, err)
	}
	if lost := complete(ex, err); lost != nil {
		logFailure(e.log, "", ex, fmt.Errorf("completing the exchange: %w", lost))
	}
	return err
}

// Busy answers how much is under way: exchanges in routes and on their way to an endpoint, what steps do beside their route,
// and what waits in queues inside the process that a route reads. At 0 nothing happens before a source brings
// something new.
func (e *Engine) Busy() int {
	n := e.sending.count() + e.besides.count()
	for _, r := range e.routes {
		n += r.busy()
	}
	return n
}

func (r *route) busy() int {
	state, _, _ := r.state.get()
	if state == Waiting {
		return 0
	}
	n := r.working.count()
	if r.gate != nil {
		n += r.gate.flight.count() // taken and not settled
	}
	if q, ok := r.From.(components.Queued); ok && state == Started {
		n += q.Pending()
	}
	return n
}

// Recorders answers what mock: endpoints have received, by their URIs.
func (e *Engine) Recorders() map[string]components.Recorder { return e.context.Recorders() }

// Environment is what the route files were compiled against: it compiles expressions and predicates outside of them.
func (e *Engine) Environment() *routes.Environment { return e.environment }
