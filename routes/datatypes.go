package routes

import (
	"fmt"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// coreTypes are the data types that Camel's core has a transformer for. Other ones come with components of Camel.
var coreTypes = []string{"application-octet-stream", "text-plain"}

// transformerOf makes the transformer of one of them.
func transformerOf(name string) Processor {
	class, header := "java.lang.String", "text/plain"
	if name == "application-octet-stream" {
		class, header = "[B", "application/octet-stream"
	}
	return func(ex *components.Exchange) error {
		if err := toJavaType(ex, class); err != nil {
			return err
		}
		ex.Headers.Set("Content-Type", header)
		return nil
	}
}

// dataTypes finds transformers as Camel's registry does, which knows one only once it was asked for by its name: from then on
// it also serves types that nothing else is known about.
type dataTypes struct {
	mu     sync.Mutex
	loaded map[string]Processor
}

// find answers what transforms between two types, nil where nothing does. from is "" for any type.
func (t *dataTypes) find(from, to string) Processor {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, known := range []string{to, from} {
		scheme, _, _ := strings.Cut(known, ":")
		for _, name := range []string{known, scheme} {
			if transform := t.loaded[name]; transform != nil {
				return transform
			}
		}
	}
	name := strings.ReplaceAll(strings.TrimPrefix(to, "camel:"), ":", "-")
	for _, core := range coreTypes {
		if core == name {
			if t.loaded == nil {
				t.loaded = map[string]Processor{}
			}
			t.loaded[name] = transformerOf(name)
			return t.loaded[name]
		}
	}
	return nil
}

// dataType is what a route says about its input or output.
// See https://camel.apache.org/manual/transformer.html
type dataType struct {
	common
	URN      text `yaml:"urn,required"`
	Validate bool `yaml:"validate"`
}

// node makes the step that a route with an input type begins with: its failures are those of the route's steps.
func (t *dataType) node() *stepNode {
	return &stepNode{place: t.URN.place, kind: "inputType", step: t}
}

func (t *dataType) compile(c *compiler, _ *stepNode) Processor {
	if !t.URN.set() {
		return nil
	}
	return func(ex *components.Exchange) error { return t.hold(&c.types, ex) }
}

// withOutputType brings what the route made into its output type. A failure there is beyond the route's error handler.
func (c *compiler) withOutputType(t *dataType, process Processor) Processor {
	return func(ex *components.Exchange) error {
		if err := process(ex); err != nil {
			return err
		}
		return t.hold(&c.types, ex)
	}
}

// hold makes the body one of the type, as far as Camel does.
func (t *dataType) hold(types *dataTypes, ex *components.Exchange) error {
	to := t.URN.Value
	if from := ex.DataType(); from != to {
		if err := types.transform(ex, from, to); err != nil {
			return err
		}
		ex.SetDataType(to)
	}
	if t.Validate { // Camel never has a validator for routes in YAML, see validators
		return components.NewException("org.apache.camel.ValidationException", fmt.Sprintf("No Validator found for '%s'. %s", to, ex.Name()))
	}
	return nil
}

func (t *dataTypes) transform(ex *components.Exchange, from, to string) error {
	if from == "" {
		return convertIfJava(ex, to)
	}
	if err := convertIfJava(ex, from); err != nil {
		return err
	}
	if transform := t.find(from, to); transform != nil {
		return transform(ex)
	}
	if isJavaType(from) { // what becomes no Java type is taken for what it should be
		return convertIfJava(ex, to)
	}
	first, second := t.find("", from), t.find("", to)
	if first == nil || second == nil {
		return components.NewException("java.lang.IllegalArgumentException", fmt.Sprintf("No Transformer found for [from='%s', to='%s']", from, to))
	}
	if err := first(ex); err != nil {
		return err
	}
	return second(ex)
}

func isJavaType(urn string) bool { return urn == "java" || strings.HasPrefix(urn, "java:") }

func convertIfJava(ex *components.Exchange, urn string) error {
	class, is := strings.CutPrefix(urn, "java:")
	if !is {
		return nil
	}
	if !components.NamesClass(class) {
		return notOfType(ex, urn, "null", nil)
	}
	return toJavaType(ex, class)
}

// toJavaType converts the body; [B is Java's name of a list of bytes.
func toJavaType(ex *components.Exchange, class string) error {
	name := class
	if class == "[B" {
		name = "byte[]"
	}
	v, err := components.ConvertTo(ex.Body, name)
	if err != nil {
		return notOfType(ex, "java:"+class, class, err)
	}
	ex.Body = v
	return nil
}

func notOfType(ex *components.Exchange, urn, class string, cause error) error {
	return &components.Exception{Class: "org.apache.camel.CamelExecutionException", Cause: cause, Message: fmt.Sprintf(
		"Failed to convert body to '%s' content using type conversion for %s on the exchange: %s", urn, class, ex.Name())}
}
