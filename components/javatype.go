package components

import (
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"
)

// Foreign is a value of a Java class that has no kind of its own here: its text is all that is seen of it.
type Foreign struct{ Class, Text string }

func (f *Foreign) String() string { return f.Text }

// JavaClass is the class that it has in Java.
func (f *Foreign) JavaClass() string { return f.Class }

// ByteBuffer is Java's java.nio.ByteBuffer.
type ByteBuffer []byte

func (b ByteBuffer) String() string { return decodeUTF8(b) }

// JavaClass is the class that it has in Java.
func (b ByteBuffer) JavaClass() string { return "java.nio.HeapByteBuffer" }

// JavaType answers the class name that a value has in Camel, such as java.util.LinkedHashMap; "null" for nil.
func JavaType(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return "java.lang.String"
	case []byte:
		return "byte[]"
	case int:
		return "java.lang.Integer"
	case int64:
		return "java.lang.Long"
	case float64:
		return "java.lang.Double"
	case float32:
		return "java.lang.Float"
	case bool:
		return "java.lang.Boolean"
	case *Map:
		return "java.util.LinkedHashMap"
	case []any:
		return "java.util.ArrayList"
	case *big.Int:
		return "java.math.BigInteger"
	case time.Time:
		return "java.util.Date"
	case time.Duration:
		return "java.time.Duration"
	case *Entry:
		return "java.util.LinkedHashMap$Entry"
	case *Exception:
		return v.Class
	case interface{ JavaClass() string }:
		return v.JavaClass()
	case io.Reader:
		return "java.io.InputStream"
	}
	return fmt.Sprintf("%T", v)
}

const (
	javaObject   = "java.lang.Object"
	numberClass  = "java.lang.Number"
	serializable = "java.io.Serializable"
	comparable   = "java.lang.Comparable"
	cloneable    = "java.lang.Cloneable"
)

// supertypes are the classes and interfaces that a class is of, beside itself and Object.
var supertypes = map[string][]string{
	"java.lang.String":        {"java.lang.CharSequence", comparable, serializable},
	"java.lang.Integer":       {numberClass, comparable, serializable},
	"java.lang.Long":          {numberClass, comparable, serializable},
	"java.lang.Double":        {numberClass, comparable, serializable},
	"java.lang.Float":         {numberClass, comparable, serializable},
	"java.math.BigInteger":    {numberClass, comparable, serializable},
	"java.math.BigDecimal":    {numberClass, comparable, serializable},
	"java.lang.Boolean":       {comparable, serializable},
	"java.lang.Character":     {comparable, serializable},
	"java.util.Date":          {comparable, serializable, cloneable},
	"java.sql.Timestamp":      {"java.util.Date", comparable, serializable, cloneable},
	"java.time.Duration":      {comparable, serializable, "java.time.temporal.TemporalAmount"},
	"java.nio.HeapByteBuffer": {"java.nio.ByteBuffer", "java.nio.Buffer", comparable},
	"java.util.LinkedHashMap": {"java.util.HashMap", "java.util.AbstractMap", "java.util.Map", "java.util.SequencedMap", serializable, cloneable},
	"java.util.ArrayList":     {"java.util.AbstractList", "java.util.AbstractCollection", "java.util.List", "java.util.Collection", "java.util.SequencedCollection", "java.util.RandomAccess", "java.lang.Iterable", serializable, cloneable},
	"org.apache.camel.converter.stream.InputStreamCache": {"org.apache.camel.StreamCache", "java.io.ByteArrayInputStream", "java.io.InputStream", "java.io.Closeable", "java.lang.AutoCloseable"},
	"java.io.InputStream":                                {"java.io.Closeable", "java.lang.AutoCloseable"},
	"java.util.UUID":                                     {comparable, serializable},
	"java.net.URI":                                       {comparable, serializable},
	"byte[]":                                             {serializable, cloneable},
	"sun.util.calendar.ZoneInfo":                         {"java.util.TimeZone", serializable, cloneable},
}

// IsInstance tells whether a value is of a Java class, by its full name, or of one that extends it. Null is of none.
func IsInstance(v any, class string) bool {
	if v == nil {
		return false
	}
	if e, ok := v.(*Exception); ok {
		return class == javaObject || class == serializable || ExceptionDistance(e.Class, class) >= 0
	}
	have := JavaType(v)
	return have == class || class == javaObject || slices.Contains(supertypes[have], class)
}

// shortTypes are the names that Camel knows without a package.
var shortTypes = map[string]string{
	"String": "java.lang.String", "Byte": "java.lang.Byte", "Character": "java.lang.Character", "Integer": "java.lang.Integer",
	"Short": "java.lang.Short", "Long": "java.lang.Long", "Float": "java.lang.Float", "Double": "java.lang.Double", "Boolean": "java.lang.Boolean",
	"Object[]": "java.lang.Object[]", "String[]": "java.lang.String[]", "Byte[]": "java.lang.Byte[]",
	"byte": "byte", "char": "char", "int": "int", "short": "short", "long": "long", "float": "float", "double": "double", "boolean": "boolean", "byte[]": "byte[]",
}

// lenientTypes are names without a package that Simple's functions take beside those.
var lenientTypes = map[string]string{
	"Object": javaObject, "string": "java.lang.String", "CharSequence": "java.lang.CharSequence", "bool": "java.lang.Boolean", "[B": "byte[]",
	"BigInteger": "java.math.BigInteger", "BigDecimal": "java.math.BigDecimal", "Number": numberClass, "Reader": "java.io.Reader",
	"InputStream": "java.io.InputStream", "File": "java.io.File", "Map": "java.util.Map", "HashMap": "java.util.HashMap",
	"LinkedHashMap": "java.util.LinkedHashMap", "Properties": "java.util.Properties", "List": "java.util.List", "ArrayList": "java.util.ArrayList",
	"Collection": "java.util.Collection", "Set": "java.util.Set", "Iterable": "java.lang.Iterable", "Iterator": "java.util.Iterator",
	"Date": "java.util.Date", "UUID": "java.util.UUID",
}

// FullType answers the full name of a class or primitive type, that is itself known only to those who ask [KnownType].
func FullType(name string) string {
	if full, ok := shortTypes[name]; ok {
		return full
	}
	if full, ok := lenientTypes[name]; ok {
		return full
	}
	return name
}

// NamesClass tells whether Camel finds a class by this name: only a few have a short one.
func NamesClass(typeName string) bool {
	if _, ok := shortTypes[typeName]; ok {
		return true
	}
	return strings.ContainsRune(typeName, '.') && KnownType(typeName)
}

// inconvertible are further classes that Camel finds: only what is one of them already becomes one.
var inconvertible = []string{
	"java.io.BufferedInputStream", "java.io.BufferedReader", "java.io.BufferedWriter", "java.io.ByteArrayInputStream", "java.io.ByteArrayOutputStream",
	"java.io.File", "java.io.InputStreamReader", "java.io.ObjectInput", "java.io.ObjectOutput", "java.io.OutputStream", "java.io.StringReader", "java.io.Writer",
	"java.lang.CharSequence", "java.lang.Enum", "java.lang.Error", "java.lang.Exception", "java.lang.Record", "java.lang.Runnable", "java.lang.RuntimeException",
	"java.lang.StringBuffer", "java.lang.StringBuilder", "java.lang.Throwable", "java.math.BigDecimal", "java.net.InetAddress", "java.net.URL",
	"java.nio.CharBuffer", "java.nio.file.Path", "java.sql.Date", "java.sql.Time",
	"java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime", "java.time.LocalTime", "java.time.OffsetDateTime", "java.time.Period", "java.time.Year",
	"java.time.ZoneId", "java.time.ZonedDateTime", "java.util.Calendar", "java.util.Currency", "java.util.Deque", "java.util.Enumeration", "java.util.GregorianCalendar",
	"java.util.LinkedHashMap", "java.util.Locale", "java.util.Map$Entry", "java.util.Optional", "java.util.Queue", "java.util.SortedMap", "java.util.TreeMap",
	"java.util.UUID", "java.util.Vector", "java.util.concurrent.ConcurrentHashMap", "java.util.concurrent.ConcurrentMap", "java.util.concurrent.atomic.AtomicInteger",
	"java.util.concurrent.atomic.AtomicLong", "java.util.regex.Pattern", "java.util.stream.Stream", serializable, comparable, cloneable,
	"org.apache.camel.CamelContext", "org.apache.camel.Endpoint", "org.apache.camel.Exchange", "org.apache.camel.Expression", "org.apache.camel.Message",
	"org.apache.camel.Predicate", "org.apache.camel.Processor", "org.apache.camel.StreamCache", "org.apache.camel.WrappedFile",
}

// knownClasses are all that are named above.
var knownClasses = func() map[string]bool {
	known := map[string]bool{}
	for _, name := range inconvertible {
		known[name] = true
	}
	for name, above := range supertypes {
		known[name] = true
		for _, name := range above {
			known[name] = true
		}
	}
	return known
}()

// ClassNames answers the full names of the classes that [ConvertTo] and [IsInstance] know, in the order of the alphabet.
func ClassNames() []string {
	names := slices.Collect(maps.Keys(knownClasses))
	names = slices.AppendSeq(names, maps.Keys(conversions))
	slices.Sort(names)
	return slices.Compact(names)
}
