package simple

import (
	"cmp"
	"math/big"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// equal compares as Camel's ObjectHelper.typeCoerceEquals: text of digits as numbers, a number with text by the number's
// type, two numbers as integers where one is.
func equal(l, r any) bool {
	switch l := l.(type) {
	case nil:
		return r == nil
	case string:
		switch r := r.(type) {
		case string:
			if l == r {
				return true
			}
			return digits(l) && digits(r) && compareDigits(l, r) == 0
		case nil:
			return false
		}
	}
	if r == nil {
		return false
	}
	if lb, ok := l.(bool); ok {
		return equalBool(lb, r)
	}
	if rb, ok := r.(bool); ok {
		return equalBool(rb, l)
	}
	if isNumber(l) || isNumber(r) {
		c, ok := compareNumbers(l, r)
		return ok && c == 0
	}
	return components.Text(l) == components.Text(r)
}

func equalBool(b bool, v any) bool {
	switch v := v.(type) {
	case bool:
		return b == v
	case string:
		return b == strings.EqualFold(v, "true")
	case int:
		return b == (v != 0)
	case int64:
		return b == (v != 0)
	}
	return false
}

// compare orders two values that are not null.
func compare(l, r any) int {
	if ls, ok := l.(string); ok {
		if rs, ok := r.(string); ok {
			if digits(ls) && digits(rs) {
				return compareDigits(ls, rs)
			}
			return strings.Compare(ls, rs)
		}
	}
	if c, ok := compareNumbers(l, r); ok {
		return c
	}
	return strings.Compare(components.Text(l), components.Text(r))
}

func digits(s string) bool {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func compareDigits(l, r string) int {
	a, err1 := strconv.ParseInt(l, 10, 64)
	b, err2 := strconv.ParseInt(r, 10, 64)
	if err1 == nil && err2 == nil {
		return cmp.Compare(a, b)
	}
	x, _ := new(big.Int).SetString(l, 10)
	y, _ := new(big.Int).SetString(r, 10)
	return x.Cmp(y)
}

func isNumber(v any) bool {
	switch v.(type) {
	case int, int64, float64, float32, *big.Int:
		return true
	}
	return false
}

func isInteger(v any) bool {
	switch v.(type) {
	case int, int64, *big.Int:
		return true
	}
	return false
}

// compareNumbers compares as numbers: as integers, the fraction cut off, where one side is an integer (also digits in
// text), else as floats. ok is false where a side is no number.
func compareNumbers(l, r any) (c int, ok bool) {
	ls, leftText := l.(string)
	rs, rightText := r.(string)
	whole := isInteger(l) && !(rightText && !digits(rs)) || isInteger(r) && !(leftText && !digits(ls)) ||
		leftText && digits(ls) && isNumber(r) || rightText && digits(rs) && isNumber(l)
	if whole {
		a, err1 := components.Int(l)
		b, err2 := components.Int(r)
		if err1 == nil && err2 == nil {
			return cmp.Compare(a, b), true
		}
	}
	a, err1 := components.Float(l)
	b, err2 := components.Float(r)
	if err1 != nil || err2 != nil {
		return 0, false
	}
	return cmp.Compare(a, b), true
}
