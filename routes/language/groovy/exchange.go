package groovy

import (
	"fmt"
	"os"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// bindings are the variables that Camel gives a script. unset{} says that there is none now.
var bindings map[string]func(r *run) any

func fillExchange() {
	headers := func(r *run) any { return &r.headers }
	variables := func(r *run) any { return newVariableMap(r) }
	properties := func(r *run) any { return r.properties() }
	request := func(r *run) any { return &message{r} }
	bindings = map[string]func(r *run) any{
		"body": func(r *run) any {
			if r.replaced {
				return r.firstBody
			}
			return r.load(place{kind: inBody})
		},
		"header":   headers,
		"headers":  headers,
		"variable": variables, "variables": variables,
		"exchangeProperty": properties, "exchangeProperties": properties,
		"exchange": func(r *run) any { return exchange{r} },
		"request":  request, "in": request,
		"camelContext": func(r *run) any { return camelContext{r} },
		"log":          func(r *run) any { return logger{r} },
		"exception":    func(r *run) any { return exceptionOf(r.ex) },
		"attachments":  func(*run) any { return &Dict{} },
		"binding":      func(r *run) any { return scriptObject{r} },
		"out":          outMessage, "response": outMessage,
	}
}

// outMessage is the reply that an exchange with a reply has.
func outMessage(r *run) any {
	if r.ex.Pattern != components.InOut {
		return unset{}
	}
	return &message{r}
}

// properties are those that the exchange had when the script began: a copy, what a script changes in it is lost.
func (r *run) properties() *Dict {
	if r.props == nil {
		r.props = r.currentProperties()
	}
	return r.props
}

func (r *run) currentProperties() *Dict {
	d := &Dict{}
	for _, k := range r.ex.Properties.Keys() {
		d.put(k, r.load(place{kind: inProperty, name: k}))
	}
	return d
}

func exceptionOf(ex *components.Exchange) any {
	err := ex.Exception
	if err == nil {
		err, _ = ex.Properties.Value("CamelExceptionCaught").(error)
	}
	if err == nil {
		return nil
	}
	return components.AsException(err)
}

// headerMap are the headers of the exchange.
type headerMap struct{ r *run }

func (h *headerMap) JavaClass() string { return "org.apache.camel.util.CaseInsensitiveMap" }
func (h *headerMap) export() any       { return h.r.ex.Headers.Map() }

func (h *headerMap) get(key any) (any, bool) {
	name := toText(key)
	if _, ok := h.r.ex.Headers.Get(name); !ok {
		return nil, false
	}
	return h.r.load(place{kind: inHeader, name: name}), true
}

func (h *headerMap) put(key, v any) { h.r.store(place{kind: inHeader, name: toText(key)}, v) }

func (h *headerMap) remove(key any) (any, bool) {
	v, ok := h.r.ex.Headers.Remove(toText(key))
	return h.r.imported(v, place{}), ok
}

func (h *headerMap) size() int { return h.r.ex.Headers.Len() }

func (h *headerMap) all() (keys, values []any) {
	for k := range h.r.ex.Headers.All() {
		keys = append(keys, k)
	}
	for _, k := range keys {
		values = append(values, h.r.load(place{kind: inHeader, name: k.(string)}))
	}
	return keys, values
}

// variableMap are the variables of the exchange.
type variableMap struct{ bound }

func newVariableMap(r *run) *variableMap {
	return &variableMap{bound{foreign{&r.ex.Variables}, r}}
}

func (m *variableMap) JavaClass() string { return "java.util.concurrent.ConcurrentHashMap" }
func (m *variableMap) export() any       { v := m.Copy(); return &v }

func (m *variableMap) put(key, v any) {
	if v == nil {
		throw(nullPointer, "")
	}
	m.bound.put(key, v)
}

// propertyMap are the properties of the exchange.
type propertyMap struct{ bound }

func (m *propertyMap) JavaClass() string { return "java.util.concurrent.ConcurrentHashMap" }
func (m *propertyMap) export() any       { return exported(m.r.currentProperties(), nil) }
func (m *propertyMap) put(key, v any)    { m.r.store(place{kind: inProperty, name: toText(key)}, v) }

// setVariable gives a variable a value; one that outlives the exchange gets it in its final form.
func (r *run) setVariable(name string, v any) {
	if v == nil {
		throw(nullPointer, "")
	}
	if strings.HasPrefix(name, "global:") || strings.HasPrefix(name, "route:") {
		v = exported(v, nil)
	}
	r.store(place{kind: inVariable, name: name}, v)
}

// convert is what getBody(Type) and the likes of it do.
func (c called) convert(v any, class string) any {
	if class == "java.lang.Object" {
		return v
	}
	w, err := components.ConvertTo(exported(v, nil), class)
	switch {
	case err == nil:
		return c.r.imported(w, place{})
	case components.Class(err) == components.NoTypeConversion:
		return nil
	}
	rethrow(err)
	return nil
}

// class is an argument that is a class.
func (c called) class(i int) string {
	class, ok := c.arg(i).(*Class)
	if !ok {
		c.missing()
	}
	return class.name
}

// named reads a header, property or variable: its name, a fallback, a type.
func (c called) named(kind placeKind) any {
	v := c.r.load(place{kind: kind, name: c.r.string(c.args[0])})
	var class string
	for i, a := range c.args[1:] {
		if t, ok := a.(*Class); ok && i == len(c.args)-2 {
			class = t.name
		} else if v == nil {
			v = a
		}
	}
	if class == "" || v == nil {
		return v
	}
	return c.convert(v, class)
}

// message is the message of the exchange.
type message struct{ r *run }

func (m *message) String() string    { return "Message" }
func (m *message) JavaClass() string { return "org.apache.camel.support.DefaultMessage" }
func (m *message) export() any       { return m.r.ex.Message() }

func (m *message) setProperty(r *run, name string, v any) bool {
	switch name {
	case "body":
		r.store(place{kind: inBody}, v)
		return true
	case "headers":
		if from, ok := r.mapping(v); ok {
			headers := &components.Map{}
			keys, values := from.all()
			for i, k := range keys {
				headers.Set(toText(k), values[i])
			}
			r.ex.Headers = components.Headers{}
			for k, x := range headers.All() {
				r.store(place{kind: inHeader, name: k}, x)
			}
			return true
		}
	case "messageId":
		return true
	}
	return false
}

// camelContext is the engine.
type camelContext struct{ r *run }

func (camelContext) String() string    { return "CamelContext" }
func (camelContext) JavaClass() string { return "org.apache.camel.impl.DefaultCamelContext" }

// logger writes log lines.
type logger struct{ r *run }

func (logger) String() string    { return "Logger" }
func (logger) JavaClass() string { return "org.slf4j.jul.JDK14LoggerAdapter" }

// print writes to standard output.
func (r *run) print(args []any, line bool) {
	s := ""
	if len(args) > 0 {
		s = r.string(args[0])
	}
	if line {
		s += "\n"
	}
	r.text(s)
	fmt.Fprint(os.Stdout, s)
}

// scriptObject is this: the script itself.
type scriptObject struct{ r *run }

func (s scriptObject) String() string    { return s.r.script.name + "@0" }
func (s scriptObject) JavaClass() string { return s.r.script.name }
func (s scriptObject) export() any       { return s.String() }

func (s scriptObject) property(name string) any {
	v, ok := s.lookUp(name)
	if !ok {
		noProperty(name, s.r.script.name)
	}
	return v
}

// lookUp answers a variable that the script does not declare.
func (s scriptObject) lookUp(name string) (any, bool) {
	for i, n := range s.r.script.globals {
		if n == name && s.r.globals != nil && s.r.globals[i] != (unset{}) {
			return s.r.globals[i], true
		}
	}
	if b := bindings[name]; b != nil {
		v := b(s.r)
		return v, v != unset{}
	}
	return nil, false
}

func (s scriptObject) call(_ *run, name string, args []any) any {
	switch {
	case len(args) == 1 && (name == "hasVariable" || name == "hasProperty"):
		_, ok := s.lookUp(toText(args[0]))
		return ok
	case len(args) == 1 && (name == "getVariable" || name == "getProperty"):
		return s.property(toText(args[0]))
	}
	if m, ok := s.r.script.methods[name]; ok {
		return s.r.callScript(name, m, args)
	}
	return s.r.callFunction(name, args)
}

// ofDelegate looks a name up in what a closure works on.
func (r *run) ofDelegate(delegate any, name string) (any, bool) {
	if m, ok := r.mapping(delegate); ok {
		v, there := m.get(name)
		if !there && bindings[name] != nil { // the map answers null for what it lacks; Camel's variables are wanted then
			return nil, false
		}
		return v, true
	}
	if p, ok := delegate.(properties); ok {
		if v, ok := p.property(r, name); ok {
			return v, true
		}
	}
	for _, g := range getters(name) {
		if m, ok := find(delegate, g, 0); ok && g != "getClass" {
			return m.do(called{r, delegate, g, nil}), true
		}
	}
	return nil, false
}

func (r *run) setOfDelegate(delegate any, name string, v any) bool {
	if m, ok := r.mapping(delegate); ok {
		m.put(name, v)
		return true
	}
	s, ok := delegate.(settable)
	return ok && s.setProperty(r, name, v)
}

func (r *run) callDelegate(delegate any, name string, args []any) (any, bool) {
	if m, ok := find(delegate, name, len(args)); ok {
		return m.do(called{r, delegate, name, args}), true
	}
	if d, ok := delegate.(dynamic); ok {
		return d.call(r, name, args), true
	}
	if m, ok := r.mapping(delegate); ok {
		if cl, ok := m.get(name); ok {
			if cl, ok := cl.(*Closure); ok {
				return r.invoke(cl, args...), true
			}
		}
	}
	return nil, false
}

// dynamic is a value that takes any method, as builders do.
type dynamic interface {
	call(r *run, name string, args []any) any
}
