package jq

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

func kind(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case []any:
		return "array"
	case *components.Map:
		return "object"
	}
	return "number"
}

func isNumber(v any) bool { return kind(v) == "number" }

func floor(f float64) float64 { return math.Floor(f) }

func float(v any) float64 {
	f, _ := components.Float(v)
	return f
}

// whole answers a number without a fraction, cut to 64 bits as Java does.
func whole(v any) (n int64, ok bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case *big.Int:
		low := new(big.Int).And(v, new(big.Int).SetUint64(math.MaxUint64)) // of the two's complement
		return int64(low.Uint64()), true
	}
	return 0, false
}

// numeric is a result as Camel's jq holds it: an integer where nothing stands behind the point.
func numeric(f float64) any {
	if f == math.Trunc(f) && math.Abs(f) < 1<<63 {
		return components.Integer(int64(f))
	}
	return f
}

func calculate(op gojq.Operator, l, r any) (any, error) {
	a, ok1 := whole(l)
	b, ok2 := whole(r)
	if ok1 && ok2 && op != gojq.OpDiv {
		switch op {
		case gojq.OpAdd:
			return components.Integer(a + b), nil
		case gojq.OpSub:
			return components.Integer(a - b), nil
		case gojq.OpMul:
			return components.Integer(a * b), nil
		}
	}
	x, y := float(l), float(r)
	switch op {
	case gojq.OpAdd:
		return numeric(x + y), nil
	case gojq.OpSub:
		return numeric(x - y), nil
	case gojq.OpMul:
		return numeric(x * y), nil
	case gojq.OpDiv:
		if y == 0 {
			return nil, failed("%s and %s cannot be divided because the divisor is zero", shown(l), shown(r))
		}
		return numeric(x / y), nil
	}
	if !ok1 {
		a, _ = components.Int(l)
	}
	if !ok2 {
		b, _ = components.Int(r)
	}
	switch b {
	case 0:
		return nil, failed("%s and %s cannot be divided because the divisor is zero", shown(l), shown(r))
	case -1:
		return 0, nil
	}
	return components.Integer(a % b), nil
}

// rank orders values of different kinds.
func rank(v any) int {
	switch v {
	case nil:
		return 0
	case false:
		return 1
	case true:
		return 2
	}
	return slices.Index([]string{"", "", "", "number", "string", "array", "object"}, kind(v))
}

// compare is jq's order of all values.
func compare(l, r any) int {
	a, b := rank(l), rank(r)
	if a != b {
		return a - b
	}
	switch l := l.(type) {
	case nil, bool:
		return 0
	case string:
		return strings.Compare(l, r.(string))
	case []any:
		return slices.CompareFunc(l, r.([]any), compare)
	case *components.Map:
		r := r.(*components.Map)
		keys := sortedKeys(l)
		if c := slices.CompareFunc(keys, sortedKeys(r), compare); c != 0 {
			return c
		}
		for _, key := range keys {
			if c := compare(l.Value(key.(string)), r.Value(key.(string))); c != 0 {
				return c
			}
		}
		return 0
	}
	x, ok1 := whole(l)
	y, ok2 := whole(r)
	if ok1 && ok2 {
		if x < y {
			return -1
		} else if x > y {
			return 1
		}
		return 0
	}
	switch f, g := float(l), float(r); {
	case f < g, f != f:
		return -1
	case f > g:
		return 1
	}
	return 0
}

func sortedKeys(m *components.Map) []any {
	names := m.Keys()
	slices.Sort(names)
	keys := make([]any, len(names))
	for i := range names {
		keys[i] = names[i]
	}
	return keys
}

func holds(list []any, v any) bool {
	return slices.ContainsFunc(list, func(o any) bool { return compare(o, v) == 0 })
}

// shown names a value in messages.
func shown(v any) string {
	const most = 11
	text := encoded(v)
	if len(text) > most+len("...") {
		cut := []rune(text)
		text = string(cut[:min(most, len(cut))]) + "..."
	}
	return kind(v) + " (" + text + ")"
}

// encoded is a value as JSON; whole numbers have no point.
func encoded(v any) string { return string(appendJSON(nil, v)) }

func appendJSON(b []byte, v any) []byte {
	switch v := v.(type) {
	case float64:
		switch {
		case v != v:
			return append(b, "null"...)
		case math.IsInf(v, 0):
			v = math.Copysign(math.MaxFloat64, v)
		}
		if v == math.Trunc(v) && math.Abs(v) < 1<<63 {
			return strconv.AppendInt(b, int64(v), 10)
		}
		mantissa, exponent, large := strings.Cut(components.Text(v), "E")
		if !large {
			return append(b, mantissa...)
		}
		if exponent[0] != '-' {
			exponent = "+" + exponent
		}
		return append(b, mantissa+"e"+exponent...)
	case []any:
		b = append(b, '[')
		for i := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, v[i])
		}
		return append(b, ']')
	case *components.Map:
		b = append(b, '{')
		for k, value := range v.All() {
			if b[len(b)-1] != '{' {
				b = append(b, ',')
			}
			b = append(appendJSON(b, k), ':')
			b = appendJSON(b, value)
		}
		return append(b, '}')
	}
	text, _ := components.EncodeJSON(v) // of text, a whole number, a truth value, null: always possible
	return append(b, text...)
}

// text is a value as tostring gives it.
func text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return encoded(v)
}
