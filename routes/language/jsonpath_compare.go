package language

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// comparison makes the filter "left op right". What is not there equals nothing and is in nothing.
func comparison(op string, left, right jsonOperand) jsonFilter {
	if right.regexp != nil {
		return func(root, element any) bool {
			v, ok := left.value(root, element)
			text, isText := v.(string)
			return ok && isText && right.regexp.MatchString(text)
		}
	}
	test, negated := jsonTests[op], false
	if test == nil {
		test, negated = jsonTests[jsonOpposites[op]], true
	}
	return func(root, element any) bool {
		l, ok1 := left.value(root, element)
		r, ok2 := right.value(root, element)
		return (ok1 && ok2 && test(l, r)) != negated
	}
}

// jsonOpposites are the operators that say no where another says yes.
var jsonOpposites = map[string]string{"!=": "==", "!==": "===", "nin": "in"}

var jsonTests = map[string]func(l, r any) bool{
	"==":       sameJSON,
	"===":      func(l, r any) bool { return components.JavaType(l) == components.JavaType(r) && sameJSON(l, r) },
	"<":        ordered(func(c int) bool { return c < 0 }),
	"<=":       ordered(func(c int) bool { return c <= 0 }),
	">":        ordered(func(c int) bool { return c > 0 }),
	">=":       ordered(func(c int) bool { return c >= 0 }),
	"in":       func(l, r any) bool { list, ok := r.([]any); return ok && holds(list, l) },
	"contains": containsJSON,
	"subsetof": listTest(func(l, r []any) bool { return !slices.ContainsFunc(l, func(v any) bool { return !holds(r, v) }) }),
	"anyof":    listTest(func(l, r []any) bool { return slices.ContainsFunc(l, func(v any) bool { return holds(r, v) }) }),
	"noneof":   listTest(func(l, r []any) bool { return !slices.ContainsFunc(l, func(v any) bool { return holds(r, v) }) }),
	"size":     func(l, r any) bool { n, ok := sizeOfJSON(l); return ok && sameJSON(n, r) },
	"empty":    func(l, r any) bool { n, ok := sizeOfJSON(l); return ok && sameJSON(n == 0, r) },
}

func listTest(test func(l, r []any) bool) func(l, r any) bool {
	return func(l, r any) bool {
		a, ok1 := l.([]any)
		b, ok2 := r.([]any)
		return ok1 && ok2 && test(a, b)
	}
}

func holds(list []any, v any) bool {
	return slices.ContainsFunc(list, func(o any) bool { return sameJSON(o, v) })
}

func containsJSON(l, r any) bool {
	switch l := l.(type) {
	case []any:
		return holds(l, r)
	case string:
		part, ok := r.(string)
		return ok && strings.Contains(l, part)
	}
	return false
}

// sizeOfJSON is the number of elements or characters.
func sizeOfJSON(v any) (int, bool) {
	switch v := v.(type) {
	case []any:
		return len(v), true
	case *components.Map:
		return v.Len(), true
	case string:
		return len([]rune(v)), true
	}
	return 0, false
}

// sameJSON compares by value; a number equals text that reads as it.
func sameJSON(l, r any) bool {
	if c, ok := compareJSONNumbers(l, r); ok {
		return c == 0
	}
	if ln, ok := l.(string); ok && jsonFloat(r) != nil {
		n, err := strconv.ParseFloat(ln, 64)
		return err == nil && sameJSON(n, r)
	}
	if _, ok := r.(string); ok && jsonFloat(l) != nil {
		return sameJSON(r, l)
	}
	switch l := l.(type) {
	case []any:
		rl, ok := r.([]any)
		return ok && slices.EqualFunc(l, rl, sameJSON)
	case *components.Map:
		rm, ok := r.(*components.Map)
		if !ok || l.Len() != rm.Len() {
			return false
		}
		for k, v := range l.All() {
			if other, ok := rm.Get(k); !ok || !sameJSON(v, other) {
				return false
			}
		}
		return true
	}
	switch r.(type) {
	case []any, *components.Map:
		return false
	}
	return components.JavaType(l) == components.JavaType(r) && components.Text(l) == components.Text(r)
}

// ordered compares two numbers or two texts; there is no order among others.
func ordered(want func(int) bool) func(l, r any) bool {
	return func(l, r any) bool {
		if c, ok := compareJSONNumbers(l, r); ok {
			return want(c)
		}
		a, ok1 := l.(string)
		b, ok2 := r.(string)
		return ok1 && ok2 && want(strings.Compare(a, b))
	}
}

func compareJSONNumbers(l, r any) (int, bool) {
	if a, ok := l.(int); ok { // the usual case
		if b, ok := r.(int); ok {
			return cmp.Compare(a, b), true
		}
	}
	a, b := jsonFloat(l), jsonFloat(r)
	if a == nil || b == nil {
		return 0, false
	}
	return a.Cmp(b), true
}

// jsonFloat is a number exactly, nil for anything else.
func jsonFloat(v any) *big.Float {
	switch v := v.(type) {
	case int:
		return new(big.Float).SetInt64(int64(v))
	case int64:
		return new(big.Float).SetInt64(v)
	case float64:
		if v-v != 0 { // not finite
			return nil
		}
		return big.NewFloat(v)
	case *big.Int:
		return new(big.Float).SetInt(v)
	}
	return nil
}
