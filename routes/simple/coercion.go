package simple

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// equal compares as Camel's ObjectHelper.typeCoerceEquals: text of digits as numbers, a number with text as the text
// reads, two numbers as integers where one is.
func equal(l, r any) bool {
	if l == nil || r == nil {
		return l == nil && r == nil
	}
	if s, ok := textual(l); ok {
		return equalText(s, r)
	}
	if s, ok := textual(r); ok {
		return equalText(s, l)
	}
	if lb, ok := l.(bool); ok {
		return equalBool(lb, r)
	}
	if rb, ok := r.(bool); ok {
		return equalBool(rb, l)
	}
	if isNumber(l) && isNumber(r) {
		return compareNumbers(l, r) == 0
	}
	return sameValue(l, r)
}

// equalText compares text with a value.
func equalText(s string, v any) bool {
	switch v := v.(type) {
	case string:
		return equalTexts(s, v)
	case []byte:
		return equalTexts(s, string(v))
	case components.StreamCache:
		return equalTexts(s, string(v))
	case bool:
		return v == strings.EqualFold(s, "true")
	case float64:
		f, err := strconv.ParseFloat(s, 64)
		return err == nil && f == v
	case int:
		n, err := strconv.ParseInt(s, 10, 64)
		return err == nil && n == int64(v)
	case int64:
		n, err := strconv.ParseInt(s, 10, 64)
		return err == nil && n == v
	}
	return components.Text(v) == s
}

func equalTexts(a, b string) bool {
	return a == b || digits(a) && digits(b) && compareDigits(a, b) == 0
}

func equalBool(b bool, v any) bool {
	switch v := v.(type) {
	case bool:
		return b == v
	case int:
		return b == (v != 0)
	case int64:
		return b == (v != 0)
	}
	return false
}

// sameValue compares as Java's equals does: values of different types are never equal, maps are whatever their order.
func sameValue(l, r any) bool {
	switch l := l.(type) {
	case nil:
		return r == nil
	case []any:
		rl, ok := r.([]any)
		if !ok || len(l) != len(rl) {
			return false
		}
		for i := range l {
			if !sameValue(l[i], rl[i]) {
				return false
			}
		}
		return true
	case *components.Map:
		rm, ok := r.(*components.Map)
		if !ok || l.Len() != rm.Len() {
			return false
		}
		for k, v := range l.All() {
			if other, ok := rm.Get(k); !ok || !sameValue(v, other) {
				return false
			}
		}
		return true
	}
	return components.JavaType(l) == components.JavaType(r) && components.Text(l) == components.Text(r)
}

// haveOrder tells why two values have no order: a truth value has one beside an Integer, but beside no other number.
func haveOrder(l, r any) error {
	_, left := l.(bool)
	_, right := r.(bool)
	if left == right || !left && !isNumber(l) || !right && !isNumber(r) {
		return nil
	}
	for _, v := range []any{l, r} {
		if _, ok := v.(int); ok {
			return nil
		}
	}
	from, to := components.JavaType(r), components.JavaType(l)
	return components.NewException("java.lang.ClassCastException", fmt.Sprintf(
		"class %s cannot be cast to class %s (%s and %s are in module java.base of loader 'bootstrap')", from, to, from, to))
}

// Compare orders two values that are not null: numbers as numbers, all else as text.
func Compare(l, r any) int {
	ls, leftText := textual(l)
	rs, rightText := textual(r)
	switch {
	case leftText && rightText:
		if digits(ls) && digits(rs) {
			return compareDigits(ls, rs)
		}
		return strings.Compare(ls, rs)
	case leftText && isNumber(r):
		if n, ok := number(ls, isInteger(r)); ok {
			return compareNumbers(n, r)
		}
	case rightText && isNumber(l):
		if n, ok := number(rs, true); ok {
			return compareNumbers(l, n)
		}
	default:
		if isNumber(l) && isNumber(r) {
			return compareNumbers(l, r)
		}
		if a, b, ok := truths(l, r); ok {
			return cmp.Compare(a, b)
		}
	}
	return strings.Compare(components.Text(l), components.Text(r))
}

// truths answers two truth values as 1 and 0: an Integer beside one is one.
func truths(l, r any) (a, b int, ok bool) {
	_, left := l.(bool)
	_, right := r.(bool)
	if !left && !right {
		return 0, 0, false
	}
	p, err := components.Bool(l)
	q, err2 := components.Bool(r)
	if p {
		a = 1
	}
	if q {
		b = 1
	}
	return a, b, err == nil && err2 == nil
}

// number reads text as a number; as an integer where it is preferred and it reads as one.
func number(s string, preferInteger bool) (any, bool) {
	s = strings.TrimSpace(s)
	if preferInteger {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return n, true
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	return exact{f}, err == nil
}

// exact is a number that was read from text: it compares as it is, where a float among the values loses its fraction
// beside an integer.
type exact struct{ float float64 }

// compareNumbers compares as integers, the fraction cut off, where one side is an integer, else as floats.
func compareNumbers(l, r any) int {
	_, leftExact := l.(exact)
	_, rightExact := r.(exact)
	if !leftExact && !rightExact && (isInteger(l) || isInteger(r)) {
		if a, ok := l.(*big.Int); ok {
			return a.Cmp(bigInt(r))
		}
		if b, ok := r.(*big.Int); ok {
			return bigInt(l).Cmp(b)
		}
		a, _ := components.Int(l)
		b, _ := components.Int(r)
		return cmp.Compare(a, b)
	}
	return cmp.Compare(float(l), float(r))
}

func bigInt(v any) *big.Int {
	if b, ok := v.(*big.Int); ok {
		return b
	}
	n, _ := components.Int(v)
	return big.NewInt(n)
}

func float(v any) float64 {
	if e, ok := v.(exact); ok {
		return e.float
	}
	f, _ := components.Float(v)
	return f
}

func textual(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case []byte:
		return string(v), true
	case components.StreamCache:
		return string(v), true
	}
	return "", false
}

func isNumber(v any) bool {
	switch v.(type) {
	case float64, float32, *components.Decimal:
		return true
	}
	return isInteger(v)
}

func isInteger(v any) bool {
	switch v.(type) {
	case int, int64, *big.Int:
		return true
	}
	return false
}

func wholeNumber(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil
}

// digits tells whether text is digits with a minus before them at most.
func digits(s string) bool {
	s = strings.TrimPrefix(s, "-")
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// compareDigits compares text of digits as numbers of any size.
func compareDigits(l, r string) int {
	a, leftMinus := strings.CutPrefix(l, "-")
	b, rightMinus := strings.CutPrefix(r, "-")
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	switch {
	case a == "" && b == "":
		return 0
	case leftMinus != rightMinus:
		if leftMinus {
			return -1
		}
		return 1
	}
	c := cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	if leftMinus {
		return -c
	}
	return c
}
