package simple

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/dromedary-go/dromedary/components"
)

// listFunctions make lists and maps, and change them. What they answer is new: the source stays as it is.
var listFunctions = map[string]compiler{
	"list":       listOf,
	"map":        mapOf,
	"listAdd":    changeList(func(l []any, v any) []any { return append(slices.Clone(l), v) }),
	"listRemove": changeList(listRemove),
	"mapAdd":     changeMap(2, func(m *components.Map, a []any) { m.Set(components.Text(a[0]), a[1]) }),
	"mapRemove":  changeMap(1, func(m *components.Map, a []any) { m.Remove(components.Text(a[0])) }),
	"range":      rangeFunction,
}

func listOf(p *parser, c call) (components.Expression, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	items, err := p.arguments(c.args)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		values, err := evaluate(ex, items)
		if err != nil {
			return nil, err
		}
		return values, nil
	}, p.plainEnd(c)
}

// mapOf is map(key,value,key,value...).
func mapOf(p *parser, c call) (components.Expression, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	if len(c.args)%2 != 0 {
		return nil, p.wrong(c.text.start, "write ${map(key1,value1,key2,value2)}", "${map} takes keys and values in pairs, not %d arguments", len(c.args))
	}
	items, err := p.arguments(c.args)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		pairs, err := evaluate(ex, items)
		if err != nil {
			return nil, err
		}
		m := &components.Map{}
		for i := 0; i < len(pairs); i += 2 {
			m.Set(components.Text(pairs[i]), pairs[i+1])
		}
		return m, nil
	}, p.plainEnd(c)
}

// changeList is f(value) on the body, or f(list,value); null where that is no list.
func changeList(change func([]any, any) []any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.takes(c, 1, 2); err != nil {
			return nil, err
		}
		of, err := p.subject(c, len(c.args)-2)
		if err != nil {
			return nil, err
		}
		value, err := p.argument(c.args[len(c.args)-1])
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := evaluate(ex, []components.Expression{of, value})
			if err != nil {
				return nil, err
			}
			if l, ok := v[0].([]any); ok {
				return change(l, v[1]), nil
			}
			return nil, nil
		}, nil
	}
}

// listRemove takes a number for an index.
func listRemove(l []any, v any) []any {
	l = slices.Clone(l)
	i, err := strconv.Atoi(components.Text(v))
	if err != nil {
		i = indexIn(l, v)
	}
	if i < 0 || i >= len(l) {
		return l
	}
	return slices.Delete(l, i, i+1)
}

// changeMap is f(args...) on the body, or f(map,args...); null where that is no map.
func changeMap(n int, change func(*components.Map, []any)) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.takes(c, n, n+1); err != nil {
			return nil, err
		}
		of, err := p.subject(c, len(c.args)-n-1)
		if err != nil {
			return nil, err
		}
		items, err := p.arguments(c.args[len(c.args)-n:])
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := of(ex)
			if err != nil {
				return nil, err
			}
			values, err := evaluate(ex, items)
			if err != nil {
				return nil, err
			}
			m, ok := v.(*components.Map)
			if !ok {
				return nil, nil
			}
			changed := m.Copy()
			change(&changed, values)
			return &changed, nil
		}, nil
	}
}

// mostNumbers bounds the list that range makes.
const mostNumbers = 1_000_000

// rangeFunction is range(max), which begins at 1, and range(min,max); max is not part of it. It is null where there is no
// number.
func rangeFunction(p *parser, c call) (components.Expression, error) {
	limits, err := p.limits(c, 1)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		from, to, err := limits(ex)
		if err != nil || from < 0 || to <= from {
			return nil, err
		}
		if to-from > mostNumbers {
			return nil, components.NewException(components.IllegalArgumentException, fmt.Sprintf("a range of %d numbers is too large", to-from))
		}
		numbers := make([]any, to-from)
		for i := range numbers {
			numbers[i] = from + i
		}
		return numbers, nil
	}, nil
}

// limits compiles the arguments (max) or (min,max).
func (p *parser) limits(c call, least int) (func(*components.Exchange) (from, to int, err error), error) {
	if err := p.takes(c, 1, 2); err != nil {
		return nil, err
	}
	items, err := p.arguments(c.args)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (from, to int, err error) {
		if to, err = intOf(ex, items[len(items)-1]); err != nil || len(items) == 1 {
			return least, to, err
		}
		from, err = intOf(ex, items[0])
		return from, to, err
	}, nil
}
