package simple

import "github.com/dromedary-go/dromedary/components"

// setFunctions change the message. They answer null, which is nothing within a text.
var setFunctions = map[string]compiler{
	"setHeader":   setFunction(setHeader),
	"setVariable": setFunction(func(ex *components.Exchange, name string, v any) { ex.SetVariable(name, v) }),
}

// setHeader takes the header out where the value is null.
func setHeader(ex *components.Exchange, name string, v any) {
	if v == nil {
		ex.Headers.Remove(name)
		return
	}
	ex.Headers.Set(name, v)
}

// setFunction is f(name,value) and f(name,type,value). The name is text as it is written.
func setFunction(set func(ex *components.Exchange, name string, v any)) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		args, err := p.read(c, reading{least: 2, most: 3})
		if err != nil {
			return nil, err
		}
		typeName := ""
		if len(args) == 3 {
			if typeName, err = p.typeName(args[1]); err != nil {
				return nil, err
			}
		}
		value, err := p.argument(args[len(args)-1])
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := value(ex)
			if err == nil && typeName != "" {
				v, err = convert(components.Charset{}, v, typeName)
			}
			if err == nil {
				set(ex, args[0].text, v)
			}
			return nil, err
		}, nil
	}
}
