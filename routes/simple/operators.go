package simple

import (
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// operator is a binary operator of predicates.
type operator struct {
	word    string
	literal bool // its right side is text as it stands
	bare    bool // its right side may stand without quotes
	make    func(o operands) (components.Predicate, error)
}

type operands struct {
	left, right                 components.Expression
	leftConstant, rightConstant bool
	p                           *parser
	at                          int
}

// test makes a predicate of both values.
func (o operands) test(f func(l, r any) (bool, error)) (components.Predicate, error) {
	left, right := o.left, o.right
	if o.rightConstant {
		r, err := right(nil)
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (bool, error) {
			l, err := left(ex)
			if err != nil {
				return false, err
			}
			return f(l, r)
		}, nil
	}
	return func(ex *components.Exchange) (bool, error) {
		l, err := left(ex)
		if err != nil {
			return false, err
		}
		r, err := right(ex)
		if err != nil {
			return false, err
		}
		return f(l, r)
	}, nil
}

func simpleTest(f func(l, r any) bool) func(operands) (components.Predicate, error) {
	return func(o operands) (components.Predicate, error) {
		return o.test(func(l, r any) (bool, error) { return f(l, r), nil })
	}
}

func negated(f func(l, r any) bool) func(operands) (components.Predicate, error) {
	return simpleTest(func(l, r any) bool { return !f(l, r) })
}

func ordered(want func(int) bool, nulls bool) func(operands) (components.Predicate, error) {
	return simpleTest(func(l, r any) bool {
		if l == nil || r == nil {
			return l == nil && r == nil && nulls
		}
		return want(compare(l, r))
	})
}

// operators, longer words before their beginnings.
var operators = []operator{
	{word: "!=~", make: negated(equalFold)}, {word: "=~", make: simpleTest(equalFold)},
	{word: "==", make: simpleTest(equal)}, {word: "!=", make: negated(equal)},
	{word: ">=", make: ordered(func(c int) bool { return c >= 0 }, true)}, {word: "<=", make: ordered(func(c int) bool { return c <= 0 }, true)},
	{word: ">", make: ordered(func(c int) bool { return c > 0 }, false)}, {word: "<", make: ordered(func(c int) bool { return c < 0 }, false)},
	{word: "!~~", make: negated(containsFold)}, {word: "~~", make: simpleTest(containsFold)},
	{word: "!contains", make: negated(contains)}, {word: "not contains", make: negated(contains)}, {word: "contains", make: simpleTest(contains)},
	{word: "!regex", literal: true, make: matches(true)}, {word: "not regex", literal: true, make: matches(true)}, {word: "regex", literal: true, make: matches(false)},
	{word: "!range", make: within(true)}, {word: "not range", make: within(true)}, {word: "range", make: within(false)},
	{word: "!in", make: negated(among)}, {word: "not in", make: negated(among)}, {word: "in", make: simpleTest(among)},
	{word: "!is", bare: true, make: negated(isType)}, {word: "not is", bare: true, make: negated(isType)}, {word: "is", bare: true, make: simpleTest(isType)},
	{word: "!startsWith", make: negated(startsWith)}, {word: "startsWith", make: simpleTest(startsWith)}, {word: "starts with", make: simpleTest(startsWith)},
	{word: "!endsWith", make: negated(endsWith)}, {word: "endsWith", make: simpleTest(endsWith)}, {word: "ends with", make: simpleTest(endsWith)},
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
			if equal(v, r) {
				return true
			}
		}
		return false
	case *components.Map:
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
	return contains(strings.ToLower(components.Text(l)), strings.ToLower(components.Text(r)))
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

// among tells whether l is one of a list, or of a text with commas between.
func among(l, r any) bool {
	switch r := r.(type) {
	case nil:
		return l == nil
	case []any:
		for _, v := range r {
			if equal(l, v) {
				return true
			}
		}
		return false
	}
	for word := range strings.SplitSeq(components.Text(r), ",") {
		if equal(l, word) {
			return true
		}
	}
	return false
}

// isType compares the Java type of l by its name.
func isType(l, r any) bool {
	if l == nil {
		return false
	}
	want := components.ShortType(components.Text(r))
	have := components.ShortType(components.JavaType(l))
	if want == have || want == "Object" {
		return true
	}
	switch want {
	case "Number":
		return have == "Integer" || have == "Long" || have == "Double" || have == "Float"
	case "Map":
		return have == "LinkedHashMap"
	case "List", "Collection", "Iterable":
		return have == "ArrayList"
	case "CharSequence":
		return have == "String"
	}
	return false
}

// matches compiles a regular expression that must match the whole text.
func matches(not bool) func(operands) (components.Predicate, error) {
	return func(o operands) (components.Predicate, error) {
		if o.rightConstant {
			v, err := o.right(nil)
			if err != nil {
				return nil, err
			}
			re, err := fullMatch(components.Text(v))
			if err != nil {
				return nil, o.p.wrong(o.at, "Go's regular expressions have no look-around and no back references", "bad regular expression: %v", err)
			}
			return o.test(func(l, _ any) (bool, error) { return (l != nil && re.MatchString(components.Text(l))) != not, nil })
		}
		return o.test(func(l, r any) (bool, error) {
			re, err := fullMatch(components.Text(r))
			if err != nil {
				return false, components.NewException("java.util.regex.PatternSyntaxException", err.Error())
			}
			return (l != nil && re.MatchString(components.Text(l))) != not, nil
		})
	}
}

func fullMatch(pattern string) (*regexp.Regexp, error) {
	return regexp.Compile(`^(?:` + pattern + `)$`)
}

// within tests from..to, both ends included.
func within(not bool) func(operands) (components.Predicate, error) {
	return func(o operands) (components.Predicate, error) {
		bounds := func(r any) (from, to int64, ok bool) {
			a, b, found := strings.Cut(components.Text(r), "..")
			from, err1 := components.Int(a)
			to, err2 := components.Int(b)
			return from, to, found && err1 == nil && err2 == nil
		}
		if o.rightConstant {
			v, err := o.right(nil)
			if err != nil {
				return nil, err
			}
			if _, _, ok := bounds(v); !ok {
				return nil, o.p.wrong(o.at, "write range '10..20'", "%q is no range", components.Text(v))
			}
		}
		return o.test(func(l, r any) (bool, error) {
			from, to, ok := bounds(r)
			if !ok {
				return false, components.NewException(components.IllegalArgumentException, "range must be from..to, not "+components.Text(r))
			}
			if l == nil {
				return not, nil
			}
			n, err := components.Int(l)
			if err != nil {
				return false, err
			}
			return (n >= from && n <= to) != not, nil
		})
	}
}
