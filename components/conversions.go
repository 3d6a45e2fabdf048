package components

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// ConvertTo converts a value to a named type, as convertBodyTo and resultType do: a full Java class name or its short
// form (String, int, Integer, long, boolean, double, byte[], Map, List ...). nil stays nil. The error is of the class
// [NoTypeConversion] where Camel has no converter for the two types, of [TypeConversionException] where the value has
// no such meaning, and of neither where the name is unknown.
func ConvertTo(v any, typeName string) (any, error) { return ConvertIn(Charset{}, v, typeName) }

// ConvertIn is [ConvertTo] where bytes are text in a charset.
func ConvertIn(in Charset, v any, typeName string) (any, error) {
	full := FullType(typeName)
	convert, converts := conversions[full]
	switch {
	case !converts && !KnownType(full):
		return nil, fmt.Errorf("unknown type %q", typeName)
	case v == nil || IsInstance(v, full):
		return v, nil
	}
	if n, ok := v.(Node); ok {
		return source{v, full, in}.node(n)
	}
	switch {
	case converts:
		return convert(source{v, full, in})
	}
	return nil, source{v, full, in}.noConverter()
}

// KnownType tells whether [ConvertTo] knows a type.
func KnownType(typeName string) bool {
	full := FullType(typeName)
	_, converts := conversions[full]
	return converts || knownClasses[full] || KnownException(full)
}

// ZeroOf answers what null becomes as a primitive type, null for all other types.
func ZeroOf(typeName string) any {
	switch typeName {
	case "int", "short", "byte":
		return 0
	case "long":
		return int64(0)
	case "double", "float":
		return 0.0
	case "boolean":
		return false
	case "char":
		return "\x00"
	}
	return nil
}

// source is a value that is not null, and the type that it is to become.
type source struct {
	value any
	to    string
	in    Charset
}

// conversions are those to types that a value is not of already.
var conversions map[string]func(source) (any, error)

func init() { // here, since they know each other
	conversions = map[string]func(source) (any, error){
		javaObject:         func(s source) (any, error) { return s.value, nil },
		"java.lang.String": toText, "char": primitive(toChar), "java.lang.Character": toChar, "java.io.Reader": toReader,
		"byte[]": toBytes, "java.io.InputStream": toInputStream, "java.nio.ByteBuffer": toByteBuffer,
		"int": primitive(toInt), "java.lang.Integer": toInt, "long": primitive(toLong), "java.lang.Long": toLong,
		"short": primitive(narrow(16)), "java.lang.Short": narrow(16), "byte": primitive(narrow(8)), "java.lang.Byte": narrow(8),
		"double": primitive(toDouble), "java.lang.Double": toDouble, "float": primitive(toFloat), "java.lang.Float": toFloat,
		"java.math.BigInteger": toBigInteger, numberClass: toNumber, "boolean": toPrimitiveBool, "java.lang.Boolean": toBool,
		"java.util.Map": noWay, "java.util.HashMap": noWay, "java.util.Hashtable": toOtherMap, "java.util.Properties": toOtherMap,
		"java.util.List": toList, "java.util.ArrayList": toList, "java.util.Collection": toCollection, "java.util.Set": toSet, "java.lang.Iterable": toIterable,
		"java.util.Iterator": toIterable, "java.util.LinkedList": bytesToList, "java.util.HashSet": bytesToList, "java.util.LinkedHashSet": bytesToList,
		"java.util.TreeSet": bytesToList, "java.util.SortedSet": bytesToList,
		"java.lang.Object[]": toArray, "java.lang.String[]": toArray, "java.lang.Byte[]": toArray,
		"java.util.Date": toDate, "java.sql.Timestamp": toTimestamp, "java.time.Duration": toDuration, "java.util.TimeZone": toTimeZone, "java.net.URI": toURI,
		"java.util.concurrent.TimeUnit": toEnum, "org.apache.camel.ExchangePattern": toEnum, "org.apache.camel.LoggingLevel": toEnum,
		"java.time.DayOfWeek": toEnum, "java.time.Month": toEnum, "java.lang.Class": toClass, "java.nio.charset.Charset": toCharset,
		"org.w3c.dom.Document": toDocument, "org.w3c.dom.Node": toDocument, "org.w3c.dom.Element": toElement, "org.w3c.dom.NodeList": noWay,
	}
}

func noWay(s source) (any, error) { return nil, s.noConverter() }

// noConverter says that Camel knows no way from the one type to the other.
func (s source) noConverter() error {
	return NewException(NoTypeConversion, "No type converter available to convert from type: "+JavaType(s.value)+" to the required type: "+strings.ReplaceAll(s.to, "$", "."))
}

// failed says that this value has no such meaning.
func (s source) failed(class, format string, args ...any) error {
	return s.failedFrom(JavaType(s.value), class, fmt.Sprintf(format, args...))
}

func (s source) failedFrom(from, class, message string) error {
	return &Exception{Class: TypeConversionException, Cause: NewException(class, message), Message: fmt.Sprintf(
		"Error during type conversion from type: %s to the required type: %s with value %s due to %s: %s", from, s.to, s.shown(), class, message)}
}

// failedAsText is failed in Camel's converters of last resort, which call every value a String.
func (s source) failedAsText(class, format string, args ...any) error {
	return s.failedFrom("java.lang.String", class, fmt.Sprintf(format, args...))
}

// shown is Java's toString, which shows of bytes and streams no more than what they are.
func (s source) shown() string {
	switch s.value.(type) {
	case []byte:
		return "[B@0"
	case Opener, io.Reader:
		return JavaType(s.value)
	}
	return Text(s.value)
}

// text is the value as text where it is some, in one form or another.
func (s source) text() (string, bool, error) {
	switch v := s.value.(type) {
	case string:
		return v, true, nil
	case []byte:
		return s.in.Decode(v), true, nil
	case ByteBuffer:
		return s.in.Decode(v), true, nil
	case StreamCache:
		return s.in.Decode(v), true, nil
	case Opener:
		b, err := readAll(v)
		return decodeUTF8(b), true, err
	case io.Reader:
		b, err := io.ReadAll(v)
		return s.in.Decode(b), true, err
	}
	return "", false, nil
}

// plain is the value as text where it is text or bytes, of which numbers are made; never of a stream.
func (s source) plain() (string, bool) {
	switch v := s.value.(type) {
	case string:
		return v, true
	case []byte:
		return s.in.Decode(v), true
	}
	return "", false
}

func toText(s source) (any, error) {
	if text, ok, err := s.text(); ok {
		return boxed(text, err)
	}
	return Text(s.value), nil
}

// toReader answers text: what is read anew each time, and shows its content.
func toReader(s source) (any, error) {
	if _, isBuffer := s.value.(ByteBuffer); isBuffer {
		return nil, s.noConverter()
	}
	if text, ok, err := s.text(); ok {
		return boxed(text, err)
	}
	return nil, s.noConverter()
}

func toChar(s source) (any, error) {
	switch v := s.value.(type) {
	case string:
		if n := len(utf16.Encode([]rune(v))); n != 1 {
			return nil, s.failed(IllegalArgumentException, "String must have exactly a length of 1: %s", v)
		}
		return v, nil
	case []byte:
		if len(v) != 1 {
			return nil, s.failed(IllegalArgumentException, "byte[] must have exactly a length of 1: %d", len(v))
		}
		return string(rune(v[0])), nil
	}
	return nil, s.noConverter()
}

func toBytes(s source) (any, error) {
	switch v := s.value.(type) {
	case string:
		return boxed(s.in.Encode(v))
	case ByteBuffer:
		return []byte(v), nil
	case Opener, io.Reader:
		return boxed(Bytes(v))
	case []any:
		if len(v) == 0 {
			return []byte{}, nil
		}
		if v[0] == nil {
			return nil, s.failedAsText(IllegalArgumentException, "null")
		}
		return nil, s.failedAsText(IllegalArgumentException, "argument type mismatch")
	}
	return nil, s.noConverter()
}

// toInputStream leaves what is read on demand as it is, so that it stays readable more than once.
func toInputStream(s source) (any, error) {
	switch v := s.value.(type) {
	case Opener, []byte:
		return v, nil
	case []any:
		return nil, s.noConverter()
	}
	return toBytes(s)
}

// Input answers the bytes of what can be read as a stream: text, bytes, files. A number, a list, a map and null cannot.
func Input(v any) ([]byte, error) {
	switch v.(type) {
	case string, []byte, ByteBuffer, Opener, io.Reader:
		return Bytes(v)
	}
	return nil, source{value: v, to: "java.io.InputStream"}.noConverter()
}

// primitive leaves Integer and Long as they are, which Camel does for every primitive type.
func primitive(convert func(source) (any, error)) func(source) (any, error) {
	return func(s source) (any, error) {
		switch s.value.(type) {
		case int, int64:
			return s.value, nil
		}
		return convert(s)
	}
}

func boxed[T any](v T, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

// conversion is what Camel raises for a value that cannot become a number or truth value.
func conversion(v any, to string) error {
	s := source{value: v, to: to}
	if text, ok := s.plain(); ok {
		return s.failed(numberFormat, "For input string: %s", quoted(text))
	}
	return s.noConverter()
}

func quoted(s string) string { return `"` + s + `"` }

const numberFormat = "java.lang.NumberFormatException"

// toEnum takes the text of any value for the name of a constant, whatever its case.
func toEnum(s source) (any, error) {
	switch s.value.(type) {
	case Opener, io.Reader:
		return nil, s.noConverter()
	}
	name := strings.TrimSpace(s.shown())
	for _, constant := range enums[s.to] {
		if strings.EqualFold(constant, name) {
			return constant, nil
		}
	}
	if text, isText := s.value.(string); isText && s.to == "java.util.concurrent.TimeUnit" {
		return nil, s.failed("java.lang.IllegalStateException", "Unexpected value: %s", text)
	}
	return nil, s.failedAsText(IllegalArgumentException, "Enum class class %s does not have any constant with value: %s", s.to, name)
}

var enums = map[string][]string{
	"java.util.concurrent.TimeUnit":    {"NANOSECONDS", "MICROSECONDS", "MILLISECONDS", "SECONDS", "MINUTES", "HOURS", "DAYS"},
	"java.time.DayOfWeek":              {"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"},
	"java.time.Month":                  {"JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"},
	"org.apache.camel.ExchangePattern": {"InOnly", "InOut"},
	"org.apache.camel.LoggingLevel":    {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"},
}

// toClass takes the name of a class that is known.
func toClass(s source) (any, error) {
	name, ok := s.value.(string)
	if !ok || !strings.Contains(name, ".") || !KnownType(name) {
		return nil, s.noConverter()
	}
	return &Foreign{"java.lang.Class", "class " + name}, nil
}

// toCharset takes the name of a charset that is known.
func toCharset(s source) (any, error) {
	name, ok := s.value.(string)
	if !ok {
		return nil, s.noConverter()
	}
	if strings.Trim(name, charsetLetters) != "" || name == "" || strings.ContainsAny(name[:1], "-+.:_") {
		return nil, s.failed("java.nio.charset.IllegalCharsetNameException", "%s", name)
	}
	if _, err := FindCharset(name); err != nil {
		return nil, s.failed("java.nio.charset.UnsupportedCharsetException", "%s", name)
	}
	return &Foreign{"java.nio.charset.Charset", strings.ToUpper(name)}, nil
}

const charsetLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+.:_"
