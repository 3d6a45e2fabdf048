package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// exchangeValue is the exchange as a value that has methods, messageValue its message, contextValue what it runs in.
type (
	exchangeValue struct {
		*components.Exchange
		env *Env
	}
	messageValue exchangeValue
	contextValue struct{ env *Env }
)

func (e exchangeValue) String() string { return exchangeName(e.Exchange) }

// JavaClass is the class that Camel's exchange has.
func (e exchangeValue) JavaClass() string { return "org.apache.camel.support.DefaultExchange" }

func (m messageValue) String() string { return "Message" }

// JavaClass is the class that Camel's message has.
func (m messageValue) JavaClass() string { return "org.apache.camel.support.DefaultMessage" }

func (c contextValue) String() string { return "CamelContext(" + c.env.name() + ")" }

// JavaClass is the class that Camel's context has.
func (c contextValue) JavaClass() string { return "org.apache.camel.impl.DefaultCamelContext" }

// camelVersion is the version of Camel that this program does as.
const camelVersion = "4.22.0"

// contextMethods are those of the context.
var contextMethods = map[string]method[contextValue]{
	"getName":           getter(func(c contextValue) any { return c.env.name() }),
	"getManagementName": getter(func(contextValue) any { return nil }),
	"getVersion":        getter(func(contextValue) any { return camelVersion }),
	"getStatus":         getter(func(contextValue) any { return "Started" }),
	"isStarted":         getter(func(contextValue) any { return true }),
	"isStopped":         getter(func(contextValue) any { return false }),
	"isSuspended":       getter(func(contextValue) any { return false }),
	"isTracing":         getter(func(contextValue) any { return false }),
}

// messageMethods are those of the message.
var messageMethods = map[string]method[messageValue]{
	"getBody":      oneOfSeveral(func(m messageValue) any { return m.Body }),
	"getHeaders":   getter(func(m messageValue) any { return m.Headers.Map() }),
	"hasHeaders":   getter(func(m messageValue) any { return m.Headers.Len() > 0 }),
	"getMessageId": getter(func(m messageValue) any { return m.ID() }),
	"getExchange":  getter(func(m messageValue) any { return exchangeValue(m) }),
	"getHeader": {least: 1, most: 2, call: func(m messageValue, args []any) (any, *components.Exception) {
		if v, ok := m.Headers.Get(components.Text(args[0])); ok || len(args) == 1 {
			return v, nil
		}
		return args[1], nil
	}},
	"removeHeader": taking(1, func(m messageValue, args []any) any { v, _ := m.Headers.Remove(components.Text(args[0])); return v }),
	"setBody":      taking(1, func(m messageValue, args []any) any { m.Body = args[0]; return nil }),
	"setHeader": taking(2, func(m messageValue, args []any) any {
		m.Headers.Set(components.Text(args[0]), args[1])
		return nil
	}),
}

// exchangeMethods are those of the exchange beside its getters.
var exchangeMethods = map[string]method[exchangeValue]{
	"getMessage":    oneOfSeveral(func(e exchangeValue) any { return messageValue(e) }),
	"getIn":         oneOfSeveral(func(e exchangeValue) any { return messageValue(e) }),
	"getContext":    getter(func(e exchangeValue) any { return contextValue{e.env} }),
	"getException":  oneOfSeveral(func(e exchangeValue) any { return exceptionOrNull(e.Exception) }),
	"hasProperties": getter(func(e exchangeValue) any { return e.Properties.Len() > 0 }),
	"hasVariables":  getter(func(e exchangeValue) any { return e.Variables.Len() > 0 }),
	"getProperty":   taking(1, func(e exchangeValue, args []any) any { return e.Properties.Value(components.Text(args[0])) }),
	"getVariable":   taking(1, func(e exchangeValue, args []any) any { v, _ := e.Variable(components.Text(args[0])); return v }),
	"setProperty": taking(2, func(e exchangeValue, args []any) any {
		e.Properties.Set(components.Text(args[0]), args[1])
		return nil
	}),
	"setVariable": taking(2, func(e exchangeValue, args []any) any {
		e.SetVariable(components.Text(args[0]), args[1])
		return nil
	}),
}

func init() {
	for name, get := range exchangeGetters {
		m := getter(func(e exchangeValue) any { return get(e.Exchange) })
		for _, prefix := range []string{"get", "is"} {
			exchangeMethods[prefix+capital(name)] = m
		}
	}
}

func exceptionOrNull(err error) any {
	if err == nil {
		return nil
	}
	return components.AsException(err)
}

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
	"created":       func(ex *components.Exchange) any { return ex.Created.UnixMilli() },
	"unitOfWork":    func(*components.Exchange) any { return nil },
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

// exchange is the exchange itself, or what one of its methods answers.
func exchange(p *parser, c call) (components.Expression, error) {
	if c.hasArgs {
		return nil, p.unknown(c)
	}
	if c.rest.empty() {
		return func(ex *components.Exchange) (any, error) { return exchangeName(ex), nil }, nil
	}
	env := p.env
	return p.navigate(func(ex *components.Exchange) (any, error) { return exchangeValue{ex, env}, nil }, c.rest)
}
