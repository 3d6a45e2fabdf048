package simple

import (
	"fmt"
	"regexp"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/javatext"
)

// among tells whether the left value is one of a list, or of what stands between the commas of a text.
func among(negated bool) func(*parser, components.Expression, side) (components.Predicate, error) {
	return func(_ *parser, left components.Expression, right side) (components.Predicate, error) {
		var fixed []any
		if right.isConstant {
			fixed = membersOf(right.constant)
		}
		return compared(left, right, func(l, r any) (bool, error) {
			members := fixed
			if !right.isConstant {
				members = membersOf(r)
			}
			found, err := isAmong(l, members)
			return err == nil && found != negated, err
		}), nil
	}
}

func membersOf(v any) []any {
	if b, ok := v.([]byte); ok {
		list, _ := components.ConvertTo(b, "java.util.List")
		v = list
	}
	return components.Parts(v, ",")
}

// isAmong tells whether a value is one of some, each converted to its type.
func isAmong(l any, members []any) (bool, error) {
	if l == nil {
		return false, nil
	}
	class := components.JavaType(l)
	for _, v := range members {
		v, err := components.ConvertTo(v, class)
		if err != nil && components.Class(err) == components.TypeConversionException {
			return false, err
		}
		if ok, err := equal(l, v, false); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// matches is a regular expression that must match the whole text.
func matches(negated bool) func(*parser, components.Expression, side) (components.Predicate, error) {
	return func(p *parser, left components.Expression, right side) (components.Predicate, error) {
		test := func(l any, re *javatext.Pattern) (bool, error) {
			if l == nil {
				return negated, nil
			}
			ok, err := re.Match(components.Text(l))
			if err != nil {
				return false, components.NewException(runtimeException, err.Error())
			}
			return ok != negated, nil
		}
		if right.isConstant {
			re, err := javatext.FullMatch(components.Text(right.constant))
			if err != nil {
				return nil, p.wrong(right.at, "", "%v", err)
			}
			return compared(left, right, func(l, _ any) (bool, error) { return test(l, re) }), nil
		}
		return compared(left, right, func(l, r any) (bool, error) {
			if r == nil {
				return false, components.NewException("java.lang.NullPointerException", `Cannot invoke "String.isEmpty()" because "this.pattern" is null`)
			}
			re, err := javatext.FullMatch(components.Text(r))
			if err != nil {
				return false, components.NewException(patternSyntax, err.Error())
			}
			return test(l, re)
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
			above, err := compare(l, from)
			if err != nil || above < 0 {
				return err == nil && negated, err
			}
			below, err := compare(l, to)
			return err == nil && (below <= 0) != negated, err
		}), nil
	}
}

func bounds(v any) (from, to any, ok bool) {
	m := rangeSyntax.FindStringSubmatch(components.Text(v))
	if m == nil {
		return nil, nil, false
	}
	return m[1], m[2], true
}
