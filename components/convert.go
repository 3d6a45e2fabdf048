package components

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Text converts a value to text as Camel's type converters and Java's toString do: a map is {a=1, b=2}, a list [1, 2],
// a float 1.0, nil "null".
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return v
	case []byte:
		return decodeUTF8(v)
	case StreamCache:
		return decodeUTF8(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return javaDouble(v, 64)
	case float32:
		return javaDouble(float64(v), 32)
	case bool:
		return strconv.FormatBool(v)
	case *Map:
		var b strings.Builder
		b.WriteByte('{')
		for i := range v.Len() {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(v.list[i].key)
			b.WriteByte('=')
			b.WriteString(inside(v.list[i].value))
		}
		b.WriteByte('}')
		return b.String()
	case []any:
		if text, ok := groupedText(v); ok {
			return text
		}
		var b strings.Builder
		b.WriteByte('[')
		for i := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(inside(v[i]))
		}
		b.WriteByte(']')
		return b.String()
	case time.Time:
		return v.Format("Mon Jan 02 15:04:05 MST 2006")
	case time.Duration:
		return durationText(v)
	case *Exception:
		if v.Message == "" {
			return v.Class
		}
		return v.Class + ": " + v.Message
	case Opener:
		if b, err := readAll(v); err == nil {
			return decodeUTF8(b)
		}
		return "" // who needs to know why converts it
	case Node:
		return v.Text()
	}
	return fmt.Sprint(v)
}

// decodeUTF8 answers the text that bytes hold: as in Java each that is of no character becomes U+FFFD.
func decodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string([]rune(string(b)))
}

// AppendText appends a value's [Text] to b.
func AppendText(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return append(b, v...)
	case []byte:
		return append(b, decodeUTF8(v)...)
	case StreamCache:
		return append(b, decodeUTF8(v)...)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case int64:
		return strconv.AppendInt(b, v, 10)
	}
	return append(b, Text(v)...)
}

// javaDouble writes a float as Java's Double.toString does.
func javaDouble(f float64, bits int) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		if math.Signbit(f) {
			return "-0.0"
		}
		return "0.0"
	}
	if a := math.Abs(f); a >= 1e-3 && a < 1e7 {
		s := strconv.FormatFloat(f, 'f', -1, bits)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, bits), "E")
	if !strings.Contains(mantissa, ".") { // Java writes two digits at least, the nearest two
		mantissa, exponent, _ = strings.Cut(strconv.FormatFloat(f, 'E', 1, bits), "E")
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// Bytes converts a value to bytes: bytes and streams as they are, anything else as its text in UTF-8.
func Bytes(v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case []byte:
		return v, nil
	case StreamCache:
		return v, nil
	case ByteBuffer:
		return v, nil
	case Opener:
		return readAll(v)
	case io.Reader:
		return io.ReadAll(v)
	case Node:
		if b, ok := v.As("byte[]"); ok {
			return b.([]byte), nil
		}
	}
	return []byte(Text(v)), nil
}

// Int converts a value to a whole number as Camel does: text must be digits without spaces, 1.9 is 1, what is beyond the
// range is its end. A truth value is none.
func Int(v any) (int64, error) {
	switch v := v.(type) {
	case int:
		return int64(v), nil
	case int64:
		return v, nil
	case float64:
		return truncate(v), nil
	case float32:
		return truncate(float64(v)), nil
	case *big.Int:
		return v.Int64(), nil
	case *Decimal:
		return v.Int().Int64(), nil
	case time.Time:
		return v.UnixMilli(), nil
	case string, []byte:
		if n, err := strconv.ParseInt(Text(v), 10, 64); err == nil {
			return n, nil
		}
	}
	return 0, conversion(v, "java.lang.Long")
}

// truncate cuts a float to a whole number as Java's narrowing does: NaN is 0, what is too large the largest.
func truncate(f float64) int64 {
	switch {
	case math.IsNaN(f):
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	}
	return int64(f)
}

// Float converts a value to a floating-point number: text in Java's notation, spaces around it do not count.
func Float(v any) (float64, error) {
	switch v := v.(type) {
	case int:
		return float64(v), nil
	case int64:
		return float64(v), nil
	case float64:
		return v, nil
	case float32:
		return float64(v), nil
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return f, nil
	case *Decimal:
		return v.Float(), nil
	case string, []byte:
		if f, ok := javaNumber(strings.TrimSpace(Text(v))); ok {
			return f, nil
		}
	}
	return 0, conversion(v, "java.lang.Double")
}

// javaNumber reads text as Java's Double.valueOf does: an f or d may stand behind the digits, NaN and Infinity are
// written so and not otherwise.
func javaNumber(s string) (float64, bool) {
	if word := strings.TrimLeft(s, "+-"); word != "NaN" && word != "Infinity" {
		if strings.ContainsAny(word, "iInN_") {
			return 0, false
		}
		if n := len(s) - 1; n > 0 && strings.IndexByte("fFdD", s[n]) >= 0 {
			s = s[:n]
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil || errors.Is(err, strconv.ErrRange)
}

// Bool converts a value to true or false: text must be one of the two words, a whole number is true unless 0.
func Bool(v any) (bool, error) {
	switch v := v.(type) {
	case bool:
		return v, nil
	case int:
		return v != 0, nil
	case int64:
		return v != 0, nil
	case string, []byte:
		switch s := Text(v); {
		case strings.EqualFold(s, "true"):
			return true, nil
		case strings.EqualFold(s, "false"):
			return false, nil
		}
	}
	return false, conversion(v, "java.lang.Boolean")
}
