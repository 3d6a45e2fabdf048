package template

import (
	"github.com/dromedary-go/dromedary/components"
)

// Object is something of Camel's that a template sees: it has fields, and a text of its own.
type Object struct {
	*components.Map
	text  string
	class string
}

// JavaClass is the class that it has in Camel.
func (o *Object) JavaClass() string { return o.class }

func (o *Object) String() string { return o.text }

// Headers are the exchange's: their names count without regard to case, and what is set is set in the message.
type Headers struct{ *components.Headers }

// JavaClass is the class that they have in Camel.
func (Headers) JavaClass() string { return "org.apache.camel.util.CaseInsensitiveMap" }

func (h Headers) String() string { return components.Text(h.Headers.Map()) }

// data is what a template sees: body, headers and variables; with all the exchange, too.
func data(ctx *components.Context, ex *components.Exchange, all bool) *components.Map {
	m := &components.Map{}
	headers := Headers{&ex.Headers}
	variables := &components.Map{}
	for name, v := range ex.Variables.All() {
		variables.Set(name, v)
	}
	m.Set("headers", headers)
	m.Set("header", headers)
	m.Set("variables", variables)
	m.Set("variable", variables)
	m.Set("body", ex.Body)
	if !all {
		return m
	}
	properties := &components.Map{}
	for name, v := range ex.Properties.All() {
		properties.Set(name, v)
	}
	message := &components.Map{}
	message.Set("body", ex.Body)
	message.Set("headers", headers)
	message.Set("messageId", ex.ID())
	in := &Object{message, "Message[" + ex.ID() + "]", "org.apache.camel.support.DefaultMessage"}
	exchange := &components.Map{}
	exchange.Set("exchangeId", ex.ID())
	exchange.Set("in", in)
	exchange.Set("message", in)
	exchange.Set("properties", properties)
	exchange.Set("allProperties", properties)
	exchange.Set("variables", variables)
	exchange.Set("pattern", ex.Pattern.String())
	exchange.Set("fromRouteId", ex.FromRoute)
	if e := components.AsException(ex.Exception); e != nil {
		exchange.Set("exception", e)
	}
	about := &components.Map{}
	about.Set("name", ctx.Name)
	context := &Object{about, ctx.Name, "org.apache.camel.CamelContext"}
	exchange.Set("context", context)
	m.Set("in", in)
	m.Set("request", in)
	m.Set("exchange", &Object{exchange, "Exchange[]", "org.apache.camel.support.DefaultExchange"})
	m.Set("exchangeProperties", properties)
	m.Set("exchangeProperty", properties)
	m.Set("camelContext", context)
	return m
}

// Field answers what a map, headers or an object have under a name.
func Field(v any, name string) (field any, ok bool) {
	switch v := v.(type) {
	case *components.Map:
		return v.Get(name)
	case Headers:
		return v.Get(name)
	case *Object:
		return v.Map.Get(name)
	case *components.Exception:
		if name == "message" {
			return v.Message, true
		}
	case *components.Entry:
		switch name {
		case "key":
			return v.Key, true
		case "value":
			return v.Value, true
		}
	}
	return nil, false
}

// Text is the text of a value.
func Text(v any) string {
	switch v := v.(type) {
	case *Object:
		return v.text
	case Headers:
		return v.String()
	}
	return components.Text(v)
}
