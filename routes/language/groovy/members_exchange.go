package groovy

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// exchange is the exchange that the script works on.
type exchange struct{ r *run }

func (e exchange) String() string    { return e.r.ex.Name() }
func (e exchange) JavaClass() string { return "org.apache.camel.support.DefaultExchange" }
func (e exchange) export() any       { return e.r.ex }

func (e exchange) setProperty(r *run, name string, v any) bool {
	switch name {
	case "pattern":
		r.ex.Pattern = patternOf(v)
	case "exception":
		x, ok := v.(*components.Exception)
		if v != nil && !ok {
			return false
		}
		r.setException(x)
	case "routeStop":
		r.ex.Stopped = truth(v)
	case "rollbackOnly":
		r.ex.RollbackOnly = truth(v)
	case "in", "message", "out":
		if m, ok := v.(*message); ok {
			return m != nil
		}
		return false
	default:
		return false
	}
	return true
}

func patternOf(v any) components.Pattern {
	if toText(v) == "InOut" {
		return components.InOut
	}
	return components.InOnly
}

func (r *run) setException(x *components.Exception) {
	if x == nil {
		r.ex.Exception, r.failure = nil, nil
		return
	}
	r.failure = x
}

var exchangeMembers, messageMembers, contextMembers, loggerMembers members

func (e exchange) members() members   { return exchangeMembers }
func (m *message) members() members   { return messageMembers }
func (camelContext) members() members { return contextMembers }
func (logger) members() members       { return loggerMembers }

// setNamed writes a header, property or variable; null takes a property or variable out.
func setNamed(kind placeKind) member {
	return member{2, 2, func(c called) any {
		name := c.r.string(c.args[0])
		switch {
		case kind == inVariable:
			c.r.setVariable(name, c.args[1])
		case kind == inProperty && c.args[1] == nil:
			c.r.properties()
			c.r.ex.Properties.Remove(name)
		default:
			c.r.store(place{kind: kind, name: name}, c.args[1])
		}
		return nil
	}}
}

func getNamed(kind placeKind) member {
	return member{1, 3, func(c called) any { return c.named(kind) }}
}

func (c called) body() any {
	v := c.r.load(place{kind: inBody})
	if len(c.args) == 0 {
		return v
	}
	class := c.class(len(c.args) - 1)
	if v == nil && len(c.args) == 2 {
		v = c.args[0]
	}
	if v == nil {
		return nil
	}
	return c.convert(v, class)
}

func mapOfProperties(c called) any { return c.r.currentProperties() }

func fillExchangeMembers() {
	self := func(c called) any { return &message{c.r} }
	removed := func(remove func(c called, name string) (any, bool)) member {
		return one(func(c called) any {
			v, _ := remove(c, c.r.string(c.args[0]))
			return c.r.imported(v, place{})
		})
	}
	exchangeMembers = members{
		"getIn": {0, 1, self}, "getMessage": {0, 1, self}, "getOut": {0, 1, self}, "hasOut": get(func(called) any { return false }),
		"getBody":     {0, 2, called.body},
		"getProperty": getNamed(inProperty), "setProperty": setNamed(inProperty), "getProperties": get(func(c called) any { return &propertyMap{bound{foreign{&c.r.ex.Properties}, c.r}} }), "getAllProperties": get(mapOfProperties),
		"removeProperty": removed(func(c called, name string) (any, bool) { return c.r.ex.Properties.Remove(name) }),
		"hasProperties":  get(func(c called) any { return c.r.ex.Properties.Len() > 0 }),
		"getVariable":    getNamed(inVariable), "setVariable": setNamed(inVariable), "getVariables": get(func(c called) any { return newVariableMap(c.r) }),
		"removeVariable": removed(func(c called, name string) (any, bool) { return c.r.ex.RemoveVariable(name) }), "hasVariables": get(func(c called) any { return c.r.ex.Variables.Len() > 0 }),
		"getExchangeId": get(func(c called) any { return c.r.ex.ID() }), "getFromRouteId": get(func(c called) any { return textOrNull(c.r.ex.FromRoute) }),
		"getPattern": get(func(c called) any { return constant{c.r.ex.Pattern.String(), "org.apache.camel.ExchangePattern"} }),
		"setPattern": one(func(c called) any { c.r.ex.Pattern = patternOf(c.args[0]); return nil }),
		"getContext": get(func(c called) any { return camelContext{c.r} }),
		"getException": {0, 1, func(c called) any {
			if c.r.failure != nil {
				return c.r.failure
			}
			if c.r.ex.Exception == nil {
				return nil
			}
			return components.AsException(c.r.ex.Exception)
		}},
		"setException": one(func(c called) any { x, _ := c.args[0].(*components.Exception); c.r.setException(x); return nil }),
		"isFailed":     get(func(c called) any { return c.r.failure != nil || c.r.ex.Exception != nil }),
		"isRouteStop":  get(func(c called) any { return c.r.ex.Stopped }), "setRouteStop": one(func(c called) any { c.r.ex.Stopped = truth(c.args[0]); return nil }),
		"isRollbackOnly": get(func(c called) any { return c.r.ex.RollbackOnly }), "setRollbackOnly": one(func(c called) any { c.r.ex.RollbackOnly = truth(c.args[0]); return nil }),
		"getFromEndpoint": get(func(c called) any {
			if c.r.ex.FromEndpoint == "" {
				return nil
			}
			return endpoint(c.r.ex.FromEndpoint)
		}),
		"getCreated": get(func(c called) any { return c.r.ex.Created.UnixMilli() }),
	}
	messageMembers = members{
		"getBody": {0, 2, called.body},
		"getMandatoryBody": {0, 1, func(c called) any {
			v := c.body()
			if v == nil {
				throw("org.apache.camel.InvalidPayloadException", "No body available of type: java.lang.Object on: Message. "+c.r.ex.Name())
			}
			return v
		}},
		"setBody": {1, 2, func(c called) any {
			v := c.args[0]
			if len(c.args) == 2 {
				v = c.convert(v, c.class(1))
			}
			c.r.store(place{kind: inBody}, v)
			return nil
		}},
		"getHeader": getNamed(inHeader), "setHeader": setNamed(inHeader), "getHeaders": get(func(c called) any { return &c.r.headers }),
		"setHeaders":   one(func(c called) any { (&message{c.r}).setProperty(c.r, "headers", c.args[0]); return nil }),
		"removeHeader": removed(func(c called, name string) (any, bool) { return c.r.ex.Headers.Remove(name) }),
		"removeHeaders": {1, any0, func(c called) any {
			pattern, any := c.text(0), false
			for _, name := range c.r.ex.Headers.Map().Keys() {
				if prefix, ok := strings.CutSuffix(pattern, "*"); strings.EqualFold(name, pattern) || ok && strings.HasPrefix(strings.ToLower(name), strings.ToLower(prefix)) {
					c.r.ex.Headers.Remove(name)
					any = true
				}
			}
			return any
		}},
		"hasHeaders": get(func(c called) any { return c.r.ex.Headers.Len() > 0 }), "getExchange": get(func(c called) any { return exchange{c.r} }),
		"getMessageId": get(func(c called) any { return c.r.ex.ID() }), "getCamelContext": get(func(c called) any { return camelContext{c.r} }),
		"getMessageTimestamp": get(func(c called) any { return c.r.ex.Created.UnixMilli() }),
	}
	contextMembers = members{
		"getName": get(func(c called) any { return c.r.ex.Camel().Name }), "getVersion": get(func(called) any { return "4.22.0" }),
		"resolvePropertyPlaceholders": one(func(c called) any { return c.r.placeholders(c.text(0)) }),
		"getVariable": {1, 2, func(c called) any {
			return called{c.r, c.self, c.name, append([]any{"global:" + c.text(0)}, c.args[1:]...)}.named(inVariable)
		}},
		"setVariable":      {2, 2, func(c called) any { c.r.setVariable("global:"+c.text(0), c.args[1]); return nil }},
		"getTypeConverter": get(func(c called) any { return typeConverter{} }),
		"getRegistry":      get(func(c called) any { return registry{c.r} }),
		"getGlobalOption":  one(func(called) any { return nil }),
	}
	level := func(l slog.Level) member {
		return member{1, any0, func(c called) any {
			components.LogRouteLine(c.r.ex.Camel().Log(), l, logText(c.r, c.args), slog.String("logger", "org.apache.camel.language.groovy.GroovyExpression"))
			return nil
		}}
	}
	enabled := func(l slog.Level) member {
		return get(func(c called) any { return c.r.ex.Camel().Log().Enabled(context.Background(), l) })
	}
	loggerMembers = members{
		"trace": level(slog.LevelDebug - 4), "debug": level(slog.LevelDebug), "info": level(slog.LevelInfo), "warn": level(slog.LevelWarn), "error": level(slog.LevelError),
		"isTraceEnabled": enabled(slog.LevelDebug - 4), "isDebugEnabled": enabled(slog.LevelDebug), "isInfoEnabled": enabled(slog.LevelInfo), "isWarnEnabled": enabled(slog.LevelWarn), "isErrorEnabled": enabled(slog.LevelError),
		"getName": get(func(called) any { return "org.apache.camel.language.groovy.GroovyExpression" }),
	}
}

func textOrNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// logText fills the {} of a log message.
func logText(r *run, args []any) string {
	s, rest := r.string(args[0]), args[1:]
	if len(rest) == 1 {
		if list, ok := rest[0].(*List); ok && list.array {
			rest = list.items
		}
	}
	var b strings.Builder
	for len(rest) > 0 {
		before, after, ok := strings.Cut(s, "{}")
		if !ok {
			break
		}
		b.WriteString(before + r.javaString(rest[0]))
		s, rest = after, rest[1:]
	}
	b.WriteString(s)
	if len(rest) > 0 {
		if x, ok := rest[len(rest)-1].(*components.Exception); ok {
			fmt.Fprintf(&b, "\n%s", components.Text(x))
		}
	}
	return r.text(b.String())
}

// placeholders replaces {{key}} and {{key:default}} by properties.
func (r *run) placeholders(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		key, after, ok := strings.Cut(rest, "}}")
		if !ok {
			b.WriteString("{{" + rest)
			return b.String()
		}
		name, fallback, has := strings.Cut(key, ":")
		find := r.ex.Camel().Property
		v, found := "", false
		if find != nil {
			v, found = find(name)
		}
		switch {
		case found:
			b.WriteString(v)
		case has:
			b.WriteString(fallback)
		default:
			throw(illegalArgument, "Property with key ["+key+"] not found in properties from text: "+s)
		}
		s = after
	}
}
