package routes

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// setVariable gives a variable a value: of the exchange, or of a longer life as [components.Exchange.Variable] says. The name may be a Simple expression.
// See https://camel.apache.org/components/4.18.x/eips/setVariable-eip.html
type setVariable struct {
	common
	Name text       `yaml:"name,required"`
	Expr expression `yaml:",inline"`
}

func (s *setVariable) compile(c *compiler, _ *stepNode) Processor {
	return c.assign(s.Name, &s.Expr, nullVariable, setVariableValue)
}

func setVariableValue(ex *components.Exchange, name string, v any) { ex.SetVariable(name, v) }

// receiveVariable puts what came into a variable, and its headers into others beside it, where these are of the exchange.
func receiveVariable(ex *components.Exchange, name string, body any, headers *components.Headers) {
	if !strings.HasPrefix(name, "global:") && !strings.HasPrefix(name, "route:") {
		for header, v := range headers.All() {
			ex.Variables.Set("header:"+name+"."+header, v)
		}
	}
	ex.SetVariable(name, body)
}
