package routes

import (
	"context"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// methodCall is the language method: what a method of a bean answers.
// See https://camel.apache.org/components/4.18.x/languages/bean-language.html
type methodCall struct {
	Ref        text   `yaml:"ref,shorthand"`
	BeanType   text   `yaml:"beanType"`
	Method     text   `yaml:"method"`
	Scope      text   `yaml:"scope" enum:"Singleton,Request,Prototype"`
	Validate   *bool  `yaml:"validate"`
	ResultType text   `yaml:"resultType"`
	Trim       *bool  `yaml:"trim"`
	ID         string `yaml:"id"`
}

func (e *expression) decodeMethod(d *decoder, value *yaml.Node, what string) {
	d.valueOf(&e.method, value, "\"method\" of "+what)
	e.Options.ResultType = e.method.ResultType
	e.Text = e.method.Ref
	if !e.Text.set() {
		e.Text = e.method.BeanType
	}
}

// compile makes the call; nil where it is wrong, which is then reported.
func (m *methodCall) compile(c *compiler, at Pos) components.Expression {
	var bean any
	switch {
	case m.Ref.set():
		bean = c.bean(m.Ref)
	case m.BeanType.set():
		bean = c.newBean(m.BeanType.pos(), m.BeanType.Value, nil)
	default:
		c.atStart(at, "method names no bean", "add ref: NAME, or beanType: CLASS")
	}
	if bean == nil {
		return nil
	}
	call := c.callOf(m.Method)
	if call == nil {
		return nil
	}
	if given(m.Validate, true) && m.Method.set() && isFixed(bean) && !strings.Contains(m.Method.Value, "${") {
		_, err := call(components.NewExchange(context.Background(), nil), bean)
		if err != nil && components.Class(err) == "org.apache.camel.component.bean.MethodNotFoundException" {
			c.atStart(m.Method.pos(), err.Error(), "write a method that Simple knows for such a value")
			return nil
		}
	}
	return func(ex *components.Exchange) (any, error) { return call(ex, bean) }
}

// isFixed tells whether a call cannot change a bean, so that one may try it.
func isFixed(bean any) bool {
	switch bean.(type) {
	case components.Bean, *components.Map, []any:
		return false
	}
	return true
}
