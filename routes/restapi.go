package routes

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// apiRoute makes the route that serves the OpenAPI document of all rests: as JSON, and as YAML where the path ends so or the
// client wants it.
func (l *loader) apiRoute() {
	at := l.rest.APIContextPath
	path := joinPath(l.rest.ContextPath.Value, at.Value)
	key := *at.node
	key.Value = "httpMethodRestrict"
	from := endpointRef{URI: text{place: at.place, Value: "platform-http:" + path + "*"}}
	from.Parameters.list = []parameter{{&key, text{place: at.place, Value: "GET"}}}
	route := &routeDefinition{place: l.rest.place, ID: l.rest.APIContextRouteID, From: &fromDefinition{place: l.rest.place, endpointRef: from}}
	route.From.Steps.place = at.place
	route.From.Steps.list = []*stepNode{{place: at.place, kind: "restApi", step: &apiDocument{document: l.document(), path: path}}}
	l.routes = append(l.routes, route)
}

// apiDocument is the step that answers the document.
type apiDocument struct {
	common
	document *components.Map
	path     string
}

func (a *apiDocument) compile(*compiler, *stepNode) Processor {
	return func(ex *components.Exchange) error {
		rest := strings.TrimPrefix(ex.Headers.Text("CamelHttpPath"), a.path)
		accept := ex.Headers.Text("Accept")
		var format dataformat.Format = &dataformat.JSON{Jackson: dataformat.Jackson{PrettyPrint: true}}
		kind := "application/json"
		switch {
		case strings.HasSuffix(rest, ".yaml") || strings.HasSuffix(rest, ".yml") || !strings.HasSuffix(rest, ".json") && strings.Contains(accept, "yaml"):
			format, kind = &dataformat.YAML{}, "text/yaml"
		case rest != "" && rest != "/" && !strings.HasSuffix(rest, ".json"):
			ex.Headers.Set("CamelHttpResponseCode", 404)
			ex.Body = nil
			return nil
		}
		data, err := format.Marshal(ex, a.document)
		if err != nil {
			return err
		}
		ex.Headers.Set("Content-Type", kind)
		ex.Body = data
		return nil
	}
}

// document describes all rests as OpenAPI 3.
func (l *loader) document() *components.Map {
	of := func(key, otherwise string) string {
		if v, ok := property(l.rest.APIProperty, key); ok {
			return v
		}
		return otherwise
	}
	info := components.NewMap("title", of("api.title", "REST API"), "version", of("api.version", "1.0"))
	if text := of("api.description", ""); text != "" {
		info.Set("description", text)
	}
	paths, tags, schemes := &components.Map{}, []any{}, &components.Map{}
	for _, def := range l.rests {
		if !given(def.APIDocs, true) {
			continue
		}
		if tag := def.tag(); tag != "" {
			tags = append(tags, components.NewMap("name", tag, "description", def.Description))
		}
		def.SecurityDefinitions.schemes(schemes)
		for _, v := range def.verbs() {
			if v.To == nil || !given(v.APIDocs, true) {
				continue
			}
			path := joinPath(def.Path.Value, v.Path.Value)
			item, _ := paths.Value(path).(*components.Map)
			if item == nil {
				item = &components.Map{}
				paths.Set(path, item)
			}
			item.Set(strings.ToLower(v.method), v.operation(def.rest, v.restOptions.or(def.restOptions)))
		}
	}
	doc := components.NewMap("openapi", of("openapi.version", "3.0.3"), "info", info)
	doc.Set("servers", []any{components.NewMap("url", l.rest.server())})
	if len(tags) > 0 {
		doc.Set("tags", tags)
	}
	doc.Set("paths", paths)
	if schemes.Len() > 0 {
		doc.Set("components", components.NewMap("securitySchemes", schemes))
	}
	return doc
}

// server is the address that clients use, as far as restConfiguration says it; else the path alone, which is right anywhere.
func (r *restConfiguration) server() string {
	path := joinPath(r.ContextPath.Value)
	host := firstSet(r.APIHost, r.Host).Value
	if host == "" {
		return path
	}
	if r.Port.set() && !r.APIHost.set() {
		host += ":" + r.Port.Value
	}
	scheme := r.Scheme.Value
	if scheme == "" {
		scheme = "http"
	}
	return scheme + "://" + host + path
}

func (d *rest) tag() string {
	if d.Tag != "" {
		return d.Tag
	}
	return strings.Trim(d.Path.Value, "/")
}

// operation describes one verb.
func (v *restVerb) operation(def *rest, o restOptions) *components.Map {
	op := &components.Map{}
	if tag := def.tag(); tag != "" {
		op.Set("tags", []any{tag})
	}
	if v.Description != "" {
		op.Set("summary", v.Description)
	}
	if id := firstSet(v.ID, v.RouteID); id.set() {
		op.Set("operationId", id.Value)
	}
	if v.Deprecated {
		op.Set("deprecated", true)
	}
	if params := v.parameters(); len(params) > 0 {
		op.Set("parameters", params)
	}
	if body := v.requestBody(o.Consumes.Value); body != nil {
		op.Set("requestBody", body)
	}
	op.Set("responses", v.responses(o.Produces.Value))
	if requirements := append(slices.Clone(def.SecurityRequirements), v.Security...); len(requirements) > 0 {
		list := make([]any, len(requirements))
		for i, r := range requirements {
			scopes := []any{}
			for _, s := range splitList(r.Scopes) {
				scopes = append(scopes, s)
			}
			list[i] = components.NewMap(r.Key.Value, scopes)
		}
		op.Set("security", list)
	}
	return op
}

// parameters are what is said of them, and the path's places of which nothing is said.
func (v *restVerb) parameters() []any {
	var list []any
	said := map[string]bool{}
	for i := range v.Params {
		p := &v.Params[i]
		kind := p.Type.Value
		if kind == "body" || kind == "formData" {
			continue
		}
		said[p.Name.Value] = true
		entry := components.NewMap("name", p.Name.Value, "in", kind)
		if p.Description != "" {
			entry.Set("description", p.Description)
		}
		entry.Set("required", kind == "path" || given(p.Required, true))
		entry.Set("schema", p.schema())
		list = append(list, entry)
	}
	for rest := v.Path.Value; ; {
		_, after, found := strings.Cut(rest, "{")
		name, more, closed := strings.Cut(after, "}")
		if !found || !closed {
			return list
		}
		rest = more
		if !said[name] {
			list = append(list, components.NewMap("name", name, "in", "path", "required", true, "schema", components.NewMap("type", "string")))
		}
	}
}

func (p *restParam) schema() *components.Map {
	kind := p.DataType
	if kind == "" {
		kind = "string"
	}
	s := components.NewMap("type", kind)
	if p.DataFormat != "" {
		s.Set("format", p.DataFormat)
	}
	if kind == "array" {
		item := p.ArrayType
		if item == "" {
			item = "string"
		}
		s.Set("items", components.NewMap("type", item))
	}
	if p.DefaultValue.set() {
		s.Set("default", asType(p.DefaultValue.Value, kind))
	}
	if len(p.AllowableValues) > 0 {
		values := make([]any, len(p.AllowableValues))
		for i, a := range p.AllowableValues {
			values[i] = asType(a.Value.Value, kind)
		}
		s.Set("enum", values)
	}
	return s
}

// asType reads a value as what the document says that it is.
func asType(value, kind string) any {
	switch kind {
	case "integer":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return n
		}
	case "number":
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			return f
		}
	case "boolean":
		return strings.EqualFold(value, "true")
	}
	return value
}

func (v *restVerb) requestBody(consumes string) *components.Map {
	schema, required, form := components.NewMap("type", "object"), false, &components.Map{}
	wanted := v.Type.set() || consumes != "" && (v.method == "POST" || v.method == "PUT" || v.method == "PATCH")
	for i := range v.Params {
		switch p := &v.Params[i]; p.Type.Value {
		case "body":
			wanted, required = true, given(p.Required, true)
		case "formData":
			wanted = true
			form.Set(p.Name.Value, p.schema())
		}
	}
	if !wanted {
		return nil
	}
	if form.Len() > 0 {
		schema.Set("properties", form)
		if consumes == "" {
			consumes = "application/x-www-form-urlencoded"
		}
	}
	return components.NewMap("required", required, "content", contents(consumes, schema))
}

func (v *restVerb) responses(produces string) *components.Map {
	all := &components.Map{}
	for _, r := range v.Responses {
		code := r.Code.Value
		if code == "" {
			code = "200"
		}
		reply := components.NewMap("description", r.Message)
		if len(r.Headers) > 0 {
			headers := &components.Map{}
			for _, h := range r.Headers {
				kind := h.DataType
				if kind == "" {
					kind = "string"
				}
				headers.Set(h.Name.Value, components.NewMap("description", h.Description, "schema", components.NewMap("type", kind)))
			}
			reply.Set("headers", headers)
		}
		if kind := r.ContentType + produces; kind != "" && code[0] == '2' {
			if r.ContentType != "" {
				kind = r.ContentType
			}
			reply.Set("content", contents(kind, &components.Map{}))
		}
		all.Set(code, reply)
	}
	if all.Len() == 0 {
		reply := components.NewMap("description", "Success")
		if produces != "" {
			reply.Set("content", contents(produces, &components.Map{}))
		}
		all.Set("200", reply)
	}
	return all
}

// contents has an entry for each type of a list.
func contents(types string, schema *components.Map) *components.Map {
	if types == "" {
		types = "application/json"
	}
	all := &components.Map{}
	for _, t := range splitList(types) {
		entry := &components.Map{}
		if schema.Len() > 0 {
			entry.Set("schema", schema)
		}
		all.Set(t, entry)
	}
	return all
}
