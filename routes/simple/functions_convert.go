package simple

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// typeName reads an argument that names a type.
func (p *parser) typeName(a argument) (string, error) {
	name := a.withoutQuotes().text
	if !components.NamesClass(name) {
		return "", p.wrong(a.at, "known are String, int, long, double, boolean, byte[], Map, List", "unknown type %q", name)
	}
	return name, nil
}

// converted makes a conversion to a type. A value of a kind that has no conversion is null, text that is no number an error.
func converted(e components.Expression, typeName string) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		in, err := components.CharsetOf(ex)
		if err != nil {
			return nil, err
		}
		return convert(in, v, typeName)
	}
}

func convert(in components.Charset, v any, typeName string) (any, error) {
	result, err := components.ConvertIn(in, v, typeName)
	if err == nil {
		return result, nil
	}
	_, isText := textual(v)
	_, isList := v.([]any)
	switch {
	case isList && typeName == "byte[]":
		return nil, components.NewException(components.IllegalArgumentException, "argument type mismatch")
	case typeName == "boolean":
		return nil, notConverted(v, typeName, components.NewException(components.IllegalArgumentException, "Cannot convert type: "+components.JavaType(v)+" to boolean"))
	case strings.HasSuffix(typeName, "Boolean"):
		return nil, nil
	case isText && components.Class(err) == components.TypeConversionException:
		return nil, notNumber(v, typeName)
	}
	return nil, nil
}

// orZero makes the zero of a primitive type of null.
func orZero(e components.Expression, typeName string) components.Expression {
	zero := components.ZeroOf(typeName)
	if zero == nil {
		return e
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err == nil && v == nil {
			return zero, nil
		}
		return v, err
	}
}

// ofBodyOrZero converts the body; null is the zero of a primitive type.
func ofBodyOrZero(typeName string) components.Expression {
	e, zero := converted(body, typeName), orZero(constant(nil), typeName)
	return func(ex *components.Exchange) (any, error) {
		if ex.Body == nil {
			return zero(ex)
		}
		return e(ex)
	}
}

func bodyAs(p *parser, c call) (components.Expression, error) {
	c = p.navigated(c)
	if p.trim(c.inside).empty() {
		return nil, p.wrong(c.text.start, "write ${bodyAs(String)}", "${%s} needs a type", c.name)
	}
	name, err := p.typeName(argument{p.of(c.inside), c.inside.start})
	if err != nil {
		return nil, err
	}
	return p.navigate(ofBodyOrZero(name), c.rest)
}

func mandatoryBodyAs(p *parser, c call) (components.Expression, error) {
	c = p.navigated(c)
	if p.trim(c.inside).empty() {
		return nil, p.wrong(c.text.start, "write ${mandatoryBodyAs(String)}", "${%s} needs a type", c.name)
	}
	name, err := p.typeName(argument{p.of(c.inside), c.inside.start})
	if err != nil {
		return nil, err
	}
	e := ofBodyOrZero(name)
	return p.navigate(func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil || v != nil || ex.Body != nil && components.FullType(name) == "java.math.BigInteger" { // null is what else becomes one
			return v, err
		}
		return nil, &components.Exception{
			Class: executionFailed, Message: "Exception occurred during execution on the exchange: " + exchangeName(ex),
			Cause: &components.Exception{
				Class: invalidPayload, Message: fmt.Sprintf("No body available of type: %s but has type: %s", name, components.JavaType(ex.Body)),
				Cause: components.NewException(components.NoTypeConversion, fmt.Sprintf(
					"No type converter available to convert from type: %s to the required type: %s", components.JavaType(ex.Body), name)),
			},
		}
	}, c.rest)
}

// messageAs is null: there is no type that a message is converted to.
func messageAs(p *parser, c call) (components.Expression, error) {
	c = p.navigated(c)
	if p.trim(c.inside).empty() {
		return nil, p.wrong(c.text.start, "write ${bodyAs(String)}", "${%s} needs a type", c.name)
	}
	if _, err := p.typeName(argument{p.of(c.inside), c.inside.start}); err != nil {
		return nil, err
	}
	return p.navigate(constant(nil), c.rest)
}

// namedAs is headerAs(name,type) and variableAs(name,type).
func namedAs(find finder) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		args, err := p.read(c, reading{least: 2, most: 2, trim: true, quotes: true})
		if err == nil && c.inside.end+1 < c.text.end {
			err = p.wrong(c.inside.end+1, "set a variable to it and navigate that", "${%s} cannot be followed by %s", c.name, p.excerpt(span{c.inside.end + 1, c.text.end}))
		}
		if err != nil {
			return nil, err
		}
		name, err := p.typeName(args[1])
		if err != nil {
			return nil, err
		}
		e, err := inside(p, args[0].withoutQuotes(), func(p *parser, s span) (components.Expression, error) { return p.find(c, s, find) })
		if err != nil {
			return nil, err
		}
		if c.name == "headerAs" && name == "boolean" {
			return orZero(converted(e, name), name), nil
		}
		return converted(e, name), nil
	}
}

// convertTo is convertTo(type) for the body, or convertTo(value,type).
func convertTo(p *parser, c call) (components.Expression, error) {
	c = p.navigated(c)
	args, err := p.read(c, reading{least: 1, most: 2, trim: true, quotes: true, of: first})
	if err != nil {
		return nil, err
	}
	name, err := p.typeName(args[1])
	if err != nil {
		return nil, err
	}
	e, err := p.argument(args[0].withoutQuotes())
	if err != nil {
		return nil, err
	}
	return p.navigate(func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return orZero(constant(nil), name)(ex)
		}
		in, err := components.CharsetOf(ex)
		if err != nil {
			return nil, err
		}
		return convert(in, v, name)
	}, c.rest)
}
