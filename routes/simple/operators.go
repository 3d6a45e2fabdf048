package simple

import (
	"slices"
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
	binary("!=~", not(equalFold)), binary("=~", equalFold), binary("==", equalAsIs), binary("!=", not(equalAsIs)),
	ordering(">=", true, func(c int) bool { return c >= 0 }), ordering("<=", true, func(c int) bool { return c <= 0 }),
	ordering(">", false, func(c int) bool { return c > 0 }), ordering("<", true, func(c int) bool { return c < 0 }),
	binary("!~~", not(containsFold)), binary("~~", containsFold),
	binary("!contains", not(contains)), binary("not contains", not(contains)), binary("contains", contains),
	{"!regex", true, matches(true)}, {"not regex", true, matches(true)}, {"regex", true, matches(false)},
	{"!range", true, within(true)}, {"not range", true, within(true)}, {"range", true, within(false)},
	{"!in", false, among(true)}, {"not in", false, among(true)}, {"in", false, among(false)},
	{"!is", true, isClass(true)}, {"not is", true, isClass(true)}, {"is", true, isClass(false)},
	binary("!startsWith", not(startsWith)), binary("startsWith", startsWith), binary("starts with", startsWith),
	binary("!endsWith", not(endsWith)), binary("endsWith", endsWith), binary("ends with", endsWith),
}

// test asks something of two values.
type test func(l, r any) (bool, error)

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
func binary(word string, test test) operator {
	return operator{word: word, make: func(_ *parser, left components.Expression, right side) (components.Predicate, error) {
		if r := right.constant; right.isConstant {
			return func(ex *components.Exchange) (bool, error) {
				l, err := left(ex)
				if err != nil {
					return false, err
				}
				return test(l, r)
			}, nil
		}
		return compared(left, right, test), nil
	}}
}

// ordering makes an operator of a test of how two values compare; null stands only beside null, which is what ofNulls says.
func ordering(word string, ofNulls bool, test func(c int) bool) operator {
	return binary(word, func(l, r any) (bool, error) {
		if l == nil || r == nil {
			return ofNulls && l == nil && r == nil, nil
		}
		c, err := compare(l, r)
		return err == nil && test(c), err
	})
}

func not(test test) test {
	return func(l, r any) (bool, error) {
		ok, err := test(l, r)
		return !ok && err == nil, err
	}
}

// compared evaluates both sides.
func compared(left components.Expression, right side, test test) components.Predicate {
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

func equalAsIs(l, r any) (bool, error) { return equal(l, r, false) }

func equalFold(l, r any) (bool, error) { return equal(l, r, true) }

func contains(l, r any) (bool, error) { return holds(l, r, false) }

func containsFold(l, r any) (bool, error) { return holds(l, r, true) }

// holds tells whether a list has an element, or text a part; anything else has one part, itself, that may be equal.
func holds(l, r any, fold bool) (bool, error) {
	if l == nil || r == nil {
		return l == nil && r == nil, nil
	}
	switch l := l.(type) {
	case []any:
		return slices.ContainsFunc(l, func(v any) bool {
			return sameValue(v, r) || fold && holdsText(components.Text(v), components.Text(r), true)
		}), nil
	case string, []byte, components.StreamCache:
		return holdsText(components.Text(l), components.Text(r), fold), nil
	}
	for _, v := range components.Parts(l, ",") {
		if ok, err := equal(r, v, fold); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

func holdsText(s, part string, fold bool) bool {
	if fold {
		s, part = strings.ToLower(s), strings.ToLower(part)
	}
	return strings.Contains(s, part)
}

func startsWith(l, r any) (bool, error) {
	if l == nil || r == nil {
		return l == nil && r == nil, nil
	}
	return strings.HasPrefix(components.Text(l), components.Text(r)), nil
}

func endsWith(l, r any) (bool, error) {
	if l == nil || r == nil {
		return l == nil && r == nil, nil
	}
	return strings.HasSuffix(components.Text(l), components.Text(r)), nil
}
