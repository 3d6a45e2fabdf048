package routes

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// pollEnrich takes one exchange from the endpoint that its expression names, and makes of it and the message what the
// strategy says: where it has none, the polled body with the headers of both. Where none comes in time the body is null.
// See https://camel.apache.org/components/4.18.x/eips/pollEnrich-eip.html
type pollEnrich struct {
	common
	enriching
	Expr    expression     `yaml:",inline"`
	Timeout *time.Duration `yaml:"timeout"`
}

// poll does the same for an endpoint that its URI, a Simple expression, names.
// See https://camel.apache.org/components/4.18.x/eips/poll-eip.html
type poll struct {
	common
	endpointRef
	Timeout         *time.Duration `yaml:"timeout"`
	VariableReceive string         `yaml:"variableReceive"`
}

// Camel's times to wait; a negative one has no end.
const (
	pollEnrichTimeout = -1
	pollTimeout       = 20 * time.Second
)

func (s *pollEnrich) compile(c *compiler, _ *stepNode) Processor {
	find, into, onException := s.enriching.compile(c, &s.Expr, false), s.VariableReceive, s.AggregateOnException
	strategy, ok := c.strategy(&s.strategyOptions, nil)
	if find == nil || !ok {
		return nil
	}
	timeout := given(s.Timeout, pollEnrichTimeout)
	return func(ex *components.Exchange) error {
		e, err := find(ex)
		if err != nil || e == nil {
			return err
		}
		reply, err := pollOne(ex, e.Endpoint, timeout)
		switch {
		case err != nil:
			return err
		case strategy == nil:
			receivePolled(ex, reply, into)
			return nil
		}
		return join(ex, reply, nil, strategy, into, onException)
	}
}

func (s *poll) compile(c *compiler, n *stepNode) Processor {
	timeout, into := given(s.Timeout, pollTimeout), s.VariableReceive
	if s.dynamic() {
		d := c.dynamic(&s.endpointRef, 0, "")
		if d == nil {
			return nil
		}
		n.endpoint = s.URI.Value
		return func(ex *components.Exchange) error {
			e, err := d.find(ex)
			if err != nil || e == nil {
				return err
			}
			return pollInto(ex, e.Endpoint, timeout, into)
		}
	}
	e := c.endpoint(&s.endpointRef)
	if e == nil {
		return nil
	}
	_, polls := e.(components.Poller)
	if _, inline := e.(components.Inline); !polls && !inline {
		c.report(s.URI.pos(), "one cannot poll "+e.URI(), "poll a file: or a seda: endpoint")
		return nil
	}
	n.endpoint = e.URI()
	return func(ex *components.Exchange) error { return pollInto(ex, e, timeout, into) }
}

// dynamic tells whether only the exchange tells what to poll.
func (s *poll) dynamic() bool {
	return strings.Contains(s.URI.Value, "${") || slices.ContainsFunc(s.Parameters.list, func(p parameter) bool { return strings.Contains(p.value.Value, "${") })
}

// pollInto makes what it polls the message, or puts it into a variable.
func pollInto(ex *components.Exchange, e components.Endpoint, timeout time.Duration, into string) error {
	reply, err := pollOne(ex, e, timeout)
	if err == nil {
		receivePolled(ex, reply, into)
	}
	return err
}

// pollOne takes one exchange from an endpoint, nil where none came in time. It is acknowledged when ex is through.
func pollOne(ex *components.Exchange, e components.Endpoint, timeout time.Duration) (*components.Exchange, error) {
	if _, ok := e.(components.Inline); ok { // nobody waits there to be polled
		if timeout < 0 {
			<-ex.Done()
			return nil, context.Cause(ex)
		}
		return nil, sleep(ex, timeout)
	}
	poller, ok := e.(components.Poller)
	if !ok {
		return nil, components.NewException("org.apache.camel.FailedToCreateConsumerException", fmt.Sprintf("Failed to create Consumer for endpoint: %s. Reason: it cannot be polled", e.URI()))
	}
	reply, err := poller.Poll(ex, timeout)
	if err != nil {
		return nil, &components.Exception{
			Class: components.CamelExchangeException, Cause: err,
			Message: fmt.Sprintf("Error during poll. %s. Caused by: [%s - %s]", ex.Name(), components.Class(err), err),
		}
	}
	ex.Properties.Set(components.ToEndpoint, e.URI())
	if reply != nil {
		ex.OnEnd(func(_ *components.Exchange, err error) { reply.Complete(err) })
	}
	return reply, nil
}

// receivePolled makes what was polled, which may be nothing, the message of ex, or puts it into a variable.
func receivePolled(ex, reply *components.Exchange, into string) {
	polled := &components.Exchange{Headers: ex.Headers.Clone()}
	if reply != nil {
		polled.Body, polled.Properties, polled.Variables = reply.Body, reply.Properties, reply.Variables
		for name, v := range reply.Headers.All() {
			polled.Headers.Set(name, v)
		}
	}
	if into != "" {
		receive(ex, polled, into)
		return
	}
	takeOver(ex, polled)
}
