package velocity

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// expression answers a value; nil is null.
type expression interface {
	value(s *scope) (any, error)
}

type literal struct{ v any }

func (l literal) value(*scope) (any, error) { return l.v, nil }

type interpolation struct{ block }

func (i interpolation) value(s *scope) (any, error) {
	inner := *s
	inner.out = &template.Output{}
	if err := i.fill(&inner); err != nil {
		return nil, err
	}
	return inner.out.String(), s.out.Step()
}

type listing []expression

func (l listing) value(s *scope) (any, error) {
	list := &javaList{}
	for _, e := range l {
		v, err := e.value(s)
		if err != nil {
			return nil, err
		}
		list.values = append(list.values, v)
	}
	return list, nil
}

type mapping [][2]expression

func (m mapping) value(s *scope) (any, error) {
	made := &components.Map{}
	for _, pair := range m {
		key, err := pair[0].value(s)
		if err != nil {
			return nil, err
		}
		value, err := pair[1].value(s)
		if err != nil {
			return nil, err
		}
		made.Set(template.Text(key), value)
	}
	return made, nil
}

type span struct{ first, last expression }

const longestSpan = 1_000_000

func (n *span) value(s *scope) (any, error) {
	from, err := n.first.value(s)
	if err != nil {
		return nil, err
	}
	to, err := n.last.value(s)
	if err != nil {
		return nil, err
	}
	first, ok := whole(from)
	last, fine := whole(to)
	if !ok || !fine {
		return nil, nil
	}
	if max(first, last)-min(first, last) >= longestSpan {
		return nil, components.NewException("java.lang.IllegalArgumentException", "a range has more than a million numbers")
	}
	list := &javaList{}
	for n := first; ; {
		list.values = append(list.values, integer(n))
		if n == last {
			return list, nil
		}
		if first < last {
			n++
		} else {
			n--
		}
	}
}

type negation struct{ of expression }

func (n *negation) value(s *scope) (any, error) {
	v, err := n.of.value(s)
	return !truthy(v), err
}

type operation struct {
	op          string
	left, right expression
}

func (o *operation) value(s *scope) (any, error) {
	left, err := o.left.value(s)
	if err != nil {
		return nil, err
	}
	switch {
	case o.op == "&&" && !truthy(left):
		return false, nil
	case o.op == "||" && truthy(left):
		return true, nil
	}
	right, err := o.right.value(s)
	if err != nil {
		return nil, err
	}
	switch o.op {
	case "&&", "||":
		return truthy(right), nil
	case "==":
		return equal(left, right), nil
	case "!=":
		return !equal(left, right), nil
	case "<", ">", "<=", ">=":
		return compare(o.op, left, right), nil
	}
	return arithmetic(o.op, left, right), s.out.Step()
}

// truthy tells what #if takes for true: not null, false, 0, the empty text and what is empty.
func truthy(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case *javaList:
		return len(v.values) > 0
	case *components.Map:
		return v.Len() > 0
	case template.Headers:
		return v.Len() > 0
	}
	f, ok := float(v)
	return !ok || f != 0
}

func equal(a, b any) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, ok := float(a)
	if y, too := float(b); ok && too {
		return x == y
	}
	return template.Text(a) == template.Text(b)
}

func compare(op string, a, b any) bool {
	x, ok := float(a)
	y, too := float(b)
	n := 0
	switch {
	case ok && too && x < y:
		n = -1
	case ok && too && x > y:
		n = 1
	case ok && too:
	case a == nil || b == nil:
		return false
	default:
		s, isText := a.(string)
		other, alsoText := b.(string)
		if !isText || !alsoText {
			return false
		}
		n = strings.Compare(s, other)
	}
	return op == "<" && n < 0 || op == ">" && n > 0 || op == "<=" && n <= 0 || op == ">=" && n >= 0
}

// arithmetic computes with whole numbers where both are; + joins where one is a text; anything else is null.
func arithmetic(op string, a, b any) any {
	if op == "+" {
		_, left := a.(string)
		_, right := b.(string)
		if (left || right) && a != nil && b != nil {
			return template.Text(a) + template.Text(b)
		}
	}
	if x, ok := whole(a); ok {
		if y, ok := whole(b); ok {
			switch op {
			case "+":
				return integer(x + y)
			case "-":
				return integer(x - y)
			case "*":
				return integer(x * y)
			}
			if y == 0 {
				return nil
			}
			if op == "/" {
				return integer(x / y)
			}
			return integer(x % y)
		}
	}
	x, ok := float(a)
	y, too := float(b)
	if !ok || !too {
		return nil
	}
	switch op {
	case "+":
		return x + y
	case "-":
		return x - y
	case "*":
		return x * y
	}
	if y == 0 || op == "%" {
		return nil
	}
	return x / y
}

func whole(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	}
	return 0, false
}

func float(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case float32:
		return float64(v), true
	}
	return 0, false
}
