package language

import "github.com/dromedary-go/dromedary/components"

// variable is the value of the variable that its text names.
var variable = Language{Name: "variable", Expression: func(name string, _ Options) (components.Expression, error) {
	return func(ex *components.Exchange) (any, error) { return ex.Variables.Value(name), nil }, nil
}}
