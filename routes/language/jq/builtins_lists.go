package jq

import (
	"slices"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

func ofList(f func(list []any) (any, error)) native {
	return func(_ *machine, in any, _ []any) (any, error) {
		list, ok := in.([]any)
		if !ok {
			return nil, failed("%s cannot be sorted, as it is not an array", shown(in))
		}
		return f(list)
	}
}

var listNatives = map[string]native{
	"sort/0":   ofList(func(list []any) (any, error) { return flat(sorted(list, list)), nil }),
	"unique/0": ofList(func(list []any) (any, error) { return heads(sorted(list, list)), nil }),
	"min/0": ofList(func(list []any) (any, error) {
		if len(list) == 0 {
			return nil, nil
		}
		return slices.MinFunc(list, compare), nil
	}),
	"max/0": ofList(func(list []any) (any, error) {
		if len(list) == 0 {
			return nil, nil
		}
		return slices.MaxFunc(list, compare), nil
	}),
	"reverse/0": func(_ *machine, in any, _ []any) (any, error) {
		switch v := in.(type) {
		case nil:
			return []any{}, nil
		case []any:
			return reversed(v), nil
		case string:
			return string(reversed([]rune(v))), nil
		}
		return nil, failed("Cannot reverse %s", shown(in))
	},
	"add/0": func(m *machine, in any, _ []any) (any, error) {
		var sum any
		err := iterate(m, nil, in, nil, func(v any, _ *path) (err error) {
			if err = m.spend(size(sum) / 64); err != nil {
				return err
			}
			sum, err = arithmetic(gojq.OpAdd, sum, v)
			return err
		})
		return sum, err
	},
	"flatten/0": func(_ *machine, in any, _ []any) (any, error) { return flatten(in, -1) },
	"flatten/1": func(_ *machine, in any, args []any) (any, error) {
		if float(args[0]) < 0 {
			return nil, failed("flatten depth must not be negative")
		}
		return flatten(in, int(min(float(args[0]), mostDepth)))
	},
	"indices/1": func(_ *machine, in any, args []any) (any, error) {
		found, err := indices(in, args[0])
		if found == nil {
			return nil, err
		}
		return found, err
	},
	"index/1": func(_ *machine, in any, args []any) (any, error) {
		found, err := indices(in, args[0])
		return edge(found, false), err
	},
	"rindex/1": func(_ *machine, in any, args []any) (any, error) {
		found, err := indices(in, args[0])
		return edge(found, true), err
	},
	"transpose/0": func(_ *machine, in any, _ []any) (any, error) {
		rows, _ := in.([]any)
		width := 0
		for _, row := range rows {
			list, ok := row.([]any)
			if !ok {
				return nil, failed("Cannot transpose %s", shown(in))
			}
			width = max(width, len(list))
		}
		columns := make([]any, width)
		for i := range columns {
			column := make([]any, len(rows))
			for j, row := range rows {
				if list := row.([]any); i < len(list) {
					column[j] = list[i]
				}
			}
			columns[i] = column
		}
		return columns, nil
	},
}

func flatten(in any, depth int) (any, error) {
	list, ok := in.([]any)
	if !ok {
		return nil, failed("Cannot iterate over %s", shown(in))
	}
	flat := []any{}
	for _, v := range list {
		inner, isList := v.([]any)
		if !isList || depth == 0 {
			flat = append(flat, v)
			continue
		}
		part, err := flatten(inner, depth-1)
		if err != nil {
			return nil, err
		}
		flat = append(flat, part.([]any)...)
	}
	return flat, nil
}

// keyed is a value and what it is sorted by.
type keyed struct{ key, value any }

// sorted puts values in the order of their keys, those of one key in a group.
func sorted(list, keys []any) [][]keyed {
	all := make([]keyed, len(list))
	for i := range list {
		all[i] = keyed{keys[i], list[i]}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return compare(a.key, b.key) })
	var groups [][]keyed
	for i, k := range all {
		if i == 0 || compare(all[i-1].key, k.key) != 0 {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], k)
	}
	return groups
}

func flat(groups [][]keyed) any {
	list := []any{}
	for _, group := range groups {
		for _, k := range group {
			list = append(list, k.value)
		}
	}
	return list
}

func heads(groups [][]keyed) any {
	list := []any{}
	for _, group := range groups {
		list = append(list, group[0].value)
	}
	return list
}

func grouped(groups [][]keyed) any {
	list := make([]any, len(groups))
	for i := range groups {
		list[i] = flat(groups[i : i+1])
	}
	return list
}

// byKey sorts a list by what f makes of its elements.
func byKey(f filter, answer func(groups [][]keyed) any) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		list, ok := in.([]any)
		if !ok {
			return failed("%s cannot be sorted, as it is not an array", shown(in))
		}
		keys := make([]any, len(list))
		for i, v := range list {
			key, err := collect(m, e, v, f)
			if err != nil {
				return err
			}
			keys[i] = key
		}
		return out(answer(sorted(list, keys)), nil)
	}
}

// withinObject is contains for objects; ok is false for others.
func withinObject(in, part any) (answer, ok bool, err error) {
	object, ok1 := in.(*components.Map)
	wanted, ok2 := part.(*components.Map)
	if !ok1 || !ok2 {
		return false, false, nil
	}
	for key, want := range wanted.All() {
		v, found := object.Get(key)
		if !found {
			return false, true, nil
		}
		if answer, err = within(v, want); err != nil || !answer {
			return false, true, err
		}
	}
	return true, true, nil
}
