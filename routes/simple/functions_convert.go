package simple

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// typeName reads an argument that names a type.
func (p *parser) typeName(s span) (string, error) {
	name := p.literal(s)
	if !components.KnownType(name) {
		return "", p.wrong(s.start, "known are String, int, long, double, boolean, byte[], Map, List", "unknown type %q", name)
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
		return convert(v, typeName)
	}
}

func convert(v any, typeName string) (any, error) {
	result, err := components.ConvertTo(v, typeName)
	if err == nil {
		return result, nil
	}
	if s, ok := textual(v); ok && components.Class(err) == components.TypeConversionException {
		return nil, notNumber(s, typeName)
	}
	return nil, nil
}

func bodyAs(p *parser, c call) (components.Expression, error) {
	if len(c.args) != 1 {
		return nil, p.wrong(c.text.start, "write ${bodyAs(String)}", "${%s} needs a type", c.name)
	}
	name, err := p.typeName(c.args[0])
	if err != nil {
		return nil, err
	}
	return p.navigate(converted(body, name), c.rest)
}

func mandatoryBodyAs(p *parser, c call) (components.Expression, error) {
	if len(c.args) != 1 {
		return nil, p.wrong(c.text.start, "write ${mandatoryBodyAs(String)}", "${%s} needs a type", c.name)
	}
	name, err := p.typeName(c.args[0])
	if err != nil {
		return nil, err
	}
	e := converted(body, name)
	return p.navigate(func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil || v != nil {
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

// namedAs is headerAs(name,type) and variableAs(name,type).
func namedAs(find finder) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.takes(c, 2, 2); err != nil {
			return nil, err
		}
		name, err := p.typeName(c.args[1])
		if err != nil {
			return nil, err
		}
		e, err := p.find(c, p.inner(c.args[0]), find)
		if err != nil {
			return nil, err
		}
		return converted(e, name), nil
	}
}

// convertTo is convertTo(type) for the body, or convertTo(value,type).
func convertTo(p *parser, c call) (components.Expression, error) {
	n := len(c.args)
	if n < 1 || n > 2 {
		return nil, p.wrong(c.text.start, "write ${convertTo(${header.n},int)}", "${convertTo} takes 1 to 2 arguments, not %d", n)
	}
	name, err := p.typeName(c.args[n-1])
	if err != nil {
		return nil, err
	}
	e, err := p.subject(c, n-2)
	if err != nil {
		return nil, err
	}
	return p.navigate(converted(e, name), c.rest)
}
