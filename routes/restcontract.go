package routes

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// openAPI is a rest that an OpenAPI document describes: each operation goes to direct: and its operationId.
type openAPI struct {
	place
	ID                 text   `yaml:"id"`
	Description        string `yaml:"description"`
	Note               string `yaml:"note"`
	Disabled           bool   `yaml:"disabled"`
	Specification      text   `yaml:"specification,required"`
	MissingOperation   text   `yaml:"missingOperation" enum:"fail,ignore,mock"`
	MockIncludePattern string `yaml:"mockIncludePattern"`
	RouteID            text   `yaml:"routeId"`
	APIContextPath     text   `yaml:"apiContextPath"`
}

// contract makes the routes of a document.
func (l *loader) contract(def fileRest) {
	o := def.OpenAPI
	if o.Disabled || !o.Specification.set() {
		return
	}
	doc, problem := l.specification(o.Specification.Value)
	if problem != "" {
		l.c.outside(o.Specification.pos(), problem, "name a file of OpenAPI 3, in JSON or YAML")
		return
	}
	base := joinPath(def.Path.Value, basePath(doc))
	paths, _ := doc.Value("paths").(*components.Map)
	for path, item := range paths.All() {
		operations, _ := item.(*components.Map)
		if operations == nil {
			continue
		}
		for method, value := range operations.All() {
			operation, _ := value.(*components.Map)
			method = strings.ToUpper(method)
			if operation == nil || !slices.Contains([]string{"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"}, method) {
				continue
			}
			l.operation(def, base, path, method, operation, operations)
		}
	}
}

// operation makes the route of one operation.
func (l *loader) operation(def fileRest, base, path, method string, op, item *components.Map) {
	o := def.OpenAPI
	at := o.Specification.place
	id, _ := op.Value("operationId").(string)
	if id == "" {
		id = "GENOPID_" + method + "_" + strings.NewReplacer("/", "_", "{", "", "}", "").Replace(strings.Trim(path, "/")) // Camel's name for it
	}
	v := &restVerb{place: at, method: method, Path: text{place: at, Value: path}}
	v.To = &to{endpointRef: endpointRef{URI: text{place: at, Value: "direct:" + id}}}
	v.Params = contractParams(item, op)
	v.Consumes, v.Produces = contractTypes(at, op)
	b := l.binding(v.restOptions.or(def.restOptions).or(l.rest.options()), v)
	var last *stepNode
	switch target := l.routeFrom(id); {
	case target != nil:
		last = &stepNode{place: at, kind: "to", step: v.To}
	case o.MissingOperation.Value == "ignore":
		return
	case o.MissingOperation.Value == "mock":
		last = &stepNode{place: at, kind: "restMock", step: &mockOperation{example: example(op)}}
	default:
		l.c.outside(o.Specification.pos(), fmt.Sprintf("no route answers the operation %s (%s %s)", id, strings.ToLower(method), path),
			fmt.Sprintf("add a route with from: direct:%s, or say missingOperation: ignore or mock", id))
		return
	}
	route := &routeDefinition{place: at, scope: def.scope, rest: b, From: &fromDefinition{place: at, endpointRef: l.restFrom(v, base, b)}}
	route.From.Steps.place, route.From.Steps.list = at, []*stepNode{last}
	l.routes = append(l.routes, route)
}

const maxSpecification = 10 << 20

// specification reads a document; problem says why it cannot.
func (l *loader) specification(name string) (doc *components.Map, problem string) {
	for _, prefix := range []string{"file:", "classpath:"} {
		name = strings.TrimPrefix(name, prefix)
	}
	if strings.Contains(name, "://") {
		return nil, "the specification is read from a file, not from " + name
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Sprintf("cannot read the specification: %v", err)
	}
	if info.Size() > maxSpecification {
		return nil, fmt.Sprintf("the specification has more than %d MiB", maxSpecification>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Sprintf("cannot read the specification: %v", err)
	}
	var v any
	err = safely(func() (err error) {
		v, err = (&dataformat.YAML{}).Unmarshal(nil, data) // JSON is YAML
		return err
	})
	if err != nil {
		return nil, fmt.Sprintf("%s is not readable: %v", name, err)
	}
	doc, _ = v.(*components.Map)
	if doc == nil || doc.Value("paths") == nil || !strings.HasPrefix(components.Text(doc.Value("openapi")), "3.") {
		return nil, name + " is no OpenAPI 3 document"
	}
	return doc, ""
}

// basePath is the path of the first server.
func basePath(doc *components.Map) string {
	servers, _ := doc.Value("servers").([]any)
	if len(servers) == 0 {
		return ""
	}
	server, _ := servers[0].(*components.Map)
	u, err := url.Parse(components.Text(server.Value("url")))
	if server == nil || err != nil {
		return ""
	}
	return u.Path
}

// contractParams are the parameters of a path and of its operation.
func contractParams(item, op *components.Map) []restParam {
	var params []restParam
	for _, of := range []*components.Map{item, op} {
		list, _ := of.Value("parameters").([]any)
		for _, e := range list {
			p, _ := e.(*components.Map)
			name, _ := p.Value("name").(string)
			kind, _ := p.Value("in").(string)
			if name == "" || kind == "cookie" {
				continue
			}
			required := p.Value("required") == true
			param := restParam{Name: text{Value: name}, Type: text{Value: kind}, Required: &required}
			schema, _ := p.Value("schema").(*components.Map)
			allowed, _ := schema.Value("enum").([]any)
			for _, a := range allowed {
				param.AllowableValues = append(param.AllowableValues, restValue{text{Value: components.Text(a)}})
			}
			if d := schema.Value("default"); d != nil {
				param.DefaultValue = text{place: place{node: &yaml.Node{}}, Value: components.Text(d)}
			}
			params = append(params, param)
		}
	}
	if body, _ := op.Value("requestBody").(*components.Map); body != nil {
		required := body.Value("required") == true
		params = append(params, restParam{Name: text{Value: "body"}, Type: text{Value: "body"}, Required: &required})
	}
	return params
}

// contractTypes are what an operation takes and answers.
func contractTypes(at place, op *components.Map) (consumes, produces text) {
	types := func(content any) string {
		m, _ := content.(*components.Map)
		var names []string
		for name := range m.All() {
			names = append(names, name)
		}
		return strings.Join(names, ",")
	}
	if body, _ := op.Value("requestBody").(*components.Map); body != nil {
		if list := types(body.Value("content")); list != "" {
			consumes = text{place: at, Value: list}
		}
	}
	var all []string
	responses, _ := op.Value("responses").(*components.Map)
	for _, r := range responses.All() {
		if m, _ := r.(*components.Map); m != nil {
			if list := types(m.Value("content")); list != "" {
				all = append(all, splitList(list)...)
			}
		}
	}
	if len(all) > 0 {
		slices.Sort(all)
		produces = text{place: at, Value: strings.Join(slices.Compact(all), ",")}
	}
	return consumes, produces
}

// mockOperation answers the example that the document has of an operation's reply, else 204.
type mockOperation struct {
	common
	example any
}

func (m *mockOperation) compile(*compiler, *stepNode) Processor {
	return func(ex *components.Exchange) error {
		ex.Headers.Remove("Content-Type")
		if m.example == nil {
			ex.Headers.Set("CamelHttpResponseCode", 204)
			ex.Body = nil
			return nil
		}
		data, err := (&dataformat.JSON{}).Marshal(ex, m.example)
		ex.Body = data
		return err
	}
}

// example is the first one of a JSON reply.
func example(op *components.Map) any {
	responses, _ := op.Value("responses").(*components.Map)
	for code, r := range responses.All() {
		reply, _ := r.(*components.Map)
		content, _ := reply.Value("content").(*components.Map)
		media, _ := content.Value("application/json").(*components.Map)
		if !strings.HasPrefix(code, "2") || media == nil {
			continue
		}
		if e := media.Value("example"); e != nil {
			return e
		}
		examples, _ := media.Value("examples").(*components.Map)
		for _, e := range examples.All() {
			if m, _ := e.(*components.Map); m != nil {
				return m.Value("value")
			}
		}
	}
	return nil
}
