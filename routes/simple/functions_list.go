package simple

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// listFunctions make and change lists and maps.
var listFunctions = map[string]compiler{
	"list":    listFunction,
	"map":     mapFunction,
	"listAdd": changeList(func(l []any, v any) []any { return append(slices.Clone(l), v) }),
	"listRemove": changeList(func(l []any, v any) []any {
		return slices.DeleteFunc(slices.Clone(l), func(o any) bool { return equal(o, v) })
	}),
	"mapAdd":    mapAdd,
	"mapRemove": mapRemove,
	"collate":   collate,
	"skip":      skip,
	"size":      ofAny(func(v any) any { return sizeOf(v) }),
	"length":    ofAny(func(v any) any { return lengthOf(v) }),
	"isEmpty":   ofAny(func(v any) any { return v == nil || components.Text(v) == "" || sizeOf(v) == 0 }),
	"sort":      sortFunction,
	"reverse":   ofAny(reverse),
	"shuffle": ofAny(func(v any) any {
		l := slices.Clone(elements(v))
		rand.Shuffle(len(l), func(i, j int) { l[i], l[j] = l[j], l[i] })
		return l
	}),
	"distinct": ofAny(distinct),
	"empty":    emptyFunction,
	"newEmpty": emptyFunction,
}

// ofAny makes a function of one value, the body where there is no argument.
func ofAny(f func(any) any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		of, err := p.several(c)
		if err != nil {
			return nil, err
		}
		return p.navigate(func(ex *components.Exchange) (any, error) {
			v, err := of(ex)
			if err != nil {
				return nil, err
			}
			return f(v), nil
		}, c.rest)
	}
}

// several compiles no argument as the body, one as itself and more as a list of them.
func (p *parser) several(c call) (components.Expression, error) {
	if len(c.args) <= 1 {
		return p.subject(c, 0)
	}
	return p.listOf(c.args)
}

func (p *parser) listOf(args []span) (components.Expression, error) {
	var items []components.Expression
	for _, a := range args {
		e, err := p.unquoted(a)
		if err != nil {
			return nil, err
		}
		items = append(items, e)
	}
	return func(ex *components.Exchange) (any, error) {
		list := make([]any, len(items))
		for i, e := range items {
			v, err := e(ex)
			if err != nil {
				return nil, err
			}
			list[i] = v
		}
		return list, nil
	}, nil
}

func listFunction(p *parser, c call) (components.Expression, error) {
	e, err := p.listOf(c.args)
	if err != nil {
		return nil, err
	}
	return p.navigate(e, c.rest)
}

// mapFunction is map(key,value,key,value...).
func mapFunction(p *parser, c call) (components.Expression, error) {
	if len(c.args)%2 != 0 {
		return nil, p.wrong(c.at, "write ${map(key1,value1,key2,value2)}", "${map} takes keys and values in pairs")
	}
	values, err := p.listOf(c.args)
	if err != nil {
		return nil, err
	}
	return p.navigate(func(ex *components.Exchange) (any, error) {
		v, err := values(ex)
		if err != nil {
			return nil, err
		}
		pairs, m := v.([]any), &components.Map{}
		for i := 0; i < len(pairs); i += 2 {
			m.Set(components.Text(pairs[i]), pairs[i+1])
		}
		return m, nil
	}, c.rest)
}

// changeList is f(value) on the body, or f(list,value).
func changeList(change func([]any, any) []any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.count(c, 1, 2); err != nil {
			return nil, err
		}
		value, err := p.unquoted(c.args[len(c.args)-1])
		if err != nil {
			return nil, err
		}
		of := components.Expression(body)
		if len(c.args) == 2 {
			if of, err = p.unquoted(c.args[0]); err != nil {
				return nil, err
			}
		}
		return func(ex *components.Exchange) (any, error) {
			l, err := of(ex)
			if err != nil {
				return nil, err
			}
			v, err := value(ex)
			if err != nil {
				return nil, err
			}
			return change(elements(l), v), nil
		}, nil
	}
}

// mapAdd is mapAdd(key,value) on the body, or mapAdd(map,key,value).
func mapAdd(p *parser, c call) (components.Expression, error) {
	return changeMap(p, c, 2, func(m *components.Map, a []any) { m.Set(components.Text(a[0]), a[1]) })
}

func mapRemove(p *parser, c call) (components.Expression, error) {
	return changeMap(p, c, 1, func(m *components.Map, a []any) { m.Remove(components.Text(a[0])) })
}

func changeMap(p *parser, c call, n int, change func(*components.Map, []any)) (components.Expression, error) {
	if err := p.count(c, n, n+1); err != nil {
		return nil, err
	}
	args, err := p.listOf(c.args[len(c.args)-n:])
	if err != nil {
		return nil, err
	}
	of := components.Expression(body)
	if len(c.args) > n {
		if of, err = p.unquoted(c.args[0]); err != nil {
			return nil, err
		}
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil {
			return nil, err
		}
		a, err := args(ex)
		if err != nil {
			return nil, err
		}
		changed := &components.Map{}
		if m, ok := v.(*components.Map); ok {
			*changed = m.Copy()
		}
		change(changed, a.([]any))
		return changed, nil
	}, nil
}

// elements are a value as a list: null is none, text is cut at commas.
func elements(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case string:
		return listOf(strings.Split(v, ","))
	case *components.Map:
		list := []any{}
		for _, value := range v.All() {
			list = append(list, value)
		}
		return list
	}
	return []any{v}
}

func sizeOf(v any) int {
	switch v := v.(type) {
	case nil:
		return 0
	case []any:
		return len(v)
	case *components.Map:
		return v.Len()
	}
	return 1
}

func lengthOf(v any) int {
	switch v := v.(type) {
	case nil:
		return 0
	case []byte:
		return len(v)
	case []any, *components.Map:
		return sizeOf(v)
	}
	return len([]rune(components.Text(v)))
}

// collate cuts a list into lists of n.
func collate(p *parser, c call) (components.Expression, error) {
	return countedList(p, c, func(l []any, n int) any {
		groups := []any{}
		for group := range slices.Chunk(l, max(n, 1)) {
			groups = append(groups, slices.Clone(group))
		}
		return groups
	})
}

// skip leaves the first n elements out.
func skip(p *parser, c call) (components.Expression, error) {
	return countedList(p, c, func(l []any, n int) any { return slices.Clone(l[min(max(n, 0), len(l)):]) })
}

func countedList(p *parser, c call, f func([]any, int) any) (components.Expression, error) {
	if err := p.count(c, 1, 1); err != nil {
		return nil, err
	}
	number, err := p.unquoted(c.args[0])
	if err != nil {
		return nil, err
	}
	return p.navigate(func(ex *components.Exchange) (any, error) {
		n, err := intOf(number, ex)
		if err != nil {
			return nil, err
		}
		return f(elements(ex.Body), int(n)), nil
	}, c.rest)
}

func sortFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 0, 2); err != nil {
		return nil, err
	}
	descending := len(c.args) > 0 && p.plain(c.args[len(c.args)-1]) == "true"
	of := components.Expression(body)
	if n := len(c.args); n > 0 && p.plain(c.args[0]) != "true" && p.plain(c.args[0]) != "false" {
		var err error
		if of, err = p.unquoted(c.args[0]); err != nil {
			return nil, err
		}
	}
	return p.navigate(func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		l := slices.Clone(elements(v))
		slices.SortStableFunc(l, func(a, b any) int {
			if descending {
				a, b = b, a
			}
			return compare(a, b)
		})
		return l, nil
	}, c.rest)
}

func reverse(v any) any {
	if s, ok := v.(string); ok && !strings.Contains(s, ",") {
		r := []rune(s)
		slices.Reverse(r)
		return string(r)
	}
	l := slices.Clone(elements(v))
	slices.Reverse(l)
	return l
}

func distinct(v any) any {
	l := []any{}
	for _, item := range elements(v) {
		if !slices.ContainsFunc(l, func(o any) bool { return equal(o, item) }) {
			l = append(l, item)
		}
	}
	return l
}

func emptyFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 1, 1); err != nil {
		return nil, err
	}
	switch kind := strings.ToLower(p.plain(c.args[0])); kind {
	case "list", "set":
		return func(*components.Exchange) (any, error) { return []any{}, nil }, nil
	case "map":
		return func(*components.Exchange) (any, error) { return &components.Map{}, nil }, nil
	case "string":
		return constant(""), nil
	}
	return nil, p.wrong(c.args[0].start, "known are list, map, set, string", "unknown kind %q", p.plain(c.args[0]))
}
