package routes

import (
	"fmt"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// saga runs its steps as part of a long running action: where the whole ends well the completion of each part is called, else
// its compensation, the last part's first. The action is kept in this process and ends with it.
// See https://camel.apache.org/components/4.18.x/eips/saga-eip.html
type saga struct {
	common
	Propagation    text         `yaml:"propagation"`
	CompletionMode text         `yaml:"completionMode"`
	Timeout        text         `yaml:"timeout"`
	Compensation   text         `yaml:"compensation"`
	Completion     text         `yaml:"completion"`
	Option         []sagaOption `yaml:"option"`
	SagaService    text         `yaml:"sagaService"`
	Steps          steps        `yaml:"steps"`
}

// sagaOption is a header of the calls that complete or compensate, evaluated when the part begins.
type sagaOption struct {
	Key  text       `yaml:"key,required"`
	Expr expression `yaml:",inline"`
}

const sagaHeader = components.SagaHeader

func (s *saga) children() *steps  { return &s.Steps }
func (s *saga) selfReliant() bool { return true }

func (s *saga) compile(c *compiler, n *stepNode) Processor {
	inner := s.Steps.compile(c)
	p := &sagaStep{env: c.env, inner: inner, sagas: c.env.sagas()}
	ok := inner != nil
	if s.SagaService.set() {
		if service := c.bean(s.SagaService); service == nil {
			ok = false
		} else if _, is := service.(sagaServiceBean); !is {
			c.report(s.SagaService.pos(), fmt.Sprintf("bean %q is no saga service", s.SagaService.Value), "leave it out: sagas are kept in memory")
			ok = false
		}
	}
	p.propagation = strings.ReplaceAll(strings.ToUpper(s.Propagation.Value), "-", "_")
	switch p.propagation {
	case "":
		p.propagation = "REQUIRED"
	case "REQUIRED", "REQUIRES_NEW", "MANDATORY", "SUPPORTS", "NOT_SUPPORTED", "NEVER":
	default:
		c.report(s.Propagation.pos(), fmt.Sprintf("unknown propagation %q", s.Propagation.Value), "write REQUIRED, REQUIRES_NEW, MANDATORY, SUPPORTS, NOT_SUPPORTED or NEVER")
		ok = false
	}
	switch strings.ToUpper(s.CompletionMode.Value) {
	case "", "AUTO":
	case "MANUAL":
		p.manual = true
		if !s.Timeout.set() {
			c.add(Diagnostic{Pos: s.CompletionMode.pos(), Severity: Warning, Msg: "a saga that is ended by hand has no timeout: one that nobody ends is kept for ever",
				Hint: "add timeout:, after which it is compensated"})
		}
	default:
		c.report(s.CompletionMode.pos(), fmt.Sprintf("completionMode %q is neither AUTO nor MANUAL", s.CompletionMode.Value), "")
		ok = false
	}
	p.timeout = c.milliseconds(s.Timeout, &ok)
	target := func(uri text) Processor {
		if !uri.set() {
			return nil
		}
		producer := c.target(&endpointRef{URI: uri}, n)
		if producer == nil {
			ok = false
			return nil
		}
		return producer.Process
	}
	p.compensation, p.completion = target(s.Compensation), target(s.Completion)
	for i := range s.Option {
		value := s.Option[i].Expr.compile(c)
		ok = ok && value != nil
		p.options = append(p.options, namedExpression{s.Option[i].Key.Value, value})
	}
	if !ok {
		return nil
	}
	return p.process
}

type namedExpression struct {
	name  string
	value components.Expression
}

// sagaStep is a compiled saga.
type sagaStep struct {
	env                      *Environment
	sagas                    *sagas
	propagation              string
	manual                   bool // saga:complete or saga:compensate ends it
	timeout                  time.Duration
	compensation, completion Processor
	options                  []namedExpression
	inner                    Processor
}

func (p *sagaStep) process(ex *components.Exchange) error {
	was, has := ex.Headers.Get(sagaHeader)
	action := p.sagas.find(was)
	own := false
	switch p.propagation {
	case "REQUIRED":
		own = action == nil
	case "REQUIRES_NEW":
		own = true
	case "MANDATORY":
		if action == nil {
			return exchangeException("Exchange is not part of a saga", ex, nil)
		}
	case "NEVER":
		if action != nil {
			return exchangeException("Exchange cannot be part of a saga", ex, nil)
		}
	case "NOT_SUPPORTED":
		action = nil
	}
	if own {
		action = p.sagas.begin()
	}
	defer func() {
		if own && p.manual {
			return
		}
		if ex.Headers.Remove(sagaHeader); has {
			ex.Headers.Set(sagaHeader, was)
		}
	}()
	if action == nil {
		ex.Headers.Remove(sagaHeader)
		return p.inner(ex)
	}
	if err := p.join(action, ex); err != nil {
		return err
	}
	ex.Headers.Set(sagaHeader, action.id)
	err := p.inner(ex)
	if !own || p.manual {
		return err
	}
	if err != nil {
		if failed := p.sagas.end(p.env, action, compensating); failed != nil {
			p.env.Context.Log().Error("a saga could not be compensated", "saga", action.id, "error", failed)
		}
		return err
	}
	return p.sagas.end(p.env, action, completingAll)
}

// join makes the step a part of the action.
func (p *sagaStep) join(action *action, ex *components.Exchange) error {
	part := sagaPart{compensation: p.compensation, completion: p.completion}
	for _, o := range p.options {
		v, err := o.value(ex)
		if err != nil {
			return err
		}
		part.options = append(part.options, sagaValue{o.name, v})
	}
	if !action.add(part) {
		return components.NewException("java.lang.IllegalStateException", "Cannot begin: status is "+action.current().String())
	}
	if p.timeout > 0 {
		action.after(p.timeout, func() {
			p.env.Go(func() {
				if err := p.sagas.end(p.env, action, compensating); err != nil {
					p.env.Context.Log().Error("a saga could not be compensated after its timeout", "saga", action.id, "error", err)
				}
			})
		})
	}
	return nil
}
