package xpath

import (
	"math"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// String is a value as text.
func String(v any) string {
	switch v := v.(type) {
	case nodes:
		if len(v) == 0 {
			return ""
		}
		return v[0].Content()
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		switch {
		case v == 0:
			return "0"
		case math.IsInf(v, 0):
			return strings.TrimPrefix(strconv.FormatFloat(v, 'g', -1, 64), "+") + "inity"
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// Number is a value as a number, NaN where it is none.
func Number(v any) float64 { return toNumber(v) }

// Bool is the truth of a value: that there is something.
func Bool(v any) bool { return toBool(v) }

func toNumber(v any) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case bool:
		if v {
			return 1
		}
		return 0
	}
	s := strings.Trim(String(v), " \t\r\n")
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || strings.Trim(digits, "0123456789.") != "" {
		return math.NaN()
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(n, 0) {
		return math.NaN()
	}
	return n
}

func toBool(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case float64:
		return v != 0 && v == v
	case string:
		return v != ""
	case nodes:
		return len(v) > 0
	}
	return false
}

// fromJava makes a value of XPath of one of a route.
func fromJava(v any) any {
	switch v := v.(type) {
	case nil:
		return ""
	case bool, float64, string, nodes:
		return v
	case *components.XML:
		return nodes{v}
	case int, int64, float32:
		f, _ := components.Float(v)
		return f
	}
	return components.Text(v)
}

func operation(op string, left, right expr) expr {
	switch op {
	case "or", "and":
		decisive := op == "or"
		return func(s *scope) (any, error) {
			l, err := left(s)
			if err != nil || toBool(l) == decisive {
				return decisive, err
			}
			r, err := right(s)
			return toBool(r), err
		}
	}
	test, calculate := comparisons[op], arithmetic[op]
	return func(s *scope) (any, error) {
		l, err := left(s)
		if err != nil {
			return nil, err
		}
		r, err := right(s)
		if err != nil {
			return nil, err
		}
		if calculate != nil {
			return calculate(toNumber(l), toNumber(r)), nil
		}
		return compare(s, test, l, r)
	}
}

var arithmetic = map[string]func(a, b float64) float64{
	"+":   func(a, b float64) float64 { return a + b },
	"-":   func(a, b float64) float64 { return a - b },
	"*":   func(a, b float64) float64 { return a * b },
	"div": func(a, b float64) float64 { return a / b },
	"mod": math.Mod,
}

// comparison compares two values that are no nodes: equality as text, truth or number, order as numbers.
type comparison struct {
	number func(a, b float64) bool
	text   func(a, b string) bool // nil where there is an order
}

var comparisons = map[string]comparison{
	"=":  {func(a, b float64) bool { return a == b }, func(a, b string) bool { return a == b }},
	"!=": {func(a, b float64) bool { return a != b }, func(a, b string) bool { return a != b }},
	"<":  {func(a, b float64) bool { return a < b }, nil},
	"<=": {func(a, b float64) bool { return a <= b }, nil},
	">":  {func(a, b float64) bool { return a > b }, nil},
	">=": {func(a, b float64) bool { return a >= b }, nil},
}

// compare is true where it is for any of the nodes.
func compare(s *scope, c comparison, l, r any) (bool, error) {
	left, ok1 := l.(nodes)
	right, ok2 := r.(nodes)
	_, truth1 := l.(bool)
	_, truth2 := r.(bool)
	switch {
	case truth1 || truth2:
		return c.number(toNumber(toBool(l)), toNumber(toBool(r))), nil
	case ok1:
		for _, n := range left {
			if err := s.run.spend(1); err != nil {
				return false, err
			}
			if answer, err := compare(s, c, same(n, r), r); err != nil || answer {
				return answer, err
			}
		}
		return false, nil
	case ok2:
		for _, n := range right {
			if err := s.run.spend(1); err != nil {
				return false, err
			}
			if answer, err := compare(s, c, l, same(n, l)); err != nil || answer {
				return answer, err
			}
		}
		return false, nil
	}
	_, number1 := l.(float64)
	_, number2 := r.(float64)
	if c.text == nil || number1 || number2 {
		return c.number(toNumber(l), toNumber(r)), nil
	}
	return c.text(String(l), String(r)), nil
}

// same is a node's text, or its number where it is compared with one.
func same(n *components.XML, other any) any {
	if _, ok := other.(float64); ok {
		return toNumber(n.Content())
	}
	return n.Content()
}
