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
	"listAdd":    changeFunction(1, 0, listAdd),
	"listRemove": changeFunction(1, 0, listRemove),
	"mapAdd":     changeMap(2, 0, mapAdd),
	"mapRemove":  changeMap(1, 2, func(m *components.Map, a []any) { m.Remove(components.Text(a[0])) }),
	"range":      rangeFunction,
}

func listOf(p *parser, c call) (components.Expression, error) {
	items, err := p.arguments(c, reading{trim: true})
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		values, err := evaluate(ex, items)
		if err != nil {
			return nil, err
		}
		return values, nil
	}, nil
}

func mapAdd(m *components.Map, a []any) {
	if a[1] != nil {
		m.Set(components.Text(a[0]), a[1])
	}
}

// mapOf is map(key,value,key,value...).
func mapOf(p *parser, c call) (components.Expression, error) {
	items, err := p.arguments(c, reading{trim: true})
	if err != nil {
		return nil, err
	}
	if len(items)%2 != 0 {
		return nil, p.wrong(c.text.start, "write ${map(key1,value1,key2,value2)}", "${map} takes keys and values in pairs, not %d arguments", len(items))
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
	}, nil
}

// rest joins all arguments from i on to one, with the commas between.
func rest(args []argument, i int) []argument {
	for len(args) > i+1 {
		args[len(args)-2].text += "," + args[len(args)-1].text
		args = args[:len(args)-1]
	}
	return args
}

// changeFunction is f(args...) on the body, or f(value,args...), with n args; what is more belongs to the last.
func changeFunction(n, most int, change func(v any, args []any) (any, error)) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		args, err := p.read(c, reading{least: n, most: most})
		if err != nil {
			return nil, err
		}
		args = rest(args, n)
		if len(args) == n {
			args = append([]argument{{"${body}", c.text.start}}, args...)
		}
		items := make([]components.Expression, len(args))
		for i, a := range args {
			if items[i], err = p.argument(a); err != nil {
				return nil, err
			}
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := evaluate(ex, items)
			if err != nil {
				return nil, err
			}
			return change(v[0], v[1:])
		}, nil
	}
}

// changeMap is null where the value is no map.
func changeMap(n, most int, change func(*components.Map, []any)) compiler {
	return changeFunction(n, most, func(v any, args []any) (any, error) {
		m, ok := v.(*components.Map)
		if !ok {
			return nil, nil
		}
		changed := m.Copy()
		change(&changed, args)
		return &changed, nil
	})
}

// listAdd is null where the value is no list; null is not added.
func listAdd(v any, args []any) (any, error) {
	switch v := v.(type) {
	case []any:
		if args[0] == nil {
			return v, nil
		}
		return append(slices.Clone(v), args[0]), nil
	case *components.Map:
		return nil, components.NewException("java.lang.UnsupportedOperationException", "")
	}
	return nil, nil
}

// listRemove takes a number for an index where there is one, else for an element.
func listRemove(v any, args []any) (any, error) {
	l, ok := v.([]any)
	if !ok {
		return nil, nil
	}
	i, err := strconv.Atoi(components.Text(args[0]))
	if err != nil || i < 0 || i >= len(l) {
		i = indexIn(l, args[0])
	}
	if i < 0 {
		return l, nil
	}
	return slices.Delete(slices.Clone(l), i, i+1), nil
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
	items, err := p.arguments(c, reading{least: 1, most: 2, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (from, to int, err error) {
		if to, err = numberOf(ex, items[len(items)-1]); err != nil || len(items) == 1 {
			return least, to, err
		}
		from, err = numberOf(ex, items[0])
		return from, to, err
	}, nil
}
