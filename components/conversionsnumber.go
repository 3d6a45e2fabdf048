package components

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// isNotNumber tells NaN, which is null as a whole number.
func (s source) isNotNumber() bool {
	switch v := s.value.(type) {
	case float64:
		return math.IsNaN(v)
	case float32:
		return math.IsNaN(float64(v))
	}
	return false
}

// whole answers the value as a whole number of a width; text must fit, a number is cut as Java cuts it.
func (s source) whole(bits int) (n int64, err error) {
	switch v := s.value.(type) {
	case int, int64, *big.Int, *Decimal:
		return Int(v)
	case float64, float32:
		n, err := Int(v)
		if bits < 64 {
			n = min(max(n, math.MinInt32), math.MaxInt32)
		}
		return n, err
	}
	text, ok := s.plain()
	if !ok {
		return 0, s.noConverter()
	}
	n, err = strconv.ParseInt(text, 10, max(bits, 32))
	if err != nil {
		return 0, s.failed(numberFormat, "For input string: %s", quoted(text))
	}
	if least := int64(-1) << (bits - 1); n < least || n > ^least {
		return 0, s.failed(numberFormat, `Value out of range. Value:%s Radix:10`, quoted(text))
	}
	return n, nil
}

func toInt(s source) (any, error) {
	if s.isNotNumber() {
		return nil, nil
	}
	n, err := s.whole(32)
	return boxed(int(int32(n)), err) // a long is cut to its lower half, as in Java
}

// narrow cuts whole numbers to their lower bits.
func narrow(bits int) func(source) (any, error) {
	return func(s source) (any, error) {
		if s.isNotNumber() {
			return nil, nil
		}
		n, err := s.whole(bits)
		return boxed(int(int32(n)<<(32-bits)>>(32-bits)), err)
	}
}

func toLong(s source) (any, error) {
	switch v := s.value.(type) {
	case time.Time:
		return v.UnixMilli(), nil
	case time.Duration:
		return v.Milliseconds(), nil
	}
	if s.isNotNumber() {
		return nil, nil
	}
	return boxed(s.whole(64))
}

// toBigInteger makes null of what is neither number nor text.
func toBigInteger(s source) (any, error) {
	text, isText := s.value.(string)
	switch {
	case isText:
		n, ok := new(big.Int).SetString(text, 10)
		switch {
		case ok && !strings.Contains(text, "_"):
			return n, nil
		case text == "":
			return nil, s.failed(numberFormat, "Zero length BigInteger")
		case strings.LastIndexAny(text, "+-") > 0:
			return nil, s.failed(numberFormat, "Illegal embedded sign character")
		}
		return nil, s.failed(numberFormat, "For input string: %s", quoted(wrongGroup(text)))
	case s.isNotNumber():
		return nil, nil
	}
	switch v := s.value.(type) {
	case int, int64, float32, float64:
		n, err := Int(v)
		return boxed(big.NewInt(n), err)
	case *Decimal:
		return v.Int(), nil
	}
	return nil, nil
}

// wrongGroup is the part of a wrong number that Java complains about: it reads nine digits at a time, the odd ones first.
func wrongGroup(text string) string {
	text = strings.TrimLeft(strings.TrimLeft(text, "+-"), "0")
	for n := len(text) % 9; text != ""; n = 9 {
		if n == 0 {
			continue
		}
		if strings.Trim(text[:n], "0123456789") != "" {
			return text[:n]
		}
		text = text[n:]
	}
	return text
}

// toNumber makes a Double of text with a point, a Long of ten digits or more, else an Integer.
func toNumber(s source) (any, error) {
	text, ok := s.plain()
	if !ok {
		return nil, s.noConverter()
	}
	if strings.Contains(text, ".") {
		return toDouble(s)
	}
	if len(text) >= 10 && text[0] != '-' {
		return toLong(s)
	}
	return toInt(s)
}

func toDouble(s source) (any, error) {
	switch v := s.value.(type) {
	case int, int64, float32, float64, *big.Int, *Decimal:
		return boxed(Float(v))
	}
	text, ok := s.plain()
	if !ok {
		return nil, s.noConverter()
	}
	trimmed := strings.TrimSpace(text)
	if f, ok := javaNumber(trimmed); ok {
		return f, nil
	}
	switch {
	case trimmed == "":
		return nil, s.failed(numberFormat, "empty String")
	case strings.Count(trimmed, ".") > 1 && strings.Trim(trimmed, "+-0123456789.") == "":
		return nil, s.failed(numberFormat, "multiple points")
	}
	return nil, s.failed(numberFormat, "For input string: %s", quoted(text))
}

func toFloat(s source) (any, error) {
	v, err := toDouble(s)
	if err != nil {
		return nil, err
	}
	return float32(v.(float64)), nil
}

// toBool takes an Integer for a truth value, true where it is positive, but no other number.
func toBool(s source) (any, error) {
	switch v := s.value.(type) {
	case int:
		return v > 0, nil
	case string, []byte:
		text, _ := s.plain()
		if strings.EqualFold(text, "true") || strings.EqualFold(text, "false") {
			return strings.EqualFold(text, "true"), nil
		}
	}
	return nil, s.noConverter()
}

// toPrimitiveBool fails in words of its own.
func toPrimitiveBool(s source) (any, error) {
	if b, ok := s.value.(bool); ok {
		return b, nil
	}
	v, err := toBool(s)
	if err != nil {
		return nil, s.failed(IllegalArgumentException, "Cannot convert type: %s to boolean", strings.ReplaceAll(JavaType(s.value), "byte[]", "[B"))
	}
	return v, nil
}
