package language

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// jsonpath answers what a path finds in JSON text, or in the maps and lists of JSON that was read. A path that names one
// place answers its value, and fails where there is none; one with wildcards, filters, slices or .. answers a list. The
// rules are those of Jayway's JsonPath, which Camel uses.
// See https://camel.apache.org/components/4.18.x/languages/jsonpath-language.html
var jsonpath = Language{Name: "jsonpath", Expression: compileJSONPath, predicate: func(text string, o Options) (components.Predicate, error) {
	if !o.StrictPredicate {
		text = easyPredicate(text)
	}
	e, err := compileJSONPath(text, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (bool, error) {
		v, err := e(ex)
		return err == nil && components.Truth(v), err
	}, nil
}}

func compileJSONPath(text string, o Options) (components.Expression, error) {
	text = trimmed(text, o)
	path, err := parseJSONPath(text)
	if err != nil {
		return nil, err
	}
	options, err := jsonpathOptions(o.Option)
	if err != nil {
		return nil, err
	}
	source, err := sourceOf(o.Source)
	if err != nil {
		return nil, err
	}
	from := "body"
	if o.Source != "" {
		from = o.Source
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := source(ex)
		if err != nil {
			return nil, evaluationFailed(err)
		}
		tree, failure := jsonTree(ex, v, from)
		if failure != nil {
			if o.SuppressExceptions && failure.Class == components.CamelExchangeException {
				return nil, nil
			}
			return nil, evaluationFailed(failure)
		}
		found, failure := path.find(tree)
		switch {
		case failure != nil && options[leafToNull] && failure.Class == pathNotFound:
			return nil, nil
		case failure != nil && !o.SuppressExceptions && !options[suppress]:
			return nil, evaluationFailed(failure)
		case failure != nil && path.isDefinite() && !options[alwaysList]:
			return nil, nil
		case failure != nil:
			return []any{}, nil
		case options[alwaysList] && path.isDefinite():
			found = []any{found}
		}
		return shaped(found, o)
	}, nil
}

// evaluationFailed is the exception that Camel wraps those of the language in.
func evaluationFailed(err error) error {
	e := &components.Exception{Class: "org.apache.camel.ExpressionEvaluationException", Message: err.Error(), Cause: err}
	if cause, ok := err.(*components.Exception); ok {
		e.Message = components.Text(cause)
	}
	return e
}

// jsonTree reads JSON text; what was read before is taken as it is.
func jsonTree(ex *components.Exchange, v any, from string) (any, *components.Exception) {
	switch v := v.(type) {
	case *components.Map, []any:
		return v, nil
	case string:
		return decoded([]byte(v))
	case []byte:
		return decoded(v)
	case components.Opener:
		text, err := components.Bytes(v)
		if err != nil {
			return nil, components.NewException(components.IOException, err.Error())
		}
		return decoded(text)
	}
	return nil, components.NewException(components.CamelExchangeException, fmt.Sprintf("Cannot read %s as supported JSON value. %s", from, exchangeName(ex)))
}

func decoded(text []byte) (any, *components.Exception) {
	if len(text) == 0 {
		return nil, components.NewException(components.IllegalArgumentException, "json string can not be null or empty")
	}
	tree, err := components.DecodeJSON(text)
	if err != nil {
		cause := components.NewException("com.fasterxml.jackson.core.JsonParseException", err.Error())
		return nil, &components.Exception{Class: "com.jayway.jsonpath.InvalidJsonException", Message: components.Text(cause), Cause: cause}
	}
	return tree, nil
}

// shaped gives what was found the form that the options ask for.
func shaped(v any, o Options) (any, error) {
	if list, ok := v.([]any); ok && len(list) == 1 && (o.UnpackArray || o.ResultType != "" && !isListType(o.ResultType)) {
		v = list[0]
	}
	if !o.WriteAsString {
		return v, nil
	}
	switch v := v.(type) {
	case []any:
		texts := make([]any, len(v))
		for i := range v {
			b, err := components.EncodeJSON(v[i])
			if err != nil {
				return nil, err
			}
			texts[i] = string(b)
		}
		return texts, nil
	case *components.Map:
		texts := &components.Map{}
		for key, value := range v.All() {
			b, err := components.EncodeJSON(value)
			if err != nil {
				return nil, err
			}
			texts.Set(key, string(b))
		}
		return texts, nil
	case nil:
		return nil, nil
	}
	b, err := components.EncodeJSON(v)
	return string(b), err
}

func isListType(javaType string) bool {
	return strings.HasSuffix(javaType, "List") || strings.HasSuffix(javaType, "Collection") || strings.HasSuffix(javaType, "Iterable") || strings.HasSuffix(javaType, "Object")
}
