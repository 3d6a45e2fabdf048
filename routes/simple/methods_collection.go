package simple

import (
	"fmt"
	"slices"

	"github.com/dromedary-go/dromedary/components"
)

// listMethods are those of java.util.List. They change nothing: a list is a value here.
var listMethods = map[string]method[[]any]{
	"size":        getter(func(l []any) any { return len(l) }),
	"isEmpty":     getter(func(l []any) any { return len(l) == 0 }),
	"contains":    taking(1, func(l []any, a []any) any { return indexIn(l, a[0]) >= 0 }),
	"indexOf":     taking(1, func(l []any, a []any) any { return indexIn(l, a[0]) }),
	"lastIndexOf": taking(1, lastIndexIn),
	"toArray":     getter(func(l []any) any { return slices.Clone(l) }),
	"get":         {least: 1, most: 1, call: element},
	"getFirst":    {least: 0, most: 0, call: func(l []any, _ []any) (any, *components.Exception) { return end(l, 0) }},
	"getLast":     {least: 0, most: 0, call: func(l []any, _ []any) (any, *components.Exception) { return end(l, len(l)-1) }},
	"subList":     {least: 2, most: 2, call: subList},
	"containsAll": taking(1, func(l []any, a []any) any { return containsAll(l, elements(a[0])) }),
	"reversed": getter(func(l []any) any {
		r := slices.Clone(l)
		slices.Reverse(r)
		return r
	}),
}

func indexIn(l []any, v any) int {
	return slices.IndexFunc(l, func(o any) bool { return sameValue(o, v) })
}

func lastIndexIn(l []any, args []any) any {
	for i := len(l) - 1; i >= 0; i-- {
		if sameValue(l[i], args[0]) {
			return i
		}
	}
	return -1
}

func containsAll(l, all []any) bool {
	return !slices.ContainsFunc(all, func(v any) bool { return indexIn(l, v) < 0 })
}

func element(l []any, args []any) (any, *components.Exception) {
	i, failure := intArg(args[0])
	if failure != nil {
		return nil, failure
	}
	if i < 0 || i >= len(l) {
		return nil, components.NewException(outOfBounds, fmt.Sprintf("Index %d out of bounds for length %d", i, len(l)))
	}
	return l[i], nil
}

func end(l []any, i int) (any, *components.Exception) {
	if len(l) == 0 {
		return nil, components.NewException("java.util.NoSuchElementException", "")
	}
	return l[i], nil
}

func subList(l []any, args []any) (any, *components.Exception) {
	from, failure := intArg(args[0])
	if failure != nil {
		return nil, failure
	}
	to, failure := intArg(args[1])
	if failure != nil {
		return nil, failure
	}
	if from < 0 || to > len(l) || from > to {
		return nil, components.NewException(outOfBounds, fmt.Sprintf("Range [%d, %d) out of bounds for length %d", from, to, len(l)))
	}
	return slices.Clone(l[from:to]), nil
}

// mapMethods are those of java.util.Map.
var mapMethods = map[string]method[*components.Map]{
	"size":    getter(func(m *components.Map) any { return m.Len() }),
	"isEmpty": getter(func(m *components.Map) any { return m.Len() == 0 }),
	"get":     taking(1, func(m *components.Map, a []any) any { return m.Value(components.Text(a[0])) }),
	"getOrDefault": taking(2, func(m *components.Map, a []any) any {
		if v, ok := m.Get(components.Text(a[0])); ok {
			return v
		}
		return a[1]
	}),
	"containsKey": taking(1, func(m *components.Map, a []any) any {
		_, ok := m.Get(components.Text(a[0]))
		return ok
	}),
	"containsValue": taking(1, func(m *components.Map, a []any) any { return indexIn(mapValues(m), a[0]) >= 0 }),
	"keySet": getter(func(m *components.Map) any {
		keys := make([]any, 0, m.Len())
		for k := range m.All() {
			keys = append(keys, k)
		}
		return keys
	}),
	"values":   getter(func(m *components.Map) any { return mapValues(m) }),
	"entrySet": getter(func(m *components.Map) any { return entries(m) }),
}

func mapValues(m *components.Map) []any {
	values := make([]any, 0, m.Len())
	for _, v := range m.All() {
		values = append(values, v)
	}
	return values
}

// entries are a map's entries.
func entries(m *components.Map) []any {
	list := make([]any, 0, m.Len())
	for k, v := range m.All() {
		list = append(list, &components.Entry{Key: k, Value: v})
	}
	return list
}
