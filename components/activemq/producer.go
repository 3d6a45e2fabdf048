package activemq

import (
	"errors"

	"github.com/dromedary-go/dromedary/components"
)

// producer sends exchanges to the endpoint's destination.
type producer struct {
	*endpoint
	sender sender
}

// Process sends ex and returns once the broker has confirmed it.
func (p *producer) Process(ex *components.Exchange) error {
	if ex.Pattern == components.InOut {
		return components.NewException(components.IllegalArgumentException,
			p.uri+": request and reply over a broker is not there yet; write pattern: InOnly at this step to send without a reply")
	}
	m, err := encode(ex, p.opts, p.destination, p.ctx.Now())
	if err != nil {
		return err
	}
	ctx, cancel := p.withTimeout(ex)
	defer cancel()
	err = p.sender.send(ctx, m)
	if err == nil || errors.Is(err, components.ErrConnection) {
		p.sending.set(err)
	}
	return err
}

// Close closes the connection.
func (p *producer) Close() error {
	p.sender.close()
	return nil
}
