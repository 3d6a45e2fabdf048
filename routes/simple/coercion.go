package simple

import (
	"bytes"
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// equal compares as Camel's ObjectHelper.typeCoerceEquals: text of digits as numbers, a number with text as the text reads, else
// each is converted to the type of the other, and either may match. Where fold is set the case of text does not count.
func equal(l, r any, fold bool) (bool, error) {
	if l == nil || r == nil {
		return l == nil && r == nil, nil
	}
	switch a := l.(type) {
	case string:
		switch b := r.(type) {
		case string:
			if digits(a) && digits(b) {
				c, err := compareDigits(a, b)
				return c == 0 && err == nil, err
			}
			return a == b || fold && strings.EqualFold(a, b), nil
		case bool:
			return strings.EqualFold(a, "true") == b, nil
		case int, int64:
			if digits(a) {
				n, err := wholeLike(a, r)
				return err == nil && n == integer(r), err
			}
		case float64:
			if floating(a) {
				f, err := decimal(a)
				return err == nil && cmp.Compare(f, b) == 0, err
			}
		}
	case int, int64:
		switch b := r.(type) {
		case int, int64:
			return integer(l) == integer(r), nil
		case string:
			if digits(b) {
				n, err := wholeLike(b, l)
				return err == nil && n == integer(l), err
			}
		}
	case bool:
		if b, ok := r.(string); ok {
			return a == strings.EqualFold(b, "true"), nil
		}
	}
	if same(l, r, fold) {
		return true, nil
	}
	left, right := components.JavaType(l), components.JavaType(r)
	return left != right && (same(converts(l, right), r, fold) || same(l, converts(r, left), fold)), nil
}

// converts answers a value as another class, null where it cannot be.
func converts(v any, class string) any {
	converted, err := components.ConvertTo(v, class)
	if err != nil {
		return nil
	}
	return converted
}

func same(l, r any, fold bool) bool {
	if a, ok := l.(string); ok && fold {
		b, ok := r.(string)
		return ok && strings.EqualFold(a, b)
	}
	return sameValue(l, r)
}

// sameValue compares as Java's equals does: values of different types are never equal, maps are whatever their order.
func sameValue(l, r any) bool {
	switch l := l.(type) {
	case nil:
		return r == nil
	case string:
		b, ok := r.(string)
		return ok && l == b
	case int:
		b, ok := r.(int)
		return ok && l == b
	case []byte:
		b, ok := r.([]byte)
		return ok && bytes.Equal(l, b)
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

// Compare orders two values that are not null as Camel does, those without an order as equal.
func Compare(l, r any) int {
	c, _ := compare(l, r)
	return c
}

// compare orders two values that are not null as Camel's ObjectHelper.typeCoerceCompare: as whole numbers where both can be, then as
// numbers, then by the order of the class of either.
func compare(l, r any) (int, error) {
	switch a := l.(type) {
	case string:
		switch b := r.(type) {
		case string:
			return compareTexts(a, b)
		case bool:
			return compareBools(strings.EqualFold(a, "true"), b), nil
		case int, int64:
			if digits(a) {
				n, err := wholeLike(a, r)
				return cmp.Compare(n, integer(r)), err
			}
		case float64:
			if floating(a) {
				f, err := decimal(a)
				return cmp.Compare(f, b), err
			}
		}
	case int, int64:
		switch b := r.(type) {
		case int, int64:
			return cmp.Compare(integer(l), integer(r)), nil
		case string:
			if digits(b) {
				n, err := wholeLike(b, l)
				return cmp.Compare(integer(l), n), err
			}
		}
	case float64:
		if b, ok := r.(float64); ok {
			return cmp.Compare(a, b), nil
		}
	case bool:
		if b, ok := r.(string); ok {
			return compareBools(a, strings.EqualFold(b, "true")), nil
		}
	}
	for _, number := range []string{"java.lang.Long", "java.lang.Double"} {
		a, b := converts(l, number), converts(r, number)
		if a != nil && b != nil {
			return compareSame(a, b), nil
		}
	}
	if _, isText := r.(string); isText && components.JavaType(l) != "java.lang.String" {
		c, err := compare(r, l)
		return -c, err
	}
	if hasOrder(r) {
		if v := converts(l, components.JavaType(r)); v != nil {
			return -compareSame(r, v), nil
		}
	}
	if hasOrder(l) {
		if v := converts(r, components.JavaType(l)); v != nil {
			return compareSame(l, v), nil
		}
	}
	return compareOthers(l, r)
}

// compareOthers orders what cannot be converted: by its own order, which takes nothing of another class, or by the name of the class
// and the hash.
func compareOthers(l, r any) (int, error) {
	left, right := javaName(l), javaName(r)
	if !hasOrder(l) {
		return cmp.Or(strings.Compare(left, right), cmp.Compare(components.JavaHash(l), components.JavaHash(r))), nil
	}
	if left == right {
		return compareSame(l, r), nil
	}
	return 0, components.NewException(classCast, fmt.Sprintf(
		"class %s cannot be cast to class %s (%s and %s are in module java.base of loader 'bootstrap')", right, left, right, left))
}

func hasOrder(v any) bool { return components.IsInstance(v, "java.lang.Comparable") }

func javaName(v any) string {
	if _, ok := v.([]byte); ok {
		return "[B"
	}
	return components.JavaType(v)
}

// compareSame orders two values of the same class.
func compareSame(l, r any) int {
	switch a := l.(type) {
	case int, int64:
		return cmp.Compare(integer(l), integer(r))
	case float64, float32:
		return cmp.Compare(float(l), float(r))
	case bool:
		b, _ := r.(bool)
		return compareBools(a, b)
	case *big.Int:
		if b, ok := r.(*big.Int); ok {
			return a.Cmp(b)
		}
	case *components.Decimal:
		if b, ok := r.(*components.Decimal); ok {
			return a.Cmp(b)
		}
	}
	return strings.Compare(components.Text(l), components.Text(r))
}

func compareBools(a, b bool) int {
	if a == b {
		return 0
	}
	if a {
		return 1
	}
	return -1
}

// wholeLike reads digits as a number of the class of another, which they must fit.
func wholeLike(s string, beside any) (int64, error) {
	bits := 64
	if _, ok := beside.(int); ok {
		bits = 32
	}
	n, err := strconv.ParseInt(s, 10, bits)
	if err != nil {
		return 0, components.NewException(numberFormat, fmt.Sprintf("For input string: %q", s))
	}
	return n, nil
}

func decimal(s string) (float64, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && f == 0 {
		return 0, components.NewException(numberFormat, fmt.Sprintf("For input string: %q", s))
	}
	return f, nil
}

// compareDigits compares text of digits as numbers, which must fit into a Long.
func compareDigits(l, r string) (int, error) {
	a, err := wholeLike(l, nil)
	if err != nil {
		return 0, err
	}
	b, err := wholeLike(r, nil)
	return cmp.Compare(a, b), err
}

// compareTexts orders as numbers what looks like numbers on both sides. What is digits must fit into a Long, whatever it is beside.
func compareTexts(l, r string) (int, error) {
	if digits(l) && digits(r) {
		return compareDigits(l, r)
	}
	for _, s := range []string{l, r} {
		if digits(s) {
			if _, err := wholeLike(s, nil); err != nil {
				return 0, err
			}
		}
	}
	if floating(l) && floating(r) {
		return cmp.Compare(float(l), float(r)), nil
	}
	return strings.Compare(l, r), nil
}

func integer(v any) int64 {
	switch v := v.(type) {
	case int:
		return int64(v)
	case int64:
		return v
	}
	return 0
}

func float(v any) float64 {
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

// digits tells whether text is digits with a minus before them at most.
func digits(s string) bool {
	return floating(s) && strings.IndexByte(s, '.') < 0
}

// floating tells whether text is digits with a minus before them and a point among them at most.
func floating(s string) bool {
	s = strings.TrimPrefix(s, "-")
	points := 0
	for i := range len(s) {
		if s[i] == '.' {
			points++
		} else if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && points < 2
}
