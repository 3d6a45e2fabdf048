package groovy

import (
	"math"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// ancestors are classes and interfaces of the classes that values have.
var ancestors = map[string][]string{
	"java.lang.String":    {"java.lang.CharSequence", "java.lang.Comparable", "java.io.Serializable"},
	"java.lang.Character": {"java.lang.Comparable", "java.io.Serializable"},
	"java.lang.Boolean":   {"java.lang.Comparable", "java.io.Serializable"},
	"java.lang.Integer":   numeric, "java.lang.Long": numeric, "java.lang.Double": numeric, "java.lang.Float": numeric, "java.math.BigInteger": numeric, "java.math.BigDecimal": numeric,
	"java.util.ArrayList":     {"java.util.List", "java.util.Collection", "java.lang.Iterable", "java.util.AbstractList", "java.io.Serializable", "java.lang.Cloneable"},
	"groovy.lang.IntRange":    {"groovy.lang.Range", "java.util.List", "java.util.Collection", "java.lang.Iterable"},
	"java.util.LinkedHashSet": {"java.util.HashSet", "java.util.Set", "java.util.Collection", "java.lang.Iterable"},
	"java.util.HashSet":       {"java.util.Set", "java.util.Collection", "java.lang.Iterable"}, "java.util.HashMap": {"java.util.Map"},
	"java.util.TreeSet":                         {"java.util.SortedSet", "java.util.Set", "java.util.Collection", "java.lang.Iterable"},
	"java.util.LinkedHashMap":                   {"java.util.HashMap", "java.util.Map"},
	"java.util.TreeMap":                         {"java.util.SortedMap", "java.util.Map"},
	"org.apache.camel.support.DefaultExchange":  {"org.apache.camel.Exchange"},
	"org.apache.camel.support.DefaultMessage":   {"org.apache.camel.Message"},
	"org.apache.camel.impl.DefaultCamelContext": {"org.apache.camel.CamelContext"},
	"java.util.LinkedHashMap$Entry":             {"java.util.Map$Entry", "java.util.Map.Entry"},
	"java.util.Date":                            {"java.lang.Comparable"},
	"java.time.LocalDate":                       {"java.time.temporal.Temporal", "java.time.temporal.TemporalAccessor"}, "java.time.LocalDateTime": {"java.time.temporal.Temporal", "java.time.temporal.TemporalAccessor"},
	"java.lang.StringBuilder": {"java.lang.CharSequence"},
}

var numeric = []string{"java.lang.Number", "java.lang.Comparable", "java.io.Serializable"}

// isInstance is instanceof.
func isInstance(v any, class string) bool {
	if v == nil {
		return false
	}
	if class == "java.lang.Object" {
		return true
	}
	class = wrapper(class)
	switch x := v.(type) {
	case *components.Exception:
		return components.ExceptionDistance(x.Class, class) >= 0 || class == "java.lang.Throwable"
	case *List:
		if x.array {
			return strings.HasSuffix(class, "[]") && class != "byte[]"
		}
	case []byte:
		return class == "byte[]"
	case components.Opener:
		return class == "java.io.InputStream"
	}
	own := className(v)
	return own == class || slices.Contains(ancestors[own], class)
}

// javaHash is Java's hashCode of a text.
func javaHash(s string) int {
	h := int32(0)
	for _, u := range units(s) {
		h = 31*h + int32(u)
	}
	return int(h)
}

// hashBig is BigInteger's: of its words of 32 bits.
func hashBig(n *big.Int) int {
	h := int32(0)
	b := n.Bytes()
	for len(b) > 0 {
		k := (len(b)-1)%4 + 1
		word := uint32(0)
		for _, c := range b[:k] {
			word = word<<8 | uint32(c)
		}
		h, b = 31*h+int32(word), b[k:]
	}
	return int(h * int32(n.Sign()))
}

// hashOf is a value's hashCode.
func hashOf(v any) int {
	switch v := v.(type) {
	case nil:
		return 0
	case string:
		return javaHash(v)
	case Char:
		return int(v)
	case int:
		return v
	case int64:
		return int(int32(v ^ int64(uint64(v)>>32)))
	case bool:
		if v {
			return 1231
		}
		return 1237
	case *components.Decimal:
		return int(int32(31*hashOf(v.Unscaled()) + v.Scale()))
	case *big.Int:
		return hashBig(v)
	case float64:
		return hashOf(int64(math.Float64bits(v)))
	case *Entry:
		return hashOf(v.key) ^ hashOf(v.value)
	case time.Time:
		return hashOf(v.UnixMilli())
	}
	if items, ok := itemsOf(v); ok {
		h := int32(1)
		for _, x := range items {
			h = 31*h + int32(hashOf(x))
		}
		return int(h)
	}
	return javaHash(javaText(v))
}
