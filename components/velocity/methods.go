package velocity

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// javaList is a list that a template made: it can be changed.
type javaList struct{ values []any }

func (l *javaList) String() string    { return components.Text(l.values) }
func (l *javaList) JavaClass() string { return "java.util.ArrayList" }

// elementsOf answers what #foreach goes through: a list, or a map's values.
func elementsOf(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case *javaList:
		return slices.Clone(v.values)
	case *components.Map:
		var all []any
		for _, value := range v.All() {
			all = append(all, value)
		}
		return all
	case template.Headers:
		return elementsOf(v.Map())
	}
	return nil
}

// at answers an element by its index or key.
func at(v, index any) any {
	if list := elementsOf(v); list != nil {
		if n, ok := whole(index); ok {
			if _, isMap := v.(*components.Map); !isMap {
				return element(list, n)
			}
		}
	}
	field, _ := template.Field(v, template.Text(index))
	return field
}

func element(list []any, n int64) any {
	if n < 0 {
		n += int64(len(list))
	}
	if n < 0 || n >= int64(len(list)) {
		return nil
	}
	return list[n]
}

// property answers what a value has under a name; nil where there is none.
func property(v any, name string) any {
	if field, ok := template.Field(v, name); ok {
		return field
	}
	switch name {
	case "class":
		return classOf(v)
	case "empty":
		answer, _, _ := invoke(v, "isEmpty", nil)
		return answer
	}
	return nil
}

func classOf(v any) any {
	full := components.JavaType(v)
	m := &components.Map{}
	m.Set("name", full)
	m.Set("simpleName", full[strings.LastIndexByte(full, '.')+1:])
	return m
}

// assign sets what a map, or the message's headers, have under a name.
func assign(v any, name string, to any) {
	switch v := v.(type) {
	case *components.Map:
		v.Set(name, to)
	case template.Headers:
		v.Set(name, to)
	}
}

// invoke calls a method; ok is false where there is none for the arguments.
func invoke(v any, name string, args []any) (answer any, ok bool, err error) {
	switch name {
	case "toString":
		return template.Text(v), true, nil
	case "getClass":
		return classOf(v), true, nil
	case "equals":
		return len(args) == 1 && equal(v, args[0]), true, nil
	}
	switch v := v.(type) {
	case string:
		if name == "substring" && len(args) > 0 {
			return substring(v, args)
		}
		answer, ok = textMethod(v, name, args)
	case *javaList:
		if name == "get" && len(args) == 1 {
			return get(v.values, args[0])
		}
		answer, ok = changingMethod(v, name, args)
	case []any:
		if name == "get" && len(args) == 1 {
			return get(v, args[0])
		}
		answer, ok = listMethod(v, name, args)
	case *components.Map:
		answer, ok = mapMethod(v, name, args)
	case template.Headers:
		if name == "put" && len(args) == 2 {
			v.Set(template.Text(args[0]), args[1])
			return nil, true, nil
		}
		if name == "get" && len(args) == 1 {
			return v.Value(template.Text(args[0])), true, nil
		}
		answer, ok = mapMethod(v.Map(), name, args)
	default:
		if number, isWhole := whole(v); isWhole && (name == "intValue" || name == "longValue") {
			return integer(number), true, nil
		}
		answer, ok = getter(v, name, args)
	}
	if !ok {
		answer, ok = getter(v, name, args)
	}
	return answer, ok, nil
}

// getter answers a property by getName().
func getter(v any, name string, args []any) (any, bool) {
	rest, ok := strings.CutPrefix(name, "get")
	if !ok || rest == "" {
		return nil, false
	}
	if len(args) == 1 { // getProperty("x"), getHeader("x") and the like
		field, found := template.Field(property(v, strings.ToLower(rest)), template.Text(args[0]))
		if !found {
			fields, _ := template.Field(v, map[string]string{"Property": "properties", "Header": "headers", "Variable": "variables"}[rest])
			field, found = template.Field(fields, template.Text(args[0]))
		}
		return field, found
	}
	return template.Field(v, strings.ToLower(rest[:1])+rest[1:])
}

func textMethod(s, name string, args []any) (any, bool) {
	texts := make([]string, len(args))
	for i, a := range args {
		texts[i] = template.Text(a)
	}
	switch len(args) {
	case 0:
		switch name {
		case "length":
			return utf8.RuneCountInString(s), true
		case "isEmpty":
			return s == "", true
		case "isBlank":
			return strings.TrimSpace(s) == "", true
		case "trim", "strip":
			return strings.TrimSpace(s), true
		case "toUpperCase":
			return strings.ToUpper(s), true
		case "toLowerCase":
			return strings.ToLower(s), true
		}
	case 1:
		switch name {
		case "contains":
			return strings.Contains(s, texts[0]), true
		case "startsWith":
			return strings.HasPrefix(s, texts[0]), true
		case "endsWith":
			return strings.HasSuffix(s, texts[0]), true
		case "indexOf":
			return strings.Index(s, texts[0]), true
		case "lastIndexOf":
			return strings.LastIndex(s, texts[0]), true
		case "concat":
			return s + texts[0], true
		case "equalsIgnoreCase":
			return strings.EqualFold(s, texts[0]), true
		case "split":
			var parts []any
			for part := range strings.SplitSeq(s, texts[0]) {
				parts = append(parts, part)
			}
			return parts, true
		}
	case 2:
		if name == "replace" || name == "replaceAll" {
			return strings.ReplaceAll(s, texts[0], texts[1]), true
		}
	}
	return nil, false
}

func outOfBounds(what string) error {
	return components.NewException("org.apache.velocity.exception.MethodInvocationException", "java.lang.IndexOutOfBoundsException: "+what)
}

func get(list []any, index any) (any, bool, error) {
	n, ok := whole(index)
	if ok && (n < 0 || n >= int64(len(list))) {
		return nil, true, outOfBounds(fmt.Sprintf("Index %d out of bounds for length %d", n, len(list)))
	}
	return element(list, n), ok, nil
}

func substring(s string, args []any) (any, bool, error) {
	runes := []rune(s)
	from, ok := whole(args[0])
	to := int64(len(runes))
	if len(args) > 1 && ok {
		to, ok = whole(args[1])
	}
	if !ok {
		return nil, false, nil
	}
	if from < 0 || from > to || to > int64(len(runes)) {
		return nil, true, outOfBounds(fmt.Sprintf("begin %d, end %d, length %d", from, to, len(runes)))
	}
	return string(runes[from:to]), true, nil
}

func changingMethod(l *javaList, name string, args []any) (any, bool) {
	switch {
	case name == "add" && len(args) == 1:
		l.values = append(l.values, args[0])
		return true, true
	case name == "set" && len(args) == 2:
		i, ok := whole(args[0])
		if ok && i >= 0 && i < int64(len(l.values)) {
			old := l.values[i]
			l.values[i] = args[1]
			return old, true
		}
		return nil, false
	case name == "addAll" && len(args) == 1:
		l.values = append(l.values, elementsOf(args[0])...)
		return true, true
	}
	return listMethod(l.values, name, args)
}

func listMethod(list []any, name string, args []any) (any, bool) {
	switch {
	case name == "size" && len(args) == 0:
		return len(list), true
	case name == "isEmpty" && len(args) == 0:
		return len(list) == 0, true
	case name == "contains" && len(args) == 1:
		return slices.ContainsFunc(list, func(v any) bool { return equal(v, args[0]) }), true
	case name == "indexOf" && len(args) == 1:
		return slices.IndexFunc(list, func(v any) bool { return equal(v, args[0]) }), true
	}
	return nil, false
}

func mapMethod(m *components.Map, name string, args []any) (any, bool) {
	switch len(args) {
	case 0:
		var all []any
		switch name {
		case "size":
			return m.Len(), true
		case "isEmpty":
			return m.Len() == 0, true
		case "keySet":
			for key := range m.All() {
				all = append(all, key)
			}
			return all, true
		case "values":
			return elementsOf(m), true
		case "entrySet":
			for key, value := range m.All() {
				all = append(all, &components.Entry{Key: key, Value: value})
			}
			return all, true
		}
	case 1:
		key := template.Text(args[0])
		value, ok := m.Get(key)
		switch name {
		case "get":
			return value, true
		case "containsKey":
			return ok, true
		}
	case 2:
		key := template.Text(args[0])
		switch name {
		case "put":
			old := m.Value(key)
			m.Set(key, args[1])
			return old, true
		case "getOrDefault":
			if value, ok := m.Get(key); ok {
				return value, true
			}
			return args[1], true
		}
	}
	return nil, false
}
