package simple

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// invoke calls a Java method of a value by its name or as a getter: the ones of text, lists, maps and numbers that route
// files use.
func invoke(v any, name string, args []any) (any, error) {
	var result any
	var ok bool
	if result, ok = commonMethod(v, name, args); ok {
		return result, nil
	}
	switch v := v.(type) {
	case string:
		return stringMethod(v, name, args)
	case []byte:
		return stringMethod(string(v), name, args)
	case []any:
		result, ok = listMethod(v, name, args)
	case *components.Map:
		result, ok = mapMethod(v, name, args)
	case *components.Exception:
		switch strings.TrimPrefix(name, "get") {
		case "message", "Message", "localizedMessage", "LocalizedMessage":
			result, ok = v.Message, true
		}
	case error:
		if name == "message" || name == "getMessage" {
			result, ok = v.Error(), true
		}
	}
	if !ok {
		return nil, notFound(v, name)
	}
	return result, nil
}

func notFound(v any, name string) error {
	return components.NewException(methodNotFound, fmt.Sprintf("Method with name: %s not found on bean: %s of type: %s", name, components.Text(v), components.JavaType(v)))
}

func commonMethod(v any, name string, args []any) (any, bool) {
	switch name {
	case "toString":
		return components.Text(v), true
	case "hashCode":
		return javaHash(components.Text(v)), true
	case "class", "getClass":
		return class(components.JavaType(v)), true
	case "equals":
		return len(args) == 1 && components.JavaType(v) == components.JavaType(args[0]) && equal(v, args[0]), true
	}
	if c, ok := v.(class); ok {
		switch name {
		case "name", "getName", "typeName":
			return string(c), true
		case "simpleName", "getSimpleName":
			return string(c)[strings.LastIndexByte(string(c), '.')+1:], true
		}
	}
	if isNumber(v) {
		switch name {
		case "intValue":
			n, err := components.ConvertTo(v, "int")
			return n, err == nil
		case "longValue":
			n, err := components.Int(v)
			return n, err == nil
		case "doubleValue", "floatValue":
			n, err := components.Float(v)
			return n, err == nil
		}
	}
	if b, ok := v.(bool); ok && name == "booleanValue" {
		return b, true
	}
	return nil, false
}

// class is a Java class as a value, as ${body.class.name} needs it.
type class string

func (c class) String() string { return "class " + string(c) }

func javaHash(s string) int {
	var h int32
	for _, c := range []rune(s) {
		h = 31*h + c
	}
	return int(h)
}

func listMethod(l []any, name string, args []any) (any, bool) {
	switch name {
	case "size", "length":
		return len(l), true
	case "isEmpty", "empty":
		return len(l) == 0, true
	case "contains":
		return len(args) == 1 && slices.ContainsFunc(l, func(v any) bool { return equal(v, args[0]) }), len(args) == 1
	case "indexOf":
		return slices.IndexFunc(l, func(v any) bool { return len(args) == 1 && equal(v, args[0]) }), len(args) == 1
	case "get":
		if len(args) == 1 {
			if i, err := components.Int(args[0]); err == nil && i >= 0 && int(i) < len(l) {
				return l[i], true
			}
		}
	case "first", "getFirst":
		if len(l) > 0 {
			return l[0], true
		}
	case "last", "getLast":
		if len(l) > 0 {
			return l[len(l)-1], true
		}
	case "reversed":
		r := slices.Clone(l)
		slices.Reverse(r)
		return r, true
	}
	return nil, false
}

func mapMethod(m *components.Map, name string, args []any) (any, bool) {
	key := ""
	if len(args) > 0 {
		key = components.Text(args[0])
	}
	switch {
	case name == "size":
		return m.Len(), true
	case name == "isEmpty" || name == "empty":
		return m.Len() == 0, true
	case name == "get" && len(args) == 1:
		return m.Value(key), true
	case name == "getOrDefault" && len(args) == 2:
		if v, ok := m.Get(key); ok {
			return v, true
		}
		return args[1], true
	case name == "containsKey" && len(args) == 1:
		_, ok := m.Get(key)
		return ok, true
	case name == "containsValue" && len(args) == 1:
		for _, v := range m.All() {
			if equal(v, args[0]) {
				return true, true
			}
		}
		return false, true
	case name == "keySet":
		keys := []any{}
		for k := range m.All() {
			keys = append(keys, k)
		}
		return keys, true
	case name == "values":
		values := []any{}
		for _, v := range m.All() {
			values = append(values, v)
		}
		return values, true
	case name == "entrySet":
		entries := []any{}
		for k, v := range m.All() {
			entries = append(entries, k+"="+components.Text(v))
		}
		return entries, true
	}
	return nil, false
}
