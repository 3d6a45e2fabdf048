package routes

import (
	"errors"
	"fmt"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// beanStep calls a method of a bean; what it answers becomes the body.
// See https://camel.apache.org/components/4.18.x/eips/bean-eip.html
type beanStep struct {
	common
	Ref      text `yaml:"ref,shorthand"`
	BeanType text `yaml:"beanType"`
	Method   text `yaml:"method"`
	Scope    text `yaml:"scope" enum:"Singleton,Request,Prototype"`
}

func (s *beanStep) compile(c *compiler, n *stepNode) Processor {
	var bean any
	switch {
	case s.Ref.set():
		bean = c.bean(s.Ref)
	case s.BeanType.set():
		bean = c.newBean(s.BeanType.pos(), s.BeanType.Value, nil)
	default:
		c.report(n.pos(), "bean names no bean", "add ref: NAME, or beanType: CLASS")
	}
	if bean == nil {
		return nil
	}
	return c.beanCall(bean, s.Method)
}

// process lets a bean work on the exchange.
// See https://camel.apache.org/components/4.18.x/eips/process-eip.html
type process struct {
	common
	Ref text `yaml:"ref,required,shorthand"`
}

func (s *process) compile(c *compiler, _ *stepNode) Processor {
	if !s.Ref.set() {
		return nil
	}
	bean := c.bean(s.Ref)
	if bean == nil {
		return nil
	}
	if _, ok := bean.(components.Bean); !ok {
		c.report(s.Ref.pos(), fmt.Sprintf("bean %q is no processor", s.Ref.Value), "a processor is a bean of your own, see components.Bean")
		return nil
	}
	return c.beanCall(bean, text{})
}

func (c *compiler) beanCall(bean any, method text) Processor {
	call := c.callOf(method)
	if call == nil {
		return nil
	}
	return answer(call, bean)
}

// answer makes what a call answers the body; null counts, unless it comes from a bean of one's own.
func answer(call simple.BeanCall, bean any) Processor {
	_, own := bean.(components.Bean)
	return func(ex *components.Exchange) error {
		v, err := call(ex, bean)
		if err == nil && (v != nil || !own) {
			ex.Body = v
		}
		return err
	}
}

// callOf compiles the call of a method; nil where it is wrong, which is then reported.
func (c *compiler) callOf(method text) simple.BeanCall {
	call, err := simple.CompileCall(method.Value, c.simple)
	var syntax *components.SyntaxError
	switch {
	case errors.As(err, &syntax):
		c.report(c.offset(method, syntax.Offset), syntax.Msg, syntax.Hint)
		return nil
	case err != nil:
		c.report(method.pos(), err.Error(), "")
		return nil
	}
	return call
}
