package routes

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// rest is a set of addresses that routes answer.
// See https://camel.apache.org/manual/rest-dsl.html
type rest struct {
	place
	ID          text   `yaml:"id"`
	Description string `yaml:"description"`
	Note        string `yaml:"note"`
	Disabled    bool   `yaml:"disabled"`
	Path        text   `yaml:"path"`
	Tag         string `yaml:"tag"`
	restOptions
	SecurityDefinitions  *restSecurities   `yaml:"securityDefinitions"`
	SecurityRequirements []restRequirement `yaml:"securityRequirements"`
	OpenAPI              *openAPI          `yaml:"openApi"`

	Get    []*restVerb `yaml:"get"`
	Post   []*restVerb `yaml:"post"`
	Put    []*restVerb `yaml:"put"`
	Delete []*restVerb `yaml:"delete"`
	Patch  []*restVerb `yaml:"patch"`
	Head   []*restVerb `yaml:"head"`
}

// restOptions are what a verb, the set that it is in, and restConfiguration may say: the nearest word counts.
type restOptions struct {
	Consumes                 text  `yaml:"consumes"`
	Produces                 text  `yaml:"produces"`
	BindingMode              text  `yaml:"bindingMode" enum:"off,auto,json,xml,json_xml"`
	SkipBindingOnErrorCode   *bool `yaml:"skipBindingOnErrorCode"`
	ClientRequestValidation  *bool `yaml:"clientRequestValidation"`
	ClientResponseValidation *bool `yaml:"clientResponseValidation"`
	EnableCORS               *bool `yaml:"enableCORS"`
	EnableNoContentResponse  *bool `yaml:"enableNoContentResponse"`
	APIDocs                  *bool `yaml:"apiDocs"`
}

// or fills what is not said from what stands further out.
func (o restOptions) or(outer restOptions) restOptions {
	for _, t := range []struct{ own, outer *text }{{&o.Consumes, &outer.Consumes}, {&o.Produces, &outer.Produces}, {&o.BindingMode, &outer.BindingMode}} {
		if !t.own.set() {
			*t.own = *t.outer
		}
	}
	for _, b := range []struct{ own, outer **bool }{
		{&o.SkipBindingOnErrorCode, &outer.SkipBindingOnErrorCode}, {&o.ClientRequestValidation, &outer.ClientRequestValidation},
		{&o.ClientResponseValidation, &outer.ClientResponseValidation}, {&o.EnableCORS, &outer.EnableCORS},
		{&o.EnableNoContentResponse, &outer.EnableNoContentResponse}, {&o.APIDocs, &outer.APIDocs},
	} {
		if *b.own == nil {
			*b.own = *b.outer
		}
	}
	return o
}

// restVerb is one address: a method and a path, and where its requests go.
type restVerb struct {
	place
	ID          text   `yaml:"id"`
	RouteID     text   `yaml:"routeId"`
	Description string `yaml:"description"`
	Note        string `yaml:"note"`
	Disabled    bool   `yaml:"disabled"`
	Deprecated  bool   `yaml:"deprecated"`
	Path        text   `yaml:"path"`
	restOptions
	Type        text              `yaml:"type"`
	OutType     text              `yaml:"outType"`
	StreamCache string            `yaml:"streamCache"`
	Params      []restParam       `yaml:"param"`
	Responses   []restResponse    `yaml:"responseMessage"`
	Security    []restRequirement `yaml:"security"`
	To          *to               `yaml:"to,required"`

	method string
}

// restParam is a value that a request brings.
type restParam struct {
	Name             text        `yaml:"name,required"`
	Type             text        `yaml:"type,required" enum:"body,formData,header,path,query"`
	DataType         string      `yaml:"dataType"`
	DataFormat       string      `yaml:"dataFormat"`
	ArrayType        string      `yaml:"arrayType"`
	CollectionFormat text        `yaml:"collectionFormat" enum:"csv,multi,pipes,ssv,tsv"`
	Description      string      `yaml:"description"`
	Required         *bool       `yaml:"required"`
	DefaultValue     text        `yaml:"defaultValue"`
	AllowableValues  []restValue `yaml:"allowableValues"`
	Examples         []keyValue  `yaml:"examples"`
}

type restValue struct {
	Value text `yaml:"value,shorthand"`
}

// keyValue is an entry of restConfiguration's lists of properties.
type keyValue struct {
	Key   text `yaml:"key,required"`
	Value text `yaml:"value"`
}

// restResponse describes a reply, for the API's document only.
type restResponse struct {
	Code          text         `yaml:"code"`
	Message       string       `yaml:"message,required"`
	ContentType   string       `yaml:"contentType"`
	ResponseModel string       `yaml:"responseModel"`
	Headers       []restHeader `yaml:"header"`
	Examples      []keyValue   `yaml:"examples"`
}

type restHeader struct {
	Name             text        `yaml:"name,required"`
	DataType         string      `yaml:"dataType"`
	DataFormat       string      `yaml:"dataFormat"`
	ArrayType        string      `yaml:"arrayType"`
	CollectionFormat string      `yaml:"collectionFormat"`
	Description      string      `yaml:"description"`
	Example          string      `yaml:"example"`
	AllowableValues  []restValue `yaml:"allowableValues"`
}

func (r *reader) readRest(key, value *yaml.Node) {
	def := &rest{}
	r.valueOf(def, value, "rest")
	def.place = r.place(key)
	if !def.Disabled {
		r.rests = append(r.rests, fileRest{def, &r.scope})
	}
}

// fileRest is a rest with what its file says about all its routes.
type fileRest struct {
	*rest
	scope *scope
}

// verbs are the addresses that are not disabled, with their methods.
func (d *rest) verbs() []*restVerb {
	var all []*restVerb
	for _, list := range []struct {
		method string
		verbs  []*restVerb
	}{{"GET", d.Get}, {"POST", d.Post}, {"PUT", d.Put}, {"DELETE", d.Delete}, {"PATCH", d.Patch}, {"HEAD", d.Head}} {
		for _, v := range list.verbs {
			if v != nil && !v.Disabled {
				v.method = list.method
				all = append(all, v)
			}
		}
	}
	return all
}

// restRoutes makes the routes of all rests. The route that a verb sends to by direct: becomes the verb's own, unless
// inlineRoutes is false: nobody else can call it then, as in Camel.
func (l *loader) restRoutes() {
	seen := map[string]Pos{}
	for _, def := range l.rests {
		inRest := map[string]Pos{}
		if def.OpenAPI != nil {
			l.contract(def)
		}
		for _, v := range def.verbs() {
			name := strings.ToLower(v.method) + ":" + v.Path.Value
			if first, twice := inRest[name]; twice {
				l.c.report(v.pos(), fmt.Sprintf("the address %s is there twice", name), "the first is at "+first.String())
				continue
			}
			inRest[name] = v.pos()
			l.restRoute(def, v, def.Path.Value, seen)
		}
	}
	if l.rest.APIContextPath.set() {
		l.apiRoute()
	}
}

func (l *loader) restRoute(def fileRest, v *restVerb, base string, seen map[string]Pos) {
	if v.To == nil || !v.To.URI.set() {
		return
	}
	b := l.binding(v.restOptions.or(def.restOptions).or(l.rest.options()), v)
	from := l.restFrom(v, base, b)
	link := directName(v.To)
	if target := l.routeFrom(link); link != "" && given(l.rest.InlineRoutes, true) {
		if first, twice := seen[link]; twice {
			l.c.atStart(v.To.URI.pos(), fmt.Sprintf("two addresses send to direct:%s", link),
				"the first is at "+first.String()+"; give each a route, or say inlineRoutes: false in restConfiguration")
			return
		}
		seen[link] = v.To.URI.pos()
		if target != nil {
			target.From.endpointRef, target.rest = from, b
			l.c.inlined["direct:"+link] = v.pos()
			if !target.ID.set() {
				target.ID = firstSet(v.RouteID, v.ID)
			}
			return
		}
	}
	route := &routeDefinition{place: v.place, ID: firstSet(v.RouteID, v.ID), Description: v.Description, scope: def.scope, rest: b}
	route.From = &fromDefinition{place: v.place, endpointRef: from}
	route.From.Steps.place = v.To.URI.place
	route.From.Steps.list = []*stepNode{{place: v.To.URI.place, kind: "to", step: v.To}}
	l.routes = append(l.routes, route)
}

// restFrom is the endpoint that answers a verb's requests.
func (l *loader) restFrom(v *restVerb, base string, b *restBinding) endpointRef {
	at := v.Path
	if !at.set() {
		at = text{place: v.place}
	}
	ref := endpointRef{URI: text{place: at.place, Value: "platform-http:" + joinPath(l.rest.ContextPath.Value, base, v.Path.Value)}}
	add := func(name, value string) {
		key := *at.node
		key.Value = name
		ref.Parameters.list = append(ref.Parameters.list, parameter{&key, text{place: at.place, Value: value}})
	}
	method := v.method
	if b.cors != nil {
		method += ",OPTIONS"
	}
	add("httpMethodRestrict", method)
	if b.consumes != "" {
		add("consumes", b.consumes)
	}
	if b.produces != "" {
		add("produces", b.produces)
	}
	return ref
}

func joinPath(parts ...string) string {
	path := ""
	for _, p := range parts {
		if p = strings.Trim(p, "/"); p != "" {
			path += "/" + p
		}
	}
	if path == "" {
		return "/"
	}
	return path
}

func firstSet(texts ...text) text {
	for _, t := range texts {
		if t.set() {
			return t
		}
	}
	return text{}
}

// directName answers the name of a direct: endpoint, "" for others.
func directName(t *to) string {
	uri, err := components.ParseURI(t.URI.Value)
	if err != nil || uri.Scheme != "direct" {
		return ""
	}
	if uri.Path != "" {
		return uri.Path
	}
	for _, p := range t.Parameters.list {
		if p.key.Value == "name" {
			return p.value.Value
		}
	}
	return ""
}

// routeFrom answers the route that reads from direct:name.
func (l *loader) routeFrom(name string) *routeDefinition {
	if l.direct == nil {
		l.direct = map[string]*routeDefinition{}
		for _, r := range l.routes {
			if r.From != nil {
				if n := directName(&to{endpointRef: r.From.endpointRef}); n != "" && l.direct[n] == nil {
					l.direct[n] = r
				}
			}
		}
	}
	return l.direct[name]
}
