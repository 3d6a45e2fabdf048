package components

import (
	"context"
	"strings"
	"sync"
)

// variables are those that outlive an exchange: of the engine under global:NAME, of its routes under route:ID:NAME.
type variables struct {
	mu     sync.RWMutex
	values map[string]any
}

type (
	variablesKey struct{}
	contextKey   struct{}
)

// WithContext lends a [Context] to the exchanges that work under ctx: it keeps the variables that outlive them.
func WithContext(ctx context.Context, c *Context) context.Context {
	return context.WithValue(ctx, contextKey{}, c)
}

// Camel answers the [Context] that is lent to the exchange; an empty one where there is none.
func (ex *Exchange) Camel() *Context {
	if c, _ := ex.Value(contextKey{}).(*Context); c != nil {
		return c
	}
	return &Context{}
}

// lasting answers where a variable is kept that outlives the exchange, and its full name there; nil for one of the exchange.
func (ex *Exchange) lasting(name string) (*variables, string) {
	scope, rest, scoped := strings.Cut(name, ":")
	if !scoped || scope != "global" && scope != "route" {
		return nil, strings.TrimPrefix(name, "exchange:")
	}
	c, _ := ex.Value(contextKey{}).(*Context)
	if c == nil {
		return nil, name
	}
	if scope == "route" && !strings.Contains(rest, ":") {
		name = "route:" + ex.RouteID + ":" + rest
	}
	return Shared(c, variablesKey{}, func() *variables { return &variables{values: map[string]any{}} }), name
}

// Variable answers a variable: of the exchange, or with the name global:NAME of the engine, or route:NAME and route:ID:NAME
// of a route.
func (ex *Exchange) Variable(name string) (any, bool) {
	v, name := ex.lasting(name)
	if v == nil {
		return ex.Variables.Get(name)
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	value, ok := v.values[name]
	return value, ok
}

// SetVariable gives a variable a value; names are as in [Exchange.Variable].
func (ex *Exchange) SetVariable(name string, value any) {
	v, name := ex.lasting(name)
	if v == nil {
		ex.Variables.Set(name, value)
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.values[name] = value
}

// RemoveVariable takes a variable out and answers what was there; names are as in [Exchange.Variable].
func (ex *Exchange) RemoveVariable(name string) (any, bool) {
	v, name := ex.lasting(name)
	if v == nil {
		return ex.Variables.Remove(name)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	value, ok := v.values[name]
	delete(v.values, name)
	return value, ok
}
