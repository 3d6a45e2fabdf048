package freemarker

import (
	"math"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

const invalidReference = "InvalidReferenceException"

func missing(what string) error {
	return failure(invalidReference, "The following has evaluated to null or missing: "+what)
}

// grouped is an expression in brackets: what is missing on its way is missing as a whole.
func grouped(e expression) expression {
	return func(s *scope) (any, error) {
		v, err := e(s)
		if err != nil && components.Class(err) == "freemarker.core."+invalidReference {
			return nil, nil
		}
		return v, err
	}
}

func exists(e expression) expression {
	return func(s *scope) (any, error) {
		v, err := e(s)
		return v != nil, err
	}
}

// nothing is what !  alone stands for: an empty text, list and map at once.
type nothing struct{}

func (nothing) String() string { return "" }

func withDefault(e, otherwise expression) expression {
	return func(s *scope) (any, error) {
		v, err := e(s)
		switch {
		case err != nil || v != nil:
			return v, err
		case otherwise == nil:
			return nothing{}, nil
		}
		return otherwise(s)
	}
}

func member(of, key expression) expression {
	return func(s *scope) (any, error) {
		v, err := of(s)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, missing("what a name or an index is asked of")
		}
		k, err := key(s)
		if err != nil {
			return nil, err
		}
		return element(v, k)
	}
}

// element answers what a map has under a name, or what a list or a text has at a place.
func element(v, key any) (any, error) {
	if r, ok := key.(*span); ok {
		return slice(v, r)
	}
	if n, ok := number(key); ok {
		i := int(n)
		switch v := v.(type) {
		case []any:
			if i < 0 || i >= len(v) {
				return nil, nil
			}
			return v[i], nil
		case *span:
			return element(v.list(), key)
		case string:
			runes := []rune(v)
			if i < 0 || i >= len(runes) {
				return nil, failure("_MiscTemplateException", "String index out of range")
			}
			return string(runes[i]), nil
		}
	}
	name, ok := key.(string)
	if !ok {
		return nil, failure("UnexpectedTypeException", "a name or a number is expected in [ ]")
	}
	if headers, ok := v.(template.Headers); ok {
		// FreeMarker asks for a Character where there is no such text of one letter, which the map of headers cannot compare.
		if field, found := headers.Get(name); found || len(name) != 1 {
			return field, nil
		}
		return nil, failure("_TemplateModelException", "ClassCastException: java.lang.Character cannot be compared with a header's name")
	}
	switch v.(type) {
	case *components.Map, *template.Object, *components.Exception, *components.Entry:
		field, _ := template.Field(v, name)
		return field, nil
	case nothing:
		return nil, nil
	}
	return nil, failure("NonHashException", "a hash is expected before ."+name)
}

func slice(v any, r *span) (any, error) {
	length := 0
	text, isText := v.(string)
	runes := []rune(text)
	list, isList := v.([]any)
	if other, ok := v.(*span); ok {
		list, isList = other.list(), true
	}
	switch {
	case isText:
		length = len(runes)
	case isList:
		length = len(list)
	default:
		return nil, failure("NonSequenceException", "a range needs a list or a text")
	}
	from, to := r.first, length
	if !r.endless {
		to = r.last + 1
	}
	if r.lenient {
		to = min(to, length)
	}
	if from < 0 || from > length || to > length || to < from {
		return nil, failure("_MiscTemplateException", "the range is out of bounds")
	}
	if isText {
		return string(runes[from:to]), nil
	}
	return list[from:to:to], nil
}

func sequence(items []expression) expression {
	return func(s *scope) (any, error) { return values(s, items) }
}

func values(s *scope, items []expression) ([]any, error) {
	list := make([]any, 0, len(items))
	for _, e := range items {
		v, err := e(s)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func mapping(keys, all []expression) expression {
	return func(s *scope) (any, error) {
		m := &components.Map{}
		for i := range keys {
			key, err := textOf(s, keys[i])
			if err != nil {
				return nil, err
			}
			v, err := all[i](s)
			if err != nil {
				return nil, err
			}
			m.Set(key, v)
		}
		return m, nil
	}
}

// special answers .name.
func special(name string) (expression, error) {
	if name == "data_model" || name == "vars" || name == "globals" || name == "main" {
		return func(s *scope) (any, error) { return s.data, nil }, nil
	}
	return nil, parseError(".%s is not known here", name)
}

// span is a range of numbers.
type span struct {
	first, last      int
	endless, lenient bool
}

const longestSpan = 1_000_000

func (r *span) list() []any {
	var all []any
	step := 1
	if r.last < r.first {
		step = -1
	}
	if r.endless || r.empty() {
		return all
	}
	for n := r.first; len(all) < longestSpan; n += step {
		all = append(all, n)
		if n == r.last {
			break
		}
	}
	return all
}

// empty tells first..<first and first..*0.
func (r *span) empty() bool { return r.lenient && r.last == r.first-1 }

func newSpan(op string, left, right any) (any, error) {
	first, ok := number(left)
	if !ok {
		return nil, failure("NonNumericalException", "a range needs numbers")
	}
	if right == nil {
		return &span{first: int(first), endless: true}, nil
	}
	last, ok := number(right)
	if !ok {
		return nil, failure("NonNumericalException", "a range needs numbers")
	}
	if math.Abs(last-first) > longestSpan {
		return nil, failure("_MiscTemplateException", "a range has more than a million numbers")
	}
	r := &span{first: int(first), last: int(last)}
	switch op {
	case "..<", "..!":
		r.lenient = r.last == r.first
		if r.last < r.first {
			r.last++
		} else {
			r.last--
		}
	case "..*":
		r.lenient = true
		r.last = r.first + r.last - 1
	}
	return r, nil
}

// number answers a number as it is.
func number(v any) (float64, bool) {
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

func condition(s *scope, e expression) (bool, error) {
	v, err := e(s)
	if err != nil {
		return false, err
	}
	b, ok := v.(bool)
	switch {
	case v == nil:
		return false, missing("a condition")
	case !ok:
		return false, failure("NonBooleanException", "a condition is no boolean")
	}
	return b, nil
}

// textOf answers a value as text: a number as it is shown, no list and no map.
func textOf(s *scope, e expression) (string, error) {
	v, err := e(s)
	if err != nil {
		return "", err
	}
	return s.text(v)
}

func operation(op string, left, right expression) expression {
	switch op {
	case "&&", "||":
		return func(s *scope) (any, error) {
			b, err := condition(s, left)
			if err != nil || b == (op == "||") {
				return b, err
			}
			return condition(s, right)
		}
	}
	return func(s *scope) (any, error) {
		a, err := left(s)
		if err != nil {
			return nil, err
		}
		var b any
		if right != nil {
			if b, err = right(s); err != nil {
				return nil, err
			}
		}
		if a == nil || b == nil && right != nil {
			return nil, missing("an operand of " + op)
		}
		switch op {
		case "==", "=":
			return equal(a, b)
		case "!=":
			same, err := equal(a, b)
			return !same, err
		case "..", "..<", "..!", "..*":
			return newSpan(op, a, b)
		case "+":
			return s.sum(a, b)
		}
		return computed(op, a, b)
	}
}

func equal(a, b any) (bool, error) {
	x, ok := number(a)
	y, too := number(b)
	if ok && too {
		return x == y, nil
	}
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return a == b, nil
		}
		if _, ok := b.(nothing); ok {
			return a == "", nil
		}
	case nothing:
		if b, ok := b.(string); ok {
			return b == "", nil
		}
	case bool:
		if b, ok := b.(bool); ok {
			return a == b, nil
		}
	}
	return false, failure("_MiscTemplateException", "Can't compare values of these types")
}

// computed compares and calculates.
func computed(op string, a, b any) (any, error) {
	x, ok := number(a)
	y, too := number(b)
	if !ok || !too {
		return nil, failure("NonNumericalException", op+" needs numbers")
	}
	switch op {
	case "<", "lt", "&lt;":
		return x < y, nil
	case ">", "gt", "&gt;":
		return x > y, nil
	case "<=", "lte", "&lt;=":
		return x <= y, nil
	case ">=", "gte", "&gt;=":
		return x >= y, nil
	case "-":
		return x - y, nil
	case "*":
		return x * y, nil
	}
	if y == 0 {
		return nil, failure("_MiscTemplateException", "Arithmetic operation failed: division by zero")
	}
	if op == "/" {
		return x / y, nil
	}
	return math.Mod(math.Trunc(x), math.Trunc(y)), nil
}
