package simple

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// method is a Java method of a value: what takes it, with how many arguments.
type method[T any] struct {
	least, most int
	call        func(v T, args []any) (any, *components.Exception)
	overloaded  bool // Camel can only tell it from others of its name by the parentheses
}

// getter makes a method without arguments.
func getter[T any](f func(v T) any) method[T] {
	return method[T]{call: func(v T, _ []any) (any, *components.Exception) { return f(v), nil }}
}

// taking makes a method of n arguments that cannot fail.
func taking[T any](n int, f func(v T, args []any) any) method[T] {
	return method[T]{least: n, most: n, call: func(v T, args []any) (any, *components.Exception) { return f(v, args), nil }}
}

// oneOfSeveral makes a getter that needs its parentheses.
func oneOfSeveral[T any](f func(v T) any) method[T] {
	m := getter(f)
	m.overloaded = true
	return m
}

// invoke calls a method of Java that a value's class has, by its name or as a getter: name is getName or isName too.
func invoke(ex *components.Exchange, v any, h *hop, args []any) (any, *components.Exception) {
	result, failure, ok := invokeOn(objectMethods, v, h, args)
	if !ok {
		switch v := v.(type) {
		case string:
			result, failure, ok = invokeOn(textMethods, v, h, args)
		case []byte:
			result, failure, ok = invokeOn(bytesMethods, v, h, args)
		case components.StreamCache:
			result, failure, ok = invokeOn(bytesMethods, []byte(v), h, args)
		case []any:
			if h.array {
				return len(v), nil
			}
			result, failure, ok = invokeOn(listMethods, v, h, h.asObjects(args))
		case *components.Map:
			result, failure, ok = invokeOn(mapMethods, v, h, h.asObjects(args))
		case *components.JSON:
			result, failure, ok = invokeOn(treeMethods, v, h, args)
		case *components.Entry:
			result, failure, ok = invokeOn(entryMethods, v, h, args)
		case int, int64, float64, float32, *components.Decimal:
			result, failure, ok = invokeOn(numberMethods, v, h, args)
		case exchangeValue:
			result, failure, ok = invokeOn(exchangeMethods, v, h, args)
		case messageValue:
			result, failure, ok = invokeOn(messageMethods, v, h, args)
		case contextValue:
			result, failure, ok = invokeOn(contextMethods, v, h, args)
		case bool:
			result, failure, ok = invokeOn(boolMethods, v, h, args)
		case class:
			result, failure, ok = invokeOn(classMethods, v, h, args)
		case *components.Exception:
			if result, ok = field(v, h); !ok {
				result, failure, ok = invokeOn(exceptionMethods, v, h, args)
			}
		}
	}
	if ok {
		return result, failure
	}
	name := strings.TrimPrefix(strings.TrimPrefix(h.text, "?"), ".")
	return nil, components.NewException(methodNotFound, fmt.Sprintf("Method with name: %s not found on bean: %s of type: %s on the exchange: %s",
		name, components.Text(v), components.JavaType(v), exchangeName(ex)))
}

// treeMethods are those of a JSON tree.
var treeMethods = map[string]method[*components.JSON]{
	"size":    getter(func(j *components.JSON) any { return len(j.Parts()) }),
	"isEmpty": getter(func(j *components.JSON) any { return len(j.Parts()) == 0 }),
	"get": taking(1, func(j *components.JSON, a []any) any {
		switch v := j.Value.(type) {
		case *components.Map:
			return components.JSONTree(v.Value(components.Text(a[0])))
		case []any:
			if i, err := components.Int(a[0]); err == nil && i >= 0 && int(i) < len(v) {
				return components.JSONTree(v[i])
			}
		}
		return nil
	}),
}

// entryMethods are those of an entry of a map.
var entryMethods = map[string]method[*components.Entry]{
	"getKey":   getter(func(e *components.Entry) any { return e.Key }),
	"getValue": getter(func(e *components.Entry) any { return e.Value }),
}

// field answers what an exception of its class has besides: name, getName or isName.
func field(e *components.Exception, h *hop) (any, bool) {
	if e.Fields == nil || len(h.args) > 0 {
		return nil, false
	}
	for _, prefix := range []string{"get", "is"} {
		if name, ok := strings.CutPrefix(h.method, prefix); ok && name != "" {
			r, n := utf8.DecodeRuneInString(name)
			if v, ok := e.Fields.Get(string(unicode.ToLower(r)) + name[n:]); ok {
				return v, true
			}
		}
	}
	return e.Fields.Get(h.method)
}

// asObjects makes text of numbers as they are written: as objects they are text in Camel.
func (h *hop) asObjects(args []any) []any {
	for i := range h.numbers {
		if h.numbers[i] {
			args[i] = components.Text(args[i])
		}
	}
	return args
}

func invokeOn[T any](methods map[string]method[T], v T, h *hop, args []any) (any, *components.Exception, bool) {
	m, ok := methods[h.method]
	if !ok && len(h.args) == 0 {
		if m, ok = methods["get"+capital(h.method)]; !ok {
			m, ok = methods["is"+capital(h.method)]
		}
	}
	// As in Camel, arguments of a method that takes none do not count.
	if !ok || len(args) < m.least || m.most > 0 && len(args) > m.most || !h.hasParens && m.overloaded {
		return nil, nil, false
	}
	result, failure := m.call(v, args)
	return result, failure, true
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// objectMethods are those of every value.
var objectMethods = map[string]method[any]{
	"toString": getter(func(v any) any { return components.Text(v) }),
	"getClass": getter(func(v any) any { return class(components.JavaType(v)) }),
}

var classMethods = map[string]method[class]{
	"getName":       getter(func(c class) any { return string(c) }),
	"getTypeName":   getter(func(c class) any { return string(c) }),
	"getSimpleName": getter(func(c class) any { return c.simpleName() }),
}

var exceptionMethods = map[string]method[*components.Exception]{
	"getMessage":          getter(func(e *components.Exception) any { return e.Message }),
	"getLocalizedMessage": getter(func(e *components.Exception) any { return e.Message }),
	"getCause": getter(func(e *components.Exception) any {
		if e.Cause == nil {
			return nil
		}
		return components.AsException(e.Cause)
	}),
}

var boolMethods = map[string]method[bool]{
	"booleanValue": getter(func(b bool) any { return b }),
	"compareTo":    taking(1, func(b bool, args []any) any { return Compare(b, args[0]) }),
}

var numberMethods = map[string]method[any]{
	"intValue":    getter(func(v any) any { return int(int32(whole(v))) }),
	"byteValue":   getter(func(v any) any { return int(int8(whole(v))) }),
	"shortValue":  getter(func(v any) any { return int(int16(whole(v))) }),
	"longValue":   getter(func(v any) any { return whole(v) }),
	"doubleValue": getter(func(v any) any { return float(v) }),
	"floatValue":  getter(func(v any) any { return float32(float(v)) }),
	"compareTo":   taking(1, func(v any, args []any) any { return Compare(v, args[0]) }),
	"isNaN":       getter(func(v any) any { return math.IsNaN(float(v)) }),
	"isInfinite":  getter(func(v any) any { return math.IsInf(float(v), 0) }),
}

func whole(v any) int64 {
	n, _ := components.Int(v) // a number always is one
	return n
}
