package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// exchangeGetters are what the exchange itself answers: pattern is .pattern and .getPattern(), failed is .isFailed() too. Getters
// that Camel finds ambiguous, such as getException, are not here.
var exchangeGetters = map[string]func(ex *components.Exchange) any{
	"pattern":      func(ex *components.Exchange) any { return ex.Pattern.String() },
	"exchangeId":   func(ex *components.Exchange) any { return ex.ID() },
	"fromRouteId":  func(ex *components.Exchange) any { return textOrNull(ex.FromRoute) },
	"fromEndpoint": func(ex *components.Exchange) any { return textOrNull(ex.FromEndpoint) },
	"properties": func(ex *components.Exchange) any { // those of Camel's own are not among them
		own := copied(&ex.Properties)
		for _, name := range own.Keys() {
			if strings.HasPrefix(name, "Camel") {
				own.Remove(name)
			}
		}
		return own
	},
	"allProperties": func(ex *components.Exchange) any { return copied(&ex.Properties) },
	"variables":     func(ex *components.Exchange) any { return copied(&ex.Variables) },
	"failed":        func(ex *components.Exchange) any { return ex.Exception != nil },
	"rollbackOnly":  func(ex *components.Exchange) any { return ex.RollbackOnly },
	"transacted":    func(*components.Exchange) any { return false },
	"hasOut":        func(*components.Exchange) any { return false },
}

func copied(m *components.Map) *components.Map {
	c := m.Copy()
	return &c
}

func textOrNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// exchange is the exchange itself, or what one of its getters answers.
func exchange(p *parser, c call) (components.Expression, error) {
	rest, dotted := strings.CutPrefix(p.of(c.rest), ".")
	if !dotted {
		return func(ex *components.Exchange) (any, error) { return exchangeName(ex), nil }, p.plainEnd(c)
	}
	name, args, called := strings.Cut(rest, "(")
	if !called {
		if get := exchangeGetters[name]; get != nil {
			return func(ex *components.Exchange) (any, error) { return get(ex), nil }, nil
		}
		return nil, p.plainEnd(c)
	}
	args = strings.TrimSuffix(args, ")")
	if get := exchangeGetters[getterName(name)]; get != nil && args == "" {
		return func(ex *components.Exchange) (any, error) { return get(ex), nil }, nil
	}
	key := strings.Trim(args, `'"`)
	switch {
	case key == "" || strings.ContainsAny(key, ",${}()"):
	case name == "getProperty":
		return func(ex *components.Exchange) (any, error) { return ex.Properties.Value(key), nil }, nil
	case name == "getVariable":
		return func(ex *components.Exchange) (any, error) { v, _ := ex.Variable(key); return v, nil }, nil
	}
	return nil, p.plainEnd(c)
}

// getterName makes failed of isFailed and pattern of getPattern.
func getterName(method string) string {
	for _, prefix := range []string{"get", "is"} {
		if name, ok := strings.CutPrefix(method, prefix); ok && name != "" {
			return strings.ToLower(name[:1]) + name[1:]
		}
	}
	return method
}
