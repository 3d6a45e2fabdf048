package language

import "github.com/dromedary-go/dromedary/components"

// header is the value of the header that its text names.
var header = Language{Name: "header", Expression: func(name string, _ Options) (components.Expression, error) {
	return func(ex *components.Exchange) (any, error) { return ex.Headers.Value(name), nil }, nil
}}
