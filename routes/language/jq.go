package language

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/language/jq"
)

// jqProgram answers what a jq program makes of JSON: nothing is null, one value is itself, several are a list. Beside
// jq's functions it has Camel's header("x"), property("x"), variable("x") and body().
// See https://camel.apache.org/components/4.18.x/languages/jq-language.html
var jqProgram = Language{Name: "jq", Expression: compileJQ, predicate: jqPredicate}

// jqPredicate is true where several values are found, or the one value is: a JSON array, text and numbers are not, and
// neither is what a result type made another kind of true.
func jqPredicate(text string, o Options) (components.Predicate, error) {
	e, err := compileJQ(text, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (bool, error) {
		v, err := e(ex)
		if list, ok := v.([]any); ok {
			return len(list) > 0, err
		}
		return v == true && components.FullType(o.ResultType) != "java.lang.Boolean", err
	}, nil
}

func compileJQ(text string, o Options) (components.Expression, error) {
	program, err := jq.Compile(text)
	if err != nil {
		return nil, err
	}
	source, err := sourceOf(o.Source)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := source(ex)
		if err == nil {
			v, err = jqInput(ex, v)
		}
		if err != nil {
			return nil, camelFailure(err)
		}
		found, err := program.Run(ex, v)
		if err != nil {
			return nil, jqFailure(err)
		}
		return jqResult(found, o.ResultType)
	}, nil
}

// jqInput is what Camel converts to a JSON tree: text in any form, and maps.
func jqInput(ex *components.Exchange, v any) (any, error) {
	switch v := v.(type) {
	case *components.JSON:
		return v.Value, nil
	case *components.Map:
		return v, nil
	case string, []byte, components.Opener, io.Reader:
		b, err := components.Bytes(v)
		if err != nil {
			return nil, components.NewException(components.IOException, err.Error())
		}
		if len(bytes.TrimSpace(b)) == 0 {
			return nil, nil
		}
		tree, err := components.DecodeJSON(b)
		if err != nil {
			return nil, components.NewException("com.fasterxml.jackson.core.JsonParseException", err.Error())
		}
		return tree, nil
	}
	has := ""
	if v != nil {
		has = " but has type: " + components.JavaType(v)
	}
	return nil, components.NewException("org.apache.camel.InvalidPayloadException",
		fmt.Sprintf("No body available of type: com.fasterxml.jackson.databind.JsonNode%s on: Message. %s", has, exchangeName(ex)))
}

// jqResult makes JSON trees of what a program gave, or the type that is wanted, value by value. A single text, number or
// truth value is Java's.
func jqResult(found []any, resultType string) (any, error) {
	for i, v := range found {
		text, isText := v.(string)
		switch {
		case resultType != "":
			converted, err := jqConverted(components.JSONTree(v), components.FullType(resultType))
			if err != nil {
				return nil, camelFailure(err)
			}
			found[i] = converted
		case isText && len(found) > 1: // shown with its quotes in a list
			found[i] = &components.JSON{Value: text}
		default:
			found[i] = components.JSONTree(v)
		}
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	return found, nil
}

// jqConverted converts as Camel does for Jackson's nodes: only a truth value is a Boolean, and none a boolean; what holds
// nothing is an empty list.
func jqConverted(v any, class string) (any, error) {
	tree, isTree := v.(*components.JSON)
	switch _, isBool := v.(bool); {
	case v == nil:
		return nil, nil
	case class == "boolean":
		return nil, components.NewException(components.TypeConversionException, "a JSON node is no boolean")
	case class == "java.lang.Boolean" && !isBool:
		return nil, nil
	case !isTree && (class == "java.util.List" || class == "java.util.Collection" || class == "java.lang.Iterable"):
		return []any{}, nil
	case isTree:
		return components.ConvertTo(tree, class)
	}
	return components.ConvertTo(v, class)
}

func jqFailure(err error) error {
	raised := (*jq.Error)(nil)
	if errors.As(err, &raised) {
		err = components.NewException("net.thisptr.jackson.jq.exception.JsonQueryException", raised.Error())
	}
	return camelFailure(err)
}

// camelFailure wraps an exception as Camel's RuntimeCamelException does; what is no exception stays as it is.
func camelFailure(err error) error {
	cause := (*components.Exception)(nil)
	if !errors.As(err, &cause) || cause.Class == "org.apache.camel.RuntimeCamelException" {
		return err
	}
	return &components.Exception{Class: "org.apache.camel.RuntimeCamelException", Message: components.Text(cause), Cause: cause}
}
