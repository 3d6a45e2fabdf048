package simple

import (
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// class is a Java class as a value, as in ${body.class.name}.
type class string

func (c class) String() string { return "class " + strings.ReplaceAll(string(c), "byte[]", "[B") }

func (c class) simpleName() string { return string(c)[strings.LastIndexByte(string(c), '.')+1:] }

const (
	object       = "java.lang.Object"
	comparable   = "java.lang.Comparable"
	serializable = "java.io.Serializable"
	numberClass  = "java.lang.Number"
)

// parents are the classes and interfaces that a value's class is one of, beside itself.
var parents = map[string][]string{
	"java.lang.String":        {"java.lang.CharSequence", comparable, serializable, object},
	"java.lang.Integer":       {numberClass, comparable, serializable, object},
	"java.lang.Long":          {numberClass, comparable, serializable, object},
	"java.lang.Double":        {numberClass, comparable, serializable, object},
	"java.lang.Float":         {numberClass, comparable, serializable, object},
	"java.math.BigInteger":    {numberClass, comparable, serializable, object},
	"java.lang.Boolean":       {comparable, serializable, object},
	"java.util.Date":          {comparable, serializable, object},
	"java.util.LinkedHashMap": {"java.util.HashMap", "java.util.AbstractMap", "java.util.Map", "java.util.SequencedMap", serializable, object},
	"java.util.ArrayList":     {"java.util.AbstractList", "java.util.List", "java.util.Collection", "java.util.SequencedCollection", "java.lang.Iterable", serializable, object},
	"java.io.InputStream":     {"java.io.Closeable", "java.lang.AutoCloseable", object},
	"byte[]":                  {object},
}

// shortClasses are the names that Camel knows without a package.
var shortClasses = map[string]string{
	"String": "java.lang.String", "Integer": "java.lang.Integer", "Long": "java.lang.Long", "Double": "java.lang.Double",
	"Float": "java.lang.Float", "Boolean": "java.lang.Boolean", "Short": "java.lang.Short", "Byte": "java.lang.Byte",
	"byte[]": "byte[]", "String[]": "java.lang.String[]", "int": "int", "long": "long", "double": "double", "float": "float", "boolean": "boolean",
}

// knownClasses are further classes that no value here is of.
var knownClasses = []string{
	"java.io.File", "java.io.Reader", "java.math.BigDecimal", "java.nio.ByteBuffer", "java.nio.file.Path", "java.util.Iterator",
	"java.util.LinkedHashSet", "java.util.LinkedList", "java.util.Set", "java.util.SortedMap", "java.util.TreeMap",
	"org.w3c.dom.Document", "org.w3c.dom.Element", "org.w3c.dom.Node", "org.w3c.dom.NodeList",
}

// isClass tests the Java class of a value.
func isClass(negated bool) func(*parser, components.Expression, side) (components.Predicate, error) {
	return func(p *parser, left components.Expression, right side) (components.Predicate, error) {
		name, quoted := right.constant.(string)
		if !quoted {
			return nil, p.wrong(right.at, "write is 'String' or is 'java.util.Map'", "the class behind is must be quoted text")
		}
		want, ok := classNamed(name)
		if !ok {
			return nil, p.wrong(right.at+1, classHint(name), "unknown class %q", name)
		}
		return compared(left, right, func(l, _ any) (bool, error) { return isA(l, want) != negated, nil }), nil
	}
}

func classNamed(name string) (string, bool) {
	if full, ok := shortClasses[name]; ok {
		return full, true
	}
	return name, slices.Contains(classNames(), name) || strings.HasSuffix(name, "Exception") || name == "java.lang.Throwable"
}

func classNames() []string {
	names := slices.Concat(knownClasses, slices.Collect(maps.Keys(parents)))
	for _, p := range parents {
		names = append(names, p...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func classHint(name string) string {
	for _, known := range classNames() {
		if class(known).simpleName() == name {
			return "write '" + known + "'"
		}
	}
	if near := components.Nearest(name, slices.Concat(slices.Sorted(maps.Keys(shortClasses)), classNames())); near != "" {
		return "did you mean '" + near + "'?"
	}
	return ""
}

func isA(v any, want string) bool {
	if v == nil {
		return false
	}
	if e, ok := v.(*components.Exception); ok {
		return e.Class == want || slices.Contains([]string{"java.lang.Exception", "java.lang.Throwable", serializable, object}, want)
	}
	have := components.JavaType(v)
	return have == want || slices.Contains(parents[have], want)
}
