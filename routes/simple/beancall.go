package simple

import (
	"errors"

	"github.com/dromedary-go/dromedary/components"
)

// BeanCall calls a method of an object of the registry.
type BeanCall func(ex *components.Exchange, bean any) (any, error)

// CompileCall compiles the call of a method as steps and placeholders write it: size, concat('x'), add(${body}, 1).
// A method written without parentheses that needs one argument gets the body. Text "" names no method: only a
// [components.Bean] can be called so.
func CompileCall(text string, env *Env) (BeanCall, error) {
	if text == "" {
		return (&hop{}).callOn, nil
	}
	p := newParser("."+text, env)
	h, next, err := p.hop(0, len(p.text))
	var syntax *components.SyntaxError
	switch {
	case errors.As(err, &syntax):
		syntax.Offset = max(syntax.Offset-1, 0)
		return nil, syntax
	case err != nil:
		return nil, err
	case next < len(p.text):
		return nil, p.wrong(next-1, "write method or method(arguments)", "unexpected %s behind the method", p.excerpt(span{next, len(p.text)}))
	}
	return h.callOn, nil
}

func (h *hop) callOn(ex *components.Exchange, bean any) (any, error) {
	args, err := evaluate(ex, h.args)
	if err != nil {
		return nil, err
	}
	if b, ok := bean.(components.Bean); ok {
		return b.Call(ex, h.method, args)
	}
	if h.method == "" {
		return nil, components.NewException("org.apache.camel.component.bean.AmbiguousMethodCallException",
			"Ambiguous method invocations possible on the exchange: "+exchangeName(ex))
	}
	named := *h
	named.hasParens = true
	result, failure := invoke(ex, bean, &named, args)
	if failure != nil && failure.Class == methodNotFound && !h.hasParens {
		withBody := named
		withBody.args = []components.Expression{constant(ex.Body)}
		if r, other := invoke(ex, bean, &withBody, []any{ex.Body}); other == nil || other.Class != methodNotFound {
			result, failure = r, other
		}
	}
	if failure != nil {
		return nil, failure
	}
	return result, nil
}
