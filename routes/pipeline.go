package routes

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/dromedary-go/dromedary/components"
)

// pipeline runs steps one after the other.
type pipeline struct {
	route string
	links []link
}

type link struct {
	node    *stepNode
	id      string
	process Processor
	handler *errorHandler // nil: a failure goes to whoever runs the pipeline
}

// selfReliant is a step that the error handler leaves alone: it deals with the failures of its steps, or these have been
// through the handler one by one.
type selfReliant interface{ selfReliant() bool }

// compile makes the processor of a list of steps; nil where one of them is wrong.
func (s *steps) compile(c *compiler) Processor {
	p := &pipeline{route: c.route.ID}
	ok := true
	for _, n := range s.list {
		base := n.step.base()
		if base.Disabled {
			c.checkDisabled(n)
			continue
		}
		l := link{node: n, id: c.stepID(n)}
		l.process = n.step.compile(c, n)
		ok = ok && l.process != nil
		reliant, is := n.step.(selfReliant)
		if c.handler != nil && !(is && reliant.selfReliant()) {
			l.handler = c.handler
		}
		l.process = c.intercepted(n, l.process)
		p.links = append(p.links, l)
	}
	if !ok {
		return nil
	}
	return p.run
}

// maxCallDepth bounds how deep steps and called routes may be nested: a route that calls itself must not end the process.
const maxCallDepth = 1000

func (p *pipeline) run(ex *components.Exchange) error {
	if ex.Depth++; ex.Depth > maxCallDepth {
		ex.Depth--
		return components.NewException("java.lang.StackOverflowError", fmt.Sprintf("routes call each other more than %d deep", maxCallDepth))
	}
	err := p.steps(ex) // never panics
	ex.Depth--
	return err
}

// steps runs the steps until one fails or ends the work.
func (p *pipeline) steps(ex *components.Exchange) error {
	for i := 0; i < len(p.links); i++ {
		var before *components.Message
		var err error
		if i, before, err = p.attempt(ex, i, len(p.links)); err != nil {
			if h := p.links[i].handler; h != nil {
				err = h.handle(p, i, ex, before, err)
			}
			if err != nil {
				return err
			}
		}
		if ex.Ended() {
			return nil
		}
	}
	return nil
}

// attempt runs the steps from one number to another, under one recover because that is much of what a small step costs. It
// answers the last that ran, the message before it where its error handler may want that, and its failure: a [StepError],
// of a panic too.
func (p *pipeline) attempt(ex *components.Exchange, from, to int) (i int, before *components.Message, err error) {
	defer func() {
		if r := recover(); r != nil {
			failure := p.failure(&p.links[i], fmt.Errorf("panic: %v", r))
			failure.Stack = debug.Stack()
			err = failure
		}
	}()
	for i = from; ; i++ {
		l := &p.links[i]
		if l.handler != nil && l.handler.redelivers {
			before = ex.Message()
		}
		if ex.History == nil {
			err = l.process(ex)
		} else {
			err = p.recorded(l, ex)
		}
		if err != nil {
			return i, before, p.wrap(l, err)
		}
		if i+1 == to || ex.Ended() {
			return i, nil, nil
		}
	}
}

// recorded runs a step that the exchange's history is to show.
func (p *pipeline) recorded(l *link, ex *components.Exchange) error {
	defer ex.History.Begin(components.HistoryEntry{
		RouteID: p.route, StepID: l.id, Step: label(l.node.kind, l.node.endpoint), Source: l.node.pos().String(),
	})()
	return l.process(ex)
}

// wrap says which step failed; the innermost step's word stands.
func (p *pipeline) wrap(l *link, err error) error {
	var inner *StepError
	if errors.As(err, &inner) {
		return err
	}
	return p.failure(l, err)
}

func (p *pipeline) failure(l *link, err error) *StepError {
	return &StepError{RouteID: p.route, StepID: l.id, Step: l.node.kind, Pos: l.node.pos(), Endpoint: l.node.endpoint, Err: err}
}
