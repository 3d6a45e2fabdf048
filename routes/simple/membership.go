package simple

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/javatext"
)

// among tells whether the left value is one of a list, or of a text with commas between.
func among(negated bool) func(*parser, components.Expression, side) (components.Predicate, error) {
	return func(_ *parser, left components.Expression, right side) (components.Predicate, error) {
		return compared(left, right, func(l, r any) (bool, error) {
			found, err := isAmong(l, r)
			return err == nil && found != negated, err
		}), nil
	}
}

func isAmong(l, r any) (bool, error) {
	if l == nil || r == nil {
		return false, nil
	}
	if list, ok := r.([]any); ok {
		for _, v := range list {
			if equal(l, v) {
				return true, nil
			}
		}
		return false, nil
	}
	for rest, more := components.Text(r), true; more; {
		var word string
		word, rest, more = strings.Cut(rest, ",")
		if isInteger(l) && !wholeNumber(word) {
			return false, notNumber(word, components.JavaType(l))
		}
		if equalText(word, l) {
			return true, nil
		}
		if rest == "" { // an empty piece at the end does not count
			break
		}
	}
	return false, nil
}

// matches is a regular expression that must match the whole text.
func matches(negated bool) func(*parser, components.Expression, side) (components.Predicate, error) {
	return func(p *parser, left components.Expression, right side) (components.Predicate, error) {
		test := func(l any, re *regexp.Regexp) bool {
			return (l != nil && re.MatchString(components.Text(l))) != negated
		}
		if right.isConstant {
			re, err := javatext.FullMatch(components.Text(right.constant))
			if err != nil {
				return nil, p.wrong(right.at, "", "%v", err)
			}
			return compared(left, right, func(l, _ any) (bool, error) { return test(l, re), nil }), nil
		}
		return compared(left, right, func(l, r any) (bool, error) {
			re, err := javatext.FullMatch(components.Text(r))
			if err != nil {
				return false, components.NewException(patternSyntax, err.Error())
			}
			return test(l, re), nil
		}), nil
	}
}

var rangeSyntax = regexp.MustCompile(`^(\d+)\.\.(\d+)$`)

// within tests from..to, both ends included.
func within(negated bool) func(*parser, components.Expression, side) (components.Predicate, error) {
	return func(p *parser, left components.Expression, right side) (components.Predicate, error) {
		from, to, ok := bounds(right.constant)
		if right.isConstant && !ok {
			return nil, p.wrong(right.at, "write two whole numbers, such as range '10..20'", "%q is no range", components.Text(right.constant))
		}
		return compared(left, right, func(l, r any) (bool, error) {
			from, to := from, to
			if !right.isConstant {
				var ok bool
				if from, to, ok = bounds(r); !ok {
					return false, components.NewException(components.IllegalArgumentException, fmt.Sprintf("%q is no range from..to", components.Text(r)))
				}
			}
			if l == nil {
				return negated, nil
			}
			return (Compare(l, from) >= 0 && Compare(l, to) <= 0) != negated, nil
		}), nil
	}
}

func bounds(v any) (from, to int64, ok bool) {
	m := rangeSyntax.FindStringSubmatch(components.Text(v))
	if m == nil {
		return 0, 0, false
	}
	from, err1 := strconv.ParseInt(m[1], 10, 64)
	to, err2 := strconv.ParseInt(m[2], 10, 64)
	return from, to, err1 == nil && err2 == nil
}
