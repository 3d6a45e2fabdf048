package language

import (
	"strings"

	"github.com/ohler55/ojg/jp"

	"github.com/dromedary-go/dromedary/components"
)

// jsonpath answers what a path finds in JSON text, or in the maps and lists of JSON that was read. A definite path answers a
// value, and fails where there is none; one with wildcards, filters or slices a list.
// See https://camel.apache.org/components/4.18.x/languages/jsonpath-language.html
var jsonpath = Language{Name: "jsonpath", Expression: func(text string, o Options) (components.Expression, error) {
	find, err := compilePath(text, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, found, err := find(ex)
		if err != nil {
			if o.SuppressExceptions {
				return nil, nil
			}
			return nil, err
		}
		if !found && !o.SuppressExceptions {
			return nil, components.NewException("com.jayway.jsonpath.PathNotFoundException", "No results for path: "+text)
		}
		if l, ok := v.([]any); ok && o.UnpackArray && len(l) == 1 {
			v = l[0]
		}
		if o.WriteAsString {
			return asJSON(v)
		}
		return v, nil
	}, nil
}, predicate: func(text string, o Options) (components.Predicate, error) {
	find, err := compilePath(text, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (bool, error) {
		v, found, err := find(ex)
		if err != nil && !o.SuppressExceptions {
			return false, err
		}
		return found && components.Truth(v), nil
	}, nil
}}

func compilePath(text string, o Options) (func(*components.Exchange) (any, bool, error), error) {
	source, err := sourceOf(o.Source)
	if err != nil {
		return nil, err
	}
	path, counts := strings.CutSuffix(strings.TrimSpace(text), ".length()")
	x, err := jp.ParseString(path)
	if err != nil {
		return nil, &components.SyntaxError{Msg: "bad path: " + err.Error(), Hint: "write, for example, $.items[0].name"}
	}
	definite := isDefinite(x)
	return func(ex *components.Exchange) (any, bool, error) {
		v, err := source(ex)
		if err != nil {
			return nil, false, err
		}
		if v, err = parsed(v); err != nil {
			return nil, false, err
		}
		if definite {
			found, ok := x.FirstFound(v)
			if counts && ok {
				found, ok = lengthOf(found)
			}
			return found, ok, nil
		}
		found := x.Get(v)
		if counts {
			return len(found), true, nil
		}
		if found == nil {
			found = []any{}
		}
		return found, true, nil
	}, nil
}

// isDefinite tells whether a path can find one value at most.
func isDefinite(x jp.Expr) bool {
	for _, f := range x {
		switch f.(type) {
		case jp.Root, jp.Child, jp.Nth, jp.At, jp.Bracket:
		default:
			return false
		}
	}
	return true
}

// parsed reads JSON text; what was read before is taken as it is.
func parsed(v any) (any, error) {
	switch v.(type) {
	case *components.Map, []any:
		return v, nil
	case nil:
		return nil, components.NewException(components.IllegalArgumentException, "json can not be null or empty")
	}
	b, err := components.Bytes(v)
	if err != nil {
		return nil, err
	}
	tree, err := components.DecodeJSON(b)
	if err != nil {
		return nil, &components.Exception{Class: "com.jayway.jsonpath.InvalidJsonException", Message: "not readable as JSON: " + err.Error(), Cause: err}
	}
	return tree, nil
}

func lengthOf(v any) (any, bool) {
	switch v := v.(type) {
	case []any:
		return len(v), true
	case *components.Map:
		return v.Len(), true
	case string:
		return len([]rune(v)), true
	}
	return nil, false
}

func asJSON(v any) (any, error) {
	if l, ok := v.([]any); ok {
		texts := make([]any, len(l))
		for i := range l {
			b, err := components.EncodeJSON(l[i])
			if err != nil {
				return nil, err
			}
			texts[i] = string(b)
		}
		return texts, nil
	}
	if _, ok := v.(*components.Map); !ok {
		return v, nil
	}
	b, err := components.EncodeJSON(v)
	return string(b), err
}
