package routes

import (
	"bytes"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// restBinding is what a rest does for its routes: as their first step it answers preflights, validates, fills defaults in
// and reads JSON; at their end it writes JSON and sets the CORS headers.
type restBinding struct {
	common
	consumes, produces string
	json, noContent    bool
	skipOnError        bool
	validate           bool
	cors               []corsHeader // nil: none
	params             []restParam
}

type corsHeader struct{ name, value string }

// allowed are the CORS headers where restConfiguration says no others.
var allowed = []corsHeader{
	{"Access-Control-Allow-Origin", "*"},
	{"Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE, TRACE, OPTIONS, CONNECT, PATCH"},
	{"Access-Control-Allow-Headers", "Origin, Accept, X-Requested-With, Content-Type, Access-Control-Request-Method, Access-Control-Request-Headers"},
	{"Access-Control-Max-Age", "3600"},
}

func (l *loader) binding(o restOptions, v *restVerb) *restBinding {
	b := &restBinding{
		consumes: o.Consumes.Value, produces: o.Produces.Value, noContent: given(o.EnableNoContentResponse, false),
		skipOnError: given(o.SkipBindingOnErrorCode, true), validate: given(o.ClientRequestValidation, false), params: v.Params,
	}
	switch o.BindingMode.Value {
	case "auto", "json", "json_xml":
		b.json = true
		for _, t := range []text{v.Type, v.OutType} {
			if t.set() {
				l.c.add(Diagnostic{Pos: t.pos(), Severity: Note, Msg: "type " + t.Value + " is not used: JSON becomes maps and lists"})
			}
		}
	case "xml":
		l.c.need(o.BindingMode.pos(), "dataformat", "jaxb", "binding to XML needs Java classes, which are not here")
	}
	if given(o.EnableCORS, false) {
		for _, h := range allowed {
			if value, ok := property(l.rest.CORSHeaders, h.name); ok {
				h.value = value
			}
			b.cors = append(b.cors, h)
		}
		if value, ok := property(l.rest.CORSHeaders, "Access-Control-Allow-Credentials"); ok {
			b.cors = append(b.cors, corsHeader{"Access-Control-Allow-Credentials", value})
		}
	}
	return b
}

// node makes the step that the route begins with.
func (b *restBinding) node(at place) *stepNode {
	return &stepNode{place: at, kind: "restBinding", step: b}
}

func (b *restBinding) compile(*compiler, *stepNode) Processor {
	return func(ex *components.Exchange) error {
		if b.cors != nil && ex.Headers.Text("CamelHttpMethod") == "OPTIONS" {
			ex.Stopped = true
			return nil
		}
		b.defaults(ex)
		if b.validate {
			if problem := b.invalid(ex); problem != "" {
				ex.Headers.Set("CamelHttpResponseCode", 400)
				ex.Body, ex.Stopped = problem, true
				return nil
			}
		}
		if b.json {
			return b.read(ex)
		}
		return nil
	}
}

// read makes a map or a list of a body of JSON.
func (b *restBinding) read(ex *components.Exchange) error {
	data, err := components.Bytes(ex.Body)
	if err != nil || len(bytes.TrimSpace(data)) == 0 {
		return err
	}
	v, err := (&dataformat.JSON{}).Unmarshal(ex, data)
	if err != nil {
		ex.Headers.Set("CamelHttpResponseCode", 400)
		return err
	}
	ex.Body = v
	return nil
}

// finish works on the reply of a route; process are its steps.
func (b *restBinding) finish(process Processor) Processor {
	return func(ex *components.Exchange) error {
		err := process(ex)
		for _, h := range b.cors {
			ex.Headers.Set(h.name, h.value)
		}
		if err == nil && b.json {
			err = b.write(ex)
		}
		if err == nil && b.noContent {
			b.leaveOut(ex)
		}
		if err == nil {
			b.nameType(ex)
		}
		return err
	}
}

// nameType says of what type a reply is that says nothing itself: of what the verb produces. Of several types JSON goes first.
func (b *restBinding) nameType(ex *components.Exchange) {
	if b.produces == "" || ex.Body == nil || ex.Headers.Text("Content-Type") != "" || b.failed(ex) {
		return
	}
	kind := b.produces
	switch lower := strings.ToLower(kind); {
	case strings.Contains(lower, "json") || b.json:
		kind = "application/json"
	case strings.Contains(lower, "xml"):
		kind = "application/xml"
	}
	ex.Headers.Set("Content-Type", kind)
}

// failed tells whether a reply is an error that the binding leaves alone.
func (b *restBinding) failed(ex *components.Exchange) bool {
	code, ok := ex.Headers.Get("CamelHttpResponseCode")
	n, err := components.Int(code)
	return ok && b.skipOnError && err == nil && n >= 300
}

// write makes JSON of the body, unless the reply is of another type, an error that the route has worded, or nothing.
func (b *restBinding) write(ex *components.Exchange) error {
	if ex.Body == nil || ex.Stopped && ex.Headers.Text("CamelHttpMethod") == "OPTIONS" {
		return nil
	}
	if b.failed(ex) {
		return nil
	}
	if ct := ex.Headers.Text("Content-Type"); ct != "" && !strings.Contains(strings.ToLower(ct), "json") {
		return nil
	}
	switch ex.Body.(type) {
	case []byte, components.Opener:
		return components.NewException("com.fasterxml.jackson.databind.exc.InvalidDefinitionException",
			"the body is a stream already: leave out the marshal step, or say bindingMode: off")
	}
	data, err := (&dataformat.JSON{}).Marshal(ex, ex.Body)
	if err != nil {
		return err
	}
	ex.Body = data
	return nil
}

// leaveOut answers 204 for an empty list or object.
func (b *restBinding) leaveOut(ex *components.Exchange) {
	if _, coded := ex.Headers.Get("CamelHttpResponseCode"); coded {
		return
	}
	if data, ok := components.AtHand(ex.Body); ok && (string(data) == "[]" || string(data) == "{}") {
		ex.Headers.Set("CamelHttpResponseCode", 204)
		ex.Body = nil
	}
}
