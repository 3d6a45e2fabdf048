package groovy

import (
	"math/big"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// checkType reports a type that is not here.
func (c *compiler) checkType(t typeName) {
	if t.name != "" {
		c.resolveType(t)
	}
}

// resolveType answers the full name of a type, with [] behind that of an array.
func (c *compiler) resolveType(t typeName) string {
	n := t.name
	switch {
	case n == "":
		n = "java.lang.Object"
	case !primitives[n]:
		n = c.resolveClass(t.pos, n)
	}
	if t.array {
		return n + "[]"
	}
	return n
}

func (c *compiler) exceptionClass(t typeName) string {
	class := c.resolveClass(t.pos, t.name)
	return class
}

// conversion answers what a variable of a type does to its values; nil for nothing.
func (c *compiler) conversion(t typeName) func(r *run, v any) any {
	if t.name == "" {
		return nil
	}
	class := c.resolveType(t)
	if class == "java.lang.Object" {
		return nil
	}
	return func(r *run, v any) any { return r.castTo(v, class) }
}

// accepts tells whether a parameter of a class takes a value.
func accepts(class string, v any) bool {
	if v == nil {
		_, primitive := wrappers[class]
		return !primitive
	}
	if isInstance(v, class) {
		return true
	}
	w := wrapper(class)
	if w == "java.lang.String" {
		_, ok := textOf(v)
		return ok
	}
	_, number := ranks[w]
	return number && isNumber(v) && rank(v) <= ranks[w]
}

// ranks orders the classes of numbers.
var ranks = map[string]int{
	"java.lang.Byte": 1, "java.lang.Short": 1, "java.lang.Integer": 1, "java.lang.Long": 2, "java.math.BigInteger": 3,
	"java.math.BigDecimal": 4, "java.lang.Float": 5, "java.lang.Double": 6, "java.lang.Number": 6,
}

var wrappers = map[string]string{
	"int": "java.lang.Integer", "long": "java.lang.Long", "double": "java.lang.Double", "float": "java.lang.Float", "short": "java.lang.Short",
	"byte": "java.lang.Byte", "boolean": "java.lang.Boolean", "char": "java.lang.Character",
}

// wrapper answers the class of a primitive type, any other as it is.
func wrapper(class string) string {
	if w, ok := wrappers[class]; ok {
		return w
	}
	return class
}

// zeroOf is what a variable of a type begins with.
func zeroOf(t typeName) any {
	if t.array {
		return nil
	}
	switch t.name {
	case "int", "short", "byte":
		return 0
	case "long":
		return int64(0)
	case "double":
		return 0.0
	case "float":
		return float32(0)
	case "boolean":
		return false
	case "char":
		return Char(0)
	}
	return nil
}

func (r *run) cannotCast(v any, class string) any {
	if v == nil {
		throw(classCast, "Cannot cast object 'null' with class 'null' to class '"+class+"'. Try '"+wrapper(class)+"' instead")
	}
	throw(classCast, "Cannot cast object '"+r.string(v)+"' with class '"+className(v)+"' to class '"+class+"'")
	return nil
}

// castTo is what (Type) value and the assignment to a typed variable do.
func (r *run) castTo(v any, class string) any {
	if v == nil {
		if _, primitive := wrappers[class]; primitive && class != "boolean" {
			return r.cannotCast(v, class)
		}
		if class == "boolean" {
			return false
		}
		return nil
	}
	switch w := wrapper(class); w {
	case "java.lang.Object":
		return v
	case "java.lang.String", "java.lang.CharSequence", "groovy.lang.GString":
		if l, ok := v.(*List); ok {
			return toText(l)
		}
		return r.string(v)
	case "java.lang.Boolean":
		return truth(v)
	case "java.lang.Character":
		if s, ok := textOf(v); ok && lengthOf(s) == 1 {
			return Char([]rune(s)[0])
		}
		if isNumber(v) {
			return Char(int32(floatOf(v)) & 0xffff)
		}
		return r.cannotCast(v, class)
	case "java.lang.Integer", "java.lang.Long", "java.lang.Double", "java.lang.Float", "java.lang.Short", "java.lang.Byte", "java.math.BigDecimal",
		"java.math.BigInteger", "java.lang.Number":
		switch x := v.(type) {
		case Char:
			return toNumber(int(x), w)
		case string:
			if lengthOf(x) == 1 && ranks[w] <= 2 {
				return toNumber(int([]rune(x)[0]), w)
			}
		}
		if !isNumber(v) {
			return r.cannotCast(v, class)
		}
		return toNumber(v, w)
	}
	if isInstance(v, class) {
		return v
	}
	if x, ok := r.asCollection(v, class); ok {
		return x
	}
	if items, ok := v.(*List); ok && constructible(class) { // Type x = [arguments]
		return r.construct(class, items.items)
	}
	return r.cannotCast(v, class)
}

// toNumber turns a number into one of another class.
func toNumber(v any, class string) any {
	switch class {
	case "java.lang.Integer", "java.lang.Short", "java.lang.Byte":
		n := int(int32(low(v)))
		switch class {
		case "java.lang.Short":
			return int(int16(n))
		case "java.lang.Byte":
			return int(int8(n))
		}
		if f, ok := v.(float64); ok {
			return int(max(min(f, 1<<31-1), -1<<31))
		}
		return n
	case "java.lang.Long":
		return low(v)
	case "java.lang.Double":
		return floatOf(v)
	case "java.lang.Float":
		return float32(floatOf(v))
	case "java.math.BigDecimal":
		return decimalOf(v)
	case "java.math.BigInteger":
		return new(big.Int).Set(bigOf(v))
	}
	return v
}

// low is the lower 64 bits of a number.
func low(v any) int64 {
	switch v := v.(type) {
	case *big.Int, *components.Decimal:
		return int64(new(big.Int).And(bigOf(v), new(big.Int).SetUint64(1<<64-1)).Uint64())
	case float64, float32:
		n, _ := components.Int(v)
		return n
	}
	n, _ := wholeOf(v)
	return n
}

// asCollection turns lists, sets, ranges and arrays into each other.
func (r *run) asCollection(v any, class string) (any, bool) {
	if strings.HasSuffix(class, "[]") {
		return r.asArray(v, class)
	}
	switch v.(type) {
	case *List, *Set, *Range, []any, []byte:
	default:
		return nil, false
	}
	switch class {
	case "java.util.List", "java.util.ArrayList", "java.util.Collection", "java.util.LinkedList", "java.lang.Iterable", "java.util.Queue", "java.util.Deque":
		return newList(r.spread(v)...), true
	case "java.util.Set", "java.util.HashSet", "java.util.LinkedHashSet":
		return newSet(r.spread(v)...), true
	case "java.util.SortedSet", "java.util.TreeSet":
		s := &Set{Dict{sorted: true}}
		for _, x := range r.spread(v) {
			s.add(x)
		}
		return s, true
	}
	return nil, false
}

func (r *run) asArray(v any, class string) (any, bool) {
	of := strings.TrimSuffix(class, "[]")
	if b, ok := v.([]byte); ok && of == "byte" {
		return b, true
	}
	var source []any
	switch v.(type) {
	case *List, *Set, *Range, []any:
		source = r.spread(v)
	default:
		return nil, false
	}
	if of == "byte" {
		b := make([]byte, len(source))
		for i, x := range source {
			b[i] = byte(low(r.castTo(x, "byte")))
		}
		return b, true
	}
	items := make([]any, len(source))
	for i, x := range source {
		items[i] = r.castTo(x, of)
	}
	return &List{items: items, array: true}, true
}

// asType is value as Type.
func (r *run) asType(v any, class string) any {
	if v == nil {
		if class == "boolean" || class == "java.lang.Boolean" {
			return r.castTo(v, class)
		}
		return nil
	}
	if s, ok := v.(string); ok {
		switch w := wrapper(class); w {
		case "java.lang.Integer", "java.lang.Long", "java.lang.Double", "java.lang.Float", "java.lang.Short", "java.lang.Byte", "java.math.BigDecimal", "java.math.BigInteger":
			return parseNumber(strings.TrimSpace(s), w)
		case "java.util.List", "java.util.ArrayList", "java.lang.String[]":
			return newList(r.spread(s)...)
		case "java.util.Set", "java.util.LinkedHashSet", "java.util.HashSet":
			return newSet(r.spread(s)...)
		case "char[]":
			return charsOf(s)
		case "byte[]":
			return []byte(s)
		}
	}
	if m, ok := r.mapping(v); ok {
		switch class {
		case "java.util.Map", "java.util.LinkedHashMap", "java.util.HashMap", "java.util.TreeMap", "java.util.SortedMap":
			if isInstance(v, class) {
				return v
			}
			d := &Dict{sorted: strings.HasPrefix(class, "java.util.Tree") || class == "java.util.SortedMap"}
			putAll(d, m)
			return d
		}
	}
	if t, ok := v.(time.Time); ok && (class == "long" || class == "java.lang.Long") {
		return t.UnixMilli()
	}
	return r.castTo(v, class)
}
