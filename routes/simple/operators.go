package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// operator is a binary operator of predicates.
type operator struct {
	word    string
	literal bool // functions in quoted text on its right are text
	make    func(p *parser, left components.Expression, right side) (components.Predicate, error)
}

// operators, longer words before their beginnings.
var operators = []operator{
	binary("!=~", not(equalFold)), binary("=~", equalFold), binary("==", equal), binary("!=", not(equal)),
	ordering(">=", true, func(c int) bool { return c >= 0 }), ordering("<=", true, func(c int) bool { return c <= 0 }),
	ordering(">", false, func(c int) bool { return c > 0 }), ordering("<", false, func(c int) bool { return c < 0 }),
	binary("!~~", not(containsFold)), binary("~~", containsFold),
	binary("!contains", not(contains)), binary("not contains", not(contains)), binary("contains", contains),
	{"!regex", true, matches(true)}, {"not regex", true, matches(true)}, {"regex", true, matches(false)},
	{"!range", true, within(true)}, {"not range", true, within(true)}, {"range", true, within(false)},
	{"!in", false, among(true)}, {"not in", false, among(true)}, {"in", false, among(false)},
	{"!is", true, isClass(true)}, {"not is", true, isClass(true)}, {"is", true, isClass(false)},
	binary("!startsWith", not(startsWith)), binary("startsWith", startsWith), binary("starts with", startsWith),
	binary("!endsWith", not(endsWith)), binary("endsWith", endsWith), binary("ends with", endsWith),
}

func operatorWords() []string {
	words := make([]string, len(operators))
	for i := range operators {
		words[i] = operators[i].word
	}
	return words
}

// operatorAt answers the operator that s begins with, a blank behind it.
func (p *parser) operatorAt(s span) (operator, bool) {
	for _, op := range operators {
		if end := s.start + len(op.word); end < s.end && isBlank(p.text[end]) && p.text[s.start:end] == op.word {
			return op, true
		}
	}
	return operator{}, false
}

// binary makes an operator of a test of two values.
func binary(word string, test func(l, r any) bool) operator {
	return operator{word: word, make: func(_ *parser, left components.Expression, right side) (components.Predicate, error) {
		if r := right.constant; right.isConstant {
			return func(ex *components.Exchange) (bool, error) {
				l, err := left(ex)
				return err == nil && test(l, r), err
			}, nil
		}
		return compared(left, right, func(l, r any) (bool, error) { return test(l, r), nil }), nil
	}}
}

// ordering makes an operator of a test of how two values compare; null stands only beside null, which is what ofNulls says.
func ordering(word string, ofNulls bool, test func(c int) bool) operator {
	return operator{word: word, make: func(_ *parser, left components.Expression, right side) (components.Predicate, error) {
		return compared(left, right, func(l, r any) (bool, error) {
			if l == nil || r == nil {
				return ofNulls && l == nil && r == nil, nil
			}
			if err := haveOrder(l, r); err != nil {
				return false, err
			}
			return test(Compare(l, r)), nil
		}), nil
	}}
}

func not(test func(l, r any) bool) func(l, r any) bool {
	return func(l, r any) bool { return !test(l, r) }
}

// compared evaluates both sides.
func compared(left components.Expression, right side, test func(l, r any) (bool, error)) components.Predicate {
	return func(ex *components.Exchange) (bool, error) {
		l, err := left(ex)
		if err != nil {
			return false, err
		}
		r, err := right.value(ex)
		if err != nil {
			return false, err
		}
		return test(l, r)
	}
}

func equalFold(l, r any) bool {
	if l == nil || r == nil {
		return l == nil && r == nil
	}
	return strings.EqualFold(components.Text(l), components.Text(r)) || equal(l, r)
}

func contains(l, r any) bool {
	if l == nil || r == nil {
		return l == nil && r == nil
	}
	switch l := l.(type) {
	case []any:
		for _, v := range l {
			if sameValue(v, r) {
				return true
			}
		}
		return false
	case *components.Map: // neither its keys nor its values
		return false
	}
	return strings.Contains(components.Text(l), components.Text(r))
}

func containsFold(l, r any) bool {
	if list, ok := l.([]any); ok {
		for _, v := range list {
			if equalFold(v, r) {
				return true
			}
		}
		return false
	}
	if l == nil || r == nil {
		return l == nil && r == nil
	}
	if _, ok := l.(*components.Map); ok {
		return false
	}
	return strings.Contains(strings.ToLower(components.Text(l)), strings.ToLower(components.Text(r)))
}

func startsWith(l, r any) bool {
	if l == nil || r == nil {
		return l == nil && r == nil
	}
	return strings.HasPrefix(components.Text(l), components.Text(r))
}

func endsWith(l, r any) bool {
	if l == nil || r == nil {
		return l == nil && r == nil
	}
	return strings.HasSuffix(components.Text(l), components.Text(r))
}
