package routes

import (
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// scope is what a file, or a routeConfiguration, says about all its routes.
type scope struct {
	errorHandlers  []*errorHandlerDefinition
	onExceptions   []*onExceptionDefinition
	onCompletions  []*onCompletion
	intercepts     []*intercept
	interceptFroms []*interceptFrom
	interceptSends []*interceptSendToEndpoint
}

// routeConfiguration is a scope for the routes that name it; one without an id serves all that name none.
// See https://camel.apache.org/manual/route-configuration.html
type routeConfiguration struct {
	place
	ID                      text                    `yaml:"id"`
	Description             string                  `yaml:"description"`
	Note                    string                  `yaml:"note"`
	Precondition            precondition            `yaml:"precondition"`
	ErrorHandler            *errorHandlerDefinition `yaml:"errorHandler"`
	OnExceptions            []onExceptionItem       `yaml:"onException"`
	OnCompletions           []onCompletionItem      `yaml:"onCompletion"`
	Intercepts              []interceptItem         `yaml:"intercept"`
	InterceptFroms          []interceptFromItem     `yaml:"interceptFrom"`
	InterceptSendToEndpoint []interceptSendItem     `yaml:"interceptSendToEndpoint"`
}

// The entries of a configuration's lists repeat the name of what they are.
type (
	onExceptionItem struct {
		OnException *onExceptionDefinition `yaml:"onException,required"`
	}
	onCompletionItem struct {
		OnCompletion *onCompletion `yaml:"onCompletion,required"`
	}
	interceptItem struct {
		Intercept *intercept `yaml:"intercept,required"`
	}
	interceptFromItem struct {
		InterceptFrom *interceptFrom `yaml:"interceptFrom,required"`
	}
	interceptSendItem struct {
		InterceptSendToEndpoint *interceptSendToEndpoint `yaml:"interceptSendToEndpoint,required"`
	}
)

// scope answers what the configuration says.
func (r *routeConfiguration) scope() *scope {
	s := &scope{}
	if r.ErrorHandler != nil {
		s.errorHandlers = append(s.errorHandlers, r.ErrorHandler)
	}
	for _, i := range r.OnExceptions {
		s.onExceptions = appendGiven(s.onExceptions, i.OnException)
	}
	for _, i := range r.OnCompletions {
		s.onCompletions = appendGiven(s.onCompletions, i.OnCompletion)
	}
	for _, i := range r.Intercepts {
		s.intercepts = appendGiven(s.intercepts, i.Intercept)
	}
	for _, i := range r.InterceptFroms {
		s.interceptFroms = appendGiven(s.interceptFroms, i.InterceptFrom)
	}
	for _, i := range r.InterceptSendToEndpoint {
		s.interceptSends = appendGiven(s.interceptSends, i.InterceptSendToEndpoint)
	}
	return s
}

func appendGiven[T any](list []*T, item *T) []*T {
	if item == nil {
		return list
	}
	return append(list, item)
}

// topLevelScope decodes one of the top-level keys that concern all routes of their file; known is false for others.
func (d *decoder) topLevelScope(s *scope, name string, key, value *yaml.Node) (known bool) {
	switch name {
	case "errorHandler":
		def := &errorHandlerDefinition{}
		d.valueOf(def, value, name)
		def.place = d.place(key)
		if n := len(s.errorHandlers); n > 0 {
			d.warn(d.pos(key), "the file has two error handlers", "keep one; this one counts, and not the one at "+s.errorHandlers[n-1].pos().String())
		}
		s.errorHandlers = []*errorHandlerDefinition{def}
	case "onException":
		def := &onExceptionDefinition{}
		d.valueOf(def, value, name)
		def.place = d.place(key)
		s.onExceptions = append(s.onExceptions, def)
	case "onCompletion":
		def := &onCompletion{}
		d.valueOf(def, value, name)
		s.onCompletions = append(s.onCompletions, def)
	case "intercept":
		def := &intercept{}
		d.valueOf(def, value, name)
		s.intercepts = append(s.intercepts, def)
	case "interceptFrom":
		def := &interceptFrom{}
		if value.Kind != yaml.ScalarNode || value.Tag != "!!null" {
			d.valueOf(def, value, name)
		}
		s.interceptFroms = append(s.interceptFroms, def)
	case "interceptSendToEndpoint":
		def := &interceptSendToEndpoint{}
		d.valueOf(def, value, name)
		s.interceptSends = append(s.interceptSends, def)
	default:
		return false
	}
	return true
}

// scopeOf joins what concerns a route: its configurations' and its file's words.
func (c *compiler) scopeOf(def *routeDefinition) *scope {
	all := []*scope{def.scope}
	for _, r := range c.serving(def.RouteConfigurationID.Value) {
		all = append(all, r.scope())
	}
	s := &scope{}
	for _, other := range all {
		if other == nil {
			continue
		}
		if other != def.scope {
			s.errorHandlers = append(s.errorHandlers, other.errorHandlers...)
		}
		s.onExceptions = append(s.onExceptions, other.onExceptions...)
		s.onCompletions = append(s.onCompletions, other.onCompletions...)
		s.intercepts = append(s.intercepts, other.intercepts...)
		s.interceptFroms = append(s.interceptFroms, other.interceptFroms...)
		s.interceptSends = append(s.interceptSends, other.interceptSends...)
	}
	if def.scope != nil { // its error handler serves where no configuration has one
		s.errorHandlers = append(s.errorHandlers, def.scope.errorHandlers...)
	}
	return s
}

// serving answers the configurations of a route that names them, a pattern each, parted by commas: in the order in which it
// names them. One without an id serves the routes that name none.
func (c *compiler) serving(wanted string) []*routeConfiguration {
	var all []*routeConfiguration
	add := func(serves func(id string) bool) {
		for _, r := range c.configurations {
			if !r.Precondition.unmet && serves(r.ID.Value) && !slices.Contains(all, r) {
				all = append(all, r)
			}
		}
	}
	if wanted == "" {
		add(func(id string) bool { return id == "" })
	}
	for _, pattern := range splitList(wanted) {
		add(func(id string) bool { return id != "" && matchesPattern(id, pattern) })
	}
	return all
}

// around puts what the scope says around a route's steps.
func (s *scope) around(c *compiler, def *routeDefinition) Processor {
	handler := def.ErrorHandler
	switch {
	case handler != nil:
	case def.ErrorHandlerRef.set():
		handler = &errorHandlerDefinition{RefErrorHandler: &refErrorHandler{Ref: def.ErrorHandlerRef}}
	case len(s.errorHandlers) > 0:
		handler = s.errorHandlers[0]
	}
	c.sends = c.sendInterceptors(s.interceptSends)
	c.handler = c.errorHandler(handler, s.onExceptions)
	if c.handler != nil && len(s.intercepts) > 0 {
		c.intercept(s.intercepts)
	}
	process := def.From.Steps.compile(c)
	if process != nil {
		process = c.completing(s.onCompletions, process)
	}
	c.before = nil
	if process != nil {
		process = c.interceptedFrom(s.interceptFroms, process)
	}
	c.handler, c.sends = nil, nil
	if process == nil {
		return nil
	}
	history := c.setting("camel.main.messageHistory")
	if def.MessageHistory != "" {
		history = def.MessageHistory == "true"
	}
	return func(ex *components.Exchange) error {
		if history && ex.History == nil {
			ex.History = &components.History{}
		}
		if c.original && ex.Original == nil {
			ex.Original = ex.Message()
		}
		return process(ex)
	}
}
