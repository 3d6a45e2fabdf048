package simple

import "github.com/dromedary-go/dromedary/components"

// eachFunctions do something with every element of a value.
var eachFunctions = map[string]compiler{"forEach": forEach, "filter": filter}

// eachArguments are the two that such a function takes; what is more belongs to the second.
func (p *parser) eachArguments(c call) (components.Expression, argument, error) {
	args, err := p.read(c, reading{least: 2})
	if err != nil {
		return nil, argument{}, err
	}
	of, err := p.argument(args[0])
	return of, rest(args, 1)[1], err
}

// overElements calls f for the elements of a value, each as the body of a copy of the exchange.
func overElements(of components.Expression, f func(ex *components.Exchange, element any) (any, error)) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil {
			return nil, err
		}
		list := []any{}
		for _, element := range elements(v) {
			one := ex.Clone()
			one.SetID(ex.ID())
			one.Body = element
			answer, err := f(one, element)
			if err != nil {
				return nil, err
			}
			if answer != nil {
				list = append(list, answer)
			}
		}
		return list, nil
	}
}

// forEach is forEach(values,function): what the function makes of each, without what is null.
func forEach(p *parser, c call) (components.Expression, error) {
	of, text, err := p.eachArguments(c)
	if err != nil {
		return nil, err
	}
	function, err := p.argument(text)
	if err != nil {
		return nil, err
	}
	return overElements(of, func(ex *components.Exchange, _ any) (any, error) { return function(ex) }), nil
}

// filter is filter(values,predicate): the values that it holds for.
func filter(p *parser, c call) (components.Expression, error) {
	of, text, err := p.eachArguments(c)
	if err != nil {
		return nil, err
	}
	holds, err := p.condition(text)
	if err != nil {
		return nil, err
	}
	return overElements(of, func(ex *components.Exchange, element any) (any, error) {
		ok, err := holds(ex)
		if err != nil || !ok {
			return nil, err
		}
		return element, nil
	}), nil
}
