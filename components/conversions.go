package components

import (
	"fmt"
	"io"
	"math"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"
)

// ConvertTo converts a value to a named type, as convertBodyTo and resultType do: a full Java class name or its short
// form (String, int, Integer, long, boolean, double, byte[], Map, List ...). nil stays nil. The error is of the class
// [NoTypeConversion] where Camel has no converter for the two types, of [TypeConversionException] where the value has
// no such meaning, and of neither where the name is unknown.
func ConvertTo(v any, typeName string) (any, error) {
	convert, ok := conversions[ShortType(typeName)]
	if !ok {
		return nil, fmt.Errorf("unknown type %q", typeName)
	}
	if v == nil {
		return nil, nil
	}
	return convert(v)
}

// KnownType tells whether [ConvertTo] knows a type.
func KnownType(typeName string) bool {
	_, ok := conversions[ShortType(typeName)]
	return ok
}

// NamesClass tells whether Camel finds a class by this name: only a few have a short one.
func NamesClass(typeName string) bool {
	if strings.ContainsRune(typeName, '.') {
		return KnownType(typeName)
	}
	switch typeName {
	case "String", "Byte", "byte", "Character", "char", "Integer", "int", "Short", "short", "Long", "long", "Float", "float", "Double", "double",
		"Boolean", "boolean", "byte[]":
		return true
	}
	return false
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
	case "char":
		return "\x00"
	}
	return nil
}

// ShortType cuts java.lang., java.util. and the like off a class name.
func ShortType(name string) string {
	for _, p := range []string{"java.lang.", "java.util.", "java.io.", "java.math."} {
		if s, ok := strings.CutPrefix(name, p); ok {
			return s
		}
	}
	return name
}

// conversions are made for values that are not null.
var conversions = map[string]func(any) (any, error){
	"Object": same, "String": toText, "string": toText, "CharSequence": textOnly("java.lang.CharSequence"), "Reader": textOnly("java.io.Reader"),
	"char": primitive("char", toChar), "Character": toChar,
	"int": primitive("int", toInt), "Integer": toInt, "long": primitive("long", toLong), "Long": toLong, "BigInteger": toBigInteger, "Number": toNumber,
	"short": primitive("short", narrow(16)), "Short": narrow(16), "byte": primitive("byte", narrow(8)), "Byte": narrow(8),
	"double": primitive("double", toDouble), "Double": toDouble, "float": primitive("float", toFloat), "Float": toFloat, "BigDecimal": toDecimal,
	"boolean": toBool, "Boolean": toBool, "bool": toBool,
	"byte[]": toBytes, "[B": toBytes, "InputStream": toInputStream,
	"Map": toMap, "LinkedHashMap": toMap, "HashMap": toMap, "Properties": toMap,
	"List": toList, "ArrayList": toList, "Collection": toCollection, "Set": toCollection, "Iterable": toIterable,
	"Date": toDate, "File": none("java.io.File"), "UUID": none("java.util.UUID"),
}

func same(v any) (any, error) { return v, nil }

// none is a type that nothing is converted to.
func none(name string) func(any) (any, error) {
	return func(v any) (any, error) { return nil, noConverter(v, name) }
}

// primitive leaves Integer and Long as they are, which Camel does for every primitive type.
func primitive(name string, convert func(any) (any, error)) func(any) (any, error) {
	return func(v any) (any, error) {
		switch v.(type) {
		case int, int64:
			return v, nil
		}
		converted, err := convert(v)
		if err != nil && Class(err) == TypeConversionException {
			return nil, conversion(v, name)
		}
		return converted, err
	}
}

// isText tells what is text in one form or another.
func isText(v any) bool {
	switch v.(type) {
	case string, []byte, Opener, io.Reader:
		return true
	}
	return false
}

func toText(v any) (any, error) {
	switch v.(type) {
	case Opener, io.Reader:
		b, err := Bytes(v)
		return decodeUTF8(b), err
	}
	return Text(v), nil
}

func textOnly(name string) func(any) (any, error) {
	return func(v any) (any, error) {
		if !isText(v) {
			return nil, noConverter(v, name)
		}
		return toText(v)
	}
}

func toBytes(v any) (any, error) {
	if !isText(v) {
		return nil, noConverter(v, "byte[]")
	}
	return boxed(Bytes(v))
}

// toInputStream leaves what is read on demand as it is, so that it stays readable more than once.
func toInputStream(v any) (any, error) {
	if o, ok := v.(Opener); ok {
		return o, nil
	}
	if !isText(v) {
		return nil, noConverter(v, "java.io.InputStream")
	}
	return toBytes(v)
}

// Input answers the bytes of what can be read as a stream: text, bytes, files. A number, a list, a map and null cannot.
func Input(v any) ([]byte, error) {
	if !isText(v) {
		return nil, noConverter(v, "java.io.InputStream")
	}
	return Bytes(v)
}

func toChar(v any) (any, error) {
	if !isText(v) {
		return nil, noConverter(v, "java.lang.Character")
	}
	text, err := toText(v)
	if s, ok := text.(string); err == nil && (!ok || utf8.RuneCountInString(s) != 1) {
		return nil, conversion(v, "java.lang.Character")
	}
	return text, err
}

// notNumeric refuses what no number is made of.
func notNumeric(v any, to string) error {
	switch v.(type) {
	case int, int64, float32, float64, *big.Int, *Decimal, string, []byte, time.Time, Opener, io.Reader:
		return nil
	}
	return noConverter(v, to)
}

func toInt(v any) (any, error) {
	if err := notNumeric(v, "java.lang.Integer"); err != nil {
		return nil, err
	}
	n, err := Int(v)
	if err != nil {
		return nil, conversion(v, "java.lang.Integer")
	}
	switch v.(type) {
	case float64, float32:
		return int(min(max(n, math.MinInt32), math.MaxInt32)), nil
	case string, []byte:
		if n != int64(int32(n)) {
			return nil, conversion(v, "java.lang.Integer")
		}
	}
	return int(int32(n)), nil // a long is cut to its lower half, as in Java
}

// narrow cuts whole numbers to their lower bits; text must fit.
func narrow(bits uint) func(any) (any, error) {
	return func(v any) (any, error) {
		n, err := toInt(v)
		if err != nil {
			return nil, err
		}
		cut := int(int32(n.(int)) << (32 - bits) >> (32 - bits))
		if isText(v) && cut != n {
			return nil, conversion(v, map[uint]string{8: "java.lang.Byte", 16: "java.lang.Short"}[bits])
		}
		return cut, nil
	}
}

func toLong(v any) (any, error) {
	if err := notNumeric(v, "java.lang.Long"); err != nil {
		return nil, err
	}
	return boxed(Int(v))
}

// toBigInteger makes null of what is neither number nor text.
func toBigInteger(v any) (any, error) {
	if notNumeric(v, "") != nil {
		return nil, nil
	}
	if _, ok := v.(*big.Int); ok {
		return v, nil
	}
	return toLong(v)
}

// toDecimal has no way from anything else.
func toDecimal(v any) (any, error) {
	if _, ok := v.(*Decimal); ok {
		return v, nil
	}
	return nil, noConverter(v, "java.math.BigDecimal")
}

func toNumber(v any) (any, error) {
	switch v.(type) {
	case int, int64, float32, float64, *big.Int, *Decimal:
		return v, nil
	}
	if !isText(v) {
		return nil, noConverter(v, "java.lang.Number")
	}
	text, err := toText(v)
	if err != nil {
		return nil, err
	}
	if n, err := toInt(text); err == nil {
		return n, nil
	}
	if n, err := toLong(text); err == nil {
		return n, nil
	}
	if s := text.(string); strings.TrimSpace(s) == s {
		if f, ok := javaNumber(s); ok {
			return f, nil
		}
	}
	return nil, conversion(v, "java.lang.Number")
}

func toDouble(v any) (any, error) {
	if err := notNumeric(v, "java.lang.Double"); err != nil {
		return nil, err
	}
	return boxed(Float(v))
}

func toFloat(v any) (any, error) {
	if err := notNumeric(v, "java.lang.Float"); err != nil {
		return nil, err
	}
	f, err := Float(v)
	if err != nil {
		return nil, conversion(v, "java.lang.Float")
	}
	return float32(f), nil
}

// toBool takes an Integer for a truth value, but no other number.
func toBool(v any) (any, error) {
	switch v.(type) {
	case bool, int, string, []byte:
		return boxed(Bool(v))
	}
	return nil, noConverter(v, "java.lang.Boolean")
}

// toDate takes milliseconds, which only a Long is.
func toDate(v any) (any, error) {
	switch v := v.(type) {
	case time.Time:
		return v, nil
	case int64:
		return time.UnixMilli(v).UTC(), nil
	case string:
		return nil, conversion(v, "java.util.Date")
	}
	return nil, noConverter(v, "java.util.Date")
}

func boxed[T any](v T, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}

func toMap(v any) (any, error) {
	if m, ok := v.(*Map); ok {
		return m, nil
	}
	return nil, noConverter(v, "java.util.Map")
}

func noConverter(v any, to string) error {
	return NewException(NoTypeConversion, "No type converter available to convert from type: "+JavaType(v)+" to the required type: "+to)
}

func toList(v any) (any, error) {
	if l, ok := v.([]any); ok {
		return l, nil
	}
	return nil, noConverter(v, "java.util.List")
}

// toCollection takes a map for the list of its entries.
func toCollection(v any) (any, error) {
	m, ok := v.(*Map)
	if !ok {
		return toList(v)
	}
	entries := make([]any, 0, m.Len())
	for k, x := range m.All() {
		entries = append(entries, NewMap(k, x))
	}
	return entries, nil
}

// toIterable takes any single value for a list of one.
func toIterable(v any) (any, error) {
	switch v.(type) {
	case []any, *Map:
		return toCollection(v)
	}
	return []any{v}, nil
}
