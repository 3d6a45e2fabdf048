// Package jsonvalidator is the component that validates JSON against a JSON schema.
package jsonvalidator

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers json-validator: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "json-validator",
	Title:  "Validates JSON against a JSON schema.",
	Syntax: "json-validator:resourceUri",
}, build)

// Options of json-validator: URIs.
type Options struct {
	Resource     string `camel:"resourceUri,path,required" doc:"The schema's file: NAME or classpath:NAME beside the route files or in the working directory, file:NAME, or ref:NAME for a bean that holds the text."`
	Header       string `camel:"headerName" doc:"Header that holds the JSON, in place of the body."`
	NullBody     bool   `camel:"failOnNullBody" default:"true" doc:"Fails where there is no body. With false that is valid."`
	NullHeader   bool   `camel:"failOnNullHeader" default:"true" doc:"Fails where there is no such header. With false that is valid."`
	ContentCache bool   `camel:"contentCache" default:"true" doc:"Reads the schema once. With false it is read for each exchange."`
	All          bool   `camel:"allowContextMapAll" default:"false" doc:"For schemas that are made of the exchange in Camel; both values mean the same."`
}

const (
	packageName         = "org.apache.camel.component.jsonvalidator."
	validationException = packageName + "JsonValidationException"
)

type endpoint struct {
	*Options
	ctx *components.Context
	uri string

	mu     sync.Mutex
	schema *jsonschema.Schema
	doc    any // that the schema is made of
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return &endpoint{Options: o, ctx: ctx, uri: uri}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Producer validates. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process validates; what is valid passes unchanged.
func (e *endpoint) Process(ex *components.Exchange) error {
	content, fail := ex.Body, e.NullBody
	if e.Header != "" {
		content, fail = ex.Headers.Value(e.Header), e.NullHeader
	}
	if content == nil {
		switch {
		case !fail:
			return nil
		case e.Header != "":
			return components.NewException(packageName+"NoJsonHeaderValidationException", fmt.Sprintf("No JSON header %q could be found on the input message. %s", e.Header, ex.Name()))
		}
		return components.NewException(packageName+"NoJsonBodyValidationException", "No JSON body could be found on the input message. "+ex.Name())
	}
	schema, doc, err := e.load()
	if err != nil {
		return err
	}
	data, err := components.Input(content)
	if err != nil {
		return invalid(err.Error(), err)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return invalid("JSON validation error with 1 errors:\n$: unknown found, object expected", nil)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return invalid(err.Error(), &components.Exception{Class: "com.fasterxml.jackson.core.JsonParseException", Message: err.Error(), Cause: err})
	}
	var wrong *jsonschema.ValidationError
	if err := schema.Validate(v); errors.As(err, &wrong) {
		lines := documents{doc, v}.messages(wrong)
		return invalid(fmt.Sprintf("JSON validation error with %d errors:\n%s", len(lines), strings.Join(lines, "\n")), nil)
	} else if err != nil {
		return invalid(err.Error(), err)
	}
	return nil
}

func invalid(message string, cause error) error {
	message += ". " + exchangeName
	if cause != nil {
		message += fmt.Sprintf(". Caused by: [%s - %s]", components.Class(cause), cause)
	}
	return &components.Exception{Class: validationException, Message: message, Cause: cause}
}

// exchangeName is what Camel calls an exchange in the message of a failed validation.
const exchangeName = "Exchange[]"

// load reads the schema. It refers to nothing but itself: no file and no web address is read for it.
func (e *endpoint) load() (schema *jsonschema.Schema, doc any, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.schema != nil && e.ContentCache {
		return e.schema, e.doc, nil
	}
	data, err := e.ctx.Resource(e.Resource)
	if err != nil {
		return nil, nil, err
	}
	doc, err = jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, nil, &components.Exception{Class: "com.fasterxml.jackson.core.JsonParseException", Message: "the schema " + e.Resource + " is no JSON: " + err.Error(), Cause: err}
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2019)
	compiler.UseLoader(jsonschema.SchemeURLLoader{})
	if err = compiler.AddResource("schema:///it", doc); err == nil {
		e.schema, err = compiler.Compile("schema:///it")
	}
	if err != nil {
		return nil, nil, &components.Exception{Class: validationException, Message: "JSON validation error with 1 errors:\nthe schema " + e.Resource + " is wrong: " + err.Error(), Cause: err}
	}
	e.doc = doc
	return e.schema, e.doc, nil
}
