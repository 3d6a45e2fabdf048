// Package dataformat is the component that marshals or unmarshals what it is sent.
package dataformat

import (
	"github.com/dromedary-go/dromedary/components"
)

// Component answers dataformat: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "dataformat",
	Title:  "Marshals or unmarshals by a data format.",
	Syntax: "dataformat:name:operation",
}, build)

// Options of dataformat: URIs.
type Options struct {
	Name      string `camel:"name,path,required" doc:"Name of the data format: one of Camel's, such as jackson, csv or zipFile, or the id of one under dataFormats."`
	Operation string `camel:"operation,path" doc:"What is done: marshal or unmarshal."`

	format map[string]string
}

// TakeParam keeps the options of the data format.
func (o *Options) TakeParam(p components.Param) {
	if o.format == nil {
		o.format = map[string]string{}
	}
	o.format[components.CamelCase(p.Name)] = p.Value
}

type endpoint struct {
	uri     string
	convert func(*components.Exchange) error
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	if o.Operation != "marshal" && o.Operation != "unmarshal" {
		return nil, components.OptionErrors{{Option: "operation", Offset: -1, Msg: "Operation must be either marshal or unmarshal, was: " + orNull(o.Operation),
			Hint: "write dataformat:" + o.Name + ":marshal"}}
	}
	e := &endpoint{uri: uri}
	if ctx.DataFormat == nil { // in tests
		return e, nil
	}
	convert, err := ctx.DataFormat(o.Name, o.Operation == "marshal", o.format)
	e.convert = convert
	return e, err
}

func orNull(text string) string {
	if text == "" {
		return "null"
	}
	return text
}

func (e *endpoint) URI() string { return e.uri }

// Producer converts. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process replaces the body by what it was converted to.
func (e *endpoint) Process(ex *components.Exchange) error {
	if e.convert == nil {
		return nil
	}
	return e.convert(ex)
}
