package jq

import "github.com/dromedary-go/dromedary/components"

// camelNatives are what Camel adds to jq: the exchange's values, as text.
var camelNatives = map[string]native{
	"header/1":   found(func(ex *components.Exchange, name string) (any, bool) { return ex.Headers.Get(name) }),
	"header/2":   found(func(ex *components.Exchange, name string) (any, bool) { return ex.Headers.Get(name) }),
	"property/1": found(func(ex *components.Exchange, name string) (any, bool) { return ex.Properties.Get(name) }),
	"property/2": found(func(ex *components.Exchange, name string) (any, bool) { return ex.Properties.Get(name) }),
	"variable/1": found((*components.Exchange).Variable),
	"variable/2": found((*components.Exchange).Variable),
	"body/0":     func(m *machine, _ any, _ []any) (any, error) { return components.ConvertTo(m.ex.Body, "String") },
}

// found looks a name up; the second argument is what it is where there is none.
func found(look func(ex *components.Exchange, name string) (any, bool)) native {
	return func(m *machine, _ any, args []any) (any, error) {
		v, _ := look(m.ex, text(args[0]))
		switch {
		case v != nil:
			return components.ConvertTo(v, "String")
		case len(args) == 2:
			return text(args[1]), nil
		}
		return nil, nil
	}
}
