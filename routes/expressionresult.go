package routes

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// What the options nested, pretty and trimResult of the expression simple make of its value.

// nestedSimple evaluates a text that is the value of an expression once more. It is the one place where what a message holds
// is read as an expression, and only where a route asks for it.
func nestedSimple(e components.Expression, env *simple.Env) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		text, ok := v.(string)
		if err != nil || !ok || !strings.Contains(text, "${") && !strings.Contains(text, "$simple{") {
			return v, err
		}
		inner, err := simple.Compile(text, env)
		if err != nil {
			return nil, components.NewException("org.apache.camel.language.simple.types.SimpleIllegalSyntaxException", err.Error())
		}
		return inner(ex)
	}
}

// prettyResult lays JSON and XML out on lines. A map or list that is no JSON as text fails, as in Camel.
func prettyResult(e components.Expression) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil || v == nil {
			return nil, err
		}
		if v = simple.Pretty(v); v == nil {
			return nil, components.NewException("java.lang.NullPointerException", "")
		}
		return v, nil
	}
}

// trimmedResult takes the blanks around a text away.
func trimmedResult(e components.Expression) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if text, ok := v.(string); ok && err == nil {
			return strings.TrimSpace(text), nil
		}
		return v, err
	}
}
