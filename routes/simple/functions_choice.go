package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// choiceFunctions decide, and make values of their arguments.
var choiceFunctions = map[string]compiler{
	"iif":        iif,
	"not":        notFunction,
	"null":       word(constant(nil)),
	"val":        val,
	"empty":      empty,
	"newEmpty":   empty,
	"kindOfType": ofValue(kindOfType),
	"isEmpty":    ofValue(func(v any) any { return isNothingOrBlank(v) }),
}

// iif is iif(predicate,yes,no). Quotes around yes and no are part of the text, as in Camel.
func iif(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{least: 3, most: 3, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	condition, err := p.condition(args[0])
	if err != nil {
		return nil, err
	}
	yes, err := p.argument(args[1])
	if err != nil {
		return nil, err
	}
	no, err := p.argument(args[2])
	if err != nil {
		return nil, err
	}
	return choose(condition, yes, no), nil
}

// notFunction is the opposite of a predicate, of the body's truth where there is none.
func notFunction(p *parser, c call) (components.Expression, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	condition := side{value: body}.truth()
	if !p.trim(c.inside).empty() {
		var err error
		if condition, err = p.condition(argument{p.of(c.inside), c.inside.start}); err != nil {
			return nil, err
		}
	}
	return func(ex *components.Exchange) (any, error) {
		ok, err := condition(ex)
		if err != nil {
			return nil, err
		}
		return !ok, nil
	}, nil
}

// val is its argument as it is written, blanks and quotes too.
func val(p *parser, c call) (components.Expression, error) {
	if p.trim(c.inside).empty() {
		return nil, p.wrong(c.text.start, "write ${val(text)}", "${val} needs a value")
	}
	return p.argument(argument{p.of(c.inside), c.inside.start})
}

// empty makes a new empty text, list, map or set each time.
func empty(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{least: 1, most: 1, quotes: true})
	if err != nil {
		return nil, err
	}
	switch kind := args[0].text; strings.ToLower(kind) {
	case "list", "set":
		return func(*components.Exchange) (any, error) { return []any{}, nil }, nil
	case "map":
		return func(*components.Exchange) (any, error) { return &components.Map{}, nil }, nil
	case "string":
		return constant(""), nil
	default:
		return nil, p.wrong(args[0].at, "known are string, list, map and set", "unknown kind %q", kind)
	}
}

// ofValue makes a function of one value, the body where there is no argument.
func ofValue(f func(any) any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		of, err := p.whole(c)
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := of(ex)
			if err != nil {
				return nil, err
			}
			return f(v), nil
		}, nil
	}
}

// kindOfType calls a map an array, as Camel does.
func kindOfType(v any) any {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case []any, *components.Map, []byte:
		return "array"
	case string:
		return "string"
	}
	if isNumber(v) {
		return "number"
	}
	return "object"
}

// isNothingOrBlank is like elvis's rule but takes 0 and false for values.
func isNothingOrBlank(v any) bool {
	if _, ok := v.(bool); ok || isNumber(v) {
		return false
	}
	return isNothing(v)
}
