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
}

// compile makes the processor of a list of steps; nil where one of them is wrong.
func (s *steps) compile(c *compiler) Processor {
	p := &pipeline{route: c.route.ID}
	ok := true
	for _, n := range s.list {
		if n.step.base().Disabled {
			continue
		}
		id := c.stepID(n)
		process := n.step.compile(c, n)
		ok = ok && process != nil
		p.links = append(p.links, link{n, id, process})
	}
	if !ok {
		return nil
	}
	return p.run
}

func (p *pipeline) run(ex *components.Exchange) (err error) {
	i := 0
	defer func() {
		if r := recover(); r != nil {
			failure := p.failure(i, fmt.Errorf("panic: %v", r))
			failure.Stack = debug.Stack()
			err = failure
		}
	}()
	for ; i < len(p.links); i++ {
		if err := p.links[i].process(ex); err != nil {
			return p.wrap(i, err)
		}
		if ex.Stopped {
			return nil
		}
	}
	return nil
}

// wrap says which step failed; the innermost step's word stands.
func (p *pipeline) wrap(i int, err error) error {
	var inner *StepError
	if errors.As(err, &inner) {
		return err
	}
	return p.failure(i, err)
}

func (p *pipeline) failure(i int, err error) *StepError {
	l := &p.links[i]
	return &StepError{RouteID: p.route, StepID: l.id, Step: l.node.kind, Pos: l.node.pos(), Endpoint: l.node.endpoint, Err: err}
}
