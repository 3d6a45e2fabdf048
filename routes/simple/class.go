package simple

import (
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// class is a Java class as a value, as in ${body.class.name}.
type class string

// interfaces are the known types that are no classes.
var interfaces = []string{
	"java.io.Closeable", "java.io.Serializable", "java.lang.AutoCloseable", "java.lang.CharSequence", "java.lang.Comparable", "java.lang.Iterable",
	"java.nio.file.Path", "java.util.Collection", "java.util.Iterator", "java.util.List", "java.util.Map", "java.util.SequencedCollection",
	"java.util.SequencedMap", "java.util.Set", "java.util.SortedMap", "org.apache.camel.Exchange", "org.apache.camel.Message",
	"org.w3c.dom.Document", "org.w3c.dom.Element", "org.w3c.dom.Node", "org.w3c.dom.NodeList",
}

func (c class) String() string {
	if slices.Contains(interfaces, string(c)) {
		return "interface " + string(c)
	}
	return "class " + strings.ReplaceAll(string(c), "byte[]", "[B")
}

func (c class) simpleName() string { return string(c)[strings.LastIndexAny(string(c), ".$")+1:] }

// shortClasses are the names that Camel knows without a package.
var shortClasses = map[string]string{
	"String": "java.lang.String", "Integer": "java.lang.Integer", "Long": "java.lang.Long", "Double": "java.lang.Double",
	"Float": "java.lang.Float", "Boolean": "java.lang.Boolean", "Short": "java.lang.Short", "Byte": "java.lang.Byte",
	"byte[]": "byte[]", "String[]": "java.lang.String[]", "int": "int", "long": "long", "double": "double", "float": "float", "boolean": "boolean",
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
		return compared(left, right, func(l, _ any) (bool, error) { return components.IsInstance(l, want) != negated, nil }), nil
	}
}

func classNamed(name string) (full string, ok bool) {
	if full, ok := shortClasses[name]; ok {
		return full, true
	}
	return name, strings.Contains(name, ".") && (components.KnownType(name) || strings.HasSuffix(name, "Exception"))
}

func classHint(name string) string {
	names := components.ClassNames()
	for _, known := range names {
		if class(known).simpleName() == name {
			return "write '" + known + "'"
		}
	}
	if near := components.Nearest(name, slices.Concat(slices.Sorted(maps.Keys(shortClasses)), names)); near != "" {
		return "did you mean '" + near + "'?"
	}
	return ""
}
