package components

import (
	"math"
	"unicode/utf16"
)

// JavaHash is Java's hashCode of a value, which Camel orders values by that have no order of their own.
func JavaHash(v any) int32 {
	switch v := v.(type) {
	case nil:
		return 0
	case string:
		h := int32(0)
		for _, unit := range utf16.Encode([]rune(v)) {
			h = 31*h + int32(unit)
		}
		return h
	case bool:
		if v {
			return 1231
		}
		return 1237
	case int:
		return int32(v)
	case int64:
		return int32(v ^ int64(uint64(v)>>32))
	case float64:
		return JavaHash(int64(math.Float64bits(v)))
	case []any:
		h := int32(1)
		for _, x := range v {
			h = 31*h + JavaHash(x)
		}
		return h
	case *Map:
		h := int32(0)
		for key, x := range v.All() {
			h += JavaHash(key) ^ JavaHash(x)
		}
		return h
	}
	return JavaHash(Text(v))
}
