package language

import "github.com/dromedary-go/dromedary/components"

// exchangeProperty is the value of the exchange property that its text names.
var exchangeProperty = Language{Name: "exchangeProperty", Expression: func(name string, _ Options) (components.Expression, error) {
	return func(ex *components.Exchange) (any, error) { return ex.Properties.Value(name), nil }, nil
}}
